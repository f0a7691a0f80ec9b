"""One sector: its rules and whom they catch, its processes and capacities, its areas and its lines."""

import streamlit as st

from lib.ui.frame.page import page
from lib.ui.frame.words import _
from lib.ui.parts import account, cards, charts, clauses, filters, listings

with page(_("By sector"), _("Which standards judge this sector, and which of its lines do they catch, where?")):
    chosen = filters.row("sector!", "area", "process", "verdict", "state")
    sector, area = chosen["sector"], chosen["area"]
    cards.verdict_cards(area=area, sector=sector)
    account.strip(area, sector)
    cards.capacity_strip(area=area, sector=sector)
    left, right = st.columns([5, 6], gap="medium")
    with left:
        st.subheader(_("Areas by verdict"), anchor=False)
        charts.bars_by_verdict("area", area=area, sector=sector, height=360)
    with right:
        st.subheader(_("Rules of the sector"), anchor=False)
        clauses.of_sector(sector)
    st.subheader(_("Capacity of each process by verdict"), anchor=False)
    listings.capacity(area=area, sector=sector)
    st.subheader(_("Lines"), anchor=False)
    listings.lines(chosen)
