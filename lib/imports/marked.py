"""The refused rows as a workbook in the source's own headings: mend the coloured cells and import them again."""

import io
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import xlsxwriter

from lib.imports.grid.corrections import Correction
from lib.imports.reasons import sentence
from lib.imports.rows import Remark
from lib.words import printable

FORBIDDEN = dict.fromkeys(map(ord, "[]:*?/\\"), "-")  # what Excel does not allow in a sheet's name
SHEET_NAME_LENGTH = 31


def marked_workbook(
    remarks: Sequence[Remark], language: str = "zh", corrections: Sequence[Correction] = ()
) -> bytes:  # fmt: skip
    """An xlsx with one sheet per source sheet; offending cells are coloured, the sentences stand beside. Cells that
    were corrected before the import have a sheet of their own, with what stands in the file."""
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    formats = {
        "heading": book.add_format({"bold": True, "bg_color": "#1F4E79", "font_color": "#FFFFFF", "text_wrap": True}),
        "bad": book.add_format({"bg_color": "#F8CBAD", "font_color": "#C8382E", "num_format": "@", "border": 1}),
        "text": book.add_format({"num_format": "@"}),
        "reason": book.add_format({"text_wrap": True, "font_color": "#C8382E", "valign": "top"}),
    }
    names = {sentence("label_corrections", {}, language).casefold()}
    for sheet_name in dict.fromkeys(remark.sheet for remark in remarks):
        own = [remark for remark in remarks if remark.sheet == sheet_name]
        _write_sheet(book.add_worksheet(_free_name(sheet_name, language, names)), own, formats, language)
    if not remarks:
        book.add_worksheet(sentence("label_refused_rows", {}, language))
    if corrections:
        sheet = book.add_worksheet(sentence("label_corrections", {}, language))
        _write_corrections(sheet, corrections, formats, language)
    book.close()
    return buffer.getvalue()


def _free_name(name: str, language: str, taken: set[str]) -> str:
    """The sheet's name as Excel allows it, once."""
    allowed = _cut(printable(name).translate(FORBIDDEN).strip("' "), SHEET_NAME_LENGTH)
    base = allowed or sentence("label_refused_rows", {}, language)
    free, number = base, 2
    while free.casefold() in taken:
        free, number = f"{_cut(base, SHEET_NAME_LENGTH - 4)}-{number}", number + 1
    taken.add(free.casefold())
    return free


def _cut(name: str, length: int) -> str:
    """The beginning of a name, as Excel counts letters (a rare one is two), without an apostrophe at its end."""
    return name.encode("utf-16-le", "ignore")[: 2 * length].decode("utf-16-le", "ignore").rstrip("' ")


def _write_sheet(sheet: Any, remarks: list[Remark], formats: dict[str, Any], language: str) -> None:
    rows = {remark.row_number: remark.row for remark in remarks}
    headings = list(dict.fromkeys([remark.column for remark in remarks if remark.column] + _headings(rows.values())))
    headings.sort(key=_order(_headings(rows.values())))
    sheet.freeze_panes(1, 0)
    sheet.set_column(0, len(headings), 18, formats["text"])
    sheet.set_column(len(headings), len(headings), 80)
    sheet.write_row(0, 0, [*headings, sentence("label_what_to_mend", {}, language)], formats["heading"])
    for at, (number, row) in enumerate(rows.items(), start=1):
        own = [remark for remark in remarks if remark.row_number == number]
        offending = {remark.column for remark in own}
        for column, heading in enumerate(headings):
            cell, style = row.get(heading, ""), formats["bad" if heading in offending else "text"]
            write = sheet.write_string if isinstance(cell, str) else sheet.write_number
            write(at, column, cell, style)  # a number stays one: what was refused as a number is refused again
        sheet.write_string(at, len(headings), _told(own, language), formats["reason"])


def _write_corrections(sheet: Any, corrections: Sequence[Correction], formats: dict[str, Any], language: str) -> None:
    sheet.set_column(0, 5, 22, formats["text"])
    sheet.write_row(0, 0, sentence("label_correction_headings", {}, language).split("|"), formats["heading"])
    for at, one in enumerate(corrections, start=1):
        for column, text in enumerate((one.sheet, one.cell, one.original, one.value, one.reason, one.by)):
            sheet.write_string(at, column, text, formats["text"])


def _headings(rows: Iterable[Mapping[str, object]]) -> list[str]:
    """The headings of the rows, in the order of the fullest row first."""
    return list(dict.fromkeys(heading for row in sorted(rows, key=len, reverse=True) for heading in row))


def _order(known: list[str]) -> Any:
    places = {heading: place for place, heading in enumerate(known)}
    return lambda heading: places.get(heading, len(places))


def _told(remarks: list[Remark], language: str) -> str:
    """Every reason of a row, each with where its cell stood in the delivered file."""
    lines = []
    for remark in remarks:
        place = f"{remark.sheet}!{remark.cell or remark.row_number}"
        lines.append(f"{remark.column or '—'}: {sentence(remark.reason, remark.params, language)} ({place})")
    return "\n".join(lines)
