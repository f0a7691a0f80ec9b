"""The data rows of a sheet, column by column: distinct cells are kept once, so that each is read once."""

from collections.abc import Callable
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from lib.imports.cells import cell_text
from lib.imports.formats.beside import is_broken
from lib.imports.grid.row_words import is_ditto
from lib.imports.header import Header
from lib.imports.rows import ENTERPRISE_COLUMNS
from lib.imports.values.units import Unit
from lib.imports.workbook import Grid, cell_address

EXACT = 1e15  # a spreadsheet keeps 15 digits: a larger number is no longer the one that was typed


@dataclass
class Column:
    """A column of data: `texts[codes[i]]` is row i's cell as its reader sees it."""

    index: int  # position in the sheet, from 0
    label: str
    kind: str  # field, attribute, or "" = not known
    name: str
    unit: Unit | None
    texts: list[str]
    is_number: list[bool]  # whether the distinct cell was a number, not text
    codes: NDArray[np.int32]
    broken: dict[int, str] = field(default_factory=dict)  # distinct cell read as blank → the error its reader sees
    numbers: list[float | None] = field(default_factory=list)  # the distinct cells that are numbers in the file
    hanging: list[int] = field(default_factory=list)  # rows whose ditto mark has nothing above it

    def of_rows(self) -> list[str]:
        """Text of every row."""
        return [self.texts[code] for code in self.codes]

    def shown(self, position: int) -> str:
        """Text of a row as the file shows it: an error too."""
        code = int(self.codes[position])
        return self.broken.get(code) or self.texts[code]

    def original(self, code: int) -> str | float:
        """A distinct cell as it stands in the file."""
        cell = self.numbers[code] if self.numbers else None
        if cell is not None:
            return int(cell) if abs(cell) < EXACT and cell == int(cell) else cell
        return self.broken.get(code) or self.texts[code]


@dataclass
class Table:
    """A sheet's data: its columns and the rows' numbers as Excel shows them."""

    sheet: str
    header: Header
    columns: list[Column]
    row_numbers: NDArray[np.int32]
    merged_numbers: dict[int, int]  # row number → rows over which a capacity cell is merged
    section_units: list[str] = field(default_factory=list)  # of each row: what its section says in the place of a unit
    address: Callable[[int, int], str] = lambda row, column: cell_address(row + 1, column)  # of a cell in the file

    def column(self, name: str, kind: str = "field") -> Column | None:
        """The column that means a field or attribute."""
        return next((column for column in self.columns if (column.kind, column.name) == (kind, name)), None)

    def row(self, position: int) -> dict[str, str | float]:
        """Heading → what stands in the file of a whole row, read or not; a number is one, and an error is no blank."""
        cells = {column.label: column.original(int(column.codes[position])) for column in self.columns}
        return {label: cell for label, cell in cells.items() if cell != ""}


OF_A_STEP = (
    *("case_id", "case_line", "step", "happened_on", "document_no", "evidence", "due_on", "months", "ground"),
    *("destination", "cured_on", "credit_class", "restriction", "basis", "authority", "note"),
)
FILLED_DOWN = frozenset((*ENTERPRISE_COLUMNS, "sector", "process", *OF_A_STEP))  # what a merged cell says of each row


def table_of(grid: Grid, header: Header, kept: list[int], merged_numbers: dict[int, int]) -> Table:
    """The data rows of a table, `kept` of the grid's."""
    rows = [grid.rows[number] for number in kept]
    columns = [
        _column(index, cells, header)
        for index, cells in enumerate(zip(*rows, strict=True))
        if index < len(header.labels)
    ]
    found = [column for column in columns if column]
    return Table(grid.sheet, header, found, np.array(kept, np.int32) + 1, merged_numbers, address=grid.address)


def spread(grid: Grid, header: Header, end: int) -> dict[int, int]:
    """Repeat what a merged cell says of every row it covers, up to row `end`; returns rows under a merged number,
    with its height."""
    unclear: dict[int, int] = {}
    for (first_row, column), (last_row, _) in grid.merged:
        said = header.meanings[column] if column < len(header.meanings) else None
        if not header.data_row <= first_row < end or last_row == first_row or said is None:
            continue
        if said.kind == "field" and said.name in FILLED_DOWN:
            for row in range(first_row + 1, min(last_row, len(grid.rows) - 1) + 1):
                grid.rows[row][column] = grid.rows[first_row][column]
        elif said.name.startswith("capacity_") and said.name != "capacity_unit":
            unclear |= dict.fromkeys(range(first_row + 1, last_row + 2), last_row - first_row + 1)
    return unclear


def _column(index: int, cells: tuple[object, ...], header: Header) -> Column | None:
    """A column with its distinct cells; None when neither heading nor cells say anything."""
    if bool in set(map(type, cells)):  # a word, and no number that equals it
        cells = tuple(str(cell).upper() if isinstance(cell, bool) else cell for cell in cells)
    seen = {cell: code for code, cell in enumerate(dict.fromkeys(cells))}
    codes = np.fromiter(map(seen.__getitem__, cells), np.int32, len(cells))
    texts = [_unquoted(cell_text(cell)) for cell in seen]
    label, said = header.labels[index], header.meanings[index]
    if not label and not any(texts):
        return None
    kind, name, unit = said or ("", "", None)
    is_number = [isinstance(cell, (int, float)) for cell in seen]
    column = Column(index, label or f"（第{index + 1}列）", kind, name, unit, texts, is_number, codes, _broken(texts))
    if any(is_number):
        column.numbers = [cell if isinstance(cell, (int, float)) else None for cell in seen]
    for code in column.broken:
        texts[code] = ""
    if kind and any(map(is_ditto, texts)):
        _repeat(column)
    return column


def _unquoted(text: str) -> str:
    """What `="91…"` shows: a text that was kept from being read as a number."""
    return text[2:-1].strip() if text.startswith('="') and text.endswith('"') and len(text) > 3 else text


def _broken(texts: list[str]) -> dict[int, str]:
    return {code: text for code, text in enumerate(texts) if is_broken(text)}


def _repeat(column: Column) -> None:
    """Let each ditto mark say what stands above it; a mark with nothing above is kept as it stands, and is hanging."""
    marks = np.array([is_ditto(text) for text in column.texts])
    blank = np.array([not text and code not in column.broken for code, text in enumerate(column.texts)])
    is_mark = marks[column.codes]
    above = np.maximum.accumulate(np.where(is_mark, -1, np.arange(len(is_mark))))
    hangs = is_mark & ((above < 0) | blank[column.codes[above]])
    column.hanging = np.flatnonzero(hangs).tolist()
    column.codes = np.where(is_mark & ~hangs, column.codes[above], column.codes).astype(np.int32)
