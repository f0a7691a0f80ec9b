"""Who is signed in, as the gate tells, and what their role may do on a page."""

from collections.abc import Mapping
from html import escape
from typing import Final
from urllib.parse import unquote, urlencode

import streamlit as st

from lib.access import roles
from lib.access.accounts import Accounts
from lib.access.roles import Person
from lib.errors import Sentence
from lib.register import reference
from lib.settings import from_environment
from lib.ui.doors import uploads
from lib.ui.frame import address
from lib.ui.frame.once import once
from lib.ui.frame.words import _, bare, language

NOBODY: Final = Person("", "")  # where there are accounts and the gate told of none: may do nothing
BEFORE: Final = "person"


@once
def signed_in() -> Person | None:
    """The person; None while the register has no account: then everybody may do everything, under a typed name."""
    return of_headers(st.context.headers)


def of_headers(told: Mapping[str, str]) -> Person | None:
    """The person of a request, by the headers that the gate writes; None while the register has no account."""
    settings = from_environment()
    if name := told.get("x-atlas-name"):
        areas = tuple(filter(None, unquote(told.get("x-atlas-areas", "")).split(";")))
        return roles.person(settings, unquote(name), unquote(told.get("x-atlas-role", "")), areas)
    return NOBODY if Accounts(settings).any() else None


def place() -> str:
    """The address the reader comes from, as the gate tells it."""
    return unquote(st.context.headers.get("x-atlas-from", ""))


def may(right: str) -> bool:
    """Whether the reader may do something."""
    who = signed_in()
    return who is None or who.may(right)


def offers(right: str) -> bool:
    """Whether a form is shown to the reader; a line in its place says what the role may not."""
    if not may(right):
        st.caption(_("Your role does not {what}.", what=Sentence(roles.MEANINGS[right])))
        return False
    return True


def demand(right: str) -> None:
    """Raise NotYours when the reader may not do something."""
    if who := signed_in():
        who.demand(right)


def author(key: str, label: str, default: str = "") -> str:
    """Who writes: the person signed in; without accounts the name that is typed here."""
    if who := signed_in():
        st.caption(_("Recorded in your name: {name}.", name=who.name))
        return who.name
    return str(st.text_input(label, value=default, key=key, max_chars=40) or "").strip()


def alone() -> None:
    """A session that another person began, in the same browser, is begun anew: nothing of theirs is shown or sent."""
    who = signed_in()
    name = who.name if who else ""
    if st.session_state.get(BEFORE, name) != name:
        uploads.forget()
        st.session_state.clear()
    st.session_state[BEFORE] = name


def link() -> str:
    """Who is signed in, and the way to the account and out, as HTML; empty for nobody."""
    who = signed_in()
    if not who:
        return ""
    row = roles.roles(from_environment()).get(who.role, {})
    told, of = f"{who.name} · {row.get(f'name_{language()}', who.role)}", "".join(f" · {one}" for one in areas(who))
    goes_to = f"/signin?{urlencode({'lang': language(), 'next': address.here()})}"
    words = f"{escape(told)}<span>{escape(of)}</span>"
    return f'<a class="screen signed-in" href="{escape(goes_to)}" target="_self">{words}</a>'


def areas(who: Person) -> list[str]:
    """The names of the areas whose rows a person sees, or of the dimensions they work in; none where that is all."""
    book, name = reference.kept(from_environment()), f"name_{language()}"
    known = {row["area_code"]: row[name] for row in book["areas"]}
    known |= {row["dimension"]: row[name] for row in book["dimensions"]}
    return [known.get(code, code) for code in who.dimensions or who.scope or ()]


def dimensions() -> tuple[str, ...] | None:
    """The dimensions the reader works in; None = every one."""
    who = signed_in()
    return who.dimensions if who else None


def unlocked() -> str:
    """The line that says the register is open, as HTML; empty where there are accounts."""
    if signed_in():
        return ""
    told = bare("Open: there is no account yet, so whoever reaches this address may do everything. Make one:")
    return f'<p class="foot screen">{escape(told)} <code>python -m lib user add</code></p>'
