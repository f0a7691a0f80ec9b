"""The atlas itself, served with accounts: every address it has is behind the gate, and its pages go on for nobody who
has left."""

import os
import re
import subprocess
import sys
import time
from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.exceptions import ConnectionClosed, InvalidStatus
from websockets.sync.client import ClientConnection

from app import routes
from lib.access.accounts import Accounts
from lib.settings import ROOT, Settings
from tests.access.conftest import FIRST, OWN, Browser
from tests.browser import small
from tests.browser.conftest import served

SERVED = (
    "/", "/lines", "/import_file", "/favicon.png", "/manifest.json", "/_stcore/health", "/_stcore/host-config",
    "/static/x.js", "/media/x.csv", "/component/streamlit_folium.st_folium/index.html", "/_stcore/upload_file/a/b",
    "/_stcore/metrics", "/_stcore/agent/mcp", "/auth/login", "/oauth2callback", "/nothing",
)  # fmt: skip
ASIDE = {"/health"}


@pytest.fixture(scope="module")
def settings(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """The small register with two accounts of the county and one of the office."""
    file = small.build(tmp_path_factory.mktemp("served") / "register.duckdb")
    settings = Settings(register_url=str(file))
    accounts = Accounts(settings)
    for name, role in (("王", "office"), ("李", "county")):
        accounts.add(name, role, ("371521",) if role == "county" else (), FIRST)
        accounts.change(accounts.known(name), FIRST, OWN)
    return settings


@pytest.fixture(scope="module")
def port(settings: Settings) -> Iterator[int]:
    with served(settings.register_path, settings.register_path.with_suffix(".log"), ATLAS_LANGUAGE="en") as url:
        yield int(urlsplit(url).port or 0)


def own_paths() -> set[str]:
    """An address of every route of our own."""
    return {re.sub(r"\{[^}]*\}", "1", str(getattr(route, "path", ""))) for route in routes()}


def test_every_address_of_the_atlas_is_behind_the_gate(port: int):
    stranger = Browser(port)
    for path in {*SERVED, *own_paths()} - ASIDE:
        for method in ("GET", "HEAD", "PUT", "DELETE", "POST"):
            assert stranger.ask(path, method).status == 401, (method, path)
    with pytest.raises(InvalidStatus):
        stranger.socket()
    assert stranger.ask("/health").status == 200


def opened(line: ClientConnection, page: str) -> str:
    """Open a page over a websocket; what it says, as text."""
    asked = BackMsg()
    asked.rerun_script.page_name = page
    line.send(asked.SerializeToString())
    heard = ""
    while True:
        message = ForwardMsg()
        message.ParseFromString(line.recv(60))
        heard += str(message.delta.new_element.html.body) + str(message.delta.new_element.markdown.body)
        if message.WhichOneof("type") == "script_finished":
            return heard


def test_a_page_knows_who_is_signed_in_and_ends_when_they_are_disabled(port: int, settings: Settings):
    one = Browser(port)
    assert one.enter("李", path="/signin?next=/lines").leads_to == "/lines"
    assert one.page("/lines") == 200
    assert one.ask("/nothing").status == 404, "behind the gate there is what there always was"
    with one.socket() as line:
        shown = opened(line, "lines")
        assert "李 · County officer · Yanggu County" in shown
        assert "阳谷示例水泥有限公司" in shown
        disable = [sys.executable, "-m", "lib", "user", "disable", "李"]
        subprocess.run(disable, cwd=ROOT, env=os.environ | {"REGISTER_URL": settings.register_url}, check=True)
        start = time.monotonic()
        with pytest.raises(ConnectionClosed):
            while True:
                line.recv(10)
        assert time.monotonic() - start < 5
    assert one.page("/lines") == 303


def test_what_a_browser_claims_reaches_no_page(port: int):
    one = Browser(port, X_Atlas_Name="root", X_Atlas_Role="admin")
    one.enter("王")
    with one.socket() as line:
        assert "王 · Municipal office" in opened(line, "standards")
    one.send("/signout")
    with pytest.raises(InvalidStatus):
        one.socket()
