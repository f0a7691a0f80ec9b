"""Words of the file uploader: Streamlit's own stay English, so a style puts ours in their place (theme.css)."""

import json

import streamlit as st

from lib.ui.words import _


def words(limit: int) -> None:
    """Set what the uploaders of the page say on their button and beside it; `limit` is in megabytes a file."""
    said = {"upload": _("Choose a file"), "upload-limit": _("at most {size} MB each", size=limit)}
    rules = "; ".join(f"--{name}: {json.dumps(text, ensure_ascii=False)}" for name, text in said.items())
    st.html(f"<style>:root {{ {rules}; }}</style>")
