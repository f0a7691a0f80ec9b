"""Where the made-up enterprises stand: inside the real polygons of the areas, with the addresses of their towns."""

from dataclasses import dataclass
from random import Random
from typing import Final

import numpy as np
import shapely

from lib.demo.lexicon import word
from lib.places.shapes import load_shapes
from lib.register.store import Register

ZONE_RADIUS: Final = 0.02  # degrees, about 2 km: zones have no polygon
POINTS: Final = 400  # kept per area


@dataclass(frozen=True)
class Ground:
    """One area: points (WGS84 degrees) inside it and the towns its addresses name."""

    code: str
    name: str
    points: list[tuple[float, float]]
    towns: list[str]


def grounds(register: Register, dice: Random) -> list[Ground]:
    """Every area of the register in the official order."""
    cursor = register.cursor()
    areas = cursor.table("reference.areas").order("position").df()
    towns = (
        cursor.table("reference.towns").order("position").df().groupby("county_code")["town_name"].agg(list).to_dict()
    )
    members = cursor.table("reference.zone_towns").order("position").df()
    of_zones = members[members["valid_to"].isna()].groupby("area_code")["town_name"].agg(list).to_dict()
    taken = {town for names in of_zones.values() for town in names}
    shapes = load_shapes(cursor)
    foreign = shapely.union_all(shapes.geometry[shapes["kind"] == "exclusion"].to_numpy())
    outlines = shapes[shapes["kind"] == "county"].set_index("area_code").geometry
    found = []
    for area in areas.itertuples():
        host = area.area_code if area.kind == "county" else area.host_area
        inside = shapely.difference(outlines[host], foreign)
        if area.kind == "zone":
            inside = shapely.intersection(inside, shapely.Point(area.centre_lon, area.centre_lat).buffer(ZONE_RADIUS))
        own = of_zones.get(area.area_code) or [town for town in towns.get(host, []) if town not in taken]
        found.append(Ground(area.area_code, area.name_zh, scattered(inside, dice), own or [""]))
    return found


def scattered(shape: shapely.Geometry, dice: Random) -> list[tuple[float, float]]:
    """POINTS positions inside a polygon, to six decimals."""
    rng = np.random.default_rng(dice.randrange(2**32))
    west, south, east, north = shape.bounds
    kept: list[tuple[float, float]] = []
    while len(kept) < POINTS:
        lon, lat = rng.uniform(west, east, POINTS).round(6), rng.uniform(south, north, POINTS).round(6)
        inside = shapely.contains_xy(shape, lon, lat)
        kept += list(zip(lon[inside].tolist(), lat[inside].tolist(), strict=True))
    return kept[:POINTS]


def address(ground: Ground, area_name: str, dice: Random) -> str:
    """An address in one of the area's towns, on a road that does not exist."""
    return word("address").format(area=area_name, town=dice.choice(ground.towns), number=dice.randrange(1, 400))
