"""Reading a delivered file: from bytes to typed rows."""

from pathlib import Path

import numpy as np
import pandas as pd

from lib.imports.days import EPOCH_1900, EPOCH_1904
from lib.imports.fields import Context
from lib.imports.measured import empty
from lib.imports.profiles import DEFAULTS, Profile
from lib.imports.reasons import reasons, refused
from lib.imports.rows import Parsed, Remark
from lib.imports.safety import Limits, SafeFile, admit
from lib.imports.sheets import Sheet, read_sheet
from lib.imports.vocabulary import Vocabulary
from lib.imports.workbook import Grid, open_workbook
from lib.limited.child import tell
from lib.settings import Settings


def read_file(
    path: Path,
    vocabulary: Vocabulary,
    profile: Profile | None = None,
    settings: Settings = DEFAULTS,
    language: str = "zh",
) -> Parsed:
    """Read a delivered workbook or csv file.

    Raises FileRefused (a sentence in `language`) for an unsafe or unreadable file, or one without a heading we know.
    """
    file = admit(Path(path), Limits(megabytes=settings.upload_megabytes), language)
    return read_admitted(file, vocabulary, profile, language)


def read_admitted(
    file: SafeFile, vocabulary: Vocabulary, profile: Profile | None = None, language: str = "zh"
) -> Parsed:
    """As `read_file`, for a file whose bytes were admitted before."""
    tell(stage="opening")
    context = Context(vocabulary, profile, EPOCH_1904 if file.is_1904 else EPOCH_1900)
    book = open_workbook(file, language)
    sheets: list[Sheet] = []
    remarks: list[Remark] = []
    seen: list[str] = []
    for grid in book.grids:
        tell(stage="reading", sheet=grid.sheet, rows=len(grid.rows))
        if grid.sheet in own_sheets() or not grid.rows:
            continue
        sheet = read_sheet(grid, context, language)
        if sheet is None:
            seen += _first_texts(grid)
            remarks.append(Remark(grid.sheet, 1, "", "", "", "sheet_unread", {"sheet": grid.sheet}))
        else:
            sheets.append(sheet)
    if not sheets:
        raise refused("file_no_header", language, found=" | ".join(seen[:12]) or "—")
    if not sum(sheet.row_count for sheet in sheets):
        raise refused("file_no_rows", language)
    hidden = [name for name in book.hidden if name not in own_sheets()]
    remarks += [Remark(name, 1, "", "", "", "sheet_hidden", {"sheet": name}) for name in hidden]
    remarks += [Remark("", 1, "", "", "", "external_links")] if file.has_external_links else []
    return _joined(file, profile, sheets, remarks)


def own_sheets() -> frozenset[str]:
    """Names of the sheets of our own template that hold no rows."""
    rows = (reasons()[name] for name in ("label_instructions", "label_choices"))
    return frozenset(text for row in rows for text in (row["sentence_zh"], row["sentence_en"]))


def _first_texts(grid: Grid) -> list[str]:
    return [str(cell)[:20] for row in grid.rows[:6] for cell in row if isinstance(cell, str) and cell.strip()][:12]


def _joined(file: SafeFile, profile: Profile | None, sheets: list[Sheet], remarks: list[Remark]) -> Parsed:
    """The sheets of a file as one; row_index counts on over the sheets."""
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
    )


def replace_index(measured: pd.DataFrame, offset: int) -> pd.DataFrame:
    """Measurements whose row_index counts from `offset`."""
    return measured.assign(row_index=measured["row_index"] + offset)
