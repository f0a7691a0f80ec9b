"""The board: every area in a period by what the plan asks of it, and how far its issues are mended."""

from typing import Any

import pandas as pd
import streamlit as st

from lib.reports.periods import Period, periods
from lib.ui.frame import address, data
from lib.ui.frame.page import empty
from lib.ui.frame.words import _, day, language
from lib.ui.parts import exports, filters, tables

SHOWN = ("plan", "meeting", "reporting", "sampling")
COLUMNS = (
    "area_name", "supervision_id", "supervision_state_name", "judged_count", "fulfilled_count", "failed_count",
    "unknown_count", "fulfilled_share", "issue_count", "open_issue_count", "overdue_issue_count", "closed_issue_count",
    "opened_on", "fed_back_on", "feedback_no", "circulated_on", "circular_no", "due_on",
)  # fmt: skip


def chosen() -> tuple[Period | None, str]:
    """The period of the address, else the last that has begun, and one of the areas or none for the board; no period
    before the first has begun."""
    known = _periods()
    if not known:
        empty(_("No period of reports has begun on this date."), _("Choose a later date."))
        return None, ""
    if address.value("period") not in known:
        st.query_params["period"] = list(known)[-1]
    names = {code: f"{one.name} · {_('due {day}', day=day(one.due_on))}" for code, one in known.items()}
    asked = filters.row(
        period=lambda: filters.choice("period", _("Report period"), names),
        area=lambda: filters.choice("area", _("Area"), data.areas(), _("All areas")),
    )
    return known[asked["period"]], asked["area"]


def _periods() -> dict[str, Period]:
    """Code → period, of those in which areas report and that have begun."""
    return {
        one.period: one
        for one in periods(data.reading(), language())
        if one.reporter == "areas" and one.opens_on <= data.as_of()
    }


def show(period: Period) -> None:
    """Areas down, in official order; across what the plan asks, the issues, and what became of them."""
    rows = data.ask("supervision/board", period=period.period, area="")
    st.caption(
        _("As stated, or as the register knows where nobody stated it; unknown is never in order. Supervision is of "
          "governments: a team inspects no enterprise.")
    )  # fmt: skip
    table, columns = _spread(rows, data.ask("supervision/parts", period=period.period))
    links = [address.link("supervision", period=period.period, area=code) for code in rows.area_code]
    tables.sheet(table, columns, {"area_name": links}, is_cards=True)
    exports.buttons("supervision/board", _("Supervision"), COLUMNS, {"period": period.period, "area": ""}, {})


def _spread(rows: pd.DataFrame, parts: pd.DataFrame) -> tuple[pd.DataFrame, tuple[str, ...]]:
    """The rows of the board, each part of the checklist a column of its own."""
    names, table = data.labels("supervision_part"), rows.copy()
    counted = {(one.area_code, one.part): one for one in parts.itertuples()}
    for part in SHOWN:
        table[names[part]] = [_counts(counted.get((code, part))) for code in rows.area_code]
    found, mended = _("Issues"), _("Mended")
    table[found] = [_found(one) for one in rows.itertuples()]
    table[mended] = [_mended(one) for one in rows.itertuples()]
    spread = tuple(names[part] for part in SHOWN)
    return table, ("area_name", "supervision_state_name", *spread, found, mended, "fulfilled_share")


def _counts(row: Any) -> str:
    if row is None:
        return "–"
    names = data.labels("item_outcome")
    told = ((names[code], getattr(row, f"{code}_count")) for code in ("fulfilled", "failed", "unknown"))
    return " · ".join(f"{name} {count}" for name, count in told if count)


def _found(row: Any) -> str:
    if not tables.is_said(row.fed_back_on):
        return _("{count} not in order, not fed back", count=row.failed_count)
    return str(row.issue_count)


def _mended(row: Any) -> str:
    count, late = row.issue_count, row.overdue_issue_count
    if not count:
        return "–"
    said = _("{closed} of {count}", closed=row.closed_issue_count, count=count)
    return tables.joined(said, _("{count} overdue", count=late) if late else None)
