"""Whom to visit and the plan of a day, as an office works on them: picked, drafted, approved by another, visited."""

import re
import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from lib.field.routes import STATIC
from lib.inspections.answers import answer_item
from lib.inspections.found import Found, record_found
from lib.inspections.planning import Draft, Officer, approve_plan, plan_inspection
from lib.register.store import Register
from tests.inspections.conftest import shot
from tests.ui.conftest import html, open_page
from tests.ui.test_cases_pages import served

AREA = "371521"
TODAY = date.today()


@pytest.fixture
def office(small_file: Path, tmp_path: Path) -> Iterator[Register]:
    """A register of the test's own."""
    shutil.copy(small_file, tmp_path / "register.duckdb")
    with served(tmp_path) as opened:
        yield opened


def field(test: AppTest, kind: str, name: str) -> object:
    """The field of a kind whose key begins with a name."""
    return next(one for one in test.get(kind) if str(one.key).startswith(name))


def send(test: AppTest, label: str) -> AppTest:
    return next(button for button in test.button if button.label == label).click().run()


def test_all_reasons_of_who_was_picked_are_read_and_lead_on(office: Register):
    rows = office.ask("marts/targets/targets")
    target = rows[rows.area_code == AREA].iloc[0]
    shown = html(open_page("targets", area=AREA, enterprise=target.enterprise_id, lang="zh"))
    for row in office.ask("pages/targets/reasons", enterprise=target.enterprise_id).itertuples():
        assert row.source_name in shown
    assert f"enterprise={target.enterprise_id}" in shown
    assert f"/inspection_plan?lang=zh&amp;area={AREA}" in shown


def test_a_day_is_drafted_approved_by_another_and_visited(office: Register):
    test = open_page("inspection_plan", area=AREA, lang="en")
    assert "No inspection is planned here." in html(test)
    field(test, "text_area", "draft_officers").set_value("王科长 15010001\n李科员 15010002")
    field(test, "date_input", "draft_on").set_value(TODAY)
    field(test, "text_input", "draft_actor").set_value("张科长")
    send(test, "Draft the plan")
    assert not test.exception and not test.error
    (plan,) = office.ask("marts/inspections/inspection_plans").to_dict("records")
    assert (plan["officers"], plan["inspection_state"]) == ("王科长 15010001、李科员 15010002", "draft")

    test = open_page("inspection_plan", plan=plan["inspection_plan_id"], lang="en")
    field(test, "text_input", "approve_doc").set_value("1号")
    field(test, "text_input", "approve_actor").set_value("李科员")
    field(test, "text_input", "approve_second").set_value("张科长")
    send(test, "Approve")
    assert ["somebody else approves it" in error.value for error in test.error] == [True]
    field(test, "text_input", "approve_second").set_value("赵局长")
    send(test, "Approve")
    assert not test.error and "approved" in test.success[0].value

    stops = office.ask("marts/inspections/inspection_stops").to_dict("records")
    for _stop in stops:
        field(test, "text_input", "visit_actor").set_value("王科长")
        send(test, "Record the visit")
        assert not test.error
    (done,) = office.ask("marts/inspections/inspection_plans").to_dict("records")
    assert (done["inspection_state"], done["visited_count"]) == ("done", len(stops))
    assert "What is next" not in [title.value for title in test.subheader]
    file = html(open_page("enterprise", enterprise=stops[0]["enterprise_id"], lang="zh", as_of=str(TODAY)))
    assert plan["inspection_plan_id"] in file and "已查" in file


def test_visits_of_a_draft_are_moved_and_left_out_by_their_buttons(office: Register):
    team = (Officer("王科长", "1"), Officer("李科员", "2"))
    two = ("same-1", "same-2")
    plan = plan_inspection(office, Draft("371526", TODAY, "市应急局", "safety_check", team, two), actor="张科长")

    def order() -> list[str]:
        return list(office.ask("pages/inspection_plan/stops", plan=plan).enterprise_id)

    first, second = order()
    test = open_page("inspection_plan", plan=plan, lang="en")
    field(test, "text_input", "move_actor").set_value("张科长")
    assert field(test, "button", f"up_{first}").disabled and field(test, "button", f"down_{second}").disabled
    field(test, "button", f"up_{second}").click().run()
    assert not test.error and order() == [second, first]
    field(test, "button", f"out_{second}").click().run()
    assert not test.error and order() == [first]
    assert field(test, "button", f"out_{first}").disabled, "a plan visits one at least"


def test_an_answer_is_saved_when_it_is_given(office: Register):
    rows = office.ask("marts/targets/targets")
    enterprise = rows[rows.area_code == AREA].enterprise_id.iloc[0]
    team = (Officer("王科长", "1"), Officer("李科员", "2"))
    plan = plan_inspection(office, Draft(AREA, TODAY, "市应急局", "safety_check", team, (enterprise,)), actor="张科长")
    approve_plan(office, plan, on=TODAY, document_no="1号", actor="赵局长")
    test = open_page("checklist", plan=plan, enterprise=enterprise, checklist="procedure", lang="en")
    field(test, "text_input", "answer_actor").set_value("王科长").run()
    field(test, "text_input", f"{plan}_{enterprise}_PRO-05").set_value("2").run()
    assert not test.exception and not test.error
    (answer,) = office.ask("marts/inspections/inspection_answers").to_dict("records")
    assert (answer["item"], answer["item_value"], answer["actor"]) == ("PRO-05", "2", "王科长")
    field(test, "text_input", f"{plan}_{enterprise}_PRO-05").set_value("twice").run()
    assert ["is no answer to PRO" in error.value for error in test.error] == [True]
    fields = [one.key for kind in ("text_input", "number_input", "selectbox") for one in test.get(kind)]
    here = {key.removeprefix("found_").rpartition("_")[0] for key in fields if str(key).startswith("found_")}
    phone = re.search(r"NOTHING = {(.*?)}", (STATIC / "found.js").read_text(encoding="utf-8"))
    assert phone and here == {*re.findall(r"(\w+):", phone[1]), "note"} == set(vars(Found(""))) - {"client_id"}


def test_a_no_is_proposed_corrected_and_signed_on_the_page(office: Register):
    rows = office.ask("marts/targets/targets")
    enterprise = rows[rows.area_code == AREA].enterprise_id.iloc[0]
    team = (Officer("王科长", "1"), Officer("李科员", "2"))
    plan = plan_inspection(office, Draft(AREA, TODAY, "市应急局", "safety_check", team, (enterprise,)), actor="张科长")
    approve_plan(office, plan, on=TODAY, document_no="1号", actor="赵局长")
    answer_item(office, plan, enterprise, "cement", "CEM-12", "no", actor="王科长", files=[shot()])
    asked = {"plan": plan, "enterprise": enterprise, "lang": "en"}
    test = open_page("checklist", checklist="cement", **asked)
    assert not test.exception and "data:image/jpeg" in html(test)
    field(test, "text_input", "answer_actor").set_value("王科长").run()
    send(test, "enter the finding")
    assert not test.exception and not test.error
    (finding,) = office.ask("marts/cases/findings").to_dict("records")
    assert finding["finding_id"] in test.success[0].value
    field(test, "text_input", "owner_").set_value("企业设备部")
    field(test, "text_input", "what_").set_value("停用1号磨")
    send(test, "Order the correction")
    assert not test.exception and not test.error
    (action,) = office.ask("marts/inspections/corrective_actions").to_dict("records")
    assert (action["action_owner"], action["action_state"]) == ("企业设备部", "open")
    everywhere = {"view": "corrections", "lang": "zh"}
    assert action["action_id"] in html(open_page("inspection_plan", area=AREA, **everywhere))
    late = open_page("inspection_plan", state="overdue", **everywhere)
    assert not late.exception and "这里没有整改措施" in html(late)
    send(test, "Finish this checklist")
    assert ["without a remark: CEM-12" in error.value for error in test.error] == [True]
    test = open_page("checklist", checklist="signing", **asked)
    assert not test.exception
    assert list(field(test, "selectbox", f"{plan}_{enterprise}_SGN-01").options) == ["王科长 1", "李科员 2"]
    assert action["action_id"] in html(open_page("enterprise", enterprise=enterprise, lang="zh", as_of=str(TODAY)))


def test_what_was_found_is_decided_on_its_page(office: Register):
    rows = office.ask("marts/targets/targets")
    enterprise = rows[rows.area_code == AREA].enterprise_id.iloc[0]
    team = (Officer("王科长", "1"), Officer("李科员", "2"))
    plan = plan_inspection(office, Draft(AREA, TODAY, "市应急局", "safety_check", team, (enterprise,)), actor="张科长")
    approve_plan(office, plan, on=TODAY, document_no="1号", actor="赵局长")
    seen = Found("3号磨", lon=115.8, lat=36.1)
    draft = record_found(office, plan, enterprise, seen, files=[shot()], actor="王科长")
    test = open_page("found", draft=draft, lang="en")
    assert not test.exception and draft in html(test) and "data:image/jpeg" in html(test)
    field(test, "text_input", "found_actor").set_value("周科员")
    field(test, "text_input", "reject_reason").set_value("即台账2号磨")
    send(test, "Reject the draft")
    assert not test.exception and not test.error
    (row,) = office.ask("marts/inspections/found_plants").to_dict("records")
    assert (row["found_state"], row["decision_note"]) == ("rejected", "即台账2号磨")


def test_a_random_share_is_drawn_on_the_page_of_an_area(office: Register):
    test = open_page("targets", area=AREA, lang="en")
    field(test, "text_input", "draw_seed").set_value("7")
    field(test, "text_input", "draw_actor").set_value("张科长")
    send(test, "Draw")
    assert not test.exception and not test.error
    (row,) = office.ask("marts/inspections/inspection_draws").to_dict("records")
    assert (row["seed"], row["area_code"]) == ("7", AREA)
    assert f"{row['draw_id']}: {row['drawn_count']} enterprises were drawn." in test.success[0].value
