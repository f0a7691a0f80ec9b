"""Where the rows of a mart without longitude and latitude stand: at their enterprise, or in their area, or nowhere."""

from collections.abc import Hashable, Mapping
from dataclasses import replace
from datetime import date

import pandas as pd
import shapely

from lib.exports.table import Table
from lib.register.reading import Reading

AT_ENTERPRISE = "position of the enterprise"
IN_AREA = "outline of the area, or its centre where no outline is published"
NOWHERE = "none"
SUBJECTS = {"line_id": "line", "enterprise_id": "enterprise"}  # the first that has a position counts

Shapes = Mapping[Hashable, shapely.Geometry]


def located(register: Reading, table: Table, as_of: date, language: str) -> Table:
    """The table with the geometry of every row (WGS84), and what it is; one with lon and lat keeps its own points.

    A row about an enterprise or a line stands at the enterprise, another with an area in the area's outline (a zone
    without a published one: its centre). What is nowhere has no geometry.
    """
    columns = set(table.columns)
    if {"lon", "lat"} <= columns:
        return table
    if columns & set(SUBJECTS) or {"subject_kind", "subject_id"} <= columns:
        shapes = at_enterprise(table.frame, points(register, as_of, language))
        return replace(table, shapes=shapes, placing=AT_ENTERPRISE)
    if "area_code" in columns:
        found = outlines(register, as_of, language)
        return replace(table, shapes=matched(table.frame["area_code"], found), placing=IN_AREA)
    return replace(
        table, shapes=pd.Series([None] * len(table.frame), index=table.frame.index, dtype=object), placing=NOWHERE
    )


def at_enterprise(frame: pd.DataFrame, found: Shapes) -> pd.Series:
    """The point of each row's line or enterprise, or of its subject; None where none of them has one."""
    keys = [[(kind, code) for code in frame[name]] for name, kind in SUBJECTS.items() if name in frame]
    if {"subject_kind", "subject_id"} <= set(frame.columns):
        keys.append(list(zip(frame["subject_kind"], frame["subject_id"], strict=True)))
    shapes = [next((found[key] for key in row if key in found), None) for row in zip(*keys, strict=True)]
    return pd.Series(shapes, index=frame.index, dtype=object)


def matched(keys: pd.Series, found: Shapes) -> pd.Series:
    """The geometry of each key, None for a key that has none."""
    return pd.Series([found.get(key) for key in keys], index=keys.index, dtype=object)


def points(register: Reading, as_of: date, language: str) -> Shapes:
    """(subject_kind, subject_id) → point."""
    rows = register.ask("asks/exports/points", as_of, language)
    keys = zip(rows["subject_kind"], rows["subject_id"], strict=True)
    return dict(zip(keys, shapely.points(rows["lon"].to_numpy(), rows["lat"].to_numpy()), strict=True))


def outlines(register: Reading, as_of: date, language: str) -> Shapes:
    """area_code → outline, or centre of an area without a published outline."""
    rows = register.ask("asks/exports/outlines", as_of, language)
    return {
        row.area_code: shapely.from_wkb(bytes(row.shape)) if has_outline else shapely.Point(row.lon, row.lat)
        for row, has_outline in zip(rows.itertuples(index=False), rows["shape"].notna(), strict=True)
    }
