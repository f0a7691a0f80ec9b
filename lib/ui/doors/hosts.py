"""Which names the atlas answers to. A page of another site can make a browser ask us, and by naming our address its own
(DNS rebinding) even read the answer; but it cannot choose the Host its request names, nor the Origin it comes from.

What a proxy writes into X-Forwarded-Host is never read: anybody can write it.
"""

import re
from collections.abc import Iterable
from socket import gethostname
from typing import Final

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Receive, Scope, Send
from streamlit import config

from lib.access.authority import Authority, authority, spelled
from lib.access.refusing import Refused, refuse
from lib.errors import UserError
from lib.settings import from_environment

LOOPBACK: Final = ("localhost", "127.0.0.1", "::1")
EVERYWHERE: Final = ("0.0.0.0", "::")  # listened on, but no name of anything
ORIGIN: Final = re.compile(r"https?://([^/]+)", re.IGNORECASE)


def known_names(hosts: Iterable[str], listened_on: str) -> frozenset[str]:
    """Names that are answered to: this machine's own, the address listened on, and those of the setting.

    Raises UserError for an entry of the setting that is no host name.
    """
    own = {*LOOPBACK, spelled(gethostname()), spelled(listened_on)} - set(EVERYWHERE)
    return frozenset(own | {_named(host) for host in hosts})


def _named(host: str) -> str:
    found = authority(host)
    if found is None:
        raise UserError("ATLAS_HOSTS names {text}, which is no host name, such as atlas.example.gov.", text=repr(host))
    return found.name


class Hosts:
    """Lets in requests and websockets that name us as their host and come from our own pages, or from no page."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app
        self.names = known_names(from_environment().hosts, config.get_option("server.address") or "")

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on or refuse."""
        if scope["type"] in ("http", "websocket"):
            try:
                self.check(scope)
            except Refused as refusal:
                return await refuse(refusal, scope, receive, send)
        if scope["type"] == "websocket":  # asked for here; Streamlit would look for our address on the internet
            scope = {**scope, "headers": [header for header in scope["headers"] if header[0] != b"origin"]}
        return await self.app(scope, receive, send)

    def check(self, scope: Scope) -> None:
        """Raise Refused for a request that names another host, or that a page of another origin makes."""
        headers = Headers(scope=scope)
        asked = [authority(text) for text in headers.getlist("host")]
        if len(asked) != 1 or asked[0] is None or not scope["path"].startswith("/"):
            raise Refused(400, "The request does not name one host and one address on it.")
        if asked[0].name not in self.names and asked[0].name != _arrived_at(scope):
            raise Refused(
                421,
                "This server does not answer to the name {host}. Its administrator can add it to ATLAS_HOSTS.",
                host=asked[0].name,
            )
        # Programs, and a browser that opens a page, name no origin; a page always names its own.
        if any(_origin(text) != asked[0] for text in headers.getlist("origin")):
            raise Refused(403, "A page of another site asked; only the pages of this server may.")


def _arrived_at(scope: Scope) -> str:
    """The address of this machine a request came to: where every address is listened on, all of them are ours."""
    server = scope.get("server")
    return spelled(server[0]) if server else ""


def _origin(text: str) -> Authority | None:
    found = ORIGIN.fullmatch(text)
    return authority(found[1]) if found else None
