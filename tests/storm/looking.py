"""A sample of the names in a real browser: pages, map and popup of a served register."""

import unicodedata
from collections.abc import Callable, Iterator
from functools import partial

from playwright.sync_api import Browser, expect, sync_playwright

from lib.ui.frame import data
from tests import chromium
from tests.browser.conftest import served, watched
from tests.storm.named import DAY, Named

PAGES = ("", "map", "lines", "area", "sector", "enterprise", "quality", "ledger", "progress", "reports", "standards")
SAMPLE = 12  # names whose own enterprise is opened
DRAWN_MS = 60_000


def browser(storm: Named) -> Iterator[tuple[str, Callable[[], object]]]:
    """Open every page, then enterprises of a sample; nothing of a name is run, and no other host is asked."""
    known = data.register().ask("asks/exports/mart", DAY, mart="marts.enterprises")
    named = known[known.line_count > 0].drop_duplicates("enterprise_name").set_index("enterprise_name").enterprise_id
    evidence = str(storm.folder / "evidence")
    with (
        served(storm.folder / "served.duckdb", storm.folder / "server.log", ATLAS_EVIDENCE_DIR=evidence) as url,
        sync_playwright() as playwright,
    ):
        opened = playwright.chromium.launch(executable_path=chromium.find(), args=chromium.ARGUMENTS)
        for page in PAGES:
            yield f"browser: {page or 'overview'}", partial(look, opened, f"{url}/{page}?as_of={DAY}")
        for name in [name for name in storm.names if name in named][:: max(len(storm.names) // SAMPLE, 1)]:
            for page, place in (("enterprise", "h2.who"), ("map", ".dossier h3")):
                address = f"{url}/{page}?enterprise={named[name]}&as_of={DAY}"
                yield f"browser: {page} of {name!r}", partial(look, opened, address, name, place)
        opened.close()


def look(opened: Browser, address: str, name: str = "", place: str = "") -> None:
    """One page: it runs to its end without an error, and says the name letter by letter."""
    with watched(opened) as page:
        page.goto(address)
        page.wait_for_selector("[data-test-script-state=notRunning] h1", state="attached", timeout=DRAWN_MS)
        if "/map?" in address:
            board = page.frame_locator('iframe[src*="streamlit_folium"]')
            expect(board.locator(".atlas-legend")).to_be_visible(timeout=DRAWN_MS)
        if name:
            shown = page.locator(place).first.text_content(timeout=DRAWN_MS) or ""
            assert letters(name) in letters(shown), (name, shown)
        assert page.locator(".stException, .stAlert").count() == 0
        assert page.evaluate("window.hacked") is None
        assert page.foreign == [] and page.failures == [], (page.foreign, page.failures)


def letters(text: str) -> str:
    """What a page shows of a text: HTML drops signs of control and runs white space together."""
    return "".join(sign for sign in text if unicodedata.category(sign) != "Cc" and not sign.isspace())
