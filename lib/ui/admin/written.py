"""What was written: the register's audit, filtered, with its export."""

import streamlit as st

from lib.ui.frame import data
from lib.ui.frame.words import _
from lib.ui.parts import filters, tables

COLUMNS = ("version", "recorded_at", "actor", "action_name", "subject", "note")


def show() -> None:
    """Every change, the newest first."""
    kinds = data.ask("admin/actions")
    left, right, _rest = st.columns([2, 3, 4])
    with left:
        names = dict(zip(kinds.action, kinds.action_name, strict=True))
        action = filters.choice("action", _("What was done"), names, _("All kinds"))
    with right:
        words = filters.words(_("Who, what, or a word of the note"))
    tables.paged("admin/written", _("What was written"), COLUMNS, {"action": action, "q": words})
