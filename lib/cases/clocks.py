"""Month arithmetic and due dates, as `int_case_clocks` has them; the ladder needs them before a step is written."""

import calendar
from datetime import date, timedelta

from lib.cases.history import Case, Step, standing
from lib.cases.rules import Clock, Ladder

RECTIFICATION, EXIT, EXTENSION = "rectification", "exit", "extension_granted"


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
    rule, steps = ladder.clocks[clock], standing(case, ladder)
    starts = sorted(
        (step for step in steps if step.step in rule.starts_with), key=lambda step: (step.on, step.position)
    )
    first = _running_due(rule, starts, case, ladder)
    if first is None:
        return None
    granted = max((step.months or 0 for step in steps if step.step == EXTENSION), default=0)
    counted = add_months(first, granted) if clock == RECTIFICATION else first
    return next_workday(counted, ladder.days_off) if rule.rolls == "next_workday" else counted


def _running_due(rule: Clock, starts: list[Step], case: Case, ladder: Ladder) -> date | None:
    """Due date before any extension, after all orders in the sequence of their days. A new order made in time, or a
    stricter one at any time, sets a new date; the same again when the date was over takes nothing back."""
    due, rank = None, 0
    for start in starts:
        if due is None or start.on <= due or ladder.rank(start.step) > rank:
            due, rank = _first_due(rule, start, case, ladder), ladder.rank(start.step)
    return due


def _first_due(rule: Clock, last: Step, case: Case, ladder: Ladder) -> date | None:
    """Due date an order sets: as decided, else by the months of the variant or the date of the rule."""
    if last.due_on:
        return last.due_on
    months = ladder.variants[case.variant].clock_months
    if rule.clock == RECTIFICATION and months:
        return add_months(last.on, months)
    return case.exit_due_on if rule.clock == EXIT else None


def is_overdue(clock: str, case: Case, ladder: Ladder, on: date) -> bool:
    """Whether a clock has run out before `on` and was not met by then."""
    due = due_on(clock, case, ladder)
    ended = [step.on for step in standing(case, ladder) if step.step in ladder.clocks[clock].ends_with]
    return due is not None and on > due and not any(day <= on for day in ended)
