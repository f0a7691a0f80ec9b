"""Tables of our own that come back corrected: read by their columns, and only what somebody changed is taken.

An export names its lines and enterprises by their ids, so that a corrected name, area or number finds its subject.
Cells that still say what the register shows are left blank before the import is planned: a blank never erases.
"""

from functools import lru_cache

import numpy as np
import pandas as pd

from lib.imports.cells import cell_text, key
from lib.imports.profiles import Profile
from lib.imports.rows import Parsed
from lib.imports.workbook import Grid
from lib.register.reference import kept
from lib.settings import Settings

IDS = ("line_id", "enterprise_id")
TAKEN = {  # column of an export → the field it fills; every other column is ours to derive
    **{name: name for name in (*IDS, "enterprise_name", "credit_code", "former_names", "address", "industry_code")},
    **{name: name for name in ("industry_edition", "scale", "contact_name", "contact_phone", "line_code", "line_name")},
    **{name: name for name in ("model", "product", "quantity", "built_on", "remark", "capacity_unit")},
    **{
        name: name
        for name in ("capacity_filed", "capacity_actual", "capacity_recognised", "state", "process", "sector")
    },
    "lon": "lon_text",
    "lat": "lat_text",
    "area_code": "area_text",
}
NAMED = {  # a column of names in the place of codes, under its heading
    "area_name": "area_text", "sector_name": "sector", "process_name": "process", "unit_name": "capacity_unit",
    "state_name": "state",
}  # fmt: skip
CODED = frozenset(("area_code", "sector", "process", "state"))  # headed as codes: the names beside them count
CAPACITIES = ("capacity_filed", "capacity_actual", "capacity_recognised")
PLACE = ("lon_text", "lat_text", "coordinates_text", "datum")
SAME_DEGREES = 5e-7  # a tenth of a metre
SEARCHED_ROWS = 6


@lru_cache(maxsize=1)
def profile() -> Profile:
    """How our exports are read: under column names as scripts take them, or under headings in either language."""
    columns: dict[str, str] = {}
    for row in kept(Settings())["columns"]:
        name = row["column"]
        for heading in (row["label_zh"], row["label_en"]):
            columns.setdefault(heading, "") if name in CODED else None
            if target := NAMED.get(name) or ("" if name in CODED else TAKEN.get(name, "")):
                columns[heading] = target
            columns.setdefault(heading, "")
        columns.setdefault(name, "")
    return Profile("own", columns=columns | TAKEN, is_complete=True)


def is_own(grid: Grid) -> bool:
    """Whether a sheet is an export of ours: its heading names the id of lines or enterprises."""
    headings = {key(heading) for heading in _id_headings()}
    return any(isinstance(cell, str) and key(cell) in headings for row in grid.rows[:SEARCHED_ROWS] for cell in row)


@lru_cache(maxsize=1)
def _id_headings() -> tuple[str, ...]:
    rows = [row for row in kept(Settings())["columns"] if row["column"] in IDS]
    return (*IDS, *(row[label] for row in rows for label in ("label_zh", "label_en")))


def speaks_of_ids(parsed: Parsed) -> bool:
    """Whether rows of a delivery name lines or enterprises by their ids."""
    return bool(parsed.rows[list(IDS)].notna().any(axis=None))


def only_changes(parsed: Parsed, known: pd.DataFrame) -> dict[int, str]:
    """Leave blank what the register shows already, in place; positions of rows whose id it does not know, or twice.

    `known` has the lines and enterprises of the ids as the register shows them: `asks/imports/shown`.
    """
    rows = parsed.rows
    shown = known.drop_duplicates("shown_id").set_index("shown_id")
    ids = rows["line_id"].fillna(rows["enterprise_id"])
    mine = shown.reindex(ids).reset_index(drop=True).astype(object)
    mine = mine.where(mine.notna(), None)
    rows["enterprise_id"] = mine["enterprise_id"].where(mine["enterprise_id"].notna(), rows["enterprise_id"])
    rows["shown_line_key"] = mine["line_key"]
    _blank(rows, ("area_text",), _same_area(rows, mine))
    _blank(rows, PLACE, _same_place(rows, mine))
    _blank(rows, (*CAPACITIES, "capacity_unit", "capacity_original"), _same_capacity(rows, mine))
    same_model = (rows["model"] == mine["model"]).to_numpy()
    at = parsed.measurements["row_index"].to_numpy(dtype=np.int64)
    from_model = (parsed.measurements["original"] == rows["model"].to_numpy()[at]).to_numpy() & same_model[at]
    parsed.measurements = parsed.measurements[~from_model].reset_index(drop=True)
    strange = ids.notna() & mine["enterprise_id"].isna()
    twice = rows["line_id"].notna() & rows["line_id"].duplicated()
    return dict.fromkeys(np.flatnonzero(strange).tolist(), "id_unknown") | dict.fromkeys(
        np.flatnonzero(twice).tolist(), "id_repeated"
    )


def _blank(rows: pd.DataFrame, columns: tuple[str, ...], same: pd.Series) -> None:
    for column in columns:
        rows[column] = rows[column].where(~same.to_numpy(dtype=bool), None)


def _same_area(rows: pd.DataFrame, mine: pd.DataFrame) -> pd.Series:
    text = rows["area_text"]
    return text.notna() & ((text == mine["area_code"]) | (text == mine["area_zh"]) | (text == mine["area_en"]))


def _same_place(rows: pd.DataFrame, mine: pd.DataFrame) -> pd.Series:
    same = pd.Series(True, index=rows.index)
    for column, shown in (("lon_text", "lon"), ("lat_text", "lat")):
        told, known = pd.to_numeric(rows[column], errors="coerce"), pd.to_numeric(mine[shown])
        same &= (told - known).abs() < SAME_DEGREES
    return same


def _same_capacity(rows: pd.DataFrame, mine: pd.DataFrame) -> pd.Series:
    same = pd.Series(True, index=rows.index)
    for name in CAPACITIES:
        same &= rows[name].map(_text) == mine[name].map(_text)
    stated = rows["capacity_unit"].notna()
    return same & (~stated | (rows["capacity_unit"] == mine["capacity_unit"]))


def _text(number: object) -> str:
    """A number as it compares, without trailing zeros."""
    text = "" if number is None or number != number else cell_text(number)  # noqa: PLR0124 - NaN is unlike itself
    return text.rstrip("0").rstrip(".") if "." in text else text
