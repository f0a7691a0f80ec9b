"""The file of accounts beside a register, as its copies carry it: SQLite, which the server may be writing meanwhile."""

import os
import sqlite3
from contextlib import closing
from datetime import datetime
from pathlib import Path
from urllib.parse import quote

from lib.register import copies
from lib.register.views import read_sql

SUFFIX = ".accounts"


def accounts_of(register: Path) -> Path:
    """Where the accounts of a register stand."""
    return register.with_name(f"{register.name}{SUFFIX}")


def beside(copy: Path) -> Path:
    """Where a backup's accounts stand."""
    return copy.with_suffix(SUFFIX)


def keep(register: Path, copy: Path, queries_dir: Path) -> str:
    """Put the accounts of a register beside its backup, for their owner's eyes alone: `copied`, `none` when there are
    none, `broken` when they cannot be read to the end. Raises StorageFailed when the disk refuses."""
    source = accounts_of(register)
    if not source.is_file():
        return "none"
    with copies.partial(copy.parent) as folder:
        draft = folder / source.name
        os.close(os.open(draft, os.O_CREAT | os.O_RDWR, 0o600))
        try:
            with closing(_read(source)) as theirs, closing(sqlite3.connect(draft)) as ours:
                theirs.backup(ours)
        except sqlite3.Error:
            return "broken"
        if not is_whole(draft, queries_dir):
            return "broken"
        draft.rename(beside(copy))
    return "copied"


def is_whole(accounts: Path, queries_dir: Path) -> bool:
    """Whether a file of accounts can be read to the end."""
    try:
        with closing(_read(accounts)) as con:
            con.execute(read_sql(queries_dir / "access/any_account.sql")).fetchall()
            return bool(con.execute("pragma integrity_check").fetchall() == [("ok",)])
    except sqlite3.Error:
        return False


def bring_back(copy: Path, register: Path, queries_dir: Path) -> str:
    """Accounts of a restored register: `kept` as they stand, `restored` from the copy, or `none`.

    What stands is newer than any copy: who was disabled since stays disabled. Restored ones bring no session along; a
    broken file is set aside first. Raises StorageFailed.
    """
    target, source = accounts_of(register), beside(copy)
    if is_whole(target, queries_dir):
        return "kept"
    if not (source.is_file() and is_whole(source, queries_dir)):
        return "none"
    aside = target.with_name(f"{target.stem}-broken-{datetime.now():%Y%m%d-%H%M%S}{SUFFIX}")
    for old, name in ((_undone(target), _undone(aside)), (target, aside)):  # else SQLite would undo in the new file
        if old.exists():
            old.rename(name)
    with copies.partial(target.parent) as folder:
        draft = folder / target.name
        copies.copied(source, draft)
        draft.chmod(0o600)
        with closing(sqlite3.connect(draft)) as con:
            con.executescript(read_sql(queries_dir / "access/setup/forget_visits.sql"))
        draft.rename(target)
    return "restored"


def _undone(accounts: Path) -> Path:
    """What SQLite needs to undo a change that a kill cut off."""
    return accounts.with_name(f"{accounts.name}-journal")


def _read(path: Path) -> sqlite3.Connection:
    """For reading, but able to write: a file whose last change was cut off can be read once that is undone."""
    return sqlite3.connect(f"file:{quote(str(path))}?mode=rw", 5, uri=True)
