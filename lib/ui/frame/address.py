"""The page's address: filters live in the URL as codes, so that a view can be sent to a colleague and read in
either language.

A widget bound by Streamlit itself (`bind="query-params"`) writes the label it shows into the URL; a link copied from
the Chinese screen would not open in English. So the codes are written here. Date and language follow the reader from
page to page.
"""

from urllib.parse import urlencode

import streamlit as st

from lib.ui.frame import once

FOLLOWING = ("as_of", "known_on", "since", "lang")  # these go along to every page


def value(key: str) -> str:
    """What the URL says for a key; empty when it says nothing."""
    return str(st.query_params.get(key, ""))


def put(key: str, code: str) -> None:
    """Write a code into the URL; an empty one leaves it."""
    if code:
        st.query_params[key] = code
    elif key in st.query_params:
        del st.query_params[key]
    if key in FOLLOWING:
        st.session_state[f"kept_{key}"] = code
        once.forget()


def follow() -> None:
    """Keep date and language when the reader goes to another page: what the URL lost comes back from the session."""
    for key in FOLLOWING:
        kept = st.session_state.get(f"kept_{key}", "")
        if key in st.query_params:
            st.session_state[f"kept_{key}"] = value(key)
        elif kept:
            st.query_params[key] = kept
    once.forget()


@once.once
def following() -> dict[str, str]:
    """Dates and language of the URL, as far as it says them."""
    return {key: value(key) for key in FOLLOWING if value(key)}


def here(**codes: str) -> str:
    """Address of the page that is shown, with all its filters, and with these codes."""
    query = urlencode(st.query_params.to_dict() | codes)
    path = f"/{st.session_state.get('page_shown', '')}"
    return f"{path}?{query}" if query else path


def link(page: str, **codes: str) -> str:
    """Address of a page with these filters, in the reader's date and language; `overview` is the root."""
    query = urlencode(following() | {key: code for key, code in codes.items() if code})
    path = "/" if page == "overview" else f"/{page}"
    return f"{path}?{query}" if query else path
