"""The gate before a small app of its own, and a browser that keeps its cookies and tells its origin."""

import re
import socket
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from functools import partial
from http.client import HTTPConnection, HTTPMessage
from http.cookies import SimpleCookie
from pathlib import Path
from threading import Thread
from time import sleep
from urllib.parse import urlencode

import pytest
from argon2 import PasswordHasher
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.routing import Route, WebSocketRoute
from starlette.types import ASGIApp
from starlette.websockets import WebSocket, WebSocketDisconnect
from uvicorn import Config, Server
from websockets.sync.client import ClientConnection, connect

from lib.access import passwords
from lib.access.accounts import Accounts
from lib.access.gate import Gate
from lib.settings import Settings
from lib.ui.doors.hosts import Hosts
from lib.ui.doors.policy import SecurityPolicy

FIRST, OWN = "Kiln-2022-exit", "Grind-2023-exit"


async def said(request: Request) -> PlainTextResponse:
    """What stands behind the gate: who asks, as the gate tells it."""
    told = {key: text for key, text in request.headers.items() if key.startswith("x-atlas")}
    return PlainTextResponse(f"inside {told}")


async def spoken(socket: WebSocket) -> None:
    """A websocket behind the gate that answers every message."""
    await socket.accept()
    try:
        while True:
            await socket.send_text(f"heard {await socket.receive_text()} from {socket.headers.get('x-atlas-name')}")
    except WebSocketDisconnect:
        return


@dataclass(frozen=True)
class Answer:
    """What came back."""

    status: int
    headers: HTTPMessage
    text: str

    @property
    def leads_to(self) -> str:
        """The address an answer leads to."""
        return self.headers["Location"] or ""

    def cookie(self, name: str) -> str:
        """What is said of a cookie, in small letters; empty when nothing is."""
        said = self.headers.get_all("Set-Cookie") or []
        return next((text.lower() for text in said if text.startswith(f"{name}=")), "")


class Browser:
    """A browser at a desk with an address of its own: keeps cookies, tells the origin of its forms, follows nothing."""

    def __init__(self, port: int, address: str = "127.0.0.1", **headers: str) -> None:
        self.port, self.address, self.headers = port, address, headers
        self.cookies: dict[str, str] = {}
        self.origin = f"http://127.0.0.1:{port}"

    def line(self) -> HTTPConnection:
        """A connection to the server."""
        return HTTPConnection("127.0.0.1", self.port, timeout=30, source_address=(self.address, 0))

    def ask(self, path: str, method: str = "GET", body: str | None = None, **headers: str) -> Answer:
        """One request."""
        line = self.line()
        named = {name.replace("_", "-"): text for name, text in (self.headers | headers).items()}
        if self.cookies:
            named.setdefault("Cookie", "; ".join(f"{name}={value}" for name, value in self.cookies.items()))
        line.request(method, path, body, named)
        came = line.getresponse()
        answer = Answer(came.status, came.headers, came.read().decode())
        line.close()
        for morsel in SimpleCookie("; ".join(came.headers.get_all("Set-Cookie") or [])).values():
            self.cookies[morsel.key] = morsel.value
        return answer

    def page(self, path: str = "/lines") -> int:
        """Open a page; the status."""
        return self.ask(path, Accept="text/html").status

    def proof(self) -> str:
        """The token of the form the sign-in page gives this browser."""
        found = re.search(r'name="proof" value="(\w+)"', self.ask("/signin").text)
        assert found, "the page has a form"
        return found[1]

    def post(self, path: str, origin: str | None, fields: dict[str, str]) -> Answer:
        """Send a form."""
        told = {"Origin": origin} if origin else {}
        kind = {"Content-Type": "application/x-www-form-urlencoded"}
        return self.ask(path, "POST", urlencode(fields), **kind, **told)

    def send(self, path: str, origin: str | None = "", **fields: str) -> Answer:
        """Send a form as its page does."""
        return self.post(path, self.origin if origin == "" else origin, {"proof": self.proof()} | fields)

    def enter(self, name: str, password: str = OWN, path: str = "/signin", origin: str | None = "") -> Answer:
        """Sign in."""
        return self.send(path, origin, name=name, password=password)

    def socket(self) -> ClientConnection:
        """Open the websocket of a page."""
        cookies = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        address = f"ws://127.0.0.1:{self.port}/_stcore/stream"
        named = {name.replace("_", "-"): text for name, text in self.headers.items()}
        told = named | ({"Cookie": cookies} if cookies else {})
        source = (self.address, 0)
        return connect(address, additional_headers=told, origin=self.origin, source_address=source, open_timeout=30)


@contextmanager
def serving(app: ASGIApp) -> Iterator[int]:
    """Serve an app as the atlas is served; the port."""
    with closing(socket.create_server(("127.0.0.1", 0))) as listening:
        server = Server(Config(app, log_level="error", forwarded_allow_ips=""))
        thread = Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
        thread.start()
        while not server.started:
            assert thread.is_alive()
            sleep(0.01)
        yield listening.getsockname()[1]
        server.should_exit = server.force_exit = True
        thread.join(30)


@pytest.fixture(autouse=True)
def cheap_hashes(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Passwords are tried at once; `test_passwords.py` looks at what it costs otherwise."""
    monkeypatch.setattr(passwords, "HASHER", PasswordHasher(1, 8, 1))
    passwords.nobodys.cache_clear()
    yield
    passwords.nobodys.cache_clear()


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(register_url=str(tmp_path / "register.duckdb"), language="en")


@pytest.fixture
def accounts(settings: Settings) -> Accounts:
    """王 of the municipal office and 李 of Yanggu, each with a password of their own, and an administrator."""
    made = Accounts(settings)
    for name, role, areas in (("王", "office", ()), ("李", "county", ("371521",)), ("root", "admin", ())):
        made.add(name, role, areas, FIRST)
        made.change(made.known(name), FIRST, OWN)
    return made


def gated(settings: Settings, **more: object) -> Starlette:
    """The small app behind the doors that stand in front of the atlas."""
    methods = ["GET", "PUT", "POST", "DELETE"]
    routes = [WebSocketRoute("/_stcore/stream", spoken), Route("/{rest:path}", said, methods=methods)]
    doors = [Middleware(SecurityPolicy), Middleware(Hosts), Middleware(Gate, settings=settings, **more)]
    return Starlette(routes=routes, middleware=doors)


@pytest.fixture
def browser(settings: Settings) -> Iterator[Callable[..., Browser]]:
    """`browser()`: another browser, of one and the same server; `browser("127.0.0.9")` at another address."""
    with serving(gated(settings)) as port:
        yield partial(Browser, port)
