"""Download buttons: a file is made when it is clicked for, without a rerun, and for whoever is signed in alone; the
access log says who took it out."""

from collections.abc import Callable
from typing import Any

import streamlit as st

from lib.access.access_log import TAKEN_OUT, AccessLog
from lib.settings import from_environment
from lib.ui.doors import downloads
from lib.ui.frame import person


def button(
    label: str, make: Callable[[], bytes], *, file_name: str, told: dict[str, Any] | None = None, **options: Any
) -> None:
    """A button that hands out what `make` gives; `told` is what the access log says of it beside its name, other
    `options` are Streamlit's."""
    who, place, log = person.signed_in(), person.place(), AccessLog(from_environment())
    name = who.name if who else ""

    def taken() -> bytes:
        content = make()
        if name:
            log.note(TAKEN_OUT, name, place, what=file_name, **told or {})
        return downloads.made(content, name)

    st.download_button(label, data=taken, file_name=file_name, on_click="ignore", **options)
