"""The delivered batches, and voiding one."""

import streamlit as st

from lib.errors import UserError
from lib.imports.void import void_batch
from lib.ui.frame import data, person, turns
from lib.ui.frame.page import empty
from lib.ui.frame.words import _, day
from lib.ui.parts import tables


def show() -> None:
    """The batches, newest first, and voiding one."""
    rows = data.ask("quality/files")
    if rows.empty:
        empty(_("No file has been imported yet."), _("Bring one above; nothing is written before you confirm."))
        return
    tables.sheet(rows, ("batch_id", "file_name", "valid_on", "actor", "accepted_count", "rejected_count", "voided_at"))
    if not person.may("void"):
        return
    live = rows[rows.voided_at.isna()]
    names = {row.batch_id: f"{row.file_name} · {day(row.valid_on)} · {row.batch_id}" for row in live.itertuples()}
    with st.expander(_("Void a batch")), st.form("void", border=False, clear_on_submit=True):
        st.caption(_("What stood before the batch is true again; the batch and its rows stay on record."))
        batch = st.selectbox(
            _("Batch"), list(names), format_func=names.__getitem__, index=None, placeholder=_("Choose a batch")
        )
        actor, reason = person.author("void_actor", _("Your name")), st.text_input(_("Reason"), max_chars=200)
        leave = st.checkbox(_("Leave exit cases without their lines until a corrected file brings them back"))
        if st.form_submit_button(_("Void it")):
            _void(batch, actor, reason.strip(), leave)


def _void(batch: str | None, actor: str, reason: str, leave_cases: bool) -> None:
    if not (batch and actor and reason):
        raise UserError(_("Choose a batch and give your name and a reason."))
    with turns.aside():
        void_batch(data.register(), batch, actor=actor, reason=reason, leave_cases=leave_cases)
    st.success(_("Batch {batch} is void.", batch=batch))
