"""Who hears a page instead of seeing it, or has the keyboard alone."""

import re

from playwright.sync_api import Page, expect

from tests.browser.test_walk import settled


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
