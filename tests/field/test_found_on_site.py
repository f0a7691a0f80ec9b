"""A plant nobody knew, written down on a phone without a network: a draft of the office, once."""

import json
from pathlib import Path

from playwright.sync_api import Browser, Page, Route, expect

from tests.field.handling import DONE, WAITS, assert_for_everybody, cut, file_of, phone, send, to_visit


def fill(page: Page, **said: str) -> None:
    for name, value in said.items():
        page.fill(f"[name={name}]", value)
        page.locator(f"[name={name}]").blur()


def test_a_plant_nobody_knew_reaches_the_office_once(browser: Browser, atlas, tmp_path: Path):
    url, settings, plan = atlas
    with phone(browser, url, permissions=["geolocation"], geolocation={"longitude": 116.01, "latitude": 36.4}) as page:
        to_visit(page, plan, "东水泥")
        page.click("#find")
        page.wait_for_selector("#ready")
        assert_for_everybody(page)
        cut(page, True)
        fill(page, enterprise_name="无名粉磨站")
        page.select_option("[name=sector]", "cement")
        page.click("#ready")
        expect(page.locator("#told")).to_contain_text("看到的生产线或设备")
        fill(page, line_name="两台球磨", model="Φ3.2×13m")
        page.click(".spot button")
        expect(page.locator(".spot")).to_contain_text("36.40000, 116.01000")
        page.set_input_files(".photos > .shoot input", file_of("teal"))
        page.wait_for_selector("figure")
        page.reload()
        expect(page.locator("[name=enterprise_name]")).to_have_value("无名粉磨站")
        expect(page.locator("#waits")).to_contain_text("未填完")
        page.click(".more summary")
        with page.expect_download() as saved:
            page.click("#save")
        saved.value.save_as(tmp_path / "early.atlas")
        page.click("#ready")
        page.wait_for_selector(WAITS.format(1))
        sent: list[str] = []

        def lose(route: Route) -> None:
            sent.extend(one["id"] for one in route.request.post_data_json["entries"])
            if len(sent) > 1:
                return route.continue_()
            route.fetch()
            return route.abort()

        page.context.route("**/field/entries*", lose)
        with page.expect_event("requestfailed", lambda request: "/field/entries" in request.url):
            cut(page, False)  # it said offline before, too
        page.wait_for_selector('#waits[data-status="offline"]')
        send(page)
        assert len(sent) == 2 and len(set(sent)) == 1, "what may have arrived is sent under the id it has"
        page.get_by_role("link", name="无名粉磨站").click()
        expect(page.locator("#screen")).to_contain_text("已交科室，编号 D")
    head = json.loads((tmp_path / "early.atlas").read_bytes().partition(b"\n")[0])
    [draft] = head["drafts"]
    assert (draft["found"]["enterprise_name"], len(head["files"]), head["entries"]) == ("无名粉磨站", 1, [])
    assert draft["found"]["model"] == "Φ3.2×13m"


def test_what_is_changed_while_it_is_sent_is_not_lost(browser: Browser, atlas):
    url, _settings, plan = atlas
    with phone(browser, url) as page:
        to_visit(page, plan, "北水泥")
        page.click("#find")
        page.wait_for_selector("#ready")
        cut(page, True)
        fill(page, enterprise_name="无名窑", line_name="立窑", address="梁水镇")
        page.set_input_files(".photos > .shoot input", file_of("teal"))
        page.wait_for_selector("figure")
        page.click("#ready")
        page.wait_for_selector(WAITS.format(1))
        page.get_by_role("link", name="无名窑").click()
        page.wait_for_selector("#ready")
        held: list[Route] = []
        page.context.route("**/field/entries*", lambda route: held.append(route), times=1)
        with page.expect_request("**/field/entries*"):
            cut(page, False)
        fill(page, line_name="两座立窑")
        expect(page.locator("#told")).to_contain_text("另存为一份草稿")
        expect(page.locator("#waits")).to_contain_text("未填完 1")
        held[0].continue_()
        page.wait_for_selector(DONE)
        page.reload()
        expect(page.locator("[name=line_name]")).to_have_value("两座立窑")
        expect(page.locator("figure")).to_have_count(1)
        send_and_see(page, plan)


def send_and_see(page: Page, plan: str) -> None:
    """Both are the office's when both were sent."""
    page.click("#ready")
    page.wait_for_selector(WAITS.format(1))
    send(page)
    for line in ("立窑", "两座立窑"):
        to_visit(page, plan, "北水泥")
        page.get_by_role("link", name=f"无名窑 · {line}", exact=False).click()
        expect(page.locator("#screen")).to_contain_text("已交科室，编号 D")
