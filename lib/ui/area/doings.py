"""What an area did itself: what it reported in each period, its plan, meetings and other documents, its goals."""

import streamlit as st

from lib.ui.frame import address, data
from lib.ui.frame.words import _, listed
from lib.ui.parts import filters, goals, inspections, tables

REPORTING = ("period_name", "due_on", "reported_cells", "zero_cells", "late_cells", "silent_cells")
DOCUMENTS = ("document_kind_name", "document_count", "document_no", "issued_on")


def shown(area: str, sector: str) -> None:
    """Reports and documents side by side, goals and inspections below; of what lies in no area there is nothing."""
    if area == filters.UNPLACED:
        return
    with st.container(key="leading"):
        left, right = st.columns(2, gap="medium")
        with left:
            st.subheader(_("What the area reported"), anchor=False)
            _reporting(area)
        with right:
            st.subheader(_("Plan, meetings and documents of the area"), anchor=False)
            _documents(area)
    inspections.counts("area", area)
    goals.of_area(area, sector)


def _reporting(area: str) -> None:
    rows = data.ask("area/reporting", area=area)
    if rows.empty:
        st.caption(_("No period of reports has begun on this date."))
        return
    links = {"period_name": [address.link("reports", period=period) for period in rows.period]}
    tables.sheet(rows, REPORTING, links)


def _documents(area: str) -> None:
    """What is known first; what nobody handed in is named in a line."""
    rows = data.ask("area/documents", area=area)
    known, missing = rows[rows.document_count > 0], rows[rows.document_count == 0]
    if not known.empty:
        link = address.link("supervision", area=area)
        tables.sheet(known, DOCUMENTS, {"document_count": [link] * len(known)})
    if not missing.empty:
        st.caption(_("None known: {kinds}.", kinds=listed(missing.document_kind_name)))
