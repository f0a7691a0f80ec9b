"""Where the city stands, as a leader asks: what must leave, what left, the goal, why it changed, each process."""

from html import escape
from pathlib import Path
from typing import Any

import streamlit as st

from lib.ui.frame import address, data
from lib.ui.frame.words import _, bare, day, number, signed
from lib.ui.parts import account, tables

STYLE = Path(__file__).parent / "leading.css"
PROCESS = (
    "process_name", "outstanding_lines", "outstanding_capacity", "left_lines", "left_capacity", "unit_name",
)  # fmt: skip
TONES = {  # term of the bridge → the standing in whose colour it is drawn
    "left_dismantled": "accepted", "left_sealed": "accepted", "rectified": "rectified", "replaced": "replaced",
}  # fmt: skip
DARK = ("accepted", "rectified")  # grounds on which words are white
NARROWEST = 40  # a term is drawn no narrower than this part of the bar, or it could not be read


def style() -> None:
    """The look of a leader's numbers, once on a page."""
    st.html(STYLE)


def since() -> str:
    """The compared day in words: the one chosen, the last frozen report's, or a month back."""
    if data.day_of("since") == data.compared():
        return bare("since {day}", day=data.compared())
    if data.one("leading/compared").is_frozen:
        return bare("since {day}, the last frozen report", day=data.compared())
    return bare("since {day}, a month ago", day=data.compared())


def numbers(area: str = "", sector: str = "") -> None:
    """Lines still to leave with their change, lines that left, and the goal; each opens its lines."""
    rows, place = data.ask("every/account", area=area, sector=sector), {"area": area, "sector": sector}
    lines = rows.groupby("standing_group").lines.sum()
    terms = data.ask("progress/bridge", area=area, sector=sector, process="", since=data.compared())
    counted = bare("{count} of them counted", count=number(int(rows.counted_lines.sum())))
    change = bare("{change} {since}", change=signed(int(terms.change.sum())), since=since())
    shown = (
        ("outstanding", _("lines still to leave"), int(lines["outstanding"]), change),
        ("left", _("lines that left"), int(lines["left"]), counted),
    )
    parts = [
        _number(address.link("progress", account=group, **place), name, count, small, account.TONES[group])
        for group, name, count, small in shown
    ]
    st.html(f'<div class="stands">{"".join(parts)}{_goal(area, sector)}</div>')


def _number(href: str, name: str, count: int, small: str, tone: str) -> str:
    words = f"<b>{number(count)}</b> <span>{escape(name)}<br><small>{escape(small)}</small></span>"
    colour = data.colours("standing")[tone]
    return f'<a href="{escape(href, quote=True)}" target="_self" style="--tone:{colour}">{words}</a>'


def _goal(area: str, sector: str) -> str:
    """The goal with what counts towards it; that none was set is said."""
    pace = data.one("leading/pace", area=area, sector=sector)
    if not tables.is_said(pace.goal_lines):
        return f"<small>{escape(_('Goal: no document has set one.'))}</small>"
    words = bare(
        "Goal of {areas} areas: {goal} lines by {day}, {count} counted",
        areas=number(pace.goal_areas), goal=number(pace.goal_lines), day=day(pace.due_on),
        count=number(pace.goal_counted_lines),
    )  # fmt: skip
    href = escape(address.link("reports", view="goals"), quote=True)
    return f'<a href="{href}" target="_self"><small>{escape(words)}</small></a>'


def bridge(area: str = "", sector: str = "", process: str = "") -> None:
    """Why what is left to exit changed since the compared day, as one bar: what was there and came is what went and is
    still there. Each term opens its lines."""
    place, before = {"area": area, "sector": sector, "process": process}, data.compared()
    terms = data.ask("progress/bridge", area=area, sector=sector, process=process, since=before)
    rows = data.ask("leading/processes", area=area, sector=sector)
    now = int(rows.loc[(rows.process == process) | (process == ""), "outstanding_lines"].sum())
    was = now - int(terms.change.sum())
    came, went = terms[terms.change > 0], terms[terms.change <= 0]
    then = address.link("progress", account="outstanding", **place, as_of=before.isoformat())
    parts = [
        _piece(day(before), number(was), then, "from", ""),
        *(_term(row, place, "from", "") for row in came.itertuples()),
    ]
    least = max(1, (was + int(came.change.sum())) // NARROWEST)
    for row in went.itertuples():
        tone, width = TONES.get(str(row.term), "withdrawn"), max(-int(row.change), least)
        parts.append(_term(row, place, "", f"flex:{width} 0 auto;{_tone(tone)}"))
    still = address.link("progress", account="outstanding", **place)
    look = f"flex:{max(now, least)} 0 auto;{_tone('identified')}"
    parts.append(_piece(bare("still to leave on {day}", day=data.as_of()), number(now), still, "", look))
    st.html(f'<div class="bridge" title="{escape(_told(), quote=True)}">{"".join(parts)}</div>')


def _told() -> str:
    return bare(
        "Lines of the account: what was to leave on {day} and what came is what went and what is still to leave.",
        day=data.compared(),
    )


def explained() -> None:
    """How the numbers are counted, in sentences."""
    st.caption(
        " ".join(
            (
                _("Lines are those of the account of exits: every line ever identified has one standing."),
                account.counted_by(),
                _("Changes are {since}.", since=since()),
                _("Overdue are cases with a deadline that has passed, in the newest period report cells are missing."),
                _("A deadline that several departments lead jointly counts at each, in all once."),
            )
        )
    )


def _tone(standing: str) -> str:
    colour = data.colours("standing")[standing]
    return f"--tone:{colour};" + ("--on:#fff" if standing in DARK else "")


def _term(row: Any, place: dict[str, str], kind: str, look: str) -> str:
    href = address.link("progress", term=str(row.term), **place)
    return _piece(str(row.term_name), signed(int(row.change)), href, kind, look)


def _piece(name: str, count: str, href: str, kind: str, look: str) -> str:
    words = f"<b>{count}</b> {escape(name)}"
    return f'<a class="{kind}" style="{look}" href="{escape(href, quote=True)}" target="_self">{words}</a>'


def processes(area: str = "", sector: str = "", most: int = 0) -> None:
    """Lines and capacity of each process, those with most left to exit first; `most` of them (0 = all). Capacities of
    different processes are never added."""
    rows = data.ask("leading/processes", area=area, sector=sector)
    if rows.empty:
        st.caption(_("No line has to leave on this date."))
        return
    shown = rows.head(most) if most else rows
    links = {
        f"{group}_lines": [
            address.link("progress", account=group, area=area, sector=row.sector, process=row.process or "")
            for row in shown.itertuples()
        ]
        for group in ("outstanding", "left")
    }
    tables.sheet(shown, PROCESS, links)
    if len(shown) < len(rows):
        more = bare("All {count} processes", count=len(rows))
        tables.ways({more: address.link("progress", view="capacity")})
