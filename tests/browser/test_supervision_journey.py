"""An area is supervised in December, as a team works on it: from the board to a closed issue, and its paper."""

import io

from docx import Document
from playwright.sync_api import Page, expect

from tests.browser.test_exit_journey import fill, said, settled, visit

AREA, PERIOD = "371521", "2022-12"
TEAM = "孙组长"
TRIES = 3


def test_an_area_is_supervised_and_an_issue_closed(server: str, page: Page) -> None:
    visit(page, f"{server}/supervision?period={PERIOD}")
    page.get_by_role("link", name="阳谷县").click()
    expect(page.get_by_text("尚未督导")).to_be_visible()
    settled(page)
    fill(page, "督导人员，用逗号分隔", f"{TEAM}、周组员")
    fill(page, "姓名（随记录留存）", TEAM)
    page.get_by_role("button", name="开始", exact=True).click()
    said(page, "已开展督导")
    fill(page, "ARE-04", "2")
    form = page.get_by_test_id("stForm").filter(has_text="整改期限")
    for _ in range(TRIES):  # a busy page may draw itself once more, and fold what was just unfolded
        if not form.is_visible():
            page.get_by_test_id("stExpander").filter(has_text="登记反馈").locator("summary").click()
            settled(page)
    fill(form, "文号", "督导〔2022〕3号")
    form.get_by_role("button", name="登记反馈").click()
    said(page, "已反馈，列出问题")
    with page.expect_download() as handed:
        page.get_by_role("button", name="督导反馈（Word）").click()
    paper = Document(io.BytesIO(handed.value.path().read_bytes()))
    told = "\n".join(cell.text for table in paper.tables for row in table.rows for cell in row.cells)
    assert f"{TEAM}、周组员" in told and "督导〔2022〕3号" in told and "2 次" in told
    form = page.get_by_test_id("stForm").filter(has_text="销号")
    fill(form, "文号", "整改〔2023〕1号")
    form.get_by_role("button", name="销号").click()
    said(page, "已销号")
    page.set_viewport_size({"width": 390, "height": 844})
    visit(page, f"{server}/supervision?period={PERIOD}&area={AREA}")
    expect(page.get_by_text("整改〔2023〕1号").first).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") == 390, "nothing stands beside a phone's screen"
    assert page.foreign == [] and page.failures == []
