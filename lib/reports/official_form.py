"""The official look of a form of the workbook: title, unit and date, ruled table, note, who filled in and checked."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

import xlsxwriter

from lib.exports.cells import width
from lib.reports.content import Content
from lib.reports.figures import chinese_day
from lib.reports.office import BLANK, BLANK_DAY
from lib.reports.papers import DEMO

FACE, TITLE_FACE = "SimSun", "方正小标宋简体"
BOX: dict[str, Any] = {"font_name": FACE, "border": 1, "align": "center", "valign": "vcenter", "text_wrap": True}
WIDEST = 18
HEADING = 4  # row of the table's heading
ONE_PAGE = 24  # rows that still stand on one page


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
        "day": book.add_format(BOX | {"font_size": 10, "num_format": "yyyy-mm-dd"}),
        "total": book.add_format(BOX | {"font_size": 10, "bold": True}),
    }


def draw(book: xlsxwriter.Workbook, styles: dict[str, Any], form: Form, content: Content, stamp: str) -> None:
    """One form: title, who filled it in and checked it, what to know, and the table; nothing stands below the table,
    where it could be alone on a page.
    """
    sheet, last = book.add_worksheet(form.name), len(form.headings) - 1
    widths = list(form.widths) or _widths(form)
    _head(sheet, last, form, content, styles)
    _row(sheet, HEADING, form.headings, styles["heading"], widths)
    for number, cells in enumerate(form.rows, start=HEADING + 1):
        _row(sheet, number, cells, styles["cell"], widths, styles["day"])
    if form.total:
        _row(sheet, HEADING + 1 + len(form.rows), form.total, styles["total"], widths)
    for column, columns in enumerate(widths):
        sheet.set_column(column, column, columns)
    _print(sheet, content, stamp, is_short=len(form.rows) <= ONE_PAGE)


def _head(sheet: Any, last: int, form: Form, content: Content, styles: dict[str, Any]) -> None:
    """Title, unit and date, signatures, note."""
    middle = max(last // 2, 1)
    sheet.merge_range(0, 0, 0, last, form.title, styles["title"])
    sheet.merge_range(1, 0, 1, middle, f"填报单位（盖章）：{BLANK}", styles["plain"])
    dated = f"数据截至：{chinese_day(content['as_of'])}"
    if middle + 1 < last:
        sheet.merge_range(1, middle + 1, 1, last, dated, styles["right"])
    else:  # one cell is no range: a plan may ask about two sectors only
        sheet.write_string(1, last, dated, styles["right"])
    signed = f"填表人：{BLANK}　审核人：{BLANK}　负责人：{BLANK}　联系电话：{BLANK}　填报日期：{BLANK_DAY}"
    sheet.merge_range(2, 0, 2, last, signed, styles["plain"])
    sheet.merge_range(3, 0, 3, last, form.note and f"说明：{form.note}", styles["note"])
    for row, height in enumerate((40, 22, 22, 28 if form.note else 4)):
        sheet.set_row(row, height)


def _row(sheet: Any, number: int, cells: Sequence[object], look: Any, widths: list[int], day_look: Any = None) -> None:
    """One row as high as its longest cell needs; texts stay texts, dates are dates."""
    lines = max(_lines(str(cell), columns) for cell, columns in zip(cells, widths, strict=True))
    sheet.set_row(number, max(20, 15 * lines + 4))
    for column, cell in enumerate(cells):
        if isinstance(cell, int | Decimal):
            sheet.write_number(number, column, float(cell), look)
        elif isinstance(cell, date):
            sheet.write_datetime(number, column, datetime.combine(cell, time()), day_look or look)
        else:
            sheet.write_string(number, column, str(cell), look)


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


def _print(sheet: Any, content: Content, stamp: str, *, is_short: bool) -> None:
    """Landscape A4, one page wide, heading on every page, demo mark at the head, origin at the foot."""
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 1 if is_short else 0)
    sheet.set_margins(left=0.5, right=0.5, top=0.8, bottom=0.7)
    sheet.center_horizontally()
    sheet.repeat_rows(HEADING)
    sheet.freeze_panes(HEADING + 1, 0)
    sheet.set_header(f'&C&"黑体"&10&KC8382E{DEMO}' if content["is_demo"] else "")
    sheet.set_footer(f"&L&8{stamp}&R第 &P 页，共 &N 页")
