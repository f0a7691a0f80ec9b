"""Writing on the reports page: statements and their withdrawal, freezing, the pack, objections and their answers."""

from collections.abc import Callable
from datetime import date
from functools import partial
from typing import Any

import pandas as pd
import streamlit as st

from lib.register.editions import Edition
from lib.reports.duties import record_duty, withdraw_duty
from lib.reports.objections import answer_objection, record_objection
from lib.reports.pack import drafts, left_out, pack_zip
from lib.reports.periods import Period
from lib.reports.statements import DEPARTMENTS, withdraw_report
from lib.ui.frame import address, data, downloads, person, saving
from lib.ui.frame.page import empty
from lib.ui.frame.words import _, day, language, listed, literal
from lib.ui.parts import seconding, tables


def save(write: Callable[[], str], sentence: str, who: str) -> None:
    """Write, then draw the page anew with what was done."""
    if saving.save(lambda: f"{sentence} {write()}", who):
        st.rerun()


def day_field(label: str, key: str) -> date:
    """Ask for a day that is not to come; the page's date to begin with."""
    chosen = st.date_input(label, value=min(data.as_of(), date.today()), format="YYYY-MM-DD", key=saving.key(key))
    return chosen if isinstance(chosen, date) else date.today()


def statements(period: Period, part: str, rows: list[dict[str, Any]]) -> None:
    """Withdraw what an area stated wrongly."""
    stated = {
        row["report_id"]: f"{row['area_name']} · {row['sector_name']} · {row['state_name']} · {day(row['reported_on'])}"
        for row in rows
        if row["report_id"]
    }
    withdraw_statement(period, part, stated)


def withdraw_statement(period: Period, matrix: str, stated: dict[str, str]) -> None:
    """Withdraw one of the statements of a matrix (report_id → the statement in words); what was withdrawn is shown."""
    with st.expander(_("Withdraw a wrong statement")):
        if person.may("import"):
            withdraw(matrix, _("Statement"), stated, partial(withdraw_report, data.register()), is_dated=True)
        gone = data.ask("reports/withdrawn", period=period.period, matrix=matrix)
        if not gone.empty:
            st.caption(_("Withdrawn: such a statement was never made, but stays on record."))
            who = ("reporter_name",) if matrix == DEPARTMENTS else ("area_name", "sector_name")
            tables.sheet(gone, (*who, "reported_on", "document_no", "withdrawn_on", "note", "report_id"))


def letter(prefix: str, yes: str) -> dict[str, Any]:
    """Ask what a letter says and who signed it: the fields of `record_report` that every reporter fills in."""
    kinds = {"reported": yes, "zero": _("Zero report")}
    said = st.radio(
        _("Statement"), list(kinds), format_func=kinds.__getitem__, horizontal=True, key=saving.key(f"{prefix}_said")
    )
    first, second, third = st.columns(3)
    with first:
        on = day_field(_("Date of the letter"), f"{prefix}_on")
    signer = second.text_input(_("Signer"), key=saving.key(f"{prefix}_signer"))
    number = third.text_input(_("Document number"), key=saving.key(f"{prefix}_number"))
    note = st.text_input(_("Note"), key=saving.key(f"{prefix}_note"))
    actor = saving.actor(saving.key(f"{prefix}_actor"))
    return {"statement": said, "on": on, "signer": signer, "document_no": number, "note": note, "actor": actor}


def withdraw(key: str, label: str, stated: dict[str, str], write: Callable[..., str], *, is_dated: bool) -> None:
    """Choose what was wrong and say why; `write` withdraws it by its id, on a day where it `is_dated`."""
    if not stated:
        st.caption(_("Nothing stands on this date that could be withdrawn."))
        return
    with st.form(f"withdraw_{key}", border=True):
        chosen = st.selectbox(
            label, list(stated), format_func=stated.__getitem__, key=saving.key(f"withdraw_{key}_which")
        )
        on = {"on": day_field(_("Withdrawn on"), f"withdraw_{key}_on")} if is_dated else {}
        reason = st.text_input(_("Reason"), key=saving.key(f"withdraw_{key}_reason"))
        actor = saving.actor(saving.key(f"withdraw_{key}_actor"))
        sent = st.form_submit_button(_("Withdraw"))
    if sent:
        save(partial(write, chosen, actor=actor, reason=reason, **on), _("Withdrawn:"), actor)


def papers(period: Period) -> None:
    """Freeze the figures, and take the papers out."""
    if not person.offers("freeze"):
        return
    seconding.waits(period.period)
    left, right = st.columns(2, gap="large")
    with left, st.form("freeze", border=True):
        st.caption(_("Figures and rows as of {day} are kept with their hash.", day=period.as_of))
        actor = saving.actor(saving.key("freeze_actor"))
        reason = st.text_input(_("Reason, when it is frozen anew"), key=saving.key("freeze_reason"))
        second = seconding.field(saving.key("freeze_second"))
        sent = st.form_submit_button(_("Freeze the report"), type="primary")
    if sent:
        given = {"period": period.period, "actor": actor, "reason": reason}
        told = partial("{} {}".format, _("Frozen:"))
        if saving.save(partial(seconding.put, "freeze", second, told, **given), actor):
            st.rerun()
    with right, st.container(border=True):
        names = {"letter": _("area letters"), "summary": _("city summary"), "tables": _("workbook"),
                 "notice": _("public notice"), "province": _("report to the province")}  # fmt: skip
        st.caption(_("Papers of this period: {papers}.", papers=listed(names[paper] for paper in period.papers)))
        maker = saving.actor(saving.key("pack_actor"))
        downloads.button(
            _("Download the pack"), partial(pack_zip, data.register(), period.period, maker),
            file_name=f"{period.period}.zip", mime="application/zip", disabled=not maker,
        )  # fmt: skip
        source = data.reading()
        for sentence in (_drafts(source, date.today(), period, language()) | left_out(source, period)).values():
            st.warning(literal(sentence))


@st.cache_data(show_spinner=False, max_entries=10, hash_funcs=data.IDENTITY)
def _drafts(source: Edition, today: date, period: Period, words: str) -> dict[str, str]:
    """The key holds the register, its version and the day."""
    return drafts(source, period, words)


def objections(period: Period) -> None:
    """Objections to the notice: list, record, answer."""
    found = data.ask("reports/objections", period=period.period)
    if found.empty:
        empty(_("No objection was recorded."), _("Until each is answered nothing goes to the province."))
    else:
        tables.sheet(
            found, ("objection_id", "received_on", "objector", "content", "is_answered", "answered_on", "answer")
        )  # fmt: skip
    if not person.offers("freeze"):
        return
    left, right = st.columns(2, gap="large")
    with left:
        _object(period)
    with right:
        _answer(
            {
                row.objection_id: f"{row.objection_id} · {row.content}"
                for row in found.itertuples()
                if not row.is_answered
            }
        )


def _object(period: Period) -> None:
    st.subheader(_("Record an objection"), anchor=False)
    with st.form("objection", border=True):
        on = day_field(_("Received on"), "objection_on")
        objector = st.text_input(_("Who objects"), key=saving.key("objector"))
        content = st.text_area(_("What is objected"), key=saving.key("objection_content"))
        case = st.text_input(_("Case (empty: the whole notice)"), key=saving.key("objection_case"))
        actor = saving.actor(saving.key("objection_actor"))
        sent = st.form_submit_button(_("Record the objection"), type="primary")
    if sent:
        save(
            partial(
                record_objection, data.register(), period.period, on=on, objector=objector, content=content,
                actor=actor, case_id=case.strip() or None,
            ),
            _("Recorded:"), actor,
        )  # fmt: skip


def _answer(open_ones: dict[str, str]) -> None:
    st.subheader(_("Answer an objection"), anchor=False)
    if not open_ones:
        st.caption(_("No objection waits for an answer."))
        return
    with st.form("answer", border=True):
        codes, asked = list(open_ones), address.value("objection")
        first = codes.index(asked) if asked in codes else 0
        chosen = st.selectbox(
            _("Objection"), codes, first, format_func=open_ones.__getitem__, key=saving.key("answered")
        )
        on = day_field(_("Answered on"), "answer_on")
        answer = st.text_area(_("Answer"), key=saving.key("answer_content"))
        actor = saving.actor(saving.key("answer_actor"))
        sent = st.form_submit_button(_("Record the answer"), type="primary")
    if sent:
        save(
            partial(answer_objection, data.register(), chosen, on=on, answer=answer, actor=actor), _("Recorded:"), actor
        )  # fmt: skip


def duty(plan: str, rows: pd.DataFrame) -> None:
    """Record that a duty was done, by which document, and withdraw what is wrong."""
    if not person.may("freeze"):
        return
    open_ones = rows[~rows["is_done"]]
    names = dict(zip(open_ones["duty"], open_ones["task"], strict=True))
    with st.expander(_("Record that a duty was done")), st.form("duty_done", border=False):
        chosen = st.selectbox(_("Duty"), list(names), format_func=names.__getitem__, key=saving.key("duty_chosen"))
        first, second = st.columns(2)
        with first:
            on = day_field(_("Done on"), "duty_on")
        number = second.text_input(_("Document number"), key=saving.key("duty_number"))
        note = st.text_input(_("Note"), key=saving.key("duty_note"))
        actor = saving.actor(saving.key("duty_actor"))
        sent = st.form_submit_button(_("Record it as done"), type="primary")
    if sent and chosen:
        write = partial(
            record_duty, data.register(), plan, chosen, on=on, document_no=number, actor=actor, note=note
        )  # fmt: skip
        save(write, _("Recorded:"), actor)
    with st.expander(_("Withdraw a wrong entry")):
        done = rows[rows["is_done"]]
        standing = {
            row.duty_report_id: f"{row.task} · {day(row.done_on)} · {row.document_no}" for row in done.itertuples()
        }
        withdraw("duty", _("Duty"), standing, partial(withdraw_duty, data.register()), is_dated=False)
