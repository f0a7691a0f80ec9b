"""The goals of an area beside what counted towards them; without a document there is none."""

from html import escape

import streamlit as st

from lib.ui.frame import data
from lib.ui.frame.words import _
from lib.ui.parts import exports, tables

COLUMNS = (
    "sector_name", "process_name", "goal_lines", "counted_lines", "goal_capacity", "counted_capacity", "unit_name",
    "due_on", "measures", "departments", "document",
)  # fmt: skip


def of_area(area: str, sector: str) -> None:
    """Lines and capacity asked for and counted, by document."""
    rows = data.ask("area/goals", area=area, sector=sector)
    if rows.empty:
        st.html(f'<p class="stamp">{escape(_("Goals: none was set for this area."))}</p>')
        return
    st.subheader(_("Goals of the area"), anchor=False)
    tables.sheet(rows, COLUMNS)
    chosen = {"area": area, "sector": sector}
    exports.buttons("area/goals", _("Goals of the area"), COLUMNS, dict(chosen), chosen)
