"""Every page of the demo, walked through once in each language: for who sees it, who hears it and who guards it."""

import re
import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Browser, Page, expect

from lib.settings import ROOT
from tests import registers
from tests.browser.conftest import served, watched

READY_MS = 90_000
MOST = 130  # pixels of 768 for menu, title, question, banner and filters
PAGES = sorted(file.stem for file in (ROOT / "pages").glob("*.py"))
VIEWS = (  # parts of pages that stand behind a choice
    "ledger?view=open", "ledger?view=due", "ledger?view=credit", "ledger?view=findings", "progress?view=reached",
    "progress?view=bridge", "progress?view=lines", "standards?rule=LC22-T-CEM-01", "admin?part=logs",
    "admin?part=server",
)  # fmt: skip
FOLLOWED = {"lines": "enterprise", "ledger": "case"}  # page → what the first such link of its list opens
LANGUAGES = {"zh": "zh-CN", "en": "en"}
GRAVE = """async () => (await axe.run(document, {resultTypes: ["violations"]})).violations
    .filter(found => ["serious", "critical"].includes(found.impact))
    .flatMap(found => found.nodes.map(node => `${found.id}: ${node.target} ${node.html.slice(0, 160)}`))"""
FIRST = """() => {
    const frame = '.st-key-heading, .demo, [class*=st-key-filters], .st-key-line';
    for (const one of document.querySelector('[data-testid=stMainBlockContainer] > div').children) {
        const box = one.getBoundingClientRect();
        const isPart = one.querySelector('[data-testid=stButtonGroup]') && box.height < 60;
        if (box.height > 2 && !isPart && !one.querySelector(frame)) return Math.round(box.top);
    }
}"""


@dataclass
class Walk:
    """What the pages were like in one language."""

    titles: dict[str, str] = field(default_factory=dict)
    tags: dict[str, str] = field(default_factory=dict)
    headings: dict[str, str] = field(default_factory=dict)
    grave: dict[str, list[str]] = field(default_factory=dict)
    begins: dict[str, int | None] = field(default_factory=dict)
    told: dict[str, list[str]] = field(default_factory=dict)  # errors on the page
    refused: list[str] = field(default_factory=list)  # what the content security policy kept away
    closed: list[str] = field(default_factory=list)  # what the server did not give
    strange: list[str] = field(default_factory=list)  # what was asked of other hosts, and scripts that failed


def settled(page: Page, url: str) -> None:
    """Open a page and wait until everything on it is drawn."""
    page.goto(url)
    expect(page.locator(".foot").first).to_be_visible(timeout=READY_MS)
    expect(page.get_by_test_id("stApp")).to_have_attribute("data-test-script-state", "notRunning", timeout=READY_MS)
    page.wait_for_load_state("networkidle")
    expect(page.get_by_test_id("stSkeleton")).to_have_count(0)
    expect(page.locator('[data-stale="true"]')).to_have_count(0)  # what is being drawn anew is pale


def grave(page: Page) -> list[str]:
    """What axe finds on a page and in its frames that keeps somebody out."""
    for frame in page.frames:
        frame.evaluate(AXE_SCRIPT)
    return list(page.evaluate(GRAVE))


def walked(browser: Browser, url: str, language: str) -> Walk:
    """Open every page and note what it is like."""
    seen, ahead = Walk(), [*PAGES, *VIEWS]
    with watched(browser) as page:
        page.on("console", lambda one: seen.refused.append(one.text) if "Content Security" in one.text else None)
        page.on("response", lambda answer: seen.closed.append(answer.url) if answer.status >= 400 else None)
        while ahead:
            name = ahead.pop(0)
            settled(page, f"{url}/{'' if name == 'overview' else name}{'&' if '?' in name else '?'}lang={language}")
            seen.titles[name], seen.tags[name] = page.title(), page.evaluate("document.documentElement.lang")
            seen.headings[name], seen.begins[name] = page.locator("h1").inner_text(), page.evaluate(FIRST)
            seen.told[name] = page.locator(
                '[data-testid="stException"], [data-testid="stAlertContentError"]'
            ).all_inner_texts()
            seen.grave[name] = grave(page)
            if what := FOLLOWED.get(name):
                ahead.append(str(page.locator(f'.list a[href*="{what}="]').first.get_attribute("href")).lstrip("/"))
        seen.strange = [*page.foreign, *page.failures]  # type: ignore[attr-defined]
    return seen


@pytest.fixture(scope="module")
def demo_server(demo_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """An atlas serving the demo register."""
    folder = tmp_path_factory.mktemp("walk")
    copy = shutil.copy(demo_file, folder / "register.duckdb")
    evidence = str(registers.evidence_of(demo_file))
    with served(copy, folder / "server.log", ATLAS_EVIDENCE_DIR=evidence) as url:
        yield url


@pytest.fixture(scope="module", params=LANGUAGES)
def language(request: pytest.FixtureRequest) -> str:
    """The language of the walk."""
    return str(request.param)


@pytest.fixture(scope="module")
def walk(browser: Browser, demo_server: str, language: str) -> Walk:
    """The walk, taken once."""
    return walked(browser, demo_server, language)


def test_every_page_opens_without_an_error(walk: Walk, language: str) -> None:
    assert {name: told for name, told in walk.told.items() if told} == {}
    in_chinese = {name: bool(re.search("[一-鿿]", heading)) for name, heading in walk.headings.items()}
    own = {
        name: is_chinese for name, is_chinese in in_chinese.items() if not name.startswith(("enterprise?", "ledger?"))
    }
    assert {name for name, is_chinese in own.items() if is_chinese != (language == "zh")} == set()


def test_no_page_asks_another_host_or_what_the_doors_forbid(walk: Walk) -> None:
    started = [url for url in walk.closed if not urlsplit(url).path.endswith(("_stcore/health", "_stcore/host-config"))]
    assert (walk.refused, started) == ([], []), "Streamlit's page looks for its server under the page's own name first"
    assert walk.strange == []


def test_axe_finds_nothing_grave(walk: Walk) -> None:
    assert {name: found for name, found in walk.grave.items() if found} == {}


def test_each_page_has_its_name_and_language(walk: Walk, language: str) -> None:
    assert set(walk.tags.values()) == {LANGUAGES[language]}
    assert len({walk.titles[name] for name in PAGES}) == len(PAGES), "each page its own title"
    ending = " — 落后产能退出一张图" if language == "zh" else " — Exit Atlas"
    assert {title for title in walk.titles.values() if not title.endswith(ending)} == set()


def test_what_a_page_is_about_begins_in_the_first_130_pixels(walk: Walk) -> None:
    pages = {name: at for name, at in walk.begins.items() if name in PAGES and name != "overview"}
    assert {name: at for name, at in pages.items() if at is None or at > MOST} == {}


def test_what_axe_is_shown_it_finds(page: Page, server: str) -> None:
    settled(page, f"{server}/lines")
    assert grave(page) == []
    page.locator(".list a").first.evaluate("link => link.textContent = ''")
    assert [fault.split(":")[0] for fault in grave(page)] == ["link-name"]
