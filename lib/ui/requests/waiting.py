"""What waits for a second person, one after the other with what may be done about it, and what was decided."""

from functools import partial
from typing import Any

import pandas as pd
import streamlit as st

from lib.access import spelling
from lib.access.writing import OwnRegister
from lib.seconding.requests import confirm, reject, withdraw
from lib.ui.frame import address, data, person, saving
from lib.ui.frame.page import empty
from lib.ui.frame.words import _
from lib.ui.frame.words import listed as in_a_list
from lib.ui.parts import tables

DECIDED = (
    "action_name", "subject", "said_before", "said_after", "asked_by", "recorded_at", "decision_name", "decided_by",
    "decided_at", "decision_note",
)  # fmt: skip
KINDS = {
    "rule status": "rule_status",
    "accept": "step",
    "approve inspection": "inspection_state",
}  # action → kind of the codes it changes
PAGES = {  # action → the page that shows what it is about, and the key of its address
    "void": ("import_file", "file"),
    "freeze": ("reports", "period"),
    "rule status": ("standards", "rule"),
    "approve inspection": ("inspection_plan", "plan"),
}


def listed() -> None:
    """Everything that waits, the oldest first."""
    rows = _asked(is_waiting=True)
    if rows.empty:
        empty(
            _("Nothing waits for a second person."),
            _(
                "City acceptance, freezing, voiding, switching a rule and approving a plan of inspections are asked "
                "for where they are done."
            ),
        )
    for row in rows.to_dict("records"):
        with st.container(border=True):
            _one(row)


def decided() -> None:
    """What was confirmed, rejected and withdrawn, the newest first."""
    rows = _asked(is_waiting=False)
    names = {"confirmed": _("confirmed"), "rejected": _("rejected"), "withdrawn": _("withdrawn")}
    if not rows.empty:
        st.subheader(_("Decided lately"), anchor=False)
        shown = rows.assign(decision_name=[names[one] for one in rows.decision])
        tables.sheet(shown, DECIDED, is_cards=True, key="page")


def _asked(*, is_waiting: bool) -> pd.DataFrame:
    """Requests, what was before and would be after in words."""
    rows = data.ask("requests/requests", is_waiting=is_waiting, subject="")
    for name in ("said_before", "said_after"):
        rows[name] = [_named(one) for one in zip(rows.action, rows[name], strict=True)]
    return rows


def _named(said: tuple[str, str | None]) -> str:
    """Codes in words, a long hash by its beginning."""
    action, codes = said
    if codes is None or not tables.is_said(codes):
        return "–"
    names = data.labels(KINDS[action]) if action in KINDS else {}
    return in_a_list([names.get(code, code[:12]) for code in codes.split(", ")])


def _one(row: dict[str, Any]) -> None:
    """One request: what, by whom, since when; for a second person its two answers, for who asked the way back."""
    facts = {
        _("Asked for"): row["action_name"],
        _("About"): row["subject"],
        _("Before → after"): f"{row['said_before']} → {row['said_after']}",
        _("Reason"): tables.plain(row["reason"]),
        _("Document no."): tables.plain(row["document_no"]),
        _("Asked by"): tables.joined(row["asked_by"], row["recorded_at"]),
    }
    tables.facts(facts)
    cases = row["case_ids"] if row["case_ids"] is not None else ()
    ways = {case_id: address.link("ledger", case=case_id) for case_id in list(cases)[:10]}
    if row["action"] in PAGES:
        page, key = PAGES[row["action"]]
        ways[row["subject"]] = address.link(page, **{key: row["subject"]})
    if ways:
        tables.ways(ways)
    who, request = person.signed_in(), row["request_id"]
    if who and spelling.key(who.name) == spelling.key(row["asked_by"]):
        if st.button(_("Take it back"), key=f"withdraw_{request}"):
            _do(partial(withdraw, _own(), request), _("Taken back."), who.name)
    elif who and who.may("approve"):
        _answers(request, who.name)


def _answers(request: str, name: str) -> None:
    """Confirm, or reject with a reason."""
    with st.container(horizontal=True, vertical_alignment="bottom"):
        if st.button(_("Confirm and write it"), type="primary", key=f"confirm_{request}"):
            _do(partial(confirm, _own(), request), _("Confirmed and written."), name)
        reason = st.text_input(_("Reason, when it is rejected"), key=f"reason_{request}", max_chars=200)
        if st.button(_("Reject"), key=f"reject_{request}"):
            _do(partial(reject, _own(), request, reason), _("Rejected; who asked sees the reason here."), name)


def _do(decide: Any, sentence: str, name: str) -> None:
    def write() -> str:
        decide()
        return sentence

    if saving.save(write, name):
        st.rerun()


def _own() -> OwnRegister:
    """The register as who is signed in writes in it."""
    found = data.register()
    assert isinstance(found, OwnRegister), "only who is signed in is shown what waits"
    return found
