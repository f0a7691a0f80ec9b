"""A page of another site, under whatever name, reads nothing (that ours need nothing of it: test_offline.py)."""

from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, expect

from tests.browser import small
from tests.browser.conftest import served
from tests.browser.test_offline import READY_MS, visit
from tests.chromium import ARGUMENTS


def test_the_page_reaches_its_own_websocket_and_no_other(server, page):
    visit(page, server)
    opened = """(url) => new Promise(done => {
        try { const line = new WebSocket(url); line.onopen = () => done("open"); line.onerror = () => done("refused") }
        catch (error) { done("refused") }
    })"""
    port = urlsplit(server).port
    assert page.evaluate(opened, f"ws://127.0.0.1:{port}/_stcore/stream") == "open"
    for foreign in (f"ws://localhost:{port}/_stcore/stream", "ws://127.0.0.1:9/", "wss://foreign.example/"):
        assert page.evaluate(opened, foreign) == "refused"


@pytest.fixture
def misled(browser: Browser, chromium_path: str):
    """A browser that was told that evil.example is this machine (DNS rebinding)."""
    rule = "--host-resolver-rules=MAP evil.example 127.0.0.1, MAP atlas.example.gov 127.0.0.1"
    chromium = browser.browser_type.launch(executable_path=chromium_path, args=[*ARGUMENTS, rule])
    yield chromium
    chromium.close()


def test_a_page_that_calls_our_address_its_own_reads_nothing(server, misled: Browser):
    page, port = misled.new_page(), urlsplit(server).port
    answer = page.goto(f"http://evil.example:{port}/lines")
    assert answer is not None and answer.status == 421
    assert "evil.example" in page.inner_text("body")
    page.set_content("<h1>evil</h1>")
    tried = f"""new Promise(done => {{
        const line = new WebSocket("ws://evil.example:{port}/_stcore/stream");
        line.onopen = () => done("open"); line.onerror = () => done("refused");
    }})"""
    assert page.evaluate(tried) == "refused"


def test_the_name_of_the_setting_serves_the_whole_page(misled: Browser, tmp_path: Path):
    register = small.build(tmp_path / "register.duckdb")
    with served(register, tmp_path / "server.log", ATLAS_HOSTS="atlas.example.gov", ATLAS_OPEN="1") as url:
        page = misled.new_page()
        page.goto(f"http://atlas.example.gov:{urlsplit(url).port}/lines")
        expect(page.locator("h1")).to_be_visible(timeout=READY_MS)
