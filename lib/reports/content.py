"""The content of a report: every figure and row its papers show, as plain JSON in one fixed order."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from lib.exports.cells import digits
from lib.register.reading import Reading
from lib.reports.matrix import matrix
from lib.reports.periods import Period
from lib.reports.refusal import ReportRefused

Row = dict[str, Any]
Content = dict[str, Any]
KEYS: dict[str, tuple[str, ...]] = {  # what makes a row of each table the same row at another time
    "exits": ("line_id", "case_id"),
    "progress": ("area_code", "sector", "process", "state", "capacity_unit"),
    "outdated": ("area_code",),
    "statements": ("area_code", "sector"),
    "screening": ("area_code", "sector"),
    "departments": ("reporter",),
    "summaries": ("area_code",),
}
MATRICES = {"statements": "reports", "screening": "screening", "departments": "departments"}


def content_of(register: Reading, period: Period) -> Content:
    """The report as the register gives it now, as of the period's date, in Chinese: papers are Chinese."""
    register, day = register.reading(), period.as_of
    tables = {
        "exits": register.ask_rows("asks/reports/exits", day, "zh", since=period.exits_from),
        "progress": register.ask_rows("asks/reports/progress", day, "zh"),
        "outdated": register.ask_rows("asks/reports/outdated", day, "zh"),
    }
    areas_report = period.reporter == "areas"
    tables |= {
        name: matrix(register, period.period, kind, day) if areas_report else [] for name, kind in MATRICES.items()
    }
    tables["summaries"] = summaries(register, period, day) if areas_report else []
    head = citation(register, period) | {
        "period": period.period,
        "name": period.name,
        "span": period.span,
        "as_of": day.isoformat(),
        "due_on": period.due_on.isoformat(),
        "exits_from": period.exits_from.isoformat(),
        "reporter": period.reporter,
        "papers": list(period.papers),
        "clause": period.clause,
        "areas": [plain(row) for row in register.ask_rows("asks/reports/areas", day, "zh")],
        "is_demo": bool(register.query("pages/every/is_demo", day).iloc[0, 0]),
        "reads_account": True,  # reports frozen before lack it, and keep the words of their time
    }
    return head | {name: _once(register, name, [plain(row) for row in rows]) for name, rows in tables.items()}


def summaries(register: Reading, period: Period, on: date) -> list[Row]:
    """Every area with what its summary is drafted from, as of the period's date, and the one it gave itself by a
    day."""
    return register.ask_rows("asks/reports/summaries", period.as_of, "zh", stated_by=on, period=period.period)


def citation(register: Reading, period: Period) -> Content:
    """What the papers of a period say of its plan: how they cite it, and its own words."""
    words = register.query("asks/reports/words", language="zh", plan=period.plan.plan_id)
    return {"plan": period.plan.cited, "words": dict(zip(words.word, words.text, strict=True))}


def plain(row: Mapping[str, Any]) -> Row:
    """A row in JSON's own kinds: dates as 2022-07-15, exact amounts as text without needless zeros."""
    return {name: _plain(value) for name, value in row.items()}


def _plain(value: Any) -> Any:
    if isinstance(value, Decimal):
        return digits(value)
    return value.isoformat() if isinstance(value, date) else value


def _once(register: Reading, table: str, rows: list[Row]) -> list[Row]:
    """The rows of a table. Raises ReportRefused when one key stands twice: such a report must not be made."""
    if len(by_key(table, rows)) == len(rows):
        return rows
    keys = [tuple(row[name] for name in KEYS[table]) for row in rows]
    twice = next(key for key in keys if keys.count(key) > 1)
    raise ReportRefused(
        register, "The report is not made: {key} stands more than once in {table}. Tell who tends the atlas.",
        key=" ".join(map(str, twice)), table=table,
    )  # fmt: skip


def canonical(content: Content) -> str:
    """The one text of a content: sorted names, no spaces."""
    return json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def sha256(text: str) -> str:
    """Hash of a canonical text."""
    return hashlib.sha256(text.encode()).hexdigest()


def by_key(table: str, rows: Iterable[Row]) -> dict[tuple[Any, ...], Row]:
    """Rows of a table of the content by their key."""
    return {tuple(row[name] for name in KEYS[table]): row for row in rows}
