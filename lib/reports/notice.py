"""The public notice: until it stood its days the report to the province is a draft (聊工信发〔2022〕64号 四（四）)."""

from datetime import date, timedelta

from lib.cases.loading import ladder_of
from lib.register.store import Register
from lib.reports.content import Content
from lib.reports.words import said

PUBLICISED, REPORTED = "publicised", "reported"  # steps of the ladder, whose row says how long a notice stands


def draft_of(register: Register, content: Content, on: date, language: str = "zh") -> str:
    """Why the report to the province is only a draft on a day; empty when every counted exit stood its days in the
    notice."""
    counted = sorted({row["case_id"] for row in content["exits"] if row["is_exit_counted"]})
    shown = [row["publicised_on"] for row in register.ask_rows("pages/report_notice", on, "zh", case_ids=counted)]
    published = [day for day in shown if day is not None]
    if missing := len(counted) - len(published):
        message = "Draft, not for the province: {count} counted exits are in no public notice yet."
        return said(message, language, count=missing)
    rung = ladder_of(register).rung("*", REPORTED)
    days = rung.wait_days if rung else 0
    earliest = max(published, default=date.min) + timedelta(days=days)
    if on < earliest:
        message = "Draft, not for the province: the public notice must stand {days} days, until {earliest}."
        return said(message, language, days=days, earliest=earliest)
    return ""
