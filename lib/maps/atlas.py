"""The interactive map: a static base (outlines, names, scale bar) and dynamic groups (shades, enterprises, legend).

streamlit-folium mounts the base once and compares it by a hash that ignores every `_[a-z0-9]+`; so whatever may
change with the data goes into the dynamic groups, whose text is compared as it is. Changing the base would also
lose the reader's zoom.
"""

import json
import math
import textwrap
from base64 import b64encode
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict
from typing import Any, Final

import folium
import pandas as pd
from folium.map import Layer
from folium.template import Template

from lib.maps import assets, geojson
from lib.maps.scale import Scale
from lib.maps.symbols import Symbol

FILL: Final = {"fillColor": "#FFFFFF", "fillOpacity": 0.9}
OUTLINE: Final = {"color": "#5E6A78", "weight": 1.4} | FILL
CIRCLE: Final = {"color": "#1F4E79", "weight": 1.6, "dashArray": "4 3"} | FILL
ANCHORS: Final = (
    "up-right",
    "right",
    "down",
)  # where the name of a circle stands, from north to south: zones lie close together
MANY: Final = 3000  # more points than this are drawn by the server as tiles
TILE_PIXELS: Final = 256
LABEL_LETTERS: Final = 20
LABEL_DEGREES: Final = 0.08  # a county's name this near to a circle steps aside


class AtlasMap(folium.Map):
    """folium's map with every script and style from our own server."""

    default_js = assets.SCRIPTS
    default_css = assets.STYLES


class AtlasLayer(Layer):
    """A layer drawn by `static/atlas.js`: `ExitAtlas.draw(map, kind, sealed data)`.

    branca compiles every script it has rendered as a template, and streamlit-folium then edits the script by patterns:
    a name with `{{`, `{%` or `_` would be run, break the map or change. So data enter the script sealed.
    """

    _template = Template(
        "{% macro script(this, kwargs) %}"
        'var {{ this.get_name() }} = ExitAtlas.draw(map_div, "{{ this.kind }}", "{{ this.sealed }}")'
        ".addTo({{ this._parent.get_name() }});"
        "{% endmacro %}"
    )

    def __init__(self, kind: str, data: Any) -> None:
        """`kind` is a function of `static/atlas.js`, `data` are plain JSON."""
        super().__init__(name=kind, overlay=True, control=False)
        self._name = "AtlasLayer"
        self.kind, self.sealed = kind, sealed(data)


def sealed(data: Any) -> str:
    """Data as the base64 of their JSON: letters, digits, `+`, `/` and `=` only, which no template and no pattern reads.

    Raises ValueError for NaN and infinity, which JSON lacks.
    """
    written = json.dumps(data, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
    return b64encode(written.encode("utf-8", "replace")).decode()


def base_map(shapes: pd.DataFrame, words: Mapping[str, str], basemap_url: str = "", basemap_name: str = "") -> AtlasMap:
    """The static base: outlines and names of `marts.area_shapes`, metric scale bar, our own fullscreen button (the
    usual plugin loads its script from another host), and a basemap when the setting names one. `words` are the
    language and the names of map and buttons: `lang`, `map`, `fullscreen`, `nearer`, `farther`.
    """
    features = geojson.areas(shapes)
    west, south, east, north = geojson.bounds(features)
    centre = [(south + north) / 2, (west + east) / 2]
    chart = AtlasMap(location=centre, zoom_start=9, tiles=None, zoom_snap=0.25, attribution_control=bool(basemap_url))
    chart.options |= {
        "minZoom": 7,
        "maxZoom": 18,
    }  # folium gives its own zoom limits to tiles only, and clusters need them
    if basemap_url:
        AtlasLayer("basemap", {"url": basemap_url, "name": basemap_name}).add_to(chart)
    AtlasLayer("areas", geojson.collection([styled(feature, features) for feature in features])).add_to(chart)
    AtlasLayer("controls", dict(words)).add_to(chart)
    return chart


def styled(feature: geojson.Feature, features: Sequence[geojson.Feature]) -> geojson.Feature:
    """An area with its outline's style, its label and where the label stands, as `static/atlas.js` reads them."""
    area = feature["properties"]
    circles = sorted(
        (one["properties"]["centre"] for one in features if one["properties"]["is_circle"]),
        key=lambda centre: -centre[1],
    )
    anchor = ANCHORS[circles.index(area["centre"]) % len(ANCHORS)] if area["is_circle"] else "middle"
    if not area["is_circle"] and any(math.dist(area["centre"], centre) < LABEL_DEGREES for centre in circles):
        anchor = "up-left"
    style = CIRCLE if area["is_circle"] else OUTLINE
    return feature | {"properties": area | {"style": style, "label": wrapped(str(area["label"])), "anchor": anchor}}


def wrapped(name: str) -> str:
    """A long (English) name on several lines."""
    return "\n".join(textwrap.wrap(name, LABEL_LETTERS)) or name


def shade_group(codes: Iterable[str], values: Mapping[str, float], scale: Scale) -> folium.FeatureGroup:
    """Areas `codes` filled by a count, `values` by area code; an area that is not among them counts nothing."""
    return grouped(AtlasLayer("shades", {code: scale.colour(values.get(code, 0)) for code in codes}))


def point_group(
    enterprises: pd.DataFrame, symbols: Mapping[str, Symbol], words: Mapping[str, str]
) -> folium.FeatureGroup:
    """Enterprises as clustered markers by gravest verdict; a click returns the feature with its `enterprise_id`.

    `symbols` are in the order of gravity; `words["lines"]` says how many lines (`{count}`), `words["enterprises"]` how
    many enterprises.
    """
    data = {
        "features": geojson.points(enterprises),
        "symbols": {verdict: asdict(mark) for verdict, mark in symbols.items()},
        "order": list(symbols),
        "words": dict(words),
    }
    return grouped(AtlasLayer("points", data))


def tile_group(url: str) -> folium.FeatureGroup:
    """Enterprises as tiles drawn by the server, for registers too large to send; `url` is `tiles.template(...)`."""
    return grouped(AtlasLayer("tiles", url))


def legend_group(markup: str) -> folium.FeatureGroup:
    """The legend of `legend.legend_html`, which escapes every text; a layer, so that it changes, prints and goes
    fullscreen with the map.
    """
    return grouped(AtlasLayer("legend", markup))


def grouped(layer: Layer) -> folium.FeatureGroup:
    """A layer in a group of its own, as streamlit-folium wants what changes."""
    group = folium.FeatureGroup(control=False)
    layer.add_to(group)
    return group


def view_of(shapes: pd.DataFrame, area_code: str, width: int, height: int) -> tuple[tuple[float, float], float]:
    """Centre (lat, lon) and zoom at which the area, or with an empty code the city, fits a map of this many pixels."""
    chosen = shapes[shapes.area_code == area_code] if area_code else shapes
    west, south, east, north = geojson.bounds(geojson.areas(chosen if len(chosen) else shapes))
    per_degree = TILE_PIXELS / 360
    steps = (quarters / 4 for quarters in range(56, 27, -1))
    zoom = next((at for at in steps if fits(east - west, north - south, 2**at * per_degree, width, height)), 7.0)
    return (round((south + north) / 2, 4), round((west + east) / 2, 4)), zoom


def fits(degrees_wide: float, degrees_high: float, pixels_per_degree: float, width: int, height: int) -> bool:
    """Whether a span fits; a degree of latitude is drawn about 1.25 times as long as one of longitude at 36° north."""
    return degrees_wide * pixels_per_degree <= width and degrees_high * pixels_per_degree * 1.25 <= height
