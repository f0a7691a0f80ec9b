"""One area: its numbers, what it did itself, its sectors, its lines, and what is wrong with its data."""

import streamlit as st

from lib.ui.area import doings
from lib.ui.frame.page import page
from lib.ui.frame.words import _
from lib.ui.parts import account, cards, cases, charts, deadlines, filters, giving, listings, standing

with page(_("By area"), _("What must leave this area, and what do we not know about it yet?")):
    chosen = filters.row("area!", "sector", "verdict", "state", "scale")
    area, sector = chosen["area"], chosen["sector"]
    giving.way(area)
    cards.verdict_cards(area=area, sector=sector)
    account.strip(area, sector)
    standing.style()
    standing.bridge(area, sector)
    cases.strip(area, sector)
    doings.shown(area, sector)
    cards.capacity_strip(area=area, sector=sector)
    left, right = st.columns([6, 5], gap="medium")
    with left:
        st.subheader(_("Lines of each sector by verdict"), anchor=False)
        charts.bars_by_verdict("sector", area=area, sector=sector, height=440)
    with right:
        st.subheader(_("Data problems of the area"), anchor=False)
        listings.problems(area=area)
    st.subheader(_("Deadlines of the area"), anchor=False)
    deadlines.of_area(area, sector)
    st.subheader(_("Lines"), anchor=False)
    listings.lines(chosen)
    with st.expander(_("Capacity of each process by verdict")):
        listings.capacity(area=area, sector=sector)
