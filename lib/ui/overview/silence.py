"""Which areas have not reported: one line for the overview, linking to the period's matrix."""

from html import escape

import streamlit as st

from lib.ui.frame import address, data
from lib.ui.frame.words import _, bare, day


def strip() -> None:
    """How many areas said nothing in the newest period that has begun; nothing before the first one."""
    rows = data.ask("overview/silent")
    if rows.empty:
        return
    row = rows.iloc[0]
    when = _("due since {day}", day=day(row.due_on)) if row.is_due else _("due on {day}", day=day(row.due_on))
    href = escape(address.link("reports", period=str(row.period)), quote=True)
    tone = data.colours("report_state")["not_reported"] if row.silent_count else ""
    counts = [(_("Areas that have not reported"), f"{row.silent_count}/{row.area_count}", tone)]
    if row.partly_count:
        counts.append((_("reported in part"), f"{row.partly_count}/{row.area_count}", ""))
    links = "".join(
        f'<a href="{href}" target="_self" style="--tone:{tone}">{escape(name)} <b>{count}</b></a>'
        for name, count, tone in counts
    )
    lead = bare("Reports of the areas: {period}, {when}", period=row.period_name, when=when)
    st.html(f'<div class="strip cases reporting"><span class="lead">{escape(lead)}</span>{links}</div>')
