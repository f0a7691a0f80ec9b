"""Loading the reference files into the register: all or none."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

import duckdb
import pyarrow as pa

from lib.register.reference.columns import AMOUNT, DAY, FLAG, WHOLE, Row, Table
from lib.register.reference.files import TABLES
from lib.register.views import replace_table

TYPES = {DAY: pa.date32(), FLAG: pa.bool_(), WHOLE: pa.int32(), AMOUNT: pa.decimal128(18, 8)}


def load(con: duckdb.DuckDBPyConnection, rows: Mapping[str, list[Row]]) -> None:
    """Replace every reference table by the checked rows of its file."""
    for name, table in TABLES.items():
        con.register("reference_rows", typed(rows[name], table))
        replace_table(con, f"reference.{name}", "reference_rows")
        con.unregister("reference_rows")


def typed(rows: list[Row], table: Table) -> pa.Table:
    """Rows as an Arrow table: empty cells are missing, columns are typed, `position` keeps the file's order."""
    arrays = {
        name: pa.array([parsed(row[name], column.kind) for row in rows], TYPES.get(column.kind, pa.string()))
        for name, column in table.columns.items()
    }
    return pa.table(arrays | {"position": pa.array(range(1, len(rows) + 1), pa.int32())})


def parsed(cell: str, kind: str) -> object:
    """A cell as its column's type; an empty cell is None."""
    if not cell:
        return None
    if kind == DAY:
        return date.fromisoformat(cell)
    if kind == FLAG:
        return cell == "true"
    if kind == WHOLE:
        return int(cell)
    return Decimal(cell) if kind == AMOUNT else cell
