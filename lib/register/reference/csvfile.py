"""Reading a reference file from disk: what a spreadsheet program may have done to it becomes a sentence."""

import csv
import unicodedata
from collections.abc import Iterable
from io import StringIO
from pathlib import Path
from typing import NamedTuple

from lib.errors import Sentence
from lib.register.reference.columns import Row, Table


class Place(NamedTuple):
    """Where a row stands: the file as people are told it, and the number a spreadsheet shows."""

    file: str
    number: int


Rows = dict[Place, Row]


class FileUnreadable(Exception):
    """The file as a whole; `fault` says why."""

    def __init__(self, message: str, file: Path, **values: object) -> None:
        self.fault = Sentence(message, {"file": file.name} | values)
        super().__init__(str(self.fault))


def records(file: Path) -> list[tuple[int, list[str]]]:
    """The records of a CSV file, numbered as a spreadsheet numbers its rows. Raises FileUnreadable."""
    found: list[tuple[int, list[str]]] = []
    reader = csv.reader(StringIO(content(file), newline=""), strict=True)
    number = 0
    while True:
        number += 1
        try:
            cells = next(reader)
        except StopIteration:
            return found
        except csv.Error as error:
            raise FileUnreadable(
                "{file}, row {row}: a quotation mark stands alone or is never closed.", file, row=number
            ) from error
        if cells:
            found.append((number, cells))


def content(file: Path) -> str:
    """The text of a file, which must be UTF-8, with or without a byte order mark. Raises FileUnreadable."""
    if not file.is_file():
        raise FileUnreadable("{file} is missing from the folder of reference files.", file)
    data = file.read_bytes()
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise FileUnreadable(
            "{file}, row {row}: this is not UTF-8. Save it as “CSV UTF-8”; Excel's plain CSV is GB18030.",
            file, row=data.count(b"\n", 0, error.start) + 1,
        ) from error  # fmt: skip
    if not text.strip():
        raise FileUnreadable("{file} is empty; its first row holds the headings.", file)
    return text


def rows_of_files(folder: Path, table: Table) -> tuple[Rows, list[Sentence]]:
    """The rows of all files of a folder, in the order of their names, and the faults of their shape."""
    rows, faults = Rows(), list[Sentence]()
    for file in sorted(folder.glob("*.csv")):
        found, wrong = rows_of(file, table, file.stem)
        rows, faults = rows | found, faults + wrong
    return rows, faults


def rows_of(file: Path, table: Table, given: str = "") -> tuple[Rows, list[Sentence]]:
    """The rows of a file by place, and the faults of its shape; a file with wrong headings gives no rows. `given` is
    what each row has in the column that the file has not."""
    shown = f"{file.parent.name}/{file.name}" if given else file.name
    try:
        (_, heading), *others = records(file)
    except FileUnreadable as error:
        return {}, [Sentence(error.fault.message, error.fault.values | {"file": shown})]
    faults = [*heading_faults(shown, heading, table)]
    if faults:
        return {}, faults
    ragged = [
        Sentence(
            "{file}, row {row}: {found} cells stand under {wanted} headings.",
            {"file": shown, "row": number, "found": len(cells), "wanted": len(heading)},
        )
        for number, cells in others
        if len(cells) != len(heading)
    ]
    besides = {table.given: given} if given else {}
    rows = {
        Place(shown, number): besides | dict(zip(heading, cells, strict=True))
        for number, cells in others
        if len(cells) == len(heading)
    }
    return rows, ragged


def heading_faults(shown: str, heading: list[str], table: Table) -> list[Sentence]:
    """Headings that are unknown, repeated or missing."""
    allowed = ", ".join(table.headings)
    odd = [
        Sentence(
            "{file}, row 1, column {column}: there is no such heading, or it stands twice; allowed: {allowed}.",
            {"file": shown, "column": repr(name), "allowed": allowed},
        )
        for at, name in enumerate(heading)
        if name not in table.headings or name in heading[:at]
    ]
    missing = [
        Sentence(
            "{file}, row 1, column {column}: the heading is missing; allowed: {allowed}.",
            {"file": shown, "column": name, "allowed": allowed},
        )
        for name in table.headings
        if name not in heading
    ]
    return odd + missing


def invisible(cell: str) -> str:
    """The name of the first invisible character of a cell (NUL, a line break, a zero-width space …); empty for none."""
    return next((f"U+{ord(sign):04X}" for sign in cell if unicodedata.category(sign) in ("Cc", "Cf")), "")


def read_rows(file: Path) -> list[Row]:
    """Rows of a UTF-8 CSV file with a heading, as they are written: for files that are not reference files."""
    with file.open(encoding="utf-8-sig", newline="") as handle:
        return list(csv.DictReader(handle))


def write_rows(file: Path, headings: Iterable[str], rows: Iterable[Row]) -> Path:
    """Write a CSV file as spreadsheets read it, UTF-8 with a byte order mark, whole or not at all; what a row lacks is
    empty. Raises OSError when the disk refuses."""
    names, draft = list(headings), file.with_name(f"{file.name}.draft")
    with draft.open("w", encoding="utf-8-sig", newline="") as handle:
        writer = csv.DictWriter(handle, names, restval="", lineterminator="\n")
        writer.writeheader()
        writer.writerows({name: row.get(name, "") for name in names} for row in rows)
    return draft.replace(file)
