"""Where something needs a second person: the field for their name while there are no accounts, what is said of it with
them, and what waits already."""

from collections.abc import Callable
from typing import Any

import streamlit as st

from lib.seconding.requests import Waiting, do
from lib.ui.frame import address, data, person
from lib.ui.frame.words import _, day


def field(key: str) -> str:
    """Ask for the second name; with accounts nobody types one, and the form says what happens."""
    if person.signed_in():
        st.caption(_("It is written when a second person has confirmed it."))
        return ""
    label = _("Second person, who confirms it (recorded as unproven)")
    return str(st.text_input(label, key=key, max_chars=40) or "").strip()


def put(deed: str, second: str, told: Callable[[Any], str], **params: Any) -> str:
    """Do a deed and say what `told` makes of its answer; or say that it waits. Raises what the deed raises."""
    done = do(data.register(second), deed, **params)
    return asked() if isinstance(done, Waiting) else told(done)


def asked() -> str:
    """What is said after something was asked for, as Markdown."""
    link = address.link("requests")
    return f"{_('It was tried, is possible, and waits for a second person.')} [{_('See what waits')}]({link})"


def waits(subject: str) -> None:
    """Say of a subject what is asked for and not decided yet."""
    if not person.signed_in():
        return
    for row in data.ask("requests/requests", is_waiting=True, subject=subject).itertuples():
        words = _("{action} waits for a second person: asked for by {name} on {day}.", action=row.action_name,
                  name=row.asked_by, day=day(row.recorded_at))  # fmt: skip
        st.info(f"{words} [{_('See what waits')}]({address.link('requests')})")
