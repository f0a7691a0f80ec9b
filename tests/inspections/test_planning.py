"""A day of joint inspections from draft to the last visit, and what the law refuses."""

import io
import json
from datetime import date, timedelta

import pytest
from docx import Document

from lib.cli import main
from lib.errors import UserError
from lib.inspections.pack import day_pack
from lib.inspections.planning import (
    Draft,
    Officer,
    approve_plan,
    join_visit,
    order_visits,
    plan_inspection,
    record_visit,
    withdraw_plan,
)
from lib.register.store import Register
from tests.inspections.conftest import APPROVED, DRAFTED, TEAM, draft

TODAY = date.today()
OTHERS = (Officer("孙", "9"), Officer("周", "8"))
SEASON = date(2022, 12, 6)


def plan(register: Register, plan_id: str, on: date | None = None) -> dict[str, object]:
    (row,) = register.ask("pages/inspection_plan/plan", on, "zh", plan=plan_id).to_dict("records")
    return row


def stops(register: Register, plan_id: str) -> list[dict[str, object]]:
    return register.ask("pages/inspection_plan/stops", None, "zh", plan=plan_id).to_dict("records")


def doubts(register: Register, plan_id: str) -> set[tuple[str, str]]:
    rows = register.ask("pages/inspection_plan/warnings", plan=plan_id)
    return set(zip(rows.kind, rows.subject, strict=True))


def test_a_day_goes_from_draft_to_done(places: Register):
    made = plan_inspection(places, draft("远水泥", "东水泥", "北水泥", on=TODAY), **DRAFTED)
    assert plan(places, made)["inspection_state"] == "draft"
    assert [row["enterprise_name"] for row in stops(places, made)] in (
        ["东水泥", "远水泥", "北水泥"], ["北水泥", "远水泥", "东水泥"],
    )  # fmt: skip
    approve_plan(places, made, on=TODAY, **APPROVED)
    assert plan(places, made)["inspection_state"] == "approved"
    record_visit(places, made, "东水泥", on=TODAY, note="磨机在产", **DRAFTED)
    assert plan(places, made)["inspection_state"] == "under_way"
    record_visit(places, made, "远水泥", on=TODAY, is_done=False, note="企业停工无人", **DRAFTED)
    record_visit(places, made, "北水泥", on=TODAY, **DRAFTED)
    done = plan(places, made)
    assert (done["inspection_state"], done["visited_count"], done["skipped_count"]) == ("done", 2, 1)
    target = places.ask("marts/targets/targets").set_index("enterprise_id")
    assert target.visits_this_year["东水泥"] == 1
    assert target.visits_this_year["远水泥"] == 0
    assert target.last_visited_on["北水泥"].date() == TODAY


def test_times_follow_the_way_and_an_unknown_place_has_no_distance(places: Register):
    made = plan_inspection(places, draft("无水泥", "北水泥", on=TODAY, starts_at="08:30"), **DRAFTED)
    first, last = stops(places, made)
    assert first["enterprise_name"] == "北水泥"
    assert first["leg_km"] == pytest.approx(7.3, abs=0.1)
    assert first["arrives_at"] == "08:41", "7.3 km at 40 km/h"
    assert last["leg_km"] != last["leg_km"], "no distance"
    assert last["arrives_at"] == "10:11"
    withdraw_plan(places, made, reason="改期", **DRAFTED)


REFUSED = (  # what the draft says otherwise, and the sentence
    ({"body": "联席会议办公室"}, "does not inspect enterprises (国办发〔2024〕54号)"),
    ({"body": "某协会"}, "does not inspect enterprises (国办发〔2024〕54号)"),
    ({"matter": "safety_check"}, "no published matter of 市工业和信息化局"),
    ({"officers": TEAM[:1]}, "by two officers at least"),
    ({"officers": (*TEAM[:1], Officer("王科长", "15010001"))}, "by two officers at least"),
    ({"officers": (*TEAM[:1], Officer("李科员", " "))}, "by two officers at least"),
    ({"enterprise_ids": ("阳谷水泥",)}, "阳谷水泥 is no enterprise of 371502"),
    ({"enterprise_ids": ("东水泥", "东水泥")}, "no enterprise twice"),
    ({"enterprise_ids": ()}, "1 to 40 visits"),
    ({"starts_at": "九点"}, "九点 is no time of day"),
    ({"area_code": "370000"}, "there is no 370000"),
)


@pytest.mark.parametrize(("said", "sentence"), REFUSED, ids=[sentence for _, sentence in REFUSED])
def test_what_the_law_or_reason_refuses_is_a_sentence_with_the_clause(places: Register, said, sentence):
    before = places.version()
    with pytest.raises(UserError) as refused:
        plan_inspection(places, draft("东水泥", on=TODAY, **said), **DRAFTED)
    assert sentence in str(refused.value)
    assert places.version() == before


def test_a_season_of_2022_is_held_against_what_held_then(places: Register):
    made = plan_inspection(places, draft("东水泥", on=SEASON, body="联席会议办公室", matter="督查"), **DRAFTED)
    record_visit(places, made, "东水泥", on=SEASON, **DRAFTED)
    assert plan(places, made)["inspection_state"] == "done", "no approval was asked for before 2025"
    with pytest.raises(UserError, match="行政处罚法"):
        plan_inspection(places, draft("东水泥", on=SEASON, officers=TEAM[:1]), **DRAFTED)


def test_the_second_person_approves_and_nobody_visits_before(places: Register):
    made = plan_inspection(places, draft("东水泥", "北水泥", on=TODAY), **DRAFTED)
    with pytest.raises(UserError, match=r"not approved yet.*54号"):
        record_visit(places, made, "东水泥", on=TODAY, **DRAFTED)
    with pytest.raises(UserError, match="somebody else approves it"):
        approve_plan(places, made, on=TODAY, document_no="1号", actor=f"{DRAFTED['actor']}\u3000")
    with pytest.raises(UserError, match="names its document"):
        approve_plan(places, made, on=TODAY, document_no=" ", actor="赵局长")
    approve_plan(places, made, on=TODAY, **APPROVED)
    with pytest.raises(UserError, match="is approved already: this can no longer be done"):
        order_visits(places, made, ["北水泥"], **DRAFTED)
    with pytest.raises(UserError, match="needs its reason"):
        record_visit(places, made, "东水泥", on=TODAY, is_done=False, **DRAFTED)
    record_visit(places, made, "东水泥", on=TODAY, **DRAFTED)
    with pytest.raises(UserError, match="has no open visit of 东水泥"):
        record_visit(places, made, "东水泥", on=TODAY, **DRAFTED)
    with pytest.raises(UserError, match="this can no longer be done"):
        withdraw_plan(places, made, reason="改期", **DRAFTED)
    with pytest.raises(UserError, match="There is no plan of inspections J1999-0001"):
        record_visit(places, "J1999-0001", "东水泥", on=TODAY, **DRAFTED)


def test_visits_are_moved_by_hand_while_it_is_a_draft(places: Register):
    made = plan_inspection(places, draft("东水泥", "北水泥", "远水泥", on=TODAY), **DRAFTED)
    order_visits(places, made, ["远水泥", "东水泥"], **DRAFTED)
    assert [row["enterprise_id"] for row in stops(places, made)] == ["远水泥", "东水泥"]
    with pytest.raises(UserError, match="Only what"):
        order_visits(places, made, ["阳谷水泥"], **DRAFTED)
    withdraw_plan(places, made, reason="改期", **DRAFTED)
    assert plan(places, made)["inspection_state"] == "withdrawn"


def environment(*enterprises: str, days: int, **more: object) -> Draft:
    """A day of the bureau of environment with one officer of the other team."""
    body = {"body": "市生态环境局", "matter": "environment_check", "officers": (TEAM[0], Officer("孙", "9"))}
    return draft(*enterprises, on=TODAY + timedelta(days=days), **body | more)


def test_officers_and_enterprises_twice_on_a_day_are_told(places: Register):
    ours = plan_inspection(places, draft("远水泥", on=TODAY + timedelta(days=100)), **DRAFTED)
    theirs = plan_inspection(places, environment("远水泥", days=100), **DRAFTED)
    assert doubts(places, ours) == {("officer", "15010001"), ("twice", "远水泥")}
    withdraw_plan(places, theirs, reason="改期", **DRAFTED)
    assert doubts(places, ours) == set()


@pytest.mark.parametrize(("days", "told"), [(-30, {("joint", "远水泥")}), (30, {("joint", "远水泥")}), (31, set())])
def test_plans_within_the_span_are_offered_one_joint_visit(places: Register, days: int, told: set[tuple[str, str]]):
    ours = plan_inspection(places, draft("远水泥", on=TODAY + timedelta(days=300)), **DRAFTED)
    theirs = plan_inspection(places, environment("远水泥", days=300 + days), **DRAFTED)
    assert doubts(places, ours) == told
    for made in (ours, theirs):
        withdraw_plan(places, made, reason="改期", **DRAFTED)


def test_a_joint_visit_is_made_once_by_both(places: Register):
    ours = plan_inspection(places, draft("远水泥", "东水泥", on=TODAY + timedelta(days=200)), **DRAFTED)
    drafted = plan_inspection(places, environment("远水泥", "北水泥", days=201, officers=OTHERS), **DRAFTED)
    sent = plan_inspection(places, environment("东水泥", days=202, officers=OTHERS), **DRAFTED)
    approve_plan(places, sent, on=TODAY, **APPROVED)
    assert doubts(places, ours) == {("joint", "远水泥"), ("joint", "东水泥")}
    join_visit(places, ours, "远水泥", drafted, actor="李科员")
    join_visit(places, ours, "东水泥", sent, actor="李科员")
    assert doubts(places, ours) == set()
    assert plan(places, ours)["joint_departments"] == "市生态环境局"
    assert [row["enterprise_id"] for row in stops(places, drafted)] == ["北水泥"]
    (left_out,) = stops(places, sent)
    assert (left_out["outcome"], left_out["note"]) == ("skipped", f"综合查一次 {ours}")
    for enterprise, other in (("远水泥", drafted), ("东水泥", ours), ("北水泥", drafted)):
        with pytest.raises(UserError, match="has no open visit of"):
            join_visit(places, ours, enterprise, other, actor="李科员")
    last = plan_inspection(places, draft("北水泥", on=TODAY + timedelta(days=203)), **DRAFTED)
    join_visit(places, last, "北水泥", drafted, actor="李科员")
    assert plan(places, drafted)["inspection_state"] == "withdrawn", "it had nobody else to visit"


def test_a_yearly_cap_warns_before_the_visit_that_breaks_it(places: Register):
    soon = date(TODAY.year + 1, 9, 1)
    with places.write("test", "fill", "caps") as cursor:
        cursor.execute("update reference.inspection_matters set yearly_cap = 2 where matter = 'technology_check'")
    made = [plan_inspection(places, draft("无水泥", on=soon + timedelta(days=40 * n)), **DRAFTED) for n in range(3)]
    assert doubts(places, made[0]) == {("cap", "无水泥")}
    withdraw_plan(places, made[2], reason="超过上限", **DRAFTED)
    assert doubts(places, made[0]) == set()


def test_the_pack_has_cover_sheets_and_the_checklists_filled_in_as_far_as_known(places: Register):
    earlier = plan_inspection(places, draft("东水泥", on=TODAY), **DRAFTED)
    approve_plan(places, earlier, on=TODAY, **APPROVED)
    record_visit(places, earlier, "东水泥", on=TODAY, note="1号磨在产", **DRAFTED)
    made = plan_inspection(places, draft("东水泥", on=TODAY), **DRAFTED)
    paper = Document(io.BytesIO(day_pack(places.reading(), made, TODAY)))
    assert len(paper.inline_shapes) == 1, "the way as a picture"
    cells = [[cell.text for cell in row.cells] for table in paper.tables for row in table.rows]
    told = {row[0]: row for row in cells}
    assert told["检查计划"][1] == f"{made}（拟定）"
    assert told["检查人员及执法证号"][1] == "王科长 15010001、李科员 15010002"
    assert told["审批"][1] == "未批准"
    assert "3.2" in told["1号磨"][4]
    assert told["CEM-11"][3] == "台账：1号磨 3.2 米"
    assert "PRO-01" in told
    assert ["已查", "1号磨在产"] in [row[3:] for row in cells]
    assert "PAP-01" not in told
    with pytest.raises(UserError):
        day_pack(places.reading(), "J1999-0001", TODAY)


def test_the_command_line_plans_and_refuses(register_file, monkeypatch, capsys):
    monkeypatch.setenv("REGISTER_URL", str(register_file))
    asked = ["inspection", "plan", "E1", "--area", "371502", "--on", "2026-12-01", "--matter", "technology_check"]
    assert main([*asked, "--body", "联席会议办公室", "--officer", "王:1", "--officer", "李:2"]) == 2
    assert "不得检查企业（国办发〔2024〕54号）" in capsys.readouterr().err
    assert main(["query", "inspection_plans"]) == 0
    assert json.loads(capsys.readouterr().out) == []
