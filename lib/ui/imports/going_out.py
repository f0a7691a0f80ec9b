"""An area's rows as a workbook to correct: what comes back changes what was corrected, and nothing else."""

from datetime import date
from typing import Final

import streamlit as st

from lib.exports.formats import XLSX
from lib.exports.query import export_query
from lib.register.reading import Reading
from lib.ui.frame import data, downloads, person
from lib.ui.frame.words import _, language

TABLES: Final = ("lines", "enterprises")  # marts whose ids an import finds again


def show() -> None:
    """Choose an area and take its lines or its enterprises along."""
    if not person.may("export"):
        return
    with st.popover(_("Take an area's rows out to correct")):
        st.caption(_("Correct cells in the workbook, leave the columns of ids as they are, and bring it here again."))
        areas = data.areas()
        area = st.selectbox(_("Area"), list(areas), format_func=areas.__getitem__, key="rows_out")
        for table, words in zip(TABLES, (_("Its lines"), _("Its enterprises")), strict=True):
            downloads.button(
                words, data.later(_workbook, table, area, data.as_of(), language()),
                file_name=f"{areas[area]}_{words}_{data.as_of():%Y%m%d}.xlsx", mime=XLSX,
                key=f"rows_out_{table}",
            )  # fmt: skip


def _workbook(source: Reading, table: str, area: str, as_of: date, words: str) -> bytes:
    return export_query(source, table, as_of, {"area_code": area}, "xlsx", words)
