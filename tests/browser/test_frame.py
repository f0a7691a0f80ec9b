"""The frame of a page: how much of the screen stands before what it is about, also with filters set."""

from playwright.sync_api import Page, expect

from tests.browser.test_walk import FIRST, MOST

SET = (
    "lines?area=371521&sector=cement&process=clinker&verdict=outdated&q=甲",
    "targets?area=371521&sector=cement&verdict=outdated&lang=en",
    "reports?part=papers&lang=en",
    "inspection_plan?view=corrections&area=371521&by=2022-12-31",
    "admin?part=logs&who=test&from=2022-01-01&lang=en",
)


def test_with_filters_set_a_page_begins_in_the_first_130_pixels_too(page: Page, server: str) -> None:
    begins = {}
    for address in ("", *SET):
        page.goto(f"{server}/{address}")
        expect(page.locator(".foot").first).to_be_visible()
        expect(page.locator(".demo")).to_be_visible()
        expect(page.get_by_test_id("stSkeleton")).to_have_count(0)
        begins[address] = page.evaluate(FIRST)
    assert {address: at for address, at in begins.items() if at is None or at > MOST} == {}
    assert not page.foreign and not page.failures


def test_a_phone_shows_one_line_for_the_filters_which_says_what_is_set(page: Page, server: str) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(f"{server}/lines?area=371521&sector=cement")
    fold, box = page.locator(".fold summary"), page.get_by_role("combobox", name="判定")
    expect(fold).to_have_text("筛选：阳谷县 · 水泥")
    expect(box).to_be_hidden()
    fold.click()
    expect(box).to_be_visible()
    box.click()
    page.get_by_role("option", name="落后", exact=True).click()
    expect(fold).to_have_text("筛选：阳谷县 · 水泥 · 落后")
    expect(box).to_be_hidden()
    assert "verdict=outdated" in page.url
    page.go_back()
    expect(fold).to_have_text("筛选：阳谷县 · 水泥")
    assert not page.foreign and not page.failures


def test_paper_cuts_no_column_and_shows_the_map_whole_with_its_legend(page: Page, server: str) -> None:
    page.set_viewport_size({"width": 1047, "height": 718})  # what the margins leave of A4 across
    page.emulate_media(media="print")
    for address in ("", "lines", "ledger", "standards?lang=en", "reports", "map"):
        page.goto(f"{server}/{address}")
        expect(page.locator(".foot").first).to_be_visible()
        rights = page.locator("table:visible").evaluate_all("all => all.map(one => one.getBoundingClientRect().right)")
        assert max(rights, default=0) <= 1048, address
    frame = page.frame_locator("iframe")
    expect(frame.locator(".atlas-legend")).to_be_visible()
    expect(page.locator(".fold")).to_have_text("筛选：未设")
    expect(page.get_by_role("combobox")).to_have_count(0)
    paper = page.locator("iframe").bounding_box()
    drawn = frame.locator(".leaflet-atlas-areas-pane path, .atlas-legend").evaluate_all(
        "all => all.map(one => one.getBoundingClientRect()).map(box => [box.left, box.top, box.right, box.bottom])"
    )
    assert paper and len(drawn) > 11, "eleven areas and the legend"
    left, top, right, bottom = zip(*drawn, strict=True)
    assert min(*left, *top) >= 0
    assert max(right) <= paper["width"] + 1
    assert max(bottom) <= paper["height"] + 1
    assert not page.foreign and not page.failures
