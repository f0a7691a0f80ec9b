"""The sheets of a delivered file as rows of raw cells, whatever its format."""

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass, field

from python_calamine import (
    CalamineError,
    CalamineSheet,
    CalamineWorkbook,
    PasswordError,
    SheetTypeEnum,
    SheetVisibleEnum,
)

from lib.imports.reasons import refused
from lib.imports.safety import SafeFile

Merged = tuple[tuple[int, int], tuple[int, int]]  # (first row, first column), (last row, last column), from 0


@dataclass
class Grid:
    """A sheet: `rows[i]` is the sheet's row i + 1; cells are str, float, int, bool or dates."""

    sheet: str
    rows: list[list[object]]
    merged: list[Merged] = field(default_factory=list)


@dataclass
class Workbook:
    """A file's visible sheets; hidden ones are only named."""

    grids: Iterator[Grid]
    hidden: list[str]


def open_workbook(file: SafeFile, language: str = "zh") -> Workbook:
    """The sheets of an admitted file; read one by one as `grids` is walked: one at a time is in memory.

    Raises FileRefused when the file is damaged, encrypted, holds macro sheets or its text encoding is not known.
    """
    if file.extension == "csv":
        return Workbook(iter([csv_grid(file, language)]), [])
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(file.content))
    except PasswordError as error:
        raise refused("file_encrypted", language) from error
    except CalamineError as error:
        raise refused("file_damaged", language) from error
    if any(meta.typ in (SheetTypeEnum.MacroSheet, SheetTypeEnum.Vba) for meta in book.sheets_metadata):
        raise refused("file_macros", language)
    sheets = [meta for meta in book.sheets_metadata if meta.typ == SheetTypeEnum.WorkSheet]
    visible = [meta.name for meta in sheets if meta.visible == SheetVisibleEnum.Visible]
    return Workbook(_grids(book, visible, language), [meta.name for meta in sheets if meta.name not in visible])


def _grids(book: CalamineWorkbook, names: list[str], language: str) -> Iterator[Grid]:
    for name in names:
        yield _grid(book, name, language)


def _grid(book: CalamineWorkbook, name: str, language: str) -> Grid:
    """A sheet from its first row and column on, so that positions are cell addresses; calamine's own copy is let go."""
    try:
        sheet = book.get_sheet_by_name(name)
        return Grid(name, _rows(sheet), sheet.merged_cell_ranges or [])
    except CalamineError as error:
        raise refused("file_damaged", language) from error


def _rows(sheet: CalamineSheet) -> list[list[object]]:
    """The sheet's cells; equal texts are one object, which halves the memory of a large workbook."""
    if sheet.start is None:
        return []
    left: list[object] = [""] * sheet.start[1]
    seen: dict[str, str] = {}
    keep = seen.setdefault
    return [left + [keep(cell, cell) if isinstance(cell, str) else cell for cell in row] for row in sheet.iter_rows()]


def csv_grid(file: SafeFile, language: str = "zh") -> Grid:
    """A csv file as one sheet named after the file; the separator is the likeliest of , ; and tab."""
    text = decoded(file.content, language)
    start = text[:20_000]
    separator = max(",\t;", key=lambda character: min(start.count(character), 10_000))
    try:
        rows: list[list[object]] = [list(row) for row in csv.reader(io.StringIO(text, newline=""), delimiter=separator)]
    except csv.Error as error:
        raise refused("file_damaged", language) from error
    width = max(map(len, rows), default=0)
    return Grid(file.name.rsplit(".", 1)[0], [row + [""] * (width - len(row)) for row in rows])


def decoded(content: bytes, language: str = "zh") -> str:
    """Text of a csv file: UTF-8, UTF-16 (with or without mark) or GB18030, decided by strict trial decoding.

    Raises FileRefused when none of them fits.
    """
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        encodings = ["utf-16"]
    elif content[:4000].count(0) > len(content[:4000]) // 10:
        encodings = ["utf-16-le" if content[1:4000:2].count(0) > content[0:4000:2].count(0) else "utf-16-be"]
    else:
        encodings = ["utf-8-sig", "gb18030", "utf-16-le"]
    for encoding in encodings:
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\x00" not in text:
            return text
    raise refused("file_encoding", language)


def cell_address(row_number: int, column: int) -> str:
    """Excel's name of a cell: row from 1, column from 0."""
    letters = ""
    number = column + 1
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return f"{letters}{row_number}"
