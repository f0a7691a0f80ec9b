"""Whom the forms of a day are about: visits of approved plans, their officers, the lines of their numbers."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from lib.errors import UserError
from lib.inspections.odk.questions import ASKED_LINES, OFFICERS, TARGETS, Choice, Form
from lib.inspections.workbook_out import seal_of
from lib.register import reference
from lib.register.reading import Reading

Lists = dict[str, tuple[Choice, ...]]


def lists_of(register: Reading, form: Form, on: date, plan_id: str = "") -> Lists:
    """The lists of a form: of a plan, else of the approved plans of a day. A target is named by its plan, its
    enterprise and the plan's seal, so that an answer cannot come to another register's plan of the same number.
    Raises UserError for a plan that is none, and where there is no visit."""
    found = register.ask_rows("asks/inspections/form_visits", on, "zh", plan=plan_id, day=on)
    if not found and plan_id:
        raise UserError("There is no approved plan of inspections {plan} that visits anybody.", plan=plan_id)
    targets = [Choice(_name(row), (_label(row),) * 2) for row in found]
    officers = [Choice(one, (one, one), _name(row)) for row in found for one in row["officers"]]
    lines = [
        one for row in found if ASKED_LINES in form.asked_lists for one in _lines(register, form.checklist, on, row)
    ]
    return {TARGETS: tuple(targets), OFFICERS: tuple(officers), ASKED_LINES: tuple(lines)}


def areas_of(register: Reading) -> Lists:
    """The lists of a form about areas."""
    rows = reference.kept(register.settings)["areas"]
    areas = tuple(Choice(row["area_code"], (row["name_zh"], row["name_en"])) for row in rows)
    return {TARGETS: areas, OFFICERS: (), ASKED_LINES: ()}


def parts_of(target: str) -> Sequence[str]:
    """Plan, enterprise and seal of a target's name; three empty ones where it is none."""
    plan, _, rest = target.partition("/")
    enterprise, _, seal = rest.rpartition("/")
    return (plan, enterprise, seal) if plan and enterprise and seal else ("", "", "")


def _name(row: dict[str, Any]) -> str:
    return f"{row['inspection_plan_id']}/{row['enterprise_id']}/{seal_of(row)}"


def _label(row: dict[str, Any]) -> str:
    return f"{row['stop_number']:02} {row['enterprise_name'] or row['enterprise_id']} · {row['inspection_plan_id']}"


def _lines(register: Reading, checklist: str, on: date, row: dict[str, Any]) -> list[Choice]:
    asked = {"plan": row["inspection_plan_id"], "enterprise": row["enterprise_id"], "checklist": checklist}
    found = register.ask_rows("pages/checklist/answers", on, "zh", **asked)
    return [
        Choice(one["line_id"], (one["line_name"] or one["line_id"],) * 2, _name(row), one["item"])
        for one in found
        if one["line_id"]
    ]
