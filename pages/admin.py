"""Administration: accounts and sessions, how the server keeps, what was written."""

import streamlit as st

from lib.ui.admin import keeping, logs, people
from lib.ui.frame import saving
from lib.ui.frame.page import page
from lib.ui.frame.words import _
from lib.ui.parts import filters

with page(
    _("Administration"),
    _("Who may come in, who is in, how does the server keep, and what was written?"),
    needs="",
    right="manage",
):
    names = {
        "accounts": _("Accounts"),
        "sessions": _("Sessions"),
        "server": _("Server and copies"),
        "logs": _("Logs"),
    }
    line = st.container(horizontal=True, key="line")
    with line:
        part = filters.part("part", names)
    saving.told()
    if part == "accounts":
        people.accounts()
    elif part == "sessions":
        people.sessions()
    elif part == "server":
        keeping.show()
    else:
        logs.show(line)
    saving.heard()
