"""Datum conversions on arrays of degrees: WGS84, CGCS2000, GCJ-02 (Amap, Tencent) and BD-09 (Baidu).

CGCS2000 and WGS84 differ by centimetres and are one datum here. GCJ-02 and BD-09 are offsets that apply inside a box
around China only; their inverses are found by fixed-point iteration on the published forward formulas, whose third step
is within a millimetre.
"""

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

Degrees = NDArray[np.float64]
Pair = tuple[Degrees, Degrees]

DATUMS = ("wgs84", "cgcs2000", "gcj02", "bd09")
SEMI_MAJOR_M = 6378245.0  # Krasovsky 1940, the ellipsoid of the GCJ-02 formula
ECCENTRICITY2 = 0.00669342162296594323
BOX = (72.004, 137.8347, 0.8293, 55.8271)  # degrees: west, east, south, north; GCJ-02 is the identity outside
BD_TURN = np.pi * 3000.0 / 180.0
STEPS = 3


def to_wgs84(lon: Degrees, lat: Degrees, datum: str) -> Pair:
    """Positions in `datum` (one of DATUMS) as WGS84; missing stays missing. Raises ValueError for another datum."""
    if datum in {"wgs84", "cgcs2000"}:
        return lon.copy(), lat.copy()
    if datum == "gcj02":
        return inverse(wgs84_to_gcj02, lon, lat)
    if datum == "bd09":
        return inverse(wgs84_to_gcj02, *inverse(gcj02_to_bd09, lon, lat))
    raise ValueError(f"{datum!r} is not one of {', '.join(DATUMS)}")


def from_wgs84(lon: Degrees, lat: Degrees, datum: str) -> Pair:
    """WGS84 positions in `datum` (one of DATUMS). Raises ValueError for another datum."""
    if datum in {"wgs84", "cgcs2000"}:
        return lon.copy(), lat.copy()
    if datum == "gcj02":
        return wgs84_to_gcj02(lon, lat)
    if datum == "bd09":
        return gcj02_to_bd09(*wgs84_to_gcj02(lon, lat))
    raise ValueError(f"{datum!r} is not one of {', '.join(DATUMS)}")


def inverse(forward: Callable[[Degrees, Degrees], Pair], lon: Degrees, lat: Degrees) -> Pair:
    """The positions that `forward` sends to (lon, lat)."""
    guess_lon, guess_lat = lon, lat
    for _ in range(STEPS):
        there_lon, there_lat = forward(guess_lon, guess_lat)
        guess_lon, guess_lat = guess_lon + (lon - there_lon), guess_lat + (lat - there_lat)
    return guess_lon, guess_lat


def is_inside(lon: Degrees, lat: Degrees) -> NDArray[np.bool_]:
    """True where a position lies in BOX, where the offsets apply."""
    inside: NDArray[np.bool_] = (lon >= BOX[0]) & (lon <= BOX[1]) & (lat >= BOX[2]) & (lat <= BOX[3])
    return inside


def wgs84_to_gcj02(lon: Degrees, lat: Degrees) -> Pair:
    """GCJ-02 positions of WGS84 positions; the identity outside BOX."""
    inside = is_inside(lon, lat)
    east, north = offsets(lon - 105.0, lat - 35.0)
    phi = np.radians(lat)
    curvature = 1.0 - ECCENTRICITY2 * np.sin(phi) ** 2
    metres_lat = SEMI_MAJOR_M * (1.0 - ECCENTRICITY2) / curvature**1.5 * np.pi / 180.0
    metres_lon = SEMI_MAJOR_M / np.sqrt(curvature) * np.cos(phi) * np.pi / 180.0
    return np.where(inside, lon + east / metres_lon, lon), np.where(inside, lat + north / metres_lat, lat)


def offsets(x: Degrees, y: Degrees) -> Pair:
    """The shift of the GCJ-02 formula, metres east and north, at x, y degrees from 105 E, 35 N."""
    pi = np.pi
    wave = 20.0 * np.sin(6.0 * x * pi) + 20.0 * np.sin(2.0 * x * pi)
    root = np.sqrt(np.abs(x))
    east = 300.0 + x + 2.0 * y + 0.1 * x * x + 0.1 * x * y + 0.1 * root
    east = east + (wave + ripples(x, 20.0, 40.0, 150.0, 300.0, 12.0, 30.0)) * 2.0 / 3.0
    north = -100.0 + 2.0 * x + 3.0 * y + 0.2 * y * y + 0.1 * x * y + 0.2 * root
    north = north + (wave + ripples(y, 20.0, 40.0, 160.0, 320.0, 12.0, 30.0)) * 2.0 / 3.0
    return east, north


def ripples(t: Degrees, a: float, b: float, c: float, d: float, long: float, longest: float) -> Degrees:
    """The four sines of the GCJ-02 formula along one axis, metres."""
    pi = np.pi
    short = a * np.sin(t * pi) + b * np.sin(t / 3.0 * pi)
    waves: Degrees = short + c * np.sin(t / long * pi) + d * np.sin(t * pi / longest)
    return waves


def gcj02_to_bd09(lon: Degrees, lat: Degrees) -> Pair:
    """BD-09 positions of GCJ-02 positions; the identity outside BOX."""
    inside = is_inside(lon, lat)
    radius = np.sqrt(lon * lon + lat * lat) + 0.00002 * np.sin(lat * BD_TURN)
    angle = np.arctan2(lat, lon) + 0.000003 * np.cos(lon * BD_TURN)
    return np.where(inside, radius * np.cos(angle) + 0.0065, lon), np.where(inside, radius * np.sin(angle) + 0.006, lat)
