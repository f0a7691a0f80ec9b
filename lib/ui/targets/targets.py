"""The targets page's parts: why enterprises are visited in numbers, the list with its map, all reasons of one."""

from html import escape
from typing import Any

import pandas as pd
import streamlit as st

from lib.ui.frame import address, data, person, saving
from lib.ui.frame.words import _, number
from lib.ui.parts import maps, tables
from lib.ui.targets import assigning, drawing, relapses

COLUMNS = (
    "enterprise_name", "visit_reason", "reason_count", "due_on", "colour_name", "lead_department", "area_name",
    "sector_name", "verdict_name", "standing_name", "source_names", "priority", "priority_parts", "address",
    "contact_name", "contact_phone", "visits_this_year", "last_visited_on",
)  # fmt: skip
REASONS = ("source_name", "visit_reason", "line_name", "case_id", "due_on", "lead_department")
MAP_HEIGHT = 480


def show(chosen: dict[str, str]) -> None:
    """Numbers by source, the reasons of the enterprise that was picked, and everybody under the filters."""
    sources(chosen)
    saving.told()
    if chosen["area"] in data.areas():
        tables.ways({_("Draft a plan of inspections here"): address.link("inspection_plan", area=chosen["area"])})
    relapses.show(chosen["area"])
    reasons(address.value("enterprise"))
    tables.paged("targets/matching", _("Whom to visit"), COLUMNS, chosen, beside=_on_map, picks="reason_count")
    if chosen["area"] in data.areas() and person.may("inspections"):
        with st.expander(_("Draw enterprises at random")):
            drawing.form(chosen["area"])
        with st.expander(_("A department asks for visits")):
            assigning.form(chosen["area"])
    saving.heard()


def _on_map(rows: pd.DataFrame) -> None:
    maps.dots(rows, MAP_HEIGHT, address.value("enterprise"))


def sources(chosen: dict[str, str]) -> None:
    """How many enterprises each source names; a number filters by it."""
    others: dict[str, Any] = {key: code for key, code in chosen.items() if key != "source"}
    rows = data.ask("targets/sources", **others)
    links = "".join(
        f'<span><a href="{escape(address.link("targets", **others, source=row.source), quote=True)}" target="_self">'
        f"{escape(row.source_name)} <b>{number(row.enterprise_count)}</b></a></span>"
        for row in rows.itertuples()
    )
    lead = escape(_("Enterprises by reason; one with several counts in each"))
    st.html(f'<div class="strip"><span class="lead">{lead}</span>{links}</div>')


def reasons(enterprise: str) -> None:
    """Every reason to visit the enterprise that was picked in the list or on the map."""
    rows = data.ask("targets/reasons", enterprise=enterprise) if enterprise else pd.DataFrame()
    if rows.empty:
        st.caption(_("Click the number of reasons, or a dot, to read all reasons to visit an enterprise."))
        return
    first = rows.iloc[0]
    with st.container(border=True, key="reasons"):
        st.html(f'<p class="who">{escape(first.enterprise_name)}</p>')
        links = {
            "case_id": [address.link("ledger", case=code) if tables.is_said(code) else "" for code in rows.case_id]
        }
        tables.sheet(rows, REASONS, links, is_cards=True)
        tables.ways({_("Open the enterprise file"): address.link("enterprise", enterprise=enterprise)})
