"""What a page knows: the register, opened once per process, and named queries on it, remembered per register
version."""

from contextlib import suppress
from datetime import date
from typing import Any

import pandas as pd
import streamlit as st

from lib.atlas import open_atlas
from lib.errors import UserError
from lib.register.store import Register
from lib.settings import Settings, from_environment
from lib.ui import address
from lib.ui.words import _, language

FIRST_DAY, LAST_DAY = date(1949, 10, 1), date(2100, 12, 31)  # of which anybody may ask


@st.cache_resource(show_spinner=False, hash_funcs={Settings: repr})
def _opened(settings: Settings) -> Register:
    return open_atlas(settings)


def register() -> Register:
    """The register of this process. Raises NotBuilt or RegisterBusy, which the page frame shows."""
    return _opened(from_environment())


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


def as_of() -> date:
    """The date the page speaks of."""
    return day_of("as_of") or date.today()


def ask(name: str, *, on: date | None = None, **params: Any) -> pd.DataFrame:
    """Rows of `queries/pages/<name>.sql` as of the page's date (or `on`) in the reader's language."""
    source = register()
    query = f"pages/{name}"
    key = (source.settings.register_url, source.version(), source.sql(query), on or as_of(), language())
    return _answered(source, query, key, params)


@st.cache_data(show_spinner=False, max_entries=400, hash_funcs={Register: lambda source: source.settings.register_url})
def _answered(
    source: Register, query: str, key: tuple[str, int, str, date, str], params: dict[str, Any]
) -> pd.DataFrame:
    """The cache's key holds everything an answer depends on: register, version, SQL text, date, language and
    parameters."""
    return source.ask(query, as_of=key[3], language=key[4], **params)


def one(name: str, *, on: date | None = None, **params: Any) -> pd.Series:
    """The only row of a query."""
    return ask(name, on=on, **params).iloc[0]


def labels(kind: str) -> dict[str, str]:
    """Code → name of the areas, sectors, processes, states, verdicts, dimensions, units, columns … in the
    reader's language."""
    rows = ask("labels", kind=kind)
    return dict(zip(rows.code, rows["name"], strict=True))


def named(kind: str, code: object) -> str:
    """Name of one code of a kind; a code without a name is shown as it is, a missing one as a dash."""
    return labels(kind).get(str(code), str(code)) if code is not None and code == code else "–"  # noqa: PLR0124


def colours(kind: str = "verdict") -> dict[str, str]:
    """Verdict → its colour, or the colours of another kind (`stage`, `clock_colour`)."""
    rows = ask("labels", kind=kind)
    return dict(zip(rows.code, rows.colour, strict=True))
