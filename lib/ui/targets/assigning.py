"""The form of a department's letter that asks for visits of an area's enterprises, and the letters so far."""

from datetime import date
from functools import partial
from typing import Any

import streamlit as st

from lib.inspections.assignments import assign
from lib.ui.frame import data, saving
from lib.ui.frame.words import _
from lib.ui.parts import tables

COLUMNS = (
    "assignment_id", "department_name", "document_no", "assigned_on", "enterprise_name", "assigned_what", "due_on",
    "visited_on", "is_overdue",
)  # fmt: skip
OFFERED = 50  # enterprises a search offers


def form(area: str) -> None:
    """Department, number, day and whom the letter names, above the letters about this area so far."""
    key = saving.key("assign_whom")
    q = st.text_input(
        _("Look for enterprises to name"), key=saving.key("assign_q"), placeholder=_("Name, former name or credit code")
    ).strip()
    picked = list(st.session_state.get(key, []))
    named = dict(data.ask("targets/names", area=area, q=q, picked=picked, size=OFFERED).itertuples(index=False))
    chosen = st.multiselect(
        _("Enterprises"), list(named), format_func=named.__getitem__, key=key, placeholder=_("Choose")
    )
    departments = dict(data.ask("targets/departments").itertuples(index=False))
    with st.form(saving.key("assign"), border=False):
        first, second, third, last = st.columns(4)
        facts: dict[str, Any] = {
            "department": first.selectbox(
                _("Department"), list(departments), format_func=departments.__getitem__, key=saving.key("assign_by")
            ),
            "document_no": second.text_input(_("Document number"), key=saving.key("assign_doc")),
            "on": third.date_input(_("Day"), date.today(), format="YYYY-MM-DD", key=saving.key("assign_on")),
            "due_on": last.date_input(_("To be done by"), None, format="YYYY-MM-DD", key=saving.key("assign_due")),
        }
        left, right = st.columns([3, 1])
        facts["what"] = left.text_input(_("What is asked"), key=saving.key("assign_what"))
        with right:
            who = saving.actor(saving.key("assign_actor"))
        sent = st.form_submit_button(_("Enter the letter"))
    if sent and saving.save(partial(_write, chosen, facts, who), who):
        st.rerun()
    rows = data.ask("targets/assignments", area=area)
    if not rows.empty:
        tables.sheet(rows, COLUMNS, is_cards=True, key="letters_page")


def _write(chosen: list[str], facts: dict[str, Any], who: str) -> str:
    letter = assign(data.register(), chosen, actor=who, **facts)
    return _("{letter}: {count} enterprises were named.", letter=letter, count=len(chosen))
