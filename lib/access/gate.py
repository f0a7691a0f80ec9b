"""The gate: who is not let in reaches nothing behind it, neither pages nor files, uploads, tiles or the websocket.

What is open stands in `OPEN`; every later route is closed until it is named there.
"""

import hashlib
import hmac
import logging
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final
from urllib.parse import quote

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers
from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse
from starlette.types import ASGIApp, Receive, Scope, Send

from lib.access import devices, form, roles
from lib.access.accounts import Accounts
from lib.access.arrival import OURS, Arrival, proxies
from lib.access.book import AccountsFailed
from lib.access.form import ADDRESSES
from lib.access.lines import Line, Lines
from lib.access.refusing import Refused, refuse
from lib.access.sessions import Visit
from lib.access.signin import SignIn
from lib.access.unlocked import is_vouched
from lib.settings import Settings, from_environment

OPEN: Final = ("/health",)
METRICS: Final = "/metrics"
UNLOCKED: Final = Visit(None)
CLOSED: Final = Refused(
    503,
    "Nobody can be let in or out at the moment: the accounts cannot be read or written. Tell the administrator.",
)
log = logging.getLogger("atlas")


@dataclass(frozen=True)
class Leading:
    """How an open page, which knows no refusal, is led to the sign-in page: what its websocket is told so that the page
    loads anew, and what it asks before it opens one again (address → answer)."""

    farewell: bytes = b""
    first: Mapping[str, object] = field(default_factory=dict)


class Gate:
    """Lets in who has a session, or whom a believed proxy names; everybody while the register has no account."""

    def __init__(self, app: ASGIApp, settings: Settings | None = None, leading: Leading | None = None) -> None:
        self.app, self.settings, self.leading = app, settings or from_environment(), leading or Leading()
        self.believed = proxies(self.settings)
        self.accounts, self.desk = Accounts(self.settings), SignIn(self.settings)
        self.sessions, self.devices = self.desk.sessions, devices.Devices(self.settings)
        self.lines = Lines(self.standing)
        self.is_locked = is_vouched(self.settings)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on, ask to sign in, or refuse."""
        if scope["type"] not in ("http", "websocket"):
            return await self.app(scope, receive, send)
        scope = {
            **scope,
            "headers": [(key, text) for key, text in scope["headers"] if not key.lower().startswith(OURS)],
        }
        arrival = Arrival(scope, self.settings, self.believed)
        try:
            if scope["type"] == "http" and (scope["path"] in OPEN or self.is_measuring(scope)):
                return await self.app(scope, receive, send)
            if scope["type"] == "http" and scope["path"].startswith(devices.OF_DEVICES):
                return await self.at_a_device(arrival, scope, receive, send)
            return await self.admit(arrival, scope, receive, send)
        except AccountsFailed as error:
            log.error(str(error))
            await refuse(CLOSED, scope, receive, send)
        except Refused as refusal:
            await refuse(refusal, scope, receive, send)

    async def admit(self, arrival: Arrival, scope: Scope, receive: Receive, send: Send) -> None:
        """Let in who may come in. Raises Refused."""
        visit = self.visit(arrival)
        if scope["type"] == "http" and scope["path"] in ADDRESSES:
            await self.at_the_desk(arrival, visit, scope, receive, send)
        elif visit is None or visit.must_change or not (visit.person is None or visit.person.may_ask(scope["path"])):
            await self.turn_away(arrival, visit, scope, receive, send)
        elif scope["type"] == "http":
            await self.app({**scope, "headers": scope["headers"] + _told(visit, arrival)}, receive, send)
        else:
            told = {**scope, "headers": scope["headers"] + _told(visit, arrival)}
            line = self.line(visit, receive, send)
            await self.lines.carry(self.app, told, line, lambda: run_in_threadpool(self.again, visit))

    async def at_a_device(self, arrival: Arrival, scope: Scope, receive: Receive, send: Send) -> None:
        """Let in a device by its token, and by nothing else: it opens no page, and no session opens what it asks for.
        Raises Refused."""
        visit = await run_in_threadpool(self.devices.visit, arrival, scope)
        await self.app({**scope, "headers": scope["headers"] + _told(visit, arrival)}, receive, send)

    def line(self, visit: Visit | None, receive: Receive, send: Send) -> Line:
        """A websocket of a visit. Nobody keeps time of a person whom another sign-in vouches for: that is asked anew
        when a session would have ended."""
        farewell = self.leading.farewell
        if visit is None or visit.person is None or visit.is_session:
            return Line(visit.key if visit else "", receive, send, farewell)
        idle, life = self.settings.idle_minutes * 60, self.settings.signed_in_hours * 3600
        return Line(visit.key, receive, send, farewell, idle, life)

    def visit(self, arrival: Arrival) -> Visit | None:
        """Who asks; None for nobody we know. Raises Refused where nothing helps."""
        if self.is_open():
            is_reached = self.settings.hosts or self.settings.proxies
            if (arrival.is_local and not is_reached) or self.settings.is_open_allowed:
                return UNLOCKED
            raise Refused(403, "This register has no account yet, so that only the machine it runs on may use it.")
        if not arrival.claimed:
            return self.sessions.visit(arrival.token)
        account = self.accounts.one(arrival.claimed)
        if account is None or account.is_disabled:
            raise Refused(403, "{name} has no account here. Ask the administrator.", name=arrival.claimed)
        who = roles.person(self.settings, account.name, account.role, account.areas)
        return Visit(who, f"{OURS.decode()}{account.name}")

    def is_measuring(self, scope: Scope) -> bool:
        """Whether a program asks for the figures with the token whose hash is in the settings."""
        given = Headers(scope=scope).get("authorization", "").removeprefix("Bearer ")
        kept, own = self.settings.metrics_sha256, hashlib.sha256(given.encode()).hexdigest()
        return scope["path"] == METRICS and bool(kept) and hmac.compare_digest(own, kept.lower())

    def is_open(self) -> bool:
        """Whether the register has no account. Once it had one, this process never opens it again."""
        self.is_locked = self.is_locked or self.accounts.any()
        return not self.is_locked

    def again(self, visit: Visit) -> bool:
        """Whether a visit still stands, when something is heard from it; not while the accounts cannot be read."""
        try:
            return self.sessions.again(visit.key) if visit.is_session else visit.key in self.standing()
        except AccountsFailed as error:
            log.error(str(error))
            return False

    def standing(self) -> frozenset[str]:
        """Keys of every visit that may go on; of none while the accounts cannot be read."""
        try:
            if self.is_open():
                return frozenset({UNLOCKED.key})
            named = (f"{OURS.decode()}{one.name}" for one in self.accounts.listed() if not one.is_disabled)
            return self.sessions.standing() | frozenset(named)
        except AccountsFailed as error:
            log.error(str(error))
            return frozenset()

    async def at_the_desk(
        self, arrival: Arrival, visit: Visit | None, scope: Scope, receive: Receive, send: Send
    ) -> None:
        """The sign-in page, which there is only where there are accounts; who left is cut off at once."""
        request = Request(scope, receive)
        is_needless = visit is UNLOCKED
        answer = await self.desk.answer(request, arrival, visit) if not is_needless else form.onward(request)
        await answer(scope, receive, send)
        if scope["method"] == "POST":
            await self.lines.look()

    async def turn_away(
        self, arrival: Arrival, visit: Visit | None, scope: Scope, receive: Receive, send: Send
    ) -> None:
        """A browser that opens a page is led to the sign-in page, and so is a page that stayed open for longer than
        its session; everything else is refused. Raises Refused."""
        if scope["type"] == "http" and scope["method"] == "GET" and _wants_page(scope):
            return await RedirectResponse(form.entry_of(scope), 303)(scope, receive, send)
        if arrival.token and scope["type"] == "websocket" and self.leading.farewell:
            protocol = next(iter(scope["subprotocols"]), None)
            return await self.line(visit, receive, send).decline(protocol)
        if arrival.token and scope["path"] in self.leading.first:
            return await JSONResponse(self.leading.first[scope["path"]])(scope, receive, send)
        if visit is None:
            raise Refused(401, "Sign in first, at /signin")
        raise Refused(403, "This account may not do that; /signin says why.")


def _wants_page(scope: Scope) -> bool:
    return b"text/html" in dict(scope["headers"]).get(b"accept", b"")


def _told(visit: Visit, arrival: Arrival) -> list[tuple[bytes, bytes]]:
    """What the pages are told of who asks; nobody but the gate can tell them."""
    if visit.person is None:
        return []
    told = {b"name": visit.person.name, b"role": visit.person.role, b"areas": ";".join(visit.person.areas)}
    told[b"from"] = arrival.address
    return [(OURS + key, quote(text).encode()) for key, text in told.items()]
