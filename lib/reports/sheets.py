"""The official look of a form of the workbook: title, unit and date, ruled table, note, who filled in and checked."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import xlsxwriter

from lib.exports.cells import width
from lib.reports.content import Content
from lib.reports.figures import chinese_day
from lib.reports.office import BLANK, BLANK_DAY
from lib.reports.papers import DEMO
from lib.reports.sheet_pages import Pages, paged

FACE, TITLE_FACE = "SimSun", "方正小标宋简体"
BOX: dict[str, Any] = {"font_name": FACE, "border": 1, "align": "center", "valign": "vcenter", "text_wrap": True}
WIDEST = 18


@dataclass(frozen=True)
class Form:
    """One sheet: its name, title, heading, rows, an optional total row, and what to know when reading it."""

    name: str
    title: str
    headings: Sequence[str]
    rows: Sequence[Sequence[object]]
    total: Sequence[object] = ()
    note: str = ""
    widths: Sequence[int] = ()


def looks(book: xlsxwriter.Workbook) -> dict[str, Any]:
    """The formats of the workbook."""
    plain = {"font_name": FACE, "font_size": 10.5, "valign": "vcenter"}
    return {
        "title": book.add_format({"font_name": TITLE_FACE, "font_size": 20, "align": "center", "valign": "vcenter"}),
        "plain": book.add_format(plain),
        "right": book.add_format(plain | {"align": "right"}),
        "note": book.add_format(plain | {"font_size": 9, "text_wrap": True, "valign": "top"}),
        "heading": book.add_format(BOX | {"font_size": 10.5, "bold": True}),
        "cell": book.add_format(BOX | {"font_size": 10}),
        "total": book.add_format(BOX | {"font_size": 10, "bold": True}),
    }


def draw(book: xlsxwriter.Workbook, styles: dict[str, Any], form: Form, content: Content, stamp: str) -> None:
    """One form: title, filler and date, table, note, signatures."""
    sheet, last = book.add_worksheet(form.name), len(form.headings) - 1
    widths = list(form.widths) or _widths(form)
    heights = [sheet_row(sheet, 0, 40), sheet_row(sheet, 1, 15)]
    sheet.merge_range(0, 0, 0, last, form.title, styles["title"])
    middle = max(last // 2, 1)
    sheet.merge_range(1, 0, 1, middle, f"填报单位（盖章）：{BLANK}", styles["plain"])
    sheet.merge_range(1, middle + 1, 1, last, f"数据截至：{chinese_day(content['as_of'])}", styles["right"])
    rows = [(form.headings, "heading"), *((cells, "cell") for cells in form.rows)]
    rows += [(form.total, "total")] if form.total else []
    heights += [_row(sheet, number, cells, styles[look], widths) for number, (cells, look) in enumerate(rows, start=2)]
    heights += _foot(sheet, len(heights), last, form.note, styles)
    for column, columns in enumerate(widths):
        sheet.set_column(column, column, columns)
    _print(sheet, content, stamp, paged(heights, widths))


def sheet_row(sheet: Any, number: int, height: float) -> float:
    """Set the height of a row and return it."""
    sheet.set_row(number, height)
    return height


def _foot(sheet: Any, end: int, last: int, note: str, styles: dict[str, Any]) -> list[float]:
    """Note and signatures; the heights of their rows."""
    signed = (
        f"填表人：{BLANK}　　审核人：{BLANK}　　负责人：{BLANK}",
        f"联系电话：{BLANK}　　填报日期：{BLANK_DAY}",
    )
    sheet.merge_range(end, 0, end, last, note, styles["note"])
    for row, text in enumerate(signed, start=end + 1):
        sheet.merge_range(row, 0, row, last, text, styles["plain"])
    return [sheet_row(sheet, end + number, height) for number, height in enumerate((30, 24, 24))]


def _row(sheet: Any, number: int, cells: Sequence[object], look: Any, widths: list[int]) -> float:
    """One row as high as its longest cell needs; texts stay texts."""
    lines = max(_lines(str(cell), columns) for cell, columns in zip(cells, widths, strict=True))
    for column, cell in enumerate(cells):
        if isinstance(cell, int | Decimal):
            sheet.write_number(number, column, float(cell), look)
        else:
            sheet.write_string(number, column, str(cell), look)
    return sheet_row(sheet, number, max(20, 15 * lines + 4))


def _lines(text: str, columns: int) -> int:
    """Lines a text takes in a column."""
    return sum(max(1, -(-width(part) // (columns - 2))) for part in text.split("\n"))


def _widths(form: Form) -> list[int]:
    """Columns wide enough for a line of their heading and all of a short text."""
    columns = range(len(form.headings))
    texts = [
        [width(str(row[column])) for row in (*form.rows, *([form.total] if form.total else []))] for column in columns
    ]
    return [
        min(
            max(7, min(width(form.headings[column]), 10) + 2, max(texts[column], default=0) + 3),
            WIDEST if column else 26,
        )
        for column in columns
    ]


def _print(sheet: Any, content: Content, stamp: str, pages: Pages) -> None:
    """Landscape A4, one page wide, heading on every page, demo mark at the head, origin at the foot."""
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.set_print_scale(pages.scale)
    sheet.set_h_pagebreaks(pages.breaks)
    sheet.set_margins(left=0.5, right=0.5, top=0.8, bottom=0.7)
    sheet.center_horizontally()
    sheet.repeat_rows(2)
    sheet.freeze_panes(3, 0)
    sheet.set_header(f'&C&"黑体"&10&KC8382E{DEMO}' if content["is_demo"] else "")
    sheet.set_footer(f"&L&8{stamp}&R第 &P 页，共 &N 页")
