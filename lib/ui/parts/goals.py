"""The goals of an area beside what counted towards them; without a document there is none."""

from html import escape

import pandas as pd
import streamlit as st

from lib.ui.frame import address, data
from lib.ui.frame.words import _
from lib.ui.parts import exports, tables

COLUMNS = (
    "sector_name", "process_name", "goal_lines", "goal_counted_lines", "goal_capacity", "goal_counted_capacity",
    "unit_name", "due_on", "tasks", "measures", "goal_departments", "document", "goal_file",
)  # fmt: skip


def of_area(area: str, sector: str) -> None:
    """Lines and capacity asked for and counted, by document."""
    rows = data.ask("area/goals", area=area, sector=sector)
    if rows.goal_id.isna().all():
        st.html(f'<p class="stamp">{escape(_("Goals: none was set for this area."))}</p>')
        return
    st.subheader(_("Goals of the area"), anchor=False)
    tables.sheet(rows, COLUMNS)
    chosen = {"area": area, "sector": sector}
    exports.buttons("area/goals", _("Goals of the area"), COLUMNS, dict(chosen), chosen)


def of_every_area() -> pd.DataFrame:
    """Every area with its goals, or that none was set; a name opens the area. The rows that were shown."""
    rows = data.ask("area/goals", area="", sector="")
    links = {"area_name": [address.link("area", area=code) for code in rows.area_code]}
    tables.sheet(rows, ("area_name", *COLUMNS), links)
    exports.buttons("area/goals", _("Goals"), ("area_name", *COLUMNS), {"area": "", "sector": ""}, {}, key="_all")
    return rows
