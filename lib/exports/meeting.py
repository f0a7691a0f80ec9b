"""The workbook a meeting is held with: the city by area and sector, with the lists, charts and rules behind it."""

import io
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

import pandas as pd

from lib.exports import cells, charts, cover
from lib.exports.language import Words
from lib.exports.query import exact, labels, table_of
from lib.exports.sheets import add_rows, add_total
from lib.exports.styles import Styles
from lib.exports.table import Table
from lib.exports.workbook import new_book
from lib.register.reading import Reading

Picture = Callable[[pd.DataFrame, pd.DataFrame, str, str, str], bytes]  # counts, shapes, title, as of, language → PNG
TITLE = "Outdated-capacity exit: meeting tables"
AREAS, SECTORS, PROGRESS = "By area", "By sector", "Exit progress"
# sheet and title → query and its parameters: what a meeting asks first, the inventory and its faults last
SHEETS: dict[str, tuple[str, dict[str, Any]]] = {
    PROGRESS: ("asks/exports/progress", {}),
    "Overdue": ("asks/exports/owed", {"kinds": ["overdue"], "areas": []}),
    "Not reported": ("asks/exports/owed", {"kinds": ["silent"], "areas": []}),
    "Instructions": ("asks/exports/owed", {"kinds": ["instruction"], "areas": []}),
    AREAS: ("asks/exports/area_summary", {}),
    SECTORS: ("asks/exports/sector_summary", {}),
    "Outdated lines": ("asks/exports/lines", {"verdicts": ["outdated"]}),
    "Replace and review": ("asks/exports/lines", {"verdicts": ["replace", "review"]}),
    "Inspections": ("asks/exports/inspections", {}),
    "Rules": ("asks/exports/rule_catches", {}),
    "Not assessable": ("asks/exports/lines", {"verdicts": ["not_assessable"]}),
    "Data quality": ("asks/exports/problems", {}),
}
LONGEST = 31  # signs of the name of a sheet
COUNTED_ONCE = {"enterprise_count", "outdated_enterprises"}  # an enterprise has lines in several sectors, but one area
UNADDED = {"capacity", "outdated_capacity"}  # of different processes and units: a sum would mean nothing


@dataclass(frozen=True)
class Meeting:
    """Everything the workbook shows, asked once."""

    tables: dict[str, Table]
    sector_lines: pd.DataFrame
    colours: dict[str, str]
    map_png: bytes | None


def meeting_workbook(
    register: Reading, as_of: date, language: str, picture: Picture | None = None, *, is_by_area: bool = False
) -> bytes:
    """The meeting workbook as of a date. `picture` draws the map: lib.maps.picture.map_picture; without it, no map.
    `is_by_area` adds a sheet for each area with what is to be done there.

    The numbers are those of marts.account, todo, outdated_by_area, outdated_by_sector, lines, inspection_marks,
    data_quality and rule_catches.
    """
    meeting = asked(register.reading(), as_of, language, picture, is_by_area=is_by_area)
    say = Words(language)
    buffer = io.BytesIO()
    with new_book(buffer, say(TITLE)) as book:
        styles = Styles(book)
        cover.add_cover(book, styles, say(TITLE), meeting.tables, meeting.tables[AREAS])
        for name, table in meeting.tables.items():
            if name == AREAS:
                drawing = book.add_worksheet(say("Charts"))
            sheet = add_rows(book, styles, table, say(name))
            if name in (PROGRESS, AREAS, SECTORS):
                add_total(sheet, styles, table, totals(table, meeting.tables[AREAS]))
        charts.add_charts(
            book, drawing, styles, meeting.tables[AREAS], meeting.sector_lines, meeting.colours, meeting.map_png
        )
    return buffer.getvalue()


def asked(
    register: Reading, as_of: date, language: str, picture: Picture | None, *, is_by_area: bool = False
) -> Meeting:
    """Ask every query of the workbook, of one version."""
    say = Words(language)
    headings = labels(register, as_of, language) | {"running_number": say("No.")}
    tables: dict[str, Table] = {}
    for name, (query, params) in {**SHEETS, **(of_areas(register, as_of, language) if is_by_area else {})}.items():
        frame = exact(register, query, as_of, language, **params)
        tables[name] = table_of(register, query, frame, headings, {}, as_of, language, say(name))
    colours = register.ask("pages/every/labels", as_of, language, kind="verdict")
    return Meeting(
        tables=tables,
        sector_lines=exact(register, "asks/exports/sector_lines", as_of, language),
        colours=dict(zip(colours["code"], colours["colour"], strict=True)),
        map_png=drawn(register, as_of, language, picture) if picture else None,
    )


def of_areas(register: Reading, as_of: date, language: str) -> dict[str, tuple[str, dict[str, Any]]]:
    """A sheet for each area that the reader sees, under its name: everything that is to be done there."""
    kinds = list(register.ask("pages/every/labels", as_of, language, kind="todo")["code"])
    areas = register.ask("asks/reports/areas", as_of, language)
    return {
        str(row["area_name"])[:LONGEST]: ("asks/exports/owed", {"kinds": kinds, "areas": [row["area_code"]]})
        for row in areas.to_dict("records")
    }


def drawn(register: Reading, as_of: date, language: str, picture: Picture) -> bytes:
    """The map of outdated lines by area, as PNG."""
    counts = register.ask("pages/overview/areas", as_of, language)
    shapes = register.ask("pages/map/shapes", as_of, language)
    return picture(counts, shapes, Words(language)("Map: outdated lines by area"), as_of.isoformat(), language)


def totals(table: Table, areas: Table) -> list[object]:
    """The total row: counts only, enterprises counted once, in the one area each belongs to; other cells stay empty."""
    found: list[object] = [Words(table.language)("Total")]
    for column in table.columns[1:]:
        source = areas if column in COUNTED_ONCE else table
        numbers = [cell for cell in map(cells.plain, source.frame[column]) if isinstance(cell, Decimal)]
        found.append(sum(numbers) if numbers and column not in UNADDED else None)
    return found
