"""A workbook of steps as it stands: its rows with their filled cells and where they are; read in a limited child."""

from dataclasses import astuple, dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from lib.bulk.form import FILES, is_of_plants
from lib.imports.cells import is_blank
from lib.imports.delivered import in_child
from lib.imports.fields import Context
from lib.imports.formats.beside import UNSAVED
from lib.imports.grid.layout import Layout, layout_of
from lib.imports.grid.row_words import RowWords
from lib.imports.reading import own_sheets
from lib.imports.reasons import refused
from lib.imports.remarks import Remarks
from lib.imports.rows import Remark
from lib.imports.safety import Limits, admit
from lib.imports.tables import Column, Table, table_of
from lib.imports.values.days import EPOCH_1900, EPOCH_1904
from lib.imports.vocabulary import Vocabulary
from lib.imports.workbook import Grid, cell_address, open_workbook
from lib.limited.child import tell
from lib.limited.run import Told, unheard
from lib.settings import Settings

MOST_ROWS = 20_000  # of one workbook; each is judged by itself
SILENT = ("shown", "ignored", "serial")


@dataclass(frozen=True)
class Cell:
    """A filled cell: where it stands, under which heading, what its reader sees; `is_broken`: that is an error."""

    address: str
    heading: str
    text: str
    is_broken: bool = False


@dataclass(frozen=True)
class FormRow:
    """A row of the form: its filled cells by field (files of a kind: `evidence:before`), and all of it as written."""

    sheet: str
    number: int  # as Excel shows it
    cells: dict[str, Cell]
    original: dict[str, str | float]
    refusals: tuple[Remark, ...] = ()  # what was wrong with it before anybody asked the ladder

    def files(self) -> dict[str, Cell]:
        """The cells that name files, by the kind their column is for; empty = their names tell."""
        return {name.partition(":")[2]: cell for name, cell in self.cells.items() if name.partition(":")[0] == FILES}


@dataclass
class Form:
    """A file of steps as it was read."""

    file_name: str
    sha256: str
    epoch: date  # day 0 of its serial dates
    rows: list[FormRow] = field(default_factory=list)
    warnings: list[Remark] = field(default_factory=list)


def read_form(
    path: Path, words: Vocabulary, shown: frozenset[str], settings: Settings, language: str, told: Told = unheard
) -> Form:
    """The rows of a workbook; `shown` are the fields that are there to be looked at.

    Raises FileRefused for a file that must not or cannot be read, or has none of our headings.
    """
    answer = in_child(plain_form, path, words, shown, settings=settings, language=language, told=told)
    rows = [
        FormRow(
            sheet, number, {name: Cell(*cell) for name, cell in cells.items()}, original,
            tuple(Remark(*remark) for remark in refusals),
        )
        for sheet, number, cells, original, refusals in answer.pop("rows")
    ]  # fmt: skip
    return Form(rows=rows, warnings=[Remark(*remark) for remark in answer.pop("warnings")], **answer)


def plain_form(
    path: Path, words: Vocabulary, shown: frozenset[str], settings: Settings, language: str
) -> dict[str, Any]:
    """The child's part: the file as plain values."""
    tell(stage="opening")
    file = admit(path, Limits(megabytes=settings.upload_megabytes), language)
    book = open_workbook(file, language)
    epoch = EPOCH_1904 if book.is_1904 else EPOCH_1900
    context, row_words = Context(words, None, epoch), RowWords(words)
    rows: list[tuple[Any, ...]] = []
    warnings = [_of_sheet(name, "sheet_hidden") for name in book.hidden if name not in own_sheets()]
    seen: list[str] = []
    is_form, of_plants = False, ""
    for grid in book.grids:
        if grid.sheet in own_sheets() or not grid.rows:
            continue
        tell(stage="reading", sheet=grid.sheet, rows=len(grid.rows))
        layout = layout_of(grid, context, row_words)
        seen += [str(cell)[:20] for row in grid.rows[:6] for cell in row if isinstance(cell, str) and cell.strip()]
        is_form |= bool(layout.regions)
        if not layout.regions:
            warnings.append(_of_sheet(grid.sheet, "form_sheet_unread"))
            of_plants = of_plants or (grid.sheet if is_of_plants(grid, words) else "")
        warnings += _read_sheet(grid, layout, shown, rows)
    if not is_form and of_plants:
        raise refused("form_of_plants", language, sheet=of_plants)
    if not is_form:
        raise refused("form_no_header", language, found=" | ".join(seen[:12]) or "—")
    if len(rows) > MOST_ROWS:
        raise refused("form_too_long", language, rows=len(rows), most=MOST_ROWS)
    told = [astuple(remark) for remark in warnings]
    return {"file_name": file.name, "sha256": file.sha256, "epoch": epoch, "rows": rows, "warnings": told}


def _of_sheet(name: str, reason: str) -> Remark:
    return Remark(name, 1, "", "", "", reason, {"sheet": name})


def _read_sheet(grid: Grid, layout: Layout, shown: frozenset[str], rows: list[tuple[Any, ...]]) -> list[Remark]:
    """Add the rows of a sheet's tables; what is to be said of the sheet, its columns and rows."""
    skipped = (number for number, kind in enumerate(layout.kinds) if kind == "skipped" and layout.regions)
    said = [_skipped(grid, number) for number in skipped]
    for region in layout.regions:
        table = table_of(grid, region.header, region.data, {})
        remarks, read = Remarks(table), list[Column]()
        for column in table.columns:
            if column.name in shown or column.name in SILENT:
                continue
            if _is_read(column, read, remarks):
                read.append(column)
            if column.kind and column.index in grid.hidden_columns:
                remarks.heading(column, "column_hidden")
        for position, number in enumerate(region.data):
            cells = _cells(table, read, position)
            if number in grid.hidden_rows and cells:
                remarks.row(position, None, "row_hidden")
            wrong = [astuple(remark) for remark in remarks.refusals.get(position, ())]
            rows.append((grid.sheet, number + 1, cells, table.row(position), wrong))
        said += remarks.about_columns + [one for found in remarks.warnings.values() for one in found]
    return said


def _is_read(column: Column, read: list[Column], remarks: Remarks) -> bool:
    """Whether a column is read; one that nobody knows, or that says what another says, is told."""
    first = next((one for one in read if (one.kind, one.name) == (column.kind, column.name)), None)
    if not column.kind:
        if any(column.texts):
            remarks.heading(column, "form_column_unread")
        return False
    if first:
        remarks.heading(column, "column_repeated", {"first": first.label})
        return False
    remarks.rows(column.hanging, column, "ditto_hangs")
    return True


def _cells(table: Table, columns: list[Column], position: int) -> dict[str, tuple[str, str, str, bool]]:
    """The filled cells of a row by field."""
    found = {}
    for column in columns:
        code = int(column.codes[position])
        text = column.shown(position)
        if code in column.broken or not is_blank(text):
            address = cell_address(int(table.row_numbers[position]), column.index)
            found[column.name] = (address, column.label, text.removeprefix(UNSAVED).strip(), code in column.broken)
    return found


def _skipped(grid: Grid, number: int) -> Remark:
    """A row of none of the kinds we know."""
    column, text = next((at, str(cell)) for at, cell in enumerate(grid.rows[number]) if cell not in ("", None))
    filled = {"value": text}
    return Remark(grid.sheet, number + 1, cell_address(number + 1, column), "", text, "form_row_skipped", filled)
