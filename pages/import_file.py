"""Import: bring a county's workbook in safely."""

import streamlit as st

from lib.ui.frame import saving
from lib.ui.frame.page import page
from lib.ui.frame.words import _
from lib.ui.imports import batches, bringing, doubles, going_out, options

with page(_("Import"), _("What would this file change, and which of its rows must be mended first?"), needs=""):
    part = options.part()
    saving.told()
    if part == "doubles":
        doubles.show()
    else:
        bringing.result()
        if batch := batches.chosen():
            batches.story(batch)
        left, right = st.columns([5, 6], gap="large")
        with right:
            st.subheader(_("How to read the file"), anchor=False)
            chosen = options.asked()
        with left:
            st.subheader(_("Bring a file"), anchor=False)
            st.caption(_("First a check: nothing is written before you confirm, and then all of it or nothing."))
            file = bringing.uploaded()
            with st.container(horizontal=True):
                options.template_button()
                going_out.show()
        if file:
            bringing.examine(file, chosen)
        st.subheader(_("Imported files"), anchor=False)
        batches.show()
    saving.heard()
