"""How the made-up cases go: stories of steps from `data/demo/stories.csv`, and the dates they fall on.

A story's steps read `step+4-10@2023-01-05(due=90)`: 4 to 10 days after the step before, not before a date, with what it
needs (days until what it sets a date for, months, ground); `step=20` comes exactly 20 days after the one before, and
what follows is counted as if it were not there; `$name` stands for a chain of `data/demo/chains.csv`.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from random import Random
from typing import Final

from lib.demo.lexicon import FOLDER
from lib.register.reference import read_rows

BEAT: Final = re.compile(
    r"(?P<step>\w+)(?P<sign>[+=])(?P<least>\d+)(?:-(?P<most>\d+))?(?:@(?P<day>[\d-]{10}))?(?:\((?P<given>[^)]*)\))?"
)
DISMANTLING_DAYS: Final = (8, 18, 28)  # of a month: the areas dismantle together, so that cases share their pictures
SATURDAY: Final = 6


@dataclass(frozen=True)
class Beat:
    """A step of a story: days after the one before, the earliest date, and what is said with it; `cured_days` before
    it the cure was done, `restriction` is the field of a measure."""

    step: str
    least: int
    most: int
    not_before: date
    due_days: int | None = None
    months: int | None = None
    ground: str | None = None
    cured_days: int | None = None
    restriction: str | None = None
    is_aside: bool = False


@dataclass(frozen=True)
class Story:
    """How cases of a variant go. `basis`: a rule, or an ordinary or serious finding. `prefers`: the lines whose
    later deliveries agree with it (`gone`, `mended`, `staying`)."""

    name: str
    variant: str
    basis: str
    count: int
    prefers: str
    beats: tuple[Beat, ...]


@lru_cache
def stories() -> tuple[Story, ...]:
    """Every story, in file order."""
    chains = {row["chain"]: row["steps"] for row in read_rows(FOLDER / "chains.csv")}
    return tuple(
        Story(
            row["story"],
            row["variant"],
            row["basis"],
            int(row["count"]),
            row["prefers"],
            tuple(beats(row["steps"], chains)),
        )
        for row in read_rows(FOLDER / "stories.csv")
    )


def beats(text: str, chains: dict[str, str]) -> Iterator[Beat]:
    """The steps a text tells, chains written out. Raises ValueError for what is no step, KeyError for no chain."""
    for token in text.split():
        if token.startswith("$"):
            yield from beats(chains[token[1:]], chains)
        else:
            yield beat(token)


def beat(token: str) -> Beat:
    """One step as written. Raises ValueError."""
    found = BEAT.fullmatch(token)
    if found is None:
        raise ValueError(f"{token!r} is not a step of a story like sealed+3-10(due=120)")
    given = dict(part.split("=") for part in (found["given"] or "").split(",") if part)
    least = int(found["least"])
    return Beat(
        found["step"],
        least,
        int(found["most"] or least),
        date.fromisoformat(found["day"]) if found["day"] else date.min,
        int(given["due"]) if "due" in given else None,
        int(given["months"]) if "months" in given else None,
        given.get("ground"),
        int(given["cured"]) if "cured" in given else None,
        given.get("field"),
        found["sign"] == "=",
    )


def dated(story: Story, opened_on: date, dice: Random) -> list[tuple[Beat, date]]:
    """The steps of a story with the working days they fall on."""
    day, found = opened_on, []
    for one in story.beats:
        if one.is_aside:
            found.append((one, weekday(day + timedelta(one.least))))
            continue
        day = weekday(max(day + timedelta(dice.randint(one.least, one.most)), one.not_before))
        if one.step == "dismantled":
            day = dismantling_day(day)
        found.append((one, day))
    return found


def weekday(day: date) -> date:
    """The day, or the Monday after a weekend."""
    while day.isoweekday() >= SATURDAY:
        day += timedelta(1)
    return day


def dismantling_day(day: date) -> date:
    """The next of the days on which areas dismantle."""
    while day.day not in DISMANTLING_DAYS:
        day += timedelta(1)
    return day
