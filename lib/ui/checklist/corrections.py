"""Corrective actions beside the item they were ordered of: ordered, handed in, and what a re-check will close."""

from collections.abc import Mapping
from datetime import date
from functools import partial
from typing import Any

import streamlit as st

from lib.inspections.correcting import OWED, hand_in_correction, order_correction, withdraw_correction
from lib.ui.frame import data, saving
from lib.ui.frame.words import _, day, literal

Row = dict[str, Any]


def corrections(row: Row, asked: Mapping[str, str], who: str, known: list[Row]) -> None:
    """The corrective actions of an item at this enterprise, of this visit and of earlier ones."""
    for one in known:
        told = _("{action}: {what} ({owner}, by {day})", action=one["action_id"], what=one["action_text"],
                 owner=one["action_owner"], day=day(one["due_on"]))  # fmt: skip
        st.caption(told)
        st.caption(literal(one["action_state_name"]))
        if one["inspection_plan_id"] != asked["plan"] and one["action_state"] in OWED:
            st.caption(_("A yes at this visit closes it; a no leaves it owed."))
        elif one["action_state"] in ("open", "overdue"):
            _hand_in(one, who)
        if one["action_state"] in OWED:
            _withdraw(one, who)
    ordered = {one["answer_id"] for one in known}
    is_owed = any(one["inspection_plan_id"] == asked["plan"] and one["action_state"] in OWED for one in known)
    if row["item_value"] == "no" and row["answer_id"] not in ordered and not is_owed:
        _order(row, asked, who)


def _order(row: Row, asked: Mapping[str, str], who: str) -> None:
    with st.popover(_("Order a correction")), st.form(f"order_{row['answer_id']}", border=False):
        what = st.text_input(_("What is to be done") + " *", row["on_no"] or "", key=f"what_{row['answer_id']}")
        owner = st.text_input(_("By whom") + " *", key=f"owner_{row['answer_id']}")
        due_on = st.date_input(_("Until"), min_value=date.today(), key=f"due_{row['answer_id']}", format="YYYY-MM-DD")
        sent = st.form_submit_button(_("Order the correction"))

    def order() -> str:
        place = (asked["plan"], asked["enterprise"], asked["checklist"], row["item"])
        action = order_correction(data.register(), *place, owner=owner, due_on=due_on, what=what, actor=who)
        return _("{action} was ordered.", action=action)

    if sent and saving.save(order, who):
        st.rerun()


def _hand_in(one: Row, who: str) -> None:
    with st.popover(_("Handed in")), st.form(f"hand_in_{one['action_id']}", border=False):
        note = st.text_input(_("What was handed in") + " *", key=f"handed_{one['action_id']}")
        sent = st.form_submit_button(_("Record it"))
    if sent and saving.save(partial(_handed, one, note, who), who):
        st.rerun()


def _withdraw(one: Row, who: str) -> None:
    with st.popover(_("Withdraw")), st.form(f"withdraw_{one['action_id']}", border=False):
        reason = st.text_input(_("Reason") + " *", key=f"withdrawn_{one['action_id']}")
        sent = st.form_submit_button(_("Withdraw the action"))
    if sent and saving.save(partial(_withdrawn, one, reason, who), who):
        st.rerun()


def _withdrawn(one: Row, reason: str, who: str) -> str:
    withdraw_correction(data.register(), one["action_id"], reason=reason, actor=who)
    return _("{action} was withdrawn and stays on record.", action=one["action_id"])


def _handed(one: Row, note: str, who: str) -> str:
    hand_in_correction(data.register(), one["action_id"], on=date.today(), note=note, actor=who)
    return _("{action} was handed in; a visit of a later day re-checks it.", action=one["action_id"])
