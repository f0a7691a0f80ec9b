"""The public notice: until it stood its days the report to the province is a draft
(聊工信发〔2022〕64号 四（四）; how many days is practice)."""

from dataclasses import dataclass
from datetime import date, timedelta

from lib.cases.loading import ladder_of
from lib.register.reading import Reading
from lib.reports.content import Content
from lib.reports.periods import Period
from lib.words import said

REPORTED = "reported"  # the step of the ladder whose row says how long a notice stands


@dataclass(frozen=True)
class Notice:
    """How the counted exits of a report stand in the public notice: how many are in it, since when, for how long."""

    counted: int
    publicised: int
    first_on: date | None
    last_on: date | None
    days: int

    @property
    def span(self) -> tuple[date, date] | None:
        """First and last day of the notice, when every counted exit was put into it on one day."""
        if not self.counted or self.publicised < self.counted or not self.first_on or self.first_on != self.last_on:
            return None
        return self.first_on, self.first_on + timedelta(days=self.days - 1)

    def draft(self, on: date, language: str = "zh") -> str:
        """Why the report to the province is only a draft on a day; empty when every counted exit stood its days."""
        if not self.counted:
            return said("Draft, not for the province: no exit counts and no public notice is on record.", language)
        if missing := self.counted - self.publicised:
            message = "Draft, not for the province: {count} counted exits are in no public notice yet."
            return said(message, language, count=missing)
        earliest = (self.last_on or date.min) + timedelta(days=self.days)
        if on >= earliest:
            return ""
        message = "Draft, not for the province: the public notice must stand {days} days, until {earliest}."
        return said(message, language, days=self.days, earliest=earliest)


def notice_of(register: Reading, period: Period, content: Content | None, on: date) -> Notice:
    """The notice of what counts in a frozen `content`, or, without one, in the register as of the period's date."""
    if content is None:
        rows = register.ask_rows("asks/reports/counted", period.as_of, since=period.exits_from)
    else:
        rows = [row for row in content["exits"] if row["is_exit_counted"]]
    counted = sorted({row["case_id"] for row in rows})
    [found] = register.ask_rows("asks/reports/notice", on, case_ids=counted)
    rung = ladder_of(register).rung("*", REPORTED, period.plan.plan_id)
    days = rung.wait_days if rung else 0
    return Notice(len(counted), found["publicised_cases"], found["first_on"], found["last_on"], days)
