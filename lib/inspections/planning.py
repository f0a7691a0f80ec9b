"""Plans of a day of joint inspections: drafted, approved by a second person, visited stop by stop.

What the law asks of an inspection stands in inspection_requirements.csv with the day from which it holds: a plan is
held against what held on its own day.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, time
from typing import Any, Final

import pyarrow as pa

from lib.access import spelling
from lib.access.writing import answering
from lib.cases.loading import rows
from lib.errors import Sentence, UserError
from lib.inspections.route import shortest
from lib.register.steps import append_step, check_who
from lib.register.store import Cursor, Register, now

PLANS: Final = pa.schema(
    [("inspection_plan_id", pa.string()), ("area_code", pa.string()), ("planned_on", pa.date32())]
    + [(name, pa.string()) for name in ("starts_at", "body", "matter")]
    + [(name, pa.list_(pa.string())) for name in ("officers", "certificates", "departments")]
    + [("vehicle", pa.string()), ("note", pa.string()), ("drafted_on", pa.date32()), ("actor", pa.string())]
    + [("recorded_at", pa.timestamp("us"))]
)
STEPS: Final = pa.schema(
    [("step_id", pa.string()), ("inspection_plan_id", pa.string()), ("number", pa.int32()), ("step", pa.string())]
    + [("happened_on", pa.date32()), ("enterprise_id", pa.string()), ("enterprise_ids", pa.list_(pa.string()))]
    + [(name, pa.string()) for name in ("document_no", "note", "actor")]
    + [("recorded_at", pa.timestamp("us")), ("checklist", pa.string())]
)
TEAM: Final = 2  # officers
MOST: Final = 40  # visits of a day
STANDS: Final = {  # state → how sentences say it
    "draft": "a draft still",
    "approved": "approved already",
    "under_way": "under way",
    "done": "done",
    "withdrawn": "withdrawn already",
}
CLOSED: Final = ("done", "withdrawn")


@dataclass(frozen=True)
class Officer:
    """Who inspects, and the number of the enforcement certificate."""

    name: str
    certificate: str


@dataclass(frozen=True)
class Draft:
    """A day of inspections in one area: by a body on one of its published matters, with the departments that join."""

    area_code: str
    planned_on: date
    body: str
    matter: str
    officers: tuple[Officer, ...]
    enterprise_ids: tuple[str, ...]
    starts_at: str = "09:00"
    departments: tuple[str, ...] = field(default=())
    vehicle: str = ""
    note: str = ""


def plan_inspection(register: Register, draft: Draft, *, actor: str) -> str:
    """Record a draft, its visits in the order of a short way, and return its number (J2026-0001). Raises UserError with
    the clause of a requirement that holds on its day and is not met."""
    check_who(actor)
    _check_draft(register, draft)
    points = _points(register, draft)
    with register.write(actor, "plan inspection", draft.area_code, visits=len(points)) as cursor:
        count = cursor.execute(register.sql("asks/inspections/number"), {"year": draft.planned_on.year}).fetchone()
        plan_id = f"J{draft.planned_on.year}-{(count[0] if count else 0) + 1:04}"
        row = vars(draft) | {
            "inspection_plan_id": plan_id,
            "officers": [one.name.strip() for one in draft.officers],
            "certificates": [one.certificate.strip() for one in draft.officers],
            "departments": list(draft.departments),
            "drafted_on": date.today(),
            "actor": actor.strip(),
            "recorded_at": now(),
        }
        cursor.register("incoming_inspection_plans", pa.Table.from_pylist([row], schema=PLANS))
        cursor.execute(register.sql("writes/inspections/insert_inspection_plans"))
        order = [draft.enterprise_ids[at] for at in shortest(*points)]
        add_step(register, cursor, plan_id, "ordered", date.today(), actor, enterprise_ids=order)
    return plan_id


def order_visits(register: Register, plan_id: str, enterprise_ids: Sequence[str], *, actor: str) -> None:
    """Put the visits of a draft into another order, or leave some out. Raises UserError once it is approved, and for
    an enterprise that is not in the plan."""
    check_who(actor)
    with register.write(actor, "order inspection", plan_id, visits=len(enterprise_ids)) as cursor:
        plan = _plan(register, cursor, plan_id, ("draft",))
        if not enterprise_ids or len(set(enterprise_ids)) < len(enterprise_ids):
            raise UserError("A plan visits one enterprise at least, and none twice.")
        if set(enterprise_ids) - set(plan["enterprise_ids"]):
            raise UserError("Only what {plan} visits can be put into another order.", plan=plan_id)
        add_step(register, cursor, plan_id, "ordered", date.today(), actor, enterprise_ids=list(enterprise_ids))


def join_visit(register: Register, plan_id: str, enterprise_id: str, other_id: str, *, actor: str) -> None:
    """综合查一次: a draft takes over the open visit of another plan, whose body joins it; the other plan leaves it out
    and says why, or is withdrawn when it has no other visit. Raises UserError."""
    check_who(actor)
    with register.write(actor, "join inspection", plan_id, enterprise=enterprise_id, other=other_id) as cursor:
        plan = _plan(register, cursor, plan_id, ("draft",))
        other = _plan(register, cursor, other_id, ("draft", "approved", "under_way"))
        for one in (plan, other):
            if enterprise_id not in one["open_ids"] or plan_id == other_id:
                raise UserError(
                    "{plan} has no open visit of {enterprise}.",
                    plan=one["inspection_plan_id"], enterprise=enterprise_id,
                )  # fmt: skip
        if enterprise_id in _answered(register, cursor, other_id):
            raise UserError("{enterprise} has answers already: it is not left out.", enterprise=enterprise_id)
        today, why = date.today(), f"综合查一次 {plan_id}"
        left = [one for one in other["enterprise_ids"] if one != enterprise_id]
        if other["inspection_state"] != "draft":
            add_step(register, cursor, other_id, "skipped", today, actor, enterprise_id=enterprise_id, note=why)
        elif left:
            add_step(register, cursor, other_id, "ordered", today, actor, enterprise_ids=left, note=why)
        else:
            add_step(register, cursor, other_id, "withdrawn", today, actor, note=why)
        add_step(register, cursor, plan_id, "joined", today, actor, enterprise_id=enterprise_id, document_no=other_id)


def approve_plan(register: Register, plan_id: str, *, on: date, document_no: str, actor: str) -> None:
    """Approve a draft by a document: asked for by one person, confirmed by another, who answers for it and did not
    draft it. Raises UserError for these, and for an approval after the day of the visits."""
    check_who(actor)
    _check_day(on)
    if not document_no.strip():
        raise UserError("An approval names its document.")
    approver, seen = answering(register, actor), _plan(register, register.cursor(), plan_id, ("draft",))
    told = {"before": "draft", "after": "approved", "document": document_no.strip(), "on": f"{on}"}
    told |= {"visits": seen["enterprise_ids"]}  # a request for another order of visits is outdated
    with register.write(actor, "approve inspection", plan_id, **told) as cursor:
        plan = _plan(register, cursor, plan_id, ("draft",))
        if plan["enterprise_ids"] != seen["enterprise_ids"]:
            raise UserError("The visits of {plan} were changed meanwhile: look at them again.", plan=plan_id)
        if spelling.key(plan["actor"]) == spelling.key(approver):
            raise UserError("{name} drafted {plan}: somebody else approves it.", name=approver, plan=plan_id)
        if on > plan["planned_on"]:
            raise UserError(
                "The visits are on {day}: an approval of {on} comes too late.", day=plan["planned_on"], on=on
            )
        add_step(register, cursor, plan_id, "approved", on, approver, document_no=document_no.strip())


def record_visit(
    register: Register, plan_id: str, enterprise_id: str, *, on: date, actor: str, is_done: bool = True, note: str = ""
) -> None:
    """Record that an enterprise was visited, or why it was not. Raises UserError without an approval where one is
    asked for, before the plan's day, and for what was recorded already."""
    check_who(actor)
    _check_day(on)
    if not is_done and not note.strip():
        raise UserError("A visit that was left out needs its reason.")
    with register.write(actor, "record visit", f"{plan_id} {enterprise_id}") as cursor:
        plan = _plan(register, cursor, plan_id, ("draft", "approved", "under_way"))
        held = requirements(register, on)
        if is_done and "approved_before" in held and plan["approved_on"] is None:
            clause = held["approved_before"]
            raise UserError("{plan} is not approved yet: no visit before it ({clause}).", plan=plan_id, clause=clause)
        if is_done and on < plan["planned_on"]:
            raise UserError("The visits of {plan} are on {day}, not earlier.", plan=plan_id, day=plan["planned_on"])
        if enterprise_id not in plan["open_ids"]:
            raise UserError("{plan} has no open visit of {enterprise}.", plan=plan_id, enterprise=enterprise_id)
        if not is_done and enterprise_id in _answered(register, cursor, plan_id):
            raise UserError("{enterprise} has answers already: it is not left out.", enterprise=enterprise_id)
        step = "visited" if is_done else "skipped"
        add_step(register, cursor, plan_id, step, on, actor, enterprise_id=enterprise_id, note=note.strip() or None)


def withdraw_plan(register: Register, plan_id: str, *, actor: str, reason: str) -> None:
    """Withdraw a plan nobody visited by yet; it stays on record with the reason. Raises UserError."""
    check_who(actor)
    if not reason.strip():
        raise UserError("A withdrawal needs a reason and the name of who withdraws.")
    with register.write(actor, "withdraw inspection", plan_id, reason=reason) as cursor:
        _plan(register, cursor, plan_id, ("draft", "approved"))
        if _answered(register, cursor, plan_id):
            raise UserError("{plan} has answers already: it is not withdrawn.", plan=plan_id)
        add_step(register, cursor, plan_id, "withdrawn", date.today(), actor, note=reason.strip())


def _answered(register: Register, cursor: Cursor, plan_id: str) -> set[str]:
    """The enterprises of a plan of which an answer stands."""
    given = rows(register, cursor, "asks/inspections/given_answers", {"plan": plan_id})
    last = {(row["enterprise_id"], row["checklist"], row["item"], row["line_id"]): row["value"] for row in given}
    return {key[0] for key, value in last.items() if value}


def requirements(register: Register, on: date) -> dict[str, str]:
    """The requirements that hold on a day → their clause."""
    rows = register.query("asks/inspections/requirements", on=on)
    return dict(zip(rows.requirement, rows.clause, strict=True))


def _check_day(on: date) -> None:
    if on > date.today():
        raise UserError("{day} is not over yet.", day=on)


def _check_draft(register: Register, draft: Draft) -> None:
    """Raise UserError for what a plan must not be on its day."""
    held = requirements(register, draft.planned_on)
    found = register.query("asks/inspections/matter", body=draft.body, matter=draft.matter)
    if "qualified_body" in held and (found.empty or found.is_coordinating.iloc[0]):
        raise UserError(
            "{body} coordinates or is no inspecting body, and does not inspect enterprises ({clause}). Name a body with"
            " enforcement power; inspecting_bodies.csv lists them.",
            body=draft.body, clause=held["qualified_body"],
        )  # fmt: skip
    if "published_matter" in held and found.matter.isna().all():
        raise UserError(
            "{matter} is no published matter of {body} ({clause}); inspection_matters.csv lists them.",
            matter=draft.matter, body=draft.body, clause=held["published_matter"],
        )  # fmt: skip
    named = {one.certificate.strip() for one in draft.officers if one.name.strip() and one.certificate.strip()}
    if "two_officers" in held and len(named) < TEAM:
        raise UserError(
            "An inspection is made by two officers at least, each with a certificate number of their own ({clause}).",
            clause=held["two_officers"],
        )  # fmt: skip
    if not 0 < len(draft.enterprise_ids) <= MOST or len(set(draft.enterprise_ids)) < len(draft.enterprise_ids):
        raise UserError("A day has 1 to {most} visits, and no enterprise twice.", most=MOST)
    try:
        time.fromisoformat(draft.starts_at)
    except ValueError as error:
        raise UserError("{text} is no time of day like 09:00.", text=draft.starts_at) from error


def _points(register: Register, draft: Draft) -> tuple[tuple[float, float], list[tuple[float, float] | None]]:
    """Where the day begins (the centre of the area), and where the enterprises are. Raises UserError for an unknown
    area and for an enterprise of another one."""
    rows = register.ask("asks/inspections/places", area=draft.area_code, enterprise_ids=list(draft.enterprise_ids))
    if rows.empty:
        raise UserError("{column}: there is no {code}.", column="area", code=draft.area_code)
    places = {row["enterprise_id"]: row for row in rows.to_dict("records")}
    for enterprise in draft.enterprise_ids:
        if enterprise not in places:
            raise UserError(
                "{enterprise} is no enterprise of {area}: a plan visits one area.",
                enterprise=enterprise, area=draft.area_code,
            )  # fmt: skip
    centre = (float(rows.centre_lon.iloc[0]), float(rows.centre_lat.iloc[0]))
    found = (places[one] for one in draft.enterprise_ids)
    return centre, [(row["lon"], row["lat"]) if row["lon"] == row["lon"] else None for row in found]  # noqa: PLR0124


def _plan(register: Register, cursor: Cursor, plan_id: str, states: tuple[str, ...]) -> dict[str, Any]:
    """A plan as it stands inside the transaction. Raises UserError when there is none, or it is in no such state."""
    asked = cursor.execute(register.sql("asks/inspections/plan"), {"plan": plan_id})
    columns, row = [column[0] for column in asked.description], asked.fetchone()
    if row is None:
        raise UserError("There is no plan of inspections {plan}.", plan=plan_id)
    plan = dict(zip(columns, row, strict=True))
    if plan["inspection_state"] not in states:
        state = Sentence(STANDS[plan["inspection_state"]])
        raise UserError("{plan} is {state}: this can no longer be done.", plan=plan_id, state=state)
    return plan


def add_step(register: Register, cursor: Cursor, plan_id: str, step: str, on: date, actor: str, **more: Any) -> None:
    """Append what happened to a plan; its steps count on."""
    last = cursor.execute(register.sql("asks/inspections/last_step"), {"plan": plan_id}).fetchone()
    row = more | {"inspection_plan_id": plan_id, "number": (last[0] if last else 0) + 1}
    row |= {"step": step, "happened_on": on, "actor": actor}
    append_step(register, cursor, "writes/inspections/insert_inspection_steps", STEPS, plan_id, row)
