"""The imported batches, the story of one, its refused rows, and voiding it."""

from pathlib import Path

import pandas as pd
import streamlit as st

from lib.errors import UserError
from lib.exports.formats import XLSX
from lib.imports.refused_rows import refused_workbook
from lib.ui.frame import address, data, downloads, person, saving
from lib.ui.frame.page import empty
from lib.ui.frame.words import _, bare, day, language
from lib.ui.imports import correcting
from lib.ui.parts import seconding, tables

COLUMNS = (
    "batch_id", "file_name", "valid_on", "actor", "accepted_count", "rejected_count", "warning_count", "voided_at",
)  # fmt: skip


def show() -> None:
    """The batches, newest first; one opens its story."""
    rows = data.ask("quality/files")
    if rows.empty:
        empty(_("No file has been imported yet."), _("Bring one above; nothing is written before you confirm."))
        return
    links = {"batch_id": [address.link("import_file", file=batch) for batch in rows.batch_id]}
    tables.sheet(rows, COLUMNS, links, is_cards=True, key="page")


def chosen() -> str:
    """The batch of the URL; empty when none is asked for. Raises UserError for one the register does not know."""
    batch = address.value("file")
    if batch and data.ask("imports/batch", batch=batch).empty:
        raise UserError(_("The register knows no batch {batch} on this date.", batch=batch))
    return batch


def story(batch: str) -> None:
    """Who brought a file, how it was read, which cells were corrected, and voiding it."""
    row = data.one("imports/batch", batch=batch)
    with st.container(border=True):
        st.subheader(_("Batch {batch}", batch=batch), anchor=False)
        tables.facts(_said(row))
        corrected = data.ask("imports/corrections", batch=batch)
        if len(corrected):
            st.markdown(f"**{_('Corrected before the import')}**")
            correcting.table(corrected)
        tables.ways(
            {
                bare("See its refused rows and problems"): address.link("quality", file=batch),
                bare("All imported files"): address.link("import_file"),
            }
        )
        if not pd.isna(row.rejected_count) and row.rejected_count and person.may("export"):
            downloads.button(
                _("Download the refused rows, marked"), data.later(refused_workbook, batch, language()),
                file_name=f"{Path(row.file_name).stem}-{_('refused')}.xlsx", mime=XLSX, key="refused_rows",
            )  # fmt: skip
        if pd.isna(row.voided_at) and person.may("void"):
            _void(batch)


def _said(row: pd.Series) -> dict[str, str]:
    counts = map(tables.plain, (row.accepted_count, row.rejected_count, row.warning_count))
    said = {
        _("File"): row.file_name,
        _("Date the data speak of"): day(row.valid_on),
        _("Brought by"): f"{row.actor} · {tables.plain(row.recorded_at)}",
        _("Rows accepted, refused; doubts"): " · ".join(counts),
        _("Layout"): row.profile,
        _("Area of rows that name none"): row.area_name,
    }
    if pd.notna(row.voided_at):
        said[_("Void")] = " · ".join(filter(None, (row.voided_by, tables.plain(row.voided_at), row.void_reason)))
    return {name: value for name, value in said.items() if value}


def _void(batch: str) -> None:
    seconding.waits(batch)
    with st.expander(_("Void this batch")), st.form("void", border=False):
        st.caption(_("What stood before the batch is true again; the batch and its rows stay on record."))
        actor, reason = person.author("void_actor", _("Your name")), st.text_input(_("Reason"), max_chars=200).strip()
        leave = st.checkbox(_("Leave exit cases without their lines until a corrected file brings them back"))
        second = seconding.field("void_second")
        sent = st.form_submit_button(_("Void it"))
    if sent and not (actor and reason):
        raise UserError(_("Voiding needs your name and a reason."))

    given = {"batch": batch, "actor": actor, "reason": reason, "leave_cases": leave}
    told = _("Batch {batch} is void.", batch=batch)
    if sent and saving.save(lambda: seconding.put("void", second, lambda _done: told, **given), actor):
        st.rerun()
