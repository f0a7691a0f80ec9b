"""What a leader looks at: three questions on one screen, and a meeting that is turned over with the arrow keys."""

from playwright.sync_api import Page, expect


def test_the_three_questions_stand_on_one_screen(page: Page, server: str) -> None:
    page.goto(server)
    expect(page.locator(".foot").first).to_be_visible()
    expect(page.locator(".st-key-leading .js-plotly-plot").first).to_be_visible()
    bottoms = page.locator(".st-key-leading table, .st-key-leading .bridge").evaluate_all(
        "found => found.map(one => one.getBoundingClientRect().bottom)"
    )
    assert len(bottoms) == 4, "three tables and the bar; nothing is due in this register"
    assert max(bottoms) <= 768, "1366 x 768 shows every table and the bar"
    assert not page.foreign and not page.failures


def test_arrow_keys_turn_the_meeting_over(page: Page, server: str) -> None:
    page.goto(f"{server}/meeting")
    for key, title in (("ArrowRight", "属地"), ("ArrowRight", "行业"), ("ArrowLeft", "属地"), ("PageDown", "行业")):
        expect(page.locator(".foot").first).to_be_visible()
        page.keyboard.press(key)
        expect(page.locator(".st-key-leading h3").first).to_contain_text(title)
    expect(page.get_by_test_id("stHeader")).to_be_hidden()
    page.keyboard.press("f")
    page.wait_for_function("document.fullscreenElement !== null")
    assert not page.foreign and not page.failures
