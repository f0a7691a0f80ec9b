"""What is due and what is overdue, per area and lead department; the credit list."""

from functools import partial
from typing import Any

import streamlit as st

from lib.ui.frame import address, data
from lib.ui.frame.page import empty
from lib.ui.frame.words import _, number
from lib.ui.parts import cases, deadlines, exports, filters, tables

DUE_COLUMNS = (
    "enterprise_name", "case_id", "line_name", "clock_name", "due_on", "days_left", "days_overdue", "colour_name",
    "stage_name", "area_name", "lead_department", "document_no", "clause", "due_basis",
)  # fmt: skip
OVERDUE_COLUMNS = ("name", "overdue_cases", "due_month_cases", "running_clocks", "next_due_on")
CREDIT_COLUMNS = (
    "enterprise_name", "case_id", "credit_code", "area_name", "line_name", "stage_name", "clock_name", "overdue_since",
    "days_overdue", "listed_because", "is_published", "published_on", "publication_no", "decided_on",
    "credit_class_name", "published_until", "term_clause", "repaired_on", "repair_no", "restrictions", "clause",
)  # fmt: skip
MEASURE_COLUMNS = (
    "enterprise_name", "case_id", "restriction_name", "basis", "authority", "document_no", "from_on", "until_on",
    "is_standing",
)  # fmt: skip


def show(place: dict[str, str]) -> None:
    """Counts per area and per department, then the clocks themselves with a calendar file."""
    left, right = st.columns(2, gap="medium")
    with left:
        st.subheader(_("Each area"), anchor=False)
        _counts("area", "area")
    with right:
        st.subheader(_("Each lead department"), anchor=False)
        _counts("department", "department")
    st.subheader(_("Running deadlines"), anchor=False)
    names = {code: name for code, name in data.labels("clock_colour").items() if code in filters.RUNNING}
    names |= {"within_30": _("Due within 30 days")}
    asked = filters.row(
        department=lambda: filters.choice("department", _("Lead department"), _departments(), _("All departments")),
        colour=lambda: filters.choice("colour", _("Urgency"), names, _("Any urgency")),
    )
    params: dict[str, Any] = place | asked
    rows = data.ask("ledger/due", **params)
    if rows.empty:
        empty(_("No deadline is running here."), _("Clear a filter, or order a rectification in a case."))
        return
    deadlines.calendar_button(place["area"], asked["department"])
    exports.buttons("ledger/due", _("Running deadlines"), DUE_COLUMNS, params, params)
    tables.frame(rows, DUE_COLUMNS, _("Running deadlines"))


def _departments() -> dict[str, str]:
    return {code: code for code in data.ask("ledger/overdue", by="department").code}


def _counts(by: str, key: str) -> None:
    """Overdue and due cases of each area or department; a name narrows the list below."""
    rows = data.ask("ledger/overdue", by=by)
    if rows.empty:
        st.caption(_("No deadline is running."))
        return
    due = partial(address.link, "ledger", view="due")
    links = {
        "name": [due(**{key: code}) for code in rows.code],
        "running_clocks": [due(**{key: code}) for code in rows.code],
        "overdue_cases": [due(**{key: code}, colour="overdue") for code in rows.code],
    }
    if by == "area":
        for column, mark in (("overdue_cases", "overdue"), ("due_month_cases", "due_month")):
            links[column] = [address.link("ledger", area=code, mark=mark) for code in rows.code]
    tables.sheet(rows, OVERDUE_COLUMNS, links)
    if by == "department":
        st.caption(
            _("A case that several departments lead jointly counts at each: the column adds up to more than the total.")
        )
    exports.buttons("ledger/overdue", _("Due and overdue"), OVERDUE_COLUMNS, {"by": by}, {}, key=f"_{by}")


def credit(place: dict[str, Any]) -> None:
    """Overdue exits and the entries on the credit platform, and the measures that rest on them."""
    st.caption(_("Overdue exits not shut, and every entry on the credit platform with the measures that rest on it."))
    _unlisted(place)
    rows = data.ask("ledger/credit", **place)
    if rows.empty:
        empty(_("The credit list is empty."), _("An exit comes here on the day after its deadline."))
    else:
        exports.buttons("ledger/credit", _("Credit list"), CREDIT_COLUMNS, place, place)
        tables.frame(rows, CREDIT_COLUMNS, _("Credit list"))
    _measures(place)


def _measures(place: dict[str, Any]) -> None:
    """Each measure with its basis, who took it, and from when until when."""
    rows = data.ask("ledger/measures", **place)
    st.subheader(_("Credit measures"), anchor=False)
    if rows.empty:
        st.caption(_("No measure is recorded. Each needs its own legal basis; none is set by default."))
        return
    exports.buttons("ledger/measures", _("Credit measures"), MEASURE_COLUMNS, place, place)
    tables.frame(rows, MEASURE_COLUMNS, _("Credit measures"), "measures_page")


def _unlisted(place: dict[str, Any]) -> None:
    """How many overdue cases are not on the list and why, with the way to them."""
    everything: dict[str, Any] = dict.fromkeys(cases.FILTERS, "") | {"enterprise": "", "start": 0, "size": 1}
    rows = data.ask("ledger/cases", **everything | place | {"mark": cases.UNLISTED})
    if rows.empty:
        return
    words = _(
        "Another {count} overdue cases are not listed: the line is shut, in this case or in another one about it. What "
        "is past its date is its sealing or dismantling or its other case, which is no exit missed.",
        count=number(int(rows.total_count.iloc[0])),
    )
    link = address.link("ledger", **place, mark=cases.UNLISTED)
    st.markdown(f"{words} [{_('See these cases')}]({link})")
