"""What happened to a case, and which of it stands."""

from dataclasses import dataclass, replace
from datetime import date

from lib.cases.requirements import Ladder

REVERSAL, RELAPSED, WITHDRAWN, IDENTIFIED = "reversal", "relapsed", "withdrawn", "identified"
CREDIT_REPAIRED, CITY_ACCEPTED = "credit_repaired", "city_accepted"


@dataclass(frozen=True)
class Proof:
    """A file as a step's evidence: its kind, content hash, type by content and name; `elsewhere` is a case of another
    enterprise that the same picture proves."""

    kind: str
    sha256: str
    mime: str
    file_name: str
    elsewhere: str = ""


@dataclass(frozen=True)
class Step:
    """A recorded or proposed step. `position` counts the rows of the case; `reverses` is what a reversal undoes;
    `cured_on` of a passed rectification is the day the cure was done; `restriction`, `basis` and `authority` are those
    of a credit measure, `credit_class` and `decided_on` (the day of the document that decided it) of a publication."""

    step: str
    on: date
    document_no: str | None = None
    note: str | None = None
    due_on: date | None = None
    months: int | None = None
    ground: str | None = None
    destination: str | None = None
    cured_on: date | None = None
    decided_on: date | None = None
    credit_class: str | None = None
    restriction: str | None = None
    basis: str | None = None
    authority: str | None = None
    evidence: tuple[Proof, ...] = ()
    step_id: str = ""
    position: int = 0
    reverses: str | None = None


@dataclass(frozen=True)
class Objection:
    """An objection to the public notice that nobody answered, and the day it came: it holds back nothing before."""

    received_on: date
    said: str


@dataclass(frozen=True)
class Case:
    """A case and all its rows in the order they were recorded. `serious_on` is the day of the first serious finding,
    `exit_due_on` the date its rule sets (it dates no step of a later day: a person dates that), `objections` those to
    the public notice without an answer, `plan_id` the plan under which it was opened; empty: what all years share."""

    variant: str
    steps: tuple[Step, ...] = ()
    opened_on: date | None = None
    serious_on: date | None = None
    exit_due_on: date | None = None
    objections: tuple[Objection, ...] = ()
    case_id: str = ""
    plan_id: str = ""
    enterprise_id: str = ""

    def after(self, step: Step) -> "Case":
        """The case with one more row."""
        return replace(self, steps=(*self.steps, step))


def standing(case: Case, ladder: Ladder) -> list[Step]:
    """Steps that stand: not reversed, and of the exit only those since the last relapse (int_effective_steps)."""
    left = unreversed(case)
    relapse = last_relapse(left)
    if relapse is None:
        return left
    rank, since = ladder.rank(RELAPSED), (relapse.on, relapse.position)
    return [step for step in left if ladder.rank(step.step) < rank or (step.on, step.position) >= since]


def unreversed(case: Case) -> list[Step]:
    """Steps that nobody reversed: what a reversal undoes never happened (int_unreversed_steps)."""
    undone = {step.reverses for step in case.steps if step.step == REVERSAL}
    return [step for step in case.steps if step.step != REVERSAL and step.step_id not in undone]


def last_relapse(steps: list[Step]) -> Step | None:
    """The latest relapse among steps."""
    relapses = [step for step in steps if step.step == RELAPSED]
    return max(relapses, key=lambda step: (step.on, step.position), default=None)


def state(case: Case, ladder: Ladder) -> str | None:
    """The furthest step that stands."""
    return max(standing(case, ladder), key=lambda step: ladder.rank(step.step), default=Step("", date.min)).step or None
