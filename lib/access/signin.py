"""Signing in, changing one's password, signing out: what the sign-in page asks and answers."""

import asyncio
import hmac
import json
import logging
import secrets
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Final, TypeVar

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from lib.access import form, passwords, roles, spelling
from lib.access.access_log import AccessLog
from lib.access.accounts import Accounts
from lib.access.arrival import COOKIE, Arrival
from lib.access.book import AccountsFailed
from lib.access.form import BACK, PASSWORD, PROVIDER, SIGNIN
from lib.access.guessing import WINDOW, Guessing
from lib.access.paper import Paper
from lib.access.provider import desk
from lib.access.provider.table import Provider, provider
from lib.access.provider.tokens import NotVouched, ProviderAway
from lib.access.refusing import Refused
from lib.access.sessions import Sessions, Visit
from lib.errors import UserError
from lib.settings import Settings
from lib.words import said

AT_ONCE, WAITING = 2, 20  # passwords looked at, each with 64 MiB, and how many may wait for that
FORM: Final = "atlas-form"  # the cookie a form is bound to
WRONG: Final = "Name or password is not right."
Done = TypeVar("Done")
log = logging.getLogger("atlas")


@dataclass(frozen=True)
class Asked:
    """A request to the page: who makes it, and what its form says."""

    request: Request
    arrival: Arrival
    visit: Visit | None
    language: str
    fields: dict[str, str]


class NotNow(UserError):
    """Too many tries, or too many people at once."""


class Few:
    """What is done few at a time, because each takes memory or waits for others."""

    def __init__(self, at_once: int) -> None:
        self.slots, self.waiting = asyncio.Semaphore(at_once), 0

    async def do(self, work: Callable[[], Done]) -> Done:
        """Do it in a thread. Raises NotNow when many wait."""
        if self.waiting >= WAITING:
            raise NotNow("Too many people are signing in. Try again in a minute.")
        self.waiting += 1
        try:
            async with self.slots:
                return await run_in_threadpool(work)
        finally:
            self.waiting -= 1


class SignIn:
    """The one place where passwords are asked for."""

    def __init__(self, settings: Settings) -> None:
        self.settings, self.accounts, self.sessions = settings, Accounts(settings), Sessions(settings)
        self.guessing, self.access_log = Guessing(self.accounts.book), AccessLog(settings)
        self.key, self.provider = secrets.token_bytes(32), provider(settings)
        self.passwords, self.answers = Few(AT_ONCE), Few(AT_ONCE)

    async def answer(self, request: Request, arrival: Arrival, visit: Visit | None) -> Response:
        """Answer a request to one of the page's addresses. Raises Refused."""
        path, is_sent = request.scope["path"], request.method == "POST"
        if self.provider and path in (PROVIDER, BACK) and request.method == "GET":
            return await self.elsewhere(Asked(request, arrival, visit, "", {}), self.provider)
        if not is_sent and (path != SIGNIN or request.method not in ("GET", "HEAD")):
            raise Refused(405, "This address is not asked in that way.")
        language = form.language(request, self.settings.language)
        asked = Asked(request, arrival, visit, language, await form.fields(request) if is_sent else {})
        if not is_sent:
            return self.shown(asked)
        if not self.is_ours(asked):
            return self.shown(asked, "The page was open for too long. Please try once more.", 403)
        try:
            return await self.done(asked, path)
        except AccountsFailed:
            raise  # what is said of it names files of ours, and is for the log
        except NotNow as error:
            return self.shown(asked, said_of(error, language), 429)
        except UserError as error:
            return self.shown(asked, said_of(error, language), 400)

    async def done(self, asked: Asked, path: str) -> Response:
        """Do what a form asks for. Raises UserError with what hinders it."""
        if path == SIGNIN:
            return await self.enter(asked)
        if asked.visit is None or not asked.visit.is_session:
            return RedirectResponse(form.address(asked.request), 303)
        if path == PASSWORD:
            return await self.change(asked, asked.visit)
        await run_in_threadpool(self.sessions.end, asked.visit.key)
        await self.note(asked, "signed out", asked.visit.person.name if asked.visit.person else "")
        return _holding(asked.arrival, RedirectResponse(form.address(asked.request), 303), "")

    async def enter(self, asked: Asked) -> Response:
        """Sign in; who was signed in here before no longer is."""
        name = spelling.tidy(asked.fields.get("name", ""))
        await self.listen(asked, name)
        account = self.accounts.one(name)
        kept = account.password if account else ""
        is_right = await self.passwords.do(lambda: passwords.matches(kept, asked.fields.get("password", "")))
        if not account or not is_right or account.is_disabled:
            log.warning(json.dumps({"sign_in": "refused", "from": asked.arrival.address}))
            await self.note(asked, "refused", account.name if account else "")
            return self.shown(asked, WRONG, 401)
        first = form.address(asked.request) if account.must_change else form.target(asked.request)
        return await self.begin(asked, account.name, first)

    async def change(self, asked: Asked, visit: Visit) -> Response:
        """Change one's own password; all sessions of the account end, and this browser gets a new one."""
        old, new, again = (asked.fields.get(name, "") for name in ("old", "new", "again"))
        account = self.accounts.known(visit.person.name if visit.person else "")
        if new != again:
            raise UserError("The new password was not typed the same twice.")
        self.accounts.prove_new(account, old, new)  # what is no guess of the present one is not counted as one
        await self.listen(asked, account.name)
        await self.passwords.do(lambda: self.accounts.change(account, old, new))
        await self.note(asked, "changed password", account.name)
        return await self.begin(asked, account.name, form.target(asked.request))

    async def listen(self, asked: Asked, name: str) -> None:
        """Note a try. Raises NotNow when there were too many."""
        if not await run_in_threadpool(self.guessing.listens, name, asked.arrival.address):
            raise NotNow(
                "Too many attempts. Try again in {minutes} minutes, or ask your administrator.", minutes=WINDOW // 60
            )

    async def begin(self, asked: Asked, name: str, goes_on: str) -> Response:
        """Give the browser a session of its own, never one it brought along."""
        await run_in_threadpool(self.guessing.succeeded, name, asked.arrival.address)
        return await self.seated(asked, name, goes_on)

    async def seated(self, asked: Asked, name: str, goes_on: str) -> Response:
        """Give it, and end the one before."""
        if asked.visit and asked.visit.is_session:
            await run_in_threadpool(self.sessions.end, asked.visit.key)
        await self.note(asked, "signed in", name)
        token = await run_in_threadpool(self.sessions.begin, name)
        return _holding(asked.arrival, RedirectResponse(goes_on, 303), token)

    async def elsewhere(self, asked: Asked, office: Provider) -> Response:
        """Send a browser to the sign-in of the office, or let in whom it vouches for."""
        cookie, arrival = asked.arrival.named(desk.COOKIE), asked.arrival
        back = f"{'https' if arrival.is_secure else 'http'}://{arrival.host}{BACK}"
        if asked.request.scope["path"] == PROVIDER:
            begun = desk.Request(form.target(asked.request))
            answer: Response = RedirectResponse(begun.address(office, back), 303)
            kept = begun.kept(self.key)
            answer.set_cookie(cookie, kept, desk.LASTS, httponly=True, samesite="lax", secure=arrival.is_secure)
            return answer
        kept_request, came = desk.Request.of(arrival.cookies.get(cookie, ""), self.key), asked.request.query_params
        entry = form.entry_to(asked.request, kept_request.goes_to if kept_request else "/")
        asked = replace(asked, request=entry, language=form.language(entry, self.settings.language))
        try:
            said = await self.answers.do(lambda: desk.vouched(office, kept_request, came, back))
            account = await run_in_threadpool(desk.let_in, self.accounts, office, said)
            answer = await self.seated(asked, account.name, form.target(entry))
        except AccountsFailed:
            raise
        except UserError as error:
            reasons = [str(error), *getattr(error, "__notes__", ())]
            log.warning(json.dumps({"sign_in": "refused", "from": arrival.address, "provider": reasons}))
            if self.accounts.book.is_there() and not isinstance(error, NotVouched | ProviderAway | NotNow):
                await self.note(asked, "refused", "", provider=office.issuer)
            status = 503 if isinstance(error, ProviderAway | NotNow) else 403
            answer = self.shown(asked, said_of(error, asked.language), status)
        answer.set_cookie(cookie, "", 0, httponly=True, samesite="lax", secure=arrival.is_secure)
        return answer

    async def note(self, asked: Asked, kind: str, who: str, **detail: str) -> None:
        """Add to the access log."""
        place = asked.arrival.address
        await run_in_threadpool(lambda: self.access_log.note(kind, who, place, **detail))

    def shown(self, asked: Asked, told: str = "", status: int = 200) -> Response:
        """The page: for who is not signed in the form, for who is their account."""
        request, visit, cookie = asked.request, asked.visit, asked.arrival.named(FORM)
        bound = asked.arrival.cookies.get(cookie) or secrets.token_urlsafe(16)
        paper, title = Paper(asked.language, {"proof": self.proof(bound, visit)}), "Sign in"
        if visit and visit.person:
            row = roles.roles(self.settings).get(visit.person.role, {})
            role = row.get(f"name_{asked.language}", visit.person.role)
            own = self.accounts.one(visit.person.name)
            has_password = bool(own and own.password)
            title, parts = "Your account", form.account(paper, visit, role, request, has_password=has_password)
        else:
            parts = [form.entry(paper, asked.fields.get("name", ""), form.address(request))]
            if self.provider:
                parts.insert(0, form.elsewhere(paper, request))
        warning = paper.told(said(told, asked.language)) if told else ""
        answer = paper.answer(title, warning, *parts, status=status, other=form.other(request, asked.language))
        is_secure = asked.arrival.is_secure
        answer.set_cookie(cookie, bound, httponly=True, samesite="strict", secure=is_secure, path="/")
        return answer

    def proof(self, bound: str, visit: Visit | None) -> str:
        """What shows that a form is one we gave to this browser, for this session."""
        return hmac.new(self.key, f"{bound}\n{visit.key if visit else ''}".encode(), "sha256").hexdigest()

    def is_ours(self, asked: Asked) -> bool:
        """Whether a form is one we gave to this browser, sent by its page; the host check refuses foreign origins."""
        headers, bound = asked.request.headers, asked.arrival.cookies.get(asked.arrival.named(FORM), "")
        is_named = "origin" in headers or headers.get("sec-fetch-site") == "same-origin"
        given, expected = asked.fields.get("proof", ""), self.proof(bound, asked.visit)
        return bool(bound) and is_named and hmac.compare_digest(given.encode(), expected.encode())


def said_of(error: UserError, language: str) -> str:
    """An error in words."""
    return said(error.message, language, **error.values)


def _holding(arrival: Arrival, answer: Response, token: str) -> Response:
    """The answer, with a session for the browser to hold until it is closed; with none it lets go of what it holds."""
    cookie, is_over = arrival.named(COOKIE), None if token else 0
    secure = arrival.is_secure
    answer.set_cookie(cookie, token, is_over, httponly=True, samesite="lax", secure=secure, path="/")
    return answer
