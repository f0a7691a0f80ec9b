"""Copies of the register that were opened and read to the end; they appear whole or not at all.

A copy is taken by `cp` in a process of its own, never by opening the file here: closing any handle of the register
would drop the lock by which DuckDB keeps other processes out, and two writers tear a file.
"""

import fcntl
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import duckdb

from lib.errors import BackupRunning, StorageFailed
from lib.register import storage
from lib.register.views import read_sql

PARTIAL = ".partial"
ALONE: dict[str, str | bool | int | float | list[str]] = {
    "threads": 1,
    "autoinstall_known_extensions": False,
    "autoload_known_extensions": False,
}


@dataclass(frozen=True)
class Commit:
    """A committed change, as audit and journal keep it; `at` is UTC."""

    version: int
    at: datetime
    actor: str
    action: str
    subject: str


def copied(source: Path, target: Path) -> None:
    """Copy a file; where the file system can, it shares the blocks. Raises StorageFailed when the disk refuses."""
    done = subprocess.run(
        ["cp", "--reflink=auto", "--", str(source), str(target)],
        capture_output=True,
        text=True,
        env={"LC_ALL": "C", "PATH": "/usr/local/bin:/usr/bin:/bin"},
        restore_signals=False,  # a limit on the size of files is an error to tell, not the end of `cp`
        check=False,
    )
    if done.returncode:
        words = done.stderr.strip().splitlines()
        sentence = storage.sentence_of(duckdb.IOException(done.stderr), target)
        raise sentence or StorageFailed("{file} cannot be copied: {reason}", file=source, reason=words[:1])


def taken(source: Path, target: Path) -> None:
    """Copy a register with its log of changes; nobody may write meanwhile."""
    copied(source, target)
    log = storage.log_of(source)
    if storage.size_of(log):
        copied(log, storage.log_of(target))


def folded(copy: Path, queries_dir: Path) -> Commit:
    """Fold the log of a copy into it, read every row of every table, and say what its last change is.

    Raises RegisterDamaged when a block is not what was written.
    """
    with storage.explained(copy):
        with duckdb.connect(str(copy), config=ALONE) as con:
            con.execute("checkpoint")
        return proved(copy, queries_dir)


def proved(copy: Path, queries_dir: Path) -> Commit:
    """Read every row of every table of a copy, and say what its last change is. Raises RegisterDamaged."""
    with storage.explained(copy), duckdb.connect(str(copy), read_only=True, config=ALONE) as con:
        name = con.execute("select current_catalog()").fetchall()[0][0]
        listing = read_sql(queries_dir / "setup" / "register_tables.sql")
        for schema, table in con.execute(listing, {"catalogue": name}).fetchall():
            con.table(f'{schema}."{table}"').aggregate("bit_xor(hash(columns(*)))").fetchall()
        commits = commits_after(con, queries_dir, -1)
    return commits[-1] if commits else Commit(0, datetime.min, "", "", "")


def commits_after(con: duckdb.DuckDBPyConnection, queries_dir: Path, version: int) -> list[Commit]:
    """The changes committed after a version, oldest first."""
    rows = con.execute(read_sql(queries_dir / "setup" / "commits_after.sql"), {"version": version}).fetchall()
    return [Commit(*row) for row in rows]


@contextmanager
def partial(folder: Path, prefix: str = "copy", suffix: str = PARTIAL) -> Iterator[Path]:
    """A folder for what is not whole yet; gone afterwards, and swept by the next run when the process was killed."""
    with tempfile.TemporaryDirectory(
        dir=folder, prefix=f"{prefix}.", suffix=suffix, ignore_cleanup_errors=True
    ) as name:
        yield Path(name)


@contextmanager
def alone(folder: Path) -> Iterator[None]:
    """Keep other backups out of a folder, in this process and in others; raises BackupRunning.

    What a killed run left is swept: with the lock held, nobody is writing it.
    """
    with storage.explained(folder / "lock"):
        folder.mkdir(parents=True, exist_ok=True)
        with (folder / ".lock").open("w") as lock:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError as error:
                raise BackupRunning("A backup into {folder} is running already; wait for it.", folder=folder) from error
            sweep(folder, f"*{PARTIAL}")
            sweep(folder, f"evidence/*/*{PARTIAL}")
            yield


def sweep(folder: Path, pattern: str, seconds: float = 0.0) -> None:
    """Remove what a killed run left half-done, when it is older than that."""
    for left in sorted(folder.glob(pattern)):
        with suppress(FileNotFoundError):
            if time.time() - left.stat().st_mtime < seconds:
                continue
            if left.is_dir():
                shutil.rmtree(left, ignore_errors=True)
            else:
                left.unlink()


def sweep_guard(register: Path) -> None:
    """Remove what a killed `guarded` left; the caller keeps writers out."""
    sweep(register.parent, f"{register.name}.*{PARTIAL}")


def guard_of(register: Path) -> Path:
    """The copy kept beside the register while its log is being folded in."""
    return register.with_name(f"{register.name}.guard")


@contextmanager
def guarded(register: Path, queries_dir: Path, version: int) -> Iterator[None]:
    """Keep a proved copy beside the register during what could tear it; `restore` finds it there after a kill.

    Raises UserError, before anything is touched, when the copy cannot be made or proved.
    """
    guard = guard_of(register)
    with storage.explained(register):
        guard.unlink(missing_ok=True)
        sweep_guard(register)
        with partial(register.parent, register.name) as folder:
            draft = folder / register.name
            taken(register, draft)
            if folded(draft, queries_dir).version != version:
                raise StorageFailed(
                    "{path} cannot be copied whole; nothing was changed. Check the disk.", path=register
                )
            draft.rename(guard)
        storage.settled(register.parent)
    yield  # when this raises, the copy stays
    guard.unlink()
