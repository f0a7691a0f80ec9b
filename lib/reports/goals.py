"""Goals 目标任务: what a document asks of an area, entered or read from a table; none is ever made up."""

import csv
from collections.abc import Sequence
from dataclasses import asdict, dataclass, fields
from datetime import date
from decimal import Decimal, InvalidOperation
from pathlib import Path
from uuid import uuid4

import pyarrow as pa

from lib.errors import UserError
from lib.register.store import Cursor, Register, now

GOALS = pa.schema(
    [(name, pa.string()) for name in ("goal_id", "area_code", "sector", "process")]
    + [("lines", pa.int32()), ("capacity", pa.decimal128(18, 8)), ("capacity_unit", pa.string())]
    + [("set_on", pa.date32()), ("due_on", pa.date32())]
    + [(name, pa.string()) for name in ("measures", "departments", "document", "withdraws", "note", "actor")]
    + [("recorded_at", pa.timestamp("us"))]
)
LARGEST = 10**9


@dataclass(frozen=True)
class Goal:
    """Lines (条) and capacity (in `capacity_unit`) that must leave by `due_on`; no sector or process means all."""

    area_code: str
    document: str
    set_on: date
    due_on: date
    sector: str | None = None
    process: str | None = None
    lines: int | None = None
    capacity: Decimal | None = None
    capacity_unit: str | None = None
    measures: str | None = None
    departments: str | None = None


def set_goals(register: Register, goals: Sequence[Goal], *, actor: str) -> list[str]:
    """Record goals in one transaction, all or none, and return their ids. Raises UserError for the first wrong one."""
    if not actor.strip():
        raise UserError("Who sets the goal? Give a name.")
    known = {kind: _codes(register, kind) for kind in ("area", "sector", "process", "unit")}
    for goal in goals:
        _check(goal, known)
    subject = "; ".join(sorted({f"{goal.area_code} {goal.document}" for goal in goals})[:20])
    with register.write(actor, "goal", subject, goals=len(goals)) as cursor:
        return _insert(register, cursor, [asdict(goal) | {"actor": actor.strip()} for goal in goals])


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


def read_goals(path: Path) -> list[Goal]:
    """The goals of a UTF-8 CSV file with the columns of the mart `goals` as headings. Raises UserError with the row."""
    names = {field.name for field in fields(Goal)}
    try:
        with path.open(encoding="utf-8-sig", newline="") as handle:
            reader = csv.DictReader(handle)
            if unknown := sorted(set(reader.fieldnames or ["nothing"]) - names):
                raise UserError(
                    "{file}: unknown heading {heading}; there are {known}.",
                    file=path.name, heading=unknown[0], known=", ".join(sorted(names)),
                )  # fmt: skip
            return [_goal(path.name, number, row) for number, row in enumerate(reader, start=2)]
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise UserError("{file} cannot be read as a UTF-8 CSV file.", file=path.name) from error


def _goal(file: str, number: int, row: dict[str, str]) -> Goal:
    told = {name: value.strip() for name, value in row.items() if name and value and value.strip()}
    try:
        return Goal(
            area_code=told["area_code"],
            document=told["document"],
            set_on=date.fromisoformat(told["set_on"]),
            due_on=date.fromisoformat(told["due_on"]),
            sector=told.get("sector"),
            process=told.get("process"),
            lines=int(told["lines"]) if "lines" in told else None,
            capacity=Decimal(told["capacity"]) if "capacity" in told else None,
            capacity_unit=told.get("capacity_unit"),
            measures=told.get("measures"),
            departments=told.get("departments"),
        )
    except (KeyError, ValueError, InvalidOperation) as error:
        raise UserError(
            "{file}, row {row}: a goal needs area_code, document, set_on and due_on (dates like 2022-12-31), and "
            "numbers for lines and capacity.",
            file=file, row=number,
        ) from error  # fmt: skip


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
