"""Two phones, one visit, a network that loses, tears and repeats: whatever the order, every answer is there once.

The scripts of the page run in a browser as they are; only their storage is in memory and their network is made up. What
the network leads to is a model of the atlas, and some histories are put to the atlas itself, which must say the same.
"""

import hashlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, Route

from lib.field.routes import STATIC
from lib.inspections.receiving import read_entries, receive
from lib.inspections.waiting_files import arriving
from lib.register.store import Register
from tests.field.serving import approved
from tests.inspections.conftest import shot

HERE = Path(__file__).parent
HISTORIES, REAL, COLOURS = 500, 4, 40
ITEMS = ["PRO-01", "PRO-02", "PRO-03"]
RUN = "async ([seeds, world]) => (await import('/two_phones.js')).histories(seeds, world)"


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A page of no server, in which each phone has scripts of its own: a module is loaded once for each address."""
    context = browser.new_context()

    def give(route: Route) -> None:
        name = route.request.url.rpartition("/")[2]
        file = HERE / {"store.js": "memory.js"}.get(name, name)
        if not file.is_file():
            file = STATIC / name
        kind = "text/javascript" if name else "text/html"
        route.fulfill(body=file.read_text(encoding="utf-8") if name else "<html lang=en>", content_type=kind)

    context.route("**/*", give)
    opened = context.new_page()
    opened.goto("http://localhost/")
    yield opened
    context.close()


def test_every_answer_is_there_once(page: Page):
    told = page.evaluate(RUN, [list(range(HISTORIES)), {}])
    assert not told["wrong"]
    assert all(told["counts"][fault] > HISTORIES // 2 for fault in ("torn", "lost", "repeated", "decided")), told


ORDER = """async () => {
  const outbox = await import('/outbox.js');
  const nothing = {kind: 'answer', plan: 'P', line_id: '', remark: '', files: [], known: '', state: 'waiting'};
  const give = (enterprise, checklist, item, value) =>
    outbox.keep({...nothing, key: [enterprise, checklist, item].join(), enterprise, checklist, item, value});
  const heads = async enterprise => (await outbox.next(20)).filter(one => one.enterprise === enterprise);
  const sent = async enterprise => (await heads(enterprise)).map(one => `${one.item}=${one.value}`);
  await give('E', 'cement', 'X', 'yes');
  await give('E', 'signing', 'SGN-01', 'Wang');
  await give('E', 'cement', 'X', 'no');
  const changed = await sent('E');
  await give('F', 'cement', 'X', 'yes');
  await outbox.tried(await heads('F'));
  await give('F', 'cement', 'X', 'no');
  await give('F', 'signing', 'SGN-01', 'Wang');
  return [changed, await sent('F')];
}"""


def test_a_signature_is_sent_after_what_it_was_given_to_and_before_what_came_later(page: Page):
    changed, lost = page.evaluate(ORDER)
    assert changed == ["SGN-01=Wang", "X=no"], "what was changed after the signature is seen to be"
    assert lost == ["X=yes"], "the signature waits for the change it was given to"


def test_the_atlas_does_what_the_model_says(page: Page, places: Register):
    contents = {}
    for number in range(COLOURS):
        content = shot(f"#{number:02x}8080").content
        assert isinstance(content, bytes)
        contents[hashlib.sha256(content).hexdigest()] = content

    def file(sha256: str) -> None:
        with arriving(places.settings, sha256) as target:
            target.write(contents[sha256])

    def entries(actor: str, sent: list[dict[str, Any]]) -> list[dict[str, Any]]:
        return receive(places, read_entries(sent), actor=actor, language="en")

    page.expose_function("realFile", file)
    page.expose_function("realEntries", entries)
    for seed in range(REAL):
        world = {"plan": approved(places, "东水泥"), "enterprise": "东水泥", "checklist": "procedure", "items": ITEMS}
        told = page.evaluate(
            """async ([seed, world]) => {
                const serve = {file: realFile, entries: realEntries};
                return (await import('/two_phones.js')).histories([seed], {...world, serve});
            }""",
            [HISTORIES + seed, world | {"pictures": list(contents)}],
        )
        assert not told["wrong"]
