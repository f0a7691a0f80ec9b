"""The sheets of a delivered file as rows of raw cells, whatever its format."""

import io
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from xml.etree.ElementTree import ParseError
from xml.parsers.expat import ExpatError

from python_calamine import (
    CalamineError,
    CalamineSheet,
    CalamineWorkbook,
    PasswordError,
    SheetTypeEnum,
    SheetVisibleEnum,
)

from lib.imports.formats import ods, xls, xlsx
from lib.imports.formats.beside import Beside, Merged, within
from lib.imports.formats.text import delimited_rows
from lib.imports.reasons import refused
from lib.imports.safety import SafeFile

Place = tuple[int, int]  # row and column, from 0


@dataclass
class Grid:
    """A sheet: `rows[i]` is the sheet's row i + 1; cells are str, float, int, bool or dates.

    A cell whose value could not be had holds the text its reader sees, such as #N/A (`is_broken`). Positions from 0.
    """

    sheet: str
    rows: list[list[object]]
    merged: list[Merged] = field(default_factory=list)
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    places: dict[Place, Place] = field(default_factory=dict)  # where a cell stands in the file, of one laid out anew

    def address(self, row: int, column: int) -> str:
        """Excel's name of a cell, where it stands in the file."""
        row, column = self.places.get((row, column), (row, column))
        return cell_address(row + 1, column)


@dataclass
class Workbook:
    """A file's visible sheets; hidden ones are only named."""

    grids: Iterator[Grid]
    hidden: list[str]
    is_1904: bool = False  # serial numbers of days count from 1904


def open_workbook(file: SafeFile, language: str = "zh") -> Workbook:
    """The sheets of an admitted file; read one by one as `grids` is walked: one at a time is in memory.

    Raises FileRefused when the file is damaged, encrypted, holds macro sheets or its text encoding is not known.
    """
    if file.extension == "csv":
        name = file.name.rsplit(".", 1)[0]
        return Workbook(iter([Grid(name, delimited_rows(file.content, language))]), [])
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(file.content))
        beside, is_1904 = _besides(file, book)
    except PasswordError as error:
        raise refused("file_encrypted", language) from error
    except (CalamineError, ExpatError, ParseError, ValueError) as error:
        raise refused("file_damaged", language) from error
    if any(meta.typ in (SheetTypeEnum.MacroSheet, SheetTypeEnum.Vba) for meta in book.sheets_metadata):
        raise refused("file_macros", language)
    sheets = [meta for meta in book.sheets_metadata if meta.typ == SheetTypeEnum.WorkSheet]
    visible = [meta.name for meta in sheets if meta.visible == SheetVisibleEnum.Visible]
    hidden = [meta.name for meta in sheets if meta.name not in visible]
    return Workbook(_grids(book, file, visible, beside, language), hidden, is_1904)


def _besides(file: SafeFile, book: CalamineWorkbook) -> tuple[Callable[[str], Beside], bool]:
    """What tells of a sheet's name what stands beside its values; and whether days count from 1904."""
    if file.extension == "xlsx":
        return lambda name: xlsx.beside(file.content, name), file.is_1904
    if file.extension == "ods":
        sheets, is_1904 = ods.besides(file.content)
    else:
        told, is_1904 = xls.besides(file.content)
        sheets = dict(zip((meta.name for meta in book.sheets_metadata), told, strict=False))
    return lambda name: sheets.get(name, Beside()), is_1904


def _grids(
    book: CalamineWorkbook, file: SafeFile, names: list[str], beside: Callable[[str], Beside], language: str
) -> Iterator[Grid]:
    for name in names:
        try:
            yield _grid(_sheet(book, file, name), beside(name))
        except (CalamineError, ExpatError, ParseError, ValueError) as error:
            raise refused("file_damaged", language) from error


def _sheet(book: CalamineWorkbook, file: SafeFile, name: str) -> CalamineSheet:
    """A sheet; one with error values that calamine does not know is read with others in their place."""
    try:
        return book.get_sheet_by_name(name)
    except CalamineError as error:
        if file.extension != "xlsx" or "cell error value" not in str(error):
            raise
        return CalamineWorkbook.from_filelike(io.BytesIO(xlsx.with_known_errors(file.content))).get_sheet_by_name(name)


def _grid(sheet: CalamineSheet, beside: Beside) -> Grid:
    """A sheet from its first row and column on, so that positions are cell addresses; calamine's own copy is let go."""
    rows = _rows(sheet)
    for (row, column), text in beside.broken.items():
        rows += [[] for _ in range(len(rows), row + 1)]
        rows[row] += [""] * (column + 1 - len(rows[row]))
        rows[row][column] = text
    if beside.broken:  # one may stand outside the range that holds values
        width = max(map(len, rows))
        rows = [row + [""] * (width - len(row)) if len(row) < width else row for row in rows]
    merged = sheet.merged_cell_ranges or beside.merged
    width = len(rows[0]) if rows else 0
    hidden = within(beside.hidden_rows, len(rows)), within(beside.hidden_columns, width)
    return Grid(sheet.name, rows, merged, *hidden)


def _rows(sheet: CalamineSheet) -> list[list[object]]:
    """The sheet's cells; equal texts are one object, which halves the memory of a large workbook."""
    if sheet.start is None:
        return []
    left: list[object] = [""] * sheet.start[1]
    seen: dict[str, str] = {}
    keep = seen.setdefault
    return [left + [keep(cell, cell) if isinstance(cell, str) else cell for cell in row] for row in sheet.iter_rows()]


def cell_address(row_number: int, column: int) -> str:
    """Excel's name of a cell: row from 1, column from 0."""
    letters = ""
    number = column + 1
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return f"{letters}{row_number}"
