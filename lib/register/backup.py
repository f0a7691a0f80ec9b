"""Backups: a checked copy of the register file."""

import hashlib
import shutil
from datetime import datetime
from pathlib import Path
from typing import Any

import duckdb

from lib.errors import UserError
from lib.register.store import Register


def backup(register: Register, directory: Path) -> dict[str, Any]:
    """Copy the register to `directory` while nobody writes, open the copy, and say what it holds.

    The copy appears whole or not at all: it is written under a temporary name and renamed. Raises UserError when
    the copy does not open at the same version.
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
    digest = hashlib.sha256(target.read_bytes()).hexdigest()
    return {"file": str(target), "version": version, "bytes": target.stat().st_size, "sha256": digest}
