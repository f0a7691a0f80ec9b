"""Reading a delivered file: from bytes to typed rows."""

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pandas as pd

from lib.imports.fields import Context
from lib.imports.grid.choices import NO_CHOICES, Choices, read_choices
from lib.imports.grid.corrections import Correction, corrected
from lib.imports.grid.model import SheetGrid
from lib.imports.grid.one import SheetRead, read_one, unread
from lib.imports.grid.roles import compared, propose
from lib.imports.grid.row_words import RowWords
from lib.imports.profiles import DEFAULTS, Profile
from lib.imports.reasons import reasons, refused
from lib.imports.rows import Parsed, Remark
from lib.imports.safety import Limits, SafeFile, admit
from lib.imports.values.days import EPOCH_1900, EPOCH_1904
from lib.imports.values.measured import empty
from lib.imports.vocabulary import Vocabulary
from lib.imports.workbook import Grid, open_workbook
from lib.limited.child import tell
from lib.settings import Settings

UNREAD = {  # why a sheet is not read → what is said of it
    "hidden": "sheet_hidden",
    "no_heading": "sheet_unread",
    "vertical": "sheet_vertical",
    "steps": "sheet_steps",
}
NOT_HERE = ("vertical", "steps")  # why a file with no other sheet is refused


def read_file(
    path: Path,
    vocabulary: Vocabulary,
    profile: Profile | None = None,
    settings: Settings = DEFAULTS,
    language: str = "zh",
    choices: Choices = NO_CHOICES,
    corrections: Sequence[Correction] = (),
) -> Parsed:
    """Read a delivered workbook or csv file; `choices` says what its sheets are for, by their names, `corrections` what
    some of its cells are to say.

    Raises FileRefused (a sentence in `language`) for an unsafe or unreadable file, or one without a heading we know.
    """
    file = admit(Path(path), Limits(megabytes=settings.upload_megabytes), language)
    return read_admitted(file, vocabulary, profile, language, choices, corrections)


def read_admitted(
    file: SafeFile,
    vocabulary: Vocabulary,
    profile: Profile | None = None,
    language: str = "zh",
    choices: Choices = NO_CHOICES,
    corrections: Sequence[Correction] = (),
) -> Parsed:
    """As `read_file`, for a file whose bytes were admitted before."""
    tell(stage="opening")
    book = open_workbook(file, language)
    context = Context(vocabulary, profile, EPOCH_1904 if book.is_1904 else EPOCH_1900)
    words, chosen = RowWords(vocabulary), read_choices(choices, vocabulary, language)
    sheets: list[SheetRead] = []
    seen: list[str] = []
    done: list[Correction] = []
    for grid in book.grids:
        if grid.sheet in own_sheets() or not grid.rows:
            continue
        tell(stage="reading", sheet=grid.sheet, rows=len(grid.rows))
        done += corrected(grid, corrections, language)
        seen += _first_texts(grid)
        sheets.append(read_one(grid, chosen.pop(grid.sheet, None), context, words, language))
    names = [one.grid.sheet for one in sheets]
    if unknown := [
        name for name in (*chosen, *(one.sheet for one in corrections)) if name not in (*names, *book.hidden)
    ]:
        raise refused("sheet_unknown", language, sheet="、".join(unknown), known="、".join(names))
    propose(sheets)
    counties = [one for one in sheets if one.grid.role == "county"]
    for one in sheets if not counties else ():
        if one.grid.why in NOT_HERE:
            raise refused(f"file_{one.grid.why}", language, sheet=one.grid.sheet)
    if not counties:
        raise refused("file_no_header", language, found=" | ".join(seen[:12]) or "—")
    if not sum(table.row_count for one in counties for table in one.tables):
        raise refused("file_no_rows", language)
    sheets += [unread(name, "hidden") for name in book.hidden if name not in own_sheets()]
    remarks = [remark for one in sheets for remark in _about(one, counties)]
    remarks += [Remark("", 1, "", "", "", "external_links")] if file.has_external_links else []
    return _joined(file, profile, counties, remarks, [one.grid for one in sheets], done)


def _about(one: SheetRead, counties: list[SheetRead]) -> list[Remark]:
    """What is to be said of a sheet as a whole."""
    grid, sheet = one.grid, {"sheet": one.grid.sheet}
    if grid.role == "ignored":
        return [Remark(grid.sheet, 1, "", "", "", UNREAD.get(grid.why, "sheet_ignored"), sheet)]
    if grid.role == "summary":
        return [Remark(grid.sheet, 1, "", "", "", f"sheet_summary_{grid.why}", sheet), *compared(one, counties)]
    return one.remarks


def own_sheets() -> frozenset[str]:
    """Names of the sheets of our own template that hold no rows."""
    rows = (reasons()[name] for name in ("label_instructions", "label_choices", "label_corrections"))
    return frozenset(text for row in rows for text in (row["sentence_zh"], row["sentence_en"]))


def _first_texts(grid: Grid) -> list[str]:
    return [str(cell)[:20] for row in grid.rows[:6] for cell in row if isinstance(cell, str) and cell.strip()][:12]


def _joined(
    file: SafeFile, profile: Profile | None, counties: list[SheetRead], remarks: list[Remark], views: list[SheetGrid],
    done: list[Correction],
) -> Parsed:  # fmt: skip
    """The tables of a file as one; row_index counts on over them."""
    sheets = [table for one in counties for table in one.tables]
    offsets = np.cumsum([0, *(len(sheet.rows) for sheet in sheets)])
    measured = [
        replace_index(sheet.measurements, int(offset))
        for sheet, offset in zip(sheets, offsets, strict=False)
        if len(sheet.measurements)
    ]
    return Parsed(
        file_name=file.name,
        sha256=file.sha256,
        profile=profile.name if profile else "",
        rows=pd.concat([sheet.rows for sheet in sheets], ignore_index=True) if len(sheets) > 1 else sheets[0].rows,
        measurements=pd.concat(measured, ignore_index=True) if measured else empty(),
        refusals=[remark for sheet in sheets for remark in sheet.refusals],
        warnings=remarks + [remark for sheet in sheets for remark in sheet.warnings],
        row_count=sum(sheet.row_count for sheet in sheets),
        sheets=views,
        corrections=done,
    )


def replace_index(measured: pd.DataFrame, offset: int) -> pd.DataFrame:
    """Measurements whose row_index counts from `offset`."""
    return measured.assign(row_index=measured["row_index"] + offset)
