"""Maps inside pages: the areas shaded by a number, and the place of one enterprise in the city."""

from functools import partial

import pandas as pd
import plotly.graph_objects as go
import streamlit as st

from lib.maps import choropleth, geojson
from lib.maps.names import INK, inert
from lib.maps.scale import left_of, scale_of, signed_of
from lib.ui.frame import address, data
from lib.ui.frame.menu import file_of
from lib.ui.frame.page import empty
from lib.ui.frame.words import _, language
from lib.ui.parts.charts import FONT

SHAPES = "map/shapes"
CLASSES = {"left_lines": left_of, "change": signed_of}  # what is shaded otherwise than by how much there is of it


def areas(height: int, counts: pd.DataFrame, value: str) -> None:
    """Counties and zones shaded by a column of `counts` (a row an area); a click opens the area."""
    shapes = _shapes()
    if shapes.empty:
        empty(_("The register holds no polygons."), _("Bring it up to date in a shell: python -m lib init."))
        return
    figure = _shaded(
        data.follows(f"pages/{SHAPES}", data.as_of()), counts, shapes, value, data.labels("column")[value], language(),
        data.as_of().isoformat(), height, _known_on(),
    )  # fmt: skip
    event = st.plotly_chart(
        figure, key="area_map", on_select="rerun", selection_mode="points", config=choropleth.CONFIG
    )
    area = choropleth.selected_area(event)
    if area:
        st.switch_page(file_of("area"), query_params={"area": area, **address.following()})


@st.cache_resource(show_spinner=False, max_entries=200)
def _shaded(
    polygons: data.Read, counts: pd.DataFrame, _shapes: pd.DataFrame, value: str, legend: str, words: str, day: str,
    height: int, known_on: str,
) -> go.Figure:  # fmt: skip
    """The figure, drawn once for all sessions, of whom none changes it; `polygons` tells which shapes they are."""
    return choropleth.choropleth(
        counts, _shapes, value, legend, words, day, height, known_on=known_on, classes=CLASSES.get(value, scale_of)
    )


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
    shapes = data.ask(SHAPES)
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
    one = pd.DataFrame([enterprise.rename({"gravest_verdict": "verdict"})])
    figure = _dotted(shapes, one, str(enterprise.area_code), height)
    st.plotly_chart(figure, key="spot", config=choropleth.CONFIG)


def dots(rows: pd.DataFrame, height: int, chosen: str = "") -> None:
    """The enterprises of a list as dots in the colour of their verdict, numbered as they stand in it; the `chosen` one
    is larger, and a click puts another into the address. Those without coordinates are counted below."""
    shapes, placed = _shapes(), rows[rows.lon.notna()]
    if shapes.empty or placed.empty:
        empty(_("No coordinates are known."), _("It is counted by its declared area or its address."))
        return
    drawn, key = _dotted(shapes, placed, "", height, chosen), f"dots_{chosen}"
    st.plotly_chart(
        drawn, key=key, on_select=partial(_keep_dot, key), selection_mode="points", config=choropleth.CONFIG
    )
    if len(placed) < len(rows):
        st.caption(_("{count} of this list have no coordinates and are not drawn.", count=len(rows) - len(placed)))


def way(stops: pd.DataFrame, height: int, area: str) -> None:
    """The visits of a day as a numbered way from the centre of the county, with times and the length of each leg in a
    straight line; those without coordinates are counted below."""
    shapes, placed = _shapes(), stops[stops.lon.notna()]
    if shapes.empty or placed.empty:
        empty(_("No coordinates are known."), _("It is counted by its declared area or its address."))
        return
    figure = _dotted(shapes, placed, area, height)
    start = (float(stops.start_lon.iloc[0]), float(stops.start_lat.iloc[0]))
    labels = [f"{row.stop_number} · {row.arrives_at}" for row in placed.itertuples()]
    figure.add_trace(
        go.Scattergeo(
            lon=[start[0], *placed.lon], lat=[start[1], *placed.lat], mode="lines+text", text=["", *labels],
            textposition=[("top center", "bottom center")[at % 2] for at in range(len(labels) + 1)],
            textfont={"size": 13, "color": INK, "family": FONT}, hoverinfo="skip",
            line={"color": INK, "width": 1.5}, showlegend=False,
        )
    )  # fmt: skip
    legs = placed.leg_km.notna()
    figure.add_trace(
        go.Scattergeo(
            lon=(([start[0], *placed.lon[:-1]] + placed.lon) / 2)[legs].tolist(),
            lat=(([start[1], *placed.lat[:-1]] + placed.lat) / 2)[legs].tolist(),
            mode="text", text=[f"{km:.1f} km" for km in placed.leg_km[legs]],
            textfont={"size": 10.5, "color": "#5E6A78", "family": FONT}, hoverinfo="skip", showlegend=False,
        )
    )  # fmt: skip
    pad = 0.08
    figure.update_geos(
        lonaxis_range=[min(placed.lon.min(), start[0]) - pad, max(placed.lon.max(), start[0]) + pad],
        lataxis_range=[min(placed.lat.min(), start[1]) - pad, max(placed.lat.max(), start[1]) + pad],
    )
    st.plotly_chart(figure, key="way", config=choropleth.CONFIG)
    if len(placed) < len(stops):
        st.caption(_("{count} of this list have no coordinates and are not drawn.", count=len(stops) - len(placed)))


def _keep_dot(key: str) -> None:
    """A click on an area, which names no enterprise, changes nothing."""
    code = choropleth.selected_area(st.session_state[key])
    if code and code not in data.labels("area"):
        address.put("enterprise", code)


def _dotted(shapes: pd.DataFrame, rows: pd.DataFrame, area: str, height: int, chosen: str = "") -> go.Figure:
    """The outlines of the counties, `area` with a thick edge, and enterprises on them."""
    features = geojson.areas(shapes)
    counties = [feature for feature in features if not feature["properties"]["is_circle"]]
    figure = go.Figure([choropleth.polygons(counties, {}, scale_of([]), area), _names(counties), _points(rows, chosen)])
    outlined = shapes[shapes.geojson.notna()]
    note = choropleth.note(language(), data.as_of().isoformat(), outlined, has_circles=False)
    return choropleth.framed(figure, features, "", note, height)


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


def _points(rows: pd.DataFrame, chosen: str = "") -> go.Scattergeo:
    colours = data.colours()
    is_chosen = [code == chosen or len(rows) == 1 for code in rows.enterprise_id]
    return go.Scattergeo(
        lon=rows.lon.tolist(),
        lat=rows.lat.tolist(),
        mode="markers",
        marker={
            "size": [16 if one else 9 for one in is_chosen],
            "color": [colours.get(str(verdict), "#8A8F98") for verdict in rows.verdict],
            "line": {"color": INK, "width": [2.5 if one else 0.8 for one in is_chosen]},
        },
        customdata=[[code] for code in rows.enterprise_id],
        hovertext=[inert(name) for name in rows.enterprise_name],
        hoverinfo="text",
        showlegend=False,
        unselected={"marker": {"opacity": 1}},
    )
