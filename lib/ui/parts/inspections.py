"""What inspections come to in one line, on pages of areas and enterprises; each number opens its rows below it."""

from html import escape

import streamlit as st

from lib.ui.frame import address, data
from lib.ui.frame.words import _, literal, number
from lib.ui.parts import exports, tables

COLUMNS = ("enterprise_name", "area_name", "marked_on", "inspection_plan_id", "mark_words")
THINGS = ("found", "cured")  # counted as items, the others as enterprises
OPENED = "inspected"  # the key of the address that names the number whose rows are shown


def counts(page: str, area: str = "", enterprise: str = "") -> None:
    """Inspected, due, found, relapsed of the year of the page's date; nothing where nothing was ever planned."""
    asked = {"area": area, "enterprise": enterprise}
    rows = data.ask("every/inspection_counts", area=area, enterprise=enterprise)
    if not rows.thing_count.sum():
        return
    year = data.as_of().year
    meanings = {
        "inspected": _("Visited in {year}; an enterprise counts once.", year=year),
        "due": _("Planned and not visited, to be looked at again, or asked for by a department, on the date."),
        "found": _("Items answered no at visits in {year}.", year=year),
        "cured": _("Corrective actions that a re-check in {year} closed.", year=year),
        "relapsed": _("Look-backs of {year} that found a relapse; an enterprise counts once.", year=year),
    }
    parts = []
    for row in rows.itertuples():
        of_one = (row.thing_count, _("items") if row.mark in THINGS else _("visits"))
        is_of_many = row.mark not in THINGS and not enterprise
        count, unit = (row.enterprise_count, _("enterprises")) if is_of_many else of_one
        href = escape(address.link(page, **asked, **{OPENED: str(row.mark)}), quote=True)
        title = escape(meanings[str(row.mark)], quote=True)
        words = f"{escape(str(row.mark_name))} <b>{number(count)}</b> {escape(unit)}"
        parts.append(f'<span title="{title}"><a href="{href}" target="_self">{words}</a></span>')
    lead = f'<span class="lead">{escape(_("Inspections"))}</span>'
    st.html(f'<div class="strip cases">{lead}{"".join(parts)}</div>')
    if (mark := address.value(OPENED)) in meanings:
        _rows(mark, meanings[mark], page, asked)


def _rows(mark: str, meaning: str, page: str, asked: dict[str, str]) -> None:
    """The rows behind a number, with what it counts."""
    rows = data.ask("every/inspection_rows", mark=mark, area=asked["area"], enterprise=asked["enterprise"])
    st.caption(literal(meaning))
    if not rows.empty:
        plans = [
            "" if not tables.is_said(one) else address.link("inspection_plan", plan=one)
            for one in rows.inspection_plan_id
        ]
        files = [address.link("enterprise", enterprise=one) for one in rows.enterprise_id]
        tables.sheet(rows, COLUMNS, {"inspection_plan_id": plans, "enterprise_name": files}, is_cards=True)
        exports.buttons("every/inspection_rows", data.named("inspection_mark", mark), COLUMNS, {"mark": mark, **asked},
                        {key: code for key, code in asked.items() if code})  # fmt: skip
    tables.ways({_("Close the list"): address.link(page, **asked)})
