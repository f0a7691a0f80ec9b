"""Accounts and sessions: making, moving, resetting and disabling accounts, ending a session."""

from datetime import datetime
from typing import Any

import pandas as pd
import streamlit as st

from lib.access import passwords, roles
from lib.access.access_log import AccessLog
from lib.access.accounts import Account, Accounts
from lib.access.sessions import Sessions, Standing
from lib.settings import from_environment
from lib.ui.frame import data, person, saving
from lib.ui.frame.page import empty
from lib.ui.frame.words import _, bare, language
from lib.ui.parts import tables

ACCOUNTS = ("account_name", "role_name", "area_names", "account_state", "changed_at")
SESSIONS = ("account_name", "role_name", "begun_at", "seen_at")


def accounts() -> None:
    """Every account, and what an administrator does with one."""
    who = person.signed_in()
    if not who:
        empty(
            _("There is no account yet."),
            _("Make the first one on the server: python -m lib user add NAME --role admin"),
        )
        return
    book = Accounts(from_environment(), who.name, person.place())
    known = book.listed()
    tables.sheet(pd.DataFrame([_told(one) for one in known]), ACCOUNTS, is_cards=True, key="page")
    left, right = st.columns(2, gap="large")
    with left:
        st.subheader(_("Make an account"), anchor=False)
        _add(book)
    with right:
        st.subheader(_("Change an account"), anchor=False)
        _change(book, [one for one in known if one.name != who.name])


def sessions() -> None:
    """Everybody who is in, and ending a session."""
    known, names = Sessions(from_environment()), _role_names()
    standing = known.listed()
    if not standing:
        empty(_("Nobody is signed in."), _("Sessions stand here from signing in to signing out."))
        return
    rows: list[dict[str, Any]] = [
        {
            "account_name": one.name,
            "role_name": names.get(one.role, one.role),
            "begun_at": _moment(one.begun_at),
            "seen_at": _moment(one.seen_at),
        }
        for one in standing
    ]
    tables.sheet(pd.DataFrame(rows), SESSIONS, is_cards=True, key="page")
    with st.form(f"end_{saving.forms()}", border=True):
        labels = {one.session_id: _session_label(one) for one in standing}
        chosen = st.selectbox(
            _("Session"), list(labels), format_func=labels.__getitem__, index=None, placeholder=_("Choose one")
        )
        if st.form_submit_button(_("End the session")) and chosen:
            known.end(chosen)
            name, by = next(one.name for one in standing if one.session_id == chosen), person.signed_in()
            AccessLog(from_environment()).note("session ended", name, person.place(), by=by.name if by else "")
            _done(_("The session is ended; its pages are cut off at once."))


def _session_label(one: Standing) -> str:
    return bare("{name}, signed in {when}", name=one.name, when=f"{_moment(one.begun_at):%Y-%m-%d %H:%M}")


def _told(one: Account) -> dict[str, Any]:
    areas = _works_for()
    return {
        "account_name": one.name,
        "role_name": _role_names().get(one.role, one.role),
        "area_names": [areas.get(code, code) for code in one.areas],
        "account_state": _state(one),
        "changed_at": _moment(one.changed_at),
    }


def _state(one: Account) -> str:
    if one.is_disabled:
        return _("disabled")
    if one.must_change:
        return _("first password, not used yet")
    return _("let in") if one.password else _("let in, another sign-in vouches")


def _add(book: Accounts) -> None:
    with st.form(f"add_{saving.forms()}", border=True):
        name = st.text_input(_("Name"), max_chars=40).strip()
        role, areas = _role_and_areas()
        vouched = st.checkbox(_("Another sign-in vouches for the person: no password"))
        if st.form_submit_button(_("Make the account"), type="primary"):
            first = None if vouched else passwords.first(name)
            book.add(name, role, areas, first)
            _done(_handed(name, first) if first else _("{name} has an account.", name=name))


def _change(book: Accounts, others: list[Account]) -> None:
    """Of every account but one's own, so that an administrator does not lock themself out."""
    if not others:
        st.caption(_("There is no account but your own."))
        return
    names = [one.name for one in others]
    name = st.selectbox(_("Account"), names, index=None, key=f"whom_{saving.forms()}", placeholder=_("Choose one"))
    if not name:
        st.caption(_("Choose the account first."))
        return
    one = book.known(name)
    with st.form(f"move_{saving.forms()}_{name}", border=True):
        role, areas = _role_and_areas(one)
        if st.form_submit_button(_("Give this role and these areas")):
            book.move(name, role, areas)
            _done(_("{name} has the new role and is signed out.", name=name))
    with st.container(horizontal=True):
        if st.button(_("New first password"), key="reset"):
            first = passwords.first(name)
            book.reset(name, first)
            _done(_handed(name, first))
        if not one.is_disabled and st.button(_("Disable"), key="disable"):
            book.disable(name)
            _done(_("{name} is let in no more.", name=name))


def _role_and_areas(one: Account | None = None) -> tuple[str, tuple[str, ...]]:
    names, areas = _role_names(), _works_for()
    at = list(names).index(one.role) if one and one.role in names else None
    role = st.selectbox(_("Role"), list(names), format_func=names.__getitem__, index=at, placeholder=_("Choose one"))
    chosen = st.multiselect(
        _("Areas it works for; a department: dimensions"),
        list(areas),
        format_func=areas.__getitem__,
        default=list(one.areas) if one else None,
        placeholder=_("none"),
    )
    return str(role or ""), tuple(chosen)


def _works_for() -> dict[str, str]:
    """Code → name of what an account may work for."""
    return data.labels("area") | data.labels("dimension")


def _role_names() -> dict[str, str]:
    return {code: row[f"name_{language()}"] for code, row in roles.roles(from_environment()).items()}


def _handed(name: str, first: str) -> str:
    return _(
        "First password of {name}, shown this once: **{password}** — hand it over in person; it opens only the page "
        "where another is chosen.",
        name=name,
        password=first,
    )


def _done(sentence: str) -> None:
    """Say what was done on the page drawn anew, with empty forms."""
    kept = saving.memory()
    kept[saving.DONE], kept[saving.WRITTEN] = sentence, saving.forms() + 1
    st.rerun()


def _moment(seconds: float) -> datetime:
    return datetime.fromtimestamp(seconds).replace(microsecond=0)
