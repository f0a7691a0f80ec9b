"""Delivered files are read in a limited child: one made to exhaust its reader is refused, and nobody else waits."""

import logging
from collections.abc import Callable
from dataclasses import asdict, astuple
from pathlib import Path
from typing import Any, TypeVar

import pandas as pd

from lib.imports.grid.choices import NO_CHOICES, Choices
from lib.imports.grid.model import GridRow, SheetGrid, Total
from lib.imports.mapping import MappedColumn, columns_of
from lib.imports.profiles import DEFAULTS, Profile
from lib.imports.reading import read_file
from lib.imports.reasons import refused
from lib.imports.rows import Parsed, Remark
from lib.imports.vocabulary import Vocabulary
from lib.limited.run import Broke, OutOfMemory, OutOfTime, Told, limits_of, run, unheard
from lib.settings import Settings

log = logging.getLogger("atlas.imports")
Values = TypeVar("Values")


def read_delivered(
    path: Path,
    vocabulary: Vocabulary,
    profile: Profile | None = None,
    settings: Settings = DEFAULTS,
    language: str = "zh",
    told: Told = unheard,
    choices: Choices = NO_CHOICES,
) -> Parsed:
    """What `read_file` reads, in a child; `told` hears how far it is.

    Raises FileRefused also for a file that needs more memory or time than the settings allow, or breaks its reader.
    """
    asked = (path, vocabulary, profile, settings, language, dict(choices))
    return _parsed(**_in_child(plain_file, *asked, told=told))


def columns_delivered(
    path: Path, vocabulary: Vocabulary, profile: Profile | None, settings: Settings, language: str
) -> list[MappedColumn]:
    """What `columns_of` finds, in a child. Raises FileRefused as `read_delivered` does."""
    return [MappedColumn(*one) for one in _in_child(plain_columns, path, vocabulary, profile, settings, language)]


def plain_file(*asked: Any) -> dict[str, Any]:
    """The child's part: a file as plain values."""
    parsed = read_file(*asked)
    return vars(parsed) | {
        "rows": _columns(parsed.rows),
        "measurements": _columns(parsed.measurements),
        "refusals": [astuple(remark) for remark in parsed.refusals],
        "warnings": [astuple(remark) for remark in parsed.warnings],
        "sheets": [asdict(sheet) for sheet in parsed.sheets],
    }


def plain_columns(*asked: Any) -> list[tuple[Any, ...]]:
    """The child's part: the columns of a file as plain values."""
    return [astuple(column) for column in columns_of(*asked)]


def _in_child(
    job: Callable[..., Values], path: Path, vocabulary: Vocabulary, profile: Profile | None, settings: Settings,
    language: str, *more: object, told: Told = unheard,
) -> Values:  # fmt: skip
    """A job on a file; however it breaks, the file is refused with a sentence."""
    limits = limits_of(settings)
    try:
        answer: Values = run(
            job, path.absolute(), vocabulary, profile, settings, language, *more, limits=limits, told=told
        )
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
    rows: Any, measurements: Any, refusals: list[Any], warnings: list[Any], sheets: list[Any], **rest: Any
) -> Parsed:
    """The child's answer as the reader made it."""
    return Parsed(
        rows=_frame(rows),
        measurements=_frame(measurements),
        refusals=[Remark(*remark) for remark in refusals],
        warnings=[Remark(*remark) for remark in warnings],
        sheets=[_sheet(**sheet) for sheet in sheets],
        **rest,
    )
