"""Delivered files, and templates of ours that somebody filled in, are read in a limited child: one made to exhaust its
reader is refused, and nobody else waits."""

import logging
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict, astuple
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

import pandas as pd

from lib.errors import Sentence, UserError
from lib.imports.cells import cell_text
from lib.imports.grid.choices import NO_CHOICES, Choices
from lib.imports.grid.corrections import Correction
from lib.imports.grid.model import GridRow, SheetGrid, Total
from lib.imports.mapping import MappedColumn, columns_of
from lib.imports.profiles import DEFAULTS, Profile
from lib.imports.reading import read_file
from lib.imports.reasons import refused
from lib.imports.rows import Parsed, Remark
from lib.imports.safety import Limits, admit
from lib.imports.vocabulary import Vocabulary
from lib.imports.workbook import cell_address, open_workbook
from lib.limited.run import Broke, OutOfMemory, OutOfTime, Told, limits_of, run, unheard
from lib.settings import Settings

log = logging.getLogger("atlas.imports")
Values = TypeVar("Values")
Cell = tuple[Sentence, str, object]  # where it stands, under which heading, what it says
FEWEST = 2  # headings that make a row the row of headings


def read_delivered(
    path: Path,
    vocabulary: Vocabulary,
    profile: Profile | None = None,
    settings: Settings = DEFAULTS,
    language: str = "zh",
    told: Told = unheard,
    choices: Choices = NO_CHOICES,
    corrections: Sequence[Correction] = (),
) -> Parsed:
    """What `read_file` reads, in a child; `told` hears how far it is.

    Raises FileRefused also for a file that needs more memory or time than the settings allow, or breaks its reader.
    """
    job = partial(plain_file, dict(choices), tuple(corrections))
    return _parsed(**in_child(job, path, vocabulary, profile, settings=settings, language=language, told=told))


def columns_delivered(
    path: Path, vocabulary: Vocabulary, profile: Profile | None, settings: Settings, language: str
) -> list[MappedColumn]:
    """What `columns_of` finds, in a child. Raises FileRefused as `read_delivered` does."""
    return [
        MappedColumn(*one)
        for one in in_child(plain_columns, path, vocabulary, profile, settings=settings, language=language)
    ]


def plain_file(
    choices: Choices, corrections: Sequence[Correction],
    path: Path, vocabulary: Vocabulary, profile: Profile | None, settings: Settings, language: str,
) -> dict[str, Any]:  # fmt: skip
    """The child's part: a file as plain values."""
    parsed = read_file(path, vocabulary, profile, settings, language, choices, corrections)
    return vars(parsed) | {
        "rows": _columns(parsed.rows),
        "measurements": _columns(parsed.measurements),
        "refusals": [astuple(remark) for remark in parsed.refusals],
        "warnings": [astuple(remark) for remark in parsed.warnings],
        "sheets": [asdict(sheet) for sheet in parsed.sheets],
        "corrections": [astuple(one) for one in parsed.corrections],
    }


def plain_columns(*asked: Any) -> list[tuple[Any, ...]]:
    """The child's part: the columns of a file as plain values."""
    return [astuple(column) for column in columns_of(*asked)]


def in_child(
    job: Callable[..., Values], path: Path, *asked: Any, settings: Settings, language: str, told: Told = unheard
) -> Values:  # fmt: skip
    """A job on a file; however it breaks, the file is refused with a sentence."""
    limits = limits_of(settings)
    try:
        answer: Values = run(job, path.absolute(), *asked, settings, language, limits=limits, told=told)
    except OutOfMemory as error:
        raise refused("file_exhausts_memory", language, megabytes=limits.megabytes) from error
    except OutOfTime as error:
        raise refused("file_exhausts_time", language, seconds=limits.seconds) from error
    except Broke as error:
        log.warning("%s broke its reader: %s", path.name, error)
        raise refused("file_damaged" if error.kind else "file_breaks_reader", language) from error
    return answer


def _columns(frame: pd.DataFrame) -> dict[str, tuple[str, list[Any]]]:
    return {str(name): (str(frame[name].dtype), frame[name].tolist()) for name in frame}


def _frame(columns: dict[str, tuple[str, list[Any]]]) -> pd.DataFrame:
    return pd.DataFrame({name: pd.Series(values, dtype=kind) for name, (kind, values) in columns.items()})


def _sheet(rows: list[Any], totals: list[Any], **rest: Any) -> SheetGrid:
    return SheetGrid(rows=[GridRow(**row) for row in rows], totals=[Total(**total) for total in totals], **rest)


def _parsed(
    rows: Any, measurements: Any, refusals: list[Any], warnings: list[Any], sheets: list[Any], corrections: list[Any],
    **rest: Any,
) -> Parsed:  # fmt: skip
    """The child's answer as the reader made it."""
    return Parsed(
        rows=_frame(rows),
        measurements=_frame(measurements),
        refusals=[Remark(*remark) for remark in refusals],
        warnings=[Remark(*remark) for remark in warnings],
        sheets=[_sheet(**sheet) for sheet in sheets],
        corrections=[Correction(*one) for one in corrections],
        **rest,
    )


def filled_rows(
    path: Path, headings: Mapping[str, str], settings: Settings, language: str = "zh"
) -> list[dict[str, Cell]]:
    """The rows of the first visible sheet, each its filled cells by column; `headings` are spellings → column.

    Raises FileRefused for a file that must not be read, UserError for one without our headings or with another.
    """
    name, sheet, rows = in_child(plain_sheet, path, settings=settings, language=language)
    at = next((number for number, row in enumerate(rows) if len(_known(row, headings)) >= FEWEST), None)
    if at is None:
        raise UserError(
            "{file} has none of the headings of the template. Fill in the template and try again.", file=name
        )
    columns = _headed(name, sheet, rows, at, headings)
    found = [dict(_cells(name, sheet, number, row, columns)) for number, row in enumerate(rows[at + 1 :], start=at + 2)]
    return [row for row in found if row]


def plain_sheet(path: Path, settings: Settings, language: str) -> tuple[Any, ...]:
    """The child's part: name of the file, of its first visible sheet, and the sheet's rows."""
    file = admit(path, Limits(settings.upload_megabytes), language)
    grid = next(open_workbook(file, language).grids, None)
    return (file.name, grid.sheet, grid.rows) if grid else (file.name, "", [])


def sheets_of(
    path: Path, settings: Settings, language: str = "zh"
) -> tuple[str, list[tuple[str, list[list[str]]]], list[str]]:
    """Name of a file, its visible sheets with what their cells read, and the names of the hidden ones.

    Raises FileRefused for a file that must not be read.
    """
    return in_child(plain_sheets, path, settings=settings, language=language)


def plain_sheets(path: Path, settings: Settings, language: str) -> tuple[Any, ...]:
    """The child's part of `sheets_of`."""
    file = admit(path, Limits(settings.upload_megabytes), language)
    book = open_workbook(file, language)
    return file.name, [(one.sheet, [[*map(cell_text, row)] for row in one.rows]) for one in book.grids], book.hidden


def _known(row: Sequence[object], headings: Mapping[str, str]) -> dict[int, str]:
    return {place: headings[said] for place, cell in enumerate(row) if (said := str(cell).strip()) in headings}


def _headed(
    name: str, sheet: str, rows: Sequence[Sequence[object]], at: int, headings: Mapping[str, str]
) -> dict[int, tuple[str, str]]:
    """Place of each column → the column and its heading. Raises UserError for a heading nobody knows, or one twice."""
    found: dict[str, tuple[int, str]] = {}
    for place, heading in enumerate(str(cell).strip() for cell in rows[at]):
        if heading and headings.get(heading, heading) in found or heading not in {"", *headings}:
            raise UserError(
                "{place}: the heading “{heading}” is unknown or stands twice. Use the headings of the template.",
                place=_place(name, sheet, cell_address(at + 1, place)), heading=heading,
            )  # fmt: skip
        if heading:
            found[headings[heading]] = place, heading
    return {place: (column, heading) for column, (place, heading) in found.items()}


def _cells(
    name: str, sheet: str, number: int, row: Sequence[object], columns: Mapping[int, tuple[str, str]]
) -> Iterator[tuple[str, Cell]]:
    for place, (column, heading) in columns.items():
        said = row[place] if place < len(row) else ""
        value = said.strip() if isinstance(said, str) else said
        if value != "":
            yield column, (_place(name, sheet, cell_address(number, place)), heading, value)


def _place(file: str, sheet: str, cell: str) -> Sentence:
    return Sentence("{file}, sheet {sheet}, cell {cell}", {"file": file, "sheet": sheet, "cell": cell})
