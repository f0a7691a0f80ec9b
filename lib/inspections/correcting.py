"""Corrective actions: ordered after a no on site, handed in by the enterprise, closed by a re-check alone."""

from collections.abc import Sequence
from datetime import date
from typing import Any, Final

import pyarrow as pa

from lib.cases.evidence import Upload
from lib.cases.loading import rows
from lib.errors import UserError
from lib.inspections.answers import answer_item
from lib.inspections.visits import Visit
from lib.register.steps import append_step, check_who
from lib.register.store import Cursor, Register

STEPS: Final = pa.schema(
    [("step_id", pa.string()), ("action_id", pa.string()), ("number", pa.int32()), ("step", pa.string())]
    + [("happened_on", pa.date32())]
    + [(name, pa.string()) for name in ("answer_id", "inspection_plan_id", "enterprise_id", "checklist", "item")]
    + [("owner", pa.string()), ("due_on", pa.date32()), ("note", pa.string()), ("actor", pa.string())]
    + [("recorded_at", pa.timestamp("us"))]
)
PLACE: Final = ("inspection_plan_id", "enterprise_id", "checklist", "item")
OWED: Final = ("open", "overdue", "handed_in")


def order_correction(
    register: Register, plan_id: str, enterprise_id: str, checklist: str, item: str, *, owner: str, due_on: date,
    what: str, actor: str,
) -> str:  # fmt: skip
    """Order what is to be mended after a no, by whom (`owner`) and until when, and return its number (Z2026-0001).
    Raises UserError without a no, an owner, words or a day to come, and where one stands for the answer already."""
    check_who(actor)
    if not owner.strip() or not what.strip():
        raise UserError("A corrective action says what is to be done, and by whom.")
    if due_on < date.today():
        raise UserError("The deadline {day} has passed already.", day=due_on)
    with register.write(actor, "order correction", f"{plan_id} {enterprise_id} {item}", due=due_on) as cursor:
        stood = Visit.of(register, cursor, plan_id, enterprise_id).standing.get((checklist, item, ""))
        if stood is None or stood["value"] != "no":
            raise UserError("{item} was not answered no at this visit.", item=item)
        asked = {"action": "", "answer": stood["answer_id"], "place": f"{plan_id} {enterprise_id} {checklist} {item}"}
        if found := rows(register, cursor, "asks/inspections/correction", asked):
            raise UserError("{action} was ordered of this answer already.", action=found[0]["action_id"])
        year = date.today().year
        [given] = rows(register, cursor, "asks/inspections/correction_number", {"year": year})
        place = dict(zip(PLACE, (plan_id, enterprise_id, checklist, item), strict=True))
        facts = place | {"answer_id": stood["answer_id"], "owner": owner.strip(), "due_on": due_on}
        action = f"Z{year}-{given['last_number'] + 1:04}"
        _add(register, cursor, facts | {"action_id": action, "note": what.strip()}, 1, "ordered", date.today(), actor)
    return action


def hand_in_correction(register: Register, action_id: str, *, on: date, note: str, actor: str) -> None:
    """Record that the enterprise says an action is done; a re-check is owed then. Raises UserError for one that is
    closed or withdrawn, a day to come, or no words on what was handed in."""
    check_who(actor)
    if not note.strip():
        raise UserError("Say what was handed in.")
    if on > date.today():
        raise UserError("{day} is not over yet.", day=on)
    with register.write(actor, "hand in correction", action_id) as cursor:
        _follow(register, cursor, action_id, "handed_in", on, note, actor)


def withdraw_correction(register: Register, action_id: str, *, reason: str, actor: str) -> None:
    """Withdraw an action that was ordered in error; it stays on record with the reason. Raises UserError."""
    check_who(actor)
    if not reason.strip():
        raise UserError("A withdrawal needs a reason and the name of who withdraws.")
    with register.write(actor, "withdraw correction", action_id, reason=reason) as cursor:
        _follow(register, cursor, action_id, "withdrawn", date.today(), reason, actor)


def recheck(
    register: Register, action_id: str, plan_id: str, value: str, *, actor: str, remark: str = "",
    files: Sequence[Upload] = (),
) -> str:  # fmt: skip
    """Answer the item of an action at a visit of a later day and return the answer: a yes closes it, a no leaves it
    owed. Raises UserError for the visit that ordered it, for an earlier one, and what answering raises."""
    action = _action(register, register.cursor(), action_id)
    if plan_id == action["inspection_plan_id"] or date.today() <= action["ordered_on"]:
        raise UserError("{action} is re-checked at a visit of a later day than it was ordered.", action=action_id)
    visit = Visit.of(register, register.cursor(), plan_id, action["enterprise_id"])
    stood = visit.standing.get((action["checklist"], action["item"], ""), {})
    return answer_item(
        register, plan_id, action["enterprise_id"], action["checklist"], action["item"], value, actor=actor,
        remark=remark, files=files, seen=stood.get("answer_id", ""),
    )  # fmt: skip


def _action(register: Register, cursor: Cursor, action_id: str) -> dict[str, Any]:
    """An action that is owed. Raises UserError when there is none."""
    found = rows(register, cursor, "asks/inspections/correction", {"action": action_id, "answer": "", "place": ""})
    if not found or found[0]["action_state"] not in OWED:
        raise UserError("No corrective action {action} is owed.", action=action_id)
    return found[0]


def _follow(register: Register, cursor: Cursor, action_id: str, step: str, on: date, note: str, actor: str) -> None:
    """Append what happened to an action that is owed."""
    action = _action(register, cursor, action_id)
    if on < action["ordered_on"]:
        raise UserError("{action} was ordered on {day}, not before.", action=action_id, day=action["ordered_on"])
    facts = {name: action[name] for name in PLACE} | {"action_id": action_id, "note": note.strip()}
    _add(register, cursor, facts, action["row_count"] + 1, step, on, actor)


def _add(
    register: Register, cursor: Cursor, facts: dict[str, Any], number: int, step: str, on: date, actor: str
) -> None:
    row = facts | {"number": number, "step": step, "happened_on": on, "actor": actor}
    append_step(register, cursor, "writes/inspections/insert_corrective_steps", STEPS, facts["action_id"], row)
