"""Freezes on the screen: which there are, and what differs from the frozen report now."""

from collections.abc import Iterable
from typing import Any

import pandas as pd
import streamlit as st

from lib.register.editions import Edition
from lib.reports.freeze import Change, changed_since
from lib.reports.periods import Period
from lib.ui.frame import data
from lib.ui.frame.page import empty
from lib.ui.frame.words import _, language
from lib.ui.parts import tables


def frozen(period: Period) -> None:
    """Every freeze of the period; the newest is what its papers are made from."""
    found = data.ask("reports/freezes", period=period.period)
    if found.empty:
        empty(_("This period is not frozen."), _("Its papers are drafts until its figures are frozen."))
    else:
        tables.sheet(
            found, ("freeze_id", "as_of", "register_version", "sha256", "actor", "recorded_at", "is_newest")
        )  # fmt: skip


def changes(period: Period) -> None:
    """What differs from the frozen report now, cell by cell."""
    if data.ask("reports/freezes", period=period.period).empty:
        return
    found = _changes(data.reading(), period.period)
    st.subheader(_("Changed since frozen"), anchor=False)
    if not found:
        st.caption(_("Nothing: the register still gives the frozen figures."))
        return
    names = {
        "exits": _("Exit list"), "progress": _("Exit progress"), "statements": _("Statements"),
        "outdated": _("Lines still outdated at the date, by area"), "screening": _("Screening of the five sectors"),
        "departments": _("Municipal departments"), "summaries": _("Summary of the work"),
    }  # fmt: skip
    together: dict[tuple[str, tuple[Any, ...]], list[Change]] = {}
    for change in found:
        together.setdefault((change.table, change.key), []).append(change)
    shown = [_changed(names[table], part) for (table, _key), part in together.items()]
    tables.sheet(pd.DataFrame(shown), ("table", "subject", "before", "now"), is_cards=True)


def _changed(table: str, part: list[Change]) -> dict[str, str]:
    """One row of a frozen table: what it said, and what the register says now."""
    subject = tables.joined(*_subject(part[0]))
    if not part[0].column:
        came = part[0].kind == "added"
        words = _("row added") if came else _("row removed")
        return {"table": table, "subject": subject, "before": "–" if came else "", "now": words}
    told = [change for change in part if _is_told(change)]
    before = _values((change.column, change.before) for change in told)
    return {"table": table, "subject": subject, "before": before, "now": _values((c.column, c.now) for c in told)}


def _is_told(change: Change) -> bool:
    """Codes whose names change with them, and ids, say nothing to a reader."""
    is_code = f"{change.column}_name" in change.row or change.column in ("statement", "first_reported_on")
    return not (is_code or change.column.endswith("_id"))


def _values(pairs: Iterable[tuple[str, Any]]) -> str:
    """Columns with their values; what is empty is left out."""
    labels = data.labels("column") | {
        "is_contradicted": _("Does not fit the register"),
        "is_unsupported": _("Not supported by the register"),
    }
    said = [f"{labels.get(column, column)} {tables.plain(value)}" for column, value in pairs if value is not None]
    return ("; " if language() == "en" else "；").join(said) or "–"


def _subject(change: Change) -> list[object]:
    """What a row is about; in a matrix the state is what changes, in the progress it is what the row is about."""
    names = ("reporter_name", "area_name", "enterprise_name", "sector_name", "process_name", "line_name")
    return [change.row.get(name) for name in (*names, *(["state_name"] if change.table == "progress" else []))]


@st.cache_data(show_spinner=False, max_entries=10, hash_funcs=data.IDENTITY)
def _changes(source: Edition, period: str) -> list[Change]:
    """The key holds the register and its version."""
    return changed_since(source, period)
