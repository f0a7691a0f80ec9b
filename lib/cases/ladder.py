"""Whether a step may be recorded: pure, from the data of the ladder, the case's rows and the proposed step."""

from dataclasses import replace
from datetime import date, timedelta

from lib.cases.clocks import (
    EXIT,
    EXIT_ORDERED,
    EXTENSION,
    PASSED,
    RECTIFICATION,
    REQUESTED,
    add_months,
    counted_on,
    cure_since,
    due_on,
    is_overdue,
)
from lib.cases.credit import credit_refusals, repair_proofs
from lib.cases.history import CREDIT_REPAIRED, RELAPSED, WITHDRAWN, Case, Step, last_relapse, standing
from lib.cases.proofs import proof_refusals
from lib.cases.refusal import Code, Refusal, codes
from lib.cases.requirements import DEADLINE_PASSED, DOCUMENT, NOT_OVERDUE, OVERDUE, SERIOUS, Ladder, Rung

CURE = "cure"  # the kind of evidence that proves the day of a cure


def refusals(case: Case, step: Step, today: date, ladder: Ladder) -> list[Refusal]:
    """Every reason why `step` must not be recorded in `case`; empty when it may."""
    rung = ladder.rung(case.variant, step.step, case.plan_id)
    if step.step not in ladder.steps or step.step == "reversal":
        return [Refusal("unknown_step", {"step": step.step})]
    if rung is None:
        return [_off_ladder(case, step, ladder)]
    cure = (CURE,) if step.cured_on else ()
    if more := (*cure, *repair_proofs(step.step, step.on, ladder)):
        rung = replace(rung, needs_evidence=(*rung.needs_evidence, *more))
    return [
        *_order(case, step, rung, ladder),
        *_dates(case, step, rung, today, ladder),
        *_fields(case, step, rung, ladder),
        *credit_refusals(case, step, rung, ladder),
        *proof_refusals(step, rung, ladder),
    ]


def _off_ladder(case: Case, step: Step, ladder: Ladder) -> Refusal:
    """The step is not one of the variant's; an extension is refused with the clause that knows none."""
    variant = ladder.variants[case.variant]
    code = "no_extension" if step.step in (REQUESTED, EXTENSION) else "not_on_ladder"
    return Refusal(code, {"variant": Code("variant", case.variant), "step": Code("step", step.step)}, variant.clause)


def _order(case: Case, step: Step, rung: Rung, ladder: Ladder) -> list[Refusal]:
    """Prerequisites, forbidden orders, repetitions."""
    stand = standing(case, ladder)
    names = {one.step for one in stand}
    if WITHDRAWN in names and step.step != CREDIT_REPAIRED:  # what was published about it can still be taken back
        return [Refusal("closed_case")]
    name, found = Code("step", step.step), []
    if missing := [one for one in rung.requires_all if one not in names]:
        found.append(Refusal("needs_step", {"missing": codes("step", missing)}, rung.clause))
    if rung.requires_any and not any(_has(one, case, step, stand, ladder) for one in rung.requires_any):
        found.append(_no_alternative(step, rung, stand))
    if blocking := [one for one in rung.forbidden_after if one in names]:
        found.append(Refusal("forbidden_after", {"blocking": codes("step", blocking), "step": name}, rung.clause))
    else:
        found += _overtaken(case, step, stand, ladder)
    if rung.max_times is not None and sum(one.step == step.step for one in stand) >= rung.max_times:
        found.append(Refusal("too_often", {"step": name, "times": rung.max_times}, rung.clause))
    return found


def _overtaken(case: Case, step: Step, stand: list[Step], ladder: Ladder) -> list[Refusal]:
    """A step entered late must not come to lie before one that could not have followed it."""
    later = [one for one in stand if one.on > step.on]
    rungs = [(one, ladder.rung(case.variant, one.step, case.plan_id)) for one in later]
    unlawful = [
        (one, rung.clause)
        for one, rung in rungs
        if rung and (step.step == WITHDRAWN or step.step in rung.forbidden_after)
    ]
    if not unlawful:
        return []
    first, clause = min(unlawful, key=lambda pair: pair[0].on)
    named = {"later": Code("step", first.step), "later_on": first.on, "step": Code("step", step.step)}
    return [Refusal("overtaken", {"on": step.on} | named, clause)]


def _has(required: str, case: Case, step: Step, stand: list[Step], ladder: Ladder) -> bool:
    """Whether a prerequisite holds on the day of the step."""
    if required == DEADLINE_PASSED:
        return is_overdue(RECTIFICATION, case, ladder, step.on)
    if required in (OVERDUE, NOT_OVERDUE):
        exits = (clock.clock for clock in ladder.clocks[case.plan_id].values() if clock.is_exit)
        return any(is_overdue(clock, case, ladder, step.on) for clock in exits) == (required == OVERDUE)
    if required == SERIOUS:
        return case.serious_on is not None and case.serious_on <= step.on
    if required == DOCUMENT:
        return bool((step.document_no or "").strip())
    return any(one.step == required and one.on <= step.on for one in stand)


def _no_alternative(step: Step, rung: Rung, stand: list[Step]) -> Refusal:
    """None of the alternatives holds: they are missing, or lie after the step."""
    later = min((one for one in stand if one.step in rung.requires_any), key=lambda one: one.on, default=None)
    if later is None:
        return Refusal("needs_any", {"missing": codes("step", rung.requires_any)}, rung.clause)
    return _too_early(step, later, rung)


def _too_early(step: Step, required: Step, rung: Rung) -> Refusal:
    """The step lies before one it requires."""
    named = {"required": Code("step", required.step), "required_on": required.on}
    return Refusal("before_required", {"on": step.on} | named, rung.clause)


def _dates(case: Case, step: Step, rung: Rung, today: date, ladder: Ladder) -> list[Refusal]:
    """A step lies neither in the future nor before what it requires, nor after a deadline that is final."""
    stand, found = standing(case, ladder), []
    if step.on > today:
        found.append(Refusal("in_future", {"on": step.on, "today": today}))
    if case.opened_on and step.on < case.opened_on:
        found.append(Refusal("before_opening", {"on": step.on, "opened_on": case.opened_on}))
    found += [_too_early(step, one, rung) for one in stand if one.step in rung.requires_all and step.on < one.on]
    found += _relapse(step, rung, stand, ladder)
    return found + _deadline(case, step, rung, ladder) + _waiting(case, step, rung, stand)


def _relapse(step: Step, rung: Rung, stand: list[Step], ladder: Ladder) -> list[Refusal]:
    """Steps of the exit start again after a relapse, and a relapse lies after the steps it makes void."""
    relapse, rank = last_relapse(stand), ladder.rank(RELAPSED)
    if relapse and step.on < relapse.on and ladder.rank(step.step) >= rank:
        return [Refusal("before_relapse", {"on": step.on, "relapsed_on": relapse.on}, rung.clause)]
    later = [one for one in stand if one.on > step.on and ladder.rank(one.step) > rank]
    return [_too_early(step, one, rung) for one in later if step.step == RELAPSED]


def _deadline(case: Case, step: Step, rung: Rung, ladder: Ladder) -> list[Refusal]:
    """An extension, and a pass where the plan leaves no other way, count by a day no later than the deadline."""
    if not rung.is_within_deadline:
        return []
    due = due_on(RECTIFICATION, case, ladder)
    counted = counted_on(step, case)
    if due is not None and counted > due:
        return [Refusal("deadline_over", {"on": counted, "due_on": due}, rung.clause)]
    return []


def _cure(case: Case, step: Step, ladder: Ladder) -> list[Refusal]:
    """The day of a cure goes with a pass, and lies between the order, or a failed inspection, and the inspection."""
    if step.cured_on is None:
        return []
    if step.step != PASSED:
        return [Refusal("cure_of_pass", {"step": Code("step", step.step)})]
    since = cure_since(step.on, case, ladder)
    if since and not since <= step.cured_on <= step.on:
        return [Refusal("cure_range", {"cured_on": step.cured_on, "since": since, "on": step.on})]
    return []


def _waiting(case: Case, step: Step, rung: Rung, stand: list[Step]) -> list[Refusal]:
    """A public notice stands its days, and no objection that came by the step's day is left without an answer."""
    if not rung.wait_days:
        return []
    since = max((one.on for one in stand if one.step in rung.requires_all), default=step.on)
    earliest, found = since + timedelta(days=rung.wait_days), []
    if step.on < earliest and any(one.step in rung.requires_all for one in stand):
        found.append(Refusal("wait", {"days": rung.wait_days, "earliest": earliest}, rung.clause))
    if unanswered := tuple(one.said for one in case.objections if one.received_on <= step.on):
        found.append(Refusal("objection_open", {"objections": unanswered}, rung.clause))
    return found


def _fields(case: Case, step: Step, rung: Rung, ladder: Ladder) -> list[Refusal]:
    """Document number and the fields the step cannot do without, each within its bounds."""
    name, found = Code("step", step.step), []
    if rung.needs_document and not (step.document_no or "").strip():
        found.append(Refusal("needs_document", {"step": name}, rung.clause))
    missing = [one for one in rung.needs_fields if getattr(step, one) is None or str(getattr(step, one)).strip() == ""]
    if missing:
        found.append(Refusal("needs_field", {"step": name, "field": codes("field", missing)}, rung.clause))
    if step.ground and step.ground not in ladder.grounds:
        found.append(Refusal("unknown_ground", {"ground": step.ground, "known": ladder.grounds}, rung.clause))
    most = ladder.variants[case.variant].extension_months
    if step.step == EXTENSION and step.months is not None and not 1 <= step.months <= most:
        found.append(Refusal("months_range", {"months": step.months, "most": most}, rung.clause))
    return found + _cure(case, step, ladder) + _due_bounds(case, step, rung, ladder)


def _due_bounds(case: Case, step: Step, rung: Rung, ladder: Ladder) -> list[Refusal]:
    """A due date lies after its step; an order to rectify gives no more months than the plan."""
    if step.due_on is None:
        return []
    if step.step == EXIT_ORDERED and (due := due_on(EXIT, case, ladder)):
        return [Refusal("already_dated", {"due_on": due}, rung.clause)]
    found, months = [], ladder.variants[case.variant].clock_months
    if step.due_on <= step.on and step.step != "identified":
        found.append(Refusal("due_not_after", {"due_on": step.due_on, "on": step.on}, rung.clause))
    if months and step.step == "rectification_ordered" and step.due_on > add_months(step.on, months):
        latest = add_months(step.on, months)
        found.append(Refusal("due_beyond", {"due_on": step.due_on, "months": months, "latest": latest}, rung.clause))
    return found
