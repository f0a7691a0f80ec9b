"""Download buttons: a file is made when it is clicked for, without a rerun, and for whoever is signed in alone."""

from collections.abc import Callable
from typing import Any

import streamlit as st

from lib.ui.doors import downloads
from lib.ui.frame import person


def button(label: str, make: Callable[[], bytes], **options: Any) -> None:
    """A button that hands out what `make` gives, under `file_name` and `mime`; other `options` are Streamlit's."""
    who = person.signed_in()
    name = who.name if who else ""
    st.download_button(label, data=lambda: downloads.made(make(), name), on_click="ignore", **options)
