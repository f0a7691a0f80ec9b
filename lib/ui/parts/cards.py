"""KPI cards on one baseline grid: the number large, its unit small, the change since the compared date, and a
link to the rows."""

from dataclasses import dataclass
from html import escape
from math import isnan, nan

import streamlit as st

from lib.ui.frame import address, data
from lib.ui.frame.words import _, big_number, number, signed

FIT = {"wide": 8, "tablet": 6, "small": 4}  # cards that fit side by side on a screen, as theme.css asks
SHOWN = 5  # processes of the capacity strip that stand in its first line; the others unfold


@dataclass(frozen=True)
class Card:
    """One number and what it counts; `page` and `filters` say where its rows are."""

    name: str
    value: float
    unit: str
    page: str = ""
    filters: tuple[tuple[str, str], ...] = ()
    colour: str = ""
    before: float | None = None
    help: str = ""


def show(cards: list[Card]) -> None:
    """Draw the cards side by side, none alone on a row."""
    rows = ";".join(f"--{screen}:{side_by_side(len(cards), most)}" for screen, most in FIT.items())
    st.html(f'<div class="kpis" style="{rows}">{"".join(_html(card) for card in cards)}</div>')


def side_by_side(count: int, most: int) -> int:
    """How many of `count` cards stand in a row that holds `most`: rows as few and as even as they get, and no last one
    with a single card."""
    rows = max(1, -(-count // most))
    even = max(1, -(-count // rows))
    return next((one for one in range(even, 2, -1) if count % one != 1), even)


def _html(card: Card) -> str:
    value, word = big_number(card.value)
    body = (
        f'<span class="name">{escape(card.name)}</span>'
        f'<span class="value">{value}<span class="unit">{escape(word + card.unit)}</span></span>'
        f'<span class="note">{escape(_note(card))}</span>'
    )
    style = f' style="--tone:{escape(card.colour)}"' if card.colour else ""
    style += f' title="{escape(card.help, quote=True)}"' if card.help else ""
    if not card.page:
        return f'<div class="kpi"{style}>{body}</div>'
    href = escape(address.link(card.page, **dict(card.filters)), quote=True)
    return f'<a class="kpi" href="{href}" target="_self"{style}>{body}</a>'


def _note(card: Card) -> str:
    """The change since the compared date, else the invitation to open the rows."""
    if card.before is None:
        return _("open the rows") if card.page else ""
    if isnan(card.before):
        return _("no data on {day}", day=data.compared())
    change = card.value - card.before
    return _("{change} since {day}", change=signed(change), day=data.compared())


def verdict_cards(area: str = "", sector: str = "") -> None:
    """The six numbers a leader asks for, of the city, an area or a sector; each opens its rows."""
    now, since, tone = data.one("lines/counts", area=area, sector=sector), data.compared(), data.colours()
    before = data.one("lines/counts", on=since, area=area, sector=sector)
    is_known = data.one("every/first_day", on=since).line_count > 0
    unknown = nan if data.day_of("since") else None  # said of a day that somebody chose
    place, is_narrowed = (("area", area), ("sector", sector)), data.reading().scope is not None
    asked = (
        (_("Outdated lines"), "outdated_lines", _("lines"), "outdated", (("verdict", "outdated"),)),
        (_("Outdated enterprises"), "outdated_enterprises", _("enterprises"), "outdated", (("verdict", "outdated"),)),
        (
            _("Outdated, running"),
            "outdated_running_lines",
            _("lines"),
            "outdated",
            (("verdict", "outdated"), ("state", "operating")),
        ),
        (_("Must be replaced"), "replace_lines", _("lines"), "replace", (("verdict", "replace"),)),
        (_("Awaiting a decision"), "review_lines", _("lines"), "review", (("verdict", "review"),)),
        (_("Not assessable"), "not_assessable_lines", _("lines"), "not_assessable", (("verdict", "not_assessable"),)),
        (_("Lines not placed"), "unplaced_lines", _("lines"), "", (("area", "unplaced"),)),
    )
    show(
        [
            Card(
                name,
                float(now[column]),
                unit,
                "enterprise" if column == "outdated_enterprises" else "lines",
                place + extra,
                tone.get(verdict, ""),
                float(before[column]) if is_known else unknown,
            )
            for name, column, unit, verdict, extra in asked
            if column != "unplaced_lines" or not (area or is_narrowed)
        ]
    )


def capacity_strip(area: str = "", sector: str = "") -> None:
    """Outdated capacity, each process with its own unit: capacities of different processes are never added."""
    rows = data.ask("capacity/outdated", area=area, sector=sector)
    if rows.empty:
        return
    parts = [_process(row) for row in rows.to_dict("records")]
    lead = f'<span class="lead">{escape(_("Outdated capacity by process"))}</span>'
    rest = "".join(parts[SHOWN:])
    if rest:
        more = escape(_("{count} more processes", count=len(parts) - SHOWN))
        rest = f'<details><summary>{more}</summary><div class="strip">{rest}</div></details>'
    st.html(f'<div class="strip">{lead}{"".join(parts[:SHOWN])}{rest}</div>')


def _process(row: dict[str, object]) -> str:
    """One process with its outdated capacity and its unit, as HTML."""
    without = int(str(row["line_count"])) - int(str(row["with_capacity_count"]))
    capacity = number(float(str(row["capacity"])))
    words = f"{escape(str(row['process_name']))} <b>{capacity}</b> {escape(str(row['unit_name']))}"
    return f"<span>{words}{escape(_missing(without))}</span>"


def _missing(count: int) -> str:
    return " " + _("({count} without capacity)", count=count) if count else ""
