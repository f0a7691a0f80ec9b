"""Registers made once and kept in `build/registers`, under a hash of everything they are made of.

`made(name, fill)` is a register file to copy, never to open; `copied` and `empty` open copies. A register is made
anew when code, queries, data, words, packages, interpreter, or what tests share to fill it, say something else, and
each day, because what is recorded carries the day.
"""

import fcntl
import hashlib
import os
import shutil
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path

import duckdb

from lib.register import storage
from lib.register.store import Register, connect
from lib.settings import ROOT, Settings
from lib.up_to_date import open_atlas

MADE = ROOT / "build" / "registers"
KEPT = 24  # folders, one for each register of each state of the repository; the longest unused go
MADE_OF = ("lib/**/*", "queries/**/*", "locale/**/*", "data/**/*", "requirements.txt")
BESIDE = ("data/register", "data/evidence", "data/backups")  # what an atlas keeps there
Fill = Callable[[Register], object]


def made(name: str, fill: Fill | None = None) -> Path:
    """The file of an empty register, or of one that was filled; the first process that asks makes it, others wait."""
    folder = MADE / digest(name, fill)
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / f"{name}.duckdb"
    with (folder / "lock").open("w") as handle:
        fcntl.flock(handle, fcntl.LOCK_EX)
        os.utime(folder)
        if not file.exists():
            make(file, fill)
    return file


def make(file: Path, fill: Fill | None) -> None:
    """Write the register under a name nobody asks for, then give it its own."""
    draft, evidence = file.with_suffix(".draft"), evidence_of(file)
    for left in file.parent.glob("*.draft*"):
        left.unlink()
    shutil.rmtree(evidence, ignore_errors=True)
    if fill:
        shutil.copy(made("empty"), draft)
    register = open_atlas(Settings(register_url=str(draft), evidence_dir=evidence), create=True)
    if fill:
        fill(register)
    register.close()
    assert not storage.size_of(storage.log_of(draft)), "a register is kept with its log folded in"
    assert product() == PRODUCT, "the repository was changed while a register was made of it: start again"
    os.replace(draft, file)
    for old in sorted(MADE.iterdir(), key=lambda folder: folder.stat().st_mtime)[:-KEPT]:
        shutil.rmtree(old, ignore_errors=True)


def evidence_of(file: Path) -> Path:
    """Where the evidence of a made register lies."""
    return file.with_name(f"{file.stem}-evidence")


def copied(file: Path, folder: Path) -> Register:
    """A made register, copied into a folder with its evidence and opened."""
    if evidence_of(file).is_dir():
        shutil.copytree(evidence_of(file), folder / "evidence")
    copy = Path(shutil.copy(file, folder / "register.duckdb"))
    return connect(Settings(register_url=str(copy), evidence_dir=folder / "evidence"))


def empty(folder: Path) -> Register:
    """A register with reference data, polygons and views, and no facts, of one's own in a folder."""
    return copied(made("empty"), folder)


def digest(name: str, fill: Fill | None) -> str:
    """Hash of a register's name and of everything it is made of."""
    is_ours = fill is not None and fill.__module__.startswith("tests.")
    assert not is_ours or ".test_" not in fill.__module__, "a register is filled by the product or by what tests share"
    made_of = f"{name} {date.today()} {PRODUCT} {SHARED if is_ours else ''}"
    return hashlib.sha256(made_of.encode()).hexdigest()[:20]


def product() -> str:
    """Hash of this version of the product, and of what runs it."""
    return hashed(*(file for pattern in MADE_OF for file in ROOT.glob(pattern)))


def hashed(*files: Path) -> str:
    """Hash of files with their names, but for what an atlas keeps beside its data, and of the interpreter."""
    found = hashlib.sha256(f"{sys.version} {duckdb.__version__}".encode())
    for file in sorted(files):
        name = str(file.relative_to(ROOT))
        if file.is_file() and file.suffix != ".pyc" and not name.startswith(BESIDE):
            found.update(name.encode() + file.read_bytes())
    return found.hexdigest()


# Taken when this process loads the code, not when it first asks: who edits meanwhile gets no register of two minds.
PRODUCT = product()
SHARED = hashed(*(file for file in ROOT.glob("tests/**/*.py") if not file.name.startswith("test_")))
