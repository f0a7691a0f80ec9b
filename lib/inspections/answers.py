"""Answers on site: each is saved when it is given, checked against its item, and never writes over what somebody else
answered meanwhile. A no proposes a finding; a person enters it.
"""

from collections.abc import Sequence
from contextlib import suppress
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any, Final

import pyarrow as pa

from lib.cases.findings import record_finding
from lib.errors import UserError
from lib.inspections.planning import requirements
from lib.register.store import Cursor, Register, now

ANSWERS: Final = pa.schema(
    [(name, pa.string()) for name in ("answer_id", "inspection_plan_id", "enterprise_id", "checklist", "item")]
    + [("edition", pa.int32()), ("number", pa.int32()), ("value", pa.string()), ("remark", pa.string())]
    + [("answered_on", pa.date32()), ("actor", pa.string()), ("recorded_at", pa.timestamp("us"))]
)
YES_NO: Final = {"yes_no": ("yes", "no"), "yes_no_na": ("yes", "no", "na")}
LONGEST: Final = 2000  # characters of a text


def answer_item(
    register: Register,
    plan_id: str,
    enterprise_id: str,
    checklist: str,
    item: str,
    value: str,
    *,
    actor: str,
    remark: str = "",
    seen: str = "",
) -> str:
    """Record an answer and return its id; an empty value takes the answer back. `seen` is the id of the answer the
    person saw, empty for none. Raises UserError for what is no answer to the item, where the plan is not approved or
    has no such visit, and when somebody else answered meanwhile, with both answers."""
    if not actor.strip():
        raise UserError("Enter your name: every entry says who made it.")
    edition = _edition(register, checklist, item, value.strip())
    asked = {"plan": plan_id, "enterprise": enterprise_id, "checklist": checklist, "item": item}
    with register.write(actor, "answer item", f"{plan_id} {enterprise_id} {item}") as cursor:
        check_visit(register, cursor, plan_id, enterprise_id)
        last = cursor.execute(register.sql("asks/inspections/last_answer"), asked).fetchone() or (None, "", "", 0)
        if (last[0] or "") != seen:
            raise UserError(
                "{who} answered {item} meanwhile: {theirs}. Yours was {ours} and was not saved; look and answer again.",
                who=last[2], item=item, theirs=last[1], ours=value.strip() or "–",
            )  # fmt: skip
        given = asked | {"enterprise_id": enterprise_id, "edition": edition, "value": value, "remark": remark}
        [answer_id] = append_answers(register, cursor, plan_id, [given], last[3], actor)
    return answer_id


def append_answers(
    register: Register, cursor: Cursor, plan_id: str, given: Sequence[dict[str, Any]], last: int, actor: str
) -> list[str]:
    """Append answers inside a transaction, numbered on from the plan's last, and return their ids. The caller has
    checked them."""
    told = {"inspection_plan_id": plan_id, "answered_on": date.today(), "actor": actor.strip(), "recorded_at": now()}
    rows = [
        {name: row[name] for name in ("enterprise_id", "checklist", "item", "edition")} | told | {
            "answer_id": f"{plan_id}/{number}", "number": number, "value": row["value"].strip() or None,
            "remark": row["remark"].strip() or None,
        }
        for number, row in enumerate(given, start=last + 1)
    ]  # fmt: skip
    cursor.register("incoming_inspection_answers", pa.Table.from_pylist(rows, schema=ANSWERS))
    cursor.execute(register.sql("writes/inspections/insert_answers"))
    return [str(row["answer_id"]) for row in rows]


def confirm_finding(
    register: Register, plan_id: str, enterprise_id: str, checklist: str, item: str, *, actor: str
) -> str:
    """Enter the finding that a no proposes and return its number. Raises UserError where no no proposes one or it was
    entered already, and what record_finding raises."""
    asked: dict[str, Any] = {"plan": plan_id, "enterprise": enterprise_id, "checklist": checklist}
    rows = register.ask("pages/checklist/answers", language="zh", **asked).to_dict("records")
    row = next((one for one in rows if one["item"] == item), None)
    if row is None or not isinstance(row["found_dimension"], str):
        raise UserError("The answer to {item} proposes no finding.", item=item)
    if isinstance(row["finding_id"], str):
        raise UserError("The finding {finding} was entered already.", finding=row["finding_id"])
    (plan,) = register.ask("pages/inspection_plan/plan", language="zh", plan=plan_id).to_dict("records")
    remark = f"；{row['item_remark']}" if isinstance(row["item_remark"], str) else ""
    what = f"核查为“否”：{row['question']}{remark}"
    return record_finding(
        register, dimension=row["found_dimension"], found_on=date.today(), what=what, actor=actor,
        enterprise_id=enterprise_id, department=plan["body"], document_no=f"{plan_id} {checklist} {item}",
    )  # fmt: skip


def check_visit(register: Register, cursor: Cursor, plan_id: str, enterprise_id: str) -> None:
    """Raise UserError when the plan has no such visit, or may not be visited by yet."""
    asked = cursor.execute(register.sql("asks/inspections/plan"), {"plan": plan_id})
    columns, found = [column[0] for column in asked.description], asked.fetchone()
    plan = dict(zip(columns, found, strict=True)) if found else {}
    if not plan or enterprise_id not in plan["enterprise_ids"] or plan["inspection_state"] == "withdrawn":
        raise UserError("{plan} has no visit of {enterprise}.", plan=plan_id, enterprise=enterprise_id)
    held = requirements(register, plan["planned_on"])
    if "approved_before" in held and plan["approved_on"] is None:
        clause = held["approved_before"]
        raise UserError("{plan} is not approved yet: no visit before it ({clause}).", plan=plan_id, clause=clause)


def _edition(register: Register, checklist: str, item: str, value: str) -> int:
    """The edition of the item asked today. Raises UserError for an unknown item and for what is no answer to it."""
    rows = register.ask("pages/checklist/items", language="zh", checklist=checklist).to_dict("records")
    row = next((one for one in rows if one["item"] == item), None)
    if row is None:
        raise UserError("There is no item {item} in {checklist}.", item=item, checklist=checklist)
    if value and not is_answer(row, value):
        raise UserError("{value} is no answer to {item}.", value=value, item=item)
    return int(row["edition"])


def is_answer(row: dict[str, Any], value: str) -> bool:
    """Whether a text is an answer to an item: yes, no or na, one of its choices, a number, a date, or any text."""
    kind = row["answer_kind"]
    if kind in YES_NO:
        return value in YES_NO[kind]
    if kind == "choice":
        return value in row["choices"].split(";")
    if kind == "number":
        with suppress(InvalidOperation):
            return Decimal(value).is_finite() and abs(Decimal(value)) < 10**10
        return False
    if kind == "date":
        with suppress(ValueError):
            return bool(date.fromisoformat(value))
        return False
    return len(value) <= LONGEST
