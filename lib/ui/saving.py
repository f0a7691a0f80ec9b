"""Writing from a page: who writes, refusals as sentences with their clause."""

from collections.abc import Callable

import streamlit as st

from lib.cases.refusal import CaseRefused
from lib.errors import CheckFailed
from lib.ui.words import _, language

DONE = "case_done"


def actor(key: str) -> str:
    """Ask who writes; the name stays for the next form of this session."""
    name = st.text_input(
        _("Your name (kept with the entry)"), value=st.session_state.get("case_actor", ""), key=key, max_chars=40
    )
    return str(name or "").strip()


def save(write: Callable[[], str], who: str) -> bool:
    """Run a write that returns what to say after it, and tell whether it was written; a refusal becomes a sentence."""
    if not who:
        st.warning(_("Enter your name: every entry says who made it."))
        return False
    st.session_state["case_actor"] = who
    try:
        st.session_state[DONE] = write()
    except CaseRefused as error:
        st.error(error.sentence(language()))
        return False
    except CheckFailed as error:
        st.error(_("Nothing was written: the register would contradict itself. {reason}", reason=str(error)))
        return False
    st.session_state["case_forms"] = forms() + 1
    return True


def forms() -> int:
    """How often something was written in this session: forms with this number in their keys start empty after it."""
    return int(st.session_state.get("case_forms", 0))


def told() -> None:
    """Say what was just written, once."""
    if sentence := st.session_state.pop(DONE, ""):
        st.success(sentence)
