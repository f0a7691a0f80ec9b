"""Disks that are full, closed or damaged, at random: every refusal is a sentence, reading goes on, room mends it.

`python -m tests.storm.disks [--count N] [--seed S]` prints what happened as JSON; exit 1 when something broke: an error
that is no sentence, a reader without an answer, an acknowledged write that is gone, a register that is not well again
without a restart once the disk is, or a damaged file that neither opens nor is brought back from its copy. A full disk
is a limit on the size of files and, as root, also a small file system that is filled up.
"""

import argparse
import gc
import json
import os
import random
import resource
import shutil
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

import app
from lib.cases import looking
from lib.errors import StorageFailed, UserError
from lib.exports.save import save
from lib.imports import delivered
from lib.register.backup import backup
from lib.register.restore import restore
from lib.register.store import Register
from lib.settings import Settings
from lib.ui.frame import data, state
from lib.up_to_date import open_atlas
from tests.storm.kills import Place, broken_checks, here, in_child, prepare, proved_case

NOBODY = 65534
Dice = random.Random


def main(arguments: list[str] | None = None) -> int:
    """Spoil as many disks as asked and say what happened."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--count", type=int, default=300)
    options.add_argument("--seed", type=int, default=1)
    asked = options.parse_args(arguments)
    delivered.run = looking.run = here
    gc.freeze()  # what is loaded stays shared between the forks
    with TemporaryDirectory(prefix="storm-") as name:
        told = storm(Path(name), asked.count, asked.seed)
    print(json.dumps(told, ensure_ascii=False, indent=2))
    return int(bool(told["broken"]))


def storm(folder: Path, count: int, seed: int) -> dict[str, object]:
    """`count` spoilt disks, one kind after the other, each in a fork of its own."""
    start, base, place = time.monotonic(), folder / "base", Place(folder, Settings())
    folder.chmod(0o755)
    in_child(lambda _told: prepare(place, base), wait=True)
    ends, broken, kinds = Counter[str](), list[str](), list(KINDS)
    for number in range(count):
        kind, dice = kinds[number % len(kinds)], Dice(f"{seed}-{number}")  # noqa: S311 - faults, not secrets
        end = ended(folder / "now", base, kind, dice)
        ends[f"{kind}: {end.splitlines()[0]}" if end.startswith("well") else f"{kind}: broken"] += 1
        if not end.startswith("well"):
            broken.append(f"disk {number}, {kind}: {end[-1500:]}")
    return {
        "disks": count,
        "ends": dict(sorted(ends.items())),
        "broken": broken,
        "seconds": round(time.monotonic() - start),
    }


def ended(now: Path, base: Path, kind: str, dice: Dice) -> str:
    """How one spoilt disk ended, as its fork tells."""
    shutil.rmtree(now, ignore_errors=True)
    told = now.with_name("told")
    told.unlink(missing_ok=True)

    def work(_told: object) -> None:
        with small_disk(now) if kind == "small disk" else plain_folder(now):
            shutil.copytree(base, now, dirs_exist_ok=True)
            settings = Settings(register_url=str(now / "register.duckdb"), evidence_dir=now / "evidence")
            told.write_text("well " + KINDS[kind](settings, dice))

    child, ear = in_child(work)
    with os.fdopen(ear) as pipe:
        said = pipe.read()
    os.waitpid(child, 0)
    return said or (told.read_text() if told.exists() else "the process died")


@contextmanager
def plain_folder(folder: Path) -> Iterator[None]:
    """A folder on the disk of the storm."""
    folder.mkdir()
    yield


@contextmanager
def small_disk(folder: Path) -> Iterator[None]:
    """A file system of 100 MB of its own where that may be mounted, else a plain folder."""
    folder.mkdir()
    made = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=100m", "tmpfs", folder], capture_output=True, check=False
    )
    try:
        yield
    finally:
        if made.returncode == 0:
            os.chdir("/")
            subprocess.run(["umount", "--lazy", folder], check=True)


def work_on(register: Register, dice: Dice, rows: int) -> Iterator[Callable[[], object]]:
    """Things a server does, in any order."""
    settings = register.settings

    def many() -> None:
        with register.write("storm", "fill", "many") as cursor:
            cursor.execute(
                "insert into facts.enterprise (enterprise_id, valid_from) "
                "select 'storm' || $1 || x || repeat(hash(x)::varchar, 9), date '2022-01-01' from range($2) t(x)",
                [str(dice.random()), rows],
            )

    acts: list[Callable[[], object]] = [
        many,
        many,
        lambda: proved_case(register, dice.randrange(10**9)),
        register.settle,
        lambda: backup(register, settings.backups_dir),
        lambda: save(settings.register_path.with_name("export.csv"), b"x" * rows * 100),
    ]
    dice.shuffle(acts)
    yield from acts


def full(settings: Settings, dice: Dice) -> str:
    """No file may grow beyond a size, then it may again."""
    hard = resource.getrlimit(resource.RLIMIT_FSIZE)[1]
    most = int(settings.register_path.stat().st_size * dice.uniform(0, 1.2)) + 4096

    def fill() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (most, hard))

    return stood(settings, dice, fill, lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (hard, hard)))


def small(settings: Settings, dice: Dice) -> str:
    """The file system is filled up but for a little, then it is not any more."""
    ballast = settings.register_path.with_name("ballast")

    def fill() -> None:
        state = os.statvfs(ballast.parent)
        size = state.f_bavail * state.f_frsize - int(dice.uniform(0, 3e6))
        if size < 200e6:  # never a real disk
            with ballast.open("wb") as file:
                os.posix_fallocate(file.fileno(), 0, size)

    return stood(settings, dice, fill, lambda: ballast.unlink(missing_ok=True))


def barred(settings: Settings, dice: Dice) -> str:
    """The folder may not be written to, then it may again; everything is done once before, so that what Python loads
    late is loaded by a user who may read it.
    """
    register = open_atlas(settings)
    for act in work_on(register, dice, 10):
        act()
    register.close()
    folder, is_root = settings.register_path.parent, os.getuid() == 0
    if is_root:
        for path in (folder, *folder.rglob("*")):
            os.chown(path, NOBODY, NOBODY)
        os.seteuid(NOBODY)
    folders = [folder, settings.backups_dir]

    def allow(mode: int) -> None:
        for path in folders:
            path.chmod(mode)

    try:
        return stood(settings, dice, lambda: allow(0o555), lambda: allow(0o755))
    finally:
        os.seteuid(os.getuid())


def stood(settings: Settings, dice: Dice, spoil: Callable[[], None], mend: Callable[[], None]) -> str:
    """Work on a disk that is spoilt and mended meanwhile, without a restart."""
    os.environ |= {"REGISTER_URL": str(settings.register_path), "ATLAS_EVIDENCE_DIR": str(settings.evidence_dir)}
    os.environ["ATLAS_OPEN"] = "1"  # what is imported here is no demonstration
    register, refused = data.shared(), 0
    written = register.version()
    spoil()
    for act in work_on(register, dice, dice.choice((10, 1000, 20_000))):
        try:
            act()
        except UserError:
            refused += 1
        assert register.version() >= written, "an acknowledged write is gone"
        written = register.version()
        assert register_version(register) == written
        state.health(None)
    if refused:
        with suppress(StorageFailed):
            app.schedule.look()
    mend()
    app.schedule.failed = ""
    answer = state.health(None)
    assert answer.status_code == 200, answer.body
    proved_case(register, 10**10)
    assert data.shared() is register
    assert register.version() > written
    assert not (wrong := broken_checks(register, "before_commit")), wrong
    register.close()
    again = open_atlas(settings)
    assert again.version() == register_version(again) > written
    return f"({'refused with sentences' if refused else 'had room'})"


def register_version(register: Register) -> int:
    """Version by the audit, read anew."""
    return int(register.query("asks/register/version").version.iloc[0])


def damaged(settings: Settings, dice: Dice) -> str:
    """A file that was cut, written over or replaced while nobody had it open."""
    file = settings.register_path
    size = file.stat().st_size
    spoil: list[Callable[[], object]] = [
        lambda: os.truncate(file, dice.randrange(size)),
        lambda: file.write_bytes(dice.randbytes(dice.randrange(9999))),
        lambda: written_over(file, dice, dice.choice((1, 50, 5000))),
        lambda: os.truncate(file, size + dice.randrange(1, 10**6)),
        lambda: Path(f"{file}.wal").write_bytes(dice.randbytes(dice.randrange(9999))),
    ]
    dice.choice(spoil)()
    try:
        register = open_atlas(replace(settings))
        wrong = broken_checks(register, "")
        register.close()
        assert not wrong, wrong
    except UserError:
        told = restore(settings, "storm")
        register = open_atlas(settings)
        assert (told["missing"]["commits"], broken_checks(register, "before_commit")) == (0, "")
        return "(brought back)"
    return "(opened and sound)"


def written_over(file: Path, dice: Dice, count: int) -> None:
    """Bytes changed here and there."""
    with file.open("rb+") as stream:
        for _ in range(count):
            stream.seek(dice.randrange(file.stat().st_size))
            stream.write(dice.randbytes(1))


KINDS: dict[str, Callable[[Settings, Dice], str]] = {
    "size limit": full,
    "small disk": small,
    "barred": barred,
    "damaged": damaged,
}


if __name__ == "__main__":
    sys.exit(main())
