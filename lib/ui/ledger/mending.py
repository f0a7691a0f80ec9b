"""Extending a deadline, adding evidence that came later, and reversing a wrong step."""

from datetime import date
from functools import partial

import streamlit as st

from lib.cases.clocks import EXTENSION, RECTIFICATION, due_on
from lib.cases.evidence import Upload
from lib.cases.history import IDENTIFIED, REVERSAL, Step
from lib.cases.late_evidence import add_evidence
from lib.cases.ledger import reverse_step
from lib.ui.frame import data, saving
from lib.ui.frame.words import _, day
from lib.ui.ledger.desk import Desk, seen_key, write
from lib.ui.parts import uploading


def extend(desk: Desk, on: date) -> None:
    """The dialog of an extension: months within the law, and the deadline that follows from them."""
    most = desk.ladder.variants[desk.case.variant].extension_months
    months = st.number_input(_("Months (at most {count})", count=most), 1, most, key=desk.key("months"))
    asked = Step(EXTENSION, on, document_no="-", months=int(months), position=len(desk.case.steps) + 1)
    now, then = (due_on(RECTIFICATION, case, desk.ladder) for case in (desk.case, desk.case.after(asked)))
    st.markdown(_("Deadline: {now} → **{then}**", now=day(now), then=day(then)))
    number = st.text_input(_("Document no.") + " *", key=desk.key("doc_extension")).strip() or None
    note = st.text_input(_("Note"), key=desk.key("note_extension")).strip() or None
    who = saving.actor(desk.key("actor_extension"))
    fields = {"months": int(months), "document_no": number, "note": note}
    if st.button(_("Grant the extension"), type="primary", key=desk.key("grant")) and saving.save(
        partial(write, desk, EXTENSION, on, who, fields, []), who
    ):
        st.rerun()


def add_files(desk: Desk) -> None:
    """Files for a step that stands already; they count from today, and the step stays as it was recorded."""
    undone = {one.reverses for one in desk.case.steps}
    left = [one for one in desk.case.steps if one.step != REVERSAL and one.step_id not in undone]
    with st.form(desk.key("later"), border=False):
        step = st.selectbox(_("Step"), left[::-1], format_func=lambda one: f"{desk.name('step', one.step)} {one.on}")
        names = partial(desk.name, "kind")
        kind = st.selectbox(
            _("Kind of evidence"), list(desk.ladder.kinds), format_func=names, key=desk.key("later_kind")
        )
        limit = data.register().settings.evidence_megabytes
        uploading.words(limit)
        given = st.file_uploader(
            _("Files"), accept_multiple_files=True, key=desk.key("later_files"), max_upload_size=limit
        )
        who = saving.actor(desk.key("actor_later"))
        sent = st.form_submit_button(_("Add to the step"))

    def add() -> str:
        sentence = _("{count} files added to {step}.", count=len(given), step=desk.name("step", step.step))
        uploads = [Upload(kind, file.name, file.getvalue()) for file in given]
        add_evidence(data.register(), step.step_id, uploads, actor=who)
        return sentence

    if sent and not given:
        st.warning(_("Choose a file first."))
    elif sent and saving.save(add, who):
        st.rerun()


def reverse(desk: Desk) -> None:
    """Choose a step that stands, the day and the reason; the step stays visible."""
    undone = {one.reverses for one in desk.case.steps}
    left = [one for one in desk.case.steps if one.step not in (REVERSAL, IDENTIFIED) and one.step_id not in undone]
    if not left:
        st.caption(_("There is no step to reverse; withdraw a case that was opened in error."))
        return
    with st.form(desk.key("reverse"), border=False):
        st.caption(
            _("For what was entered by mistake: every figure, of past dates too, is as if it had never happened.")
        )
        chosen = st.selectbox(_("Step"), left[::-1], format_func=lambda one: f"{desk.name('step', one.step)} {one.on}")
        on = st.date_input(_("Reversed on"), value=date.today(), format="YYYY-MM-DD", key=desk.key("reversed_on"))
        reason = st.text_input(_("Reason") + " *", key=desk.key("reason"))
        who = saving.actor(desk.key("actor_reverse"))
        sent = st.form_submit_button(_("Reverse the step"))

    def undo() -> str:
        kept, sentence = saving.memory(), _("Reversed: {step}.", step=desk.name("step", chosen.step))
        reverse_step(data.register(), chosen.step_id, on=on, actor=who, reason=reason, seen=desk.seen)
        kept.pop(seen_key(desk.case.case_id), None)
        return sentence

    if sent and saving.save(undo, who):
        st.rerun()
