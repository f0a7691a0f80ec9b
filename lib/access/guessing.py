"""Guessing is stopped: after some tries a name, known or not, is not listened to from an address for a while. Elsewhere
its owner is: whoever wants to lock somebody out needs many addresses."""

import hashlib
import time
from ipaddress import ip_network
from typing import Final

from lib.access import spelling
from lib.access.book import Book

HERE_TRIES: Final = 5  # of a name from one address
NAME_TRIES: Final = 50  # of a name from anywhere
PLACE_TRIES: Final = 50  # from an address: an office shares one
WINDOW: Final = 15 * 60  # seconds


class Guessing:
    """Tries of names from addresses; kept, so that a restart forgives nothing."""

    def __init__(self, book: Book) -> None:
        self.book = book

    def listens(self, name: str, address: str) -> bool:
        """Note a try before the password is looked at, so that many at once are counted too; false when there were too
        many. Whether the name has an account is not asked: the answer must not tell."""
        now = time.time()
        tried = {"who": _who(name), "place": _place(address)}
        with self.book.change() as run:
            run("forget_old_tries", since=now - WINDOW)
            counts = run("tries", since=now - WINDOW, **tried).fetchone()
            if any(count >= most for count, most in zip(counts, (HERE_TRIES, NAME_TRIES, PLACE_TRIES), strict=True)):
                return False
            run("add_try", now=now, **tried)
        return True

    def succeeded(self, name: str, address: str) -> None:
        """The password was right: what was tried of the name from there is forgiven."""
        self.book.do("forget_tries", who=_who(name), place=_place(address))

    def forgive(self, name: str) -> None:
        """An administrator lets a name be tried again."""
        self.book.do("forget_tries", who=_who(name), place=None)


def _who(name: str) -> str:
    return _hash(spelling.key(name))


def _place(address: str) -> str:
    """An address; of the sixth version the network a customer is given."""
    return _hash(str(ip_network(f"{address}/64", strict=False)) if ":" in address else address)


def _hash(text: str) -> str:
    """Nobody reads here what was typed: people type passwords in the wrong field."""
    return hashlib.sha256(text.encode(errors="replace")).hexdigest()
