"""Goals 目标任务: what a document asks of an area, entered or read from a filled-in workbook; none is ever made up."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import uuid4

import pyarrow as pa

from lib.cases import evidence
from lib.cases.evidence import Upload
from lib.cases.ledger import EVIDENCE
from lib.errors import Sentence, UserError
from lib.register.store import Cursor, Register, now

GOALS = pa.schema(
    [(name, pa.string()) for name in ("goal_id", "area_code", "sector", "process")]
    + [("lines", pa.int32()), ("capacity", pa.decimal128(18, 8)), ("capacity_unit", pa.string())]
    + [("set_on", pa.date32()), ("due_on", pa.date32())]
    + [(name, pa.string()) for name in ("tasks", "measures", "departments", "document", "evidence_id")]
    + [(name, pa.string()) for name in ("withdraws", "note", "actor")]
    + [("recorded_at", pa.timestamp("us"))]
)
LARGEST = 10**9


@dataclass(frozen=True)
class Goal:
    """Lines (条) and capacity (in `capacity_unit`) that must leave by `due_on`; no sector or process means all. `place`
    says where it was read."""

    area_code: str
    document: str
    set_on: date
    due_on: date
    sector: str | None = None
    process: str | None = None
    lines: int | None = None
    capacity: Decimal | None = None
    capacity_unit: str | None = None
    tasks: str | None = None
    measures: str | None = None
    departments: str | None = None
    place: Sentence | None = None


def set_goals(register: Register, goals: Sequence[Goal], *, actor: str, paper: Upload | None = None) -> list[str]:
    """Record goals in one transaction, all or none, and return their ids; `paper` is the document that sets them, kept
    as evidence. Raises UserError for the first wrong one, CaseRefused for a paper that cannot be read."""
    if not actor.strip():
        raise UserError("Who sets the goal? Give a name.")
    if not goals:
        raise UserError("There is no goal in the file: fill in the rows below the headings of the template.")
    known = {kind: _codes(register, kind) for kind in ("area", "sector", "process", "unit")}
    for goal in goals:
        try:
            _check(goal, known)
        except UserError as error:
            if goal.place is None:
                raise
            why = Sentence(error.message, error.values)
            raise UserError("{place}: {why}", place=goal.place, why=why) from error
    kept = evidence.inspect(paper, register) if paper else None
    if paper and kept:
        evidence.keep(paper, kept, register)
    subject = "; ".join(sorted({f"{goal.area_code} {goal.document}" for goal in goals})[:20])
    with register.write(actor, "goal", subject, goals=len(goals)) as cursor:
        proof = {"evidence_id": _keep_paper(register, cursor, vars(kept), actor.strip()) if kept else None}
        return _insert(register, cursor, [vars(goal) | {"actor": actor.strip()} | proof for goal in goals])


def _keep_paper(register: Register, cursor: Cursor, kept: dict[str, object], actor: str) -> str:
    """Record the document of some goals and return its evidence_id: it proves no step."""
    row = kept | {"evidence_id": f"D{uuid4().hex[:12]}", "kind": "other", "actor": actor, "recorded_at": now()}
    cursor.register("incoming_evidence", pa.Table.from_pylist([row], schema=EVIDENCE))
    cursor.execute(register.sql("writes/insert_case_evidence"))
    return str(row["evidence_id"])


def withdraw_goal(register: Register, goal_id: str, *, actor: str, reason: str) -> str:
    """Withdraw a wrong goal by a new row and return its id. Raises UserError."""
    if not reason.strip() or not actor.strip():
        raise UserError("A withdrawal needs a reason and the name of who withdraws.")
    with register.write(actor, "withdraw goal", goal_id, reason=reason) as cursor:
        found = cursor.execute(register.sql("asks/account/goal"), {"goal_id": goal_id}).fetchone()
        if found is None:
            raise UserError("There is no goal {goal}. `python -m lib query goals` lists them.", goal=goal_id)
        if found[0]:
            raise UserError("{goal} is withdrawn already.", goal=goal_id)
        row: dict[str, object] = {"withdraws": goal_id, "note": reason.strip(), "actor": actor.strip()}
        return _insert(register, cursor, [row])[0]


def _codes(register: Register, kind: str) -> dict[str, str | None]:
    """Code → what it belongs to, of one kind of label."""
    rows = register.query("pages/every/labels", kind=kind)
    return dict(zip(rows["code"], rows["parent"], strict=True))


def _check(goal: Goal, known: dict[str, dict[str, str | None]]) -> None:
    """Raise UserError for what a goal must not be."""
    columns = {"area": "area_code", "sector": "sector", "process": "process", "unit": "capacity_unit"}
    for kind, column in columns.items():
        code = getattr(goal, column)
        if code is not None and code not in known[kind]:
            raise UserError("{column}: there is no {code}.", column=column, code=code)
    parent = known["process"][goal.process] if goal.process else None
    if parent not in (goal.sector, None):
        raise UserError(
            "{process} is a process of {parent}, not of {sector}.",
            process=goal.process, parent=parent, sector=goal.sector or "*",
        )  # fmt: skip
    if not goal.document.strip():
        raise UserError("A goal names the document that sets it.")
    if goal.lines is None and goal.capacity is None:
        raise UserError("A goal is a number of lines, a capacity with its unit, or both.")
    if (goal.capacity is None) != (goal.capacity_unit is None) or (goal.capacity is not None and not goal.process):
        raise UserError("A capacity goes with its unit and with one process: capacities of others are never added.")
    asked = (Decimal(number) for number in (goal.lines, goal.capacity) if number is not None)
    if not all(number.is_finite() and 0 <= number <= LARGEST for number in asked):
        raise UserError("A goal is a number from 0 to 1000000000.")
    if goal.due_on < goal.set_on or goal.set_on > date.today():
        raise UserError("A goal is set today or earlier, and not due before it is set.")


def _insert(register: Register, cursor: Cursor, rows: list[dict[str, object]]) -> list[str]:
    """Append rows to facts.goal."""
    recorded_at = now()
    made = [row | {"goal_id": f"G{uuid4().hex[:12]}", "recorded_at": recorded_at} for row in rows]
    cursor.register("incoming_goals", pa.Table.from_pylist(made, schema=GOALS))
    cursor.execute(register.sql("writes/insert_goals"))
    return [str(row["goal_id"]) for row in made]
