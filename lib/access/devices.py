"""Devices that send or ask in the name of an account: a phone with ODK Collect (`/openrosa/`), a calendar or a reader
of feeds (`/subscribe/`). Each has a token of its own, which is shown once, opens the addresses of its kind alone, and
ends with the account or when it is withdrawn.

A device names itself by an id of ours and not by its account: programs write what stands before the token in Latin-1.
"""

import base64
import binascii
import hashlib
import json
import logging
import secrets
import time
from dataclasses import dataclass
from typing import Final

from starlette.datastructures import Headers
from starlette.types import Scope

from lib.access import roles
from lib.access.access_log import AccessLog
from lib.access.accounts import Accounts
from lib.access.arrival import Arrival
from lib.access.guessing import Guessing
from lib.access.refusing import Refused
from lib.access.sessions import NOTED, Visit
from lib.errors import UserError
from lib.settings import Settings

ADDRESSES: Final = "/openrosa/"  # what below this is asked for, a device asks for
SUBSCRIBED: Final = "/subscribe/"  # and below this calendars and readers of feeds, which may export
OF_DEVICES: Final = (ADDRESSES, SUBSCRIBED)
KINDS: Final = {ADDRESSES: ("phone", "inspections"), SUBSCRIBED: ("calendar", "export")}  # its id, the right it takes
SUBMISSION: Final = "/openrosa/submission"
MOST: Final = 10  # devices of an account
LONGEST: Final = 40  # letters of the name somebody gives a device
log = logging.getLogger("atlas")


class Challenged(Refused):
    """A device must say who it is: it is asked to, and never led to a page."""

    headers = {"WWW-Authenticate": 'Basic realm="Exit Atlas", charset="UTF-8"', "X-OpenRosa-Version": "1.0"}


@dataclass(frozen=True)
class Device:
    """A device; times are seconds since 1970, `seen_at` 0 for one that was never heard of."""

    device_id: str
    label: str
    made_at: float
    seen_at: float


class Devices:
    """The devices of a register's accounts."""

    def __init__(self, settings: Settings) -> None:
        self.settings, self.accounts, self.access_log = settings, Accounts(settings), AccessLog(settings)
        self.book = self.accounts.book
        self.guessing = Guessing(self.book)

    def listed(self, name: str) -> list[Device]:
        """The devices of an account."""
        return [Device(**row) for row in self.book.ask("devices/listed", name=name)] if self.book.is_there() else []

    def make(self, name: str, label: str, place: str = "", kind: str = "phone") -> tuple[str, str]:
        """Let a device (`phone`, `calendar`) act for an account; its id and its token, of which only the hash is kept.

        Raises UserError for a label that is none, and where there are many already.
        """
        label = " ".join(label.split())[:LONGEST]
        if not label:
            raise UserError("Give the phone a name, so that it can be withdrawn when it is lost.")
        account = self.accounts.known(name)
        device_id, token = f"{kind}-{secrets.token_hex(4)}", secrets.token_urlsafe(24)
        with self.book.change() as run:
            if len(run("devices/listed", name=account.name).fetchall()) >= MOST:
                raise UserError("An account has at most {most} phones. Withdraw one first.", most=MOST)
            row = {"device_id": device_id, "token_hash": _hash(token), "name": account.name, "label": label}
            run("devices/add", now=time.time(), **row)
            self.access_log.add(run, "device made", account.name, place, device=device_id, label=label)
        return device_id, token

    def withdraw(self, name: str, device_id: str, place: str = "") -> None:
        """Let a device of an account send no more."""
        with self.book.change() as run:
            if run("devices/withdraw", name=name, device_id=device_id).rowcount:
                self.access_log.add(run, "device withdrawn", name, place, device=device_id)

    def visit(self, arrival: Arrival, scope: Scope) -> Visit:
        """Who sends, by a device's token. Raises Refused: a challenge where none or a wrong one was sent, and where it
        would travel in the open."""
        if not (arrival.is_secure or arrival.is_local):
            raise Refused(403, "Phones send over https only. Ask the administrator for the address.")
        device_id, token = _given(Headers(scope=scope).get("authorization", ""))
        if not token:
            raise Challenged(401, "Say who you are: the user name and the token that the page of plans gave.")
        known = {"device_id": device_id, "token_hash": _hash(token)}
        found = self.book.ask("devices/known", **known) if self.book.is_there() else []
        if not found:
            self._refuse(device_id, arrival)
        row = found[0]
        areas = tuple(filter(None, row["areas"].split(";")))
        who = roles.person(self.settings, row["name"], row["role"], areas)
        [(kind, right)] = [told for begins, told in KINDS.items() if scope["path"].startswith(begins)]
        if not (who.may("read") and who.may(right) and row["device_id"].startswith(kind)):
            raise Refused(403, "This account may not do that; /signin says why.")
        self._see(row["device_id"], row["seen_at"], who.name, arrival)
        return Visit(who)

    def _refuse(self, device_id: str, arrival: Arrival) -> None:
        """A wrong token is a try, as a wrong password is. Raises Refused."""
        if self.book.is_there() and not self.guessing.listens(device_id, arrival.address):
            raise Refused(429, "Too many attempts. Try again later, or ask your administrator.")
        log.warning(json.dumps({"device": "refused", "from": arrival.address}))
        self.access_log.note("refused", "", arrival.address, by="device")
        raise Challenged(401, "This phone is not known, or was withdrawn. Make it known again on the page of plans.")

    def _see(self, device_id: str, seen_at: float, name: str, arrival: Arrival) -> None:
        """Note that a device was heard of; after a long silence that is a sign-in."""
        now = time.time()
        if abs(now - seen_at) > NOTED:
            with self.book.change() as run:
                run("devices/see", device_id=device_id, now=now)
                if abs(now - seen_at) > self.settings.signed_in_hours * 3600:
                    self.access_log.add(run, "signed in", name, arrival.address, device=device_id)


def _given(header: str) -> tuple[str, str]:
    """Id and token of a Basic header; empty ones for anything else."""
    kind, _, said = header.partition(" ")
    if kind.casefold() != "basic":
        return "", ""
    try:
        device_id, _, token = base64.b64decode(said, validate=True).decode("ascii").partition(":")
    except (binascii.Error, ValueError):
        return "", ""
    return device_id, token


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
