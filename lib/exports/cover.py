"""The first sheet of the meeting workbook: the figures to know, how to read them, and how to check every sheet."""

from typing import Any

import xlsxwriter

from lib.exports.language import Words
from lib.exports.sheets import print_on_a4
from lib.exports.styles import Styles
from lib.exports.table import Table, caliber

FIGURES = (
    "line_count",
    "outdated_lines",
    "outdated_running_lines",
    "outdated_enterprises",
    "replace_lines",
    "not_assessable_lines",
)
NOTES = (
    "Lines judged under the rules in force, by area and by sector, with the lists behind the numbers.",
    "One line is counted once, under its gravest verdict. Capacities of different processes or units are never added.",
    "An enterprise with lines of several rows stands in each of them; totals of enterprises count it once.",
    'Lines without a known area are counted in the row "Not placed"; the totals hold every line of the register.',
    "Not assessable means that a value the clause needs is missing; it is neither compliant nor outdated.",
)
LAST = len(FIGURES) - 1


def add_cover(book: xlsxwriter.Workbook, styles: Styles, title: str, tables: dict[str, Table], areas: Table) -> None:
    """Title, key figures of all areas, notes, and the rows and hash of every sheet."""
    say = Words(areas.language)
    sheet = book.add_worksheet(say("Cover"))
    sheet.hide_gridlines(2)
    sheet.set_column(0, LAST, 22)
    sheet.set_row(0, 42)
    sheet.write_string(0, 0, title, styles.look("cover"))
    shown = say("As of {date} · register version {version}", date=areas.as_of, version=areas.version)
    sheet.write_string(1, 0, shown, styles.look("subtitle"))
    if areas.is_demo:
        sheet.write_string(2, 0, areas.demo_notice, styles.look("demo"))
    add_figures(sheet, styles, areas)
    top = add_notes(sheet, styles, say)
    add_contents(sheet, styles, tables, top + 1)
    print_on_a4(sheet, areas)


def add_figures(sheet: Any, styles: Styles, areas: Table) -> None:
    """A row of cards: the totals over all areas and what is not placed."""
    sheet.set_row(3, 22)
    sheet.set_row(4, 36)
    for column, name in enumerate(FIGURES):
        sheet.write_string(3, column, areas.heading(name), styles.look("figure_label"))
        sheet.write_number(4, column, int(areas.frame[name].sum()), styles.amount(0, "figure"))


def add_notes(sheet: Any, styles: Styles, say: Words) -> int:
    """How to read the numbers; returns the row after the last note."""
    sheet.write_string(6, 0, say("How to read it"), styles.look("title"))
    for row, note in enumerate(NOTES, start=7):
        sheet.set_row(row, 20)
        sheet.merge_range(row, 0, row, LAST, say(note), styles.look("note"))
    return 7 + len(NOTES)


def add_contents(sheet: Any, styles: Styles, tables: dict[str, Table], top: int) -> None:
    """Every sheet with its number of rows and the hash of them, then when the file was made."""
    say = Words(next(iter(tables.values())).language)
    for column, heading in enumerate(("Sheet", "Rows", "SHA-256 of the rows")):
        sheet.write_string(top, column, say(heading), styles.look("heading"))
    sheet.merge_range(top, 2, top, LAST - 1, say("SHA-256 of the rows"), styles.look("heading"))
    for row, (name, table) in enumerate(tables.items(), start=top + 1):
        sheet.write_string(row, 0, say(name), styles.look("label"))
        sheet.write_number(row, 1, len(table.frame), styles.amount(0))
        sheet.merge_range(row, 2, row, LAST - 1, table.sha256, styles.look("text"))
    made = dict(caliber(next(iter(tables.values()))))[say("Made at (UTC)")]
    sheet.write_string(top + len(tables) + 2, 0, f"{say('Made at (UTC)')}: {made}", styles.look("subtitle"))
