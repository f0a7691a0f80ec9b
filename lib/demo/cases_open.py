"""Opening the made-up cases: from the verdicts of two days, and from what departments find later."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random
from typing import Final

from lib.cases.findings import record_finding
from lib.cases.opening import open_case, open_many
from lib.demo.cases_stories import Beat, Story, dated, stories, weekday
from lib.demo.cases_subjects import Subject, allotted, subjects
from lib.demo.lexicon import word, words
from lib.register.store import Register

EXITS_OPENED, OTHERS_OPENED = date(2022, 7, 1), date(2022, 7, 6)
EXIT_DUE: Final = date(2022, 12, 31)
DELIVERED: Final = date(2022, 12, 15)  # what the counties tell by then is known when stories are given to lines
FINDING_WINDOW: Final = 60  # days after the plan within which departments find something
BESIDE: Final = "reported"  # the story of the line about which a second case is open
Given = list[tuple[Story, Subject]]


@dataclass(frozen=True)
class Told:
    """A case with its story: the steps it is to go and the days they fall on."""

    case_id: str
    story: Story
    subject: Subject
    beats: list[tuple[Beat, date]]


def opened(register: Register, dice: Random) -> list[Told]:
    """Open the cases: exits of technology on one day with the plan's date, others on another, findings when found."""
    given = allotted(stories(), subjects(register, EXITS_OPENED, DELIVERED), dice)
    waves: dict[str, Given] = defaultdict(list)
    for story, subject in given:
        is_exit = story.variant == "technology"
        waves["finding" if story.basis != "rule" else "exit" if is_exit else "other"].append((story, subject))
    return [
        *by_verdict(register, waves["exit"], EXITS_OPENED, EXIT_DUE, dice),
        *by_verdict(register, waves["other"], OTHERS_OPENED, None, dice),
        *(by_finding(register, story, subject, dice) for story, subject in waves["finding"]),
    ]


def by_verdict(register: Register, given: Given, on: date, due_on: date | None, dice: Random) -> list[Told]:
    """Open cases from the verdicts of a day, in one transaction. Raises ValueError where a verdict gives no case."""
    wanted = [{"subject_kind": one.kind, "subject_id": one.subject_id, "rule_id": one.rule_id} for _, one in given]
    done = open_many(register, wanted, on=on, actor=words("case_actor")[0], note=word("case_note"), due_on=due_on)
    if done.skipped:
        raise ValueError(f"no case on {on}: {done.skipped[0]}")
    return [
        Told(case_id, story, subject, dated(story, on, dice))
        for case_id, (story, subject) in zip(done.case_ids, given, strict=True)
    ]


def by_finding(register: Register, story: Story, subject: Subject, dice: Random) -> Told:
    """A department finds something on a line, and some days later a case is opened about it."""
    found_on = weekday(EXITS_OPENED + timedelta(dice.randint(3, FINDING_WINDOW)))
    on = weekday(found_on + timedelta(dice.randint(1, 5)))
    actor = words("case_actor")[0]
    finding_id = record_finding(
        register,
        dimension=story.variant,
        found_on=found_on,
        what=word(f"finding_{story.variant}"),
        actor=actor,
        line_id=subject.subject_id,
        seriousness=story.basis,
        document_no=word("finding_document").format(year=found_on.year, number=dice.randint(1, 99)),
    )
    case_id = open_case(
        register, on=on, actor=actor, line_id=subject.subject_id, finding_id=finding_id, note=word("case_note")
    )
    return Told(case_id, story, subject, dated(story, on, dice))


def beside(register: Register, cases: list[Told]) -> None:
    """A department finds something on a line before it is shut in another case: its own case stands open beside it."""
    line = next(one.subject.subject_id for one in cases if one.story.name == BESIDE and one.subject.kind == "line")
    actor, on = words("case_actor")[0], EXITS_OPENED
    number = word("finding_document").format(year=on.year, number=1)
    finding_id = record_finding(
        register,
        dimension="safety",
        found_on=on,
        what=word("finding_safety"),
        actor=actor,
        line_id=line,
        document_no=number,
    )
    open_case(register, on=on, actor=actor, line_id=line, finding_id=finding_id, note=word("case_note"))
