"""What a no proposes, beside its item: confirmed, or set aside with a reason."""

from collections.abc import Mapping
from functools import partial
from typing import Any

import streamlit as st

from lib.inspections.proposals import confirm, set_aside
from lib.ui.frame import address, data, saving
from lib.ui.frame.words import _
from lib.ui.parts import tables

Row = dict[str, Any]


def proposal(row: Row, asked: Mapping[str, str], who: str) -> None:
    """The proposal of an answer: what was done about it, and what is next."""
    if row["set_aside_reason"]:
        st.caption(_("Set aside by {who}: {reason}", who=row["set_aside_by"], reason=row["set_aside_reason"]))
        return
    if row["finding_id"]:
        st.caption(_("Finding {finding}", finding=row["finding_id"]))
    if row["case_id"] and row["deed"] != "finding":
        tables.ways({_("Case {case}", case=row["case_id"]): address.link("ledger", case=row["case_id"])})
    if not row["deed"]:
        return
    st.caption(_("Proposed: {deed}", deed=row["deed_name"]))
    key = f"{row['answer_id']}_{row['deed']}"
    done = st.button(row["deed_name"], key=f"confirm_{key}", type="primary")
    with st.popover(_("Set aside")):
        reason = st.text_input(_("Reason") + " *", key=f"reason_{key}")
        is_aside = st.button(_("Set the proposal aside"), key=f"aside_{key}")
    if done and saving.save(partial(_confirm, row, asked, who), who):
        st.rerun()
    if is_aside and saving.save(partial(_aside, row, asked, who, reason), who):
        st.rerun()


def _confirm(row: Row, asked: Mapping[str, str], who: str) -> str:
    place = (asked["plan"], asked["enterprise"], asked["checklist"], row["item"])
    deed, number = confirm(data.register(), *place, actor=who)
    return _("{deed}: {number}.", deed=data.labels("proposed_deed")[deed], number=number)


def _aside(row: Row, asked: Mapping[str, str], who: str, reason: str) -> str:
    place = (asked["plan"], asked["enterprise"], asked["checklist"], row["item"])
    set_aside(data.register(), *place, reason=reason, actor=who)
    return _("The proposal was set aside.")
