"""Names and numbers on the area maps, and the circles of zones without a polygon: who steps aside for whom."""

import math
import textwrap
from collections.abc import Mapping
from html import escape
from typing import Final

import plotly.graph_objects as go

from lib.maps import geojson
from lib.maps.scale import Scale

FONT: Final = "'Noto Sans CJK SC', 'Noto Sans SC', 'Microsoft YaHei', 'PingFang SC', sans-serif"
INK: Final = "#1D2733"
ZONE: Final = "#1F4E79"
HALO: Final = "1px 0 #fff, -1px 0 #fff, 0 1px #fff, 0 -1px #fff, 0 0 3px #fff, 0 0 4px #fff"  # an edge, then a glow
SIDES: Final = ("middle right", "middle right", "bottom center")  # of a circle's name, from north to south
APART: Final = 0.075  # degrees between circles: about a circle's width on a map 400 pixels high
CROWDED: Final = 0.1  # degrees: nearer than this, a county's name steps aside for a circle
LETTERS: Final = 16  # of one line of a label


def circles(
    features: list[geojson.Feature], places: list[list[float]], values: Mapping[str, float], scale: Scale, selected: str
) -> go.Scattergeo:
    """Zones without a polygon as circles of one size at `places`, shaded alike, their name and number beside them."""
    codes = [feature["id"] for feature in features]
    order = sorted(range(len(places)), key=lambda index: -places[index][1])
    sides = {index: SIDES[min(rank, len(SIDES) - 1)] for rank, index in enumerate(order)}
    return go.Scattergeo(
        lon=[place[0] for place in places],
        lat=[place[1] for place in places],
        mode="markers+text",
        text=[caption(feature, values, " ") for feature in features],
        textposition=[sides[index] for index in range(len(features))],
        textfont={"size": 11, "color": ZONE, "family": FONT, "shadow": HALO},
        marker={
            "size": 15,
            "opacity": 1,
            "color": [scale.colour(values.get(code, 0)) for code in codes],
            "line": {"color": ZONE, "width": [3 if code == selected else 1.6 for code in codes]},
        },
        customdata=told(features, values),
        hovertemplate="<b>%{customdata[1]}</b><br>%{customdata[2]:,}<extra></extra>",
        unselected={"marker": {"opacity": 1}, "textfont": {"color": ZONE}},
        selected={"marker": {"opacity": 1}, "textfont": {"color": ZONE}},
        showlegend=False,
    )


def told(features: list[geojson.Feature], values: Mapping[str, float]) -> list[list[object]]:
    """What a hover text and a click know of each area: code, name, number."""
    return [[one["id"], inert(one["properties"]["area_name"]), values.get(one["id"], 0)] for one in features]


def spread(centres: list[list[float]]) -> list[list[float]]:
    """The centres pushed apart until circles of one size do not cover each other; those far apart stay."""
    places = [list(centre) for centre in centres]
    for _round in range(200):
        for one, first in enumerate(places):
            for second in places[one + 1 :]:
                gap = math.dist(first, second)
                if gap < APART:
                    east, north = (second[0] - first[0]) / (gap or 1), (second[1] - first[1]) / (gap or 1)
                    push = (APART - gap) / 2 + 1e-6
                    first[0], first[1] = first[0] - east * push, first[1] - (north if gap else 1) * push
                    second[0], second[1] = second[0] + east * push, second[1] + (north if gap else 1) * push
    return places


def leaders(features: list[geojson.Feature], places: list[list[float]]) -> go.Scattergeo:
    """Thin lines from the circles that had to step aside to where the zones are."""
    pairs = [(feature["properties"]["centre"], place) for feature, place in zip(features, places, strict=True)]
    return go.Scattergeo(
        lon=[value for centre, place in pairs for value in (centre[0], place[0], None)],
        lat=[value for centre, place in pairs for value in (centre[1], place[1], None)],
        mode="lines",
        line={"color": ZONE, "width": 1},
        hoverinfo="skip",
        showlegend=False,
    )


def labels(
    features: list[geojson.Feature], values: Mapping[str, float], circles_at: list[list[float]]
) -> go.Scattergeo:
    """Name and number of every county at its centre, or left of it where circles stand."""
    centres = [feature["properties"]["centre"] for feature in features]
    crowded = [any(math.dist(centre, circle) < CROWDED for circle in circles_at) for centre in centres]
    return go.Scattergeo(
        lon=[centre[0] for centre in centres],
        lat=[centre[1] for centre in centres],
        mode="text",
        text=[caption(feature, values, "<br>") for feature in features],
        textposition=["top left" if is_crowded else "middle center" for is_crowded in crowded],
        textfont={"size": 12.5, "color": INK, "family": FONT, "shadow": HALO},
        customdata=[[feature["id"]] for feature in features],
        hoverinfo="skip",
        unselected={"textfont": {"color": INK}},
        selected={"textfont": {"color": INK}},
        showlegend=False,
    )


def inert(text: object) -> str:
    """A text as plotly shows it letter by letter: it reads tags and entities in names, ticks and hover texts."""
    return escape(str(text), quote=False)


def caption(feature: geojson.Feature, values: Mapping[str, float], between: str) -> str:
    """Name and number (a dash for not-a-number)."""
    value = values.get(feature["id"], 0)
    number = "–" if math.isnan(value) else f"{value:,.0f}"
    lines = textwrap.wrap(str(feature["properties"]["label"]), LETTERS)
    return f"{'<br>'.join(map(inert, lines))}{between}<b>{number}</b>"
