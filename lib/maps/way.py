"""The way of a day of visits as a picture for its papers: the county, the stops by number and time, drawn without a
browser."""

import io
from typing import Final

import pandas as pd
from matplotlib.figure import Figure
from matplotlib.patches import PathPatch
from matplotlib.text import Text

from lib.maps import geojson, names
from lib.maps.picture import DOTS, TALL, font, outline

INCHES: Final = (6.1, 3.6)
PAD: Final = 0.06  # degrees around the way


def way_picture(stops: pd.DataFrame, shapes: pd.DataFrame, area: str) -> bytes:
    """PNG of the visits (`inspection_plan/stops`) on the outlines of the counties (`map/shapes`), `area` shaded; empty
    when no visit has coordinates."""
    placed = stops[stops.lon.notna()]
    if placed.empty:
        return b""
    figure = Figure(figsize=INCHES, dpi=DOTS, facecolor="white")
    axes = figure.add_axes((0.01, 0.01, 0.98, 0.98))
    for one in geojson.areas(shapes):
        if not one["properties"]["is_circle"]:
            shade, width = ("#F1F5F9", 1.5) if one["id"] == area else ("white", 0.6)
            axes.add_patch(PathPatch(outline(one["geometry"]), facecolor=shade, edgecolor=names.INK, linewidth=width))
    lons = [float(stops.start_lon.iloc[0]), *placed.lon]
    lats = [float(stops.start_lat.iloc[0]), *placed.lat]
    axes.plot(lons, lats, color=names.INK, linewidth=1.2, zorder=3)
    axes.plot(lons[:1], lats[:1], "s", color=names.INK, markersize=6, zorder=4)
    axes.plot(lons[1:], lats[1:], "o", color=names.INK, markersize=5, zorder=4)
    for at, row in enumerate(placed.itertuples()):
        above = at % 2 == 0
        axes.annotate(
            f"{row.stop_number} · {row.arrives_at}", (row.lon, row.lat), xytext=(0, 6 if above else -6),
            textcoords="offset points", ha="center", va="bottom" if above else "top", font=font(), fontsize=10,
            color=names.INK, zorder=5, bbox={"boxstyle": "round,pad=0.1", "facecolor": "white", "edgecolor": "none",
                                             "alpha": 0.7},
        )  # fmt: skip
    wide, (x, y) = TALL * INCHES[0] / INCHES[1], ((min(lons) + max(lons)) / 2, (min(lats) + max(lats)) / 2)
    half = max((max(lats) - min(lats)) / 2, (max(lons) - min(lons)) / 2 / wide) + PAD
    axes.set(xlim=(x - half * wide, x + half * wide), ylim=(y - half, y + half), xticks=[], yticks=[])
    for text in figure.findobj(Text):
        text.set_parse_math(False)  # a dollar sign would start a formula
    buffer = io.BytesIO()
    figure.savefig(buffer, format="png")
    return buffer.getvalue()
