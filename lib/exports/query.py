"""Any mart as of any date in any format: what `python -m lib query` prints."""

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pandas as pd
import pyarrow as pa

from lib.errors import UserError
from lib.exports import cells, geo
from lib.exports.codes import words_of
from lib.exports.formats import FORMATS, basis_text
from lib.exports.held import held
from lib.exports.language import Words
from lib.exports.places import located
from lib.exports.table import Table
from lib.register import views
from lib.register.reading import Reading

KEY = re.compile(r"^-- key: (.+)$", re.MULTILINE)
FIRST = ("sector_position", "position", "severity")  # official orders, before the key
TITLES = {
    "lines": "Production lines",
    "enterprises": "Enterprises",
    "verdicts": "Verdicts",
    "measurements": "Measurements",
    "capacity": "Capacity by area, process and verdict",
    "outdated_by_area": "Outdated capacity by area",
    "outdated_by_sector": "Outdated capacity by sector",
    "rule_catches": "Rules and what they catch",
    "data_quality": "Data quality",
    "batches": "Import batches",
    "rejects": "Refused rows",
}
DRAWN = {"geojson", "gpkg"}
POINT = ("lon", "lat")  # what a map format draws is always taken along
BY_COLUMN_NAME = {"csv", "json", "geojson", "gpkg"}  # read by scripts: columns keep their names


def export_query(
    register: Reading,
    name: str,
    as_of: date | None,
    params: dict[str, str],
    fmt: str,
    language: str | None = None,
    since: date | None = None,
    columns: Sequence[str] = (),
) -> bytes:
    """The rows of mart `name` whose columns equal `params`, as a file of format `fmt` (json, csv, xlsx, geojson, gpkg).

    Every mart goes into every format: a map format without a geometry has rows only. `since` is the earlier date of a
    mart that compares two; `columns` are those to take along (default: all). Raises UserError for an unknown mart,
    column or format.
    """
    writers: dict[str, Callable[[Table], bytes]] = {form.extension: form.write for form in FORMATS}
    writers |= {"geojson": geo.to_geojson, "gpkg": geo.to_gpkg}
    if fmt not in writers:
        raise UserError("There is no format {fmt}; there are {known}.", fmt=repr(fmt), known=", ".join(sorted(writers)))
    register = register.reading()
    table = mart_table(register, name, as_of, params, language, since, with_headings=fmt not in BY_COLUMN_NAME)
    if fmt in DRAWN:
        table = located(register, table, table.as_of, table.language)
    return writers[fmt](with_columns(table, columns, always=POINT if fmt in DRAWN else ()))


def export_basis(
    register: Reading,
    name: str,
    as_of: date | None,
    params: dict[str, str],
    language: str | None = None,
    since: date | None = None,
    columns: Sequence[str] = (),
) -> bytes:
    """The 口径 of what `export_query` gives as CSV, as a text file to stand beside it; raises the same errors."""
    table = mart_table(register, name, as_of, params, language, since, with_headings=False)
    return basis_text(with_columns(table, columns))


def with_columns(table: Table, columns: Sequence[str], always: Sequence[str] = ()) -> Table:
    """The table with these columns only, in this order, and those of `always` that it has; none asked for are all.

    Raises UserError for a column it does not have.
    """
    if not columns:
        return table
    if unknown := [column for column in columns if column not in table.columns]:
        raise UserError(
            "{name} has no column {column}; it has {known}.",
            name=table.name, column=repr(unknown[0]), known=", ".join(table.columns),
        )  # fmt: skip
    more = [column for column in always if column in table.columns and column not in columns]
    return replace(table, frame=table.frame[[*dict.fromkeys(columns), *more]])


def mart_table(
    register: Reading,
    name: str,
    as_of: date | None = None,
    params: dict[str, str] | None = None,
    language: str | None = None,
    since: date | None = None,
    *,
    with_headings: bool = True,
) -> Table:
    """A mart as a Table, in its official order and exact decimals. Raises UserError for an unknown mart or column."""
    day, words = as_of or date.today(), language or register.settings.language
    check_mart(register, name)
    register = register.reading()
    frame = exact_frame(held(register, name, day, words, since))
    headings = labels(register, day, words)
    coded = words_of(register, frame.columns, day, words) if with_headings else {}
    frame = in_order(filtered(frame, name, params or {}), mart_key(register, name))
    shown = {column: headings.get(column, column) for column in frame.columns} if with_headings else {}
    times = {"since": since, "known_on": register.known_on}
    asked = (params or {}) | {column: day.isoformat() for column, day in times.items() if day}
    filters = {headings.get(column, column) if with_headings else column: value for column, value in asked.items()}
    return replace(table_of(register, name, frame, shown, filters, day, words), words=coded)


def table_of(
    register: Reading,
    name: str,
    frame: pd.DataFrame,
    headings: dict[str, str],
    filters: dict[str, str],
    day: date,
    language: str,
    title: str = "",
) -> Table:
    """A frame with the version, demo mark and rules of the register as of `day`."""
    return Table(
        name=name,
        title=title or Words(language)(TITLES.get(name, name)),
        frame=frame,
        labels=headings,
        filters=filters | seen(register, day, language),
        as_of=day,
        version=register.version(),
        is_demo=bool(register.ask("pages/every/is_demo", day, language).iloc[0, 0]),
        rules=register.ask("asks/exports/rules", day, language),
        language=language,
    )


def seen(register: Reading, day: date, language: str) -> dict[str, str]:
    """Whose rows a reader sees, as the basis of a table says it; nothing of who sees all of them."""
    if register.scope is None:
        return {}
    rows = register.ask("pages/every/labels", day, language, kind="area")
    names = dict(zip(rows["code"], rows["name"], strict=True))
    joint = ", " if language == "en" else "、"
    return {Words(language)("Rows of these areas alone"): joint.join(names.get(code, code) for code in register.scope)}


def exact(
    register: Reading, query: str, as_of: date, language: str, *, since: date | None = None, **params: Any
) -> pd.DataFrame:
    """Rows of `queries/<query>.sql` on the snapshot, decimals as Decimal: `.df()` would make floats of them."""
    cursor = register.asked_cursor(as_of, language, since, query=query)
    return exact_frame(cursor.execute(register.sql(query), params or None).to_arrow_table())


def exact_frame(found: pa.Table) -> pd.DataFrame:
    """An Arrow table as a frame of Python values."""
    frame: pd.DataFrame = found.to_pandas(integer_object_nulls=True, date_as_object=True)
    return frame


def labels(register: Reading, as_of: date, language: str) -> dict[str, str]:
    """Column name → heading in the reader's language."""
    rows = register.ask("pages/every/labels", as_of, language, kind="column")
    return dict(zip(rows["code"], rows["name"], strict=True))


def marts(register: Reading) -> list[str]:
    """Names of all marts."""
    return sorted(
        view.removeprefix("marts.")
        for view in views.view_files(register.settings.queries_dir)
        if view.startswith("marts.")
    )


def check_mart(register: Reading, name: str) -> None:
    """Raise UserError when there is no such mart."""
    if name not in marts(register):
        raise UserError(
            "There is no mart {name}; there are {known}.", name=repr(name), known=", ".join(marts(register))
        )


def mart_key(register: Reading, name: str) -> list[str]:
    """Key columns of a mart, read from the header of its query."""
    found = KEY.search(views.view_sql(register.settings.queries_dir, f"marts.{name}"))
    return [column.strip() for column in found.group(1).split(",")] if found else []


def filtered(frame: pd.DataFrame, name: str, params: dict[str, str]) -> pd.DataFrame:
    """Rows whose cells equal the wanted texts: dates as 2022-07-15, flags as true or false, missing as nothing.

    Raises UserError for a column the mart does not have.
    """
    for column, wanted in params.items():
        if column not in frame.columns:
            known = ", ".join(map(str, frame.columns))
            raise UserError(
                "{name} has no column {column}; it has {known}.", name=name, column=repr(column), known=known
            )
        frame = frame[frame[column].map(cells.text).isin(spellings(wanted))]
    return frame


def spellings(wanted: str) -> set[str]:
    """The canonical texts a wanted value may mean: 2500.0 finds the number 2500 too."""
    return {wanted, cells.digits(Decimal(wanted))} if cells.NUMBER.fullmatch(wanted) else {wanted}


def in_order(frame: pd.DataFrame, key: list[str]) -> pd.DataFrame:
    """Rows in official order where the mart has one, else by key, so that equal content gives equal files; the number
    that gives the order is no content.
    """
    columns = [column for column in (*FIRST, *key) if column in frame.columns]
    ordered = frame.sort_values(columns, kind="stable", ignore_index=True, na_position="last") if columns else frame
    return ordered.drop(columns="position", errors="ignore")
