"""The positions of delivered rows: texts read, datum settled, everything in WGS84, doubts told."""

from dataclasses import dataclass, field
from typing import NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from lib.places.coordinates import LAT_RANGE, LON_RANGE, Reading, read_columns, read_pair
from lib.places.datum import DATUMS, Degrees, to_wgs84

Texts = NDArray[np.object_]
Flags = NDArray[np.bool_]
BLANK = {"", "无", "暂无", "不详", "未知", "/", "\\", "-", "--", "—", "——", "n/a", "nan", "none", "null"}


class PlaceRemark(NamedTuple):
    """One doubt about the place of a row; `reason` is a key of reasons.csv, `params` fill its sentence."""

    position: int  # of the row in the frame, from 0
    column: str  # of lib.imports.rows.ENTERPRISE_COLUMNS
    value: str  # as written
    reason: str
    params: dict[str, str]


@dataclass
class Positions:
    """Aligned with the rows: positions as given and in WGS84 (degrees, NaN where unreadable), with text and datum."""

    lon_given: Degrees
    lat_given: Degrees
    lon: Degrees
    lat: Degrees
    text: Texts  # None where the row gives no coordinates
    column: Texts  # the column the text stands in
    datum: Texts
    basis: Texts  # stated, option or assumed; None without coordinates
    remarks: list[PlaceRemark] = field(default_factory=list)


def texts(rows: pd.DataFrame, column: str) -> Texts:
    """A column as trimmed texts; a missing column, cell or placeholder such as 无 is ''."""
    if column not in rows:
        return np.full(len(rows), "", dtype=object)
    values = rows[column].astype(object)
    trimmed = values.where(values.notna(), "").astype(str).str.strip()
    kept: Texts = trimmed.where(~trimmed.str.lower().isin(BLANK), "").astype(object).to_numpy()
    return kept


def read_positions(rows: pd.DataFrame, option: str) -> Positions:
    """Positions of rows with ENTERPRISE_COLUMNS; `option`: auto, or the datum of rows that do not state theirs."""
    pair, lon_text, lat_text = (texts(rows, column) for column in ("coordinates_text", "lon_text", "lat_text"))
    has_pair = pair != ""
    given = has_pair | (lon_text != "") | (lat_text != "")
    column = np.where(has_pair, "coordinates_text", np.where(lon_text != "", "lon_text", "lat_text")).astype(object)
    text = np.where(has_pair, pair, lon_text + ", " + lat_text).astype(object)
    text[~given] = None
    lon, lat = plain_numbers(lon_text, lat_text, ~has_pair)
    remarks: list[PlaceRemark] = []
    for row in np.flatnonzero(given & np.isnan(lon)):
        reading = read_pair(pair[row]) if has_pair[row] else read_columns(lon_text[row], lat_text[row])
        lon[row], lat[row] = (np.nan if value is None else value for value in (reading.lon, reading.lat))
        remarks += doubts(int(row), column[row], text[row], reading)
    datum, basis, unknown = datums(texts(rows, "datum"), given, option)
    remarks += [PlaceRemark(row, "datum", unknown[row], "datum_unknown", {}) for row in unknown]
    east, north = in_wgs84(lon, lat, datum)
    return Positions(lon, lat, east, north, text, column, datum, basis, remarks)


def plain_numbers(lon_text: Texts, lat_text: Texts, usable: NDArray[np.bool_]) -> tuple[Degrees, Degrees]:
    """Longitude and latitude where both cells are plain numbers in China's ranges; NaN for the rest."""
    lon = pd.to_numeric(pd.Series(lon_text, dtype=object), errors="coerce").to_numpy(dtype=float, copy=True)
    lat = pd.to_numeric(pd.Series(lat_text, dtype=object), errors="coerce").to_numpy(dtype=float, copy=True)
    with np.errstate(invalid="ignore"):
        fits = usable & (lon >= LON_RANGE[0]) & (lon <= LON_RANGE[1]) & (lat >= LAT_RANGE[0]) & (lat <= LAT_RANGE[1])
    lon[~fits], lat[~fits] = np.nan, np.nan
    return lon, lat


def doubts(row: int, column: str, text: str, reading: Reading) -> list[PlaceRemark]:
    """What is to be said about a reading: unreadable, or swapped back."""
    reason = "coordinates_swapped" if reading.is_swapped else reading.reason
    return [PlaceRemark(row, column, text, reason, {})] if reason else []


def datums(stated: Texts, given: NDArray[np.bool_], option: str) -> tuple[Texts, Texts, dict[int, str]]:
    """Datum and its basis for each row with coordinates; rows whose stated datum is not known, with what they say."""
    lower = pd.Series(stated, dtype=object).str.lower().str.replace(r"[\s_-]", "", regex=True).to_numpy()
    is_stated = given & np.isin(lower.astype(str), DATUMS)
    fallback, basis = ("wgs84", "assumed") if option == "auto" else (option, "option")
    datum = np.where(is_stated, lower, fallback).astype(object)
    reasons = np.where(is_stated, "stated", basis).astype(object)
    datum[~given], reasons[~given] = None, None
    unknown = np.flatnonzero(given & (stated != "") & ~is_stated)
    return datum, reasons, {int(row): str(stated[row]) for row in unknown}


def in_wgs84(lon: Degrees, lat: Degrees, datum: Texts) -> tuple[Degrees, Degrees]:
    """Positions converted datum by datum."""
    east, north = np.full(len(lon), np.nan), np.full(len(lat), np.nan)
    for name in DATUMS:
        mine = datum == name
        if mine.any():
            east[mine], north[mine] = to_wgs84(lon[mine], lat[mine], name)
    return east, north
