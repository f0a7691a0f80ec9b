"""The matrices of one period: what was stated by a date, held against the register as it stood on the due date."""

from datetime import date
from typing import Any

from lib.register.reading import Reading
from lib.reports.periods import period_of

QUERIES = {
    "reports": "asks/reports/matrix",
    "screening": "asks/reports/screening",
    "departments": "asks/reports/letters",
}


def matrix(
    register: Reading, period: str, kind: str = "reports", as_of: date | None = None, language: str = "zh"
) -> list[dict[str, Any]]:
    """Rows of `reports`, `screening` or `departments` in official order: statements as of `as_of`, counts at most as of
    the due date.

    A later import cannot turn an honest zero into a contradiction, nor a later dismantling hide one.
    """
    day = as_of or date.today()
    held_on = min(day, period_of(register, period).due_on)
    return register.ask_rows(QUERIES[kind], held_on, language, stated_by=day, period=period)
