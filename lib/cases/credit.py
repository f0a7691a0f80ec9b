"""What may be published of an enterprise and for how long, when it is repaired, and which measures may rest on it."""

from datetime import date

from lib.cases.clocks import add_months
from lib.cases.history import CREDIT_REPAIRED, Case, Step, standing
from lib.cases.refusal import Code, Refusal, codes
from lib.cases.requirements import CreditTerm, Ladder, Rung

PUBLISHED, MEASURE = "credit_published", "measure_taken"
PROMISE = "commitment"  # the kind of evidence that is the promise of the enterprise
ANY = "any"  # the rules of the day know no classes


def credit_refusals(case: Case, step: Step, rung: Rung, ladder: Ladder) -> list[Refusal]:
    """Why a publication, a repair or a measure does not keep its term; empty for every other step."""
    checks = {PUBLISHED: _publication, CREDIT_REPAIRED: _repair, MEASURE: _measure}
    return checks[step.step](case, step, rung, ladder) if step.step in checks else []


def decided_on(publication: Step) -> date:
    """The day from which the term of a publication counts: that of the document that decided it, else its own."""
    return publication.decided_on or publication.on


def repair_proofs(step: str, on: date, ladder: Ladder) -> tuple[str, ...]:
    """Kinds of evidence a repair needs on a day: since there are classes of breach, the public promise."""
    return (PROMISE,) if step == CREDIT_REPAIRED and classes_on(on, ladder) else ()


def term_of(publication: Step, ladder: Ladder) -> CreditTerm | None:
    """The term in force on the day of a publication for its class; None when that day knows classes and it has none."""
    found = _terms_on(publication.on, ladder)
    return next((one for one in found if one.credit_class in (ANY, publication.credit_class)), None)


def classes_on(on: date, ladder: Ladder) -> list[str]:
    """The classes of breach a publication of that day must choose from; none where the rules know no classes."""
    return [one.credit_class for one in _terms_on(on, ladder) if one.credit_class != ANY]


def _terms_on(on: date, ladder: Ladder) -> list[CreditTerm]:
    return [one for one in ladder.credit_terms if one.since <= on <= one.until]


def ends_on(publication: Step, ladder: Ladder) -> date:
    """The last day a publication stands: as decided, else the longest its class allows (int_credit_publications)."""
    term = term_of(publication, ladder)
    return publication.due_on or (add_months(decided_on(publication), term.most_months) if term else date.max)


def _last(case: Case, ladder: Ladder, on: date) -> Step | None:
    """The last publication or repair by a day."""
    found = [one for one in standing(case, ladder) if one.step in (PUBLISHED, CREDIT_REPAIRED) and one.on <= on]
    return max(found, key=lambda one: (one.on, one.position), default=None)


def _publication(case: Case, step: Step, rung: Rung, ladder: Ladder) -> list[Refusal]:
    """A class and the day of the decision where the day knows classes, and an end within the term counted from it."""
    term, decided = term_of(step, ladder), decided_on(step)
    asked = ("credit_class", "decided_on") if classes_on(step.on, ladder) else ()
    if missing := [name for name in asked if not getattr(step, name)]:
        return [
            Refusal("needs_field", {"step": Code("step", step.step), "field": codes("field", missing)}, rung.clause)
        ]
    if term is None:
        return []
    if decided > step.on:
        return [Refusal("decided_late", {"decided_on": decided, "on": step.on}, rung.clause)]
    earliest, latest = add_months(decided, term.least_months), add_months(decided, term.most_months)
    if step.on > latest:
        return [Refusal("credit_over", {"decided_on": decided, "latest": latest}, term.clause)]
    if step.due_on and not earliest <= step.due_on <= latest:
        return [Refusal("credit_range", {"due_on": step.due_on, "earliest": earliest, "latest": latest}, term.clause)]
    return []


def _repair(case: Case, step: Step, rung: Rung, ladder: Ladder) -> list[Refusal]:
    """A repair comes after the shortest term of what was published."""
    last = _last(case, ladder, step.on)
    term = term_of(last, ladder) if last and last.step == PUBLISHED else None
    earliest = add_months(decided_on(last), term.least_months) if last and term else step.on
    if term and step.on < earliest:
        return [Refusal("repair_early", {"months": term.least_months, "earliest": earliest}, term.clause)]
    return []


def _measure(case: Case, step: Step, rung: Rung, ladder: Ladder) -> list[Refusal]:
    """A measure is in one of the fields, rests on a publication that stands, and ends with it at the latest."""
    last = _last(case, ladder, step.on)
    found = []
    if step.restriction and step.restriction not in ladder.restrictions:
        named = {"restriction": step.restriction, "known": codes("restriction", ladder.restrictions)}
        found.append(Refusal("unknown_restriction", named, rung.clause))
    if last is None:
        return found
    if last.step != PUBLISHED or step.on > ends_on(last, ladder):
        found.append(Refusal("not_published", {"on": step.on}, rung.clause))
    elif step.due_on and step.due_on > ends_on(last, ladder):
        days = {"due_on": step.due_on, "latest": ends_on(last, ladder)}
        found.append(Refusal("measure_beyond", days, rung.clause))
    return found
