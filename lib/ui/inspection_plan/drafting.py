"""The form of a new plan: area, enterprises by priority, day, body and matter, officers."""

from datetime import date, timedelta
from typing import Any

import streamlit as st

from lib.inspections.planning import MOST, Draft, Officer, plan_inspection
from lib.ui.frame import address, data, saving
from lib.ui.frame.words import _

USUAL = 6  # visits that are offered


def form() -> None:
    """Choose the area, then whom to visit there; the rest in one form."""
    names = data.areas()
    codes = list(names)
    asked = address.value("area")
    area = st.selectbox(
        _("Area of the visits"), codes, index=codes.index(asked) if asked in codes else 0,
        format_func=names.__getitem__, key=saving.key("draft_area"),
    )  # fmt: skip
    every: dict[str, Any] = dict.fromkeys(
        ("sector", "source", "process", "dimension", "verdict", "standing", "colour", "scale", "q"), ""
    )
    rows = data.ask("targets/matching", area=area, **every, start=0, size=200)
    if rows.empty:
        st.caption(_("No enterprise of this area has a reason to be visited on this date."))
        return
    told = {row.enterprise_id: f"{row.enterprise_name} · {row.source_names}" for row in rows.itertuples()}
    picked = [one for one in address.value("visit").split(",") if one in told]
    with st.form(saving.key("draft"), border=True):
        facts = _facts(told, picked or list(told)[:USUAL])
        who = saving.actor(saving.key("draft_actor"))
        sent = st.form_submit_button(_("Draft the plan"), type="primary")
    if sent and saving.save(lambda: _write(str(area), facts, who), who):
        st.rerun()


def _facts(told: dict[str, str], picked: list[str]) -> dict[str, Any]:
    """The fields of the form."""
    matters = data.ask("inspection_plan/matters")
    named = {row.matter: f"{row.body_name} · {row.matter_name}" for row in matters.itertuples()}
    visits = st.multiselect(
        _("Enterprises to visit, by priority"), list(told), default=picked, format_func=told.__getitem__,
        max_selections=MOST, key=saving.key("draft_visits"), placeholder=_("Choose enterprises"),
    )  # fmt: skip
    left, middle, right = st.columns(3)
    matter = left.selectbox(
        _("Body and matter"), list(named), format_func=named.__getitem__, key=saving.key("draft_matter")
    )
    on = middle.date_input(
        _("Day of the visits"), date.today() + timedelta(days=1), format="YYYY-MM-DD", key=saving.key("draft_on")
    )
    starts = right.text_input(_("Starts at"), "09:00", key=saving.key("draft_time"))
    officers = left.text_area(
        _("Officers: name and certificate number, one a line"), key=saving.key("draft_officers"), height=90
    )
    joined = middle.text_area(_("Departments that join, one a line"), key=saving.key("draft_joined"), height=90)
    vehicle = right.text_input(_("Vehicle"), key=saving.key("draft_vehicle"))
    body = matters.loc[matters.matter == matter, "body"].iloc[0]
    return {
        "enterprise_ids": tuple(visits), "matter": matter, "body": body, "planned_on": on, "starts_at": starts.strip(),
        "officers": tuple(_officer(one) for one in officers.splitlines() if one.strip()),
        "departments": tuple(one.strip() for one in joined.splitlines() if one.strip()), "vehicle": vehicle.strip(),
    }  # fmt: skip


def _officer(text: str) -> Officer:
    """A line with a name and a certificate number."""
    name, _space, certificate = text.strip().replace("\u3000", " ").partition(" ")
    return Officer(name, certificate.strip())


def _write(area: str, facts: dict[str, Any], who: str) -> str:
    """Record the plan, open it and say so. Raises UserError."""
    plan = plan_inspection(data.register(), Draft(area_code=area, **facts), actor=who)
    address.put("plan", plan)
    return _("{plan} was drafted; somebody else approves it.", plan=plan)
