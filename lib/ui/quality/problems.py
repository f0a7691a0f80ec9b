"""Data problems on the screen, row by row, the delivered files and what they refused."""

from typing import Any

import streamlit as st

from lib.ui.frame import address, data
from lib.ui.frame.page import empty, nothing_found
from lib.ui.frame.words import _
from lib.ui.parts import exports, tables

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
    tables.sheet(rows, FILE_COLUMNS, links)


def refused(file: str) -> None:
    """The refused rows, each with the sentence that says how to mend it."""
    params: dict[str, Any] = {"file": file, "start": 0, "size": tables.PAGE_SIZE}
    rows = data.ask("quality/refused_rows", **params)
    if rows.empty:
        nothing_found() if file else st.caption(_("No row was refused."))
        return
    st.caption(_("{count} rows", count=int(rows.total_count.iloc[0])))
    tables.frame(rows, REFUSED_COLUMNS)
    exports.buttons(
        "quality/refused_rows",
        _("Refused rows"),
        REFUSED_COLUMNS,
        params | {"size": tables.ALL_ROWS},
        {"file": file},
        page=rows,
    )
