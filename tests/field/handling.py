"""What a person does with a phone on site, in Chromium of a phone's size."""

import io
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import quote

from PIL import Image
from playwright.sync_api import Browser, BrowserContext, FilePayload, Page, expect

from tests.access.conftest import OWN

PHONE = {"viewport": {"width": 360, "height": 640}, "has_touch": True, "is_mobile": True, "locale": "zh-CN"}
WAITS, DONE = '#waits[data-count="{}"]', '#waits[data-count="0"][data-status="idle"]'
SIZES = ((360, 640), (390, 844))
LOOK = (Path(__file__).parent / "looking.js").read_text(encoding="utf-8")
NAMED = {"button", "link", "textbox", "combobox", "radio", "radiogroup", "spinbutton", "image", "progressbar", "Date"}
Node = dict[str, Any]


@contextmanager
def phone(browser: Browser, url: str, name: str = "王科长", **more: Any) -> Iterator[Page]:
    """A phone that is signed in and has taken the plan along; `more` is what its browser is told."""
    context = browser.new_context(**PHONE | more)
    try:
        yield taken_along(context, url, name)
    finally:
        context.close()


def taken_along(context: BrowserContext, url: str, name: str = "王科长") -> Page:
    """A page of a browser, signed in, with the plan."""
    context.set_default_timeout(60_000)
    page = context.new_page()
    page.goto(f"{url}/field/")
    enter(page, name)
    page.wait_for_selector(".stop")
    page.wait_for_selector(DONE)
    page.evaluate("navigator.serviceWorker.ready.then(() => 1)")
    return page


def enter(page: Page, name: str) -> None:
    page.fill("input[name=name]", name)
    page.fill("input[name=password]", OWN)
    page.click("button.main")


def to(page: Page, *parts: str) -> None:
    """Open a screen by its address, and wait until it is drawn."""
    place = "#/" + "/".join(map(quote, parts))
    page.evaluate(f"location.hash = '{place}'")
    page.wait_for_selector(f"#screen[data-place='{place}']")


def to_list(page: Page, plan: str, enterprise: str, checklist: str = "procedure") -> None:
    to(page, plan, enterprise, checklist)
    page.wait_for_selector(".item")


def answer(page: Page, item: str, value: str) -> None:
    page.click(f"#item-{item} .answer.{value}")
    expect(page.locator(f"#item-{item} .answer.{value}")).to_have_attribute("aria-checked", "true")


def remark(page: Page, item: str, text: str) -> None:
    page.fill(f"#item-{item} textarea", text)
    page.locator(f"#item-{item} textarea").blur()


def file_of(colour: str) -> FilePayload:
    """A picture as a camera gives it."""
    out = io.BytesIO()
    Image.new("RGB", (640, 480), colour).save(out, "JPEG")
    return {"name": f"{colour}.jpg", "mimeType": "image/jpeg", "buffer": out.getvalue()}


def photo(page: Page, item: str, file: FilePayload) -> None:
    """Take a photo for an item."""
    shown = page.locator(f"#item-{item} figure").count()
    page.set_input_files(f"#item-{item} .photos > .shoot input", file)
    expect(page.locator(f"#item-{item} figure")).to_have_count(shown + 1)


def cut(page: Page, is_cut: bool) -> None:
    page.context.set_offline(is_cut)


def send(page: Page) -> None:
    page.click("#send")
    page.wait_for_selector(DONE)


def answers_of(page: Page, plan: str, enterprise: str) -> dict[str, dict[str, object]]:
    """What a phone that asks anew is told of the answers of a visit."""
    told = page.evaluate("fetch('plans.json').then(answer => answer.json())")
    [stops] = [one["stops"] for one in told["zh"]["plans"] if one["inspection_plan_id"] == plan]
    [lists] = [one["lists"] for one in stops if one["enterprise_id"] == enterprise]
    return {row["item"]: row for one in lists for row in one["rows"]}


def to_visit(page: Page, plan: str, enterprise: str) -> None:
    """Open the screen of a visit."""
    to(page, plan, enterprise)
    page.wait_for_selector("#find")


def assert_for_everybody(page: Page) -> None:
    """One thumb, in the sun, at both sizes: 48 px, 7:1, nothing beside the screen. Who hears gets a name for whatever
    can be touched, and for each answer whether it is chosen."""
    for width, height in SIZES:
        page.set_viewport_size({"width": width, "height": height})
        assert page.evaluate(LOOK) == {"small": [], "pale": [], "beside": 0}, (page.url, width)
    tree = page.context.new_cdp_session(page)
    nodes = [one for one in tree.send("Accessibility.getFullAXTree")["nodes"] if not one["ignored"]]
    kinds = [(one["role"]["value"], one) for one in nodes]
    assert not [kind for kind, one in kinds if kind in NAMED and not said(one)], f"without a name at {page.url}"
    chosen = [[more["name"] for more in one["properties"]] for kind, one in kinds if kind == "radio"]
    assert all("checked" in names for names in chosen)
    tree.detach()


def said(node: Node) -> str:
    return str(node.get("name", {}).get("value", "")).strip()
