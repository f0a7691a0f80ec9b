"""The frame of every page: title and question, date, register version and language, demo banner, errors as
sentences, empty states."""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from datetime import date
from html import escape
from pathlib import Path

import pandas as pd
import streamlit as st

from lib.errors import NotBuilt, RegisterBusy, UserError
from lib.register import storage
from lib.settings import from_environment
from lib.ui.frame import address, data, naming, person
from lib.ui.frame.words import LANGUAGES, _, language, number, told, told_bare

LOOKS = [Path(__file__).parent / name for name in ("theme.css", "lists.css")]


@contextmanager
def page(title: str, question: str, needs: str = "lines", right: str = "read") -> Iterator[None]:
    """Frame a page; `title` and `question` are already in the reader's language. Every UserError becomes a
    sentence with a next step.

    `needs` is what the register must know on the date for the page to say anything: `lines`, `files` (a delivered file
    is enough) or nothing (empty); where it does not, the page says so and offers the first day. `right` is what the
    reader's role must give.
    """
    address.follow()
    naming.show(title)
    for look in LOOKS:
        st.html(look)
    with st.container(horizontal=True, vertical_alignment="center", key="heading"):
        st.title(title, anchor=False)
        asked = escape(question, quote=True)
        st.html(f'<p class="question" title="{asked}">{asked}</p>{person.link()}')
        controls = st.container(
            horizontal=True, horizontal_alignment="right", vertical_alignment="center", key="controls"
        )
    with ExitStack() as whole:
        try:
            with storage.explained(from_environment().register_path):
                person.demand(right)
                whole.enter_context(data.one_version(is_whole=right == "manage"))
                with controls:
                    _controls()
                _banner()
                is_silent = bool(needs) and not _known(needs)
        except UserError as error:
            _say(error)
            st.stop()  # the page's body would only fail the same way
        if is_silent:
            _silence()
            _foot()
            st.stop()
        try:
            with storage.explained(from_environment().register_path):
                yield
                _foot()
        except UserError as error:
            _say(error)


def _say(error: UserError) -> None:
    """An error as a sentence with a next step."""
    if isinstance(error, NotBuilt):
        how = _("Make one in a shell: python -m lib init, or python -m lib init --demo for a fictional one.")
        empty(_("There is no register yet."), how)
    elif isinstance(error, RegisterBusy):
        empty(_("Another program holds the register."), told_bare(error))
    else:
        st.error(told(error))


def _controls() -> None:
    """Date, compared date and language, at the right of the title."""
    _language_button()
    version = data.reading().version()
    with st.popover(_("As of {day} · version {version}", day=data.as_of(), version=version)):
        _date("as_of", _("As of"), data.as_of())
        _date("since", _("Compare with"), data.day_of("since"))
        _date("known_on", _("As it was known at the end of"), data.day_of("known_on"))
        st.caption(_("Every number, map and export of the page speaks of this date."))


def _language_button() -> None:
    other = next(code for code in LANGUAGES if code != language())
    st.button(LANGUAGES[other], type="tertiary", key="language", on_click=address.put, args=("lang", other))


def _date(key: str, label: str, value: date | None) -> None:
    box = f"{key}_box"
    st.session_state[box] = value
    st.date_input(label, key=box, format="YYYY-MM-DD", max_value=data.LAST_DAY, on_change=_keep_date, args=(key, box))


def _keep_date(key: str, box: str) -> None:
    chosen = st.session_state[box]
    is_usual = chosen is None or (key == "as_of" and chosen == data.opens_on())
    address.put(key, "" if is_usual else chosen.isoformat())


def _banner() -> None:
    if not is_demo():
        return
    notice = _("Demonstration data: every enterprise and number on this page is fictional.")
    if others := int(data.one("every/is_demo").other_count):
        notice = _(
            "Demonstration register: {count} imported batches that are not demonstration data stand among fictional "
            "enterprises, so no total on this page is real. Keep real data in a register of its own.",
            count=number(others),
        )
    elif data.as_of() == data.opens_on() < date.today():
        notice += " " + _("It opens on {day}, the end of its plan year.", day=data.as_of())
    st.html(f'<div class="demo">{escape(notice)}</div>')


def is_demo() -> bool:
    """Whether any batch of the register is demonstration data."""
    return bool(data.one("every/is_demo").is_demo)


def _foot() -> None:
    """The line that makes a printed page citable."""
    words = _(
        "As of {day} · register version {version} · {language}",
        day=data.as_of(),
        version=data.reading().version(),
        language=LANGUAGES[language()],
    )
    known = f" · {_('as known on {day}', day=data.reading().known_on)}" if data.reading().known_on else ""
    demo = f" · {_('demonstration data')}" if is_demo() else ""
    st.html(f'<p class="foot">{escape(_("Exit Atlas"))} · {escape(words)}{escape(known)}{escape(demo)}</p>')
    if told := person.unlocked():
        st.html(told)


def to_the_top() -> None:
    """Bring the top of the page into sight, once: what was just done is told there."""
    main = """document.querySelector('[data-testid="stMain"]')"""
    st.html(f"<script>{main}?.scrollTo(0, 0)</script>", unsafe_allow_javascript=True)


def empty(what: str, next_step: str) -> None:
    """An empty state: what there is not, and what to do."""
    st.html(f'<div class="empty"><b>{escape(what)}</b><br>{escape(next_step)}</div>')


def _known(needs: str) -> bool:
    """Whether the register knows on the page's date what the page is about."""
    known = data.one("every/first_day")
    return bool(known.line_count or (needs == "files" and known.batch_count))


def _silence() -> None:
    """What a page says on a date of which the register knows nothing, with the way to the first day: silence is not
    zero, and it is not a filter that matches nothing."""
    if data.reading().scope == ():
        empty(
            _("Your account answers for no area."),
            _("The administrator gives an account its areas (python -m lib user)."),
        )
        return
    first = data.one("every/first_day").first_day
    if pd.isna(first):
        empty(_("No data."), _("Import a county's workbook first."))
        return
    day = f"{first:%Y-%m-%d}"
    empty(
        _("No data on {day}: the register knows no line on this date.", day=data.as_of()),
        _("The first date with data is {day}.", day=day),
    )
    with st.container(horizontal=True, horizontal_alignment="center"):
        st.button(_("Go to {day}", day=day), type="primary", key="first_day", on_click=address.put, args=("as_of", day))


def nothing_found() -> None:
    """The empty state of a filtered list."""
    empty(_("Nothing matches."), _("Clear a filter or choose another date."))
