"""Inspectors answer side by side while the server is killed again and again: every acknowledged answer is there, and
none twice.

`python -m tests.storm.inspections [--inspectors N] [--answers N] [--acks N] [--seed S]` prints what happened as JSON;
exit 1 when an answer is gone or doubled. A life of the server (a fork of this process) ends by SIGKILL a moment after
it acknowledged 1 to `--acks` answers, which falls into others' writing. Whoever had no word of an answer gives it again
in the next life, as a person does whose page stood still.
"""

import argparse
import gc
import json
import os
import random
import shutil
import signal
import sys
import threading
import time
from collections import Counter
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from lib.errors import UserError
from lib.inspections.answers import answer_item
from lib.inspections.planning import Draft, Officer, approve_plan, plan_inspection
from lib.register.store import Register
from lib.settings import Settings
from lib.up_to_date import open_atlas
from tests import registers
from tests.cases.conftest import ENTERPRISE
from tests.storm.kills import in_child

Asked = tuple[str, str]  # checklist and item
SLACK = 0.02  # seconds after the last acknowledgement in which the kill falls


@dataclass
class Day:
    """What is answered by whom: inspectors one enterprise each, all of them the same items."""

    settings: Settings
    plan: str
    enterprises: list[str]
    items: list[Asked]
    acknowledged: set[tuple[int, int]] = field(default_factory=set)  # inspector and item

    def left(self, inspector: int) -> list[int]:
        """The items an inspector has no word of."""
        return [at for at in range(len(self.items)) if (inspector, at) not in self.acknowledged]


def main(arguments: list[str] | None = None) -> int:
    """Kill until everybody has word of every answer, and say what happened."""
    options = argparse.ArgumentParser(description=__doc__)
    for name, usual in (("inspectors", 10), ("answers", 50), ("acks", 4), ("seed", 1)):
        options.add_argument(f"--{name}", type=int, default=usual)
    asked = options.parse_args(arguments)
    gc.freeze()  # what is loaded stays shared between the forks
    with TemporaryDirectory(prefix="storm-") as name:
        told = soak(Path(name), asked.inspectors, asked.answers, asked.acks, random.Random(asked.seed))  # noqa: S311
    print(json.dumps(told, ensure_ascii=False, indent=2))
    return int(bool(told["broken"]))


def soak(folder: Path, inspectors: int, answers: int, acks: int, dice: random.Random) -> dict[str, Any]:
    """Lives until all is answered; each begins by telling what the register holds."""
    start, lives, broken = time.monotonic(), 0, list[str]()
    settings = Settings(register_url=str(folder / "register.duckdb"), evidence_dir=folder / "evidence")
    in_child(lambda _told: prepare(folder, settings, inspectors, answers), wait=True)
    read = json.loads((folder / "day.json").read_text())
    day = Day(settings, read["plan"], read["enterprises"], [(one, other) for one, other in read["items"]])
    again = 0  # answers that had been written without a word of it
    while any(day.left(one) for one in range(inspectors)) and not broken:
        lives += 1
        holds, heard = life(day, folder, dice.randint(1, acks), dice.uniform(0, SLACK))
        broken += faults(day, holds)
        again += sum(holds[at] > 0 for at in heard)
        day.acknowledged |= heard
    holds, _ = life(day, folder, 0, 0)
    broken += faults(day, holds)
    return {
        "inspectors": inspectors, "answers": sum(holds.values()), "kills": lives, "written_unheard": again,
        "broken": broken, "seconds": round(time.monotonic() - start),
    }  # fmt: skip


def life(day: Day, folder: Path, acks: int, slack: float) -> tuple[Counter[tuple[int, int]], set[tuple[int, int]]]:
    """One life: how often the register holds each answer when it begins, and which were acknowledged before its end."""
    child, ear = in_child(lambda told: serve(day, folder, told, is_busy=acks > 0))
    heard: list[tuple[int, int]] = []
    with os.fdopen(ear) as pipe:
        assert (first := pipe.readline()).strip() == "-1", first + pipe.read()
        for line in pipe if acks else ():
            heard.append(divmod(int(line), len(day.items)))
            if len(heard) == acks:
                break
        time.sleep(slack)
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        heard += [divmod(int(line), len(day.items)) for line in pipe if line.endswith("\n")]
    holds = json.loads((folder / "holds.json").read_text())
    return Counter({(inspector, at): times for inspector, at, times in holds}), set(heard)


def serve(day: Day, folder: Path, told: Any, *, is_busy: bool) -> None:
    """The server: what it holds, then every inspector at work in a thread of their own, until it is killed."""
    register = open_atlas(day.settings)
    (folder / "holds.json").write_text(json.dumps(held(register, day)))
    told(-1)
    for inspector in range(len(day.enterprises)) if is_busy else ():
        threading.Thread(target=work, args=(register, day, inspector, told), daemon=True).start()
    signal.pause()


def work(register: Register, day: Day, inspector: int, told: Any) -> None:
    """Answer what one has no word of, one item after the other."""
    who, enterprise = f"检查员{inspector}", day.enterprises[inspector]
    for at in day.left(inspector):
        try:
            answer_item(register, day.plan, enterprise, *day.items[at], "yes", actor=who)
        except UserError as refused:
            if who not in str(refused):  # otherwise it stands already: it was written, and nobody heard of it
                raise
        told(inspector * len(day.items) + at)


def held(register: Register, day: Day) -> list[tuple[int, int, int]]:
    """Inspector, item, and how many answers the register has of it."""
    rows = register.cursor().execute(
        "select enterprise_id, checklist, item, count(*) from facts.inspection_answer group by all"
    )
    return [
        (day.enterprises.index(enterprise), day.items.index((checklist, item)), times)
        for enterprise, checklist, item, times in rows.fetchall()
    ]


def faults(day: Day, holds: Counter[tuple[int, int]]) -> list[str]:
    """Acknowledged answers that are gone, and answers that stand twice."""
    gone = [f"gone: {one}" for one in sorted(day.acknowledged) if not holds[one]]
    return gone + [f"twice: {one}" for one, times in sorted(holds.items()) if times > 1]


def prepare(folder: Path, settings: Settings, inspectors: int, answers: int) -> None:
    """An approved plan that visits an enterprise for each inspector."""
    shutil.copy(registers.made("empty"), settings.register_path)
    register = open_atlas(settings)
    enterprises = [f"甲{number}水泥" for number in range(inspectors)]
    with register.write("storm", "fill", "enterprises") as cursor:
        for name in enterprises:
            cursor.execute(ENTERPRISE, [name, name, "371502"])
    team = (Officer("王", "1"), Officer("李", "2"))
    draft = Draft("371502", date.today(), "市应急局", "safety_check", team, tuple(enterprises))
    plan = plan_inspection(register, draft, actor="张")
    approve_plan(register, plan, on=date.today(), document_no="1号", actor="赵")
    found = register.ask("marts/inspections/checklist_items")
    found = found[found.answer_kind.isin(["yes_no", "yes_no_na"]) & (found.checklist_subject == "enterprise")]
    items = list(zip(found.checklist, found.item, strict=True))[:answers]
    day = {"plan": plan, "enterprises": enterprises, "items": items}
    (folder / "day.json").write_text(json.dumps(day, ensure_ascii=False))
    register.close()


if __name__ == "__main__":
    sys.exit(main())
