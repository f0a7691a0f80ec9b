"""Cells of a delivered file that a person corrected before the import: the file stays as it came, and what stood in a
cell is kept beside what counts."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, replace

from lib.errors import UserError
from lib.imports.cells import cell_text
from lib.imports.reasons import refused
from lib.imports.workbook import Grid, cell_address

ADDRESS = re.compile(r"([A-Z]{1,3})([1-9][0-9]{0,6})")


@dataclass(frozen=True)
class Correction:
    """What a cell is to say instead, why, and who says so."""

    sheet: str
    cell: str  # such as D7
    value: str  # "" = the cell is blank
    reason: str
    by: str
    original: str = ""  # what stands in the file, once it was read


def correction_of(place: str, value: str, reason: str, by: str, sheets: Sequence[str]) -> Correction:
    """A correction as a person writes it: `D7` or `Sheet!D7`. Raises UserError for a place that is none, or no reason.

    Without a sheet the first of `sheets` is meant.
    """
    sheet, _, cell = place.strip().rpartition("!")
    cell = unicodedata.normalize("NFKC", cell).replace("$", "").strip().upper()
    if not ADDRESS.fullmatch(cell) or (sheet or sheets[0]) not in sheets:
        raise UserError("{place} is no cell of this file: write it like {example}.",
                        place=place.strip() or "—", example=f"{sheets[0]}!D7")  # fmt: skip
    if not (reason.strip() and by):
        raise UserError("A correction needs your name and a reason: both are kept with what stood in the file.")
    return Correction(sheet or sheets[0], cell, value.strip(), reason.strip(), by)


def corrected(grid: Grid, corrections: Sequence[Correction], language: str) -> list[Correction]:
    """Write the corrections of a sheet into its grid, and give them back with what stood there.

    Raises FileRefused for a cell outside the sheet, or one that is covered by a merged cell.
    """
    done = []
    for one in corrections:
        if one.sheet == grid.sheet:
            row, column = position(one.cell)
            if row >= len(grid.rows) or column >= max(map(len, grid.rows)):
                raise refused("correction_nowhere", language, sheet=grid.sheet, cell=one.cell)
            for (top, left), (bottom, right) in grid.merged:
                if top <= row <= bottom and left <= column <= right and (row, column) != (top, left):
                    first = cell_address(top + 1, left)
                    raise refused("correction_merged", language, sheet=grid.sheet, cell=one.cell, first=first)
            cells = grid.rows[row]
            cells += [""] * (column + 1 - len(cells))
            done.append(replace(one, original=cell_text(cells[column])))
            cells[column] = one.value
    return done


def position(cell: str) -> tuple[int, int]:
    """Row and column of an address, from 0."""
    found = ADDRESS.fullmatch(cell)
    letters, number = found.groups() if found else ("A", "1")
    column = 0
    for letter in letters:
        column = 26 * column + ord(letter) - 64
    return int(number) - 1, column - 1
