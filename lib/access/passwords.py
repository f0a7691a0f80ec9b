"""Passwords: what a good one is, and argon2id (RFC 9106), which makes trying one dear."""

import re
import secrets
from contextlib import suppress
from functools import cache
from typing import Final

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from lib.access import spelling
from lib.access.spelling import folded
from lib.errors import UserError

HASHER: Final = PasswordHasher(time_cost=3, memory_cost=64 << 10, parallelism=4)  # 64 MiB and 0.1 s a try
SHORTEST, LONGEST, KINDS, DIFFERENT = 10, 200, 3, 6
CLEAR: Final = "abcdefghjkmnpqrstuvwxyz23456789"  # no l, i, o, 0, 1
WORN: Final = ("password", "passw0rd", "admin", "qwerty", "123456", "abcdef", "111111", "000000", "liaocheng", "atlas")


class PasswordWeak(UserError):
    """A password that is guessed too easily."""


def prove_strong(password: str, name: str) -> None:
    """Raise PasswordWeak for a password that is short, of one kind of letters, or made of what everybody tries."""
    text = folded(password)
    if not SHORTEST <= len(text) <= LONGEST:
        raise PasswordWeak("A password has {least} to {most} characters.", least=SHORTEST, most=LONGEST)
    kinds = (r"[a-z]", r"[A-Z]", r"\d", r"[^a-zA-Z\d]")
    if sum(bool(re.search(kind, text)) for kind in kinds) < KINDS or len(set(text)) < DIFFERENT:
        raise PasswordWeak(
            "A password mixes at least {count} of small letters, capitals, digits and other signs, and does not repeat "
            "a few of them: {different} different ones or more.",
            count=KINDS,
            different=DIFFERENT,
        )
    if any(word in text.casefold() for word in (*WORN, spelling.key(name))):
        raise PasswordWeak("The password holds the name, or what everybody tries first. Choose another.")


def first(name: str) -> str:
    """A first password nobody used before, such as `Wq7k-m3pd-x9ha`, of signs that are not mistaken for others."""
    while True:
        words = ("".join(secrets.choice(CLEAR) for _ in range(4)) for _ in range(3))
        made = "-".join(words).capitalize()
        with suppress(PasswordWeak):
            prove_strong(made, name)
            return made


def hashed(password: str) -> str:
    """What is kept of a password."""
    return HASHER.hash(folded(password))


def matches(kept: str, password: str) -> bool:
    """Whether a password is the one that was kept; takes as long for an account that is not there, or has none."""
    with suppress(VerificationError, InvalidHashError):
        return HASHER.verify(kept or nobodys(), folded(password)) and bool(kept)
    return False


@cache
def nobodys() -> str:
    """The hash that a password of no account is compared with."""
    return HASHER.hash(secrets.token_urlsafe())
