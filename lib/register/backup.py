"""Backups: a proved copy of the register file, and of every file that proves a step."""

import hashlib
import os
import re
import shutil
from datetime import datetime
from pathlib import Path
from typing import Any

from lib.errors import StorageFailed
from lib.register import accounts, copies, storage
from lib.register.store import Register

STAMP = "%Y%m%d-%H%M%S"
WRITING = ".writing"  # evidence that is being written


def backup(register: Register, directory: Path) -> dict[str, Any]:
    """Copy the register to `directory`, open the copy, read all of it, and say what it holds.

    Writers wait while file and log are copied, readers never; the register itself is not touched. The copy appears
    whole or not at all, the accounts beside it. Evidence goes to `directory/evidence`, kept once for all copies, so
    that `check` with both proves a restored register. Raises BackupRunning, StorageFailed, or RegisterDamaged when the
    copy cannot be read.
    """
    source, stamp = register.settings.register_path, datetime.now().strftime(STAMP)
    with copies.alone(directory), copies.partial(directory) as folder:
        draft = folder / source.name
        with register.no_writes() as version:
            copies.sweep_guard(source)
            copies.taken(source, draft)
        if copies.folded(draft, register.settings.queries_dir).version != version:
            raise StorageFailed(
                "The copy in {folder} does not open at version {version}; check the disk and try again.",
                folder=directory,
                version=version,
            )
        target = directory / f"{source.stem}-{stamp}-v{version}.duckdb"
        draft.rename(target)
        storage.settled(directory)
        told = {"file": str(target), "version": version, "bytes": target.stat().st_size, "sha256": digest_of(target)}
        told["accounts"] = accounts.keep(source, target, register.settings.queries_dir)
        return told | {"evidence": keep_evidence(register, directory / "evidence")}


def stamped(directory: Path, stem: str) -> list[tuple[str, int, Path]]:
    """The backups of a register in a folder with their age, the oldest first."""
    named = re.compile(rf"{re.escape(stem)}-(\d{{8}}-\d{{6}})-v\d+\.duckdb")
    found = ((named.fullmatch(file.name), file) for file in directory.glob("*"))
    return sorted(aged(match[1], file) for match, file in found if match)


def aged(stamp: str, file: Path) -> tuple[str, int, Path]:
    """A copy by its age: the stamp outlives copying to another disk, and within its second the file's own time decides.

    Never its version: that starts lower again after a restore.
    """
    return stamp, file.stat().st_mtime_ns, file


def prune(directory: Path, stem: str, keep: int) -> None:
    """Remove all but the newest backups of a register."""
    for _, _, file in stamped(directory, stem)[:-keep]:
        accounts.beside(file).unlink(missing_ok=True)
        file.unlink(missing_ok=True)


def keep_evidence(register: Register, folder: Path) -> dict[str, Any]:
    """Copy what evidence the folder lacks, and say what could not be: a file is only kept while it has its hash.

    Evidence never changes, so that a file which is there whole from an earlier backup is not copied again. It is taken
    after the register: what was added meanwhile does no harm, and nothing the copy names is missing.
    """
    copies.sweep(register.settings.evidence_dir, f"*/*{WRITING}", seconds=86_400)
    hashes = [str(sha256) for sha256 in register.query("asks/cases/evidence_files").sha256]
    return moved(hashes, register.settings.evidence_dir, folder)


def moved(hashes: list[str], store: Path, folder: Path) -> dict[str, Any]:
    """Copy the evidence a folder lacks from a store, and say what the store has lost. Raises StorageFailed."""
    with storage.explained(folder / "evidence"):
        done = {sha256: kept(store, folder, sha256) for sha256 in hashes}
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
    with copies.partial(target.parent) as draft:
        shutil.copyfile(source, draft / sha256)
        os.replace(draft / sha256, target)
    return "copied"


def digest_of(path: Path) -> str:
    """SHA-256 of a file's content."""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()
