"""A day of joint inspections as a team walks it: whom to visit in 阳谷, the plan of six, its approval by another, the
pack; the workbook comes back with answers, and on a telephone every visit is recorded until the day is done."""

import io
from datetime import date
from pathlib import Path

import openpyxl
import pytest
from docx import Document
from playwright.sync_api import Page, expect

from lib.register.store import connect
from lib.settings import Settings
from tests import registers
from tests.browser.conftest import served
from tests.browser.test_exit_journey import READY_MS, SECOND, fill, pick, said, settled, visit
from tests.inspections.conftest import DIAMETER, ENTERPRISE, LINE

COUNTY, PLAN = "371521", f"J{date.today().year}-0001"
SIX = [f"{name}水泥" for name in "甲乙丙丁戊己"]
NAME = "姓名（随记录留存）"


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """A register with six mills of 阳谷县 that a rule catches, somewhere in the county."""
    register = registers.empty(tmp_path)
    with register.write("test", "fill", "lines") as cursor:
        for number, name in enumerate(SIX):
            cursor.execute(ENTERPRISE, [name, COUNTY, 115.70 + number * 0.03, 36.05 + number % 3 * 0.06])
            for statement in (LINE, DIAMETER):
                cursor.execute(statement, [name])
    settings = register.settings
    register.close()
    return settings


def taken(page: Page, button: str) -> Path:
    """The file that a button makes."""
    with page.expect_download(timeout=READY_MS) as waiting:
        page.get_by_role("button", name=button).click()
    return Path(waiting.value.path())


def filled(file: Path, to: Path) -> Path:
    """The first visit's sheet with two answers, one of which is none."""
    book = openpyxl.load_workbook(io.BytesIO(file.read_bytes()))
    sheet = book.worksheets[1]
    rows = {cell.value: cell.row for cell in sheet["B"]}
    sheet.cell(rows["CEM-01"], 4).value = "是"
    sheet.cell(rows["CEM-12"], 4).value, sheet.cell(rows["CEM-12"], 6).value = "否", "1号磨3.2米在产"
    sheet.cell(rows["CEM-03"], 4).value = "很多"
    book.save(to)
    return to


def drafted(page: Page, url: str) -> None:
    """From the targets of the county to a plan of its six."""
    visit(page, f"{url}/targets?area={COUNTY}")
    page.get_by_role("link", name="为该属地拟定检查计划").click()
    officers = page.get_by_role("textbox", name="检查人员：姓名 执法证号，一行一人")
    officers.fill("王建国 15010001\n李敏 15010002", timeout=READY_MS)
    settled(page)
    pick(page, "检查日期", date.today())
    fill(page, NAME, "王建国")
    page.get_by_role("button", name="拟定计划").click()
    said(page, f"{PLAN} 已拟定，由另一人批准。")


def approved(page: Page) -> None:
    """Who drafted it does not approve it; another does."""
    fill(page, "文号", "聊工信检〔2026〕1号")
    approving = page.get_by_test_id("stForm").filter(has_text="文号")
    fill(approving, NAME, "李敏")
    fill(approving, SECOND, "王建国")
    approving.get_by_role("button", name="批准").click()
    expect(page.get_by_text(f"{PLAN} 由王建国拟定").first).to_be_visible(timeout=READY_MS)
    fill(approving, SECOND, "赵局长")
    approving.get_by_role("button", name="批准").click()
    said(page, f"{PLAN} 已批准。")


def answered(page: Page, folder: Path) -> None:
    """The workbook goes out and comes back: two answers are recorded, the third is told by its cell."""
    book = filled(taken(page, "同一份的可填写工作簿（Excel）"), folder / "填好.xlsx")
    page.locator('input[type="file"]').set_input_files(book)
    expect(page.get_by_text("“很多”不是数值").first).to_be_visible(timeout=READY_MS)
    fill(page, NAME, "李敏")
    page.get_by_role("button", name="登记 2 项回答").click()
    said(page, "已登记 2 项回答。")


def visited(page: Page) -> None:
    """Each enterprise in its turn, on a telephone."""
    page.set_viewport_size({"width": 390, "height": 844})
    for _enterprise in SIX:
        fill(page, NAME, "李敏")
        page.get_by_role("button", name="登记检查").click()
        settled(page)
    expect(page.get_by_text(f"{PLAN} · 已完成").first).to_be_visible(timeout=READY_MS)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), "nothing is wider than the screen"


def test_from_six_targets_to_a_day_that_is_done(settings: Settings, page: Page, tmp_path: Path):
    with served(settings.register_path, tmp_path / "server.log", ATLAS_OPEN="1") as url:
        drafted(page, url)
        approved(page)
        paper = Document(str(taken(page, "一日一包（Word）")))
        cells = {row.cells[0].text: row.cells[1].text for table in paper.tables for row in table.rows}
        assert cells["审批"] == f"{date.today()} 聊工信检〔2026〕1号（赵局长）"
        answered(page, tmp_path)
        visited(page)
        assert (page.foreign, page.failures) == ([], [])
    register = connect(settings)
    (plan,) = register.ask_rows("marts/inspections/inspection_plans")
    answers = {row["item"]: row["item_value"] for row in register.ask_rows("marts/inspections/inspection_answers")}
    register.close()
    assert (plan["inspection_state"], plan["visited_count"]) == ("done", len(SIX))
    assert answers == {"CEM-01": "yes", "CEM-12": "no"}
