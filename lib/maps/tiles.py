"""Map tiles of enterprises, drawn by the server: one query per tile, so that a million points cost the browser a
few pictures.

A tile's address holds date and register version, so that a browser may keep it; the filters of the page are its
query string.
"""

import io
import math
from collections.abc import Callable, Mapping
from datetime import date
from typing import Final
from urllib.parse import urlencode

import numpy as np
import numpy.typing as npt
import pandas as pd
from PIL import Image
from starlette.convertors import IntegerConvertor, register_url_convertor
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from lib.maps.symbols import HOLLOW, OUTLINE
from lib.register.store import Register

SIZE: Final = 256
FILTERS: Final = ("area", "sector", "process", "verdict", "state", "dimension", "scale", "q")
Pixels = npt.NDArray[np.uint8]


class Short(IntegerConvertor):
    """A number in a tile's address; what has more digits is the address of no tile."""

    regex = "[0-9]{1,9}"


register_url_convertor("short", Short())


def template(as_of: date, version: int, filters: Mapping[str, str]) -> str:
    """Address of the tiles for Leaflet, `{z}/{x}/{y}` left open."""
    query = urlencode({key: filters[key] for key in FILTERS if filters.get(key)})
    return f"/tiles/{as_of.isoformat()}/{version}/{{z}}/{{x}}/{{y}}.png" + (f"?{query}" if query else "")


def routes(register: Callable[[], Register]) -> list[BaseRoute]:
    """The tile route; `register` opens (or returns) the register of this process."""

    def answer(request: Request) -> Response:
        return tile_response(register(), request)

    return [Route("/tiles/{as_of}/{version:short}/{z:short}/{x:short}/{y:short}.png", answer)]


def tile_response(register: Register, request: Request) -> Response:
    """A PNG; 404 for a version that is not the register's any more or a tile outside the world, 400 for no date."""
    where = request.path_params
    z, x, y = int(where["z"]), int(where["x"]), int(where["y"])
    if where["version"] != register.version() or not (0 <= z <= 22 and 0 <= x < 2**z and 0 <= y < 2**z):
        return Response(status_code=404)
    try:
        day = date.fromisoformat(where["as_of"])
    except ValueError:
        return Response(status_code=400)
    filters = {key: request.query_params.get(key, "") for key in FILTERS}
    picture = tile(register, day, filters, z, x, y)
    return Response(picture, media_type="image/png", headers={"Cache-Control": "private, max-age=86400"})


def tile(register: Register, as_of: date, filters: Mapping[str, str], z: int, x: int, y: int) -> bytes:
    """PNG of one Web-Mercator tile: every enterprise under the filters as a dot coloured by its gravest verdict."""
    radius = dot_radius(z)
    west, south, east, north = tile_bounds(z, x, y, margin=(radius + 1) / SIZE)
    rows = register.ask(
        "pages/map_tile", as_of=as_of, z=z, x=x, y=y, west=west, south=south, east=east, north=north, **filters
    )
    names = register.ask("pages/labels", as_of=as_of, kind="verdict")
    return png(drawn(rows, dict(zip(names.code, names.colour, strict=True)), radius))


def dot_radius(zoom: int) -> int:
    """Radius of a dot in pixels: small where many share the picture."""
    return 3 if zoom < 10 else 4 if zoom < 13 else 6


def tile_bounds(z: int, x: int, y: int, margin: float = 0.0) -> tuple[float, float, float, float]:
    """West, south, east, north of a tile in WGS84 degrees, widened by `margin` tiles on every side."""

    def longitude(column: float) -> float:
        return column / float(2**z) * 360 - 180

    def latitude(row: float) -> float:
        return math.degrees(math.atan(math.sinh(math.pi * (1.0 - 2.0 * row / float(2**z)))))

    return longitude(x - margin), latitude(y + 1 + margin), longitude(x + 1 + margin), latitude(y - margin)


def drawn(rows: pd.DataFrame, colours: Mapping[str, str], radius: int) -> Pixels:
    """RGBA pixels (256, 256, 4) of rows `pixel_x, pixel_y, severity, verdict`; the gravest verdict lies on top."""
    canvas = np.zeros((SIZE + 4 * radius, SIZE + 4 * radius, 4), dtype=np.uint8)
    reach = np.arange(-radius, radius + 1)
    offsets = [(dx, dy, math.hypot(dx, dy)) for dx in reach for dy in reach if math.hypot(dx, dy) <= radius + 0.3]
    groups = [group for _severity, group in sorted(rows.groupby("severity"), key=lambda pair: -pair[0])]
    for is_edge in (True, False):  # all edges first: where dots crowd, no edge may cover a neighbour's colour
        for same in groups:
            shade = ink(str(same.verdict.iloc[0]), colours[str(same.verdict.iloc[0])], is_edge=is_edge)
            columns, lines = same.pixel_x.to_numpy() + 2 * radius, same.pixel_y.to_numpy() + 2 * radius
            for dx, dy, distance in offsets:
                if (distance > radius - 0.8) == is_edge:
                    canvas[lines + dy, columns + dx] = shade
    return canvas[2 * radius : -2 * radius, 2 * radius : -2 * radius]


def ink(verdict: str, colour: str, *, is_edge: bool) -> tuple[int, int, int, int]:
    """Colour of a dot's pixel (RGBA): hollow verdicts are white with a grey edge, the others full with a white edge."""
    if verdict in HOLLOW:
        return rgba(OUTLINE if is_edge else "#FFFFFF")
    return (255, 255, 255, 170) if is_edge else rgba(colour)


def rgba(colour: str) -> tuple[int, int, int, int]:
    """`#RRGGBB` as four numbers, opaque."""
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16), 255


def png(pixels: Pixels) -> bytes:
    """Pixels as a PNG file."""
    buffer = io.BytesIO()
    Image.fromarray(pixels, "RGBA").save(buffer, "PNG", compress_level=1)
    return buffer.getvalue()
