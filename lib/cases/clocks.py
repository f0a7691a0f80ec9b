"""Month arithmetic and due dates, as `int_case_clocks` has them; the ladder needs them before a step is written."""

import calendar
from dataclasses import replace
from datetime import date, timedelta

from lib.cases.history import REVERSAL, Case, Step, standing, unreversed
from lib.cases.requirements import Clock, Ladder

RECTIFICATION, EXIT = "rectification", "exit"
REQUESTED, EXTENSION, PASSED = "extension_requested", "extension_granted", "rectification_passed"
FAILED = "rectification_failed"
EXIT_ORDERED = "exit_ordered"


def add_months(day: date, months: int) -> date:
    """The same day `months` calendar months later, or the last of a shorter month (31 August + 6 = 28 February)."""
    month = day.month - 1 + months
    year, month = day.year + month // 12, month % 12 + 1
    return date(year, month, min(day.day, calendar.monthrange(year, month)[1]))


def next_workday(day: date, days_off: dict[str, bool]) -> date:
    """The day itself when it is a working day, else the first one after it (民法典 第二百零三条)."""
    while not days_off.get(day.isoformat(), day.isoweekday() < 6):
        day += timedelta(days=1)
    return day


def due_on(clock: str, case: Case, ladder: Ladder) -> date | None:
    """Last day in time of a clock of the case; None when it has not started or no date was set."""
    rule, start = ladder.clocks[case.plan_id][clock], running_start(clock, case, ladder)
    first = _first_due(rule, start, case, ladder) if start else None
    if first is None:
        return None
    counted = _extended(first, start, case, ladder) if start and clock == RECTIFICATION else first
    return next_workday(counted, ladder.days_off) if case.plan_id in ladder.moving else counted


def _extended(first: date, start: Step, case: Case, ladder: Ladder) -> date:
    """The deadline with the months granted. The months of the law and those granted are counted together from the
    order (31 August + 6 + 3 = 31 May); another date is extended from that date."""
    granted = max((step.months or 0 for step in standing(case, ladder) if step.step == EXTENSION), default=0)
    months = ladder.variants[case.variant].clock_months
    is_of_law = months is not None and first == add_months(start.on, months)
    return add_months(start.on, months + granted) if is_of_law and months else add_months(first, granted)


def counted_on(step: Step, case: Case) -> date:
    """The day a step counts by (int_counted_steps): a pass by that of the cure, an extension by that of its
    application, any other by its own."""
    if step.step == EXTENSION:
        return min((one.on for one in unreversed(case) if one.step == REQUESTED), default=step.on)
    return step.cured_on or step.on


def cure_since(on: date, case: Case, ladder: Ladder) -> date | None:
    """The first day on which a cure that is inspected on a day can have been done: that of the order, or of the last
    inspection that failed, which saw none."""
    start = running_start(RECTIFICATION, case, ladder)
    failed = [step.on for step in standing(case, ladder) if step.step == FAILED and step.on <= on]
    return max([start.on, *failed]) if start else None


def running_start(clock: str, case: Case, ladder: Ladder) -> Step | None:
    """The step a clock runs from: a new order made in time, or a stricter one at any time, sets a new date; the same
    again when the date was over takes nothing back (int_clock_starts)."""
    rule = ladder.clocks[case.plan_id][clock]
    orders = [step for step in standing(case, ladder) if step.step in rule.starts_with]
    running, due = None, None
    for order in sorted(orders, key=_moment):
        if running is None or due is None or order.on <= due or ladder.rank(order.step) > ladder.rank(running.step):
            running, due = order, _first_due(rule, order, case, ladder)
    return running


def met_on(clock: str, case: Case, ladder: Ladder) -> date | None:
    """The first day after its start on which one of a clock's alternatives was complete (int_clock_ends)."""
    start = running_start(clock, case, ladder)
    if start is None:
        return None
    firsts: dict[str, date] = {}
    for step in unreversed(case):
        day = counted_on(step, case)
        if (day, step.position) > _moment(start):
            firsts[step.step] = min(day, firsts.get(step.step, day))
    alternatives = ladder.clocks[case.plan_id][clock].ends_with
    return min((max(firsts[one] for one in needed) for needed in alternatives if firsts.keys() >= needed), default=None)


def _moment(step: Step) -> tuple[date, int]:
    """When a step happened among the steps of its day."""
    return step.on, step.position


def _first_due(rule: Clock, start: Step, case: Case, ladder: Ladder) -> date | None:
    """Due date a step sets: as decided, else by the months of the variant or the date of the rule, unless that was over
    on the day of the step."""
    if start.due_on:
        return start.due_on
    months = ladder.variants[case.variant].clock_months
    if rule.clock == RECTIFICATION and months:
        return add_months(start.on, months)
    of_rule = case.exit_due_on if rule.clock == EXIT else None
    return of_rule if of_rule and start.on <= of_rule else None


def is_overdue(clock: str, case: Case, ladder: Ladder, on: date) -> bool:
    """Whether a clock had run out before a day and was not met by then; what counts by a later day is not looked at."""
    told = (step for step in case.steps if step.step == REVERSAL or counted_on(step, case) <= on)
    until = replace(case, steps=tuple(told))
    due = due_on(clock, until, ladder)
    return due is not None and on > due and met_on(clock, until, ladder) is None
