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
    for name, role in (("王", "office"), ("李", "county"), ("赵", "office")):
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


def offered(line: ClientConnection, page: str) -> tuple[str, str]:
    """Open a page; its session, and the id of the last file it offers."""
    asked, session, file = BackMsg(), "", ""
    asked.rerun_script.page_name = page
    line.send(asked.SerializeToString())
    while True:
        message = ForwardMsg()
        message.ParseFromString(line.recv(60))
        if message.WhichOneof("type") == "new_session":
            session = message.new_session.initialize.session_id
        file = message.delta.new_element.download_button.deferred_file_id or file
        if message.WhichOneof("type") == "script_finished":
            return session, file


def clicked(line: ClientConnection, session: str, file: str) -> str:
    """Ask for a file; the address it is given, without the host."""
    asked = BackMsg()
    asked.backend_operation_request.request_id = "click"
    asked.backend_operation_request.session_id = session
    asked.backend_operation_request.deferred_file.file_id = file
    line.send(asked.SerializeToString())
    while True:
        message = ForwardMsg()
        message.ParseFromString(line.recv(60))
        if message.backend_operation_response.request_id == "click":
            return str(message.backend_operation_response.deferred_file.url)


def test_a_file_is_handed_to_the_person_it_was_made_for(port: int):
    one, other = Browser(port), Browser(port)
    one.enter("王")
    other.enter("赵")
    with one.socket() as line, other.socket() as theirs:
        session, file = offered(line, "lines")
        address = clicked(line, session, file)
        assert one.ask(address).status == 200
        assert one.ask(address).headers["Cache-Control"] == "no-store"
        assert other.ask(address).status == 404, "an address that was overheard opens nothing"
        own, _ = offered(theirs, "lines")
        stolen = clicked(theirs, own, file)
        assert other.ask(stolen).status == 404, "nor does another's button, clicked in their session"
        assert Browser(port).ask(address).status == 401


def test_a_page_knows_who_is_signed_in_and_ends_when_they_are_disabled(port: int, settings: Settings):
    one = Browser(port)
    assert one.enter("李", path="/signin?next=/lines").leads_to == "/lines"
    assert one.page("/lines") == 200
    assert one.ask("/nothing").status == 404, "behind the gate there is what there always was"
    with one.socket() as line:
        shown = opened(line, "lines")
        assert "李 · County officer<span> · Yanggu County</span>" in shown
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
