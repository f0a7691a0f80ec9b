"""The data rows of a sheet, column by column: distinct cells are kept once, so that each is read once."""

import re
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from lib.imports.cells import cell_text, plain
from lib.imports.header import Header
from lib.imports.rows import ENTERPRISE_COLUMNS
from lib.imports.units import Unit
from lib.imports.workbook import Grid

_SUBTOTAL = re.compile(
    r".{0,10}?(?:合\s*计|小\s*计|总\s*计|共\s*计|累\s*计)\s*[::]?\s*(?:\(?\d*\s*(?:家|条|台|户)?\)?)?|sub-?total|total",
    re.I,
)
_NOTE = re.compile(
    r"(?:注|备注|说明|填表说明|填报说明|填表人|填报人|审核人|审批人|制表人?|经办人|负责人|单位负责人|主要负责人|分管领导|分管负责人"
    r"|填报单位|填表单位|报送单位|填表日期|填报日期|填报时间|联系人|联系电话|签字|盖章|日期|注意|note)s?\s*(?:\d\s*)?[:.、]"
    r"|(?:\(?示例|填写示例|例[:.])|(?:注|备注|说明)$",
    re.I,
)
_SECTION = re.compile(r"[(]?[一二三四五六七八九十]+[)、.].*")


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

    def of_rows(self) -> list[str]:
        """Text of every row."""
        return [self.texts[code] for code in self.codes]


@dataclass
class Table:
    """A sheet's data: its columns and the rows' numbers as Excel shows them."""

    sheet: str
    header: Header
    columns: list[Column]
    row_numbers: NDArray[np.int32]
    merged_numbers: dict[int, int]  # row number → rows over which a capacity cell is merged

    def column(self, name: str, kind: str = "field") -> Column | None:
        """The column that means a field or attribute."""
        return next((column for column in self.columns if (column.kind, column.name) == (kind, name)), None)

    def row(self, position: int) -> dict[str, str]:
        """Heading → text of a whole row, read or not."""
        texts = {column.label: column.texts[column.codes[position]] for column in self.columns}
        return {label: text for label, text in texts.items() if text}


FILLED_DOWN = frozenset((*ENTERPRISE_COLUMNS, "sector", "process"))  # what a cell merged over rows says of each


def table_of(grid: Grid, header: Header) -> Table:
    """The sheet's data rows without blank, subtotal, note and repeated heading rows. Empties the grid."""
    names = {
        said.name: column
        for column, said in reversed(list(enumerate(header.meanings)))
        if said and said.kind == "field"
    }
    merged_numbers = _spread(grid, header)
    kept = [number for number in range(header.data_row, len(grid.rows)) if _is_data(grid.rows[number], names, header)]
    rows = [grid.rows[number] for number in kept]
    grid.rows = []
    columns = [
        _column(index, cells, header)
        for index, cells in enumerate(zip(*rows, strict=True))
        if index < len(header.labels)
    ]
    return Table(grid.sheet, header, [c for c in columns if c], np.array(kept, np.int32) + 1, merged_numbers)


def _spread(grid: Grid, header: Header) -> dict[int, int]:
    """Repeat what a merged cell says of every row it covers; returns rows under a merged number, with its height."""
    unclear: dict[int, int] = {}
    for (first_row, column), (last_row, _) in grid.merged:
        said = header.meanings[column] if column < len(header.meanings) else None
        if first_row < header.data_row or last_row == first_row or said is None:
            continue
        if said.kind == "field" and said.name in FILLED_DOWN:
            for row in range(first_row + 1, min(last_row, len(grid.rows) - 1) + 1):
                grid.rows[row][column] = grid.rows[first_row][column]
        elif said.name.startswith("capacity_") and said.name != "capacity_unit":
            unclear |= dict.fromkeys(range(first_row + 1, last_row + 2), last_row - first_row + 1)
    return unclear


def _is_data(row: list[object], names: dict[str, int], header: Header) -> bool:
    serial, name_at = names.get("serial", -1), names.get("enterprise_name", -1)
    name = row[name_at] if name_at >= 0 else None
    first = next((cell for cell in row if cell not in ("", None)), "")
    if isinstance(first, str) and first and _is_said_above_or_below(first):
        return False
    if isinstance(name, str) and name.strip():
        return not _is_special(name, row, name_at, header)
    filled = sum(1 for at, cell in enumerate(row) if at != serial and cell_text(cell))
    return filled > 1


def _is_said_above_or_below(first: str) -> bool:
    half = plain(first)
    return bool(_NOTE.match(half) or (len(half) < 30 and _SUBTOTAL.fullmatch(half)))


def _is_special(name: str, row: list[object], name_at: int, header: Header) -> bool:
    """Whether a row with something in the name column is not data: a heading, subtotal, note or section title."""
    if _is_said_above_or_below(name):
        return True
    if name.strip() in header.parts[name_at]:
        said = [(cell_text(cell), at) for at, cell in enumerate(row[: len(header.parts)]) if cell_text(cell)]
        return all(text in header.parts[at] for text, at in said)
    return bool(_SECTION.fullmatch(plain(name))) and sum(1 for cell in row if cell_text(cell)) == 1


def _column(index: int, cells: tuple[object, ...], header: Header) -> Column | None:
    """A column with its distinct cells; None when neither heading nor cells say anything."""
    seen: dict[object, int] = {}
    keep = seen.setdefault
    codes = np.fromiter(
        (keep(c if c.__class__ is not bool else str(c).upper(), len(seen)) for c in cells), np.int32, len(cells)
    )
    texts = [cell_text(cell) for cell in seen]
    label, said = header.labels[index], header.meanings[index]
    if not label and not any(texts):
        return None
    kind, name, unit = said or ("", "", None)
    numeric = [isinstance(cell, (int, float)) for cell in seen]
    return Column(index, label or f"（第{index + 1}列）", kind, name, unit, texts, numeric, codes)
