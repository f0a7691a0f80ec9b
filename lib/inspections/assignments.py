"""部门交办: a department's letter that asks for visits; who it names is a target until somebody was there."""

from collections.abc import Sequence
from datetime import date
from typing import Any, Final

import pyarrow as pa

from lib.errors import UserError
from lib.register.steps import check_who
from lib.register.store import Register, now

ASSIGNMENTS: Final = pa.schema(
    [(name, pa.string()) for name in ("assignment_id", "enterprise_id", "department", "document_no")]
    + [("assigned_on", pa.date32()), ("due_on", pa.date32()), ("what", pa.string()), ("actor", pa.string())]
    + [("recorded_at", pa.timestamp("us"))]
)


def assign(
    register: Register,
    enterprise_ids: Sequence[str],
    *,
    department: str,
    document_no: str,
    on: date,
    actor: str,
    due_on: date | None = None,
    what: str = "",
) -> str:
    """Record a letter of a day that names enterprises, and return its number (B2026-001). Raises UserError for an
    unknown department or enterprise, without a number or anybody named, for a day to come, a deadline before it."""
    check_who(actor)
    if on > date.today():
        raise UserError("{day} is not over yet.", day=on)
    if not document_no.strip():
        raise UserError("By which letter does the department ask? Give its number.")
    if due_on is not None and due_on < on:
        raise UserError("{due} is before the letter of {on}.", due=due_on, on=on)
    named = list(dict.fromkeys(one.strip() for one in enterprise_ids if one.strip()))
    known = register.query("asks/inspections/known_enterprises", department=department, enterprise_ids=named)
    if known.department.isna().all():
        raise UserError("{column}: there is no {code}.", column="department", code=department)
    strange = [one for one in named if one not in set(known.enterprise_id)]
    if strange or not named:
        raise UserError("The letter names no enterprise of the register: {code}.", code=", ".join(strange) or "–")
    with register.write(actor, "assign inspections", document_no, named=len(named)) as cursor:
        last = cursor.execute(register.sql("asks/inspections/assignment_number"), {"year": on.year}).fetchone()
        shared: dict[str, Any] = {
            "assignment_id": f"B{on.year}-{(last[0] if last else 0) + 1:03}", "department": department,
            "document_no": document_no.strip(), "assigned_on": on, "due_on": due_on, "what": what.strip() or None,
            "actor": actor.strip(), "recorded_at": now(),
        }  # fmt: skip
        rows = [shared | {"enterprise_id": one} for one in named]
        cursor.register("incoming_assignments", pa.Table.from_pylist(rows, schema=ASSIGNMENTS))
        cursor.execute(register.sql("writes/inspections/insert_assignments"))
    return str(shared["assignment_id"])
