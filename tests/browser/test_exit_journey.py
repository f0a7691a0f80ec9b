"""A line's way out, as an office walks it: a workbook comes in, cases open from a filter, one line is ordered to
rectify, given more time, closed by the government, sealed, dismantled and accepted, and July's papers say so.

One register, one browser, every step through the page that people use; the figures are read off the screen, out of
the downloaded papers and, once the server has stopped, out of the marts.
"""

import io
import re
import shutil
import zipfile
from datetime import date
from pathlib import Path

import openpyxl
import pytest
import xlsxwriter
from docx import Document
from PIL import Image
from playwright.sync_api import Locator, Page, expect

from lib.cases.evidence import missing_or_altered
from lib.register.store import connect
from lib.settings import Settings
from tests import registers
from tests.browser.conftest import served

READY_MS, REACH_MS, DROP_MS = 45_000, 150, 3_000
SURVEYED, OPENED, JULY = date(2022, 6, 30), date(2022, 7, 1), date(2022, 7, 15)
OFFICE = "李四"
SECOND = "第二人姓名（未经身份核验，如实注明）"
HEADING = (
    "企业名称",
    "县区",
    "行业",
    "工序",
    "生产线名称",
    "产能",
    "产能单位",
    "生产状态",
    "能耗超限额",
)
SURVEY = (
    ("甲水泥有限公司", "阳谷县", "水泥", "熟料", "1#窑", 4000, "吨/日", "在产", "是"),
    ("甲水泥有限公司", "阳谷县", "水泥", "熟料", "2#窑", 5000, "吨/日", "在产", "是"),
    ("甲水泥有限公司", "阳谷县", "水泥", "熟料", "3#窑", 2000, "吨/日", "在产", "否"),
    ("乙水泥有限公司", "莘县", "水泥", "熟料", "1#窑", 4500, "吨/日", "在产", "是"),
)


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """An empty register and its evidence folder, the delivery of the counties and three photos beside them."""
    settings = Settings(register_url=str(tmp_path / "register.duckdb"), evidence_dir=tmp_path / "evidence")
    shutil.copy(registers.made("empty"), settings.register_path)
    with xlsxwriter.Workbook(str(tmp_path / "survey.xlsx")) as book:
        sheet = book.add_worksheet("台账")
        for number, row in enumerate((HEADING, *SURVEY)):
            sheet.write_row(number, 0, row)
    for kind, colour in (("before", "red"), ("during", "green"), ("after", "blue")):
        Image.new("RGB", (640, 480), colour).save(tmp_path / f"{kind}.jpg")
    return settings


def settled(page: Page) -> None:
    """Wait until the page's script has run; what was just typed takes a moment to reach it."""
    page.wait_for_timeout(REACH_MS)
    expect(page.get_by_test_id("stApp")).to_have_attribute("data-test-script-state", "notRunning", timeout=READY_MS)


def visit(page: Page, url: str) -> None:
    """Open a page and wait until it stands."""
    page.goto(url)
    expect(page.locator("h1")).to_be_visible(timeout=READY_MS)
    settled(page)


def fill(place: Page | Locator, label: str, text: str) -> None:
    """Type into the field of a label and leave it, as a person does."""
    field = place.get_by_role("textbox", name=label).first
    field.fill(text)
    field.press("Tab")
    settled(field.page)


def pick(page: Page, label: str, day: date) -> None:
    """Type a date over the segments of a date field and leave it: only then the page hears of it."""
    group = page.get_by_role("group", name=label).first
    group.get_by_role("spinbutton").first.click()
    page.keyboard.type(f"{day:%Y%m%d}", delay=20)
    page.locator("h1").click()
    settled(page)


def dropped(page: Page, box: Locator) -> Locator:
    """The first option of a drop-down; one that closed because the page still scrolled is opened anew."""
    first = page.get_by_role("option").first
    for _ in range(READY_MS // DROP_MS):
        box.click()
        try:
            expect(first).to_be_visible(timeout=DROP_MS)
            break
        except AssertionError:
            settled(page)
    return first


def choose(page: Page, label: str, option: str) -> None:
    """Choose an option of a drop-down, unless it stands there already."""
    box = page.get_by_role("combobox", name=label, exact=True)
    if box.input_value() != option:
        dropped(page, box)
        page.get_by_role("option", name=option, exact=True).click()
        settled(page)


def said(page: Page, sentence: str) -> None:
    """Wait for what the page says after a write."""
    expect(page.get_by_test_id("stAlertContentSuccess").filter(has_text=sentence)).to_be_visible(timeout=READY_MS)
    settled(page)


def bring_in(page: Page, url: str, file: Path) -> None:
    """The import page: who, what day the data speak of, the file, and the button after its check."""
    visit(page, f"{url}/import_file")
    fill(page, "经办人姓名（随批次留痕）", OFFICE)
    pick(page, "数据截至日期", SURVEYED)
    page.locator('input[type="file"]').set_input_files(file)
    page.get_by_role("button", name=f"导入 {len(SURVEY)} 行").click(timeout=READY_MS)
    expect(page.get_by_text(re.compile("已导入，批次 B"))).to_be_visible(timeout=READY_MS)


def open_cases(page: Page, url: str) -> str:
    """The ledger: two of four verdicts by a filter, one button; the case of kiln 1."""
    visit(page, f"{url}/ledger")
    page.get_by_role("radio", name="批量立项").click()
    settled(page)
    choose(page, "属地", "阳谷县")
    choose(page, "条款", "单位产品能耗超过强制性限额")
    fill(page, "姓名（随记录留存）", OFFICE)
    pick(page, "认定日期", OPENED)
    page.get_by_role("button", name="立项 2 项").click()
    said(page, "已立项 2 项")
    visit(page, f"{url}/ledger?area=371521&q=1%23窑")
    visit(page, url + str(page.locator(".list a[href*='ledger?case=']").get_attribute("href", timeout=READY_MS)))
    fill(page, "姓名（随记录留存）", OFFICE)  # the name stays for the steps that follow
    return page.url


def step(page: Page, name: str, day: int, *, document: str = "", due: date | None = None) -> None:
    """The case's desk: the day of July, the step, what it needs, and the button that names it."""
    choose_step(page, name, day)
    if document:
        fill(page, "文号", document)
    if due:
        pick(page, "期限", due)
    if name == "市级验收":
        fill(page, SECOND, "王科长")
    record(page, name, day)


def choose_step(page: Page, name: str, day: int) -> None:
    """The day first: it decides which steps may follow."""
    pick(page, "发生日期", date(2022, 7, day))
    choose(page, "下一环节", name)


def record(page: Page, name: str, day: int) -> None:
    """The button says step and day, and so does the answer."""
    page.get_by_role("button", name=f"登记“{name}”（{date(2022, 7, day)}）").click()
    said(page, f"已登记：{name}（{date(2022, 7, day)}）")


def dismantle(page: Page, day: int, folder: Path) -> None:
    """Photos of before and during prove nothing without the one of after; with it the step is taken and shown."""
    choose_step(page, "拆除", day)
    fill(page, "设备处理后去向", "就地切割，废钢回炉")
    for label, kind in (("拆除前影像", "before"), ("拆除中影像", "during")):
        upload(page, label, folder / f"{kind}.jpg")
    page.get_by_role("button", name=f"登记“拆除”（{date(2022, 7, day)}）").click()
    expect(page.get_by_test_id("stAlertContentError")).to_contain_text("“拆除”缺少佐证：拆除后影像")
    upload(page, "拆除后影像", folder / "after.jpg")
    record(page, "拆除", day)
    expect(page.locator(".timeline li").first.locator("img")).to_have_count(3)


def upload(page: Page, label: str, file: Path) -> None:
    """Give a file to the uploader of a kind of evidence and wait until it is there."""
    box = page.get_by_test_id("stFileUploader").filter(has_text=label)
    box.locator('input[type="file"]').set_input_files(file)
    expect(box.get_by_text(file.name)).to_be_visible(timeout=READY_MS)


def stages(page: Page, url: str, as_of: date) -> tuple[int, ...]:
    """The law's figures as leaders read them: shut, sealed, dismantled, accepted, and what counts as an exit."""
    visit(page, f"{url}/progress?view=reached&as_of={as_of}")
    told = dict(re.findall(r"(\S+)\s+(\d+)", page.locator(".strip.cases", has_text="退出事项").inner_text()))
    return tuple(int(told[name]) for name in ("累计关停", "累计封存", "累计拆除", "累计验收", "计入依法退出"))


def extend(page: Page, day: int) -> None:
    """The dialog of an extension says which deadline follows before it is granted."""
    pick(page, "发生日期", date(2022, 7, day))
    page.get_by_role("button", name="同意延期……").click()
    dialog = page.get_by_role("dialog")
    expect(dialog.get_by_text("整改期限：2023-01-02 → 2023-02-02")).to_be_visible()
    dialog.get_by_role("spinbutton", name="延期月数").fill("3")
    dialog.get_by_role("spinbutton", name="延期月数").press("Tab")
    expect(dialog.get_by_text("整改期限：2023-01-02 → 2023-04-02")).to_be_visible()
    fill(dialog, "文号", "聊工信延〔2022〕1号")
    dialog.get_by_role("button", name="同意延期").click()
    said(page, "已登记：同意延期")
    expect(page.locator(".clocks")).to_contain_text("2023-04-02")


def freeze(page: Page, url: str) -> None:
    """Keep the figures of July with their hash."""
    visit(page, f"{url}/reports?period=2022-07&part=papers")
    fill(page.get_by_test_id("stForm"), "姓名（随记录留存）", OFFICE)
    fill(page.get_by_test_id("stForm"), SECOND, "王科长")
    page.get_by_role("button", name="冻结本期").click()
    said(page, "已冻结")


def papers(page: Page) -> zipfile.ZipFile:
    """Every paper of July in one download."""
    maker = page.get_by_role("textbox", name="姓名（随记录留存）").last
    maker.fill(OFFICE)
    maker.press("Enter")
    with page.expect_download(timeout=READY_MS) as waiting:
        page.get_by_role("button", name="下载全套材料").click()
    return zipfile.ZipFile(io.BytesIO(Path(waiting.value.path()).read_bytes()))


def test_from_a_workbook_to_the_papers_of_july(settings, page, tmp_path):
    evidence = {"ATLAS_EVIDENCE_DIR": str(settings.evidence_dir), "ATLAS_OPEN": "1"}
    with served(settings.register_path, tmp_path / "server.log", **evidence) as url:
        bring_in(page, url, tmp_path / "survey.xlsx")
        case = open_cases(page, url)
        walk(page, tmp_path)
        assert [stages(page, url, date(2022, 7, day)) for day in (5, 13, 14)] == [
            (0, 0, 0, 0, 0),  # approved
            (1, 1, 1, 0, 0),  # sealed, dismantled, accepted by the county
            (1, 1, 1, 1, 1),  # accepted by the city: now the law counts it
        ]
        freeze(page, url)
        read(papers(page))
        assert (page.foreign, page.failures) == ([], [])
    held(settings, case)


def walk(page: Page, folder: Path) -> None:
    """Kiln 1 fails its rectification, is closed, sealed, dismantled and accepted within July."""
    step(page, "核实", 1)
    step(page, "责令整改", 2, document="聊工信改〔2022〕1号")
    extend(page, 3)
    step(page, "整改复查不合格", 4, document="聊工信查〔2022〕1号")
    step(page, "报请关停", 4, document="阳政请〔2022〕1号")
    step(page, "政府批准关停", 5, document="聊政字〔2022〕1号")
    step(page, "关停", 6)
    step(page, "断水断电", 6)
    step(page, "拆除动力装置", 7)
    step(page, "封存主体设备", 8, due=date(2022, 12, 31))
    dismantle(page, 10, folder)
    step(page, "县级验收", 12, document="阳工信验〔2022〕1号")
    step(page, "市级验收", 14, document="聊工信验〔2022〕1号")


def read(pack: zipfile.ZipFile) -> None:
    """What the papers say of July: one line of four, dismantled and counted, 4000 t/d."""
    names = pack.namelist()
    assert len(names) == 13 and all(name.startswith("2022-07_") for name in names)
    summary = "".join(line.text for line in Document(io.BytesIO(pack.read("2022-07_汇总.docx"))).paragraphs)
    assert "依法关停企业1家、生产线（主体设备）1条（台、套），其中封存未拆除0条、拆除1条" in summary
    assert "计入当年退出的1条" in summary
    book = openpyxl.load_workbook(io.BytesIO(pack.read("2022-07_汇总表.xlsx")))
    assert [cell.value for cell in book["表2 分行业工序"][6]] == ["水泥", "熟料", 1, 1, 0, 1, 1, 4000, 4000, "吨/日", 0]
    [letter] = [name for name in names if "阳谷县" in name]
    row = [cell.text for cell in Document(io.BytesIO(pack.read(letter))).tables[-1].rows[1].cells]
    assert row[1:3] == ["阳谷县", "甲水泥有限公司"]
    assert row[9:12] == ["拆除", "2022-07-06", "2022-07-10"]
    assert row[13] == "市级 2022-07-14（聊工信验〔2022〕1号）"


def held(settings: Settings, case: str) -> None:
    """The marts, asked once the server has let the file go, say what the screen said; the photos are as recorded."""
    register = connect(settings)
    rows = register.ask("marts/cases/exit_progress", JULY)
    found = {(row.area_code, row.state): (row.lines, row.counted_lines, row.capacity) for row in rows.itertuples()}
    assert found == {("371521", "accepted"): (1, 1, 4000), ("371521", "identified"): (1, 0, 5000)}
    day_before = register.ask("marts/cases/exit_progress", date(2022, 7, 13))
    assert sum(day_before.counted_lines) == 0
    [frozen] = register.ask("pages/reports/freezes", period="2022-07").to_dict("records")
    assert (frozen["actor"], frozen["as_of"].date()) == (OFFICE, JULY)
    assert missing_or_altered(register) == []
    register.close()
