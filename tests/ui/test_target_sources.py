"""Sources of targets on their page: who is behind a zero is drawn, a department's letter, a relapse recorded."""

from datetime import date

from lib.inspections.answers import answer_item
from lib.inspections.planning import Draft, Officer, approve_plan, plan_inspection, record_visit
from tests.ui.conftest import html, open_page
from tests.ui.test_inspections import AREA, field, office, send

TODAY = date.today()
__all__ = ["office"]


def test_an_empty_pool_is_refused_and_a_letter_makes_targets(office):
    test = open_page("targets", area=AREA, lang="en")
    field(test, "selectbox", "draw_pool").set_value("dismantled")
    field(test, "text_input", "draw_seed").set_value("7")
    field(test, "text_input", "draw_actor").set_value("张科长")
    send(test, "Draw")
    assert ["nobody is in this pool" in error.value for error in test.error] == [True]
    rows = office.ask("marts/enterprises/enterprises")
    enterprise = rows[rows.area_code == AREA].iloc[0]
    field(test, "multiselect", "assign_whom").set_value([enterprise.enterprise_id]).run()
    field(test, "text_input", "assign_q").set_value("没有这家").run()
    whom = field(test, "multiselect", "assign_whom")
    assert (whom.value, whom.options) == ([enterprise.enterprise_id], [enterprise.enterprise_name]), (
        "who is picked stays"
    )
    field(test, "text_input", "assign_doc").set_value("聊环函〔2026〕8号")
    field(test, "text_input", "assign_actor").set_value("张科长")
    send(test, "Enter the letter")
    assert not test.exception and not test.error
    assert "1 enterprises were named" in test.success[0].value
    (row,) = office.ask("marts/inspections/inspection_assignments").to_dict("records")
    assert (row["enterprise_id"], row["document_no"]) == (enterprise.enterprise_id, "聊环函〔2026〕8号")
    assert "聊环函〔2026〕8号" in html(open_page("targets", area=AREA, lang="zh"))


def test_what_inspections_come_to_opens_its_rows(office):
    rows = office.ask("marts/enterprises/enterprises")
    enterprise = rows[rows.area_code == AREA].enterprise_id.iloc[0]
    team = (Officer("王科长", "1"), Officer("李科员", "2"))
    plan = plan_inspection(office, Draft(AREA, TODAY, "市应急局", "safety_check", team, (enterprise,)), actor="张科长")
    approve_plan(office, plan, on=TODAY, document_no="1号", actor="赵局长")
    record_visit(office, plan, enterprise, on=TODAY, actor="王科长")
    answer_item(office, plan, enterprise, "environment", "ENV-01", "no", remark="无证", actor="王科长")
    shown = html(open_page("area", area=AREA, inspected="found", lang="zh", as_of=str(TODAY)))
    assert "发现问题 <b>1</b> 项" in shown and "已查 <b>1</b> 家" in shown
    assert "无证" in shown and f"plan={plan}" in shown
    assert "已查 <b>1</b> 次" in html(open_page("enterprise", enterprise=enterprise, lang="zh", as_of=str(TODAY)))
