"""The corrective actions of the city: who owes what until when, by area, state, inspecting body and deadline."""

import streamlit as st

from lib.ui.frame import address, data
from lib.ui.frame.page import empty
from lib.ui.frame.words import _
from lib.ui.parts import exports, filters, tables

VIEW = "corrections"
COLUMNS = (
    "action_id", "action_state_name", "area_name", "enterprise_name", "action_text", "action_owner", "due_on",
    "body_name", "item", "question", "inspection_plan_id", "ordered_on", "handed_in_on", "handed_in_note",
    "rechecked_on", "why_withdrawn",
)  # fmt: skip
SHOWN = COLUMNS[:9]


def is_asked() -> bool:
    """Whether the address asks for the corrective actions."""
    return address.value("view") == VIEW


def link() -> str:
    """The address of the corrective actions of the area that is looked at, or of all."""
    return address.link("inspection_plan", view=VIEW, area=address.value("area"))


def show() -> None:
    """The filters, the actions under them, those that are owed first, and their file."""
    states, bodies = data.labels("action_state"), dict(data.ask("inspection_plan/bodies").itertuples(index=False))
    asked = filters.row(
        "area",
        state=lambda: filters.choice("state", _("State"), states, _("All states")),
        body=lambda: filters.choice("body", _("Inspecting body"), bodies, _("All bodies")),
        by=lambda: filters.day("by", _("Due by")),
    )
    asked["by"] = asked["by"].isoformat() if asked["by"] else ""
    tables.ways({_("Back to the list"): address.link("inspection_plan", area=asked["area"])})
    st.subheader(_("Corrective actions"), anchor=False)
    rows = data.ask("inspection_plan/corrections", **asked)
    if rows.empty:
        empty(_("No corrective action is found here."), _("They are ordered beside a no on the checklist of a visit."))
        return
    visits = rows[["inspection_plan_id", "enterprise_id", "checklist"]].itertuples(index=False)
    links = {
        "action_id": [
            address.link("checklist", plan=one, enterprise=code, checklist=name) for one, code, name in visits
        ],
        "enterprise_name": [address.link("enterprise", enterprise=code) for code in rows.enterprise_id],
    }
    told = {
        "area": asked["area"], _("State"): states.get(asked["state"], ""),
        _("Inspecting body"): bodies.get(asked["body"], ""), _("Due by"): asked["by"],
    }  # fmt: skip
    exports.buttons("inspection_plan/corrections", _("Corrective actions"), COLUMNS, asked, told)
    tables.sheet(rows, SHOWN, links, is_cards=True, key="page")
