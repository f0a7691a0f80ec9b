"""Reference data: the CSV files of `data/reference`, loaded whole, refused with file, row and column when wrong."""

import csv
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from pathlib import Path

import duckdb
import pyarrow as pa

from lib.errors import ReferenceRefused
from lib.register.views import replace_table

Row = dict[str, str]


@dataclass(frozen=True)
class Table:
    """What a reference file must look like: its key, and the type of every column that is not plain text."""

    key: tuple[str, ...]
    dates: tuple[str, ...] = ()
    flags: tuple[str, ...] = ()
    integers: tuple[str, ...] = ()
    decimals: tuple[str, ...] = ()
    required: tuple[str, ...] = ()
    refers: tuple[tuple[str, str], ...] = ()  # (column, table): values, split at ';' and '+', are keys of that table


def read_rows(file: Path) -> list[Row]:
    """Rows of a UTF-8 CSV file with a heading."""
    with file.open(encoding="utf-8-sig", newline="") as handle:
        return list(csv.DictReader(handle))


def check_cell(file: str, number: int, column: str, value: str, table: Table) -> None:
    """Raise ReferenceRefused when a cell does not have its column's type."""
    wrong = ""
    if not value:
        wrong = "must not be empty" if column in table.key + table.required else ""
    elif column in table.dates and not _is_date(value):
        wrong = "is not a date like 2022-07-15"
    elif column in table.flags and value not in {"true", "false"}:
        wrong = "must be true or false"
    elif column in table.integers and not value.lstrip("-").isdigit():
        wrong = "is not a whole number"
    elif column in table.decimals and not _is_decimal(value):
        wrong = "is not a number"
    if wrong:
        raise ReferenceRefused(f"{file}, row {number}, column {column}: {value!r} {wrong}")


def _is_date(value: str) -> bool:
    try:
        return bool(date.fromisoformat(value))
    except ValueError:
        return False


def _is_decimal(value: str) -> bool:
    try:
        return Decimal(value).is_finite()
    except InvalidOperation:
        return False


def check_table(file: Path, rows: list[Row], table: Table) -> None:
    """Raise ReferenceRefused for a wrong cell or a repeated key."""
    seen: dict[tuple[str, ...], int] = {}
    for number, row in enumerate(rows, start=2):
        if None in row or None in row.values():
            raise ReferenceRefused(f"{file.name}, row {number}: the number of cells differs from the heading")
        for column, value in row.items():
            check_cell(file.name, number, column, value, table)
        key = tuple(row[column] for column in table.key)
        if key in seen:
            raise ReferenceRefused(f"{file.name}, row {number}: {key} stands already in row {seen[key]}")
        seen[key] = number


def check_references(name: str, rows: list[Row], table: Table, keys: dict[str, set[str]]) -> None:
    """Raise ReferenceRefused when a cell names a row that another file does not have."""
    for number, row in enumerate(rows, start=2):
        for column, target in table.refers:
            for value in filter(None, row[column].replace("+", ";").split(";")):
                if value != "*" and value not in keys[target]:
                    place = f"{name}.csv, row {number}, column {column}"
                    raise ReferenceRefused(f"{place}: {value!r} is not in {target}.csv")


def load(con: duckdb.DuckDBPyConnection, directory: Path, tables: dict[str, Table]) -> None:
    """Replace every reference table by the rows of its file; all files are checked before the first is loaded."""
    rows = {name: read_rows(directory / f"{name}.csv") for name in tables}
    for name, table in tables.items():
        check_table(directory / f"{name}.csv", rows[name], table)
    keys = {name: {row[table.key[0]] for row in rows[name]} for name, table in tables.items()}
    for name, table in tables.items():
        check_references(name, rows[name], table, keys)
    for name, table in tables.items():
        con.register("reference_rows", typed(rows[name], headings(directory / f"{name}.csv"), table))
        replace_table(con, f"reference.{name}", "reference_rows")
        con.unregister("reference_rows")


def headings(file: Path) -> list[str]:
    """Headings of a reference file; a file may hold nothing else yet."""
    with file.open(encoding="utf-8-sig", newline="") as handle:
        return next(csv.reader(handle), [])


def typed(rows: list[Row], columns: list[str], table: Table) -> pa.Table:
    """Rows as an Arrow table: empty cells are missing, columns are typed, `position` keeps the file's order."""
    arrays = {
        column: pa.array([parsed(row[column], column, table) for row in rows], column_type(column, table))
        for column in columns
    }
    return pa.table(arrays | {"position": pa.array(range(1, len(rows) + 1), pa.int32())})


def column_type(column: str, table: Table) -> pa.DataType:
    """Arrow type of a column of a reference table."""
    kinds = (
        (table.dates, pa.date32()),
        (table.flags, pa.bool_()),
        (table.integers, pa.int32()),
        (table.decimals, pa.decimal128(18, 8)),
    )
    return next((kind for names, kind in kinds if column in names), pa.string())


def parsed(value: str, column: str, table: Table) -> object:
    """A cell as its column's type; an empty cell is None."""
    if not value:
        return None
    if column in table.dates:
        return date.fromisoformat(value)
    if column in table.flags:
        return value == "true"
    if column in table.integers:
        return int(value)
    return Decimal(value) if column in table.decimals else value
