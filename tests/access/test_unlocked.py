"""A register without accounts is open to its own machine, and to nobody else."""

import asyncio
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest

from lib.access.accounts import Accounts
from lib.access.arrival import PASSED_ON
from lib.access.gate import Gate
from lib.access.unlocked import Unlocked, prove_guarded
from lib.access.writing import OpenRegister
from lib.cli import main
from lib.register.store import Register
from lib.settings import Settings
from tests.access.conftest import FIRST

BATCH = """insert into facts.import_batch by name
    select $1 as batch_id, $2::boolean as is_demo, now()::timestamp as recorded_at"""


def test_everything_is_reached_without_signing_in(browser):
    one = browser()
    assert one.ask("/lines").text == "inside {}"
    assert one.ask("/signin").leads_to == "/"
    with one.socket() as line:
        line.send("hello")
        assert line.recv(10) == "heard hello from None"


def test_what_the_pages_are_told_is_still_not_believed(browser):
    assert browser().ask("/lines", X_Atlas_Name="root", X_Atlas_Role="admin").text == "inside {}"


@pytest.mark.parametrize(
    ("peer", "status"), [("127.0.0.1", 200), ("::1", 200), ("::ffff:127.0.0.1", 200), ("10.0.0.7", 403), ("", 403)]
)
def test_only_its_own_machine_may(settings: Settings, peer: str, status: int):
    assert status_of(settings, peer) == status
    assert status_of(replace(settings, is_open_allowed=True), peer) == 200


@pytest.mark.parametrize("header", PASSED_ON)
def test_a_proxy_lets_nobody_in_whatever_it_tells(browser, header: str):
    assert browser().ask("/lines", **{header: "10.0.0.7"}).status == 403


@pytest.mark.parametrize(
    ("host", "status"),
    [("localhost:8501", 200), ("127.0.0.9", 200), ("[::1]:1", 200), ("atlas.example.gov", 403), ("10.0.0.7", 403),
     ("127.0.0.1.example.gov", 403), ("", 403), ("a b", 403)],
)  # fmt: skip
def test_its_own_machine_asks_by_a_name_of_its_own(settings: Settings, host: str, status: int):
    assert status_of(settings, "127.0.0.1", host) == status
    assert status_of(replace(settings, is_open_allowed=True), "127.0.0.1", host) == 200


@pytest.mark.parametrize("told", [{"hosts": ("atlas.example.gov",)}, {"proxies": ("127.0.0.9",)}])
def test_where_others_reach_it_it_is_open_to_nobody(settings: Settings, told: dict):
    assert status_of(replace(settings, **told), "127.0.0.1") == 403


def status_of(settings: Settings, peer: str, host: str = "localhost:8501") -> int:
    """The status of a request from an address to a name."""
    with ThreadPoolExecutor(1) as aside:  # where a browser is driven, this thread has a loop running
        return aside.submit(asyncio.run, asked(settings, peer, host)).result()


async def asked(settings: Settings, peer: str, host: str) -> int:
    """The status of a request from an address to a name."""
    said = []

    async def inside(scope, receive, send):
        await send({"type": "http.response.start", "status": 200, "headers": []})

    async def send(message):
        said.append(message)

    scope = {"type": "http", "method": "GET", "path": "/", "query_string": b"", "scheme": "http"}
    scope["headers"] = [(b"host", host.encode())]
    await Gate(inside, settings)(scope | {"client": (peer, 1) if peer else None}, None, send)
    return int(said[0]["status"])


def test_it_is_not_served_to_the_network(register: Register):
    prove_guarded(register, "127.0.0.1")
    prove_guarded(register, "localhost")
    for host in ("0.0.0.0", "::", "192.168.1.20", "atlas.example.gov"):
        with pytest.raises(Unlocked, match="user add"):
            prove_guarded(register, host)


@pytest.mark.parametrize("told", [{"hosts": ("atlas.example.gov",)}, {"proxies": ("127.0.0.9",)}])
def test_it_is_not_served_behind_a_proxy(register: Register, told: dict):
    register.settings = replace(register.settings, **told)
    with pytest.raises(Unlocked, match="through a proxy"):
        prove_guarded(register, "127.0.0.1")


def test_nothing_real_is_brought_in_while_it_is_open(register: Register):
    before, settings = register.version(), register.settings
    with pytest.raises(Unlocked, match="only demonstration data"), OpenRegister(register).write("王", "import", "B1"):
        pass
    assert register.version() == before
    register.settings = replace(settings, is_open_allowed=True)
    with OpenRegister(register).write("王", "import", "B1"):
        pass
    register.settings = settings
    with OpenRegister(register).write("王", "step", "x"):
        pass
    Accounts(settings).add("王", "office", (), FIRST)
    with OpenRegister(register).write("王", "import", "B2"):
        pass
    assert register.version() == before + 3


def test_it_is_not_served_with_what_an_office_imported(register: Register):
    with register.write("test", "fill", "demo") as cursor:
        cursor.execute(BATCH, ["D1", True])
    prove_guarded(register, "127.0.0.1")
    with register.write("test", "fill", "real") as cursor:
        cursor.execute(BATCH, ["B1", False])
    with pytest.raises(Unlocked, match="1 imported files"):
        prove_guarded(register, "127.0.0.1")


@pytest.mark.parametrize("how", ["setting", "accounts", "proxy"])
def test_it_is_served_all_the_same_with_a_setting_an_account_or_a_proxy_that_signs_in(register: Register, how: str):
    if how == "accounts":
        Accounts(register.settings).add("王", "office", (), FIRST)
    settings = {"setting": {"is_open_allowed": True}, "proxy": {"user_header": "X-User"}}.get(how, {})
    register.settings = replace(register.settings, **settings)
    prove_guarded(register, "0.0.0.0")


def test_the_command_line_says_so_and_serves_nothing(register: Register, monkeypatch, capsys):
    register.close()
    monkeypatch.setenv("REGISTER_URL", register.settings.register_url)
    monkeypatch.setenv("ATLAS_LANGUAGE", "en")
    assert main(["serve", "--host", "0.0.0.0", "--port", "1"]) == 2
    assert "The register has no account" in capsys.readouterr().err
