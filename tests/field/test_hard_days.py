"""Phones on hard days: a clock that is years off, a browser that was closed, a slow line; and who hears instead of
sees."""

import io
import os
import sys
from datetime import date, datetime
from pathlib import Path
from time import monotonic

import pytest
from PIL import Image
from playwright.sync_api import Browser, FilePayload, expect

from tests.chromium import ARGUMENTS
from tests.chromium import find as browser_path
from tests.field.handling import (
    DONE,
    PHONE,
    WAITS,
    answer,
    answers_of,
    cut,
    phone,
    photo,
    remark,
    send,
    taken_along,
    to,
    to_list,
    to_visit,
)

FAST_3G = {"offline": False, "latency": 150, "downloadThroughput": 1_600_000 / 8, "uploadThroughput": 750_000 / 8}
PICTURES, ITEMS = 12, 30
CAMERA, SHARED = 1200, 300  # sides of pictures: sent as they were taken, 1 MB from a camera, 110 kB from a saving one
DRAFT = "[id^='item-CEM-11'] input"


def test_a_clock_that_is_years_off_ends_nothing_and_dates_nothing(browser: Browser, atlas):
    url, _settings, plan = atlas
    with phone(browser, url) as page:
        for year, enterprise in ((2019, "无水泥"), (2041, "北水泥")):
            page.clock.set_fixed_time(f"{year}-03-05T08:00:00")
            page.reload()
            page.click("#again")
            expect(page.locator("#clock")).to_contain_text("时钟不准")
            page.reload()  # nothing that was taken along is taken for ended
            page.wait_for_selector(".stop")
            cut(page, True)
            for day in (datetime.now(), f"{year}-03-05T08:00:00"):  # set right without a network, and wrong again
                page.clock.set_fixed_time(day)
                page.reload()
                page.wait_for_selector(".stop")
            cut(page, False)
            to_visit(page, plan, enterprise)
            page.get_by_role("button", name="我已到场").click()
            expect(page.locator("#screen .good").first).to_contain_text(date.today().isoformat())
            send(page)
            to(page)
        told = page.evaluate("fetch('plans.json').then(answer => answer.json())")
    [stops] = [one["stops"] for one in told["zh"]["plans"] if one["inspection_plan_id"] == plan]
    visited = {one["enterprise_id"] for one in stops if one["outcome"] == "visited"}
    assert visited >= {"无水泥", "北水泥"}


def test_a_browser_that_was_closed_has_draft_and_outbox_when_it_opens_again(browser: Browser, atlas, tmp_path: Path):
    url, _settings, plan = atlas

    def opened():
        return browser.browser_type.launch_persistent_context(
            str(tmp_path / "phone"), executable_path=browser_path(), args=ARGUMENTS, **PHONE
        )

    context = opened()
    page = taken_along(context, url)
    to_list(page, plan, "东水泥", "cement")
    cut(page, True)
    answer(page, "CEM-01", "yes")
    page.wait_for_selector(WAITS.format(1))
    page.fill(DRAFT, "12吨")  # no number yet: a draft
    page.locator(DRAFT).blur()
    expect(page.locator("#waits")).to_contain_text("未填完 1")
    context.close()
    context = opened()
    try:
        page = context.new_page()
        context.set_offline(True)
        page.goto(f"{url}/field/")  # as the browser that keeps the page opens it without a network
        page.wait_for_selector(WAITS.format(1))
        to_list(page, plan, "东水泥", "cement")
        expect(page.locator(DRAFT)).to_have_value("12吨")
        expect(page.locator("#item-CEM-01 .answer.yes")).to_have_attribute("aria-checked", "true")
    finally:
        context.close()


def test_where_the_phone_is_goes_with_the_arrival(browser: Browser, atlas):
    url, _settings, plan = atlas
    place = {"permissions": ["geolocation"], "geolocation": {"longitude": 116.1, "latitude": 36.43, "accuracy": 8}}
    with phone(browser, url, **place) as page:
        to_visit(page, plan, "东水泥")
        page.get_by_role("button", name="我已到场").click()
        expect(page.locator("#screen")).to_contain_text("36.43000, 116.10000")
        send(page)


def test_thirty_items_with_twelve_photos_over_fast_3g(browser: Browser, atlas, capsys: pytest.CaptureFixture[str]):
    url, _settings, plan = atlas
    with phone(browser, url) as page:
        cut(page, True)
        said: dict[str, str] = {}
        left, sizes = PICTURES, 0
        for checklist in ("cement", "zero_report"):
            to_list(page, plan, "北水泥", checklist)
            for item in page.evaluate(YES_NO)[: ITEMS - len(said)]:
                said[item] = "no" if left else "yes"
                answer(page, item, said[item])
                if left:
                    remark(page, item, "现场所见")
                    file = grainy(left, CAMERA if left == PICTURES else SHARED)
                    sizes += len(file["buffer"])
                    photo(page, item, file)
                    left -= 1
        assert len(said) == ITEMS and not left
        page.wait_for_selector(WAITS.format(ITEMS))
        cut(page, False)
        line = page.context.new_cdp_session(page)
        line.send("Network.enable")
        line.send("Network.emulateNetworkConditions", FAST_3G)
        began = monotonic()
        page.click("#send")
        page.wait_for_selector(DONE, timeout=240_000)
        took = monotonic() - began
        line.send(
            "Network.emulateNetworkConditions", FAST_3G | dict.fromkeys(("downloadThroughput", "uploadThroughput"), -1)
        )
        found = answers_of(page, plan, "北水泥")
    assert {item: found[item]["item_value"] for item in said} == said
    assert sum(found[item]["picture_count"] for item in said) == PICTURES
    with capsys.disabled():
        sys.stdout.write(
            f" {ITEMS} items, {PICTURES} photos of {sizes // 1000} kB, fast 3G: all there in {took:.0f} s "
        )


YES_NO = """() => [...document.querySelectorAll('.item:not([hidden])')]
    .filter(one => one.querySelector('.answer.no')).map(one => one.id.slice(5))"""


def grainy(seed: int, side: int) -> FilePayload:
    """A picture of some two bytes for each of its square of pixels, each another."""
    out = io.BytesIO()
    Image.frombytes("RGB", (side, side), os.urandom(side * side * 3)).save(out, "JPEG", quality=90)
    return {"name": f"{seed}.jpg", "mimeType": "image/jpeg", "buffer": out.getvalue()}


def test_what_was_kept_is_heard(browser: Browser, atlas):
    url, _settings, plan = atlas
    with phone(browser, url) as page:
        to_list(page, plan, "无水泥")
        answer(page, "PRO-06", "yes")
        expect(page.locator("#heard[role=status]")).to_contain_text("PRO-06 · 是 · 已存手机，待上传")
        assert page.evaluate("document.activeElement.matches('#item-PRO-06 .answer.yes')"), (
            "the finger stays where it was"
        )
        expect(page.locator("#heard")).to_contain_text("已全部上传")
