"""The three questions of a leader on one screen: where do we stand, where is it stuck, what is due."""

import streamlit as st

from lib.ui.frame.words import _
from lib.ui.parts import falling_due, giving, standing, stuck

PROCESSES = 5
SECTORS = 11  # as many as there are areas beside them


def shown() -> None:
    """All three, close enough together for 1366 × 768."""
    standing.style()
    with st.container(key="leading"):
        first, second, third = st.columns([5, 9, 9], gap="medium")
        with first:
            st.subheader(_("Where do we stand?"), anchor=False)
            standing.numbers()
        with second:
            st.subheader(_("Each process: lines and capacity"), anchor=False)
            standing.processes(most=PROCESSES)
        with third:
            st.subheader(_("What is due?"), anchor=False)
            falling_due.table()
        standing.bridge()
        first, second, third = st.columns([7, 7, 7], gap="medium")
        with first:
            st.subheader(_("Where is it stuck?"), anchor=False)
            stuck.area_map(height=250)
        with second:
            st.subheader(_("Areas, most left to exit first"), anchor=False)
            stuck.table("area")
        with third:
            st.subheader(_("Sectors, most left to exit first"), anchor=False)
            stuck.table("sector", most=SECTORS)
        standing.explained()
        giving.standing()
        giving.way("", _("Overview"))
