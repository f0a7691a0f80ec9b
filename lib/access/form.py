"""The sign-in page's forms, and what a browser sends with them."""

from collections.abc import Mapping
from html import escape
from typing import Final
from urllib.parse import parse_qsl, urlencode

from starlette.requests import Request
from starlette.responses import RedirectResponse
from starlette.types import Scope

from lib.access.paper import LANGUAGES, Paper
from lib.access.passwords import DIFFERENT, KINDS, SHORTEST
from lib.access.refusing import Refused
from lib.access.sessions import Visit

SIGNIN, SIGNOUT, PASSWORD = "/signin", "/signout", "/password"
PROVIDER, BACK = "/provider", "/provider/back"  # to the sign-in of the office, and where it sends a browser back
ADDRESSES: Final = (SIGNIN, SIGNOUT, PASSWORD, PROVIDER, BACK)
LARGEST: Final = 8 << 10  # bytes of a form
MOST: Final = 10  # fields


def entry(paper: Paper, name: str, goes_to: str) -> str:
    """The form of who signs in."""
    password = paper.field("password", "Password", "current-password")
    return paper.form(goes_to, "Sign in", paper.field("name", "Name", "username", name), password)


def elsewhere(paper: Paper, request: Request) -> str:
    """The way to the sign-in of the office."""
    goes_to = escape(address(request, PROVIDER))
    return f'<a class="office" href="{goes_to}">{paper.say("Sign in with the account of your office")}</a>'


def account(paper: Paper, visit: Visit, role: str, request: Request, *, has_password: bool) -> list[str]:
    """What who is signed in sees: who that is, the way back, a new password, and signing out."""
    assert visit.person is not None
    lines = [paper.say("Signed in as {name}, {role}.", name=visit.person.name, role=role)]
    is_reader = visit.person.has_pages and not visit.must_change
    if visit.must_change:
        lines.append(paper.say("Choose a password of your own first: whoever made the account knows this one."))
    elif not is_reader:
        lines.append(paper.say("There is no page here for this role. Ask the administrator."))
    if not visit.is_session:
        lines.append(paper.say("Another sign-in of your office vouches for you; sign out there."))
    parts = [*(f"<p>{line}</p>" for line in lines), _back(paper, target(request)) if is_reader else ""]
    if not visit.is_session:
        return parts
    fields = (
        paper.field("old", "Present password", "current-password"),
        paper.field("new", "New password", "new-password"),
        paper.field("again", "New password once more", "new-password"),
    )
    told = (
        "{least} characters or more, {different} of them different, of {count} kinds: small letters, capitals, digits, "
        "other signs; not the name."
    )
    rule = f'<p class="soft">{paper.say(told, least=SHORTEST, different=DIFFERENT, count=KINDS)}</p>'
    change = f"<h3>{paper.say('Change the password')}</h3>{rule}" + paper.form(
        address(request, PASSWORD), "Change it", *fields
    )
    leave = f"<h3>{paper.say('Leave')}</h3>" + paper.form(address(request, SIGNOUT), "Sign out", kind="plain")
    return [*parts, *((change, leave) if visit.must_change else (leave, change) if has_password else (leave,))]


def _back(paper: Paper, goes_to: str) -> str:
    return f'<a class="back" href="{escape(goes_to)}">{paper.say("To the atlas")}</a>'


async def fields(request: Request) -> dict[str, str]:
    """What a form says. Raises Refused for what is none of ours by its size."""
    body = b""
    async for part in request.stream():
        body += part
        if len(body) > LARGEST:
            raise Refused(413, "A request to this address carries no file.")
    if body.count(b"&") >= MOST:
        raise Refused(413, "A request to this address carries no file.")
    return dict(parse_qsl(body.decode(errors="replace"), keep_blank_values=True))


def target(request: Request) -> str:
    """Where to go after signing in: an address of ours, never another site's, in the language that was chosen here."""
    asked = request.query_params.get("next", "/")
    is_ours = asked.startswith("/") and asked[1:2] != "/" and asked.isprintable() and "\\" not in asked
    goes_to = asked if is_ours and not asked.startswith(ADDRESSES) else "/"
    chosen, (path, _, query) = _language(request.query_params), goes_to.partition("?")
    if not chosen or chosen == _language(dict(parse_qsl(query))):
        return goes_to
    kept = [(key, value) for key, value in parse_qsl(query, keep_blank_values=True) if key != "lang"]
    return f"{path}?{urlencode([*kept, ('lang', chosen)])}"


def entry_to(request: Request, goes_to: str) -> Request:
    """The request as if it asked for the sign-in page on the way to an address, in that address's language."""
    chosen = _language(dict(parse_qsl(goes_to.partition("?")[2])))
    query = urlencode({"next": goes_to} | ({"lang": chosen} if chosen else {}))
    return Request({**request.scope, "path": SIGNIN, "query_string": query.encode()})


def onward(request: Request) -> RedirectResponse:
    """The way to where a request wanted to go."""
    return RedirectResponse(target(request), 303)


def entry_of(scope: Scope) -> str:
    """The sign-in page's address for who asked for another, in the same language."""
    query = scope["query_string"].decode("latin-1")
    chosen = _language(dict(parse_qsl(query)))
    asked = {"next": scope["path"] + (f"?{query}" if query else "")} | ({"lang": chosen} if chosen else {})
    return f"{SIGNIN}?{urlencode(asked)}"


def address(request: Request, path: str = SIGNIN, **more: str) -> str:
    """An address of the page that keeps the language and where to go next."""
    kept = {key: value for key, value in request.query_params.items() if key in ("lang", "next")}
    query = urlencode(kept | more)
    return f"{path}?{query}" if query else path


def language(request: Request, usual: str) -> str:
    """Language of the reader: the address's, else the setting's."""
    return _language(request.query_params) or usual


def _language(query: Mapping[str, str]) -> str:
    asked = query.get("lang", "")
    return asked if asked in LANGUAGES else ""


def other(request: Request, shown: str) -> str:
    """The page's address in the other language."""
    return address(request, lang=next(code for code in LANGUAGES if code != shown))
