"""What is due within 30 days and what is overdue, by lead department."""

import streamlit as st

from lib.ui.frame import address, data
from lib.ui.frame.words import _
from lib.ui.parts import tables

COLUMNS = ("department_name", "overdue_clocks", "due_clocks", "next_due_on")
OPENS = {"overdue_clocks": "overdue", "due_clocks": "within_30"}


def table(area: str = "", sector: str = "") -> None:
    """Running clocks of each lead department; each number opens them in the ledger."""
    rows = data.ask("leading/due", area=area, sector=sector)
    if rows.empty:
        st.caption(_("Nothing is overdue, and nothing is due within 30 days."))
        return
    links = {
        column: [
            address.link("ledger", view="due", department=code, colour=colour, area=area, sector=sector)
            for code in rows.department
        ]
        for column, colour in OPENS.items()
    }
    tables.sheet(rows, COLUMNS, links)
