"""Finding the heading of a sheet: under title rows, one to three rows, merged cells, a row of units below."""

import re
from dataclasses import dataclass

from lib.imports.cells import cell_text, plain
from lib.imports.headings import Meaning, is_unit_text, meaning
from lib.imports.profiles import Profile
from lib.imports.units import Unit
from lib.imports.vocabulary import Vocabulary
from lib.imports.workbook import Grid

SEARCHED_ROWS = 40  # a heading that stands lower than this is not looked for
SEARCHED_COLUMNS = 300
TALLEST = 3
_TITLE_UNIT = re.compile(r"(?:^|[\s(])(?:计量|产能)?单位\s*[::]\s*([^\s)]+)")
_NUMBERING = re.compile(r"\(?(?:\d{1,2}|[甲乙丙丁戊])\)?")


@dataclass(frozen=True)
class Header:
    """Where a sheet's heading stands and what its columns mean."""

    heading_row: int  # the lowest row of the heading itself, as Excel counts (from 1)
    data_row: int  # the first row below heading, units and column numbers, from 0
    labels: list[str]  # the file's own headings, with a unit that stands outside them in brackets
    parts: list[list[str]]
    meanings: list[Meaning | None]
    title_unit: Unit | None
    title_unit_text: str  # as the title writes it


def find_header(grid: Grid, vocabulary: Vocabulary, profile: Profile | None = None) -> Header | None:
    """The heading that explains most columns, one of them the enterprise's name; None when there is none."""
    top = expanded_top(grid)
    best: tuple[float, int, int] | None = None
    for first in range(len(top)):
        for height in range(1, min(TALLEST, len(top) - first) + 1):
            if height > 1 and any(isinstance(cell, (int, float)) for cell in grid.rows[first + height - 1]):
                break
            score = _score(_stacked(top, first, height), vocabulary, profile)
            if score and (best is None or score - height / 10 > best[0]):
                best = (score - height / 10, first, height)
    return _header(grid, top, best[1], best[2], vocabulary, profile) if best else None


def expanded_top(grid: Grid) -> list[list[str]]:
    """Texts of the sheet's first rows; the text of a merged range stands in each of its cells."""
    top = [[cell_text(cell) for cell in row[:SEARCHED_COLUMNS]] for row in grid.rows[:SEARCHED_ROWS]]
    for (first_row, first_column), (last_row, last_column) in grid.merged:
        if first_row >= len(top) or first_column >= len(top[first_row]):
            continue
        text = top[first_row][first_column]
        for row in range(first_row, min(last_row, len(top) - 1) + 1):
            for column in range(first_column, min(last_column, len(top[row]) - 1) + 1):
                top[row][column] = text
    return top


def _stacked(top: list[list[str]], first: int, height: int) -> list[list[str]]:
    """Each column's heading cells from top to bottom, blanks left out; a group heading reaches to the right."""
    rows = [list(row) for row in top[first : first + height]]
    for above, below in zip(rows, rows[1:], strict=False):
        for column in range(1, len(above)):
            if not above[column] and below[column]:
                above[column] = above[column - 1]
    stacked: list[list[str]] = []
    for cells in zip(*rows, strict=True):
        stacked.append([text for at, text in enumerate(cells) if text and (at == 0 or text != cells[at - 1])])
    return stacked


def _score(stacked: list[list[str]], vocabulary: Vocabulary, profile: Profile | None) -> int:
    """How many different fields and attributes the heading names; 0 without the enterprise's name."""
    found = {(said.kind, said.name) for parts in stacked if parts and (said := meaning(parts, vocabulary, profile))}
    if profile and "enterprise_name" in profile.composed:
        columns = profile.composed["enterprise_name"].columns
        return len(found) if any("".join(parts) in columns for parts in stacked) else 0
    return len(found) if ("field", "enterprise_name") in found and len(found) > 1 else 0


def _header(
    grid: Grid, top: list[list[str]], first: int, height: int, vocabulary: Vocabulary, profile: Profile | None
) -> Header:
    stacked = _stacked(top, first, height)
    meanings = [meaning(parts, vocabulary, profile) if parts else None for parts in stacked]
    data_row, units = first + height, [""] * len(stacked)
    while data_row < len(top) and (kind := _row_kind(top[data_row], vocabulary)):
        units = top[data_row] if kind == "units" else units
        data_row += 1
    labels = []
    for column, parts in enumerate(stacked):
        unit = vocabulary.units.find(units[column].strip("()（）")) if units[column] else None
        said = meanings[column]
        labels.append(
            " ".join(parts) + (f"（{units[column].strip('()（）')}）" if unit and said and not said.unit else "")
        )
        if unit and said and not said.unit:
            meanings[column] = said._replace(unit=unit)
    return Header(first + height, data_row, labels, stacked, meanings, *_title_unit(top[:first], vocabulary))


def _row_kind(cells: list[str], vocabulary: Vocabulary) -> str:
    """What a row right under the heading is: `units`, `numbering` (栏次 1 2 3, 甲 乙) or "" = something else."""
    said = [text for text in cells if text and text.strip("-—/")]
    if said and all(is_unit_text(text, vocabulary) or text in {"单位", "年"} for text in said):
        return "units"
    numbers = [text for text in said if _NUMBERING.fullmatch(plain(text))]
    return "numbering" if len(said) >= 3 and len(numbers) == len(said) == len(set(said)) else ""


def _title_unit(rows: list[list[str]], vocabulary: Vocabulary) -> tuple[Unit | None, str]:
    """The one unit a title names for the whole sheet (`单位：万吨`), and its text; several (万吨、万条) name none."""
    hits = {hit for row in rows for text in row if text for hit in _TITLE_UNIT.findall(plain(text))}
    found = {unit: hit for hit in sorted(hits) if (unit := vocabulary.units.find(hit))}
    return found.popitem() if len(found) == 1 else (None, "")
