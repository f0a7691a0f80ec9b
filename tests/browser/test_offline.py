"""An export and an import in a real Chromium that reaches nothing but our server."""

import re
import urllib.request
from datetime import date
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from lib.cases.opening import open_case
from lib.settings import Settings
from lib.ui.doors.policy import policy
from lib.up_to_date import open_atlas
from tests.browser import small
from tests.browser.conftest import served

READY_MS = 45_000
DELIVERY = """企业名称,县区,行业,工序,生产线名称,产能,产能单位,生产状态
甲厂,阳谷县,水泥,熟料,1号线,2000,吨/日,在产
,阳谷县,水泥,熟料,2号线,2000,吨/日,在产
"""


HOSTILE_LINE = "![n](http://foreign.example/x.png) :red[窑] **1**"  # an image, were it read as Markdown
SHOWN_LINE = HOSTILE_LINE.replace("://", ":\u2060//")  # a sign that shows nothing keeps an address from being a link


@pytest.fixture
def own_server(tmp_path: Path):
    """An atlas whose register a test may change."""
    with served(small.build(tmp_path / "register.duckdb"), tmp_path / "server.log", ATLAS_OPEN="1") as url:
        yield url


@pytest.fixture
def hostile_server(tmp_path: Path):
    """An atlas with an exit case about a line whose name is Markdown."""
    file = small.build(tmp_path / "register.duckdb")
    register = open_atlas(Settings(register_url=str(file)))
    with register.write("test", "fill", "a hostile name") as cursor:
        cursor.execute(small.LINE, ["bad", "hostile", "cement", "clinker", "2000", "t/d", "operating", HOSTILE_LINE])
    open_case(register, on=date(2022, 7, 10), actor="甲", line_id="bad", rule_id="LC22-T-CEM-01")
    register.close()
    with served(file, tmp_path / "server.log") as url:
        yield url


def visit(page: Page, url: str) -> None:
    """Open a page and wait until its script has run."""
    page.goto(url)
    expect(page.locator("h1")).to_be_visible(timeout=READY_MS)
    expect(page.get_by_test_id("stApp")).to_have_attribute("data-test-script-state", "notRunning", timeout=READY_MS)


def test_tables_and_the_meeting_workbook_are_taken_along(server, page):
    visit(page, f"{server}/lines")
    with page.expect_download() as table:
        page.get_by_role("button", name="导出 Excel").first.click()
    visit(page, server)
    with page.expect_download(timeout=READY_MS) as meeting:
        page.get_by_role("button", name="会议材料（Excel）").click()
    for download in (table.value, meeting.value):
        assert Path(download.path()).read_bytes().startswith(b"PK"), download.suggested_filename
    assert page.foreign == []


def bring(page, url, folder):
    """Choose a workbook and import what its check offers."""
    delivery = folder / "阳谷.csv"
    delivery.write_text(DELIVERY, encoding="utf-8")
    visit(page, f"{url}/import_file")
    page.get_by_label("经办人姓名（随批次留痕）").fill("张三")
    page.get_by_label("经办人姓名（随批次留痕）").press("Enter")
    page.locator('input[type="file"]').set_input_files(delivery)
    expect(page.get_by_text("企业名称").first).to_be_visible(timeout=READY_MS)
    page.get_by_role("button", name="导入 1 行").click(timeout=READY_MS)


def test_nothing_real_is_imported_while_whoever_reaches_it_may_read_it(server, page, tmp_path):
    bring(page, server, tmp_path)
    expect(page.get_by_text("服务期间只能存放演示数据")).to_be_visible(timeout=READY_MS)


def test_a_workbook_is_checked_first_and_imported_whole(own_server, page, tmp_path):
    bring(page, own_server, tmp_path)
    expect(page.get_by_text(re.compile("已导入，批次 B.*写入 1 行，退回 1 行"))).to_be_visible(timeout=READY_MS)
    visit(page, f"{own_server}/lines?q=甲厂")
    assert page.foreign == []


def test_a_name_from_a_workbook_is_shown_letter_by_letter_and_asks_no_foreign_host(hostile_server, page):
    visit(page, f"{hostile_server}/enterprise?enterprise=hostile&lang=zh")
    expect(page.get_by_test_id("stExpander").locator("summary").first).to_contain_text(SHOWN_LINE, timeout=READY_MS)
    assert page.locator('img[src*="foreign"]').count() == 0
    assert (page.foreign, page.failures) == ([], [])


def test_the_server_tells_the_browser_to_load_nothing_foreign(server, page):
    with urllib.request.urlopen(server, timeout=20) as answer:
        rules = dict(rule.split(" ", 1) for rule in answer.headers["Content-Security-Policy"].split("; "))
    assert rules["img-src"] == "'self' data: blob:"
    assert rules["default-src"] == "'self'"
    visit(page, server)
    with page.expect_console_message(lambda said: "Content Security Policy" in said.text):
        page.evaluate("document.body.append(Object.assign(new Image(), {src: 'http://foreign.example/x.png'}))")
    assert page.foreign == [], "the browser did not even ask"


def test_the_base_map_s_tiles_are_let_in():
    assert policy().count("http") == 0
    assert "img-src 'self' data: blob: http://tiles.example.gov:8080;" in policy(
        "http://tiles.example.gov:8080/{z}/{x}/{y}.png"
    )
    assert "img-src 'self' data: blob: https://*.tianditu.gov.cn;" in policy(
        "https://t{s}.tianditu.gov.cn/w/{z}/{x}/{y}"
    )
    assert policy("/tiles/{z}/{x}/{y}.png") == policy()
