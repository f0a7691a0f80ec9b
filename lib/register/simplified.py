"""Traditional characters as the lists of words write them; names that are stored are never passed through it."""

from functools import lru_cache

from lib.register.reference import kept
from lib.settings import Settings


@lru_cache(maxsize=1)
def _characters() -> dict[int, str]:
    return {ord(row["traditional"]): row["simplified"] for row in kept(Settings())["characters"]}


@lru_cache(maxsize=1)
def _signs() -> frozenset[str]:
    return frozenset(map(chr, _characters()))


def simplified(text: str) -> str:
    """The text for reading: 縣 is 县, 萬噸 is 万吨."""
    return text if text.isascii() or _signs().isdisjoint(text) else text.translate(_characters())


def traditional(sign: str) -> list[str]:
    """The signs that are read as this one: 縣 for 县."""
    return [chr(code) for code, read in _characters().items() if read == sign]
