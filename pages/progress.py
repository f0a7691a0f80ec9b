"""How far the exit is: the ladder by area and sector, the year's curve, two dates compared, capacity per process."""

import streamlit as st

from lib.ui.frame.page import page
from lib.ui.frame.words import _
from lib.ui.parts import account as strips
from lib.ui.parts import cases
from lib.ui.progress import bridge, progress, stage_charts

with page(_("Exit progress"), _("How many lines are shut, sealed, dismantled and accepted, where, and since when?")):
    chosen = progress.filter_row()
    if not progress.nothing():
        strips.strip(chosen["area"], chosen["sector"])
        cases.strip(chosen["area"], chosen["sector"])
        progress.note(chosen)
        if bridge.is_asked():
            st.subheader(bridge.title(), anchor=False)
            bridge.lines(chosen)
        elif progress.is_rows_asked():
            st.subheader(progress.rows_title(), anchor=False)
            progress.lines(chosen)
        left, right = st.columns([6, 5], gap="medium")
        with left:
            st.subheader(_("Lines at each stage"), anchor=False)
            stage_charts.ladder(chosen, height=400)
        with right:
            st.subheader(_("Cases over the plan's year"), anchor=False)
            stage_charts.curve(chosen, height=352)
        st.subheader(_("Exit ladder by area"), anchor=False)
        progress.ladder("area", chosen)
        st.subheader(_("Two dates compared"), anchor=False)
        progress.compare(chosen)
        bridge.shown(chosen)
        st.subheader(_("Exit ladder by sector"), anchor=False)
        progress.ladder("sector", chosen)
        st.subheader(_("Capacity of each process by stage"), anchor=False)
        progress.capacity(chosen)
        if not (bridge.is_asked() or progress.is_rows_asked()):
            st.subheader(progress.rows_title(), anchor=False)
            progress.lines(chosen)
