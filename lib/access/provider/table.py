"""The provider's file (`ATLAS_PROVIDER`): its addresses, what we are called there, and which group has which role."""

import tomllib
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any, Final
from urllib.parse import urlsplit

from lib.access.authority import is_loopback
from lib.errors import UserError
from lib.settings import Settings

ADDRESSES: Final = ("issuer", "authorize", "token", "keys")


@dataclass(frozen=True)
class Grant:
    """What being in a group gives: a role, and the areas it works for."""

    group: str
    role: str
    areas: tuple[str, ...] = ()


@dataclass(frozen=True)
class Provider:
    """A provider as its file describes it. No other address is ever asked."""

    issuer: str
    authorize: str  # where a browser is sent
    token: str  # where we fetch what it vouches for
    keys: str  # where its public keys stand
    client: str
    secret: str = field(repr=False)
    name: str = "preferred_username"  # the claim that names a person
    groups: str = "groups"  # the claim that lists their groups
    scope: str = "openid profile"
    ca: str = ""  # file of the authority that vouches for its certificate; empty = those of the system
    group: tuple[Grant, ...] = ()

    def role_of(self, groups: list[str]) -> Grant | None:
        """What a person of these groups may: the first row that names one of them, with the areas of every row of the
        same role; None for a person without a role here."""
        given = [row for row in self.group if row.group in groups]
        areas = {area: None for row in given if row.role == given[0].role for area in row.areas}
        return Grant(given[0].group, given[0].role, tuple(areas)) if given else None


def provider(settings: Settings) -> Provider | None:
    """The provider; None where the setting is empty. Raises UserError for a file that is not understood."""
    if not settings.provider_file:
        return None
    try:
        said = tomllib.loads(Path(settings.provider_file).read_text(encoding="utf-8"))
        rows = tuple(Grant(**row | {"areas": tuple(row.get("areas", ()))}) for row in said.pop("group", ()))
        found = Provider(**said, group=rows)
    except (OSError, ValueError, TypeError) as error:
        raise _wrong(settings, error) from error
    _prove(settings, found)
    return found


def _prove(settings: Settings, found: Provider) -> None:
    for name in (one.name for one in fields(Provider) if one.name != "group"):
        if not isinstance(getattr(found, name), str):
            raise _wrong(settings, f"{name} is no text")
    for name in ADDRESSES:
        parts = urlsplit(getattr(found, name))
        is_safe = parts.scheme == "https" or (parts.scheme == "http" and is_loopback(parts.hostname or ""))
        if not is_safe or not parts.hostname:
            raise _wrong(settings, f"{name} is no https address")
    if not found.client or not found.group:
        raise _wrong(settings, "client and at least one [[group]] are needed")


def _wrong(settings: Settings, reason: Any) -> UserError:
    return UserError(
        "ATLAS_PROVIDER, {path}: {reason}. See docs/operations.md.", path=settings.provider_file, reason=reason
    )
