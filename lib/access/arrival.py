"""What a request says of itself, and how much of it is believed: a proxy that a setting names is believed who asks,
from where, and whether over https; nobody else is."""

from ipaddress import IPv6Address, ip_address
from typing import Final

from starlette.datastructures import Headers
from starlette.requests import HTTPConnection
from starlette.types import Scope

from lib.errors import UserError
from lib.settings import Settings

OURS: Final = b"x-atlas-"  # headers that only the gate writes
COOKIE: Final = "atlas"


def proxies(settings: Settings) -> frozenset[str]:
    """Addresses of the proxies. Raises UserError for an entry of ATLAS_PROXIES that is no address."""
    try:
        return frozenset(spelled(text) for text in settings.proxies)
    except ValueError as error:
        raise UserError("ATLAS_PROXIES holds addresses, such as 127.0.0.1: {reason}.", reason=error) from error


def spelled(address: str) -> str:
    """One spelling of an address. Raises ValueError for what is none."""
    found = ip_address(address)
    inside = found.ipv4_mapped if isinstance(found, IPv6Address) else None
    return str(inside or found)


class Arrival:
    """A request or websocket as it arrives at the gate."""

    def __init__(self, scope: Scope, settings: Settings, believed: frozenset[str]) -> None:
        headers = Headers(scope=scope)
        self.peer = (scope.get("client") or ("", 0))[0]
        is_believed = _is_address(self.peer) and spelled(self.peer) in believed
        told = headers.get("x-forwarded-for", "").rpartition(",")[2].strip()
        self.address = told if is_believed and _is_address(told) else self.peer
        over = headers.get("x-forwarded-proto", "").rpartition(",")[2].strip() if is_believed else ""
        self.is_secure = scope["scheme"] in ("https", "wss") or over == "https"
        named = headers.getlist(settings.user_header) if is_believed and settings.user_header else []
        self.claimed = _text(named[0]) if len(named) == 1 else ""
        self.cookies = HTTPConnection(scope).cookies
        self.is_passed_on = "x-forwarded-for" in headers

    @property
    def is_local(self) -> bool:
        """Whether this machine itself asks, and no proxy on it for somebody else."""
        return not self.is_passed_on and _is_address(self.peer) and ip_address(spelled(self.peer)).is_loopback

    def named(self, cookie: str) -> str:
        """A cookie's whole name: over https one that no other site of the domain, and no plain http, can set."""
        return f"__Host-{cookie}" if self.is_secure else cookie

    @property
    def token(self) -> str:
        """What the browser holds of a session; empty without one."""
        return self.cookies.get(self.named(COOKIE), "")


def _is_address(text: str) -> bool:
    try:
        ip_address(text)
    except ValueError:
        return False
    return True


def _text(value: str) -> str:
    """A name as proxies write it: UTF-8, which headers give as Latin-1."""
    return value.encode("latin-1").decode(errors="replace").strip()
