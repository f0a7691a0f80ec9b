"""One sheet of a workbook: title, heading, rows, printing. Text is always text, never a formula or a link."""

from datetime import date, datetime
from decimal import Decimal
from math import ceil
from typing import Any

import xlsxwriter

from lib.exports import cells
from lib.exports.language import Words
from lib.exports.styles import Styles
from lib.exports.table import Table

MAX_TEXT = 32_767  # signs an Excel cell holds
EXACT_DIGITS = 15  # significant digits an Excel number keeps
DECIMALS = 7  # shown of a binary fraction: of a degree about 1 cm
SAMPLE = 2_000  # rows looked at for the width of a column
PAGE_WIDTH = 240  # columns of text that stay readable on one landscape A4 page
WIDEST = 56
MARGIN = 4  # columns of a cell that its text leaves free
HEADING_ROW = 2
LINE_HEIGHT = 14.5  # points of a line of 10-point text


def add_rows(book: xlsxwriter.Workbook, styles: Styles, table: Table, name: str) -> Any:
    """A sheet with title, 口径 line, heading and rows; returns it. The heading is Excel row 3."""
    sheet = book.add_worksheet(name)
    rows = table.shown_rows()
    widths = column_widths(table, rows)
    say = Words(table.language)
    sheet.set_row(0, 26)
    sheet.write_string(0, 0, table.title, styles.look("title"))
    shown = say(
        "As of {date} · {rows} rows · register version {version}",
        date=table.as_of,
        rows=f"{len(rows):,}",
        version=table.version,
    )
    sheet.write_string(
        1, 0, " · ".join(filter(None, (table.demo_notice, shown))), styles.look("demo" if table.is_demo else "subtitle")
    )
    write_heading(sheet, styles, table)
    for number, row in enumerate(rows, start=HEADING_ROW + 1):
        sheet.set_row(number, row_height(row, widths))
        for column, value in enumerate(row):
            shown_value = say("Yes" if value else "No") if isinstance(value, bool) else value
            write_cell(
                sheet,
                styles,
                number,
                column,
                shown_value,
                is_wide=isinstance(value, str) and lines_of(value, widths[column]) > 1,
            )
    for column, columns in enumerate(widths):
        sheet.set_column(column, column, columns)
    arrange(sheet, table, sum(widths), len(rows))
    return sheet


def row_height(row: tuple[object, ...], widths: list[int]) -> float:
    """Height in points that shows the whole of every wrapped cell; programs do not agree on finding it themselves."""
    lines = [lines_of(value, columns) for value, columns in zip(row, widths, strict=True) if isinstance(value, str)]
    return min(LINE_HEIGHT * max(lines, default=1) + 3, 400)


def lines_of(text: str, columns: int) -> int:
    """Lines a text takes in a column. A short text without line break takes one and is not measured."""
    if len(text) * 2 + MARGIN <= columns and "\n" not in text:
        return 1
    return sum(ceil(max(cells.width(part), 1) / (columns - MARGIN)) for part in text.split("\n"))


def write_heading(sheet: Any, styles: Styles, table: Table) -> None:
    """The heading row of a table."""
    sheet.set_row(HEADING_ROW, 32)
    for column, name in enumerate(table.columns):
        sheet.write_string(HEADING_ROW, column, table.heading(name), styles.look("heading"))


def write_cell(
    sheet: Any, styles: Styles, row: int, column: int, value: object, *, is_wide: bool = False, look: str = ""
) -> None:
    """One cell by its kind. An exact number with more digits than Excel keeps is written as text, with all of them."""
    cell = cells.plain(value)
    if isinstance(value, float) and isinstance(cell, Decimal):  # coordinates: a binary fraction, as Excel keeps them
        decimals = min(len(cells.digits(cell).partition(".")[2]), DECIMALS)
        sheet.write_number(row, column, value, styles.amount(decimals, look or "number"))
    elif isinstance(cell, Decimal):
        write_number(sheet, styles, row, column, cell, look or "number")
    elif isinstance(cell, datetime):
        sheet.write_datetime(row, column, cell, styles.look(look or "moment"))
    elif isinstance(cell, date):
        sheet.write_datetime(row, column, cell, styles.look(look or "date"))
    elif cell is None:
        sheet.write_blank(row, column, None, styles.look(look or "text"))
    else:
        sheet.write_string(
            row, column, shortened(cells.text(cell)), styles.look(look or ("wrapped" if is_wide else "text"))
        )


def write_number(sheet: Any, styles: Styles, row: int, column: int, value: Decimal, look: str) -> None:
    """A number with its own decimals and thousands separators."""
    written = cells.digits(value)
    if len(written.strip("-0.").replace(".", "")) > EXACT_DIGITS:
        sheet.write_string(row, column, written, styles.look(look))
    else:
        sheet.write_number(row, column, float(value), styles.amount(len(written.partition(".")[2]), look))


def shortened(written: str) -> str:
    """A text no longer than a cell holds; a cut one ends in an ellipsis."""
    return written if len(written) <= MAX_TEXT else written[: MAX_TEXT - 1] + "…"


def column_widths(table: Table, rows: list[tuple[object, ...]]) -> list[int]:
    """Width of each column, 8 to WIDEST: its heading wrapped once, nine of ten of its first texts unwrapped."""
    widths = []
    for column, name in enumerate(table.columns):
        heading = ceil(cells.width(table.heading(name)) / 2)
        texts = sorted(cells.width(cells.text(row[column])) for row in rows[:SAMPLE])
        typical = texts[min(len(texts) * 9 // 10, len(texts) - 1)] if texts else 0
        is_text = any(isinstance(row[column], str) for row in rows[:SAMPLE])
        needed = typical if is_text else max(texts, default=0)  # a number or date too wide for its column shows as ####
        widths.append(min(max(8, heading + MARGIN, needed + MARGIN), WIDEST))
    return widths


def arrange(sheet: Any, table: Table, total_width: int, row_count: int) -> None:
    """Frozen heading, filter, and the heading on every printed page; a very wide table takes pages side by side."""
    last = max(len(table.columns) - 1, 0)
    sheet.freeze_panes(HEADING_ROW + 1, 0)
    sheet.autofilter(HEADING_ROW, 0, HEADING_ROW + max(row_count, 1), last)
    sheet.repeat_rows(HEADING_ROW)
    print_on_a4(sheet, table, pages=max(1, ceil(total_width / PAGE_WIDTH)))


def print_on_a4(sheet: Any, table: Table, pages: int = 1, tall: int = 0) -> None:
    """Landscape A4, `pages` wide and `tall` (0: as many as needed), page numbers at the foot, demo mark at the head."""
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(pages, tall)
    sheet.set_margins(left=0.4, right=0.4, top=0.7, bottom=0.6)
    sheet.set_header("&C&B" + table.demo_notice if table.is_demo else "")
    sheet.set_footer(f"&L{table.as_of:%Y-%m-%d} · v{table.version}&R&P / &N")


def add_total(sheet: Any, styles: Styles, table: Table, totals: list[object]) -> None:
    """A total row under the rows of a table; None leaves its cell empty."""
    row = HEADING_ROW + 1 + len(table.frame)
    for column, value in enumerate(totals):
        write_cell(sheet, styles, row, column, value, look="total")
