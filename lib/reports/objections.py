"""Objections to the public notice and their answers: rows, never edited (聊工信发〔2022〕64号 四（四）)."""

from datetime import date
from typing import Any
from uuid import uuid4

import pyarrow as pa

from lib.register.reading import Reading
from lib.register.store import Cursor, Register, now
from lib.reports.periods import check_open, period_of
from lib.reports.refusal import ReportRefused

OBJECTIONS = pa.schema(
    [(name, pa.string()) for name in ("objection_id", "period", "case_id")]
    + [("received_on", pa.date32())]
    + [(name, pa.string()) for name in ("objector", "content", "answers", "actor")]
    + [("recorded_at", pa.timestamp("us"))]
)


def record_objection(
    register: Register, period: str, *, on: date, objector: str, content: str, actor: str, case_id: str | None = None
) -> str:
    """Record an objection to a period's notice, about one case or all, and return its id. Raises ReportRefused."""
    asked = period_of(register, period)
    if "notice" not in asked.papers:
        raise ReportRefused(register, "{period} has no public notice to object to.", period=period)
    _check(register, on, actor, content)
    check_open(register, asked, on)
    if not objector.strip():
        raise ReportRefused(register, "Who objects? Give a name, or say that it came unsigned.")
    if case_id and register.query("asks/cases/facts", case_ids=[case_id]).empty:
        raise ReportRefused(register, "There is no case {case_id}.", case_id=case_id)
    row = {"period": period, "case_id": case_id or None, "received_on": on, "objector": objector.strip()}
    with register.write(actor, "objection", period, case_id=case_id) as cursor:
        return _insert(register, cursor, row | {"content": content.strip(), "actor": actor.strip()})


def answer_objection(register: Register, objection_id: str, *, on: date, answer: str, actor: str) -> str:
    """Answer an objection by a new row and return its id. Raises ReportRefused."""
    _check(register, on, actor, answer)
    with register.write(actor, "answer objection", objection_id) as cursor:
        found = cursor.execute(register.sql("asks/reports/objection"), {"objection_id": objection_id}).fetchone()
        if found is None or found[4] is not None:
            raise ReportRefused(register, "There is no objection {objection_id}.", objection_id=objection_id)
        if found[5] is not None:
            raise ReportRefused(register, "{objection_id} is answered already.", objection_id=objection_id)
        if on < found[3]:
            raise ReportRefused(register, "{on} lies before the objection ({received}).", on=on, received=found[3])
        row = {"period": found[1], "case_id": found[2], "received_on": on, "content": answer.strip()}
        return _insert(register, cursor, row | {"answers": objection_id, "actor": actor.strip()})


def objections(register: Reading, period: str) -> list[dict[str, Any]]:
    """Every objection of a period with its answer, in the order they came."""
    cursor = register.cursor()
    found = cursor.execute(register.sql("pages/reports/objections"), {"period": period})
    columns = [column[0] for column in found.description or []]
    return [dict(zip(columns, row, strict=True)) for row in found.fetchall()]


def check_answered(register: Reading, period: str) -> None:
    """Raise ReportRefused while an objection is unanswered: then nothing goes to the province."""
    clause = period_of(register, period).clause
    open_ones = [one["objection_id"] for one in objections(register, period) if not one["is_answered"]]
    if open_ones:
        raise ReportRefused(
            register,
            "Not reported to the province: objections without an answer: {open_ones} ({clause}).",
            open_ones="、".join(open_ones),
            clause=clause,
        )


def _check(register: Register, on: date, actor: str, content: str) -> None:
    """Raise ReportRefused for no words, no name, or a future date."""
    if not content.strip():
        raise ReportRefused(register, "Write what is said: an empty objection or answer is none.")
    if not actor.strip():
        raise ReportRefused(register, "Who enters this? Give a name.")
    if on > date.today():
        raise ReportRefused(register, "{on} is after today.", on=on)


def _insert(register: Register, cursor: Cursor, facts: dict[str, Any]) -> str:
    """Append one row."""
    row = facts | {"objection_id": f"O{uuid4().hex[:12]}", "recorded_at": now()}
    cursor.register("incoming_report_objections", pa.Table.from_pylist([row], schema=OBJECTIONS))
    cursor.execute(register.sql("writes/insert_report_objections"))
    return str(row["objection_id"])
