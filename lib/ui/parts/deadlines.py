"""The running deadlines of an area in short, and as a calendar file."""

import streamlit as st

from lib.cases.calendar import calendar_of
from lib.ui.frame import address, data, downloads, person
from lib.ui.frame.words import _, language
from lib.ui.parts import tables

SHORT = 8
COLUMNS = (
    "enterprise_name", "line_name", "clock_name", "due_on", "days_left", "days_overdue", "colour_name", "stage_name",
)  # fmt: skip


def of_area(area: str, sector: str) -> None:
    """The most pressing deadlines of an area; the whole list stands in the ledger."""
    rows = data.ask("ledger/due", area=area, sector=sector, department="", colour="")
    if rows.empty:
        st.caption(_("No deadline is running here."))
        return
    tables.sheet(
        rows.head(SHORT),
        COLUMNS,
        {"enterprise_name": [address.link("ledger", case=code) for code in rows.case_id.head(SHORT)]},
    )
    link = address.link("ledger", view="due", area=area, sector=sector)
    st.markdown(f"[{_('All {count} running deadlines', count=len(rows))}]({link})")
    calendar_button(area)


def calendar_button(area: str, department: str = "") -> None:
    """The running deadlines as a calendar file."""
    if not person.may("export"):
        return
    make = data.later(calendar_of, data.as_of(), area=area, department=department, language=language())
    who = area or department or "all"
    downloads.button(
        _("Calendar file (.ics)"), make, file_name=f"deadlines_{who}_{data.as_of():%Y%m%d}.ics", mime="text/calendar",
        key=f"ics_{area}_{department}",
    )  # fmt: skip
