"""Whom to visit and the plan of a day, as an office works on them: picked, drafted, approved by another, visited."""

import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from lib.inspections.planning import Draft, Officer, approve_plan, plan_inspection
from lib.register.store import Register
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
    file = html(open_page("enterprise", enterprise=stops[0]["enterprise_id"], lang="zh"))
    assert plan["inspection_plan_id"] in file and "已查" in file


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


def test_a_random_share_is_drawn_on_the_page_of_an_area(office: Register):
    test = open_page("targets", area=AREA, lang="en")
    field(test, "text_input", "draw_seed").set_value("7")
    field(test, "text_input", "draw_actor").set_value("张科长")
    send(test, "Draw")
    assert not test.exception and not test.error
    (row,) = office.ask("marts/inspections/inspection_draws").to_dict("records")
    assert (row["seed"], row["area_code"]) == ("7", AREA)
    assert f"{row['draw_id']}: {row['drawn_count']} enterprises were drawn." in test.success[0].value
