"""What the server counts is for the administrator and for the program that holds the token; the log is read by programs
too."""

import hashlib
import json
import logging
import re
from dataclasses import replace

import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from lib import counting, logs
from lib.access.accounts import Accounts
from lib.access.gate import Gate
from lib.errors import StorageFailed
from lib.register.store import Register
from lib.settings import Settings
from lib.ui.doors.counted import Counted, failed
from lib.ui.frame import data, state
from tests.access.conftest import Browser, serving

TOKEN = "0123456789abcdef" * 4
LINE = re.compile(r'(# (HELP|TYPE) atlas_\w+ .+)|(atlas_\w+(\{(\w+="([^"\\]|\\.)*",?)+\})? [0-9.e+-]+)')


def _broken(_register: Register) -> None:
    raise StorageFailed("full")


async def failing(_request: Request) -> Response:
    """A defect."""
    raise ValueError("阳谷 secret")


@pytest.fixture
def port(settings: Settings, accounts: Accounts, register: Register, monkeypatch: pytest.MonkeyPatch):
    """The two addresses of the server's state, and one that fails, behind the gate."""
    monkeypatch.setattr(state, "from_environment", lambda: settings)
    monkeypatch.setattr("lib.ui.frame.person.from_environment", lambda: settings)
    monkeypatch.setattr(data, "shared", lambda: register)
    own = [Route("/health", state.health), Route("/metrics", state.metrics), Route("/map-assets/x", failing)]
    token = hashlib.sha256(TOKEN.encode()).hexdigest()
    doors = [Middleware(Counted, own=own), Middleware(Gate, settings=replace(settings, metrics_sha256=token))]
    with serving(Starlette(routes=own, middleware=doors, exception_handlers={Exception: failed})) as found:
        yield found


def test_figures_are_for_the_administrator_and_the_token(port: int):
    assert Browser(port).ask("/metrics").status == 401
    for wrong in (
        "",
        "Bearer ",
        f"Bearer {TOKEN[:-1]}",
        f"Basic {TOKEN}",
        "Bearer \xe9",
        hashlib.sha256(b"").hexdigest(),
    ):
        assert Browser(port).ask("/metrics", Authorization=wrong).status == 401, wrong
    for name, status in (("root", 200), ("王", 404), ("李", 404)):
        one = Browser(port)
        one.enter(name)
        assert one.ask("/metrics").status == status, name
    told = Browser(port).ask("/metrics", Authorization=f"Bearer {TOKEN}")
    assert told.status == 200
    assert [line for line in told.text.splitlines() if not LINE.fullmatch(line)] == []
    assert 'atlas_requests_total{route="/metrics",status="401"} ' in told.text
    for name in ("atlas_ready 1", "atlas_sessions 3", "atlas_disk_free_bytes ", "atlas_register_version "):
        assert f"\n{name}" in told.text
    assert not re.search("王|李|root", told.text)
    assert Browser(port).ask("/lines", Authorization=f"Bearer {TOKEN}").status == 401, "the token opens nothing else"


def test_health_tells_alive_and_ready(port: int, monkeypatch: pytest.MonkeyPatch):
    told = json.loads(Browser(port).ask("/health").text)
    assert (told["status"], told["alive"], told["ready"]) == ("ok", True, True)
    monkeypatch.setattr(Register, "prove_whole", _broken)
    refused = Browser(port).ask("/health")
    assert (refused.status, json.loads(refused.text)["alive"], json.loads(refused.text)["ready"]) == (503, True, False)


def test_addresses_that_strangers_make_up_are_no_labels(port: int):
    for number in range(5):
        Browser(port).ask(f"/made-up-{number}")
    assert "made-up" not in counting.told({})


def test_a_defect_has_a_number_for_the_reader_and_its_trace_in_the_log(port: int, caplog: pytest.LogCaptureFixture):
    one = Browser(port)
    one.enter("王")
    answer = one.ask("/map-assets/x?lang=en")
    assert (answer.status, "secret" in answer.text) == (500, False)
    [record] = [record for record in caplog.records if record.name == "atlas"]
    line = json.loads(logs.OneLine().format(record))
    assert line["incident"] in answer.text
    assert "ValueError" in line["trace"] and line["path"] == "/map-assets/x"


@pytest.mark.parametrize(
    ("message", "told"),
    [
        ("plain\nwith %s", {"message": "plain\nwith %s"}),
        ('{"upkeep": "满"}', {"upkeep": "满"}),
        ("7", {"message": "7"}),
    ],
)
def test_the_log_is_one_object_a_line(message: str, told: dict[str, str]):
    written = logs.OneLine().format(logging.LogRecord("atlas", logging.INFO, "", 0, message, None, None))
    assert "\n" not in written
    assert json.loads(written).items() >= (told | {"level": "INFO", "logger": "atlas"}).items()
