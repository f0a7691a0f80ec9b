"""Who hears a page instead of seeing it, or has the keyboard alone: axe finds nothing grave on any page of the demo."""

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Browser, Page, expect

from lib.settings import ROOT
from tests import registers
from tests.browser.conftest import served, watched

READY_MS = 90_000
PAGES = sorted(file.stem for file in (ROOT / "pages").glob("*.py"))
VIEWS = (  # parts of pages that stand behind a choice
    "ledger?view=open", "ledger?view=due", "ledger?view=credit", "ledger?view=findings", "progress?view=reached",
    "progress?view=bridge", "progress?view=lines", "standards?rule=LC22-T-CEM-01", "admin?part=logs",
    "admin?part=server",
)  # fmt: skip
FOLLOWED = {"lines": "enterprise", "ledger": "case"}  # page → what the first such link of its list opens
GRAVE = """async () => (await axe.run(document, {resultTypes: ["violations"]})).violations
    .filter(found => ["serious", "critical"].includes(found.impact))
    .flatMap(found => found.nodes.map(node => `${found.id}: ${node.target} ${node.html.slice(0, 160)}`))"""


@pytest.fixture(scope="module")
def demo_server(demo_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """An atlas serving the demo register."""
    folder = tmp_path_factory.mktemp("axe")
    copy = shutil.copy(demo_file, folder / "register.duckdb")
    evidence = str(registers.evidence_of(demo_file))
    with served(copy, folder / "server.log", ATLAS_EVIDENCE_DIR=evidence) as url:
        yield url


def settled(page: Page, url: str) -> None:
    """Open a page and wait until everything on it is drawn."""
    page.goto(url)
    expect(page.locator(".foot").first).to_be_visible(timeout=READY_MS)
    expect(page.get_by_test_id("stApp")).to_have_attribute("data-test-script-state", "notRunning", timeout=READY_MS)
    page.wait_for_load_state("networkidle")
    expect(page.locator('[data-stale="true"]')).to_have_count(0)  # what is being drawn anew is pale


def grave(page: Page) -> list[str]:
    """What axe finds on a page and in its frames that keeps somebody out."""
    for frame in page.frames:
        frame.evaluate(AXE_SCRIPT)
    return list(page.evaluate(GRAVE))


@pytest.mark.parametrize(("language", "tag"), [("zh", "zh-CN"), ("en", "en")])
def test_axe_finds_nothing_grave_and_each_page_has_its_name(
    browser: Browser, demo_server: str, language: str, tag: str
) -> None:
    titles, found = dict[str, str](), dict[str, list[str]]()
    with watched(browser) as page:
        ahead = [*PAGES, *VIEWS]
        while ahead:
            name = ahead.pop(0)
            path = "" if name == "overview" else name
            settled(page, f"{demo_server}/{path}{'&' if '?' in name else '?'}lang={language}")
            assert page.evaluate("document.documentElement.lang") == tag, name
            titles[name] = page.title()
            if what := FOLLOWED.get(name):
                ahead.append(str(page.locator(f'.list a[href*="{what}="]').first.get_attribute("href")).lstrip("/"))
            if faults := grave(page):
                found[name] = faults
        assert found == {}
        assert (page.foreign, page.failures) == ([], [])
    own = {titles[name] for name in PAGES}
    assert len(own) == len(PAGES), "each page its own title"
    ending = " — 落后产能退出一张图" if language == "zh" else " — Exit Atlas"
    assert {title for title in titles.values() if not title.endswith(ending)} == set()


def test_what_axe_is_shown_it_finds(page: Page, server: str) -> None:
    settled(page, f"{server}/lines")
    assert grave(page) == []
    page.locator(".list a").first.evaluate("link => link.textContent = ''")
    assert [fault.split(":")[0] for fault in grave(page)] == ["link-name"]


def test_the_keyboard_reaches_every_row_in_its_order(page: Page, server: str) -> None:
    settled(page, f"{server}/lines")
    links = page.locator(".list a")
    hrefs = links.evaluate_all("found => found.map(link => link.href)")
    links.first.focus()
    reached = []
    for _link in hrefs:
        reached.append(page.evaluate("document.activeElement.href"))
        page.keyboard.press("Tab")
    assert reached == hrefs
    links.first.focus()
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("/enterprise"))
    assert len(page.context.pages) == 1, "in the same window"
    page.go_back()
    expect(page.locator(".list a").first).to_be_visible()


def test_streamlit_speaks_the_reader_s_language(page: Page, server: str) -> None:
    settled(page, f"{server}/ledger?view=open")
    date = page.get_by_test_id("stDateInput").first
    assert date.get_by_role("button").get_attribute("aria-label") == "选择日期"
    assert page.get_by_test_id("stTopNav").get_attribute("aria-label") == "本系统各页"
    page.get_by_role("button", name="English").click()
    expect(page.locator("html")).to_have_attribute("lang", "en")
    expect(page.get_by_test_id("stTopNav")).to_have_attribute("aria-label", "App pages")
    settled(page, f"{server}/map?lang=zh")
    expect(page.locator("iframe").first).to_have_attribute("title", re.compile("^一张图：|^地图："))
    frame = page.frame_locator("iframe").first
    expect(frame.locator(".atlas-cluster svg, .atlas-point svg").first).to_have_attribute(
        "aria-label", re.compile("[厂司]")
    )
    expect(frame.locator(".leaflet-control-zoom-in")).to_have_attribute("aria-label", "放大")
