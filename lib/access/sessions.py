"""Sessions: what a browser holds after signing in, and how long it counts."""

import hashlib
import logging
import secrets
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from lib.access import roles
from lib.access.book import AccountsFailed, Book
from lib.access.roles import Person
from lib.settings import Settings

NOTED: Final = 60  # seconds after which being heard of is written down again
log = logging.getLogger("atlas")


@dataclass(frozen=True)
class Visit:
    """Somebody who is let in: a person (None = the register is open), and by which key the visit stands or falls."""

    person: Person | None
    key: str = ""
    is_session: bool = False
    must_change: bool = False


@dataclass(frozen=True)
class Standing:
    """A session that goes on; times are seconds since 1970, `session_id` opens nothing."""

    session_id: str
    name: str
    role: str
    begun_at: float
    seen_at: float


class Sessions:
    """The sessions of a register's accounts."""

    def __init__(self, settings: Settings, clock: Callable[[], float] = time.time) -> None:
        self.settings, self.book, self.clock = settings, Book(settings), clock
        self.left = set[str]()  # sessions that were left while the disk was full

    def begin(self, name: str) -> str:
        """Begin a session; what is given back is for the browser alone, its hash is kept."""
        token = secrets.token_urlsafe(32)
        with self.book.change() as run:
            run("forget_sessions", **self._limits())
            run("begin_session", session_id=_id(token), name=name, now=self.clock())
        return token

    def visit(self, token: str) -> Visit | None:
        """Who holds this; None when the session never was, has ended, or its account is disabled."""
        return self._visit(_id(token)) if token else None

    def again(self, key: str) -> bool:
        """A session was heard of: whether it still stands; its idle time begins anew."""
        return self._visit(key) is not None

    def end(self, key: str) -> None:
        """Sign out. Raises AccountsFailed when that cannot be kept; this process lets the session in no more."""
        self.left.add(key)
        self.book.do("end_session", session_id=key)
        self.left.discard(key)

    def standing(self) -> frozenset[str]:
        """Keys of all that may go on."""
        found = self.book.ask("standing_sessions", **self._limits())
        return frozenset(row["session_id"] for row in found) - self.left

    def listed(self) -> list[Standing]:
        """Everybody who is in, who was heard of last first."""
        if not self.book.is_there():
            return []
        return [Standing(**row) for row in self.book.ask("sessions", **self._limits())]

    def _visit(self, key: str) -> Visit | None:
        found = self.book.ask("session", session_id=key, **self._limits()) if self.book.is_there() else []
        if not found or key in self.left:
            return None
        row = found[0]
        if self.clock() - row["seen_at"] > NOTED:
            self._see(key)
        areas = tuple(filter(None, row["areas"].split(";")))
        who = roles.person(self.settings, row["name"], row["role"], areas)
        return Visit(who, key, is_session=True, must_change=bool(row["must_change"]))

    def _see(self, key: str) -> None:
        """Note that a session was heard of. Where the disk is full reading goes on, until the idle time since the last
        note is over."""
        try:
            self.book.do("see_session", session_id=key, now=self.clock())
        except AccountsFailed as error:
            log.error(str(error))

    def _limits(self) -> dict[str, float]:
        idle, life = self.settings.idle_minutes * 60, self.settings.signed_in_hours * 3600
        return {"now": self.clock(), "idle": idle, "life": life}


def _id(token: str) -> str:
    return hashlib.sha256(token.encode(errors="replace")).hexdigest()
