"""Writing from a page: who writes, refusals as sentences with their clause."""

from collections.abc import Callable
from typing import Any

import streamlit as st

from lib.errors import CheckFailed, UserError
from lib.ui.doors.uploads import forget
from lib.ui.frame import once, person, turns, words
from lib.ui.frame.words import _, literal

MEMORY, DONE, DOUBTS, WRITTEN = "written", "done", "doubts", "count"


def memory() -> dict[str, Any]:
    """What the session keeps of its own writes, as a plain dictionary: take it before a write, note in it after.

    Streamlit may end a run at any touch of its session state once the reader has clicked elsewhere. A note put there
    after a write could be lost, and the next run would take the reader's own write for someone else's.
    """
    if MEMORY not in st.session_state:
        st.session_state[MEMORY] = {}
    kept: dict[str, Any] = st.session_state[MEMORY]
    return kept


def actor(key: str) -> str:
    """Who writes; a typed name stays for the next form of this session."""
    return person.author(key, _("Your name (kept with the entry)"), st.session_state.get("case_actor", ""))


def save(write: Callable[[], str], who: str) -> bool:
    """Run a write that returns what to say after it, as Markdown, and tell whether it was written; a refusal becomes a
    sentence."""
    if not who:
        st.warning(_("Enter your name: every entry says who made it."))
        return False
    st.session_state["case_actor"] = who
    kept = memory()
    try:
        with turns.aside():
            kept[DONE] = write()
    except UserError as error:
        st.error(words.told(error))
        return False
    except CheckFailed as error:
        st.error(_("Nothing was written: the register would contradict itself. {reason}", reason=str(error)))
        return False
    forget()
    once.forget()
    kept[WRITTEN] = kept.get(WRITTEN, 0) + 1
    return True


def forms() -> int:
    """How often something was written in this session: forms with this number in their keys start empty after it."""
    return int(memory().get(WRITTEN, 0))


def key(name: str) -> str:
    """The key of a field that starts empty after something was written."""
    return f"{name}_{forms()}"


def told() -> None:
    """Say what was just written, and what of it was left out."""
    if sentence := memory().get(DONE, ""):
        st.success(sentence)
    for doubt in memory().get(DOUBTS, ()):
        st.warning(literal(doubt))


def heard() -> None:
    """The page stands to its end with what was told: it is not told again."""
    for name in (DONE, DOUBTS):
        memory().pop(name, None)
