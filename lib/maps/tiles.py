"""Map tiles of enterprises, drawn by the server: one query per tile, so that a million points cost the browser a
few pictures.

A tile's address holds date and register version, so that a browser may keep it; the filters of the page, and the day
of which it says what was known then, are its query string. All of it is signed with a key that dies with the process,
together with the areas that its reader sees: only addresses that a page handed out are answered, and to nobody who
sees other areas, for any other date would cost the server a snapshot, and a browser may keep what it was answered.
"""

import hashlib
import hmac
import io
import math
import re
import secrets
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any, Final
from urllib.parse import urlencode

import numpy as np
import numpy.typing as npt
import pandas as pd
from PIL import Image
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from lib.maps.symbols import HOLLOW, OUTLINE
from lib.register.reading import Reading, Scope
from lib.register.store import Register

SIZE: Final = 256
FILTERS: Final = ("area", "sector", "process", "verdict", "state", "dimension", "scale", "q")
KNOWN: Final = "known_on"
DEEPEST: Final = 22  # zoom
SHORT: Final = re.compile(r"[0-9]{1,7}")  # a number of a tile; longer ones lie outside any world
KEY: Final = secrets.token_bytes(32)
Pixels = npt.NDArray[np.uint8]


def template(
    as_of: date, version: int, filters: Mapping[str, str], known_on: date | None = None, scope: Scope = None
) -> str:
    """Address of the tiles for Leaflet, `{z}/{x}/{y}` left open; with `known_on` they show what was known then. `scope`
    is the reader's."""
    asked = f"{as_of.isoformat()}/{version}"
    said = {key: filters[key] for key in FILTERS if filters.get(key)}
    query = urlencode(said | ({KNOWN: known_on.isoformat()} if known_on else {}))
    return f"/tiles/{signature(asked, query, scope)}/{asked}/{{z}}/{{x}}/{{y}}.png" + (f"?{query}" if query else "")


def signature(asked: str, query: str, scope: Scope) -> str:
    """What only this process can put into an address of this date, version and query string, for readers of a scope."""
    return hmac.digest(KEY, f"{scope}/{asked}?{query}".encode(), hashlib.sha256).hex()


def routes(register_of: Callable[[Request], Register]) -> list[BaseRoute]:
    """The tile route; `register_of` gives the register as who asks may see it."""

    def answer(request: Request) -> Response:
        register = register_of(request)
        if not is_ours(request, register.scope):
            return Response(status_code=404)
        return tile_response(register, request)

    return [Route("/tiles/{signature}/{as_of}/{version}/{z}/{x}/{y}.png", answer)]


def is_ours(request: Request, scope: Scope) -> bool:
    """Whether a page of this process handed the address out to readers of this scope; and the tile is of this world."""
    where = request.path_params
    expected = signature(f"{where['as_of']}/{where['version']}", request.url.query, scope)
    if not hmac.compare_digest(expected.encode(), where["signature"].encode()):
        return False
    if not all(SHORT.fullmatch(where[name]) for name in "zxy"):
        return False
    z, x, y = (int(where[name]) for name in "zxy")
    return z <= DEEPEST and x < 2**z and y < 2**z


def tile_response(register: Register, request: Request) -> Response:
    """A PNG of the version the address names; 404 when that is not kept any more."""
    where = request.path_params
    known_on = request.query_params.get(KNOWN)
    edition = register.kept(int(where["version"]), date.fromisoformat(known_on) if known_on else None)
    if edition is None:
        return Response(status_code=404)
    filters = {key: request.query_params.get(key, "") for key in FILTERS}
    z, x, y = (int(where[name]) for name in "zxy")
    picture = tile(edition, date.fromisoformat(where["as_of"]), filters, z, x, y)
    return Response(picture, media_type="image/png", headers={"Cache-Control": "private, max-age=86400"})


def tile(register: Reading, as_of: date, filters: Mapping[str, Any], z: int, x: int, y: int) -> bytes:
    """PNG of one Web-Mercator tile: every enterprise under the filters as a dot coloured by its gravest verdict."""
    radius = dot_radius(z)
    west, south, east, north = tile_bounds(z, x, y, margin=(radius + 1) / SIZE)
    rows = register.ask(
        "pages/map/tile", as_of=as_of, z=z, x=x, y=y, west=west, south=south, east=east, north=north, **filters
    )
    names = register.ask("pages/every/labels", as_of=as_of, kind="verdict")
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
