"""What pages share about exit cases: the marks that cards count and the ledger filters by, the strip, the list."""

from functools import partial
from html import escape

import streamlit as st

from lib.ui.frame import address, data, person
from lib.ui.frame.page import empty
from lib.ui.frame.words import _, number
from lib.ui.parts import cards, filters, tables

CASE_COLUMNS = (
    "enterprise_name", "case_id", "stage_name", "deadline", "colour_name", "line_name", "rule_title", "clause",
    "area_name", "sector_name", "variant_name", "last_step_name", "last_step_on", "lead_department", "capacity",
    "unit_name",
)  # fmt: skip
FILTERS = ("area", "sector", "dimension", "variant", "stage", "colour", "rule", "mark", "q")
EVER = (("registered",), ("shut",), ("sealed", "dismantled"), ("accepted",))  # what follows on what; two ways out
UNLISTED = "overdue_unlisted"  # a mark of the list only: no card counts it
TONES = {"registered": "identified", "shut": "shut_down", "shut_standing": "shut_down", "open": ""}


def mark_names() -> dict[str, str]:
    """Mark → its name: what can be true of a case on the date (`int_case_marks`)."""
    return {
        "registered": _("Opened in all"),
        "open": _("Open cases"),
        "overdue": _("Overdue"),
        "undated": _("Without a deadline"),
        "due_month": _("Due this month"),
        "in_rectification": _("In rectification"),
        "rectified": _("Rectified"),
        "shut": _("Shut in all"),
        "sealed": _("Sealed in all"),
        "dismantled": _("Dismantled in all"),
        "shut_standing": _("Shut, still to dismantle"),
        "accepted": _("Accepted in all"),
        "exit_counted": _("Exit counted"),
        "relapsed": _("Relapsed"),
        "withdrawn": _("Withdrawn"),
        UNLISTED: _("Overdue, not on the credit list"),
    }


def counts(area: str = "", sector: str = "", *, compared: bool = False) -> dict[str, int]:
    """Mark → number of cases, as of the page's date or the compared one; marks nobody bears are absent."""
    rows = data.ask("ledger/marks", on=data.compared() if compared else None, area=area, sector=sector)
    return {str(mark): int(count) for mark, count in zip(rows.mark, rows.case_count, strict=True)}


def any_case() -> bool:
    """Whether the register has a case on the date."""
    return bool(counts())


def tone(mark: str) -> str:
    """Colour of a mark: of its stage, red for overdue."""
    colours = data.colours("stage") | {"overdue": data.colours("clock_colour")["overdue"]}
    return colours.get(TONES.get(mark, mark), "")


def card_row(area: str = "", sector: str = "") -> None:
    """The six numbers of the ledger; each opens its rows."""
    now, before = counts(area, sector), counts(area, sector, compared=True)
    names, place = mark_names(), (("area", area), ("sector", sector))
    shown = ("open", "overdue", "due_month", "in_rectification", "shut_standing", "accepted")
    cards.show(
        [
            cards.Card(
                names[mark],
                now.get(mark, 0),
                _("cases"),
                "ledger",
                (*place, ("mark", mark)),
                tone(mark),
                before.get(mark, 0),
                _("A sealing that counts as complete owes no dismantling.") if mark == "shut_standing" else "",
            )
            for mark in shown
        ]
    )


def strip(area: str = "", sector: str = "") -> None:
    """From identification to acceptance in one line, each number opening its rows; nothing while there is no case."""
    now = counts(area, sector)
    if not now:
        return
    place = {"area": area, "sector": sector}
    ways = [" · ".join(_number(mark, now, place) for mark in marks) for marks in EVER]
    steps = '<span class="then">→</span>'.join(ways)
    rest = "".join(_number(mark, now, place) for mark in ("exit_counted",))
    standing = "".join(_number(mark, now, place) for mark in ("in_rectification", "overdue"))
    ever, stand = (
        f'<span class="lead">{escape(words)}</span>'
        for words in (_("Cases that ever came so far"), _("As cases stand"))
    )
    st.html(f'<div class="strip cases">{ever}<span class="ladder">{steps}</span>{rest}{stand}{standing}</div>')


def _number(mark: str, now: dict[str, int], place: dict[str, str]) -> str:
    href = escape(address.link("ledger", mark=mark, **place), quote=True)
    name, count = escape(mark_names()[mark]), number(now.get(mark, 0))
    name = escape(_("In rectification now")) if mark == "in_rectification" else name
    unit = escape(_("cases"))
    return f'<a href="{href}" target="_self" style="--tone:{tone(mark)}">{name} <b>{count}</b> {unit}</a>'


def filter_row() -> dict[str, str]:
    """The filters of the ledger, side by side."""
    options = {
        "variant": (_("Kind of exit"), data.labels("variant"), _("All kinds")),
        "stage": (_("Stage"), data.labels("stage"), _("All stages")),
        "colour": (_("Urgency"), data.labels("clock_colour"), _("Any urgency")),
        "rule": (_("Rule"), rules(), _("All rules")),
        "mark": (_("Counted as"), mark_names(), _("Everything")),
    }
    own = {name: partial(filters.choice, name, *asked) for name, asked in options.items()}
    of_department = () if person.dimensions() is None else ("dimension",)
    return dict.fromkeys(FILTERS, "") | filters.row("area", "sector", *of_department, **own, q=filters.words)


def rules() -> dict[str, str]:
    """Rules with a case or a verdict that asks for one → their titles."""
    rows = data.ask("ledger/rules")
    return dict(zip(rows.rule_id, rows.rule_title, strict=True))


def listed(chosen: dict[str, str]) -> None:
    """The cases that match the filters; a case's number opens it."""
    if any_case():
        tables.paged("ledger/cases", _("Exit cases"), CASE_COLUMNS, chosen, enterprise="")
    else:
        empty(
            _("The register has no exit case on this date."),
            _("Open cases from the verdicts: choose “Open new cases” above."),
        )
