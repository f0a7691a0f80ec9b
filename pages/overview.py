"""Where the city stands: outdated lines and enterprises, by area and sector, each number opening its rows."""

import streamlit as st

from lib.ui.frame.page import page
from lib.ui.frame.words import _
from lib.ui.overview import silence, takeaway
from lib.ui.parts import account, cards, cases, charts, inspections, listings, maps

with page(_("Overview"), _("How much outdated capacity is there, where, and in which sectors?")):
    cards.verdict_cards()
    account.strip()
    cases.strip()
    silence.strip()
    inspections.counts("overview")
    cards.capacity_strip()
    places, sectors = st.columns([6, 5], gap="medium")
    with places:
        st.subheader(_("Outdated lines by area"), anchor=False)
        maps.areas(height=400)
    with sectors:
        st.subheader(_("Lines of each sector by verdict"), anchor=False)
        charts.bars_by_verdict("sector", height=400)
    st.subheader(_("Areas in official order"), anchor=False)
    listings.areas()
    st.subheader(_("The gravest lines"), anchor=False)
    listings.lines({"verdict": "outdated"}, _("Outdated lines"))
    st.subheader(_("To take along"), anchor=False)
    takeaway.buttons()
