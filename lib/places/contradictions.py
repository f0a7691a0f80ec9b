"""Where the statements about a place disagree, and the shift by which another datum betrays itself."""

from dataclasses import dataclass

import geopandas as gpd
import numpy as np
import pandas as pd
from numpy.typing import NDArray

from lib.places.datum import Degrees, to_wgs84
from lib.places.locator import Locator
from lib.places.names import Names
from lib.places.positions import Flags, PlaceRemark, Texts

Titles = dict[str, tuple[str, str]]

SHIFTED = {"gcj02": "GCJ-02", "bd09": "BD-09"}
LEAST_CURED = 3  # rows that must agree under the other datum before a shift is worth telling
BORDER_M = 200.0  # outlines are this exact: nearer to the county it names, a point is placed there
CURED_SHARE = 0.5  # of the rows that disagree


@dataclass(frozen=True)
class Statements:
    """The county each row names: declared (a town that has moved stands for it), by its address, and by its point."""

    declared: Texts
    address: Texts
    point: Texts
    expected: Texts  # declared, else by address: where the point should lie
    has_point: Flags
    metres: Degrees  # from the point to the expected county, where they differ; outside the city only near the border
    is_foreign: Flags  # the point lies on ground of another city

    @classmethod
    def of(cls, columns: pd.DataFrame, moved: Flags, names: Names, locator: Locator, foreign: set[str]) -> "Statements":
        """The statements of placed rows; `moved` marks addresses whose town has left the county they name."""
        declared, address, point = (
            counties(columns[name], names) for name in ("area_declared", "area_by_address", "area_by_point")
        )
        declared = np.where(moved, address, declared).astype(object)
        expected = np.where(has(declared), declared, address).astype(object)
        is_foreign = np.array([code in foreign for code in point], dtype=bool)
        differs = has(expected) & has(point) & (expected != point) & ~is_foreign
        lon, lat = columns["lon"].to_numpy(), columns["lat"].to_numpy()
        metres = np.full(len(columns), np.nan)
        metres[differs] = locator.metres_to(expected[differs], lon[differs], lat[differs])
        outside = has(expected) & np.isfinite(lon) & ~has(point)
        metres[outside] = locator.metres_to(expected[outside], lon[outside], lat[outside], within=BORDER_M)
        return cls(declared, address, point, expected, np.isfinite(lon), metres, is_foreign)

    def at_border(self) -> Flags:
        """Rows whose point lies outside the county they name, by no more than outlines are exact."""
        with np.errstate(invalid="ignore"):
            near: Flags = self.metres <= BORDER_M
        return near

    def problems(self) -> list[tuple[str, Flags, Texts, Texts]]:
        """Each contradiction: its reason, the rows that have it, and what is said on either side."""
        has_declared, has_address, has_found = has(self.declared), has(self.address), has(self.point)
        border = self.at_border()
        differs = has(self.expected) & has_found & (self.expected != self.point) & ~self.is_foreign & ~border
        by_address = has_declared & has_address & (self.declared != self.address)
        return [
            ("declared_differs_from_address", by_address, self.declared, self.address),
            ("declared_differs_from_point", differs & has_declared, self.expected, self.point),
            ("address_differs_from_point", differs & ~has_declared, self.expected, self.point),
            ("point_outside_city", self.has_point & ~has_found & ~border, self.expected, self.point),
            ("point_at_border", border, self.expected, self.point),
            ("point_in_enclave", self.is_foreign, self.expected, self.point),
        ]


def contradictions(
    columns: pd.DataFrame, point_column: Texts, address: Texts, said: Statements, titles: Titles
) -> list[PlaceRemark]:
    """Remarks on rows whose declared area, address and point differ by county, or whose point is not the city's."""
    point = columns["coordinates_text"].to_numpy()
    remarks = []
    for reason, rows, first, second in said.problems():
        is_of_address = reason == "declared_differs_from_address"
        for row in np.flatnonzero(rows):
            column, value = ("address", address[row]) if is_of_address else (point_column[row], point[row])
            params = described(titles, first[row], second[row], said.metres[row])
            remarks.append(PlaceRemark(int(row), column, str(value), reason, params))
    return remarks


def titles_of(shapes: gpd.GeoDataFrame, names: Names) -> Titles:
    """Name in Chinese and English of every area, town and polygon, by code."""
    drawn = zip(shapes["area_code"], shapes["name_zh"], shapes["name_en"], strict=True)
    return {code: (chinese, english) for code, chinese, english in drawn} | dict(names.titles)


def counties(codes: pd.Series, names: Names) -> Texts:
    """The county of each area or town code; a zone counts as its host county; missing stays missing."""
    known = {code: names.county_of(code) for code in codes.dropna().unique()}
    found: Texts = codes.map(known).astype(object).where(codes.notna(), None).to_numpy()
    return found


def has(codes: Texts) -> Flags:
    """True where a code is known."""
    return np.array([code is not None for code in codes], dtype=bool)


def described(titles: Titles, first: str | None, second: str | None, metres: float) -> dict[str, str]:
    """The words of a contradiction's sentence: both areas in both languages, and the distance where it is known."""
    unknown = ("", "")
    said, found = titles.get(first or "", unknown), titles.get(second or "", unknown)
    distance = "" if np.isnan(metres) else f"{metres:.0f}"
    return {"declared": said[0], "declared_en": said[1], "found": found[0], "found_en": found[1], "metres": distance}


def offset_hint(columns: pd.DataFrame, point_column: Texts, names: Names, locator: Locator) -> list[PlaceRemark]:
    """At most one remark: many points taken as WGS84 miss their county, and most agree once read as GCJ-02 or BD-09."""
    declared, by_address = counties(columns["area_declared"], names), counties(columns["area_by_address"], names)
    expected = np.where(has(declared), declared, by_address).astype(object)
    usable = has(expected) & (columns["datum_basis"] == "assumed").to_numpy() & columns["lon"].notna().to_numpy()
    rows = np.flatnonzero(usable)
    by_point = counties(columns["area_by_point"], names)[rows]
    wrong = by_point != expected[rows]
    if wrong.sum() < LEAST_CURED:
        return []
    lon, lat = columns["lon_given"].to_numpy(), columns["lat_given"].to_numpy()

    def agreeing(some: NDArray[np.int64], datum: str) -> int:
        return int((located(locator, lon[some], lat[some], datum, names) == expected[some]).sum())

    least = max(LEAST_CURED, CURED_SHARE * wrong.sum())
    likely = [datum for datum in SHIFTED if agreeing(rows[wrong], datum) >= least]  # of few rows; all are asked next
    cures = {datum: agreeing(rows, datum) - int((~wrong).sum()) for datum in likely}
    datum, cured = max(cures.items(), key=lambda cure: cure[1], default=("", 0))
    if cured < least:
        return []
    first = int(rows[np.flatnonzero(wrong)[0]])
    params = {"datum": SHIFTED[datum], "disagreeing": str(int(wrong.sum())), "cured": str(cured)}
    return [
        PlaceRemark(first, point_column[first], str(columns["coordinates_text"].iloc[first]), "looks_shifted", params)
    ]


def located(locator: Locator, lon: Degrees, lat: Degrees, datum: str, names: Names) -> Texts:
    """The county of each point when its coordinates are read in `datum`."""
    return counties(pd.Series(locator.locate(*to_wgs84(lon, lat, datum)), dtype=object), names)
