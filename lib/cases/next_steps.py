"""Which steps may follow: the ladder asked once for each step, with everything a form can still fill in."""

from datetime import date, timedelta

from lib.cases.clocks import PASSED, cure_since
from lib.cases.credit import PUBLISHED
from lib.cases.history import REVERSAL, Case, Step
from lib.cases.ladder import refusals
from lib.cases.refusal import Refusal
from lib.cases.requirements import DOCUMENT, Ladder, Rung

# What the form asks for, or what stands already: neither says that the step is out of turn.
FILLED_IN = ("needs_evidence",)
DONE = ("too_often", "unknown_step", "not_on_ladder", "no_extension")


def next_steps(case: Case, on: date, today: date, ladder: Ladder) -> dict[str, list[Refusal]]:
    """Every step of the case's ladder that is not done yet, in the ladder's order, with why it cannot be recorded on
    that day; an empty list means that it can, once its document, fields and files are given."""
    found = {step: _out_of_turn(case, step, on, today, ladder) for step in ladder.steps if step != REVERSAL}
    return {step: why for step, why in found.items() if not any(one.code in DONE for one in why)}


def _out_of_turn(case: Case, step: str, on: date, today: date, ladder: Ladder) -> list[Refusal]:
    """Refusals of a step that has all its fields; a cure may have been done on the first day it could."""
    filled = Step(
        step,
        on,
        document_no="-",
        due_on=on + timedelta(days=1),
        months=1,
        ground=ladder.grounds[0],
        destination="-",
        cured_on=cure_since(on, case, ladder) if step == PASSED else None,
        credit_class="minor",
        decided_on=on,
        restriction=ladder.restrictions[0],
        basis="-",
        authority="-",
    )
    return [one for one in refusals(case, filled, today, ladder) if one.code not in FILLED_IN]


def asks_document(rung: Rung) -> bool:
    """Whether a step needs a document number, of its own or as one of its alternatives."""
    return rung.needs_document or DOCUMENT in rung.requires_any


def sets_date(rung: Rung, ladder: Ladder, plan: str) -> bool:
    """Whether a step sets a date: it must, a clock of the plan starts with it, or it is a publication, which ends."""
    clocks = ladder.clocks[plan].values()
    return (
        rung.step == PUBLISHED
        or "due_on" in rung.needs_fields
        or any(rung.step in clock.starts_with for clock in clocks)
    )
