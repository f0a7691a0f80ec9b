"""The lines of the account, and the bridge between two dates: why what is outstanding changed."""

from typing import Any

import streamlit as st

from lib.ui.frame import address, data
from lib.ui.frame.page import nothing_found
from lib.ui.frame.words import _, signed
from lib.ui.parts import account, exports, tables

LINE_COLUMNS = (
    "enterprise_name", "case_id", "line_name", "area_name", "sector_name", "process_name", "capacity", "unit_name",
    "standing_name", "why_name", "exit_day",
)  # fmt: skip
BRIDGE = ("term_name", "change", "enterprises")
Chosen = dict[str, Any]  # the page's filters: area, sector, process


def is_asked() -> bool:
    """Whether the address asks for lines of the account."""
    return bool(address.value("account") or address.value("term"))


def lines(chosen: Chosen) -> None:
    """The lines behind a number of the account: of a standing, a group, counted, or of a term of the bridge."""
    standing, term = address.value("account"), address.value("term")
    known = {*data.labels("standing"), *account.TONES, account.COUNTED}
    asked = chosen | {
        "account": standing if standing in known else "",
        "term": term if term in data.labels("bridge_term") else "",
    }
    since = data.compared()
    st.caption(account.counted_by())
    tables.paged("progress/account_lines", _("Lines of the account"), LINE_COLUMNS, asked, since=since)


def title() -> str:
    """What the list shows."""
    standing, term = address.value("account"), address.value("term")
    names = data.labels("standing") | data.labels("standing_group") | {account.COUNTED: _("counted")}
    if term in data.labels("bridge_term"):
        return _("Lines of the account: {what}", what=data.labels("bridge_term")[term])
    return _("Lines of the account: {what}", what=names[standing]) if standing in names else _("Lines of the account")


def shown(chosen: Chosen) -> None:
    """The terms between the compared date and the page's; each opens its lines."""
    since = data.compared()
    rows = data.ask("progress/bridge", **chosen, since=since)
    if rows.empty:
        nothing_found()
        return
    links = {"change": [address.link("progress", **chosen, term=term) for term in rows.term]}
    tables.sheet(rows, BRIDGE, links)
    change = int(rows.change.sum())
    st.caption(
        _(
            "Outstanding lines changed by {change} since {day}.",
            change=signed(change),
            day=since,
        )
    )
    params: dict[str, Any] = {**chosen, "since": since}
    exports.buttons("progress/bridge", _("Bridge between two dates"), BRIDGE, params, chosen)
