"""What can be done with a plan next: order its visits, approve it, record a visit, withdraw it."""

from collections.abc import Callable
from datetime import date
from functools import partial

import pandas as pd
import streamlit as st

from lib.inspections.planning import CLOSED, order_visits, record_visit, withdraw_plan
from lib.ui.frame import data, person, saving
from lib.ui.frame.words import _
from lib.ui.parts import seconding


def panel(plan: pd.Series, stops: pd.DataFrame) -> None:
    """The forms that fit the state of the plan."""
    state = plan.inspection_state
    if state in CLOSED:
        return
    st.subheader(_("What is next"), anchor=False)
    left, right = st.columns(2, gap="large")
    with left:
        if state == "draft" and person.offers("inspections"):
            _move(plan, stops)
        if state != "draft" and person.offers("inspections"):
            _visit(plan, stops)
    with right:
        if state == "draft" and person.offers("inspections"):
            _approve(plan)
        if state in ("draft", "approved") and person.may("inspections"):
            _withdraw(plan)


def _form(name: str, button: str, fields: Callable[[], Callable[[str], str]], *, is_first: bool = False) -> None:
    """A form of some fields and who writes; `fields` draws them and gives what is written by whom."""
    with st.form(saving.key(name), border=True):
        write = fields()
        who = saving.actor(saving.key(f"{name}_actor"))
        sent = st.form_submit_button(button, type="primary" if is_first else "secondary")
    if sent and saving.save(partial(write, who), who):
        st.rerun()


def _move(plan: pd.Series, stops: pd.DataFrame) -> None:
    names = dict(zip(stops.enterprise_id, stops.enterprise_name, strict=True))
    places = {number: str(number) for number in range(1, len(stops) + 1)} | {0: _("left out")}

    def fields() -> Callable[[str], str]:
        one = st.selectbox(_("Move this visit"), list(names), format_func=names.__getitem__, key=saving.key("move_one"))
        to = st.selectbox(_("to place"), list(places), format_func=places.__getitem__, key=saving.key("move_to"))
        others = [code for code in names if code != one]
        order = others[: to - 1] + [one] + others[to - 1 :] if to else others

        def write(who: str) -> str:
            order_visits(data.register(), plan.inspection_plan_id, order, actor=who)
            return _("The order was changed.")

        return write

    _form("move", _("Change the order"), fields)


def _approve(plan: pd.Series) -> None:
    seconding.waits(plan.inspection_plan_id)

    def fields() -> Callable[[str], str]:
        document = st.text_input(_("Document no.") + " *", key=saving.key("approve_doc"))
        on = st.date_input(_("Approved on"), date.today(), format="YYYY-MM-DD", key=saving.key("approve_on"))
        second = seconding.field(saving.key("approve_second"))

        def write(who: str) -> str:
            asked = {"plan_id": plan.inspection_plan_id, "on": on, "document_no": document, "actor": who}
            done = _("{plan} was approved.", plan=plan.inspection_plan_id)
            return seconding.put("approve inspection", second, lambda _none: done, **asked)

        return write

    _form("approve", _("Approve"), fields, is_first=True)


def _visit(plan: pd.Series, stops: pd.DataFrame) -> None:
    left = stops[stops.outcome == "planned"]
    names = dict(zip(left.enterprise_id, left.enterprise_name, strict=True))

    def fields() -> Callable[[str], str]:
        one = st.selectbox(_("Enterprise"), list(names), format_func=names.__getitem__, key=saving.key("visit_one"))
        on = st.date_input(
            _("Day"), min(plan.planned_on.date(), date.today()), format="YYYY-MM-DD", key=saving.key("visit_on")
        )
        is_done = st.checkbox(_("The enterprise was visited"), value=True, key=saving.key("visit_done"))
        note = st.text_input(_("What was found, or why there was no visit"), key=saving.key("visit_note"))

        def write(who: str) -> str:
            record_visit(data.register(), plan.inspection_plan_id, one, on=on, actor=who, is_done=is_done, note=note)
            return _("{enterprise} was recorded.", enterprise=names[one])

        return write

    _form("visit", _("Record the visit"), fields, is_first=True)


def _withdraw(plan: pd.Series) -> None:
    def fields() -> Callable[[str], str]:
        reason = st.text_input(_("Reason") + " *", key=saving.key("withdraw_reason"))

        def write(who: str) -> str:
            withdraw_plan(data.register(), plan.inspection_plan_id, actor=who, reason=reason)
            return _("{plan} was withdrawn.", plan=plan.inspection_plan_id)

        return write

    with st.expander(_("Withdraw the plan")):
        _form("withdraw", _("Withdraw"), fields)
