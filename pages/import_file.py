"""Import: bring a county's workbook in safely."""

import streamlit as st

from lib.ui import batches, imports
from lib.ui.page import page
from lib.ui.words import _

with page(_("Import"), _("What would this file change, and which of its rows must be mended first?"), needs=""):
    left, right = st.columns([6, 5], gap="large")
    with right:
        st.subheader(_("How to read the file"), anchor=False)
        chosen = imports.options()
        imports.template_button()
    with left:
        st.subheader(_("Bring a file"), anchor=False)
        st.caption(_("First a check: nothing is written before you confirm, and then all of it or nothing."))
        imports.bring(chosen)
    st.subheader(_("Imported files"), anchor=False)
    batches.show()
