"""What a season of visits comes to: a no with its picture and two signatures becomes a finding and a case, what is to
be mended is ordered and handed in; weeks later a team re-checks it on a telephone, and looks back at a sealed exit.
"""

from datetime import date, timedelta
from pathlib import Path

from PIL import Image
from playwright.sync_api import Locator, Page, expect

from lib.inspections.answers import record_answers
from lib.inspections.planning import approve_plan, plan_inspection
from lib.inspections.visits import Given
from lib.register.store import Register, connect
from lib.settings import Settings
from tests import registers
from tests.account.told import case, tell
from tests.browser.conftest import served
from tests.browser.test_exit_journey import READY_MS, dropped, fill, said, settled, visit
from tests.browser.test_inspection_journey import NAME
from tests.inspections.conftest import APPROVED, DIAMETER, DRAFTED, ENTERPRISE, LINE, draft

COUNTY, MILL, KILN = "371521", "甲水泥", "乙水泥"
TODAY = date.today()
SEALED = TODAY - timedelta(100)
USUAL = {"yes_no": "yes", "yes_no_na": "na", "number": "1", "text": "无", "date": str(TODAY)}
SEALED_EXIT = f"""
    identified        | {SEALED - timedelta(9)} |
    shut_down         | {SEALED - timedelta(5)} |
    utilities_cut     | {SEALED - timedelta(4)} |
    sealed            | {SEALED} |
    sealing_completes | {SEALED + timedelta(2)} | papers
    county_accepted   | {SEALED + timedelta(3)} |
    city_accepted     | {SEALED + timedelta(4)} |"""
FIRST, SECOND = (f"J{TODAY.year}-000{number}" for number in (1, 2))
AGED = (
    "update facts.inspection_answer set answered_on = answered_on - 20",
    "update facts.inspection_plan set drafted_on = drafted_on - 20, planned_on = planned_on - 20",
    "update facts.inspection_step set happened_on = happened_on - 20",
    "update facts.corrective_step set happened_on = happened_on - 20, due_on = due_on - 20",
)


def made(folder: Path) -> Settings:
    """A mill that is visited today, whose checklist lacks one answer, and an exit that was sealed long ago."""
    register = registers.empty(folder)
    with register.write("test", "fill", "lines") as cursor:
        for number, name in enumerate((MILL, KILN)):
            cursor.execute(ENTERPRISE, [name, COUNTY, 115.70 + number * 0.03, 36.05])
            for statement in (LINE, DIAMETER):
                cursor.execute(statement, [name])
    tell(register, case("T0001", [f"{KILN}磨"], KILN, SEALED_EXIT))
    planned(register, MILL)
    rows = register.ask_rows("pages/checklist/answers", None, "zh", plan=FIRST, enterprise=MILL, checklist="quality")
    asked = [row for row in rows if row["is_open"] and row["item"] != "QLT-05"]
    given = [Given("quality", row["item"], USUAL[row["answer_kind"]], line_id=row["line_id"] or "") for row in asked]
    taken = record_answers(register, FIRST, MILL, given, actor="王科长")
    assert [str(one.refusal) for one in taken if one.refusal] == []
    settings = register.settings
    register.close()
    return settings


def planned(register: Register, *enterprises: str) -> None:
    """An approved plan of today."""
    plan = plan_inspection(register, draft(*enterprises, on=TODAY, area_code=COUNTY), **DRAFTED)
    approve_plan(register, plan, on=TODAY, **APPROVED)


def checklist(page: Page, url: str, plan: str, enterprise: str, name: str) -> None:
    visit(page, f"{url}/checklist?plan={plan}&enterprise={enterprise}&checklist={name}")
    fill(page, NAME, "王科长")


def item(page: Page, code: str) -> Locator:
    """The frame of an item."""
    return page.get_by_test_id("stLayoutWrapper").filter(has_text=code).first


def answered(page: Page, code: str, answer: str) -> None:
    page.get_by_role("radiogroup", name=code).get_by_role("radio", name=answer, exact=True).click()
    settled(page)


def chosen(page: Page, code: str, answer: str) -> None:
    dropped(page, page.get_by_role("combobox", name=code))
    page.get_by_role("option", name=answer).click()
    settled(page)


def pictured(page: Page, code: str, file: Path) -> None:
    """Add a picture to an item, and see it there."""
    item(page, code).locator('input[type="file"]').set_input_files(file)
    expect(item(page, code).locator(".files img")).to_be_visible(timeout=READY_MS)
    settled(page)


def done(page: Page, button: str, sentence: str) -> None:
    page.get_by_role("button", name=button, exact=True).click()
    said(page, sentence)


def signed(page: Page, folder: Path) -> None:
    """Two officers sign with their numbers, the enterprise states what it has to and signs too."""
    for code, officer in (("SGN-01", "王科长 15010001"), ("SGN-02", "李科员 15010002")):
        chosen(page, code, officer)
        pictured(page, code, folder / "signature.png")
    fill(page, "SGN-03", "1号磨月底前停用")
    chosen(page, "SGN-04", "签名")
    fill(page, "SGN-05", "赵厂长")
    pictured(page, "SGN-05", folder / "signature.png")
    done(page, "完成本核查表", "签名确认已完成。")


def ordered(page: Page) -> None:
    """What is to be mended is ordered after the no, and handed in by the enterprise."""
    page.get_by_role("button", name="下达整改").click()
    fill(page, "责任人 *", "设备部")
    done(page, "下达", "已下达")
    page.get_by_role("button", name="企业已报送").click()
    fill(page, "报送内容 *", "停用照片")
    done(page, "登记", "已报送")


def inspected(page: Page, url: str, folder: Path) -> None:
    """The last item is answered no with its picture; the sheets are signed; the no goes its way to a case."""
    checklist(page, url, FIRST, MILL, "quality")
    answered(page, "QLT-05", "否")
    pictured(page, "QLT-05", folder / "mill.png")
    item(page, "QLT-05").get_by_placeholder("只写事实").fill("1号磨在产")
    page.keyboard.press("Tab")
    settled(page)
    done(page, "完成本核查表", "已完成。")
    for deed in ("登记问题", "按问题立项", "登记“核实”环节"):
        done(page, deed, deed)
    ordered(page)
    checklist(page, url, FIRST, MILL, "signing")
    signed(page, folder)


def aged(settings: Settings) -> None:
    """Twenty days pass, and a team is sent to both."""
    register = connect(settings)
    with register.write("test", "age", "the first visit") as cursor:
        for statement in AGED:
            cursor.execute(statement)
    planned(register, MILL, KILN)
    register.close()


def looked_at_again(page: Page, url: str) -> None:
    """On a telephone: the mill stands still, the sealed kiln runs."""
    page.set_viewport_size({"width": 390, "height": 844})
    checklist(page, url, SECOND, MILL, "quality")
    answered(page, "QLT-05", "是")
    expect(item(page, "QLT-05").get_by_text("已销号")).to_be_visible(timeout=READY_MS)
    visit(page, f"{url}/targets?area={COUNTY}&source=revisit")
    expect(page.get_by_text("回头看已逾期").first).to_be_visible()
    checklist(page, url, SECOND, KILN, "revisit")
    answered(page, "REV-02", "否")
    chosen(page, "REV-18", "死灰复燃")
    visit(page, f"{url}/targets?area={COUNTY}")
    fill(page, NAME, "张科长")
    done(page, "登记死灰复燃", "T0001 已重启")
    visit(page, f"{url}/progress?view=bridge&area={COUNTY}&since={TODAY - timedelta(1)}")
    expect(page.get_by_role("row").filter(has_text="死灰复燃").first).to_contain_text("1")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), "nothing is wider than the screen"


def test_a_no_is_mended_and_a_sealed_exit_runs_again(page: Page, tmp_path: Path):
    settings = made(tmp_path)
    for name, colour in (("mill", "red"), ("signature", "blue")):
        Image.new("RGB", (64, 48), colour).save(tmp_path / f"{name}.png")
    with served(settings.register_path, tmp_path / "server.log", ATLAS_OPEN="1") as url:
        inspected(page, url, tmp_path)
    aged(settings)
    with served(settings.register_path, tmp_path / "server.log", ATLAS_OPEN="1") as url:
        looked_at_again(page, url)
        assert (page.foreign, page.failures) == ([], [])
    register = connect(settings)
    (action,) = register.ask_rows("marts/inspections/corrective_actions")
    cases = {row["enterprise_id"]: row for row in register.ask_rows("marts/cases/cases")}
    left = [register.ask_rows("marts/account/exits", day) for day in (TODAY - timedelta(1), TODAY)]
    register.close()
    assert (action["action_state"], action["due_on"] < TODAY) == ("closed", True)
    assert cases[MILL]["verified_on"] == TODAY and cases[KILN]["relapsed_on"] == TODAY
    assert [len(rows) for rows in left] == [1, 0], "the year's account loses the exit"
