"""The journal: one line of JSON per commit in a file beside the register, so that what a copy lacks can be told.

It repeats the audit table where a damaged register cannot take it along. It is written after the commit and caught up
at the next one: a commit may be there without its line, never a line without its commit.
"""

import json
import logging
import os
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from lib.register.copies import Commit

log = logging.getLogger("atlas")
TAIL = 1 << 16  # bytes at the end of the journal in which the last whole line is looked for
OURS = ("restore", "older")  # lines that are no commit: a copy was brought back, an older register was put here


class Journal:
    """The journal of one register; `last` is the newest version it knows, None before it was looked at."""

    def __init__(self, register: Path) -> None:
        self.path = journal_of(register)
        self.last: int | None = None

    def begin(self, version: int) -> None:
        """Go on from what is written; a register older than its journal (a copy put there by hand) is told."""
        known = last_version(self.path)
        if known > version:
            log.warning(json.dumps({"journal": str(self.path), "register_version": version, "journal_version": known}))
            self.add(
                [
                    Commit(
                        version,
                        datetime.now(UTC).replace(tzinfo=None),
                        "atlas",
                        "older",
                        "an older register was put here",
                    )
                ]
            )
        self.last = min(known, version)

    def add(self, commits: list[Commit]) -> None:
        """Append commits and flush them to the disk. Raises OSError; nothing is then taken as written."""
        if commits:
            with self.path.open("ab+") as file:
                append(file, commits)
            self.last = commits[-1].version


def append(file: Any, commits: list[Commit]) -> None:
    """Write one line each, after the end of a line that a kill cut short."""
    is_cut = file.seek(0, os.SEEK_END) and file.seek(-1, os.SEEK_END) is not None and file.read(1) != b"\n"
    lines = "".join(json.dumps(asdict(commit), ensure_ascii=False, default=str) + "\n" for commit in commits)
    file.write(("\n" if is_cut else "").encode() + lines.encode())
    file.flush()
    os.fsync(file.fileno())


def journal_of(register: Path) -> Path:
    """Where the journal of a register stands."""
    return register.with_name(f"{register.name}.journal")


def read(text: str) -> list[Commit]:
    """The commits of whole lines; a line cut short by a kill is left out."""
    found = []
    for line in text.splitlines():
        try:
            row = json.loads(line)
            found.append(Commit(**row | {"at": datetime.fromisoformat(row["at"])}))
        except (ValueError, TypeError, KeyError):
            continue
    return found


def last_version(path: Path) -> int:
    """Version of the last whole line; 0 when there is none."""
    if not path.is_file():
        return 0
    with path.open("rb") as file:
        file.seek(max(0, path.stat().st_size - TAIL))
        commits = read(file.read().decode(errors="replace"))
    return commits[-1].version if commits else 0


def since_restored(register: Path) -> list[Commit]:
    """What the journal of a register knows since a copy was last brought back."""
    path = journal_of(register)
    commits = read(path.read_text(encoding="utf-8", errors="replace")) if path.is_file() else []
    restored = [place for place, commit in enumerate(commits) if commit.action == "restore"]
    return commits[restored[-1] + 1 :] if restored else commits


def after(commits: list[Commit], version: int, at: datetime) -> list[Commit]:
    """Those of the commits that follow one; where it stands not among them, the later ones."""
    places = [place for place, commit in enumerate(commits) if (commit.version, commit.at) == (version, at)]
    later = commits[places[-1] + 1 :] if places else [commit for commit in commits if commit.at > at]
    return [commit for commit in later if commit.action not in OURS]


def missing_since(path: Path, copy: Commit) -> list[Commit]:
    """Commits the journal knows after a copy's last one, oldest first."""
    commits = read(path.read_text(encoding="utf-8", errors="replace")) if path.is_file() else []
    return after(commits, copy.version, copy.at)
