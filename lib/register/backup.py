"""Backups: a checked copy of the register file, and of every file that proves a step."""

import hashlib
import os
import shutil
from datetime import datetime
from pathlib import Path
from typing import Any

import duckdb

from lib.errors import UserError
from lib.register.store import Register


def backup(register: Register, directory: Path) -> dict[str, Any]:
    """Copy the register to `directory` while nobody writes, open the copy, and say what it holds.

    The copy appears whole or not at all: it is written under a temporary name and renamed. Evidence goes to
    `directory/evidence`, kept once for all copies, so that `check` with both proves a restored register. Raises
    UserError when the copy does not open at the same version.
    """
    directory.mkdir(parents=True, exist_ok=True)
    source, stamp = register.settings.register_path, datetime.now().strftime("%Y%m%d-%H%M%S")
    with register.no_writes() as version:
        target = directory / f"{source.stem}-{stamp}-v{version}.duckdb"
        partial = target.with_suffix(".partial")
        register.con.cursor().execute("checkpoint")
        shutil.copyfile(source, partial)
    with duckdb.connect(str(partial), read_only=True) as copy:
        row = copy.execute(register.sql("pages/register_version")).fetchone()
    if row is None or row[0] != version:
        partial.unlink()
        raise UserError(
            "The copy in {folder} does not open at version {version}; check the disk and try again.",
            folder=directory,
            version=version,
        )
    partial.rename(target)
    told = {"file": str(target), "version": version, "bytes": target.stat().st_size, "sha256": digest_of(target)}
    return told | {"evidence": keep_evidence(register, directory / "evidence")}


def keep_evidence(register: Register, folder: Path) -> dict[str, Any]:
    """Copy what evidence the folder lacks, and say what could not be: a file is only kept while it has its hash.

    Evidence never changes, so that a file which is there whole from an earlier backup is not copied again. It is taken
    after the register: what was added meanwhile does no harm, and nothing the copy names is missing.
    """
    hashes = [str(sha256) for sha256 in register.query("pages/evidence_files").sha256]
    done = {sha256: kept(register.settings.evidence_dir, folder, sha256) for sha256 in hashes}
    lost = [sha256 for sha256, how in done.items() if how == "lost"]
    return {
        "folder": str(folder),
        "files": len(hashes) - len(lost),
        "copied": sum(how == "copied" for how in done.values()),
        "missing_or_altered": lost,
    }


def kept(store: Path, folder: Path, sha256: str) -> str:
    """`there` when the folder has the content, `copied` when it got it now, `lost` when the store has it no more."""
    source, target = (place / sha256[:2] / sha256 for place in (store, folder))
    if target.is_file() and digest_of(target) == sha256:
        return "there"
    if not source.is_file() or digest_of(source) != sha256:
        return "lost"
    target.parent.mkdir(parents=True, exist_ok=True)
    partial = target.with_suffix(".partial")
    shutil.copyfile(source, partial)
    os.replace(partial, target)
    return "copied"


def digest_of(path: Path) -> str:
    """SHA-256 of a file's content."""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()
