"""A page that stays open after its session ended leads to the sign-in page, and from there back."""

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import expect

from lib.access.accounts import Accounts
from lib.access.book import Book
from lib.settings import Settings
from tests.access.conftest import FIRST, OWN
from tests.browser import small
from tests.browser.conftest import served, watched

READY_MS = 60_000


@pytest.fixture(scope="module")
def settings(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    file = small.build(tmp_path_factory.mktemp("leaving") / "register.duckdb")
    settings = Settings(register_url=str(file))
    accounts = Accounts(settings)
    accounts.add("王", "office", (), FIRST)
    accounts.change(accounts.known("王"), FIRST, OWN)
    return settings


@pytest.fixture(scope="module")
def url(settings: Settings) -> Iterator[str]:
    with served(settings.register_path, settings.register_path.with_suffix(".log")) as address:
        yield address


def enter(page, password: str = OWN) -> None:
    page.locator('input[name="name"]').fill("王")
    page.locator('input[name="password"]').fill(password)
    page.locator("button.main").click()


def expire(settings: Settings) -> None:
    """Every session is past its idle time."""
    with sqlite3.connect(Book(settings).path) as file:
        file.execute("update sessions set seen_at = seen_at - 3600")


class Sleep:
    """A machine that may sleep: its page hears nothing then, and finds its websocket closed when it wakes."""

    def __init__(self, page) -> None:
        self.is_asleep, self.lines = False, []
        page.route_web_socket("**/_stcore/stream", self.carry)

    def carry(self, line) -> None:
        server = line.connect_to_server()
        line.on_message(server.send)
        server.on_message(lambda message: None if self.is_asleep else line.send(message))
        server.on_close(lambda code, reason: None if self.is_asleep else line.close(code=code))
        self.lines.append(line)

    def wake(self) -> None:
        self.is_asleep = False
        self.lines[0].close(code=4000)


@pytest.mark.browser
@pytest.mark.parametrize("sleeps", [False, True])
def test_an_open_page_leads_to_the_sign_in_page_and_back(url, settings, browser, sleeps):
    with watched(browser) as page:
        machine = Sleep(page) if sleeps else None
        page.goto(f"{url}/lines?area=371521&lang=en")
        enter(page)
        expect(page.locator("h1")).to_have_text("Lines", timeout=READY_MS)
        if machine:
            machine.is_asleep = True
        expire(settings)
        if machine:
            page.wait_for_timeout(2000)
            assert page.locator("h2", has_text="Sign in").count() == 0
            machine.wake()
        expect(page.locator("h2")).to_have_text("Sign in", timeout=READY_MS)
        assert page.get_by_text("Connection error").count() == 0
        enter(page)
        expect(page.locator("h1")).to_have_text("Lines", timeout=READY_MS)
        assert "area=371521" in page.url and "lang=en" in page.url
        assert page.foreign == []


@pytest.mark.browser
@pytest.mark.parametrize(("width", "height"), [(1366, 768), (390, 844)])
@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_account_page_fits_and_leads_back_in_its_language(url, browser, language, width, height, tmp_path: Path):
    with watched(browser) as page:
        page.set_viewport_size({"width": width, "height": height})
        page.goto(f"{url}/lines?lang={language}")
        enter(page)
        page.locator("a.signed-in").click(timeout=READY_MS)
        expect(page.locator("h2")).to_have_text({"zh": "我的账户", "en": "Your account"}[language])
        page.screenshot(path=tmp_path / "account.png", full_page=True)
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        page.locator("a.back").click()
        expect(page.locator("h1")).to_have_text({"zh": "生产线", "en": "Lines"}[language], timeout=READY_MS)
        assert f"lang={language}" in page.url
