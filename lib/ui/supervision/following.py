"""What follows: a supervision is begun, fed back, circulated, its issues closed; documents of the area's own."""

from datetime import date, timedelta
from functools import partial
from typing import Any

import pandas as pd
import streamlit as st

from lib.reports.periods import Period
from lib.supervision import area_documents, supervising
from lib.ui.frame import data, person, saving
from lib.ui.frame.words import _
from lib.ui.parts import tables

STEPS = ("happened_on", "step_name", "item", "document_no", "due_on", "note", "actor")
DOCUMENTS = ("document_kind_name", "issued_on", "document_no", "note", "actor")
USUAL = 30  # days in which issues are mended


def next_steps(row: Any, items: pd.DataFrame, area: str, period: Period) -> None:
    """What was done so far, and the forms of what can be done next."""
    begun = tables.is_said(row.supervision_id)
    if begun:
        steps = data.ask("supervision/steps", supervision=row.supervision_id)
        if not steps.empty:
            tables.sheet(steps, STEPS, is_cards=True)
    if not person.may("inspections"):
        return
    if not begun:
        with st.expander(_("Begin the supervision"), expanded=True):
            _begin(area, period)
    elif not tables.is_said(row.fed_back_on):
        with st.expander(_("Give the feedback")):
            _feed_back(row.supervision_id)
        with st.expander(_("Withdraw it")):
            _withdraw(row.supervision_id)
    else:
        if not tables.is_said(row.circulated_on):
            with st.expander(_("Circulate")):
                _circulate(row.supervision_id)
        issues = items[items.issue_state.isin(("open", "overdue"))]
        if not issues.empty:
            with st.expander(_("Close an issue"), expanded=True):
                _close(row.supervision_id, dict(zip(issues.item, issues.question, strict=True)))


def _begin(area: str, period: Period) -> None:
    with st.form(saving.key("begin"), border=False):
        left, middle, right = st.columns(3)
        names = left.text_input(_("Supervisors, separated by commas"), key=saving.key("begin_names"))
        on = _on(middle, "begin_on")
        with right:
            who = saving.actor(saving.key("begin_actor"))
        sent = st.form_submit_button(_("Begin"))
    named = [one for one in names.replace("，", ",").replace("、", ",").split(",") if one.strip()]
    write = partial(supervising.open_supervision, area=area, period=period.period, on=on, supervisors=named, actor=who)
    if sent and saving.save(lambda: _("{made} was begun.", made=write(data.register())), who):
        st.rerun()


def _feed_back(supervision: str) -> None:
    st.caption(_("What is not in order becomes an issue; what the register knows is taken down with it. After that no "
                 "item is answered any more."))  # fmt: skip
    document, on, who, more, sent = _form("feedback", _("Give the feedback"), _("Issues are mended by"))
    write = partial(supervising.feed_back, supervision=supervision, on=on, document_no=document, due_on=more, actor=who)
    if sent and saving.save(lambda: _("Fed back with {count} issues.", count=len(write(data.register()))), who):
        st.rerun()


def _withdraw(supervision: str) -> None:
    reason, who, sent = _reason("withdraw")
    write = partial(supervising.withdraw_supervision, supervision=supervision, actor=who, reason=reason)
    if sent and saving.save(lambda: _told(write(data.register()), _("It was withdrawn and stays on record.")), who):
        st.rerun()


def _reason(name: str) -> tuple[str, str, bool]:
    """Why something is withdrawn, and by whom."""
    with st.form(saving.key(name), border=False):
        left, right = st.columns([2, 1])
        reason = left.text_input(_("Reason"), key=saving.key(f"{name}_reason"))
        with right:
            who = saving.actor(saving.key(f"{name}_actor"))
        return reason, who, st.form_submit_button(_("Withdraw"), key=saving.key(f"{name}_send"))


def _circulate(supervision: str) -> None:
    document, on, who, _more, sent = _form("circular", _("Circulate"))
    write = partial(supervising.circulate, supervision=supervision, on=on, document_no=document, actor=who)
    if sent and saving.save(lambda: _told(write(data.register()), _("Circulated.")), who):
        st.rerun()


def _close(supervision: str, issues: dict[str, str]) -> None:
    item = st.selectbox(
        _("Issue"), list(issues), format_func=lambda code: f"{code} {issues[code]}", key=saving.key("close_item")
    )
    note = st.text_input(_("How it was mended"), key=saving.key("close_note"))
    document, on, who, _more, sent = _form("close", _("Close the issue"))
    write = partial(
        supervising.close_issue, supervision=supervision, item=item, on=on, document_no=document, actor=who, note=note
    )
    if sent and saving.save(lambda: _told(write(data.register()), _("{item} was closed.", item=item)), who):
        st.rerun()


def _told(_nothing: object, sentence: str) -> str:
    """A sentence after a write of which nothing else is to be said."""
    return sentence


def _form(name: str, label: str, until: str = "") -> tuple[str, date, str, date, bool]:
    """Document, day and author of a step, and a further day where `until` names one."""
    with st.form(saving.key(name), border=False):
        columns = st.columns(4 if until else 3)
        document = columns[0].text_input(_("Document number"), key=saving.key(f"{name}_doc"))
        on = _on(columns[1], f"{name}_on")
        later = date.today() + timedelta(USUAL)
        if until:
            later = columns[2].date_input(until, later, format="YYYY-MM-DD", key=saving.key(f"{name}_until"))
        with columns[-1]:
            who = saving.actor(saving.key(f"{name}_actor"))
        sent = st.form_submit_button(label)
    return document, on, who, later, sent


def _on(column: Any, name: str) -> date:
    day: date = column.date_input(_("Day"), date.today(), format="YYYY-MM-DD", key=saving.key(name))
    return day


def documents(period: Period, area: str) -> None:
    """The documents of the area under the period's plan, and the form of a further one."""
    st.subheader(_("Documents of the area"), anchor="documents")
    rows = data.ask("supervision/documents", area=area, plan=period.plan.plan_id)
    if rows.empty:
        st.caption(
            _("None is on record: the plan of the year, minutes of meetings and the like count only once filed.")
        )
    else:
        tables.sheet(rows, DOCUMENTS, is_cards=True)
    if not person.may("import"):
        return
    with st.expander(_("File a document")):
        _file(period.plan.plan_id, area)
    if not rows.empty:
        with st.expander(_("Withdraw a document")):
            _take_back({one.document_id: f"{one.document_kind_name} {one.document_no}" for one in rows.itertuples()})


def _file(plan: str, area: str) -> None:
    kinds = data.labels("area_document")
    kind = st.selectbox(_("Kind"), list(kinds), format_func=kinds.__getitem__, key=saving.key("document_kind"))
    document, on, who, _more, sent = _form("document", _("File"))
    write = partial(
        area_documents.record_document, plan=plan, area=area, kind=kind, on=on, document_no=document, actor=who
    )
    if sent and saving.save(lambda: _told(write(data.register()), _("{document} was filed.", document=document)), who):
        st.rerun()


def _take_back(named: dict[str, str]) -> None:
    gone = st.selectbox(_("Document"), list(named), format_func=named.__getitem__, key=saving.key("gone_document"))
    reason, who, sent = _reason("gone")
    write = partial(area_documents.withdraw_document, document=gone, actor=who, reason=reason)
    if sent and saving.save(lambda: _told(write(data.register()), _("It was withdrawn and stays on record.")), who):
        st.rerun()
