"""The formats a table can be taken away in. To add one, add a row to FORMATS.

CSV is read by people in Excel and by scripts. So the heading is the first line, the rows are the only other lines, and
the 口径 stands in one more heading at the far right with empty cells under it: `pandas.read_csv`, DuckDB and Excel read
every real column with its own type and count the rows right. Comment lines would not do: `#` is part of names (2#窑).
"""

import csv
import io
import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from lib.exports import cells
from lib.exports.table import Table, caliber
from lib.exports.words import Words
from lib.exports.workbook import to_xlsx


@dataclass(frozen=True)
class Format:
    """A way to write a table: what the button says, the file name's ending, the media type, the writer."""

    label: str
    extension: str
    mime: str
    write: Callable[[Table], bytes]


def to_csv(table: Table) -> bytes:
    """UTF-8 with byte-order mark, CRLF, no cell that Excel would run as a formula; the last heading is the 口径."""
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\r\n")
    writer.writerow([*(cells.neutral(table.heading(column)) for column in table.columns), one_line(table)])
    writer.writerows([*(cells.neutral(value) for value in row), ""] for row in table.rows())
    return buffer.getvalue().encode("utf-8-sig", "replace")


def one_line(table: Table) -> str:
    """The 口径 in one line, without the time of making: the same rows under the same 口径 are the same bytes."""
    say = Words(table.language)
    pairs = [(heading, value) for heading, value in caliber(table) if heading != say("Made at (UTC)")]
    return say("Basis") + ": " + " | ".join(f"{heading}: {value}" for heading, value in pairs)


def to_json(table: Table) -> bytes:
    """A list of objects, one a row, keyed by column names (not headings), numbers with all their digits."""
    rows = ",\n".join(json_object(table.columns, row) for row in table.rows())
    return f"[\n{rows}\n]\n".encode("utf-8", "replace") if rows else b"[]\n"


def json_object(columns: list[str], row: tuple[object, ...]) -> str:
    """One row as a JSON object."""
    pairs = (
        f"{json.dumps(column, ensure_ascii=False)}: {json_value(value)}"
        for column, value in zip(columns, row, strict=True)
    )
    return "{" + ", ".join(pairs) + "}"


def json_value(value: object) -> str:
    """One cell as JSON. `json.dumps` would turn decimals into floats, so numbers are written digit by digit."""
    cell = cells.plain(value)
    if isinstance(cell, Decimal):
        return cells.digits(cell)
    return json.dumps(cells.text(cell) if isinstance(cell, date | datetime) else cell, ensure_ascii=False)


FORMATS = (
    Format("Excel", "xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", to_xlsx),
    Format("CSV", "csv", "text/csv", to_csv),
    Format("JSON", "json", "application/json", to_json),
)
