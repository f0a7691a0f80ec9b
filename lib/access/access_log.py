"""Who came in, who was refused, who left: entries beside the accounts, each sealed with the hash of the one before, so
that one that is changed or taken out is found."""

import json
import sqlite3
import time
from dataclasses import replace
from typing import Any, Final

from lib.access.book import Book, Run
from lib.register.chain import Verified, sealed, verified
from lib.settings import Settings

DAY: Final = 24 * 3600  # seconds
TAKEN_OUT: Final = "taken out"  # kind of entry: an export, a paper, any other file for download
COMMAND_LINE: Final = "command line"  # from where, for what no browser sent


class AccessLog:
    """The entries of a register."""

    def __init__(self, settings: Settings) -> None:
        self.book, self.kept = Book(settings), settings.access_days * DAY

    def note(self, kind: str, who: str, place: str, **detail: Any) -> None:
        """Add an entry: what happened, to whose account (empty for a name that has none: people type passwords in the
        wrong field) and from which address; nothing while there are no accounts. Raises AccountsFailed."""
        if self.book.is_there():
            with self.book.change() as run:
                self.add(run, kind, who, place, **detail)

    def add(self, run: Run, kind: str, who: str, place: str, **detail: Any) -> None:
        """As `note`, together with the change it tells of."""
        now = time.time()
        if self.kept and (old := run("last_old_entry", before=now - self.kept).fetchone()):
            run("move_start", **dict(old))
            run("forget_entries", entry_id=old["entry_id"])
        last = run("last_entry").fetchone()
        entry = {
            "entry_id": last["entry_id"] + 1, "noted_at": now, "kind": kind, "who": who, "place": place,
            "detail": json.dumps(detail, ensure_ascii=False, sort_keys=True, default=str),
        }  # fmt: skip
        run("add_entry", hash=sealed(last["hash"], entry), **entry)

    def page(self, **asked: Any) -> tuple[list[dict[str, Any]], int]:
        """Entries, the newest first, and how many there are in all: of a person (`who`), a kind (`action`), with a word
        (`q`), from `since` until before `until` (seconds since 1970), `size` of them from `start` on."""
        rows = [dict(row) for row in self.book.ask("page_of_entries", **asked)] if self.book.is_there() else []
        return rows, rows[0]["total_count"] if rows else 0

    def names(self) -> list[str]:
        """Everybody the log knows."""
        return [row["name"] for row in self.book.ask("names_of_entries")] if self.book.is_there() else []

    def verified(self) -> Verified:
        """Look at every entry. Raises AccountsFailed."""
        rows = self.book.ask("entries") if self.book.is_there() else []
        starts = [row for row in rows if row["position"] == 0]  # the last that was forgotten in time
        number, before = (starts[0]["entry_id"], starts[0]["hash"]) if starts else (0, "")
        found = verified(((row["entry_id"], row["hash"], _said(row)) for row in rows[len(starts) :]), number, before)
        is_cut = self.book.is_there() and len(starts) != 1
        return replace(found, faults=(0, *found.faults)) if is_cut else found


def _said(row: sqlite3.Row) -> dict[str, Any]:
    return {name: row[name] for name in row.keys() if name not in ("hash", "position")}  # noqa: SIM118 - a row is no mapping
