"""What comes back from behind the doors is counted by route and status, and what nobody foresaw gets an incident
number."""

import re
from collections.abc import Sequence
from typing import Final

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import BaseRoute, Match
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from lib.access.form import ADDRESSES
from lib.access.refusing import Refused, sentence
from lib.counting import count
from lib.logs import incident
from lib.settings import ROOT

KINDS: Final = re.compile(r"/(static|media|component|_stcore/(?:health|host-config|stream|upload_file))(/|$)")
OTHER: Final = "other"  # addresses that strangers make up are no labels


async def failed(request: Request, error: Exception) -> Response:
    """The answer where something failed that nobody foresaw: the number under which the log tells of it."""
    told = "Something went wrong. Tell your administrator the incident number {number}."
    number = incident(error, path=request.url.path)
    return PlainTextResponse(sentence(Refused(500, told, number=number), request.query_params.get("lang", "")), 500)


class Counted:
    """Counts answers."""

    def __init__(self, app: ASGIApp, own: Sequence[BaseRoute]) -> None:
        self.app, self.own = app, own
        self.named = {"/", *ADDRESSES, *(f"/{file.stem}" for file in (ROOT / "pages").glob("*.py"))}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on, and count what comes back."""
        if scope["type"] not in ("http", "websocket"):
            await self.app(scope, receive, send)
            return
        status = ""

        async def counted(message: Message) -> None:
            nonlocal status
            opened = "101" if message["type"] == "websocket.accept" else ""
            if not status and (told := opened or str(message.get("status", ""))):
                status = told
                count("atlas_requests_total", route=self.route(scope), status=status)
            await send(message)

        await self.app(scope, receive, counted)

    def route(self, scope: Scope) -> str:
        """The route of an address, as few labels as there are routes."""
        path = scope["path"]
        for one in self.own:
            if one.matches(scope)[0] is not Match.NONE:
                return str(getattr(one, "path", OTHER))
        if found := KINDS.match(path):
            return f"/{found[1]}"
        return path if path in self.named else OTHER
