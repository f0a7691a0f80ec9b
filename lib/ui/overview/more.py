"""Below the three questions: what the verdicts say, the gravest lines, and what is taken along."""

import streamlit as st

from lib.ui.frame.words import _
from lib.ui.overview import silence, takeaway
from lib.ui.parts import account, cards, cases, charts, filters, inspections, listings


def shown() -> None:
    """One of the parts, as the address asks; the others are not computed."""
    parts = {"verdicts": _("Verdicts"), "ladder": _("Exit and reports"), "lines": _("The gravest lines")}
    {"verdicts": verdicts, "ladder": ladder, "lines": lines}[filters.part("more", parts)]()
    st.subheader(_("To take along"), anchor=False)
    takeaway.buttons()


def verdicts() -> None:
    """How many lines each verdict has, by sector and area."""
    cards.verdict_cards()
    cards.capacity_strip()
    st.subheader(_("Lines of each sector by verdict"), anchor=False)
    charts.bars_by_verdict("sector", height=400)
    st.subheader(_("Areas in official order"), anchor=False)
    listings.areas()


def ladder() -> None:
    """The account, the cases, who is silent, and what was inspected, a line each."""
    account.strip()
    cases.strip()
    silence.strip()
    inspections.counts("overview")


def lines() -> None:
    """The outdated lines, gravest first."""
    listings.lines({"verdict": "outdated"}, _("Outdated lines"))
