"""Two phones, one visit, a network that loses, tears and repeats: whatever the order, every answer is there once."""

from collections import Counter
from dataclasses import dataclass, field
from itertools import pairwise
from random import Random
from typing import Any
from uuid import UUID

import pytest

from lib.inspections.receiving import read_entries, receive
from lib.register.store import Register
from tests.field.conftest import entry
from tests.field.serving import approved

ITEMS = {f"PRO-{number:02}": "procedure" for number in (1, 2, 3, 4, 6, 7, 8, 9, 10, 11, 12, 13)} | {
    f"CEM-{number:02}": "cement" for number in (1, 2, 5, 6, 7, 9, 10, 12, 13, 14, 15, 20)
}  # each has a history of its own
ENTERPRISES = ("东水泥", "北水泥", "远水泥")
STORED = """select client_id, item, value, answer_id from facts.inspection_answer
    where inspection_plan_id = $1 and enterprise_id = $2 order by number"""
STEPS = 5  # before everything is sent; three visits by three seeds are 216 histories of two phones


@dataclass
class Phone:
    """What `outbox.js` does: an untried entry is changed in place, one that was tried is followed by another, and the
    first of each item alone is sent."""

    name: str
    dice: Random
    plan: str
    enterprise: str
    known: dict[str, str] = field(default_factory=dict)
    outbox: list[dict[str, Any]] = field(default_factory=list)
    stuck: dict[str, str] = field(default_factory=dict)  # item → the id that stands instead
    ended: set[str] = field(default_factory=set)  # ids that were acknowledged, or given up by a person

    def answer(self, item: str) -> None:
        value, mine = self.dice.choice(["yes", "no"]), [one for one in self.outbox if one["item"] == item]
        if item in self.stuck:
            return
        if mine and not mine[-1]["tried"]:
            mine[-1] |= {"value": value}
        else:
            seen = mine[-1]["id"] if mine else self.known.get(item, "")
            more = {
                "id": self.new_id(),
                "seen": seen,
                "remark": self.name,
                "enterprise": self.enterprise,
                "checklist": ITEMS[item],
            }
            self.outbox.append(entry(self.plan, item, value, **more) | {"tried": False})

    def decide(self, item: str) -> None:
        """A person looks at both answers and takes theirs, or ours."""
        stands, ours = self.stuck.pop(item), [one for one in self.outbox if one["item"] == item][-1]
        self.ended |= {one["id"] for one in self.outbox if one["item"] == item}
        self.outbox = [one for one in self.outbox if one["item"] != item]
        self.known[item] = stands
        if self.dice.random() < 0.5:
            self.outbox.append(ours | {"id": self.new_id(), "seen": stands, "tried": False})

    def new_id(self) -> str:
        return str(UUID(int=self.dice.getrandbits(128), version=4))

    def sync(self, register: Register, *, fault: str = "") -> None:
        first = {one["item"]: one for one in reversed(self.outbox)}
        heads = [one for one in self.outbox if first[one["item"]] is one and one["item"] not in self.stuck]
        for one in heads:
            one["tried"] = True
        if fault == "torn":
            return
        told = receive(register, read_entries([dict(one) for one in heads]), actor=self.name, language="en")
        for found in told[: self.dice.randrange(len(told) + 1) if fault == "lost" else None]:
            self.settle(found)

    def settle(self, found: dict[str, Any]) -> None:
        one = next(one for one in self.outbox if one["id"] == found["id"])
        if found["state"] == "conflict":
            self.stuck[one["item"]] = found["stands"]["answer_id"]
            return
        assert found["state"] == "kept", found
        self.outbox.remove(one)
        self.ended.add(one["id"])
        self.known[one["item"]] = found["answer_id"]
        for later in self.outbox:
            if later["seen"] == found["id"]:
                later["seen"] = found["answer_id"]


@pytest.mark.parametrize("seed", range(3))
def test_every_answer_is_there_once(places: Register, seed: int):
    dice, faults, plan = Random(seed), Counter[str](), approved(places, *ENTERPRISES)
    for enterprise in ENTERPRISES:
        phones = [Phone(name, dice, plan, enterprise) for name in ("王科长", "李科员")]
        sent = {one["id"]: one for one in interleaved(places, phones, dice, faults)}
        stored = places.cursor().execute(STORED, [plan, enterprise]).fetchall()
        assert max(Counter(made for made, *_ in stored).values()) == 1, "no answer was recorded twice"
        assert all((sent[made]["item"], sent[made]["value"]) == (item, value) for made, item, value, _ in stored)
        for (_, item, _, stood), (made, after, _, _) in pairwise(sorted(stored, key=lambda row: row[1])):
            assert item != after or sent[made]["seen"] in (stood, named(stored, stood)), "nobody wrote over the unseen"
        ended = {made for made, *_ in stored} | {made for one in phones for made in one.ended}
        assert set(sent) <= ended, "what was answered is there, stood already, or a person chose the other"
        assert not any(one.outbox or one.stuck for one in phones), "nothing waits"
    assert faults["torn"] and faults["lost"] and faults["decided"], "the network did its worst"


def interleaved(register: Register, phones: list[Phone], dice: Random, faults: Counter[str]) -> list[dict[str, Any]]:
    """Answer, send and decide in a random order, then let everything be sent; every entry that ever was."""
    sent: dict[str, dict[str, Any]] = {}
    for turn in range(STEPS + 12):
        phone, is_over = phones[turn % 2] if turn >= STEPS else dice.choice(phones), turn >= STEPS
        for item in [] if is_over else ITEMS:
            if dice.random() < 0.5:
                phone.answer(item)
        for item in list(phone.stuck):
            phone.decide(item)
            faults["decided"] += 1
        sent |= {one["id"]: one for one in phone.outbox}
        fault = "" if is_over else dice.choice(["", "torn", "lost"])
        faults[fault] += 1
        if phone.outbox:
            phone.sync(register, fault=fault)
        if is_over and not any(one.outbox for one in phones):
            break
    return list(sent.values())


def named(stored: list[tuple[str, str, str, str]], answer: str) -> str:
    """The id that an answer's maker gave it."""
    return next(made for made, _, _, one in stored if one == answer)
