"""The matrices of one period: what was stated by a date, held against the register as it stood on the due date."""

from datetime import date
from typing import Any

from lib.register.store import Register
from lib.reports.periods import period_of

QUERIES = {"reports": "pages/report_matrix", "screening": "pages/report_screening"}
STATED = {
    "state", "state_name", "statement", "reported_on", "first_reported_on", "days_late", "is_overdue", "signer",
    "document_no", "note", "report_id",
}  # fmt: skip


def matrix(
    register: Register, period: str, kind: str = "reports", as_of: date | None = None, language: str = "zh"
) -> list[dict[str, Any]]:
    """Rows of `reports` or `screening` in official order: statements as of `as_of`, counts at most as of the due date.

    A later import cannot turn an honest zero into a contradiction, nor a later dismantling hide one.
    """
    day = as_of or date.today()
    counted_on = min(day, period_of(register, period).due_on)
    stated = {_cell(row): row for row in register.ask_rows(QUERIES[kind], day, language, period=period)}
    rows = register.ask_rows(QUERIES[kind], counted_on, language, period=period)
    return [judged(row | {name: stated[_cell(row)][name] for name in STATED}, kind) for row in rows]


def _cell(row: dict[str, Any]) -> tuple[str, str]:
    return row["area_code"], row["sector"]


def judged(row: dict[str, Any], kind: str) -> dict[str, Any]:
    """The row with its two flags taken anew, for statement and counts may come from two dates."""
    is_zero = row["statement"] == "zero"
    if kind == "screening":
        flags = (is_zero and row["caught_lines"] > 0, is_zero and row["unscreened_enterprises"] > 0)
    else:
        denied = row["outdated_lines"] + row["shut_lines"] > 0
        flags = (is_zero and denied, row["statement"] == "reported" and row["shut_lines"] == 0)
    return row | dict(zip(("is_contradicted", "is_unsupported"), flags, strict=True))
