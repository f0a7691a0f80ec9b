"""Answers on site: saved one by one, never over somebody else's."""

import io
from datetime import date, timedelta

import pytest
from docx import Document

from lib.errors import UserError
from lib.inspections.answers import answer_item
from lib.inspections.kinds import is_answer
from lib.inspections.planning import approve_plan, plan_inspection, record_visit, withdraw_plan
from lib.inspections.record import visit_record
from lib.register.store import Register
from tests.inspections.conftest import APPROVED, DRAFTED, answers, draft

TODAY = date.today()
MILL = "CEM-12"  # no mill of 3.2 m or less in use; a no proposes a finding of technology
WANG, LI = {"actor": "王科长"}, {"actor": "李科员"}


KINDS = """
    yes_no    | yes          | true
    yes_no    | na           | false
    yes_no_na | na           | true
    number    | 3.20         | true
    number    | 3,2          | false
    number    | NaN          | false
    number    | 1e12         | false
    choice    | 拆除         | true
    choice    | 卖掉         | false
    date      | 2022-12-31   | true
    date      | 12月31日     | false
    text      | 任何话       | true
"""


@pytest.mark.parametrize("row", KINDS.strip().splitlines())
def test_an_answer_fits_its_item(row: str):
    kind, value, fits = (cell.strip() for cell in row.split("|"))
    assert is_answer({"answer_kind": kind, "choices_zh": "拆除;封存"}, value) == (fits == "true")


def test_each_answer_stands_when_it_was_given_and_can_be_changed_and_taken_back(places: Register, visit):
    first = answer_item(places, *visit, "cement", "CEM-04", "3.2", **WANG)
    assert answers(places, visit)["CEM-04"]["item_value_name"] == "3.2 吨/日"
    second = answer_item(places, *visit, "cement", "CEM-04", "3.0", seen=first, **WANG)
    assert answers(places, visit)["CEM-04"]["item_value"] == "3.0"
    answer_item(places, *visit, "cement", "CEM-04", "", seen=second, **WANG)
    assert answers(places, visit)["CEM-04"]["item_value"] is None
    kept = places.con.execute("select count(*) from facts.inspection_answer where item = 'CEM-04'").fetchone()
    assert kept == (3,), "nothing is written over"


def test_nothing_is_answered_before_the_day_or_where_nobody_was(places: Register):
    place = ("东水泥", "cement", "CEM-01", "yes")
    ahead = plan_inspection(places, draft("东水泥", on=TODAY + timedelta(days=1)), **DRAFTED)
    approve_plan(places, ahead, on=TODAY, **APPROVED)
    with pytest.raises(UserError, match=f"are on {TODAY + timedelta(days=1)}, not earlier"):
        answer_item(places, ahead, *place, **WANG)
    left_out = plan_inspection(places, draft("东水泥", on=TODAY), **DRAFTED)
    approve_plan(places, left_out, on=TODAY, **APPROVED)
    record_visit(places, left_out, "东水泥", on=TODAY, is_done=False, note="停工无人", **DRAFTED)
    with pytest.raises(UserError, match="left 东水泥 out"):
        answer_item(places, left_out, *place, **WANG)


def test_where_an_answer_stands_a_visit_is_not_left_out_nor_a_plan_withdrawn_until_it_is_taken_back(places: Register):
    made = plan_inspection(places, draft("东水泥", on=TODAY), **DRAFTED)
    approve_plan(places, made, on=TODAY, **APPROVED)
    given = answer_item(places, made, "东水泥", "cement", "CEM-01", "yes", **WANG)
    with pytest.raises(UserError, match="东水泥 has answers already"):
        record_visit(places, made, "东水泥", on=TODAY, is_done=False, note="停工无人", **DRAFTED)
    with pytest.raises(UserError, match=f"{made} has answers already"):
        withdraw_plan(places, made, reason="改期", **DRAFTED)
    answer_item(places, made, "东水泥", "cement", "CEM-01", "", seen=given, **WANG)
    withdraw_plan(places, made, reason="改期", **DRAFTED)


def test_a_stale_answer_is_refused_and_shows_both(places: Register, visit):
    theirs = answer_item(places, *visit, "cement", "CEM-20", "yes", **WANG)
    with pytest.raises(UserError) as refused:
        answer_item(places, *visit, "cement", "CEM-20", "no", remark="没有电表", **LI)
    assert str(refused.value).startswith("王科长 answered CEM-20 meanwhile: yes. Yours was no and was not saved")
    assert answers(places, visit)["CEM-20"]["item_value"] == "yes"
    answer_item(places, *visit, "cement", "CEM-20", "no", remark="没有电表", seen=theirs, **LI)
    assert answers(places, visit)["CEM-20"]["item_remark"] == "没有电表"


REFUSED = (
    ("cement", MILL, "maybe", "maybe is no answer to CEM-12"),
    ("cement", "CEM-99", "yes", "There is no item CEM-99 in cement"),
    ("glass", "GLA-01", "yes", "There is no item GLA-01 in glass"),
)


@pytest.mark.parametrize(("checklist", "item", "value", "sentence"), REFUSED)
def test_what_is_no_answer_is_refused(places: Register, visit, checklist, item, value, sentence):
    with pytest.raises(UserError, match=sentence):
        answer_item(places, *visit, checklist, item, value, **WANG)


def test_nothing_is_answered_before_the_approval_or_elsewhere(places: Register, visit):
    plan = plan_inspection(places, draft("北水泥", on=TODAY), **DRAFTED)
    with pytest.raises(UserError, match=r"not approved yet.*54号"):
        answer_item(places, plan, "北水泥", "cement", MILL, "yes", **WANG)
    with pytest.raises(UserError, match="has no visit of 北水泥"):
        answer_item(places, visit[0], "北水泥", "cement", MILL, "yes", **WANG)


def test_the_record_tells_what_was_answered_and_by_whom_it_was_approved(places: Register, visit):
    answer_item(places, *visit, "procedure", "PRO-12", "no", remark="未告知", **WANG)
    paper = Document(io.BytesIO(visit_record(places.reading(), *visit, TODAY)))
    cells = {row.cells[0].text: [cell.text for cell in row.cells] for table in paper.tables for row in table.rows}
    assert cells["PRO-12"][2:] == ["否", "未告知", "依据待确认"]
    assert "PRO-01" not in cells, "what was not answered is not told"
    assert cells["审批"][1].endswith("聊工信检〔2026〕1号")
    assert "企业人员签名（拒签的注明）" in cells
