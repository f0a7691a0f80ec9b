"""Import: bring a county's workbook in safely."""

import streamlit as st

from lib.ui.frame.page import page
from lib.ui.frame.words import _
from lib.ui.imports import batches, bringing

with page(_("Import"), _("What would this file change, and which of its rows must be mended first?"), needs=""):
    left, right = st.columns([6, 5], gap="large")
    with right:
        st.subheader(_("How to read the file"), anchor=False)
        chosen = bringing.options()
        bringing.template_button()
    with left:
        st.subheader(_("Bring a file"), anchor=False)
        st.caption(_("First a check: nothing is written before you confirm, and then all of it or nothing."))
        bringing.bring(chosen)
    st.subheader(_("Imported files"), anchor=False)
    batches.show()
