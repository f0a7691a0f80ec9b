"""The two logs: what was written into the register, and who came in, was refused or took something out. Each filtered,
page by page, with its export, and looked at as a whole."""

from datetime import date, datetime, time, timedelta
from typing import Any, Final

import pandas as pd
import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from lib.access.access_log import AccessLog
from lib.exports.formats import FORMATS, Format
from lib.exports.query import table_of
from lib.register.chain import Verified
from lib.register.reading import Reading
from lib.settings import from_environment
from lib.ui.frame import address, data, downloads, turns, upkeep
from lib.ui.frame.page import nothing_found
from lib.ui.frame.words import _, language, number
from lib.ui.parts import filters, paging, tables

WRITTEN: Final = (
    "version", "recorded_at", "actor", "second_person", "action_name", "subject", "said_before", "said_after", "note",
)  # fmt: skip
ENTERED: Final = ("entry_id", "noted_at", "kind_name", "account_name", "done_by", "from_place", "note")
FIRST, LAST = date(2000, 1, 1), date(2199, 12, 31)


def show(line: DeltaGenerator) -> None:
    """One of the logs, the newest entry first; `line` is where its filters are drawn."""
    names = {"written": _("What was written"), "entered": _("Who came in and took something out")}
    is_written = address.value("log") != "entered"
    known = data.ask("admin/actors").actor.tolist() if is_written else AccessLog(from_environment()).names()
    kinds = _actions() if is_written else _kinds()
    with line:
        chosen = filters.row(
            log=lambda: filters.choice("log", _("Log"), names),
            who=lambda: filters.choice("who", _("Person"), {name: name for name in known}, _("Everybody")),
            action=lambda: filters.choice("action", _("What was done"), kinds, _("All kinds")),
            **{
                "from": lambda: filters.day("from", _("First day")),
                "until": lambda: filters.day("until", _("Last day")),
            },
            q=lambda: filters.words(_("Who, what, or a word of the note")),
        )
    log, first, last = chosen.pop("log"), chosen.pop("from"), chosen.pop("until")
    days: dict[str, Any] = {"first": first or FIRST, "last": last or LAST}
    if is_written:
        tables.paged("admin/written", names[log], WRITTEN, chosen, right="manage", **days)
    else:
        _entered(names[log], chosen, days)
    _looked()


def _entered(title: str, chosen: dict[str, str], days: dict[str, date]) -> None:
    """The access log, which no snapshot holds: entries come while it is read."""
    log, kinds = AccessLog(from_environment()), _kinds()
    asked = chosen | {"since": _start(days["first"]), "until": _start(days["last"] + timedelta(days=1))}
    total = log.page(start=0, size=1, **asked)[1]
    if not total:
        nothing_found()
        return
    start = paging.turned(total)[1]
    rows = log.page(start=start, size=paging.size(), **asked)[0]
    tables.sheet(_frame(rows, kinds), ENTERED, is_cards=True)
    told = filters.described({name: str(value) for name, value in (chosen | days).items() if value})
    labels = data.labels("column")

    def made(register: Reading, form: Format, day: date, words: str) -> bytes:
        every = _frame(log.page(start=0, size=paging.ALL_ROWS, **asked)[0], kinds)
        return form.write(table_of(register, "access_log", every, labels, told, day, words, title))

    with st.container(horizontal=True):
        for form in FORMATS:
            downloads.button(
                _("Export {format}", format=form.label), data.later(made, form, data.as_of(), language()),
                file_name=f"access_log_{date.today():%Y%m%d}.{form.extension}", mime=form.mime,
                key=f"export_access_log_{form.extension}", told={"filters": told, "rows": total},
            )  # fmt: skip


def _frame(rows: list[dict[str, Any]], kinds: dict[str, str]) -> pd.DataFrame:
    """Entries in the columns of the table."""
    made = pd.DataFrame(rows)
    made["noted_at"] = [datetime.fromtimestamp(moment).replace(microsecond=0) for moment in made.noted_at]
    made["kind_name"] = [kinds.get(kind, kind) for kind in made.kind]
    return made[list(ENTERED)]


def _start(day: date) -> float:
    """The moment at which a day begins here, in seconds since 1970."""
    return datetime.combine(day, time.min).timestamp()


def _actions() -> dict[str, str]:
    rows = data.ask("admin/actions")
    return dict(zip(rows.action, rows.action_name, strict=True))


def _kinds() -> dict[str, str]:
    """Kinds of entries of the access log with their names."""
    return {
        "signed in": _("signed in"),
        "signed out": _("signed out"),
        "refused": _("was refused"),
        "changed password": _("changed the password"),
        "taken out": _("took a file out"),
        "account made": _("account made"),
        "account bound": _("account bound to the office's own sign-in"),
        "account disabled": _("account disabled"),
        "password reset": _("first password given"),
        "role given": _("role or areas given"),
        "session ended": _("session ended by the administrator"),
    }


def _looked() -> None:
    """Look at every entry of both logs, when asked for."""
    st.caption(_("Each entry is sealed with the one before it: one that was changed or taken out afterwards is found."))
    if not st.button(_("Look at every entry of both logs"), key="verify"):
        return
    with turns.aside():
        written, entered = upkeep.whole().audited(), AccessLog(from_environment()).verified()
    _told(_("What was written"), written, written.cut_off)
    _told(_("Who came in and took something out"), entered, ())
    if written.chained_as_found:
        st.caption(_("Up to version {version} entries are older than seals and were sealed as they were found.",
                     version=written.chained_as_found))  # fmt: skip


def _told(log: str, found: Verified, cut_off: tuple[int, ...]) -> None:
    if not (found.faults or cut_off):
        st.success(_("{log}: {count} entries, all as they were written.", log=log, count=number(found.count)))
    if found.faults:
        st.error(
            _("{log}: changed, or missing before them, are the entries {numbers}.", log=log, numbers=_few(found.faults))
        )
    if cut_off:
        st.error(_("{log}: the newest were cut off: {numbers}.", log=log, numbers=_few(cut_off)))


def _few(numbers: tuple[int, ...]) -> str:
    return ", ".join(map(str, numbers[:20])) + (" …" if len(numbers) > 20 else "")
