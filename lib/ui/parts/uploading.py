"""The file uploader: Streamlit's own words stay English, so a style puts ours in their place (theme.css), and its limit
stands in the browser only, so the door is told."""

import json

import streamlit as st

from lib.ui.doors.uploads import allow
from lib.ui.frame.words import _


def words(limit: int) -> None:
    """Set what the uploaders of the page take, in megabytes a file, and say on their button and beside it."""
    allow(limit)
    said = {"upload": _("Choose a file"), "upload-limit": _("at most {size} MB each", size=limit)}
    rules = "; ".join(f"--{name}: {json.dumps(text, ensure_ascii=False)}" for name, text in said.items())
    st.html(f"<style>:root {{ {rules}; }}</style>")
