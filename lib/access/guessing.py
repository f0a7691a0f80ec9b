"""Guessing is stopped: after some tries a name, known or not, and later an address, is not listened to for a while."""

import hashlib
import time
from dataclasses import dataclass
from ipaddress import ip_network
from typing import Final

from lib.access.book import Book
from lib.access.passwords import folded

NAME_TRIES: Final = 5
PLACE_TRIES: Final = 50  # an office shares one address
WINDOW: Final = 15 * 60  # seconds


@dataclass(frozen=True)
class Attempt:
    """One try that is being made, of a name and from an address."""

    name: str
    place_id: int | None


class Guessing:
    """Tries of names and from addresses; kept, so that a restart forgives nothing."""

    def __init__(self, book: Book) -> None:
        self.book = book

    def begin(self, name: str, address: str) -> Attempt | None:
        """Note a try before the password is looked at, so that many at once are counted too; None when there were too
        many. Whether the name has an account is not asked: the answer must not tell."""
        now, who, place = time.time(), _subject(name), _subject(_place(address))
        with self.book.change() as run:
            run("forget_old_attempts", since=now - WINDOW)
            for subject, most in ((who, NAME_TRIES), (place, PLACE_TRIES)):
                if run("attempts", subject=subject, since=now - WINDOW).fetchone()["attempt_count"] >= most:
                    return None
            run("add_attempt", subject=who, now=now)
            return Attempt(name, run("add_attempt", subject=place, now=now).lastrowid)

    def succeeded(self, attempt: Attempt) -> None:
        """The password was right: what was tried of the name is forgiven, and this try from the address."""
        with self.book.change() as run:
            run("forget_attempts", subject=_subject(attempt.name))
            run("forget_attempt", attempt_id=attempt.place_id)

    def forgive(self, name: str) -> None:
        """An administrator lets a name be tried again."""
        self.book.do("forget_attempts", subject=_subject(name))


def _subject(text: str) -> str:
    """Nobody reads here what was typed: people type passwords in the wrong field."""
    return hashlib.sha256(folded(text).casefold().encode(errors="replace")).hexdigest()


def _place(address: str) -> str:
    """An address; of the sixth version the network a customer is given."""
    return str(ip_network(f"{address}/64", strict=False)) if ":" in address else address
