"""The formats a table can be taken away in. To add one, add a row to FORMATS.

CSV is read by people in Excel (then codes stand in words) and by scripts. So it holds the table and nothing else: the
heading is the first line, the rows are the other lines, and the columns of a mart are the same in every version. Its
口径 goes into a second file, for in the table it would be a column no script expects, and comment lines would not do:
`#` is part of names (2#窑).
"""

import csv
import io
import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from lib.exports import cells
from lib.exports.language import Words
from lib.exports.table import Table, caliber
from lib.exports.workbook import to_xlsx


@dataclass(frozen=True)
class Format:
    """A way to write a table: what the button says, the file name's ending, the media type, the writer."""

    label: str
    extension: str
    mime: str
    write: Callable[[Table], bytes]


def to_csv(table: Table) -> bytes:
    """UTF-8 with byte-order mark, CRLF, no cell that Excel would run as a formula."""
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\r\n")
    writer.writerow(cells.neutral(table.heading(column)) for column in table.columns)
    rows = table.shown_rows() if table.is_read_by_people else table.rows()
    writer.writerows([cells.neutral(value) for value in row] for row in rows)
    return buffer.getvalue().encode("utf-8-sig", "replace")


def basis_text(table: Table) -> bytes:
    """The 口径 as a text file (UTF-8 with byte-order mark, CRLF): a fact a line, then a rule a line."""
    say = Words(table.language)
    lines = [f"{heading}: {value}" for heading, value in caliber(table)]
    if table.rules is not None and len(table.rules):
        told = table.rules[["rule_id", "title", "document", "clause"]]
        lines += ["", " | ".join(map(say, ("Rule", "Title", "Document", "Clause")))]
        lines += [" | ".join(map(cells.text, rule)) for rule in told.itertuples(index=False)]
    return "".join(f"{line}\r\n" for line in lines).encode("utf-8-sig", "replace")


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


XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
FORMATS = (
    Format("Excel", "xlsx", XLSX, to_xlsx),
    Format("CSV", "csv", "text/csv", to_csv),
    Format("JSON", "json", "application/json", to_json),
)
