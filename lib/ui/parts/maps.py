"""Maps inside pages: the areas shaded by outdated lines, and the place of one enterprise in the city."""

import pandas as pd
import plotly.graph_objects as go
import streamlit as st

from lib.maps import choropleth, geojson
from lib.maps.names import inert
from lib.maps.scale import scale_of
from lib.ui.frame import address, data
from lib.ui.frame.menu import file_of
from lib.ui.frame.page import empty
from lib.ui.frame.words import _, language
from lib.ui.parts.charts import FONT


def areas(height: int, value: str = "outdated_lines") -> None:
    """Counties and zones shaded by their outdated lines; a click opens the area."""
    shapes = _shapes()
    if shapes.empty:
        empty(_("The register holds no polygons."), _("Bring it up to date in a shell: python -m lib init."))
        return
    figure = choropleth.choropleth(
        data.ask("overview/areas"), shapes, value, shades_title(), language(), data.as_of().isoformat(), height,
        known_on=_known_on(),
    )  # fmt: skip
    event = st.plotly_chart(
        figure, key="area_map", on_select="rerun", selection_mode="points", config=choropleth.CONFIG
    )
    area = choropleth.selected_area(event)
    if area:
        st.switch_page(file_of("area"), query_params={"area": area, **address.following()})


def shades_title(verdict: str = "") -> str:
    """What the areas of every map are shaded by: lines (条) of a verdict, the outdated ones unless another is asked."""
    return data.labels("column")[f"{verdict or 'outdated'}_lines"]


def _known_on() -> str:
    """The day of which the page says what was known then; empty for now."""
    known_on = data.reading().known_on
    return known_on.isoformat() if known_on else ""


def _shapes() -> pd.DataFrame:
    """The reporting areas under their short names; the city's own outline and foreign ground inside it are not
    areas."""
    shapes = data.ask("map/shapes")
    areas = data.labels("area_short")
    return shapes[shapes.area_code.isin(list(areas))].assign(
        area_name=lambda rows: [areas[code] for code in rows.area_code]
    )


def spot(enterprise: pd.Series, height: int = 300) -> None:
    """Where an enterprise stands in the city; says so when it has no coordinates."""
    shapes = _shapes()
    if shapes.empty or pd.isna(enterprise.lon):
        empty(_("No coordinates are known."), _("It is counted by its declared area or its address."))
        return
    features = geojson.areas(shapes)
    counties = [feature for feature in features if not feature["properties"]["is_circle"]]
    none = scale_of([])
    figure = go.Figure(
        [choropleth.polygons(counties, {}, none, str(enterprise.area_code)), _names(counties), _point(enterprise)]
    )
    outlined = shapes[shapes.geojson.notna()]
    note = choropleth.note(language(), data.as_of().isoformat(), outlined, has_circles=False)
    choropleth.framed(figure, features, "", note, height)
    st.plotly_chart(figure, key="spot", config=choropleth.CONFIG)


def _names(counties: list[geojson.Feature]) -> go.Scattergeo:
    return go.Scattergeo(
        lon=[feature["properties"]["centre"][0] for feature in counties],
        lat=[feature["properties"]["centre"][1] for feature in counties],
        text=[inert(feature["properties"]["area_name"]) for feature in counties],
        mode="text",
        textfont={"size": 10.5, "color": "#5E6A78", "family": FONT},
        hoverinfo="skip",
        showlegend=False,
    )


def _point(enterprise: pd.Series) -> go.Scattergeo:
    colour = data.colours().get(str(enterprise.gravest_verdict), "#8A8F98")
    return go.Scattergeo(
        lon=[enterprise.lon],
        lat=[enterprise.lat],
        mode="markers",
        marker={"size": 14, "color": colour, "line": {"color": "#1D2733", "width": 1.5}},
        hovertext=[inert(enterprise.enterprise_name)],
        hoverinfo="text",
        showlegend=False,
    )
