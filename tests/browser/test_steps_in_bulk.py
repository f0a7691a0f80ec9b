"""Steps in bulk as a county walks them: the template of its open cases comes down, is filled in and goes up with a zip;
what is refused is told by its cell, the rest is recorded at once, and a wrong batch is taken back whole."""

import io
import zipfile
from datetime import date
from pathlib import Path

import openpyxl
import pytest
from PIL import Image
from playwright.sync_api import Page, expect

from lib.cases.opening import open_case
from lib.imports.commit import import_file
from lib.register.store import connect
from lib.settings import Settings
from tests import registers
from tests.browser.conftest import served
from tests.browser.test_exit_journey import READY_MS, SECOND, dropped, fill, said, settled, visit
from tests.register import county

COUNTY, JULY = "371521", date(2022, 7, 2)
KILNS = ("1#窑", "2#窑", "3#窑")
SURVEY = tuple(
    (f"{name}水泥有限公司", "阳谷县", "水泥", "熟料", kiln, 2000, "吨/日", "在产", "张三")
    for name, kiln in zip("甲乙丙", KILNS, strict=True)
)
DISMANTLED = {"拆除前.jpg": "red", "拆除中.jpg": "green", "拆除后.jpg": "blue"}


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """A register with three open cases of 阳谷县."""
    settings = Settings(register_url=str(tmp_path / "register.duckdb"), evidence_dir=tmp_path / "evidence")
    register = registers.empty(tmp_path)
    import_file(register, county.write(tmp_path / "survey.xlsx", SURVEY), on=date(2022, 6, 30), actor="张三")
    lines = register.cursor().execute("select line_id from marts.lines order by line_name").fetchall()
    for (line,) in lines:
        open_case(register, line_id=line, rule_id="LC22-T-CEM-01", on=JULY, actor="张三")
    register.close()
    return settings


def template(page: Page) -> openpyxl.Workbook:
    """The workbook that the page offers."""
    with page.expect_download(timeout=READY_MS) as waiting:
        page.get_by_role("button", name="下载登记模板（含未办结事项）").click()
    assert waiting.value.suggested_filename == "退出环节登记-阳谷县.xlsx"
    return openpyxl.load_workbook(io.BytesIO(Path(waiting.value.path()).read_bytes()))


def filled(book: openpyxl.Workbook, file: Path) -> Path:
    """The way of the first case in four rows, one of which rests on nothing; the others stay as they came."""
    sheet = book.worksheets[0]
    at = {cell.value: cell.column for cell in sheet[1]}
    case = sheet.cell(2, at["事项编号"]).value
    rows = (
        (2, "核实", date(2022, 7, 4), "", ""),
        (3, "关停", date(2022, 7, 10), "聊政字〔2022〕3号", ""),  # the second case was never verified
        (5, "关停", date(2022, 7, 10), "聊政字〔2022〕2号", ""),
        (6, "拆除", date(2022, 7, 20), "", "；".join(DISMANTLED)),
    )
    for number, step, on, document, files in rows:
        told = {"环节": step, "发生日期": on, "文号": document, "佐证文件名": files}
        told |= {"事项编号": case} if number > 4 else {}
        told |= {"设备处理后去向": "废钢回炉"} if step == "拆除" else {}
        for heading, value in told.items():
            sheet.cell(number, at[heading]).value = value or None
    book.save(file)
    return file


def pictures(file: Path) -> Path:
    """The zip of the pictures, and one that no row names."""
    with zipfile.ZipFile(file, "w") as archive:
        for name, colour in {**DISMANTLED, "门口.jpg": "white"}.items():
            out = io.BytesIO()
            Image.new("RGB", (64, 48), colour).save(out, "JPEG")
            archive.writestr(f"甲公司/{name}", out.getvalue())
    return file


def bring(page: Page, label: str, file: Path) -> None:
    """Give a file to one of the two uploaders."""
    box = page.get_by_test_id("stFileUploader").filter(has_text=label)
    box.locator('input[type="file"]').set_input_files(file)
    expect(box.get_by_text(file.name)).to_be_visible(timeout=READY_MS)
    settled(page)


def test_a_template_goes_down_comes_back_is_recorded_and_taken_back(settings, page, tmp_path):
    evidence = {"ATLAS_EVIDENCE_DIR": str(settings.evidence_dir), "ATLAS_OPEN": "1"}
    with served(settings.register_path, tmp_path / "server.log", **evidence) as url:
        visit(page, f"{url}/ledger?view=bulk&area={COUNTY}")
        file = filled(template(page), tmp_path / "阳谷县环节.xlsx")
        bring(page, "环节登记表", file)
        expect(page.get_by_text("没有附上佐证压缩包").first).to_be_visible(timeout=READY_MS)
        bring(page, "佐证文件（打成一个 zip）", pictures(tmp_path / "佐证.zip"))
        expect(page.get_by_text("缺少前置环节：核实").first).to_be_visible(timeout=READY_MS)
        expect(page.get_by_text("甲公司/门口.jpg").first).to_be_visible()
        fill(page, "姓名（随记录留存）", "李四")
        page.get_by_role("button", name="登记 3 个环节").click()
        said(page, "已登记，批次 S")
        expect(page.locator("table.sheet", has_text="阳谷县环节.xlsx")).to_be_visible()
        assert states(page, url) == ["拆除", "认定", "认定"]
        take_back(page, url)
        assert states(page, url) == ["认定", "认定", "认定"]
        assert (page.foreign, page.failures) == ([], [])
    register = connect(settings)
    told = register.con.execute("select count(*), count(reverses) from facts.case_step").fetchall()
    register.close()
    assert told == [(9, 3)]


def states(page: Page, url: str) -> list[str]:
    """The last step of each case, as the ledger's list says it."""
    visit(page, f"{url}/ledger?area={COUNTY}")
    cells = page.locator('.list td[data-name="最近环节"]')
    expect(cells).to_have_count(len(KILNS), timeout=READY_MS)
    return sorted(cells.evaluate_all("cells => cells.map(cell => cell.firstChild.textContent)"))  # without its day


def take_back(page: Page, url: str) -> None:
    """Void the batch with its reason."""
    visit(page, f"{url}/ledger?view=bulk&area={COUNTY}")
    page.get_by_text("作废登记批次").click()
    dropped(page, page.get_by_role("combobox", name="批次")).click()
    settled(page)
    fill(page, "理由", "送错了表")
    fill(page.get_by_test_id("stForm"), "姓名（随记录留存）", "李四")
    fill(page.get_by_test_id("stForm"), SECOND, "王科长")
    page.get_by_role("button", name="作废", exact=True).click()
    said(page, "已作废，冲正 3 个环节")
