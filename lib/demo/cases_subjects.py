"""Whom the made-up cases are about: each story gets lines whose later deliveries agree with how it goes."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from random import Random

from lib.cases.loading import rows
from lib.demo.cases_pictures import Where
from lib.demo.cases_stories import Story
from lib.register.store import Register


@dataclass(frozen=True)
class Subject:
    """A line or an enterprise a case may be about; `rule_id` is empty where only a finding would be the reason."""

    kind: str
    subject_id: str
    enterprise_id: str
    rule_id: str | None
    variant: str | None
    where: Where
    later: str  # gone, mended or staying: what the later deliveries say of it


def subjects(register: Register, on: date, later: date) -> list[Subject]:
    """Everything cases may be about on a date, in an order that does not depend on the machine."""
    changed = {row["line_id"]: row for row in rows(register, register.cursor(later), "asks/demo/later", {})}
    found = register.ask_rows("asks/demo/subjects", on)
    return [
        Subject(
            row["subject_kind"],
            row["subject_id"],
            row["enterprise_id"],
            row["rule_id"],
            row["variant"],
            (row["area_code"], row["centre_lon"], row["centre_lat"]),
            later_of(changed.get(row["subject_id"])),
        )
        for row in found
    ]


def later_of(changed: dict[str, bool] | None) -> str:
    """What became of a line: gone before mended before neither."""
    if changed is None:
        return "staying"
    return "gone" if changed["is_gone"] else "mended"


def allotted(told: Iterable[Story], known: list[Subject], dice: Random) -> Iterator[tuple[Story, Subject]]:
    """A subject for each case of the stories, one case per enterprise; stories that prefer something choose first."""
    shuffled = dice.sample(known, len(known))
    taken: set[str] = set()
    for story in sorted(told, key=lambda one: one.prefers == "staying"):
        for _ in range(story.count):
            free = (one for one in shuffled if one.enterprise_id not in taken and fits(one, story))
            best = min(free, key=lambda one: (one.later != story.prefers, one.later == "gone"), default=None)
            if best is not None:
                taken.add(best.enterprise_id)
                yield story, best


def fits(subject: Subject, story: Story) -> bool:
    """Whether a story may be told of a subject: its variant's rule, or a finding about a line no rule catches."""
    return subject.variant == story.variant if story.basis == "rule" else subject.rule_id is None
