"""What can be done with a plan next: order its visits, approve it, record a visit, withdraw it."""

from collections.abc import Callable
from datetime import date
from functools import partial
from html import escape

import pandas as pd
import streamlit as st

from lib.inspections.planning import CLOSED, join_visit, order_visits, record_visit, withdraw_plan
from lib.ui.frame import address, data, person, saving
from lib.ui.frame.words import _
from lib.ui.parts import seconding, tables

JOINT = ("enterprise_name", "inspection_plan_id", "body_name", "planned_on")


def panel(plan: pd.Series, stops: pd.DataFrame) -> None:
    """The forms that fit the state of the plan."""
    state = plan.inspection_state
    if state in CLOSED:
        return
    st.subheader(_("What is next"), anchor=False)
    with st.container(key="desk"):
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


def joint(plan: pd.Series, rows: pd.DataFrame) -> None:
    """Enterprises that another plan visits about then; on a draft one joint visit is offered."""
    if rows.empty:
        return
    shown = rows.rename(columns={"subject": "enterprise_name", "other_plan_id": "inspection_plan_id"})
    links = {"inspection_plan_id": [address.link("inspection_plan", plan=one) for one in shown.inspection_plan_id]}
    with st.container(border=True):
        st.markdown(f"**{_('One joint visit may do: another plan visits them about then')}**")
        if count := (rows.kind == "twice").sum():
            st.warning(_("{count} of them would be visited twice on the same day.", count=int(count)))
        tables.sheet(shown, JOINT, links, is_cards=True)
        if plan.inspection_state == "draft" and person.offers("inspections"):
            with st.expander(_("Make it one joint visit")):
                _join(plan, shown)


def _join(plan: pd.Series, rows: pd.DataFrame) -> None:
    names = {
        at: tables.joined(row.enterprise_name, row.inspection_plan_id, row.body_name)
        for at, row in enumerate(rows.itertuples())
    }

    def fields() -> Callable[[str], str]:
        at = st.selectbox(_("Visit"), list(names), format_func=names.__getitem__, key=saving.key("join_one"))
        st.caption(_("The other body joins this plan; its own plan leaves the enterprise out and says why."))
        row = rows.iloc[at]

        def write(who: str) -> str:
            join_visit(data.register(), plan.inspection_plan_id, row.enterprise_id, row.inspection_plan_id, actor=who)
            return _("{enterprise} is visited once, by both.", enterprise=row.enterprise_name)

        return write

    _form("join", _("Join the visits"), fields)


def _form(name: str, button: str, fields: Callable[[], Callable[[str], str]], *, is_first: bool = False) -> None:
    """A form of some fields and who writes; `fields` draws them and gives what is written by whom."""
    with st.form(saving.key(name), border=True):
        write = fields()
        who = saving.actor(saving.key(f"{name}_actor"))
        sent = st.form_submit_button(button, type="primary" if is_first else "secondary")
    if sent and saving.save(partial(write, who), who):
        st.rerun()


def _move(plan: pd.Series, stops: pd.DataFrame) -> None:
    """Every visit with its buttons; what one changes is saved at once and seen in the list itself."""
    order = list(stops.enterprise_id)
    names = {"up": _("Up"), "down": _("Down"), "out": _("Leave out")}
    with st.container(border=True):
        st.markdown(f"**{_('Change the order')}**")
        who = saving.actor(saving.key("move_actor"))
        for at, stop in enumerate(stops.itertuples()):
            one, before, after = order[at : at + 1], order[:at], order[at + 1 :]
            wanted = {
                "up": [*before[:-1], *one, *before[-1:], *after],
                "down": [*before, *after[:1], *one, *after[1:]],
                "out": [*before, *after],
            }
            with st.container(horizontal=True, vertical_alignment="center", gap="small"):
                st.html(f"<div>{at + 1}&ensp;{escape(stop.enterprise_name)}</div>")
                for way, label in names.items():
                    sent = st.button(label, key=f"{way}_{stop.enterprise_id}", disabled=wanted[way] in ([], order))
                    if sent and saving.save(partial(_ordered, plan, wanted[way], who), who):
                        st.rerun()


def _ordered(plan: pd.Series, order: list[str], who: str) -> str:
    order_visits(data.register(), plan.inspection_plan_id, order, actor=who)
    return ""


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
