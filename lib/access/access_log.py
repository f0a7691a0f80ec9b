"""Who came in, who was refused, who left: entries beside the accounts, each sealed with the hash of the one before, so
that one that is changed or taken out is found."""

import hashlib
import json
import sqlite3
import time
from dataclasses import dataclass
from typing import Any, Final

from lib.access.book import Book
from lib.settings import Settings

DAY: Final = 24 * 3600  # seconds


@dataclass(frozen=True)
class Verified:
    """What looking at every entry found: how many there are, the hash of the newest, and the numbers of those that are
    changed, or before which some are missing."""

    count: int
    last_hash: str
    faults: tuple[int, ...]
    hashes: frozenset[str]


class AccessLog:
    """The entries of a register."""

    def __init__(self, settings: Settings) -> None:
        self.book, self.kept = Book(settings), settings.access_days * DAY

    def note(self, kind: str, who: str, place: str, **detail: Any) -> None:
        """Add an entry: what happened, to whose account (empty for a name that has none: people type passwords in the
        wrong field) and from which address. Raises AccountsFailed."""
        with self.book.change() as run:
            now = time.time()
            if self.kept and (old := run("last_old_entry", before=now - self.kept).fetchone()):
                run("move_start", **dict(old))
                run("forget_entries", entry_id=old["entry_id"])
            last = run("last_entry").fetchone()
            entry = {
                "entry_id": last["entry_id"] + 1, "noted_at": now, "kind": kind, "who": who, "place": place,
                "detail": json.dumps(detail, ensure_ascii=False, sort_keys=True),
            }  # fmt: skip
            run("add_entry", hash=_sealed(last["hash"], entry), **entry)

    def verified(self) -> Verified:
        """Look at every entry. Raises AccountsFailed."""
        rows = self.book.ask("entries")
        starts = [row for row in rows if row["position"] == 0]  # the last that was forgotten in time
        number, before = (starts[0]["entry_id"], starts[0]["hash"]) if starts else (0, "")
        faults, hashes = [] if len(starts) == 1 else [0], {before}
        for row in rows[len(starts) :]:
            number += 1
            if row["entry_id"] != number or row["hash"] != _sealed(before, _said(row)):
                faults.append(int(row["entry_id"]))
            number, before = row["entry_id"], row["hash"]
            hashes.add(before)
        return Verified(len(rows) - len(starts), before, tuple(faults), frozenset(hashes))


def _said(row: sqlite3.Row) -> dict[str, Any]:
    return {name: row[name] for name in row.keys() if name not in ("hash", "position")}  # noqa: SIM118 - a row is no mapping


def _sealed(before: str, entry: dict[str, Any]) -> str:
    return hashlib.sha256(json.dumps([before, entry], sort_keys=True).encode()).hexdigest()
