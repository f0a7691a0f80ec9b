"""Zeros sampled and contradicted, exits looked at again, departments that ask: reasons to visit until it is done."""

import json
from datetime import date, timedelta

import pytest

from lib.cases.ledger import record_step
from lib.cases.opening import open_many
from lib.cli import main
from lib.errors import UserError
from lib.inspections.answers import answer_item
from lib.inspections.assignments import assign
from lib.inspections.drawing import draw
from lib.inspections.planning import approve_plan, plan_inspection, record_visit
from lib.inspections.revisits import reopen
from lib.register.store import Register
from lib.reports.matrix import matrix
from lib.reports.statements import record_report, withdraw_report
from tests.inspections.conftest import APPROVED, DRAFTED, draft

TODAY = date.today()
AREA = "371502"
BY = {"actor": "张三"}
FOUND = "有（已逐条登记）"
SEALED = TODAY - timedelta(100)


def reasons(register: Register, source: str) -> dict[str, dict[str, object]]:
    rows = register.ask("marts/targets/target_reasons", TODAY, "zh")
    return {row["enterprise_id"]: row for row in rows[rows.source == source].to_dict("records")}


def visited(register: Register, enterprise: str, checklist: str, item: str, answer: str) -> str:
    """A visit of today with one answer, and its plan."""
    plan = plan_inspection(register, draft(enterprise, on=TODAY), **DRAFTED)
    approve_plan(register, plan, on=TODAY, **APPROVED)
    record_visit(register, plan, enterprise, on=TODAY, **DRAFTED)
    answer_item(register, plan, enterprise, checklist, item, answer, **DRAFTED)
    return plan


def state(register: Register) -> dict[str, object]:
    rows = matrix(register, "2022-12", "screening")
    return next(row for row in rows if (row["area_code"], row["sector"]) == (AREA, "cement"))


def test_a_zero_is_sampled_and_a_contradiction_on_site_returns_it(places: Register):
    with pytest.raises(UserError, match="there is nobody to draw"):
        draw(places, AREA, share=50, seed="7", pool="zero_reports", **BY)
    said = {"statement": "zero", "signer": "王主任", "document_no": "1号", **BY}
    cell = {"period": "2022-12", "area": AREA, "sector": "cement", "matrix": "screening"}
    report = record_report(places, on=date(2022, 12, 20), **cell, **said)
    draw_id, found = draw(places, AREA, share=30, seed="7", pool="zero_reports", **BY)
    drawn = reasons(places, "zero_sample")
    assert set(drawn) == set(found)
    first, second = found
    visited(places, first, "environment", "ENV-01", "yes")
    assert set(reasons(places, "zero_sample")) == set(found), "nobody asked there about the zero"
    assert drawn[first]["visit_reason"].startswith(f"属地零报告，{TODAY} 随机抽取核实（种子 7，4 家中抽 2 家）")
    visited(places, first, "zero_report", "SCR-18", "零（未发现）")
    assert set(reasons(places, "zero_sample")) == {second}, "until somebody was there"
    assert state(places)["state"] == "zero_report"

    plan = visited(places, second, "zero_report", "SCR-18", FOUND)
    row = state(places)
    assert (row["state"], row["state_name"], row["statement"]) == ("returned", "已退回", "zero"), "the statement stays"
    assert (str(row["returned_on"])[:10], row["returned_by"]) == (TODAY.isoformat(), plan)
    known = matrix(places, "2022-12", "screening", TODAY - timedelta(1))
    assert {row["state"] for row in known} == {"zero_report", "not_reported"}, "yesterday it stood"
    withdraw_report(places, report, on=TODAY, reason="退回重报", **BY)
    record_report(places, on=TODAY, **cell, **said | {"statement": "reported", "document_no": "2号"})
    assert state(places)["state"] == "late"
    kept = places.ask("marts/inspections/inspection_draws", TODAY, "zh").set_index("draw_id")
    assert kept.draw_pool_name[draw_id] == "零报告企业"


def test_a_sealed_exit_is_looked_at_again_and_a_relapse_reopens_it(places: Register):
    rows = places.ask("marts/judging/verdicts", SEALED)
    row = rows[(rows.verdict == "outdated") & (rows.enterprise_id == "远水泥")].to_dict("records")[0]
    (case,) = open_many(places, [row], on=SEALED - timedelta(9), due_on=TODAY, **BY).case_ids
    for days, step in enumerate(("verified", "shut_down", "utilities_cut", "power_unit_removed"), 1):
        record_step(places, case, step, on=SEALED - timedelta(9 - days), document_no="1号", **BY)
    record_step(places, case, "sealed", on=SEALED, document_no="1号", due_on=TODAY + timedelta(80), **BY)
    told = reasons(places, "revisit")["远水泥"]
    assert str(told["due_on"])[:10] == (SEALED + timedelta(90)).isoformat(), "the plan's 90 days after the sealing"
    assert "回头看已逾期" in told["visit_reason"]

    plan = visited(places, "远水泥", "revisit", "REV-18", "未反弹")
    told = reasons(places, "revisit")["远水泥"]
    assert str(told["due_on"])[:10] == (TODAY + timedelta(90)).isoformat()
    with pytest.raises(UserError, match="found no relapse"):
        reopen(places, plan, "远水泥", case, **BY)
    plan = visited(places, "远水泥", "revisit", "REV-18", "死灰复燃")
    (open_one,) = places.ask("pages/targets/relapses", TODAY, "zh", area=AREA).to_dict("records")
    assert (open_one["case_id"], open_one["inspection_plan_id"]) == (case, plan)
    reopen(places, plan, "远水泥", case, **BY)
    assert places.ask("pages/targets/relapses", TODAY, "zh", area=AREA).empty
    looks = places.ask("marts/inspections/revisits", TODAY, "zh").set_index("inspection_plan_id")
    assert looks.case_ids[plan] == case and not looks.is_unrecorded[plan]
    assert "远水泥" not in reasons(places, "revisit"), "it runs again: nothing is sealed"
    counted = places.ask("marts/cases/cases", TODAY, "zh").set_index("case_id").loc[case]
    assert counted.stage == "identified"


def test_whom_a_department_names_is_a_target_until_visited(places: Register):
    told = {"department": "市生态环境局", "document_no": "聊环函〔2026〕8号", "on": TODAY - timedelta(3), **BY}
    letter = assign(places, ["东水泥", "无水泥", "东水泥"], due_on=TODAY - timedelta(1), what="核实排放", **told)
    asked = reasons(places, "assigned")
    assert set(asked) == {"东水泥", "无水泥"}
    assert asked["东水泥"]["visit_reason"] == (
        f"市生态环境局 {TODAY - timedelta(3)} 聊环函〔2026〕8号 交办，{TODAY - timedelta(1)} 前办理：核实排放。"
    )
    assert asked["东水泥"]["departments"] == "市生态环境局"
    visited(places, "东水泥", "procedure", "PRO-05", "2")
    assert set(reasons(places, "assigned")) == {"无水泥"}
    kept = places.ask("pages/targets/assignments", TODAY, "zh", area=AREA).set_index("enterprise_id")
    assert (kept.assignment_id["无水泥"], kept.is_overdue["无水泥"]) == (letter, True)
    assert kept.visited_on["东水泥"].date() == TODAY and not kept.is_overdue["东水泥"]


REFUSED = (
    ({"department": "某协会"}, "there is no 某协会"),
    ({"enterprise_ids": ["东水泥", "某厂"]}, "names no enterprise of the register: 某厂"),
    ({"enterprise_ids": []}, "names no enterprise"),
    ({"document_no": " "}, "By which letter"),
    ({"on": TODAY + timedelta(1)}, "is not over yet"),
    ({"due_on": TODAY - timedelta(1)}, "is before the letter"),
    ({"actor": ""}, "Enter your name"),
)


@pytest.mark.parametrize(("said", "sentence"), REFUSED)
def test_what_is_no_letter_is_refused(places: Register, said, sentence):
    usual = {"enterprise_ids": ["东水泥"], "department": "市生态环境局", "document_no": "1号", "on": TODAY, **BY}
    asked = usual | said
    with pytest.raises(UserError, match=sentence):
        assign(places, asked.pop("enterprise_ids"), **asked)


def test_a_command_names_what_is_not_there(register_file, monkeypatch, capsys):
    monkeypatch.setenv("REGISTER_URL", str(register_file))
    words = ("inspection", "assign", "某厂", "--department", "市生态环境局", "--doc", "1号", "--on", "2026-11-01")
    assert main(list(words)) == 2
    assert json.dumps("某厂", ensure_ascii=False)[1:-1] in capsys.readouterr().err
