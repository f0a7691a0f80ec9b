"""A city at work: 100 people signed in, of twelve scopes, each clicks every 20 seconds, some of them write.

    python -m tests.load.office [--sessions N] [--minutes M] [--every S] [--writers W]

Open loop: a click is due whether the page before stands or not, and its seconds count from then. When the time is over
nobody clicks any more: what was due and not begun is told as undone. Prints JSON: commit, page runs and their seconds,
writes and their seconds, clicks undone, errors shown, names of another area that reached a county (0, or
the scopes leak) and the server's memory at each minute. Exits with 1 for an error or a leak.
"""

import argparse
import asyncio
import json
import random
import shutil
import subprocess
import sys
import tempfile
from contextlib import closing
from dataclasses import dataclass, field
from datetime import date
from math import ceil
from pathlib import Path
from statistics import quantiles
from time import monotonic
from urllib.parse import urlsplit

from lib.access.accounts import Accounts
from lib.demo.build import build
from lib.register.store import connect
from lib.settings import ROOT, Settings
from tests.access.conftest import FIRST, OWN, Browser
from tests.load.serving import Served, serving
from tests.load.visitor import Visitor, arrived
from tests.registers import made

PAGES = (
    ("", ""), ("map", ""), ("lines", ""), ("lines", "sector=cement"), ("sector", ""), ("area", ""), ("enterprise", ""),
    ("standards", ""), ("quality", ""), ("progress", ""), ("ledger", ""), ("", "as_of=2022-07-15"),
)  # fmt: skip
WRITES = 6  # of so many clicks of a writer one is a finding that is entered, which takes four page runs
OFFICE = ""  # the scope of who sees the whole city


@dataclass
class Seen:
    """What the sessions found."""

    runs: list[float] = field(default_factory=list)
    writes: list[float] = field(default_factory=list)
    undone: int = 0
    errors: list[str] = field(default_factory=list)
    leaks: list[str] = field(default_factory=list)
    memory: list[int] = field(default_factory=list)


def main() -> int:
    """Serve the demo register with accounts and let people work."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sessions", type=int, default=100)
    parser.add_argument("--minutes", type=float, default=10)
    parser.add_argument("--every", type=float, default=20, help="seconds between two clicks of a person")
    parser.add_argument("--writers", type=int, default=10)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="load-") as folder:
        file = Path(shutil.copy(made("demo", build), Path(folder) / "register.duckdb"))
        names = enterprises(file)
        people(file, list(names))
        with serving(file) as served:
            told = asyncio.run(work(served, asked, names))
    sys.stdout.write(json.dumps(told, ensure_ascii=False) + "\n")
    return int(bool(told["errors"] or told["leaks"]))


def enterprises(file: Path) -> dict[str, set[str]]:
    """Area → the names and numbers of its enterprises."""
    found: dict[str, set[str]] = {}
    with closing(connect(Settings(register_url=str(file)))) as register:
        rows = register.snapshot_cursor(date.today()).execute(
            "select area_code, enterprise_name, enterprise_id from marts.enterprises where area_code is not null"
        )
        for area, *named in rows.fetchall():
            found.setdefault(area, set()).update(named)
    return found


def people(file: Path, areas: list[str]) -> None:
    """An account for each scope: the office's, and one of each area."""
    accounts = Accounts(Settings(register_url=str(file)))
    for area in (OFFICE, *areas):
        accounts.add(name_of(area), "county" if area else "office", (area,) if area else (), FIRST)
        accounts.change(accounts.known(name_of(area)), FIRST, OWN)


def name_of(area: str) -> str:
    """The account of a scope."""
    return f"of-{area or 'city'}"


def signed_in(port: int, number: int, area: str) -> Browser:
    """A browser at a desk of its own."""
    one = Browser(port, f"127.0.1.{number + 1}")
    assert one.enter(name_of(area)).status == 303, area
    return one


async def work(served: Served, asked: argparse.Namespace, names: dict[str, set[str]]) -> dict[str, object]:
    """Everybody signs in, and works until the time is over."""
    seen, scopes, port = Seen(), (OFFICE, *names), int(urlsplit(served.url).port or 0)
    at = [scopes[number % len(scopes)] for number in range(asked.sessions)]
    start = monotonic()
    desks = [await asyncio.to_thread(signed_in, port, number, area) for number, area in enumerate(at)]
    entering = monotonic() - start
    for area, desk in dict(zip(at, desks, strict=True)).items():  # a server at work, not one that begins
        await (await arrived(port, desk, ())).look("", f"area={area}")
    start, used, until = monotonic(), served.cpu(), monotonic() + asked.minutes * 60
    watcher = asyncio.create_task(watch(served, seen))
    sessions = [
        session(await visitor(port, desk, area, names), seen, until, asked, number, sorted(names.get(area, {""}))[0])
        for number, (desk, area) in enumerate(zip(desks, at, strict=True))
    ]
    await asyncio.gather(*sessions)
    watcher.cancel()
    seen.memory.append(served.memory())
    told = {
        "commit": commit(),
        "sessions": asked.sessions,
        "scopes": len(scopes),
        "sign_in_seconds": round(entering, 1),
    }
    return told | summary(seen, monotonic() - start, served.cpu() - used)


async def visitor(port: int, desk: Browser, area: str, names: dict[str, set[str]]) -> Visitor:
    """The page of a desk; to a county nothing of the others may be told, unless theirs is called so too."""
    others = set().union(*(told for of, told in names.items() if of != area)) - names.get(area, set())
    own = "\n".join(names.get(area, ()))
    strange = (name.encode() for name in others if area and name not in own)
    return await arrived(port, desk, tuple(strange))


async def session(one: Visitor, seen: Seen, until: float, asked: argparse.Namespace, number: int, name: str) -> None:
    """One person: a click every so many seconds from a moment of their own on; a writer writes now and then."""
    dice, turn = random.Random(number), 0  # noqa: S311 - pages, not secrets
    due = monotonic() + dice.uniform(0, asked.every)
    is_writer = number % max(1, asked.sessions // max(1, asked.writers)) == 1 and asked.writers
    while due < until and monotonic() < until:
        await asyncio.sleep(max(0.0, due - monotonic()))
        turn += 1
        if is_writer and (turn + number // WRITES) % WRITES == 0 and name:
            await one.write(name, number * 1000 + turn)
            seen.writes.append(monotonic() - due)
        else:
            await one.look(*dice.choice(PAGES))
            seen.runs.append(monotonic() - due)
        due += asked.every
    seen.undone += max(0, ceil((until - due) / asked.every))
    seen.errors += one.errors
    seen.leaks += one.leaks
    await one.socket.close()


async def watch(served: Served, seen: Seen) -> None:
    """Note the server's memory at once and then every minute."""
    while True:
        seen.memory.append(served.memory())
        await asyncio.sleep(60)


def summary(seen: Seen, elapsed: float, cpu: float) -> dict[str, object]:
    """The figures."""
    told: dict[str, object] = {"seconds": round(elapsed)}
    for kind, seconds in (("runs", seen.runs), ("writes", seen.writes)):
        cuts = quantiles(seconds, n=20) if len(seconds) > 1 else [*seconds, 0.0] * 19
        told |= {kind: len(seconds), f"{kind}_p50": round(cuts[9], 2), f"{kind}_p95": round(cuts[18], 2)}
        told |= {f"{kind}_slowest": round(max(seconds, default=0), 2)}
    told |= {
        "cpu_share": round(cpu / elapsed, 2),
        "undone": seen.undone,
        "errors": len(seen.errors),
        "leaks": len(seen.leaks),
    }
    return told | {"first_errors": seen.errors[:3], "first_leaks": seen.leaks[:3], "memory_mib": seen.memory}


def commit() -> str:
    """The commit that is measured."""
    told = subprocess.run(
        ["git", "describe", "--always", "--dirty"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    return told.stdout.strip()


if __name__ == "__main__":
    sys.exit(main())
