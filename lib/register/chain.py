"""Entries sealed one after the other: each with the hash of what it says and of the seal before it, so that one that is
changed or taken out is found."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

Entry = tuple[int, str | None, Mapping[str, Any]]  # its number, its seal, what it says


@dataclass(frozen=True)
class Verified:
    """What looking at every entry found: how many there are, the seal of the newest, and the numbers of those that are
    changed, or before which some are missing."""

    count: int
    last_hash: str
    faults: tuple[int, ...]
    hashes: frozenset[str]


def sealed(before: str, entry: Mapping[str, Any]) -> str:
    """The seal of an entry that follows another, whose seal is `before`."""
    return hashlib.sha256(json.dumps([before, dict(entry)], sort_keys=True, default=str).encode()).hexdigest()


def verified(entries: Iterable[Entry], number: int = 0, before: str = "") -> Verified:
    """Look at every entry that follows the one of a number and its seal, in the order they are given."""
    faults, hashes, count = list[int](), {before}, 0
    for own, seal, entry in entries:
        count, number = count + 1, number + 1
        if own != number or seal != sealed(before, entry):
            faults.append(own)
        number, before = own, seal or ""
        hashes.add(before)
    return Verified(count, before, tuple(faults), frozenset(hashes))
