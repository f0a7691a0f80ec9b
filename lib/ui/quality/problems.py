"""Data problems on the screen, row by row, the delivered files and what they refused."""

import streamlit as st

from lib.ui.frame import address, data
from lib.ui.frame.page import empty
from lib.ui.frame.words import _
from lib.ui.parts import tables

ROW_COLUMNS = ("area_name", "enterprise_name", "line_name", "problem", "sentence", "row_ref")
FILE_COLUMNS = (
    "file_name",
    "valid_on",
    "row_count",
    "accepted_count",
    "rejected_count",
    "warning_count",
    "actor",
    "voided_at",
)
REFUSED_COLUMNS = ("file_name", "sheet", "row_number", "cell", "column_name", "value", "sentence")


def listed(chosen: dict[str, str]) -> None:
    """The problems row by row."""
    tables.paged("quality/problems", _("Data problems"), ROW_COLUMNS, chosen, enterprise="")


def files() -> None:
    """The delivered files with their counts; the refused rows of a file open below."""
    rows = data.ask("quality/files")
    if rows.empty:
        empty(_("No file has been imported yet."), _("Open Import, or in a shell: python -m lib import FILE."))
        return
    links = {
        "rejected_count": [
            address.link("quality", file=batch) if count else ""
            for batch, count in zip(
                rows.batch_id, rows.rejected_count.fillna(-1), strict=True
            )  # unknown of a file of all
        ]
    }
    tables.sheet(rows, FILE_COLUMNS, links, key="files_page")


def refused(file: str) -> None:
    """The refused rows, each with the sentence that says how to mend it."""
    if not file and data.ask("quality/refused_rows", file=file, start=0, size=1).empty:
        st.caption(_("No row was refused."))
        return
    tables.paged("quality/refused_rows", _("Refused rows"), REFUSED_COLUMNS, {"file": file}, key="refused_page")
