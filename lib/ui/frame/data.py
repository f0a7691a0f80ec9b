"""What a page knows: the register, opened once per process, and named queries on one version of it, remembered.

Everything a page run says is of one version (`one_version`). It may be the one before the newest while that is being
made ready, so that nobody who clicks on waits for a writer; but a session always sees what it wrote itself, and what
stood when it began.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from contextvars import ContextVar
from datetime import date
from typing import Any, Final

import pandas as pd
import streamlit as st
from starlette.requests import HTTPConnection

from lib.access.writing import OpenRegister, OwnRegister, Typed
from lib.errors import UserError
from lib.register.editions import Edition
from lib.register.reading import Scope
from lib.register.store import Register
from lib.settings import Settings, from_environment
from lib.ui.frame import address, once, person, turns
from lib.ui.frame.saving import memory
from lib.ui.frame.words import _, language
from lib.up_to_date import open_atlas

FIRST_DAY, LAST_DAY = date(1949, 10, 1), date(2100, 12, 31)  # of which anybody may ask
IDENTITY: Final[dict[str | type, Callable[[Any], Any]]] = {  # what a cache knows an edition by
    Edition: lambda source: (source.settings.register_url, source.version(), source.known_on, source.scope)
}
AT_WORK = ("targets", "inspection_plan", "checklist", "found", "supervision", "import_file", "requests")
Read = tuple[int, ...]  # numbers of tables
MANY = 1000  # rows; a list of more takes memory and is kept with few others
OWN, READ = "own_version", "read_version"
_pinned: ContextVar[Edition | None] = ContextVar("pinned", default=None)


@st.cache_resource(show_spinner=False, hash_funcs={Settings: repr})
def _opened(settings: Settings) -> Register:
    return open_atlas(settings)


def shared() -> Register:
    """The register of this process, whole: for what speaks to no reader. Raises NotBuilt or RegisterBusy."""
    return _opened(from_environment())


@once.once
def register(second: str = "") -> Register:
    """The register as the reader may see it and write in it, while it has no account with the second person whose name
    they type. Raises NotBuilt or RegisterBusy, which the page frame shows."""
    who = person.signed_in()
    return OwnRegister(shared(), who) if who else OpenRegister(shared(), Typed(second) if second else None)


def register_of(request: HTTPConnection) -> Register:
    """The register as who sends a request may see it: for routes beside the pages. Raises NotBuilt or RegisterBusy."""
    who = person.of_headers(request.headers)
    return OwnRegister(shared(), who) if who else shared()


@contextmanager
def one_version(*, is_whole: bool = False) -> Iterator[None]:
    """Let everything asked in this block be of one version; of the whole register where the page speaks of the server
    and no reader's areas. Raises NotBuilt or RegisterBusy."""
    edition = shared().latest(shared().version()) if is_whole else _latest()
    memory()[READ] = edition.version()
    if known_on := day_of("known_on"):
        edition = register().known(known_on)
    token = _pinned.set(edition)
    once.forget()
    try:
        yield
    finally:
        _pinned.reset(token)


def reading() -> Edition:
    """The version the page speaks of; in a part of it that runs alone, the same while it is kept."""
    if found := _pinned.get():
        return found
    if known_on := day_of("known_on"):
        return register().known(known_on)
    return register().kept(memory().get(READ, -1)) or _latest()


def later(make: Callable[..., bytes], *asked: Any, **more: Any) -> Callable[[], bytes]:
    """A file made when it is clicked for: of the version the page speaks of, or of the newest when that is no longer
    kept, for what waits to be clicked must not hold a version in memory."""
    source, version, known_on = register(), reading().version(), reading().known_on
    if known_on:
        return lambda: make(source.known(known_on), *asked, **more)
    return lambda: make(source.kept(version) or source.reading(), *asked, **more)


def _latest() -> Edition:
    """The latest version that is ready, never one older than what this session wrote; who opens a page anew, or loads
    it again, is shown the newest."""
    source, kept = register(), memory()
    kept[OWN] = max(kept[OWN] if OWN in kept else source.version(), source.own_version())
    with turns.aside():
        return source.latest(kept[OWN])


def day_of(key: str) -> date | None:
    """A date of the URL (`as_of`, `since`); None when it says none. Raises UserError for what is not a date, or none
    a register speaks of."""
    text = address.value(key)
    if not text:
        return None
    with suppress(ValueError):
        day = date.fromisoformat(text)
        if FIRST_DAY <= day <= LAST_DAY:
            return day
    raise UserError(_("The address says {key}={text}, which is not a date like 2022-07-15.", key=key, text=text[:40]))


@once.once
def as_of() -> date:
    """The date the page speaks of: the one its address names, else the one on which the register opens."""
    return day_of("as_of") or opens_on()


def opens_on() -> date:
    """The date of a page whose address names none: `usual_day`, but today where what is entered is of today."""
    return date.today() if st.session_state.get("page_shown") in AT_WORK else usual_day()


def usual_day() -> date:
    """Today; a register of demonstration data alone opens at the end of its plan year, or all of it would be late."""
    version = memory().get(READ) or shared().version()  # that which the page speaks of, all of it
    return min(_demo_ends(version, from_environment()) or date.max, date.today())


@st.cache_data(show_spinner=False, max_entries=8, hash_funcs={Settings: repr})
def _demo_ends(version: int, settings: Settings) -> date | None:
    """The last day of a demonstration's plan year as of a version; None for every other register. Asked of the live
    register: no snapshot has a date before this is known."""
    rows = shared().query("pages/every/opens_on")
    return None if rows.empty else rows.opens_on.iloc[0].date()


@once.once
def compared() -> date:
    """The earlier date with which the page compares: the one its address names, else the last frozen report's, else a
    month back."""
    asked = day_of("since")
    compared: date = asked if asked and asked < as_of() else one("leading/compared").since.date()
    return compared


def ask(name: str, *, on: date | None = None, **params: Any) -> pd.DataFrame:
    """Rows of `queries/pages/<name>.sql` as of the page's date (or `on`) in the reader's language."""
    source, query, day = reading(), f"pages/{name}", on or as_of()
    read = follows(query, day)
    if since := params.get("since"):
        read += follows("asks/account/standings", since)
    answered = _answered if params.get("size", 0) <= MANY else _answered_whole
    found = answered(source, read, source.scope, source.sql(query), query, day, language(), params)
    return found.copy(deep=False)  # shared by all sessions: pandas copies what one of them would change


def forget_answers() -> None:
    """Let everything be asked anew: for who measures what a page asks."""
    st.cache_data.clear()
    _answered.clear()
    _answered_whole.clear()


def follows(query: str, day: date) -> Read:
    """What the answer to a query of a date follows from: the tables that are read, by number; they are made."""
    made(day, query)
    return reading().read(day, query)


def made(day: date, query: str = "") -> None:
    """Let the snapshot of a date be made that a query reads (default: any), before it is asked inside a cache: whoever
    waits for an answer there may hold every turn."""
    source = reading()
    if not source.is_ready(day, query):
        with turns.aside():
            source.snapshot_cursor(day, query=query)


@st.cache_resource(show_spinner=False, max_entries=4000)
def _answered(
    _source: Edition, read: Read, scope: Scope, sql: str, query: str, day: date, words: str, params: dict[str, Any]
) -> pd.DataFrame:
    """The cache's key holds everything an answer depends on: the tables that are read, scope, SQL text, date, language
    and parameters. The answer outlives a write that touches none of those tables."""
    return _source.ask(query, as_of=day, language=words, **params)


@st.cache_resource(show_spinner=False, max_entries=8)
def _answered_whole(
    _source: Edition, read: Read, scope: Scope, sql: str, query: str, day: date, words: str, params: dict[str, Any]
) -> pd.DataFrame:
    """The same of a list as a whole, which is asked for to be put in order."""
    return _source.ask(query, as_of=day, language=words, **params)


def one(name: str, *, on: date | None = None, **params: Any) -> pd.Series:
    """The only row of a query."""
    return ask(name, on=on, **params).iloc[0]


@once.once
def labels(kind: str) -> dict[str, str]:
    """Code → name of the areas, sectors, processes, states, verdicts, dimensions, units, columns … in the
    reader's language."""
    rows = ask("every/labels", kind=kind)
    return dict(zip(rows.code, rows["name"], strict=True))


@once.once
def areas() -> dict[str, str]:
    """Code → name of the areas that the reader sees."""
    scope = reading().scope
    return {code: name for code, name in labels("area").items() if scope is None or code in scope}


def named(kind: str, code: object) -> str:
    """Name of one code of a kind; a code without a name is shown as it is, a missing one as a dash."""
    return labels(kind).get(str(code), str(code)) if code is not None and code == code else "–"  # noqa: PLR0124


@once.once
def colours(kind: str = "verdict") -> dict[str, str]:
    """Verdict → its colour, or the colours of another kind (`stage`, `clock_colour`)."""
    rows = ask("every/labels", kind=kind)
    return dict(zip(rows.code, rows.colour, strict=True))
