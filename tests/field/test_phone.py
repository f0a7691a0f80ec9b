"""Phones on site: the network is cut, acknowledgements are lost, uploads torn, sessions end, two answer the same."""

import re
import sqlite3
from contextlib import closing
from pathlib import Path

from playwright.sync_api import Browser, Route, expect

from lib.access.book import Book
from lib.inspections.handing_in import hand_in
from lib.register.store import connect
from tests.chromium import ARGUMENTS
from tests.chromium import find as browser_path
from tests.field import serving
from tests.field.handling import (
    DONE,
    PHONE,
    WAITS,
    answer,
    answers_of,
    assert_for_everybody,
    cut,
    enter,
    file_of,
    phone,
    photo,
    remark,
    send,
    to,
    to_list,
)
from tests.field.serving import NAME

FULL = "() => { IDBObjectStore.prototype.put = () => { throw new DOMException('full', 'QuotaExceededError'); }; }"


def test_a_day_without_network_is_sent_once_whatever_is_lost_or_torn(browser: Browser, atlas):
    url, settings, plan = atlas
    with phone(browser, url) as page:
        to_list(page, plan, "东水泥")
        cut(page, True)
        page.reload()
        page.wait_for_selector(".item")
        answer(page, "PRO-01", "yes")
        answer(page, "PRO-02", "no")
        expect(page.locator("#item-PRO-02")).to_contain_text("须写明事实")
        remark(page, "PRO-02", "只有一人持证")
        photo(page, "PRO-02", file_of("teal"))
        photo(page, "PRO-02", file_of("navy"))
        page.wait_for_selector(WAITS.format(2))
        page.reload()
        page.wait_for_selector(".item")
        expect(page.locator("#item-PRO-02 textarea")).to_have_value("只有一人持证")
        expect(page.locator("#item-PRO-02 figure img")).to_have_count(2)
        faults = {"torn": 0, "lost": 0}

        def tear(route: Route) -> None:
            if faults["torn"]:
                return route.continue_()
            faults["torn"] += 1
            return route.continue_(post_data=(route.request.post_data_buffer or b"")[:100])

        def lose(route: Route) -> None:
            if faults["lost"]:
                return route.continue_()
            faults["lost"] += 1
            route.fetch()
            return route.abort()

        page.context.route("**/field/files/*", tear)
        page.context.route("**/field/entries*", lose)
        cut(page, False)
        for _ in range(4):
            page.click("#send")
            page.wait_for_selector('#waits:not([data-status="busy"])')
            if faults == {"torn": 1, "lost": 1} and page.locator(DONE).count():
                break
        page.wait_for_selector(DONE)
        assert faults == {"torn": 1, "lost": 1}
        expect(page.locator("#item-PRO-02 .state")).to_contain_text("已登记")
        asked = answers_of(page, plan, "东水泥")
    assert asked["PRO-01"]["item_value"] == "yes"
    assert (asked["PRO-02"]["item_remark"], asked["PRO-02"]["picture_count"]) == ("只有一人持证", 2)
    first, second = (int(str(asked[item]["answer_id"]).removeprefix(f"{plan}/")) for item in ("PRO-01", "PRO-02"))
    assert second == first + 1, "nothing was recorded twice in between"


def test_two_phones_answer_the_same_and_a_person_decides(browser: Browser, atlas):
    url, settings, plan = atlas
    with phone(browser, url) as first, phone(browser, url, "李科员") as second:
        for page, value in ((first, "yes"), (second, "no")):
            to_list(page, plan, "北水泥")
            cut(page, True)
            for item in ("PRO-03", "PRO-04"):
                answer(page, item, value)
            page.wait_for_selector(WAITS.format(2))
            cut(page, False)
        send(first)
        second.click("#send")
        second.wait_for_selector(".conflict")
        assert_for_everybody(second)
        for item, choice in (("PRO-03", "用已登记的"), ("PRO-04", "用本机的")):
            card = second.locator(f"#item-{item} .conflict")
            expect(card).to_contain_text("王科长")
            expect(card).to_contain_text("是")
            expect(card).to_contain_text("否")
            card.get_by_role("button", name=choice).click()
        send(second)
        found = answers_of(second, plan, "北水泥")
    assert [found[item]["item_value"] for item in ("PRO-03", "PRO-04")] == ["yes", "no"]


def test_a_session_that_ended_keeps_what_waits_and_goes_on_after_signing_in(browser: Browser, atlas):
    url, settings, plan = atlas
    with phone(browser, url) as page:
        to_list(page, plan, "无水泥")
        with sqlite3.connect(Book(settings).path) as file:
            file.execute("update sessions set seen_at = seen_at - 86400")
        answer(page, "PRO-01", "yes")
        page.click("#send")
        page.wait_for_selector('#waits[data-status="signedout"]')
        expect(page.locator("#bar")).to_contain_text("登录已过期")
        assert_for_everybody(page)
        page.reload()
        page.wait_for_selector(".item")
        page.wait_for_selector(WAITS.format(1))
        page.click("#signin")
        enter(page, "李科员")  # another person on the same phone sends nothing in this one's name
        page.wait_for_selector('#waits[data-status="stranger"]')
        expect(page.locator("#bar")).to_contain_text("王科长")
        assert_for_everybody(page)
        page.context.clear_cookies()
        page.click("#send")
        page.wait_for_selector('#waits[data-status="signedout"]')
        page.click("#signin")
        enter(page, "王科长")
        page.wait_for_selector(DONE)
        assert answers_of(page, plan, "无水泥")["PRO-01"]["actor"] == "王科长"


def test_a_signature_is_drawn_and_what_waits_is_saved_for_the_office(browser: Browser, atlas, tmp_path: Path):
    url, settings, plan = atlas
    with phone(browser, url) as page:
        to_list(page, plan, "无水泥", "signing")
        cut(page, True)
        page.select_option("#item-SGN-01 select", "王科长 15010001")
        expect(page.locator("#item-SGN-01")).to_contain_text("尚未填完")
        box = page.locator("#item-SGN-01 canvas").bounding_box()
        page.mouse.move(box["x"] + 20, box["y"] + 20)
        page.mouse.down()
        page.mouse.move(box["x"] + 200, box["y"] + 60, steps=4)
        page.mouse.up()
        page.get_by_role("button", name="保存签名").first.click()
        page.wait_for_selector("#item-SGN-01 .signed img")
        page.wait_for_selector(WAITS.format(1))
        page.click(".more summary")
        with page.expect_download() as download:
            page.get_by_role("button", name=re.compile("存成一个文件")).click()
        download.value.save_as(tmp_path / "field.atlas")
        cut(page, False)
        send(page)
        assert answers_of(page, plan, "无水泥")["SGN-01"]["picture_count"] == 1
    assert b'"form":"exit-atlas-field-1"' in (tmp_path / "field.atlas").read_bytes()
    office, same = serving.build(tmp_path)
    assert same == plan
    with closing(connect(office)) as register:
        told = hand_in(register, tmp_path / "field.atlas", actor="王科长", language="zh")
    assert told == {"owner": told["owner"], "states": {"kept": 1}, "open": [], "drafts": told["drafts"]}


def test_a_full_phone_says_so_and_loses_nothing_it_had(browser: Browser, atlas):
    url, settings, plan = atlas
    with phone(browser, url) as page:
        to_list(page, plan, "东水泥")
        cut(page, True)
        answer(page, "PRO-07", "yes")
        page.wait_for_selector(WAITS.format(1))
        page.evaluate(FULL)
        page.click("#item-PRO-08 .answer.yes")
        expect(page.locator("#told")).to_contain_text("手机存储已满")
        assert_for_everybody(page)
        expect(page.locator("#item-PRO-08 .answer.yes")).to_have_attribute("aria-checked", "false")
        page.wait_for_selector(WAITS.format(1))


def test_plain_http_and_the_browser_of_another_app_explain_themselves(browser: Browser, atlas):
    url, _settings, _plan = atlas
    named = url.replace("127.0.0.1", NAME)
    mapped = [*ARGUMENTS, f"--host-resolver-rules=MAP {NAME} 127.0.0.1"]
    other = browser.browser_type.launch(executable_path=browser_path(), args=mapped)
    try:
        page = other.new_context(**PHONE).new_page()
        page.goto(f"{named}/field/")
        enter(page, "王科长")
        expect(page.locator("#screen")).to_contain_text(f"https://{NAME}/field/")
        expect(page.locator("#screen")).to_contain_text("iOS 16.4")
        assert_for_everybody(page)
        page.get_by_role("button", name="English").click()
        expect(page.locator("h1")).to_have_text("This page cannot work here")
        assert_for_everybody(page)
    finally:
        other.close()
    context = browser.new_context(
        **PHONE, user_agent="Mozilla/5.0 (Linux; Android 13) Chrome/110 MicroMessenger/8.0.40"
    )
    page = context.new_page()
    page.goto(f"{url}/field/")
    enter(page, "王科长")
    expect(page.locator("#screen")).to_contain_text("用手机自带浏览器打开")
    assert_for_everybody(page)
    context.close()


def test_one_thumb_in_the_sun(browser: Browser, atlas):
    url, _settings, plan = atlas
    with phone(browser, url) as page:
        for place in ((), (plan, "东水泥"), (plan, "东水泥", "cement"), (plan, "东水泥", "signing")):
            to(page, *place)
            if page.locator(".item").count():
                page.locator(".item .answer.no").first.click() if page.locator(".answer.no").count() else None
                assert page.locator(".item [role=radiogroup][aria-labelledby], .item select[aria-labelledby]").count()
            assert_for_everybody(page)
        to_list(page, plan, "东水泥", "cement")
        expect(page.locator(".held").first).to_contain_text("台账记载：3.2")
        page.get_by_role("button", name="下一个未答项").click()
        assert page.evaluate("document.activeElement.matches('.item.open')")
