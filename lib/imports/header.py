"""Finding the heading of a sheet: under title rows, one to three rows, merged cells, a row of units below."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from lib.imports.cells import cell_text, plain
from lib.imports.formats.beside import Merged
from lib.imports.headings import Meaning, is_unit_text, meaning
from lib.imports.profiles import Profile
from lib.imports.values.units import Unit
from lib.imports.vocabulary import Vocabulary
from lib.imports.workbook import Grid
from lib.register.simplified import simplified, traditional

SEARCHED_COLUMNS = 300
TALLEST = 4  # rows of a heading
BELOW = 6  # rows of units and column numbers that may follow it
TITLES = 8  # rows above the heading of a further table in which its unit is looked for
LONGEST = 40  # letters of a cell that can be a heading's first word
_TITLE_UNIT = re.compile(r"(?:^|[\s(])(?:计量|产能)?单位\s*[::]\s*([^\s)]+)")
_UNIT_LIKE = re.compile(r"[(（]?[^\W\d_]{1,4}(?:/[^\W\d_]{1,4})?[)）]?")  # also one we do not know: 亩, 人, 万立方
_NUMBERING = re.compile(r"\(?(?:\d{1,2}|[甲乙丙丁戊])\)?")
_NO_LETTERS = str.maketrans("", "", " \t\r\n\u3000\xa0*＊\u200b")


@dataclass(frozen=True)
class Header:
    """Where a table's heading stands and what its columns mean."""

    first_row: int  # the highest row of the heading, from 0
    heading_row: int  # the lowest row of the heading itself, as Excel counts (from 1)
    data_row: int  # the first row below heading, units and column numbers, from 0
    labels: list[str]  # the file's own headings, with a unit that stands outside them in brackets
    parts: list[list[str]]
    meanings: list[Meaning | None]
    title_unit: Unit | None
    title_unit_text: str  # as the title writes it


def headers(grid: Grid, vocabulary: Vocabulary, profile: Profile | None = None) -> Iterator[Header]:
    """Every heading of a sheet from top to bottom: those rows that explain most columns, one the anchor (the name)."""
    merges = {row: list(ranges) for row, ranges in groupby(sorted(grid.merged), lambda one: one[0][0])}
    free = 0  # the first row that belongs to no heading yet
    known: dict[object, Meaning | None] = {}
    for at in name_rows(grid, vocabulary, profile):
        best: tuple[float, int, int] | None = None
        if at < free or not _is_promising(
            grid.rows[max(free, at - TALLEST + 1) : at + TALLEST], known, vocabulary, profile
        ):
            continue
        for first in range(max(free, at - TALLEST + 1), at + 1):
            top = expanded(grid, merges, first, first + TALLEST)
            for height in range(at - first + 1, min(TALLEST, len(top)) + 1):
                if any(isinstance(cell, (int, float)) for cell in grid.rows[first + height - 1]):
                    break
                score = _score(_stacked(top[:height]), vocabulary, profile)
                if score and (best is None or score - height / 10 > best[0]):
                    best = (score - height / 10, first, height)
        if best:
            header = _header(grid, merges, free, best[1], _with_merged(best[1], best[2], merges), vocabulary, profile)
            free = header.data_row
            yield header


def name_rows(grid: Grid, vocabulary: Vocabulary, profile: Profile | None) -> list[int]:
    """Rows in which a cell begins with a word that heads the anchor's column, or of which one is made."""
    own = profile.composed["enterprise_name"].columns if profile and "enterprise_name" in profile.composed else ()
    own += tuple(
        heading for heading, target in (profile.columns if profile else {}).items() if target == "enterprise_name"
    )
    known = [word for word, field in vocabulary.words["field"].items() if field == vocabulary.anchor]
    words = {word.translate(_NO_LETTERS).casefold() for word in (*own, *known, "名称", "全称")}
    pattern = re.compile(
        rf"(?:^|\0)(?:{'|'.join(map(re.escape, sorted(words, key=len, reverse=True)))})(?=[\0(（\[【:：,，/、]|$)", re.I
    )
    starts = {word[0] for word in words} | {word[0].upper() for word in words} | set(" \n*＊\u3000")  # few cells do
    starts |= {one for first in starts for one in traditional(first)}
    likely = ([cell for cell in row if cell.__class__ is str and cell[:1] in starts] for row in grid.rows)
    texts = ("\0".join(cell for cell in cells if len(cell) < LONGEST) if cells else "" for cells in likely)
    return [at for at, text in enumerate(texts) if text and pattern.search(simplified(text.translate(_NO_LETTERS)))]


def expanded(grid: Grid, merges: dict[int, list[Merged]], first: int, end: int) -> list[list[str]]:
    """Texts of some rows; the text of a range merged from there stands in each of its cells."""
    top = [[cell_text(cell) for cell in row[:SEARCHED_COLUMNS]] for row in grid.rows[first:end]]
    for (first_row, first_column), (last_row, last_column) in (
        one for row in range(first, first + len(top)) for one in merges.get(row, ())
    ):
        if first_column >= len(top[first_row - first]):
            continue
        text = top[first_row - first][first_column]
        for cells in top[first_row - first : last_row - first + 1]:
            for column in range(first_column, min(last_column, len(cells) - 1) + 1):
                cells[column] = text
    return top


def _is_promising(
    rows: list[list[object]], known: dict[object, Meaning | None], vocabulary: Vocabulary, profile: Profile | None
) -> bool:
    """Whether rows hold a second heading besides that of the names; each distinct cell is looked up once."""
    cells = {
        cell for row in rows for cell in row[:SEARCHED_COLUMNS] if isinstance(cell, str) and 0 < len(cell) < LONGEST
    }
    for cell in cells - known.keys():
        known[cell] = meaning([cell_text(cell)], vocabulary, profile)
    return len({(said.kind, said.name) for cell in cells if (said := known[cell])}) > (
        not (profile and profile.composed)
    )


def _with_merged(first: int, height: int, merges: dict[int, list[Merged]]) -> int:
    """The height of a heading with the rows into which its merged cells reach."""
    lowest = max((last[0] for row in range(first, first + height) for _, last in merges.get(row, ())), default=0)
    return max(height, lowest - first + 1) if lowest - first < TALLEST else height


def _stacked(top: list[list[str]]) -> list[list[str]]:
    """Each column's heading cells from top to bottom, blanks left out; a group heading reaches to the right."""
    rows = [list(row) for row in top]
    for above, below in zip(rows, rows[1:], strict=False):
        for column in range(1, len(above)):
            if not above[column] and below[column]:
                above[column] = above[column - 1]
    stacked: list[list[str]] = []
    for cells in zip(*rows, strict=True):
        stacked.append([text for at, text in enumerate(cells) if text and (at == 0 or text != cells[at - 1])])
    return stacked


def _score(stacked: list[list[str]], vocabulary: Vocabulary, profile: Profile | None) -> int:
    """How many different fields and attributes the heading names; 0 without the anchor."""
    found = {(said.kind, said.name) for parts in stacked if parts and (said := meaning(parts, vocabulary, profile))}
    if profile and "enterprise_name" in profile.composed:
        columns = profile.composed["enterprise_name"].columns
        return len(found) if any("".join(parts) in columns for parts in stacked) else 0
    return len(found) if ("field", vocabulary.anchor) in found and len(found) > 1 else 0


def _header(
    grid: Grid, merges: dict[int, list[Merged]], free: int, first: int, height: int,
    vocabulary: Vocabulary, profile: Profile | None,
) -> Header:  # fmt: skip
    top = expanded(grid, merges, first, first + height + BELOW)
    stacked = _stacked(top[:height])
    meanings = [meaning(parts, vocabulary, profile) if parts else None for parts in stacked]
    below, units = height, [""] * len(stacked)
    names = {at for at, said in enumerate(meanings) if said and said.name == vocabulary.anchor}
    while below < len(top) and (kind := _row_kind(top[below], names, vocabulary)):
        units = top[below] if kind == "units" else units
        below += 1
    labels = []
    for column, parts in enumerate(stacked):
        unit = vocabulary.units.find(units[column].strip("()（）")) if units[column] else None
        said = meanings[column]
        labels.append(
            " ".join(parts) + (f"（{units[column].strip('()（）')}）" if unit and said and not said.unit else "")
        )
        if unit and said and not said.unit:
            meanings[column] = said._replace(unit=unit)
    title = _title_unit(expanded(grid, {}, max(free, first - TITLES) if free else 0, first), vocabulary)
    return Header(first, first + height, first + below, labels, stacked, meanings, *title)


def _row_kind(cells: list[str], names: set[int], vocabulary: Vocabulary) -> str:
    """What a row right under the heading is: `units`, `numbering` (栏次 1 2 3, 甲 乙) or "" = something else; `names`
    are the columns in which a plant would be named."""
    said = [text for text in cells if text and text.strip("-—/")]
    units = [is_unit_text(text, vocabulary) or text in {"单位", "年"} for text in said]
    is_nameless = not any(cells[at] for at in names if at < len(cells))
    if any(units) and (all(units) or (is_nameless and all(_UNIT_LIKE.fullmatch(text) for text in said))):
        return "units"
    numbers = [text for text in said if _NUMBERING.fullmatch(plain(text))]
    return "numbering" if len(said) >= 3 and len(numbers) == len(said) == len(set(said)) else ""


def _title_unit(rows: list[list[str]], vocabulary: Vocabulary) -> tuple[Unit | None, str]:
    """The one unit a title names for the whole sheet (`单位：万吨`), and its text; several (万吨、万条) name none."""
    hits = {hit for row in rows for text in row if text for hit in _TITLE_UNIT.findall(plain(text))}
    found = {unit: hit for hit in sorted(hits) if (unit := vocabulary.units.find(hit))}
    return found.popitem() if len(found) == 1 else (None, "")
