"""Goals in a workbook: the template an office fills in, and its cells read as goals."""

import io
import re
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from typing import Any

from xlsxwriter.utility import xl_col_to_name

from lib.errors import Sentence, UserError
from lib.exports.workbook import new_book
from lib.register.reading import Reading
from lib.register.store import Register
from lib.reports.goals import LARGEST, Goal
from lib.words import said

Cell = tuple[Sentence, str, object]  # where it stands, under which heading, what it says
COLUMNS = {  # column of a goal → the column whose heading it has; what must be filled in comes first in red
    "area_code": "area_name",
    "sector": "sector_name",
    "process": "process_name",
    "lines": "goal_lines",
    "capacity": "goal_capacity",
    "capacity_unit": "unit_name",
    "tasks": "tasks",
    "set_on": "set_on",
    "due_on": "due_on",
    "measures": "measures",
    "departments": "goal_departments",
    "document": "document",
}
REQUIRED = ("area_code", "document", "set_on", "due_on")
KINDS = {"area_code": "area", "sector": "sector", "process": "process", "capacity_unit": "unit"}  # column → its words
WIDE = ("tasks", "measures", "departments", "document")
ROWS = 500  # rows with lists to choose from
DAY = re.compile(r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?")
LANGUAGES = ("zh", "en")


def headings(register: Reading) -> dict[str, str]:
    """Every heading a file may have → the column of a goal: names in both languages, or the columns of the mart."""
    found = {column: column for column in COLUMNS}
    for language in LANGUAGES:
        names = _names(register, "column", language)
        found |= {names[label]: column for column, label in COLUMNS.items()}
    return found


def goals_of(register: Reading, rows: Sequence[Mapping[str, Cell]], language: str = "zh") -> list[Goal]:
    """The goals of a file's rows. Raises UserError that names the cell, what it says and what to do."""
    words = {column: _spellings(register, kind) for column, kind in KINDS.items()}
    names = _names(register, "column", language)
    return [_goal(row, words, names) for row in rows]


def _goal(row: Mapping[str, Cell], words: Mapping[str, Mapping[str, str]], names: Mapping[str, str]) -> Goal:
    first = next(iter(row.values()))[0]
    if missing := [column for column in REQUIRED if column not in row]:
        raise UserError(
            "{place}: this row lacks {missing}. A goal names its area, the document that sets it, the day it was set "
            "and the day it is due.",
            place=first, missing=" · ".join(names[COLUMNS[column]] for column in missing),
        )  # fmt: skip
    told: dict[str, Any] = {column: _read(column, cell, words) for column, cell in row.items()}
    return Goal(**told, place=first)


def _read(column: str, cell: Cell, words: Mapping[str, Mapping[str, str]]) -> object:
    """What a cell says, as a goal holds it."""
    place, heading, value = cell
    told = {"place": place, "heading": heading, "value": str(value)}
    if column in words:
        if str(value) not in words[column]:
            raise UserError(
                "{place}: “{value}” is not known under “{heading}”. Choose a name from the list in the template.",
                **told,
            )
        return words[column][str(value)]
    if column in ("lines", "capacity"):
        number = _number(value)
        if number is None or (column == "lines" and number != int(number)):
            raise UserError(
                "{place}: “{value}” under “{heading}” is no number from 0 to 1000000000. Write digits only: lines as a "
                "whole number, a capacity without its unit, which has a column of its own.",
                **told,
            )
        return int(number) if column == "lines" else number
    if column in ("set_on", "due_on"):
        if (day := _day(value)) is None:
            raise UserError("{place}: “{value}” under “{heading}” is no date. Write it like 2022-12-31.", **told)
        return day
    return str(value)


def _number(value: object) -> Decimal | None:
    try:
        number = Decimal(str(value))
    except InvalidOperation:
        return None
    return number if number.is_finite() and 0 <= number <= LARGEST and not isinstance(value, bool) else None


def _day(value: object) -> date | None:
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    found = DAY.fullmatch(str(value))
    try:
        return date(*map(int, found.groups())) if found else None
    except ValueError:
        return None


def _names(register: Reading, kind: str, language: str) -> dict[str, str]:
    """Code → name."""
    rows = register.query("pages/every/labels", language=language, kind=kind)
    return dict(zip(rows["code"], rows["name"], strict=True))


def _spellings(register: Reading, kind: str) -> dict[str, str]:
    """What a cell may say for a code → the code: the code itself, or its name in either language, short or long."""
    kinds = (kind, "area_short") if kind == "area" else (kind,)
    every = [_names(register, one, language) for one in kinds for language in LANGUAGES]
    return {name: code for names in every for code, name in names.items()} | {code: code for code in every[0]}


def template(register: Register, language: str = "zh") -> bytes:
    """An empty workbook with our headings, lists to choose from, and a sheet that says how to fill it in."""
    names, buffer = _names(register, "column", language), io.BytesIO()
    with new_book(buffer, said("Goals", language)) as book:
        sheet, choices = book.add_worksheet(said("Goals", language)), book.add_worksheet(said("Choices", language))
        plain = {"bold": True, "border": 1, "font_color": "#FFFFFF", "text_wrap": True, "valign": "vcenter"}
        owed, free = (book.add_format(plain | {"bg_color": colour}) for colour in ("#C8382E", "#1F4E79"))
        texts, days = (
            book.add_format({"num_format": "@", "text_wrap": True}),
            book.add_format({"num_format": "yyyy-mm-dd"}),
        )
        for at, (column, label) in enumerate(COLUMNS.items()):
            looks = days if column.endswith("_on") else None if column in ("lines", "capacity") else texts
            sheet.set_column(at, at, 30 if column in WIDE else 15, looks)
            sheet.write_string(0, at, names[label], owed if column in REQUIRED else free)
            if column in KINDS:
                listed = list(_names(register, KINDS[column], language).values())
                choices.write_column(0, at, listed)
                letter = xl_col_to_name(at)
                source = f"='{choices.get_name()}'!${letter}$1:${letter}${len(listed)}"
                sheet.data_validation(1, at, ROWS, at, {"validate": "list", "source": source, "error_type": "warning"})
        sheet.freeze_panes(1, 1)
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(0)
        choices.hide()
        notes = book.add_worksheet(said("How to fill it in", language))
        notes.set_column(0, 0, 110, texts)
        notes.write_column(0, 0, [said(note, language) for note in NOTES])
    return buffer.getvalue()


NOTES = (
    "One row is what one document asks of one area, in a sector or a process; leave both empty for all sectors.",
    "Red headings must be filled in. Give lines, or a capacity with its process and unit, or both.",
    "Capacities of different processes are never added: give each process a row of its own.",
    "Tasks, measures and responsible departments are kept as written: the plan asks for them in 四（一）.",
    "A later row of the same document for the same area, sector and process replaces the earlier one.",
)
