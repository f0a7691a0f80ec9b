"""Placing delivered rows: what they declare, what their address says, where their point lies, in one vectorised step.

Nothing is decided here. The three statements are kept side by side; `int_enterprise_places` derives the reporting area.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeVar

import geopandas as gpd
import numpy as np
import pandas as pd

from lib.places.addresses import AddressReading
from lib.places.contradictions import Statements, contradictions, offset_hint, titles_of
from lib.places.gazetteer import AreaReading, Gazetteer
from lib.places.locator import Locator
from lib.places.positions import PlaceRemark, Positions, Texts, read_positions, texts

Reading = TypeVar("Reading")
CHINA = (73.0, 136.0, 3.0, 54.0)  # degrees: west, east, south, north
COLUMNS = (
    "area_declared",
    "area_declared_text",
    "area_by_address",
    "town_code",
    "area_by_point",
    "lon",
    "lat",
    "lon_given",
    "lat_given",
    "coordinates_text",
    "datum",
    "datum_basis",
)


KINDS = dict.fromkeys(("lon", "lat", "lon_given", "lat_given"), float)


@dataclass(frozen=True)
class Placed:
    """`columns` is aligned with the rows (COLUMNS; lon and lat WGS84 degrees); `remarks` are the doubts, in row order.

    `area_by_point` is the code of the innermost polygon: a zone's or town's where such polygons were supplied, else a
    county's, or the code of foreign ground; the county a row names for a point up to BORDER_M from its outline; it is
    missing for a point outside the city.
    """

    columns: pd.DataFrame
    remarks: list[PlaceRemark]
    counties: pd.Series  # the county each row names: declared, else by its address


def place(rows: pd.DataFrame, gazetteer: Gazetteer, shapes: gpd.GeoDataFrame, datum: str, on: date) -> Placed:
    """Place rows with ENTERPRISE_COLUMNS as of a date; `datum` is auto or the datum of rows that do not state theirs.

    `auto` takes unstated coordinates as WGS84; where they look like GCJ-02 or BD-09 it says so, and converts nothing.
    """
    declared_text, address = texts(rows, "area_text"), texts(rows, "address")
    declared = read_each(declared_text, lambda text: gazetteer.read_area(text, on), AreaReading(None))
    addresses = read_each(address, lambda text: gazetteer.read_address(text, on), AddressReading())
    positions = read_positions(rows, datum)
    remarks = [*positions.remarks, *outside_china(positions)]
    locator = Locator.of(shapes)
    said: dict[str, Any] = {
        "area_declared": [reading.area_code for reading in declared],
        "area_declared_text": [text or None for text in declared_text],
        "area_by_address": [reading.area_code for reading in addresses],
        "town_code": [reading.town_code for reading in addresses],
    }
    said |= located(positions, locator)
    columns = pd.DataFrame(
        {name: pd.Series(said[name], dtype=KINDS.get(name, object), index=rows.index) for name in COLUMNS}
    )
    moved = np.array([reading.note == "town_moved" for reading in addresses], dtype=bool)
    foreign = set(shapes.loc[shapes["kind"] == "exclusion", "area_code"])
    statements = Statements.of(columns, moved, gazetteer.names, locator, foreign)
    remarks += [*unread(declared_text, declared), *doubtful(address, addresses)]
    remarks += contradictions(columns, positions.column, address, statements, titles_of(shapes, gazetteer.names))
    border = statements.at_border()
    columns.loc[border, "area_by_point"] = statements.expected[border]
    remarks += offset_hint(columns, positions.column, gazetteer.names, locator)
    told = [remark._replace(params={"value": remark.value} | remark.params) for remark in remarks]
    counties = pd.Series(statements.expected, index=rows.index, dtype=object)
    return Placed(columns, sorted(told, key=lambda remark: remark.position), counties)


def located(positions: Positions, locator: Locator) -> dict[str, Any]:
    """The columns that speak of positions, with the area each point lies in."""
    return {
        "area_by_point": locator.locate(positions.lon, positions.lat),
        "lon": positions.lon,
        "lat": positions.lat,
        "lon_given": positions.lon_given,
        "lat_given": positions.lat_given,
        "coordinates_text": positions.text,
        "datum": positions.datum,
        "datum_basis": positions.basis,
    }


def read_each(cells: Texts, read: Callable[[str], Reading], blank: Reading) -> list[Reading]:
    """A reading of each cell; blank cells have the blank one."""
    return [read(cell) if cell else blank for cell in cells]


def outside_china(positions: Positions) -> list[PlaceRemark]:
    """Remarks on points outside China, whose positions are then taken as missing: they would only stretch the map."""
    west, east, south, north = CHINA
    with np.errstate(invalid="ignore"):
        off = (positions.lon < west) | (positions.lon > east) | (positions.lat < south) | (positions.lat > north)
    positions.lon[off], positions.lat[off] = np.nan, np.nan
    found = np.flatnonzero(off)
    return [
        PlaceRemark(int(row), positions.column[row], positions.text[row], "point_outside_china", {}) for row in found
    ]


def unread(cells: Texts, readings: list[AreaReading]) -> list[PlaceRemark]:
    """Remarks on declared areas that name no area, or more than one."""
    return [
        PlaceRemark(row, "area_text", cells[row], reading.reason, {})
        for row, reading in enumerate(readings)
        if reading.reason is not None
    ]


def doubtful(cells: Texts, readings: list[AddressReading]) -> list[PlaceRemark]:
    """Remarks on addresses that lie elsewhere or whose town does not fit."""
    return [
        PlaceRemark(row, "address", cells[row], reading.note, {"town": reading.town})
        for row, reading in enumerate(readings)
        if reading.note is not None
    ]
