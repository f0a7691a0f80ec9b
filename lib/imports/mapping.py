"""What each column of a file is taken for, so that a person can say it better and keep that as a profile."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from lib.imports.cells import cell_text
from lib.imports.header import Header, expanded, headers
from lib.imports.headings import meaning
from lib.imports.profiles import Profile
from lib.imports.rows import Remark
from lib.imports.safety import Limits, admit
from lib.imports.vocabulary import Vocabulary
from lib.imports.workbook import Grid, open_workbook
from lib.settings import Settings

EXAMPLES = 3
SEARCHED_ROWS = 40  # for what may be a heading though none of its words is known
LIKELY_HEADING = 3  # a row with fewer texts is a title
WORDS = {  # what is said of a word that is none of a field's list → the field
    "state_unknown": "state", "sector_unknown": "sector", "process_unknown": "process", "scale_unknown": "scale",
    "datum_unknown": "datum", "area_unreadable": "area_text", "capacity_unit_unknown": "capacity_unit",
}  # fmt: skip


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
            for column in known or likely_columns(grid, vocabulary, profile):
                mapped.setdefault(column.heading, column)
    return list(mapped.values())


def known_columns(grid: Grid, header: Header) -> list[MappedColumn]:
    """The columns under a heading that was found."""
    return [
        MappedColumn(grid.sheet, "".join(parts), said.name if said else "", examples(grid, header.data_row, at))
        for at, (parts, said) in enumerate(zip(header.parts, header.meanings, strict=True))
        if parts
    ]


def likely_columns(grid: Grid, vocabulary: Vocabulary, profile: Profile | None) -> list[MappedColumn]:
    """The columns under the first row with several different texts; of those that are known, what they are."""
    for number, row in enumerate(expanded(grid, {}, 0, SEARCHED_ROWS)):
        if len({text for text in row if text}) >= LIKELY_HEADING:
            return [
                MappedColumn(grid.sheet, text, said.name if said else "", examples(grid, number + 1, at))
                for at, text in enumerate(row)
                if text
                for said in [meaning([text], vocabulary, profile)]
            ]
    return []


def examples(grid: Grid, first_row: int, column: int) -> tuple[str, ...]:
    """The first different cells of a column."""
    cells = (row[column] for row in grid.rows[first_row : first_row + 50] if column < len(row))
    texts = dict.fromkeys(text for cell in cells if (text := cell_text(cell)))
    return tuple(list(texts)[:EXAMPLES])


def unknown_words(remarks: Iterable[Remark]) -> dict[str, list[str]]:
    """Field → words of the file that are none of its list, in the order of the file: what a profile can say in ours."""
    found: dict[str, dict[str, None]] = {}
    for remark in remarks:
        if field := WORDS.get(remark.reason):
            found.setdefault(field, {})[remark.params.get("unit") or remark.value] = None
    return {field: list(words) for field, words in found.items()}


def profile_from(
    name: str, title: str, targets: dict[str, str], values: Mapping[str, Mapping[str, str]], base: Profile | None
) -> Profile:
    """A profile that reads the headings as `targets` says and words of cells as `values` does; what `base` says of
    others, and its constants, are kept."""
    base = base or Profile(name)
    words = {field: dict(base.values.get(field, {})) | dict(values.get(field, {})) for field in {*base.values, *values}}
    columns = base.columns | targets
    return replace(base, name=name, title=title or name, columns=columns, values=words)
