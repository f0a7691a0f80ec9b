"""Areas shaded by a count, as a plotly figure: counties as polygons, zones without a polygon as circles, each with
name and number.

Drawn as SVG on plotly's `geo`, not on `choropleth_map`: labels on a `map` subplot ask fonts.openmaptiles.org for
glyphs, and its WebGL canvas may stay empty in print. `geo` asks for one topojson file, which `CONFIG` directs to
our own (empty) one: a figure without it is blank.
"""

import math
from collections.abc import Callable, Iterable, Mapping
from typing import Any, Final

import pandas as pd
import plotly.graph_objects as go

from lib.maps import assets, geojson
from lib.maps.names import FONT, INK, circles, inert, labels, leaders, spread, told
from lib.maps.scale import SILENT, Scale, scale_of

CONFIG: Final[dict[str, Any]] = {"topojsonURL": assets.TOPOJSON, "displayModeBar": False, "scrollZoom": False}
WORDS: Final = {
    "zh": {
        "source": "底图：天地图 审图号 GS(2024)0650",
        "as_of": "截至 {day}",
        "known_on": "按 {day} 已获知的情况",
        "circle": "圆圈为市属开发区（无公布边界）",
        "silent": "无数据",
    },
    "en": {
        "source": "Boundaries: Tianditu GS(2024)0650",
        "as_of": "as of {day}",
        "known_on": "as known on {day}",
        "circle": "circles: zones without a published boundary",
        "silent": "no data",
    },
}


def choropleth(
    counts: pd.DataFrame,
    shapes: pd.DataFrame,
    value: str,
    legend: str,
    language: str,
    as_of: str = "",
    height: int = 460,
    selected: str = "",
    known_on: str = "",
    classes: Callable[[Iterable[float]], Scale] = scale_of,
) -> go.Figure:
    """Figure of `shapes` (marts.area_shapes) shaded by column `value` of `counts` (marts.outdated_by_area).

    Every drawn point carries `customdata[0] = area_code`, so a click selects an area. Show it with `CONFIG`.
    `classes` makes the steps of the shades.
    `legend` names the number with its unit; `as_of` and `known_on` are dates as texts; `height` is in pixels.
    """
    features = geojson.areas(shapes)
    values = valued(features, counts, value)
    scale = classes(values.get(feature["id"], 0) for feature in features)
    counties = [feature for feature in features if not feature["properties"]["is_circle"]]
    zones = [feature for feature in features if feature["properties"]["is_circle"]]
    figure = go.Figure()
    if counties:
        figure.add_trace(polygons([one for one in counties if not silent(one, values)], values, scale, selected))
    if dark := [one for one in counties if silent(one, values)]:
        figure.add_trace(unknown(dark, scale, selected))
    if zones:
        places = spread([feature["properties"]["centre"] for feature in zones])
        figure.add_traces([leaders(zones, places), circles(zones, places, values, scale, selected)])
    figure.add_trace(labels(counties, values, [feature["properties"]["centre"] for feature in zones]))
    for colour, label in zip(scale.colours, scale.labels, strict=True):
        figure.add_trace(step(colour, label))
    if any(silent(feature, values) for feature in features):
        figure.add_trace(step(SILENT, WORDS.get(language, WORDS["en"])["silent"]))
    return framed(figure, features, legend, note(language, as_of, shapes, bool(zones), known_on), height)


def valued(features: list[geojson.Feature], counts: pd.DataFrame, value: str) -> dict[str, float]:
    """Area → its number; not-a-number where nothing is known of it, or nothing told to this reader."""
    told = dict(zip(counts.area_code, known(counts, value), strict=True))
    return {feature["id"]: math.nan for feature in features} | told


def known(counts: pd.DataFrame, value: str) -> pd.Series:
    """Column `value` as numbers; not-a-number where the register knows no line (`line_count` 0): silence is not 0."""
    numbers = counts[value].astype(float)
    return numbers.where(counts.line_count > 0) if "line_count" in counts else numbers


def silent(feature: geojson.Feature, values: Mapping[str, float]) -> bool:
    """Whether nothing is known of the area."""
    return math.isnan(values.get(feature["id"], 0))


def unknown(features: list[geojson.Feature], scale: Scale, selected: str) -> go.Choropleth:
    """Counties of which nothing is known, in a grey of their own."""
    trace = polygons(features, {}, scale, selected)
    flat = [[0, SILENT], [1, SILENT]]
    return trace.update(colorscale=flat, hovertemplate="<b>%{customdata[1]}</b><br>–<extra></extra>")


def polygons(
    features: list[geojson.Feature], values: Mapping[str, float], scale: Scale, selected: str
) -> go.Choropleth:
    """Counties filled with the shade of their count; the selected one has a thick edge."""
    colours = scale.colours
    share = 1 / len(colours)
    steps = [[edge, colour] for index, colour in enumerate(colours) for edge in (index * share, (index + 1) * share)]
    codes = [feature["id"] for feature in features]
    return go.Choropleth(
        geojson=geojson.collection([clockwise(feature) for feature in features]),
        locations=codes,
        featureidkey="id",
        z=[scale.step(values.get(code, 0)) for code in codes],
        zmin=-0.5,
        zmax=len(colours) - 0.5,
        colorscale=steps,
        showscale=False,
        customdata=told(features, values),
        hovertemplate="<b>%{customdata[1]}</b><br>%{customdata[2]:,}<extra></extra>",
        marker={"line": {"color": INK, "width": [3 if code == selected else 0.9 for code in codes]}},
        unselected={"marker": {"opacity": 1}},
        selected={"marker": {"opacity": 1}},
    )


def step(colour: str, label: str) -> go.Scattergeo:
    """One step of the legend."""
    marker = {"size": 14, "symbol": "square", "color": colour, "line": {"color": INK, "width": 0.8}}
    return go.Scattergeo(lon=[None], lat=[None], mode="markers", marker=marker, name=label, hoverinfo="skip")


def framed(figure: go.Figure, features: list[geojson.Feature], legend: str, small: list[str], height: int) -> go.Figure:
    """Layout: the city fills the frame, legend below right, the lines of small print below."""
    west, south, east, north = geojson.bounds(features)
    pad = 0.03
    figure.update_geos(
        visible=False,
        projection_type="mercator",
        lonaxis_range=[west - pad, east + pad],
        lataxis_range=[south - pad, north + pad],
        bgcolor="rgba(0,0,0,0)",
    )
    figure.add_annotation(
        text="<br>".join(map(inert, small)),
        x=0,
        y=0,
        xref="paper",
        yref="paper",
        xanchor="left",
        yanchor="top",
        align="left",
        showarrow=False,
        font={"size": 11, "color": "#5E6A78"},
    )
    small_font, clear = {"size": 12}, "rgba(255,255,255,0)"
    place = {"x": 1, "y": 0.02, "xanchor": "right", "yanchor": "bottom"}
    fixed = {"itemclick": False, "itemdoubleclick": False}
    return figure.update_layout(
        height=height,
        margin={"l": 0, "r": 0, "t": 4, "b": 36},
        legend={"title": {"text": legend, "font": small_font}, "bgcolor": clear, "font": small_font} | place | fixed,
        font={"family": FONT, "color": INK},
        clickmode="event+select",
        dragmode=False,
        paper_bgcolor="#FFFFFF",
    )


def clockwise(feature: geojson.Feature) -> geojson.Feature:
    """The feature with its outer rings clockwise: plotly reads the other direction as everything but the polygon."""
    turned = [
        [wound(ring, clockwise=index == 0) for index, ring in enumerate(polygon)]
        for polygon in geojson.rings(feature["geometry"])
    ]
    return feature | {"geometry": {"type": "MultiPolygon", "coordinates": turned}}


def wound(ring: list[list[float]], *, clockwise: bool) -> list[list[float]]:
    """A closed ring in the wanted direction."""
    doubled = sum(
        (after[0] - before[0]) * (after[1] + before[1]) for before, after in zip(ring, ring[1:], strict=False)
    )
    return ring if (doubled > 0) == clockwise else ring[::-1]


def note(language: str, as_of: str, shapes: pd.DataFrame, has_circles: bool, known_on: str = "") -> list[str]:
    """Source of the outlines; then the date and what the circles mean."""
    words = WORDS.get(language, WORDS["en"])
    own = (
        sorted({str(source) for source in shapes.source.dropna() if "GS(2024)0650" not in str(source)})
        if not has_circles
        else []
    )
    parts = [
        words["source"],
        *own,
        words["as_of"].format(day=as_of) if as_of else "",
        words["known_on"].format(day=known_on) if known_on else "",
        words["circle"] if has_circles else "",
    ]
    first, *others = [part for part in parts if part]
    return [first, *filter(None, [" · ".join(others)])]


def selected_area(selection: Mapping[str, Any] | None) -> str:
    """Area code of the first point of what `st.plotly_chart(..., on_select=…)` returns; empty when nothing is
    selected.
    """
    chosen = (selection or {}).get("selection", {}).get("points", [])
    return str(chosen[0]["customdata"][0]) if chosen and chosen[0].get("customdata") else ""
