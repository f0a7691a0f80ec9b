"""Report periods of the plans, each with the plan that asks for it: data, never code."""

from collections.abc import Hashable
from dataclasses import dataclass
from datetime import date
from typing import Any

from lib.register.reading import Reading
from lib.reports.refusal import ReportRefused


@dataclass(frozen=True)
class Plan:
    """The plan that asks for a period: its name in the reader's language, its document, who issued it and when."""

    plan_id: str
    name: str
    document_no: str
    issuers: tuple[str, ...]
    issued_on: date
    cited: str  # name and number, as Chinese papers cite it


@dataclass(frozen=True)
class Period:
    """A report: figures as of `as_of` of the exits shut since `exits_from`, due on `due_on` (that day is in time).

    `span` is the time it speaks of as the titles of its papers say it.
    """

    period: str
    name: str
    span: str
    opens_on: date
    due_on: date
    as_of: date
    exits_from: date
    reporter: str
    papers: tuple[str, ...]
    clause: str
    plan: Plan


def periods(register: Reading, language: str = "zh") -> list[Period]:
    """Every period in order."""
    rows = register.query("asks/reports/periods", language=language).to_dict("records")
    return [_period(row) for row in rows]


def _period(row: dict[Hashable, Any]) -> Period:
    days = {name: row[name].date() for name in ("opens_on", "due_on", "as_of", "exits_from")}
    papers = tuple(row["papers"].split(";"))
    return Period(
        row["period"],
        row["period_name"],
        row["span"],
        **days,
        reporter=row["reporter"],
        papers=papers,
        clause=row["clause"],
        plan=_plan(row),
    )


def _plan(row: dict[Hashable, Any]) -> Plan:
    number, issuers, issued_on = row["document_no"], tuple(row["issuers"].split(";")), row["issued_on"].date()
    return Plan(row["plan_id"], row["plan_name"], number, issuers, issued_on, f"《{row['plan_zh']}》（{number}）")


def check_open(register: Reading, period: Period, on: date) -> None:
    """Raise ReportRefused for a day before the period opens: its letters and its notice are not out yet."""
    if on < period.opens_on:
        raise ReportRefused(
            register,
            "{on} lies before {period} opens ({opens_on}). That day stands in {file}, column {column}.",
            on=on,
            period=period.name,
            opens_on=period.opens_on,
            file=f"{period.plan.plan_id}/periods.csv",
            column="opens_on",
        )


def period_of(register: Reading, period: str, language: str = "zh") -> Period:
    """One period. Raises ReportRefused for an unknown one."""
    known = {one.period: one for one in periods(register, language)}
    if period not in known:
        raise ReportRefused(register, "There is no report period {period}; there are {known}.", period=period,
                            known="、".join(known))  # fmt: skip
    return known[period]
