"""Restoring: the newest good copy put in the register's place, what was there set aside, what is missing told."""

import fcntl
import struct
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import duckdb

from lib.errors import NoCopy, RegisterBusy, UserError
from lib.register import accounts, copies, journal, storage
from lib.register.backup import STAMP, aged, moved, stamped
from lib.register.copies import Commit
from lib.register.views import read_sql
from lib.settings import Settings

LOCK = "hhqqi4x"  # struct flock: type, whence, start, length, process


def restore(settings: Settings, actor: str, to: Path | None = None) -> dict[str, Any]:
    """Bring back the newest good copy with its evidence, to the register's place or into the folder `to`.

    Nothing is overwritten: what is there gets a name that says so, and accounts that can be read stay as they are. The
    answer lists the copies that could not be read and the commits the journal knows after the copy. Raises NoCopy,
    StorageFailed, or RegisterBusy while a server holds the register.
    """
    live = settings.register_path
    target = to / live.name if to else live
    evidence = to / "evidence" if to else settings.evidence_dir
    with storage.explained(target):
        target.parent.mkdir(parents=True, exist_ok=True)
        copies.sweep(target.parent, f"restore.*{copies.PARTIAL}")
        state = "replaced" if is_good(target, settings) else "broken"
        with copies.partial(target.parent, "restore") as folder:
            draft = folder / target.name
            source, last, unreadable = newest_good(settings, draft)
            done = moved(evidence_of(draft, settings), settings.backups_dir / "evidence", evidence)
            with held(target):
                aside = set_aside(target, state)
                draft.rename(target)
            who = accounts.bring_back(source, target, settings.queries_dir)
            storage.settled(target.parent)
    missing = journal.missing_since(journal.journal_of(live), last)
    if not to:
        keep(settings, last, actor, source)
    told = {"register": str(target), "copy": str(source), "version": last.version, "unreadable": unreadable}
    told |= {"set_aside": [str(file) for file in aside], "accounts": who, "evidence": done}
    return told | {"missing": {"commits": len(missing), "list": [asdict(commit) for commit in missing]}}


def newest_good(settings: Settings, draft: Path) -> tuple[Path, Commit, list[str]]:
    """Copy the newest backup that can be read to the end to `draft`; tells its last commit and the unreadable ones."""
    unreadable: list[str] = []
    for source in candidates(settings):
        try:
            copies.copied(source, draft)
            return source, copies.folded(draft, settings.queries_dir), unreadable
        except (UserError, duckdb.Error) as error:
            unreadable.append(f"{source}: {error}")
            draft.unlink(missing_ok=True)
    raise NoCopy(
        "There is no good copy of the register in {folder} ({unreadable} cannot be read).",
        folder=settings.backups_dir,
        unreadable=len(unreadable),
    )


def candidates(settings: Settings) -> list[Path]:
    """Every copy of the register, the newest first: backups, and what `settle` keeps while it folds the log."""
    guard = copies.guard_of(settings.register_path)
    found = stamped(settings.backups_dir, settings.register_path.stem)
    if guard.is_file():
        found.append(aged(datetime.fromtimestamp(guard.stat().st_mtime).strftime(STAMP), guard))
    return [file for *_, file in sorted(found, reverse=True)]


def evidence_of(copy: Path, settings: Settings) -> list[str]:
    """Hashes of the files that prove the steps of a copy, or came with a request that waits in it."""
    with duckdb.connect(str(copy), read_only=True, config=copies.ALONE) as con:
        for name in ("asks/cases/evidence_files.sql", "asks/cases/evidence_of_steps.sql"):
            with suppress(duckdb.CatalogException):  # an earlier release knew of no requests, the first of no evidence
                return [str(row[0]) for row in con.execute(read_sql(settings.queries_dir / name)).fetchall()]
    return []


def set_aside(target: Path, state: str) -> list[Path]:
    """Rename register and log to a name that says what they were; the register first, so that a log never goes missing
    beside a register that is still in place."""
    aside = target.with_name(f"{target.stem}-{state}-{datetime.now().strftime(STAMP)}{target.suffix}")
    pairs = ((target, aside), (storage.log_of(target), storage.log_of(aside)))
    return [file.rename(name) for file, name in pairs if file.exists()]


def is_good(register: Path, settings: Settings) -> bool:
    """Whether a register file can be opened and read to the end; it is not changed by that. Raises RegisterBusy."""
    try:
        copies.proved(register, settings.queries_dir)
    except RegisterBusy:
        raise
    except (UserError, duckdb.Error):
        return False
    return True


@contextmanager
def held(register: Path) -> Iterator[None]:
    """Keep other processes from opening a register file; raises RegisterBusy when one has it open."""
    if not register.is_file():
        yield
        return
    with register.open("rb+") as file:
        try:
            fcntl.lockf(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise RegisterBusy(storage.BUSY, path=register, holder=f"PID {holder(file.fileno())}") from error
        yield


def holder(handle: int) -> int:
    """Process that holds the lock on an open file."""
    asked = struct.pack(LOCK, fcntl.F_WRLCK, 0, 0, 0, 0)
    return int(struct.unpack(LOCK, fcntl.fcntl(handle, fcntl.F_GETLK, asked))[4])


def keep(settings: Settings, last: Commit, actor: str, source: Path) -> None:
    """Note in the journal that it goes on from a copy."""
    now = datetime.now(UTC).replace(tzinfo=None)
    book = journal.Journal(settings.register_path)
    book.add([replace(last, at=now, actor=actor, action="restore", subject=source.name)])
