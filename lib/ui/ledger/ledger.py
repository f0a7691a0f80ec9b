"""The ledger page: the cases in one of its views, or one case with its timeline and the forms to record on it."""

from html import escape

import streamlit as st

from lib.errors import UserError
from lib.ui.frame import address, data, person, saving
from lib.ui.frame.words import _
from lib.ui.ledger import bulk, due, findings, opening, recording
from lib.ui.parts import cases, filters, giving, tables, timeline


def chosen() -> str:
    """The case of the URL; empty when none is asked for. Raises UserError for one the register does not know."""
    case_id = address.value("case")
    if case_id and data.ask("ledger/case", case_id=case_id).empty:
        raise UserError(
            _("The ledger knows no case {case} on this date. Choose it from the list, or a later date.", case=case_id)
        )
    return case_id


def case(case_id: str) -> None:
    """One case: what it is about, its clocks, its steps, and on the right what can be recorded."""
    href = escape(address.link("ledger"), quote=True)
    st.html(f'<a class="screen" href="{href}" target="_self">{escape(_("Back to the list"))}</a>')
    saving.told()
    row = data.one("ledger/case", case_id=case_id)
    timeline.heading(row)
    giving.way(tables.plain(row.area_code), f"{case_id} {row.enterprise_name}")
    timeline.clocks(case_id)
    left, right = st.container(key="desk").columns([7, 4], gap="large")
    with right:
        st.subheader(_("Record a step"), anchor=False)
        if person.offers("steps"):
            recording.panel(case_id)
    with left:
        st.subheader(_("Steps"), anchor=False)
        timeline.steps(case_id)
        timeline.originals(case_id)
    saving.heard()


def view() -> str:
    """Which view of the ledger; kept in the URL."""
    names = {
        "": _("Cases"),
        **({"open": _("Open new cases"), "bulk": _("Steps in bulk")} if person.may("steps") else {}),
        "due": _("Due and overdue"),
        "credit": _("Credit list"),
        "findings": _("Findings"),
    }
    return filters.part("view", names)


def show() -> None:
    """The view asked for, under the numbers of the area and sector chosen."""
    place = {key: address.value(key) for key in ("area", "sector")}
    cases.card_row(**place)
    saving.told()
    asked = view()
    if asked == "":
        cases.listed(cases.filter_row())
    elif asked == "open":
        opening.show()
    elif asked == "bulk":
        bulk.show()
    elif asked == "due":
        due.show(filters.row("area", "sector"))
    elif asked == "credit":
        due.credit(filters.row("area", "sector"))
    else:
        findings.show()
    saving.heard()
