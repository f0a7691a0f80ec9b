"""SIGKILL at random moments of every kind of work on the register; after each, what must hold is looked at.

`python -m tests.storm.kills [--count N] [--seed S]` prints what happened as JSON; exit 1 when something broke: a
register that neither opens nor can be brought back, a failed check, an acknowledged write that is gone or not told as
missing, or a `.partial` left after the next backup. The victim is a fork of this process, which never opens a register
itself, so that a kill costs a second and not a start of Python; foreign files are read in the victim, not in its child.
"""

import argparse
import gc
import io
import json
import os
import random
import shutil
import signal
import sys
import time
import traceback
from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from PIL import Image

from lib.access.access_log import AccessLog
from lib.access.accounts import Accounts
from lib.access.book import Book
from lib.access.guessing import Guessing
from lib.access.sessions import Sessions
from lib.cases import looking
from lib.cases.evidence import Upload, missing_or_altered
from lib.cases.late_evidence import add_evidence
from lib.cases.ledger import record_step
from lib.cases.opening import open_case
from lib.errors import UserError
from lib.imports import delivered
from lib.imports.commit import import_file
from lib.register import journal, views
from lib.register.accounts import bring_back, is_whole
from lib.register.backup import backup
from lib.register.restore import restore
from lib.register.store import Register, offenders
from lib.reports.freeze import freeze
from lib.settings import Settings
from lib.up_to_date import open_atlas
from tests import registers
from tests.cases.conftest import ENTERPRISE, LINE
from tests.register import county

JULY = date(2022, 7, 15)
IN, OUT = "甲", "乙"  # accounts: one may come in, the other was disabled since the first copy
FRESH_AFTER = 25  # kills on one register, before the next takes its place
Told = Callable[[int], None]


@dataclass
class Place:
    """Where a storm works: the register of the victim, and what is prepared for it."""

    folder: Path
    settings: Settings
    seed: int = 0


def main(arguments: list[str] | None = None) -> int:
    """Kill as often as asked and say what happened."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--count", type=int, default=1000)
    options.add_argument("--seed", type=int, default=1)
    asked = options.parse_args(arguments)
    delivered.run = looking.run = here
    gc.freeze()  # what is loaded stays shared between the forks
    with TemporaryDirectory(prefix="storm-") as name:
        told = storm(Path(name), asked.count, random.Random(asked.seed))  # noqa: S311 - moments, not secrets
    print(json.dumps(told, ensure_ascii=False, indent=2))
    return int(bool(told["broken"]))


def here(job: Callable[..., Any], *arguments: Any, **_limits: Any) -> Any:
    """A job done in this process."""
    return job(*arguments)


def storm(folder: Path, count: int, dice: random.Random) -> dict[str, Any]:
    """`count` kills, one kind of work after the other."""
    start, base, now = time.monotonic(), folder / "base", folder / "now"
    place = Place(folder, Settings(register_url=str(now / "register.duckdb"), evidence_dir=now / "evidence"))
    in_child(lambda told: prepare(place, base), wait=True)
    ends, broken, acknowledged = Counter[str](), list[str](), 0
    rounds = [kind for kind, (share, _, _) in WORK.items() for _ in range(share)]
    dice.shuffle(rounds)
    for number in range(count):
        if number % FRESH_AFTER == 0:
            shutil.rmtree(now, ignore_errors=True)
            shutil.copytree(base, now)
        kind, place.seed = rounds[number % len(rounds)], dice.randrange(10**9)
        acks = killed(kind, place, dice)
        acknowledged += len(acks)
        answer = verdict(place, max(acks, default=0), is_thorough=number % 10 == 0)
        ends[f"{kind}: {answer.get('end', 'broken')}"] += 1
        if number % 50 == 49:
            print(f"{number + 1} kills, {acknowledged} writes acknowledged, {len(broken)} broken", file=sys.stderr)
        if problem := answer.get("problem"):
            broken.append(f"kill {number}, {kind}: {problem}")
            shutil.copytree(now, folder.parent / f"{folder.name}-broken-{number}")
    return {
        "kills": count,
        "ends": dict(sorted(ends.items())),
        "acknowledged": acknowledged,
        "broken": broken,
        "seconds": round(time.monotonic() - start),
    }


def in_child(work: Callable[[Told], Any], *, wait: bool = False) -> tuple[int, int]:
    """Start work in a fork; gives its process and the end of the pipe it tells through."""
    ear, mouth = os.pipe()
    if child := os.fork():
        os.close(mouth)
        if wait and os.waitpid(child, 0)[1]:
            raise SystemExit(f"the storm could not be prepared: {os.read(ear, 1 << 16).decode()}")
        return child, ear
    code = 1
    with suppress(BrokenPipeError):
        try:
            work(lambda number: os.write(mouth, f"{number}\n".encode()) and None)
            code = 0
        except BaseException:  # a fork must never run on in its parent's place
            os.write(mouth, (traceback.format_exc() + "\n").encode())
    os._exit(code)


def killed(kind: str, place: Place, dice: random.Random) -> list[int]:
    """Start a kind of work, kill it at a random moment after it began; gives the versions it acknowledged."""
    _, seconds, work = WORK[kind]
    child, ear = in_child(lambda told: work(place, told))
    with os.fdopen(ear) as pipe:
        first = pipe.readline()  # it has begun
        time.sleep(dice.uniform(0, seconds))
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        rest = pipe.read()
    if "Traceback" in first + rest:
        raise SystemExit(f"{kind} failed before it was killed: {first}{rest}")
    return [int(line) for line in rest.splitlines() if line.isdigit()]


def verdict(place: Place, acknowledged: int, *, is_thorough: bool) -> dict[str, Any]:
    """What must hold after a kill, looked at in a fork; every tenth time by all checks."""
    answer = place.folder / "answer.json"
    answer.unlink(missing_ok=True)
    child, ear = in_child(
        lambda _told: answer.write_text(json.dumps(held(place, acknowledged, is_thorough=is_thorough)))
    )
    with os.fdopen(ear) as pipe:
        said = pipe.read()
    os.waitpid(child, 0)
    found: dict[str, Any] = json.loads(answer.read_text()) if answer.exists() else {"problem": said}
    return found


def held(place: Place, acknowledged: int, *, is_thorough: bool) -> dict[str, Any]:
    """How the register came back, and the first thing that does not hold."""
    settings, end, missing = place.settings, "opened", set[int]()
    try:
        register = open_atlas(settings)
    except UserError:
        told = restore(settings, "storm")
        end, missing = "restored", {lost["version"] for lost in told["missing"]["list"]}
        register = open_atlas(settings)
    lost = set(range(register.version() + 1, acknowledged + 1)) - missing
    problem = f"lost {sorted(lost)}" if lost else broken_checks(register, "" if is_thorough else "before_commit")
    problem = problem or broken_accounts(settings)
    if not problem:
        backup(register, settings.backups_dir)
        left = [str(path) for path in settings.register_path.parent.rglob("*.partial")]
        problem = f"left behind {left}" if left else ""
    register.close()
    written = journal.last_version(journal.journal_of(settings.register_path))
    return {"end": end, "problem": problem or ("the journal lags" if written < acknowledged and not missing else "")}


def broken_checks(register: Register, folder: str) -> str:
    """The checks that find offenders, and evidence that is not what was recorded; those that judge take a second."""
    found = offenders(register.cursor(), register.settings.queries_dir / "checks" / folder)
    names = [name for name, rows in found.items() if rows]
    return ", ".join(names + [str(row) for row in missing_or_altered(register)])


def prepare(place: Place, base: Path) -> None:
    """A register with a line to prove steps on, a case, a proved step and a backup."""
    settings = replace(place.settings, register_url=str(base / "register.duckdb"), evidence_dir=base / "evidence")
    base.mkdir()
    shutil.copy(registers.made("empty"), settings.register_path)
    register = open_atlas(settings)
    (place.folder / "step").write_text(proved_case(register, 0))
    accounts = Accounts(settings)
    for name in (IN, OUT):
        accounts.add(name, "office", (), None)
    backup(register, settings.backups_dir)
    accounts.disable(OUT)
    register.close()


def proved_case(register: Register, number: int) -> str:
    """A new enterprise with a line, its case and a step with evidence; gives the step."""
    name = f"甲{number}水泥"
    with register.write("storm", "fill", name) as cursor:
        cursor.execute(ENTERPRISE, [name, name, "371502"])
        cursor.execute(LINE, [f"kiln_{number}", name, "cement", "clinker", 2400, "t/d"])
    case = open_case(register, line_id=f"kiln_{number}", rule_id="LC22-T-CEM-01", on=JULY, actor="张三")
    return record_step(register, case, "verified", on=JULY, actor="张三", evidence=[shot(number), shot(-number - 1)])


def shot(number: int) -> Upload:
    """A small picture unlike any other."""
    out, pixels = io.BytesIO(), random.Random(number).randbytes(3 * 24 * 24)  # noqa: S311 - pixels, not secrets
    Image.frombytes("RGB", (24, 24), pixels).save(out, "JPEG")
    return Upload("other", f"{number}.jpg", out.getvalue())


def imports(place: Place, told: Told) -> None:
    """County workbooks, one after the other."""
    register = begun(place, told)
    for turn in range(10**6):
        rows = tuple(
            (f"企业{n}有限公司", "阳谷县", "水泥", "熟料", f"{n}#窑", 1000 + turn + n, "吨/日", "在产", "张三")
            for n in range(20)
        )
        file = county.write(place.folder / "county.xlsx", rows)
        import_file(register, file, actor="storm", on=date.fromordinal(JULY.toordinal() + place.seed % 90 + turn))
        told(register.version())


def steps(place: Place, told: Told) -> None:
    """Cases opened and proved."""
    register = begun(place, told)
    for turn in range(10**6):
        proved_case(register, place.seed + turn)
        told(register.version())


def evidence(place: Place, told: Told) -> None:
    """Files added to a step that was proved before."""
    register = begun(place, told)
    step = (place.folder / "step").read_text()
    for turn in range(10**6):
        add_evidence(register, step, [shot(10**10 + place.seed + turn)], actor="storm")
        told(register.version())


def freezes(place: Place, told: Told) -> None:
    """A period frozen again and again."""
    register = begun(place, told)
    while True:
        freeze(register, "2022-07", actor="storm", reason="again")
        told(register.version())


def backups(place: Place, told: Told) -> None:
    """Backups between small changes."""
    register = begun(place, told)
    while True:
        noted(register, told)
        backup(register, place.settings.backups_dir)


def settling(place: Place, told: Told) -> None:
    """The log folded into the file between small changes: the only checkpoint there is."""
    register = begun(place, told)
    for turn in range(10**6):
        with register.write("storm", "fill", "many") as cursor:
            cursor.execute(
                "insert into facts.enterprise (enterprise_id, valid_from) "
                "select 'storm' || $1 || x || repeat(hash(x)::varchar, 9), date '2022-01-01' from range(3000) t(x)",
                [str(place.seed + turn)],
            )
        told(register.version())
        register.settle()


def closing(place: Place, told: Told) -> None:
    """A register opened, changed and closed, as the command line does."""
    told(0)
    while True:
        register = open_atlas(place.settings)
        noted(register, told)
        register.close()


def migration(place: Place, told: Told) -> None:
    """A register of an older version opened: it lacks a column and was loaded from other reference data."""
    register = open_atlas(place.settings)
    with register.write("storm", "older", "schema and views") as cursor:
        views.drop_views(cursor, place.settings.queries_dir)
        cursor.execute("alter table facts.enterprise drop column contact_name")
        cursor.execute(register.sql("setup/forget_fingerprint"))
    register.close()
    told(0)
    register = open_atlas(place.settings)
    told(register.version())
    noted(register, told)
    time.sleep(60)


def restoring(place: Place, told: Told) -> None:
    """A torn register brought back, again and again."""
    register = begun(place, told)
    noted(register, told)
    register.close()
    while True:
        os.truncate(place.settings.register_path, 100_000)
        restore(place.settings, "storm")


def signing_in(place: Place, told: Told) -> None:
    """Sign-ins, refusals and sign-outs, and accounts that are made."""
    settings, turn = place.settings, 0
    sessions, guessing, log = Sessions(settings), Guessing(Book(settings)), AccessLog(settings)
    told(0)
    while True:
        turn += 1
        guessing.listens(IN, "10.0.0.1")
        log.note("signed in", IN, "10.0.0.1")
        key = sessions.visit(sessions.begin(IN))
        guessing.succeeded(IN, "10.0.0.1")
        if key and turn % 2:
            sessions.end(key.key)
        if turn % 5 == 0:
            Accounts(settings).add(f"n{place.seed}.{turn}", "reader", (), None)


def keeping_accounts(place: Place, told: Told) -> None:
    """Copies with the accounts, which sign-ins change meanwhile; then the accounts lost and brought back."""
    register, log = begun(place, told), AccessLog(place.settings)
    while True:
        log.note("signed in", IN, "10.0.0.1")
        copy = Path(backup(register, place.settings.backups_dir)["file"])
        Accounts(place.settings).disable(OUT)
        bring_back(copy, place.settings.register_path, place.settings.queries_dir)


def broken_accounts(settings: Settings) -> str:
    """What does not hold of the accounts: whole, the log unbroken, who is disabled is out."""
    accounts = Accounts(settings)
    if not is_whole(accounts.book.path, settings.queries_dir):
        return "the accounts cannot be read to the end"
    if faults := AccessLog(settings).verified().faults:
        return f"the access log is broken before {faults}"
    known = {one.name: one.is_disabled for one in accounts.listed()}
    return "" if (known.get(IN), known.get(OUT)) == (False, True) else f"accounts {known}"


def begun(place: Place, told: Told) -> Register:
    """The register, open; the kill may come from now on."""
    register = open_atlas(place.settings)
    told(0)
    return register


def noted(register: Register, told: Told) -> None:
    """A change that is acknowledged."""
    with register.write("storm", "note", str(time.monotonic_ns())):
        pass
    told(register.version())


# share of the kills, seconds in which the kill falls, the work
WORK: dict[str, tuple[int, float, Callable[[Place, Told], None]]] = {
    "import": (8, 1.5, imports),
    "step": (5, 2.0, steps),
    "evidence": (14, 0.6, evidence),
    "freeze": (5, 2.0, freezes),
    "backup": (17, 0.8, backups),
    "settle": (25, 0.8, settling),
    "close": (12, 0.8, closing),
    "migration": (2, 8.0, migration),
    "restore": (12, 0.6, restoring),
    "sign-in": (12, 0.6, signing_in),
    "accounts": (8, 0.8, keeping_accounts),
}


if __name__ == "__main__":
    sys.exit(main())
