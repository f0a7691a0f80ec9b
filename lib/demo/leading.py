"""What the leadership of the made-up city asks: goals of most areas, as their plans set them, and instructions that are
overdue, replied to, handed back and done, or still to come."""

from datetime import date, datetime, time
from decimal import Decimal
from typing import Any, Final

import pyarrow as pa

from lib.demo.lexicon import FOLDER, word
from lib.instructions import instructing
from lib.register.reference import read_rows
from lib.register.store import Register
from lib.reports.goals import Goal, set_goals

ACTOR: Final = "demo"
SET_ON, DUE_ON = date(2022, 7, 20), date(2022, 12, 31)
WRITTEN_AT: Final = time(9)  # of the day of a step


def build_goals(register: Register) -> None:
    """Set the goals of `data/demo/goals.csv`; areas that stand not there have none."""
    goals = [
        Goal(
            row["area"], row["document"], SET_ON, DUE_ON, row["sector"] or None, row["process"] or None,
            int(row["lines"]), Decimal(row["capacity"]) if row["capacity"] else None, row["unit"] or None,
            row["tasks"], departments=word("goal_departments"),
        )
        for row in read_rows(FOLDER / "goals.csv")
    ]  # fmt: skip
    set_goals(register, goals, actor=ACTOR)


def build_instructions(register: Register) -> None:
    """Write the steps of `data/demo/instructions.csv`, told on their days."""
    steps: list[dict[str, Any]] = []
    for row in read_rows(FOLDER / "instructions.csv"):
        code, on = row["instruction"], date.fromisoformat(row["on"])
        number = 1 + sum(one["instruction_id"] == code for one in steps)
        said = {name: row[name] or None for name in ("addressed", "addressee", "page_address", "about", "note")}
        ids = {"step_id": f"{code}.{number}", "instruction_id": code, "number": number, "step": row["step"]}
        days = {"happened_on": on, "due_on": date.fromisoformat(row["due_on"]) if row["due_on"] else None}
        told = {
            "area_code": row["area"] or None,
            "actor": row["actor"],
            "recorded_at": datetime.combine(on, WRITTEN_AT),
        }
        steps.append(ids | days | said | told)
    with register.write(ACTOR, "demo", "instructions of the leadership") as cursor:
        cursor.register("incoming_instruction_steps", pa.Table.from_pylist(steps, schema=instructing.STEPS))
        cursor.execute(register.sql("writes/instructions/insert_instruction_steps"))
