"""Data quality: what cannot be located or assessed, and what the delivered files got wrong."""

import streamlit as st

from lib.ui.frame.page import page
from lib.ui.frame.words import _
from lib.ui.parts import filters, listings
from lib.ui.quality import problems

with page(_("Data quality"), _("What can we not locate or not judge, and which file should be mended?"), needs="files"):
    chosen = filters.row("area", "reason", "file")
    if not chosen["reason"] and not chosen["file"]:
        left, right = st.columns([5, 6], gap="medium")
        with left:
            st.subheader(_("Problems by kind"), anchor=False)
            listings.problems(area=chosen["area"])
        with right:
            st.subheader(_("Delivered files"), anchor=False)
            problems.files()
    if chosen["file"]:
        st.subheader(_("Refused rows"), anchor=False)
        problems.refused(chosen["file"])
    st.subheader(_("Problems, row by row"), anchor=False)
    problems.listed(chosen)
    if not chosen["file"]:
        st.subheader(_("Refused rows"), anchor=False)
        problems.refused("")
