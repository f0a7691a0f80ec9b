"""What each column of a file is taken for, so that a person can say it better and keep that as a profile."""

from dataclasses import dataclass, replace
from pathlib import Path

from lib.imports.header import Header, expanded, headers
from lib.imports.profiles import Profile
from lib.imports.safety import Limits, admit
from lib.imports.vocabulary import Vocabulary
from lib.imports.workbook import Grid, open_workbook
from lib.settings import Settings

EXAMPLES = 3
SEARCHED_ROWS = 40  # for what may be a heading though none of its words is known
LIKELY_HEADING = 3  # a row with fewer texts is a title


@dataclass(frozen=True)
class MappedColumn:
    """A heading of the file, what it is taken for (a field or attribute code, "" = not read) and some of its cells."""

    sheet: str
    heading: str
    target: str
    examples: tuple[str, ...]


def columns_of(
    path: Path, vocabulary: Vocabulary, profile: Profile | None, settings: Settings, language: str
) -> list[MappedColumn]:
    """Every headed column of the visible sheets in order; of one without a known heading the likeliest row is taken.

    Raises FileRefused for an unsafe or unreadable file.
    """
    file = admit(path, Limits(megabytes=settings.upload_megabytes), language)
    mapped: dict[str, MappedColumn] = {}
    for grid in open_workbook(file, language).grids:
        if grid.rows:
            known = [column for header in headers(grid, vocabulary, profile) for column in known_columns(grid, header)]
            for column in known or likely_columns(grid):
                mapped.setdefault(column.heading, column)
    return list(mapped.values())


def known_columns(grid: Grid, header: Header) -> list[MappedColumn]:
    """The columns under a heading that was found."""
    return [
        MappedColumn(grid.sheet, "".join(parts), said.name if said else "", examples(grid, header.data_row, at))
        for at, (parts, said) in enumerate(zip(header.parts, header.meanings, strict=True))
        if parts
    ]


def likely_columns(grid: Grid) -> list[MappedColumn]:
    """The columns under the first row with several different texts."""
    for number, row in enumerate(expanded(grid, {}, 0, SEARCHED_ROWS)):
        if len({text for text in row if text}) >= LIKELY_HEADING:
            return [
                MappedColumn(grid.sheet, text, "", examples(grid, number + 1, at))
                for at, text in enumerate(row)
                if text
            ]
    return []


def examples(grid: Grid, first_row: int, column: int) -> tuple[str, ...]:
    """The first different cells of a column."""
    cells = (row[column] for row in grid.rows[first_row : first_row + 50] if column < len(row))
    texts = dict.fromkeys(str(cell) for cell in cells if cell not in ("", None))
    return tuple(list(texts)[:EXAMPLES])


def profile_from(name: str, title: str, targets: dict[str, str], base: Profile | None) -> Profile:
    """A profile that reads the headings as `targets` says; constants and value maps of `base` are kept."""
    return replace(base or Profile(name), name=name, title=title or name, columns=targets)
