"""Names as JSON in, what streamlit-folium would send to the browser as JSON out; run as a program, so that a name that
hangs it can be stopped.
"""

import json
import sys
from typing import Any

import streamlit_folium

from lib.maps import atlas
from lib.maps.scale import scale_of
from tests.maps.test_geojson import SHAPES, enterprises

PARTS = ("script", "feature_group", "header", "html", "key")


def sent(name: str) -> dict[str, Any]:
    """The map with this name wherever a text from outside may stand."""
    shapes = SHAPES.assign(label=name, area_name=name, source=name)
    layers = [
        atlas.shade_group([name], {name: 3}, scale_of([3])),
        atlas.point_group(enterprises((name, name, 115.8, 36.1, name, name, 2)), {}, {"lines": name}),
        atlas.tile_group(name),
        atlas.legend_group(name),
    ]
    base = atlas.base_map(shapes, {"map": name}, basemap_url=name, basemap_name=name)
    return streamlit_folium.st_folium(base, key="map", feature_group_to_add=layers)  # type: ignore[no-any-return]


if __name__ == "__main__":
    streamlit_folium._component_func = lambda **arguments: {part: arguments[part] for part in PARTS}
    json.dump([sent(name) for name in json.load(sys.stdin)], sys.stdout)
