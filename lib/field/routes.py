"""The addresses under `/field/`: the page with its scripts and words, what a phone takes along, and what it brings
back."""

import hashlib
import json
from collections.abc import Awaitable, Callable
from functools import cache, wraps
from pathlib import Path
from typing import Any, Final

from starlette.concurrency import run_in_threadpool
from starlette.requests import ClientDisconnect, Request
from starlette.responses import JSONResponse, RedirectResponse, Response
from starlette.routing import BaseRoute, Route

from lib.access.roles import NotYours
from lib.errors import UserError
from lib.field.bundle import LANGUAGES, bundles, owner
from lib.field.phrases import told
from lib.inspections.receiving import read_entries, receive
from lib.inspections.waiting_files import Torn, arrive, is_waiting
from lib.register.store import Register
from lib.settings import from_environment
from lib.words import said

STATIC: Final = Path(__file__).parent / "static"
KINDS: Final = {".js": "text/javascript", ".css": "text/css", ".html": "text/html", ".png": "image/png"}
POLICY: Final = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob: data:; connect-src 'self'; "
    "worker-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
RegisterOf = Callable[[Request], Register]
Answer = Callable[[Request], Awaitable[Response]]


def routes(register_of: RegisterOf) -> list[BaseRoute]:
    """Every address; `register_of` gives the register as who asks may see it and write in it."""

    async def plans(request: Request) -> Response:
        return JSONResponse(await run_in_threadpool(lambda: bundles(register_of(request))))

    async def whose(request: Request) -> Response:
        return JSONResponse({"owner": (await run_in_threadpool(prepared, request))[1]})

    async def file(request: Request) -> Response:
        settings, sha256 = (await run_in_threadpool(prepared, request))[0].settings, request.path_params["sha256"]
        if request.method == "HEAD":
            return Response(status_code=204 if is_waiting(settings, sha256) else 404)
        await arrive(settings, sha256, request.stream())
        return Response(status_code=201)

    async def entries(request: Request) -> Response:
        body = await request.body()
        return JSONResponse(await run_in_threadpool(received, request, body))

    def prepared(request: Request) -> tuple[Register, str]:
        register = register_of(request)
        return register, owner(register)

    def received(request: Request, body: bytes) -> dict[str, Any]:
        register, who = prepared(request)
        sent = read_sent(body)
        if sent["owner"] != who:  # another person signed in on this phone: nothing is recorded in their name
            raise NotYours("What waits on this phone is {name}'s: sign in as {name} to send it.", name=sent["owner"])
        told = receive(register, read_entries(sent["entries"]), actor=who or sent["actor"], language=language(request))
        return {"entries": told}

    return [
        Route("/field", lambda _request: RedirectResponse("/field/")),
        Route("/field/", shell),
        Route("/field/worker.js", worker),
        Route("/field/shell/{name}", part),
        Route("/field/words/{language}.json", words),
        Route("/field/plans.json", refusing(plans)),
        Route("/field/owner", refusing(whose)),
        Route("/field/files/{sha256}", refusing(file), methods=["HEAD", "PUT"]),
        Route("/field/entries", refusing(entries), methods=["POST"]),
    ]


def refusing(answer: Answer) -> Answer:
    """The answer, or the refusal as JSON whose status says whether to try again: 403 and 400 are for good, 422 sends
    the file again, 503 comes later."""

    @wraps(answer)
    async def answered(request: Request) -> Response:
        try:
            return await answer(request)
        except ClientDisconnect:
            return Response(status_code=400)
        except UserError as error:
            reason = said(error.message, language(request), **error.values)
            return JSONResponse({"reason": reason}, status_of(error))

    return answered


def status_of(error: UserError) -> int:
    """What HTTP says of a refusal."""
    if isinstance(error, NotYours):
        return 403
    if isinstance(error, Torn):
        return 422
    return 400 if type(error) is UserError else 503


def read_sent(body: bytes) -> dict[str, Any]:
    """What a phone sent. Raises UserError for what is no JSON of ours."""
    try:
        sent = json.loads(body)
    except (ValueError, RecursionError):
        sent = None
    names = ("owner", "actor")
    if not isinstance(sent, dict) or not all(isinstance(sent.get(name, ""), str) for name in names):
        raise UserError("What was sent is not understood.")
    return {"entries": sent.get("entries")} | {name: sent.get(name, "")[:80] for name in names}


def language(request: Request) -> str:
    """The language a request asks for, else the setting's."""
    asked = request.query_params.get("lang", "") or request.path_params.get("language", "")
    return asked if asked in LANGUAGES else from_environment().language


def shell(_request: Request) -> Response:
    """The page itself, the same for everybody; what it shows it takes from the phone."""
    page = (STATIC / "index.html").read_text(encoding="utf-8").replace("{language}", from_environment().language)
    return sent_as("index.html", page.encode())


def worker(_request: Request) -> Response:
    """The service worker; any change of page, scripts or words changes its name for them, so that phones take all of
    them anew together."""
    text = (STATIC / "worker.js").read_text(encoding="utf-8").replace("{version}", version()).replace(
        "'{shell}'", json.dumps(parts())
    )  # fmt: skip
    return sent_as("worker.js", text.encode())


def part(request: Request) -> Response:
    """A script, the style or the mark of the page."""
    name = request.path_params["name"]
    if f"shell/{name}" not in parts():
        return Response(status_code=404)
    return sent_as(name, (STATIC / name).read_bytes())


def words(request: Request) -> Response:
    """Every sentence of the page in a language, under its English."""
    asked = request.path_params["language"]
    return JSONResponse(told(asked)) if asked in LANGUAGES else Response(status_code=404)


def parts() -> list[str]:
    """What a phone keeps to open the page without a network, by its address under `/field/`."""
    own = sorted(file.name for file in STATIC.iterdir() if file.name not in ("index.html", "worker.js"))
    return ["./", *(f"shell/{name}" for name in own), *(f"words/{one}.json" for one in LANGUAGES)]


@cache
def version() -> str:
    """What changes with any of them."""
    found = hashlib.sha256(json.dumps([told(one) for one in LANGUAGES]).encode())
    for file in sorted(STATIC.iterdir()):
        found.update(file.name.encode() + file.read_bytes())
    return found.hexdigest()[:16]


def sent_as(name: str, content: bytes) -> Response:
    """A file of the page under its own policy: nothing inline, nothing from elsewhere."""
    return Response(content, media_type=KINDS[Path(name).suffix], headers={"Content-Security-Policy": POLICY})
