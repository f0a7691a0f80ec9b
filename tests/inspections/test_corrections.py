"""Corrective actions: owed by somebody until a day, handed in, closed by a visit of a later day alone."""

import json
from contextlib import closing
from datetime import date, timedelta
from pathlib import Path

import pytest

from lib.cli import main
from lib.errors import UserError
from lib.inspections.answers import answer_item
from lib.inspections.correcting import hand_in_correction, order_correction, recheck, withdraw_correction
from lib.inspections.planning import approve_plan, plan_inspection
from lib.register.store import Register
from tests import registers
from tests.inspections.conftest import APPROVED, DRAFTED, answers, draft, filled

TODAY = date.today()
BEFORE = TODAY - timedelta(days=20)
WANG = {"actor": "王科长"}


def state(register: Register, action: str, on: date | None = None) -> str:
    rows = register.ask_rows("marts/inspections/corrective_actions", on)
    return next(row["action_state"] for row in rows if row["action_id"] == action)


def test_an_action_is_owed_until_a_later_visit_finds_it_done(places: Register, visit):
    place = (*visit, "cement", "CEM-12")
    owed = {"owner": "企业设备部", "what": "停用并拆除1号磨", "due_on": TODAY}
    answer_item(places, *place, "yes", **WANG)
    with pytest.raises(UserError, match="was not answered no"):
        order_correction(places, *place, **owed, **WANG)
    first = answers(places, visit)["CEM-12"]["answer_id"]
    answer_item(places, *place, "no", remark="1号磨在产", seen=first, **WANG)
    with pytest.raises(UserError, match="passed already"):
        order_correction(places, *place, **owed | {"due_on": BEFORE}, **WANG)
    action = order_correction(places, *place, **owed, **WANG)
    assert state(places, action) == "open"
    with pytest.raises(UserError, match=f"{action} was ordered of this answer already"):
        order_correction(places, *place, **owed, **WANG)
    with pytest.raises(UserError, match="visit of a later day"):
        recheck(places, action, visit[0], "yes", **WANG)

    _long_ago(places, visit[0])
    assert state(places, action, BEFORE) == "open"
    assert state(places, action) == "overdue"
    (late,) = targets(places, action)
    assert late["visit_reason"].endswith(
        f"整改 {action}“停用并拆除1号磨”应于 {BEFORE + timedelta(10)} 前完成（企业设备部），已逾期10天，尚未复查销号。"
    )
    assert late["lead_department"] == "市工业和信息化局" and listed(places, state="overdue") == [action]
    assert not listed(places, by=f"{BEFORE + timedelta(9)}") and not listed(places, area="371521")
    hand_in_correction(places, action, on=TODAY - timedelta(days=1), note="停产照片", **WANG)
    assert state(places, action) == "handed_in" and not targets(places, action)

    later = plan_inspection(places, draft("东水泥", on=TODAY), **DRAFTED)
    approve_plan(places, later, on=TODAY, **APPROVED)
    lists = places.ask_rows("pages/checklist/lists", plan=later, enterprise="东水泥")
    assert "cement" in {row["checklist"] for row in lists}
    recheck(places, action, later, "no", remark="仍在产", **WANG)
    assert state(places, action) == "overdue", "what was handed in did not hold"
    recheck(places, action, later, "yes", **WANG)
    assert state(places, action) == "closed" and state(places, action, TODAY - timedelta(days=2)) == "overdue"
    with pytest.raises(UserError, match="is owed"):
        withdraw_correction(places, action, reason="误下", **WANG)


def test_one_that_was_ordered_in_error_is_withdrawn_with_its_reason(places: Register, visit):
    answer_item(places, *visit, "cement", "CEM-01", "no", remark="更名", **WANG)
    owed = {"owner": "办公室", "what": "更正名称", "due_on": TODAY}
    action = order_correction(places, *visit, "cement", "CEM-01", **owed, **WANG)
    withdraw_correction(places, action, reason="已更正", **WANG)
    assert state(places, action) == "withdrawn"
    assert order_correction(places, *visit, "cement", "CEM-01", **owed, **WANG) != action


def test_the_command_line_follows_an_action(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys):
    with closing(registers.empty(tmp_path)) as register:
        filled(register)
        plan = plan_inspection(register, draft("东水泥", on=TODAY), **DRAFTED)
        approve_plan(register, plan, on=TODAY, **APPROVED)
        answer_item(register, plan, "东水泥", "cement", "CEM-12", "no", remark="1号磨在产", **WANG)
        monkeypatch.setenv("REGISTER_URL", str(register.settings.register_path))

    def told(*asked: str) -> dict[str, str]:
        assert main(["inspection", *asked]) == 0, capsys.readouterr().err
        return json.loads(capsys.readouterr().out)

    owed = ("--owner", "企业设备部", "--due", TODAY.isoformat(), "--what", "停用1号磨")
    action = told("action", plan, "东水泥", "cement", "CEM-12", *owed)["action"]
    assert told("handed-in", action, "--note", "停产照片")["handed_in"] == TODAY.isoformat()
    assert main(["inspection", "recheck", action, plan, "yes"]) == 2
    assert "复查" in capsys.readouterr().err
    assert main(["inspection", "withdraw-action", action, "--reason", " "]) == 2
    assert "原因" in capsys.readouterr().err
    assert told("withdraw-action", action, "--reason", "误下")["withdrawn"] == "误下"
    assert main(["inspection", "withdraw-action", action, "--reason", "误下"]) == 2
    assert action in capsys.readouterr().err
    assert main(["query", "corrective_actions"]) == 0
    [row] = json.loads(capsys.readouterr().out)
    assert (row["action_id"], row["action_state"]) == (action, "withdrawn")


def targets(register: Register, action: str) -> list[dict[str, object]]:
    return [row for row in register.ask_rows("marts/targets/target_reasons", None, "zh") if row["about"] == action]


def listed(register: Register, **chosen: str) -> list[str]:
    asked = {"area": "", "state": "", "body": "市工业和信息化局", "by": ""} | chosen
    return [row["action_id"] for row in register.ask_rows("pages/inspection_plan/corrections", **asked)]


def _long_ago(register: Register, plan: str) -> None:
    """Let a visit and what was ordered at it lie twenty days back."""
    with register.write("test", "age", plan) as cursor:
        cursor.execute(
            "update facts.inspection_answer set answered_on = $1 where inspection_plan_id = $2", [BEFORE, plan]
        )
        question = "update facts.corrective_step set happened_on = $1, due_on = $1 + 10 where inspection_plan_id = $2"
        cursor.execute(question, [BEFORE, plan])
        cursor.execute("update facts.inspection_plan set drafted_on = $1 where inspection_plan_id = $2", [BEFORE, plan])
