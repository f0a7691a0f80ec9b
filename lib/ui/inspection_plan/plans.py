"""The list of plans with the form of a new one; one plan with its way, its visits and what can be done with it."""

from html import escape

import pandas as pd
import streamlit as st

from lib.errors import UserError
from lib.exports.formats import DOCX
from lib.inspections.pack import day_pack
from lib.ui.frame import address, data, downloads, person, saving
from lib.ui.frame.page import empty
from lib.ui.frame.words import _, day
from lib.ui.inspection_plan import acting, drafting, mending, phones, workbooks
from lib.ui.parts import exports, filters, maps, tables

COLUMNS = (
    "inspection_plan_id", "planned_on", "area_name", "inspection_state_name", "body_name", "matter_name", "stop_count",
    "visited_count", "skipped_count", "approved_on", "approval_no",
)  # fmt: skip
STOPS = (
    "stop_number", "enterprise_name", "arrives_at", "leg_km", "visit_reason", "address", "contact_name",
    "contact_phone", "outcome_name", "outcome_on", "note",
)  # fmt: skip
FIELD = "/field/"  # of the routes, no page
MAP_HEIGHT = 420


def chosen() -> str:
    """The plan of the address; empty when none is asked for. Raises UserError for one that there is not."""
    plan = address.value("plan")
    if plan and data.ask("inspection_plan/plan", plan=plan).empty:
        raise UserError(_("There is no plan {plan} on this date. Choose it from the list, or a later date.", plan=plan))
    return plan


def show() -> None:
    """The plans, and below them the form of a new one."""
    saving.told()
    chosen = filters.row(
        "area", state=lambda: filters.choice("state", _("State"), data.labels("inspection_state"), _("All states"))
    )
    tables.ways({_("Corrective actions"): mending.link()})
    rows = data.ask("inspection_plan/plans", **chosen)
    if rows.empty:
        empty(_("No inspection is planned here."), _("Draft one below, or pick enterprises on the page of targets."))
    else:
        links = {"inspection_plan_id": [address.link("inspection_plan", plan=one) for one in rows.inspection_plan_id]}
        exports.buttons("inspection_plan/plans", _("Inspection plans"), COLUMNS, dict(chosen), chosen)
        tables.sheet(rows, COLUMNS, links, is_cards=True, key="page")
    st.subheader(_("Draft a plan"), anchor=False)
    if person.offers("inspections"):
        drafting.form()
        phones.show()
    saving.heard()


def one(plan_id: str) -> None:
    """One plan: its facts and doubts, its way on a map beside the visits, the papers, and what can be done next."""
    tables.ways({_("Back to the list"): address.link("inspection_plan")})
    saving.told()
    plan = data.one("inspection_plan/plan", plan=plan_id)
    stops = data.ask("inspection_plan/stops", plan=plan_id)
    facts(plan)
    doubts = data.ask("inspection_plan/warnings", plan=plan_id)
    warnings(doubts)
    left, right = st.columns([6, 5], gap="medium")
    with left:
        tables.sheet(stops, STOPS[:5], _files(stops), is_cards=True)
        total = f"{stops.leg_km.sum():.1f}"
        st.caption(_("{km} km in straight lines without the way back; roads are longer.", km=total))
    with right:
        maps.way(stops, MAP_HEIGHT, str(plan.area_code))
    acting.joint(plan, doubts[doubts.kind.isin(["twice", "joint"])])
    papers(plan, stops)
    if plan.inspection_state not in ("draft", "withdrawn"):
        on_site(plan_id, stops)
    st.subheader(_("Visits"), anchor=False)
    tables.sheet(stops, ("stop_number", "enterprise_name", *STOPS[5:]), _files(stops), is_cards=True)
    exports.buttons("inspection_plan/stops", _("Visits"), STOPS, {"plan": plan_id}, {})
    acting.panel(plan, stops)
    saving.heard()


def _files(stops: pd.DataFrame) -> dict[str, list[str]]:
    return {"enterprise_name": [address.link("enterprise", enterprise=code) for code in stops.enterprise_id]}


def facts(plan: pd.Series) -> None:
    """What the plan says of itself."""
    approved = f"{day(plan.approved_on)} · {plan.approval_no} · {plan.approved_by}" if plan.approval_no else "–"
    cap = tables.plain(plan.yearly_cap) if tables.is_said(plan.yearly_cap) else _("none was published")
    st.html(f'<p class="who">{escape(plan.inspection_plan_id)} · {escape(plan.inspection_state_name)}</p>')
    tables.facts(
        {
            _("Day"): f"{day(plan.planned_on)} {plan.starts_at}",
            _("Area"): str(plan.area_name),
            _("Inspecting body"): str(plan.body_name),
            _("Matter"): str(plan.matter_name),
            _("Officers and certificates"): str(plan.officers),
            _("Departments that join"): tables.plain(plan.joint_departments),
            _("Vehicle"): tables.plain(plan.vehicle),
            _("Yearly cap"): cap,
            _("Approval"): approved,
        }
    )


def warnings(rows: pd.DataFrame) -> None:
    """Clashes of officers with other plans, and caps that were reached."""
    for row in rows.itertuples():
        if row.kind == "officer":
            st.warning(
                _("Certificate {who} is on the team of {plan} on the same day.", who=row.subject,
                  plan=row.other_plan_id)
            )  # fmt: skip
        elif row.kind == "cap":
            st.warning(
                _("{enterprise} has {count} visits on this matter this year besides this one, made or planned;"
                  " the cap is {cap}.",
                  enterprise=row.subject, count=int(row.visit_count), cap=int(row.yearly_cap))
            )  # fmt: skip


def on_site(plan_id: str, stops: pd.DataFrame) -> None:
    """The checklists of each visit, to be answered on site."""
    links = {
        f"{row.stop_number} {row.enterprise_name}": address.link(
            "checklist", plan=plan_id, enterprise=row.enterprise_id
        )
        for row in stops.itertuples()
    }
    st.caption(_("Answer the checklists on site:"))
    tables.ways(links | {_("On a phone, also without a network"): FIELD})


def papers(plan: pd.Series, stops: pd.DataFrame) -> None:
    """The pack of the day, to print and to fill in."""
    if person.may("export") and len(stops):
        word, book = st.columns(2)
        with word:
            _word(plan)
        with book:
            workbooks.going_out(plan)
    if plan.approved_on == plan.approved_on and plan.inspection_state != "withdrawn" and person.offers("inspections"):
        workbooks.coming_back(plan)


def _word(plan: pd.Series) -> None:
    downloads.button(
        _("Pack of the day (Word)"), data.later(day_pack, plan.inspection_plan_id, data.as_of()),
        file_name=f"{plan.inspection_plan_id}.docx", mime=DOCX, key=f"pack_{plan.inspection_plan_id}",
    )  # fmt: skip
