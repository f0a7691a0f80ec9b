"""What a request says of itself, and how much of it is believed: a proxy that a setting names is believed who asks,
from where, and whether over https; nobody else is."""

from typing import Final

from starlette.datastructures import Headers
from starlette.requests import HTTPConnection
from starlette.types import Scope

from lib.access.authority import address, authority, is_loopback
from lib.errors import UserError
from lib.settings import Settings

OURS: Final = b"x-atlas-"  # headers that only the gate writes
COOKIE: Final = "atlas"
PASSED_ON: Final = ("x-forwarded-for", "x-forwarded-host", "x-forwarded-proto", "x-real-ip", "forwarded", "via")


def proxies(settings: Settings) -> frozenset[str]:
    """Addresses of the proxies. Raises UserError for an entry of ATLAS_PROXIES that is no address."""
    if strange := [text for text in settings.proxies if not address(text)]:
        raise UserError("ATLAS_PROXIES holds addresses, such as 127.0.0.1; {text} is none.", text=repr(strange[0]))
    return frozenset(map(address, settings.proxies))


class Arrival:
    """A request or websocket as it arrives at the gate."""

    def __init__(self, scope: Scope, settings: Settings, believed: frozenset[str]) -> None:
        headers, peer = Headers(scope=scope), str((scope.get("client") or ("", 0))[0])
        self.peer = address(peer) or peer
        is_believed = self.peer in believed
        told = _place(_last(headers, "x-forwarded-for")) if is_believed else ""
        self.address = told or self.peer
        over = _last(headers, "x-forwarded-proto") if is_believed else ""
        self.is_secure = scope["scheme"] in ("https", "wss") or over == "https"
        named = headers.getlist(settings.user_header) if is_believed and settings.user_header else []
        self.claimed = _text(named[0]) if len(named) == 1 else ""
        self.cookies = HTTPConnection(scope).cookies
        self.host = headers.get("host", "")
        self.is_passed_on = any(name in headers for name in PASSED_ON)

    @property
    def is_local(self) -> bool:
        """Whether this machine itself asks, by a name of its own, and no proxy on it for somebody else."""
        host = authority(self.host)
        is_own_name = host is not None and is_loopback(host.name)
        return is_own_name and is_loopback(self.peer) and not self.is_passed_on

    def named(self, cookie: str) -> str:
        """A cookie's whole name: over https one that no other site of the domain, and no plain http, can set."""
        return f"__Host-{cookie}" if self.is_secure else cookie

    @property
    def token(self) -> str:
        """What the browser holds of a session; empty without one."""
        return self.cookies.get(self.named(COOKIE), "")


def _last(headers: Headers, name: str) -> str:
    """The last of what a header lists, on however many lines: what the nearest proxy says; before it stands what
    somebody else may have written."""
    return ",".join(headers.getlist(name)).rpartition(",")[2].strip()


def _place(text: str) -> str:
    """The address a proxy tells, with its port or without; empty for what is none."""
    if found := address(text):
        return found
    named = authority(text)
    return address(named.name) if named else ""


def _text(value: str) -> str:
    """A name as proxies write it: UTF-8, which headers give as Latin-1."""
    return value.encode("latin-1").decode(errors="replace").strip()
