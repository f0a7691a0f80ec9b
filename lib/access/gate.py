"""The gate: who is not let in reaches nothing behind it, neither pages nor files, uploads, tiles or the websocket.

What is open stands in `OPEN`; every later route is closed until it is named there.
"""

import logging
from typing import Final
from urllib.parse import quote

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse
from starlette.types import ASGIApp, Receive, Scope, Send

from lib.access import roles
from lib.access.accounts import Accounts
from lib.access.arrival import OURS, Arrival, proxies
from lib.access.book import AccountsFailed
from lib.access.form import ADDRESSES, SIGNIN
from lib.access.lines import Line, Lines
from lib.access.refusing import Refused, refuse
from lib.access.sessions import Visit
from lib.access.signin import SignIn
from lib.settings import Settings, from_environment

OPEN: Final = ("/health",)
UNLOCKED: Final = Visit(None)
log = logging.getLogger("atlas")


class Gate:
    """Lets in who has a session, or whom a believed proxy names; everybody while the register has no account."""

    def __init__(self, app: ASGIApp, settings: Settings | None = None) -> None:
        self.app, self.settings = app, settings or from_environment()
        self.believed = proxies(self.settings)
        self.accounts, self.desk = Accounts(self.settings), SignIn(self.settings)
        self.sessions = self.desk.sessions
        self.lines = Lines(self.standing)
        self.is_locked = bool(self.settings.user_header)

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
            if scope["type"] == "http" and scope["path"] in OPEN:
                return await self.app(scope, receive, send)
            return await self.admit(arrival, scope, receive, send)
        except AccountsFailed as error:
            log.error(str(error))
            told = "Nobody can be let in at the moment: the accounts cannot be read. Tell the administrator."
            await refuse(Refused(503, told), scope, receive, send)
        except Refused as refusal:
            await refuse(refusal, scope, receive, send)

    async def admit(self, arrival: Arrival, scope: Scope, receive: Receive, send: Send) -> None:
        """Let in who may come in. Raises Refused."""
        visit = self.visit(arrival)
        if scope["type"] == "http" and scope["path"] in ADDRESSES:
            await self.at_the_desk(arrival, visit, scope, receive, send)
        elif visit is None or visit.must_change or not (visit.person is None or visit.person.may_ask(scope["path"])):
            await self.turn_away(visit, scope, receive, send)
        elif scope["type"] == "http":
            await self.app({**scope, "headers": scope["headers"] + _told(visit)}, receive, send)
        else:
            line = Line(visit.key, lambda: run_in_threadpool(self.again, visit), receive, send)
            await self.lines.carry(self.app, {**scope, "headers": scope["headers"] + _told(visit)}, line)

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

    def is_open(self) -> bool:
        """Whether the register has no account. Once it had one, this process never opens it again."""
        self.is_locked = self.is_locked or self.accounts.any()
        return not self.is_locked

    def again(self, visit: Visit) -> bool:
        """Whether a visit still stands, when something is heard from it."""
        return self.sessions.again(visit.key) if visit.is_session else visit.key in self.standing()

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
        answer = RedirectResponse("/", 303) if visit is UNLOCKED else await self.desk.answer(request, arrival, visit)
        await answer(scope, receive, send)
        if scope["method"] == "POST":
            await self.lines.look()

    async def turn_away(self, visit: Visit | None, scope: Scope, receive: Receive, send: Send) -> None:
        """A browser that opens a page is led to the sign-in page, everything else is refused. Raises Refused."""
        headers = dict(scope["headers"])
        if scope["type"] == "http" and scope["method"] == "GET" and b"text/html" in headers.get(b"accept", b""):
            asked = scope["path"] + (f"?{scope['query_string'].decode('latin-1')}" if scope["query_string"] else "")
            return await RedirectResponse(f"{SIGNIN}?next={quote(asked)}", 303)(scope, receive, send)
        if visit is None:
            raise Refused(401, "Sign in first, at /signin")
        raise Refused(403, "This account may not do that; /signin says why.")


def _told(visit: Visit) -> list[tuple[bytes, bytes]]:
    """What the pages are told of who asks; nobody but the gate can tell them."""
    if visit.person is None:
        return []
    told = {b"name": visit.person.name, b"role": visit.person.role, b"areas": ";".join(visit.person.areas)}
    return [(OURS + key, quote(text).encode()) for key, text in told.items()]
