"""Findings of departments: entering one, the list, and opening a case from one."""

from datetime import date
from decimal import Decimal, InvalidOperation
from functools import partial
from typing import Any

import streamlit as st

from lib.cases.findings import SERIOUSNESS, record_finding, withdraw_finding
from lib.ui.frame import data, person, saving
from lib.ui.frame.page import empty
from lib.ui.frame.words import _
from lib.ui.ledger import opening
from lib.ui.parts import exports, filters, tables

COLUMNS = (
    "enterprise_name", "line_name", "area_name", "dimension_name", "found_on", "what", "measured_value", "limit_value",
    "unit", "seriousness_name", "department", "document_no", "case_ids", "withdrawn_on", "why_withdrawn", "actor",
)  # fmt: skip
NEEDED = ("dimension", "department", "document_no")


def show() -> None:
    """The form, the list, and a case from a finding."""
    left, right = st.columns([6, 5], gap="large")
    with left:
        st.subheader(_("Enter a finding"), anchor=False)
        if person.offers("findings"):
            _enter()
    with right:
        st.subheader(_("Open a case from a finding"), anchor=False)
        _open()
    st.subheader(_("Findings"), anchor=False)
    place: dict[str, Any] = filters.row("area", "dimension")
    rows = data.ask("ledger/findings", **place)
    if rows.empty:
        empty(_("No finding on this date."), _("Departments (environment, quality, safety, water) enter theirs above."))
        return
    exports.buttons("ledger/findings", _("Findings"), COLUMNS, place, place)
    tables.frame(rows, COLUMNS, _("Findings"))


def _enter() -> None:
    """Look the enterprise up, choose it or one of its lines, say what was found."""
    key = f"finding_{saving.forms()}"
    text = st.text_input(_("Enterprise"), key=f"{key}_q", placeholder=_("Name, former name or credit code")).strip()
    if not text:
        st.caption(_("Type part of the name first."))
        return
    matches = data.ask("ledger/matches", q=text)
    if matches.empty:
        st.caption(_("No enterprise has this name or code on this date."))
        return
    names = dict(zip(matches.enterprise_id, matches.enterprise_name, strict=True))
    enterprise = st.selectbox(_("Which one"), list(names), format_func=names.__getitem__, key=f"{key}_enterprise")
    subjects = data.ask("ledger/subjects", enterprise=enterprise)
    keys = list(zip(subjects.subject_kind, subjects.subject_id, strict=True))
    shown = dict(zip(keys, subjects["name"], strict=True))
    subject = st.selectbox(_("About"), keys, format_func=shown.__getitem__, key=f"{key}_subject")
    _form(key, subject)


def _form(key: str, subject: tuple[str, str]) -> None:
    """What was found, by whom, how grave; numbers exactly as typed."""
    with st.form(key, border=True):
        facts = _facts(key)
        who = saving.actor(f"{key}_actor")
        sent = st.form_submit_button(_("Enter the finding"), type="primary")
    if not sent:
        return
    numbers = {name: _decimal(facts.pop(name) or "") for name in ("measured_value", "limit_value")}
    if "wrong" in numbers.values():
        st.error(_("Measured value and limit are numbers like 12.5, or empty."))
        return
    if not all(facts[name] for name in NEEDED):
        st.error(_("A finding needs its dimension, the department that found it and its document."))
        return
    facts |= numbers | {f"{subject[0]}_id": subject[1], "actor": who}
    if saving.save(partial(_write, facts), who):
        st.rerun()


def _write(facts: dict[str, Any]) -> str:
    """Record a finding and say so. Raises CaseRefused."""
    record_finding(data.register(), **facts)
    return _("The finding was entered.")


def _facts(key: str) -> dict[str, Any]:
    """The fields of the form; an empty text is nothing."""
    what = st.text_input(_("What was found") + " *", key=f"{key}_what")
    left, right = st.columns(2)
    names, degrees = filters.dimensions(), data.labels("seriousness")
    found: dict[str, Any] = {
        "dimension": left.selectbox(
            _("Dimension") + " *",
            names,
            format_func=names.__getitem__,
            key=f"{key}_dimension",
            index=None,
            placeholder=_("Choose a dimension"),
        ),
        "seriousness": right.selectbox(
            _("Seriousness"), SERIOUSNESS, format_func=degrees.__getitem__, key=f"{key}_serious"
        ),
        "found_on": left.date_input(_("Found on"), _today(), format="YYYY-MM-DD", key=f"{key}_on"),
        "what": what,
    }
    texts = {
        "department": right.text_input(_("Department") + " *", key=f"{key}_department"),
        "document_no": left.text_input(_("Document no.") + " *", key=f"{key}_doc"),
        "unit": right.text_input(_("Unit"), key=f"{key}_unit"),
        "measured_value": left.text_input(_("Measured value"), key=f"{key}_measured"),
        "limit_value": right.text_input(_("Limit"), key=f"{key}_limit"),
    }
    return found | {name: text.strip() or None for name, text in texts.items()}


def _today() -> date:
    """The page's date, or today when that lies ahead."""
    return min(data.as_of(), date.today())


def _decimal(text: str) -> Decimal | str | None:
    """A number exactly as typed; None for nothing, `wrong` for what is none."""
    try:
        value = Decimal(text.strip()) if text.strip() else None
    except InvalidOperation:
        return "wrong"
    return value if value is None or value.is_finite() else "wrong"


def _open() -> None:
    """Findings that stand without a case: open one, or withdraw a wrong finding, each for who has the right."""
    may_open, may_withdraw = person.offers("steps"), person.may("findings")
    if not (may_open or may_withdraw):
        return
    rows = data.ask("ledger/findings", area="", dimension="")
    is_left = rows.case_ids.isna() & rows.withdrawn_on.isna() & rows.dimension.isin(list(filters.dimensions()))
    left = list(rows[is_left].itertuples())
    if not left:
        st.caption(_("Every finding has its case."))
        return
    key = f"from_finding_{saving.forms()}"
    with st.form(key, border=True):
        number = st.selectbox(
            _("Finding"), range(len(left)), key=f"{key}_which",
            format_func=lambda at: tables.joined(left[at].enterprise_name, left[at].line_name, left[at].what),
        )  # fmt: skip
        on = st.date_input(_("Identified on"), _today(), format="YYYY-MM-DD", key=f"{key}_on")
        reason = st.text_input(_("Reason, when it is withdrawn"), key=f"{key}_reason") if may_withdraw else ""
        who = saving.actor(f"{key}_actor")
        with st.container(horizontal=True):
            opens = may_open and st.form_submit_button(_("Open the case"), type="primary")
            withdraws = may_withdraw and st.form_submit_button(_("Withdraw the finding"))

    if opens and saving.save(partial(opening.of_finding, left[number], who, on), who):
        st.rerun()
    if withdraws and saving.save(partial(_withdraw, left[number].finding_id, on, who, reason), who):
        st.rerun()


def _withdraw(finding_id: str, on: date, who: str, reason: str) -> str:
    """Withdraw a finding and say so. Raises CaseRefused."""
    withdraw_finding(data.register(), finding_id, on=on, actor=who, reason=reason)
    return _("The finding was withdrawn.")
