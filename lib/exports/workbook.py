"""A formatted Excel workbook of a table: one sheet of rows, one sheet of 口径."""

import io
from datetime import datetime
from typing import Any

import xlsxwriter

from lib.errors import UserError
from lib.exports.language import Words
from lib.exports.sheets import add_rows, print_on_a4, write_cell
from lib.exports.styles import FONT, Styles
from lib.exports.table import Table, caliber

MAX_ROWS = 1_048_000  # what an Excel sheet holds, less title and heading
BIG = 20_000  # rows from which the sheet is written through a temporary file instead of memory
MADE_ON = datetime(2022, 7, 1)  # one date in every file's properties, so that equal content is equal bytes


def to_xlsx(table: Table) -> bytes:
    """The table as a workbook. Raises UserError for more rows than a sheet holds."""
    if len(table.frame) > MAX_ROWS:
        raise UserError(
            "{count} rows do not fit on an Excel sheet ({most}): filter them, or take CSV.",
            count=len(table.frame),
            most=MAX_ROWS,
        )
    buffer = io.BytesIO()
    with new_book(buffer, table.title, is_big=len(table.frame) > BIG) as book:
        styles = Styles(book)
        say = Words(table.language)
        add_rows(book, styles, table, say("Data"))
        add_basis(book, styles, table)
    return buffer.getvalue()


def new_book(buffer: io.BytesIO, title: str, *, is_big: bool = False) -> xlsxwriter.Workbook:
    """An empty workbook in memory with our font and fixed properties."""
    plain = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    font = {"font_name": FONT, "font_size": 10}
    book = xlsxwriter.Workbook(buffer, plain | {"constant_memory": is_big, "default_format_properties": font})
    book.set_properties({"title": title, "created": MADE_ON, "author": "Exit Atlas 落后产能退出一张图"})
    return book


def add_basis(book: xlsxwriter.Workbook, styles: Styles, table: Table) -> None:
    """The 口径 sheet: what the rows are, and the rules in force with document and clause."""
    say = Words(table.language)
    sheet = book.add_worksheet(say("Basis"))
    sheet.set_column(0, 0, 22)
    sheet.set_column(1, 1, 72)
    sheet.set_column(2, 3, 30)
    row = -1
    for row, (heading, value) in enumerate(caliber(table)):
        sheet.write_string(row, 0, heading, styles.look("label"))
        is_number = heading in {say("Rows"), say("Register version")}
        write_cell(sheet, styles, row, 1, int(value) if is_number else value, is_wide=True)
    if table.rules is not None:
        add_rules(sheet, styles, table, row + 2)
    print_on_a4(sheet, table)


def add_rules(sheet: Any, styles: Styles, table: Table, top: int) -> None:
    """The rules used, one a row, from Excel row `top` + 1 on."""
    rules = table.rules if table.rules is not None else table.frame.iloc[:0]
    say = Words(table.language)
    for column, heading in enumerate(("Rule", "Title", "Document", "Clause")):
        sheet.write_string(top, column, say(heading), styles.look("heading"))
    for number, rule in enumerate(
        rules[["rule_id", "title", "document", "clause"]].itertuples(index=False), start=top + 1
    ):
        for column, value in enumerate(rule):
            write_cell(sheet, styles, number, column, value, is_wide=True)
