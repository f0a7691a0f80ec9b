"""A county's messy workbook, as a clerk walks it: seen as a grid, mapped, corrected, checked, imported, its rows taken
out and brought back corrected, and the batch voided. One register, one browser, all through the page people use.
"""

import re
import shutil
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
import xlsxwriter
from playwright.sync_api import Page, expect

from lib.register.store import connect
from lib.settings import Settings
from tests import registers
from tests.browser.conftest import served
from tests.browser.test_exit_journey import READY_MS, SECOND, choose, dropped, fill, said, settled, visit

ROWS = (
    ("阳谷县落后产能排查表（截至2022年6月底）",),
    ("厂子", "行业", "工序", "生产线名称", "产能（万吨/年）", "生产状态"),
    ("一、水泥",),
    ("甲水泥有限公司", "水泥", "粉磨", "1号磨", "约60", "转着"),
    ("乙水泥有限公司", "水泥", "粉磨", "2号磨", 100, "在产"),
    ("合计", None, None, None, 160, None),
)
CLERK = "张三"


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """An empty register, and the workbook beside it."""
    settings = Settings(register_url=str(tmp_path / "register.duckdb"))
    shutil.copy(registers.made("empty"), settings.register_path)
    with xlsxwriter.Workbook(str(tmp_path / "messy.xlsx")) as book:
        sheet = book.add_worksheet("阳谷")
        for number, row in enumerate(ROWS):
            sheet.write_row(number, 0, row)
    return settings


def bring(page: Page, file: Path) -> None:
    """Give the page a file and wait for its check."""
    page.locator('input[type="file"]').set_input_files(file)
    expect(page.get_by_text("列与用词：各被识别为什么")).to_be_visible(timeout=READY_MS)
    settled(page)


def pressed(page: Page, name: str | re.Pattern[str]) -> None:
    """Press a button and wait until the page stands again."""
    page.get_by_role("button", name=name, exact=isinstance(name, str)).click(timeout=READY_MS)
    settled(page)


def choose_starting(page: Page, label: str, option: str) -> None:
    """Choose an option of the drop-down whose label begins so: behind it stand examples of the column."""
    box = page.get_by_role("combobox", name=re.compile(f"^{label}")).first
    dropped(page, box)
    page.get_by_role("option", name=option, exact=True).click()
    settled(page)


def mapped(page: Page) -> None:
    """A heading and a word nobody knows are said in ours, saved, and the file is read with them at once."""
    expect(page.get_by_test_id("stAlertContentError")).to_contain_text("企业名称")
    page.get_by_text("列与用词：各被识别为什么").click()
    settled(page)
    choose_starting(page, "厂子", "企业名称")
    fill(page, "表格版式名称（文字、数字、连字符）", "yanggu")
    pressed(page, "保存为表格版式")
    expect(page.get_by_text("已保存为“yanggu”")).to_be_visible(timeout=READY_MS)
    settled(page)
    choose(page, "“转着”是指", "在产")
    pressed(page, "保存为表格版式")
    expect(page.get_by_text("不认识生产状态")).to_have_count(0, timeout=READY_MS)
    settled(page)


def seen(page: Page) -> None:
    """The grid tells each row apart, and the total that differs; the date of the title is taken by a button."""
    grid = page.locator("table.grid")
    for number, kind in ((1, "标题"), (2, "表头"), (3, "小标题"), (4, "数据"), (6, "合计")):
        expect(grid.locator("tbody tr").nth(number - 1)).to_contain_text(kind)
    pressed(page, "按 2022-06-30 导入")
    expect(page.get_by_role("button", name="数据日期 2022-06-30")).to_be_visible(timeout=READY_MS)
    settled(page)


def corrected(page: Page) -> None:
    """The capacity that was said by guess is corrected with a reason, and marked in the grid."""
    expect(page.get_by_text("产能“约60”是约数")).to_be_visible()
    fill(page, "更正为（不填表示空白）", "60")
    fill(page, "更正理由（与姓名、原值一并留痕）", "电话核实")
    pressed(page, "更正")
    expect(page.locator("table.grid td.corrected")).to_have_text("60", timeout=READY_MS)
    settled(page)


def imported(page: Page, count: int) -> None:
    """The button says how many rows; what was done stands where the reader looks."""
    pressed(page, re.compile(f"^导入 {count} 行"))
    told = page.get_by_text(re.compile("已导入，批次 B"))
    expect(told).to_be_in_viewport(timeout=READY_MS)
    settled(page)


def taken_out(page: Page, folder: Path, correct: Callable[[Path], None]) -> Path:
    """The rows of the area as a workbook, corrected in a spreadsheet program."""
    pressed(page, "导出属地数据供更正")
    choose(page, "属地", "阳谷县")
    with page.expect_download(timeout=READY_MS) as waiting:
        page.get_by_role("button", name="生产线", exact=True).click()
    file = folder / waiting.value.suggested_filename
    waiting.value.save_as(file)
    page.keyboard.press("Escape")
    correct(file)
    return file


def stopped(file: Path) -> None:
    """Line 2号磨 has stopped."""
    book = openpyxl.load_workbook(file)
    sheet = book.worksheets[0]
    heading = {cell.value: cell.column for cell in sheet[3]}
    [row] = [row for row in range(4, sheet.max_row + 1) if sheet.cell(row, heading["生产线名称"]).value == "2号磨"]
    sheet.cell(row, heading["状态"]).value = "停产"
    book.save(file)


def voided(page: Page) -> None:
    """The newest batch is voided from its story, and shows it at once."""
    page.get_by_role("link", name="查看本批次或作废").click()
    expect(page.get_by_role("heading", name=re.compile("^批次 B"))).to_be_visible(timeout=READY_MS)
    settled(page)
    page.get_by_text("作废本批次").click()
    fill(page, "填写姓名", CLERK)
    fill(page, "理由", "重复导入")
    fill(page, SECOND, "王科长")
    pressed(page, "作废")
    said(page, "已作废")
    expect(page.locator("dl.facts")).to_contain_text("重复导入")


def test_from_a_messy_workbook_to_a_void(settings: Settings, page: Page, tmp_path: Path) -> None:
    profiles = {"ATLAS_PROFILES_DIR": str(tmp_path / "profiles"), "ATLAS_OPEN": "1"}
    with served(settings.register_path, tmp_path / "server.log", **profiles) as url:
        visit(page, f"{url}/import_file")
        fill(page, "经办人姓名（随批次留痕）", CLERK)
        bring(page, tmp_path / "messy.xlsx")
        mapped(page)
        seen(page)
        corrected(page)
        imported(page, 2)
        back = taken_out(page, tmp_path, stopped)
        choose(page, "表格版式", "自动识别表头")
        bring(page, back)
        cards = page.locator(".kpi")
        expect(cards.filter(has_text="生产线变更")).to_contain_text("1")
        expect(cards.filter(has_text="生产线未变")).to_contain_text("1")
        imported(page, 2)
        voided(page)
        assert (page.foreign, page.failures) == ([], [])
    held(settings)


def held(settings: Settings) -> None:
    """Once the server has let the file go: both lines run again, and the correction stands with what was delivered."""
    register = connect(settings)
    states = register.cursor().execute("select line_name, state from marts.lines order by line_name").fetchall()
    assert states == [("1号磨", "operating"), ("2号磨", "operating")]
    told = register.cursor().execute('select "value", corrected_value, corrected_by from marts.corrections').fetchall()
    assert told == [("约60", "60", CLERK)]
    register.close()
