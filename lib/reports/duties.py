"""Duties of a plan that were done, each by a document; nothing is done because its date has passed."""

from datetime import date
from uuid import uuid4

import pyarrow as pa

from lib.register.store import Cursor, Register, now
from lib.reports.refusal import ReportRefused

DUTY_REPORTS = pa.schema(
    [(name, pa.string()) for name in ("duty_report_id", "plan_id", "duty")]
    + [("done_on", pa.date32())]
    + [(name, pa.string()) for name in ("document_no", "note", "withdraws", "actor")]
    + [("recorded_at", pa.timestamp("us"))]
)


def record_duty(
    register: Register, plan: str, duty: str, *, on: date, document_no: str, actor: str, note: str = ""
) -> str:
    """Record that a duty was done on a day by a document, and return the row's id. Raises ReportRefused."""
    if not document_no.strip() or not actor.strip():
        raise ReportRefused(register, "By which document was it done, and who enters this? Give both.")
    if on > date.today():
        raise ReportRefused(register, "{on} is after today: what is not yet done cannot be recorded.", on=on)
    with register.write(actor, "duty done", f"{plan} {duty}", document=document_no) as cursor:
        found = cursor.execute(register.sql("asks/reports/duty"), {"plan": plan, "duty": duty}).fetchone()
        if found is None:
            raise ReportRefused(
                register, "The plan {plan} has no duty {duty}. `python -m lib query duties` lists them.",
                plan=plan, duty=duty,
            )  # fmt: skip
        if found[2]:
            raise ReportRefused(
                register, "{duty} is recorded as done on {on} ({row}). If that is wrong, withdraw it first.",
                duty=duty, on=found[3], row=found[2],
            )  # fmt: skip
        row: dict[str, object] = {"plan_id": plan, "duty": duty, "done_on": on, "document_no": document_no.strip()}
        return _insert(register, cursor, row | {"note": note.strip() or None, "actor": actor.strip()})


def withdraw_duty(register: Register, duty_report_id: str, *, actor: str, reason: str) -> str:
    """Withdraw a wrong row by a new one and return its id. Raises ReportRefused."""
    if not reason.strip() or not actor.strip():
        raise ReportRefused(register, "A withdrawal needs a reason and the name of who withdraws.")
    with register.write(actor, "withdraw duty", duty_report_id, reason=reason) as cursor:
        asked = {"duty_report_id": duty_report_id}
        found = cursor.execute(register.sql("asks/reports/duty_report"), asked).fetchone()
        if found is None or found[3]:
            raise ReportRefused(register, "There is no duty {row} that stands as done.", row=duty_report_id)
        row: dict[str, object] = {"plan_id": found[1], "duty": found[2], "withdraws": duty_report_id}
        return _insert(register, cursor, row | {"note": reason.strip(), "actor": actor.strip()})


def _insert(register: Register, cursor: Cursor, row: dict[str, object]) -> str:
    """Append a row to facts.duty_report."""
    made = row | {"duty_report_id": f"D{uuid4().hex[:12]}", "recorded_at": now()}
    cursor.register("incoming_duty_reports", pa.Table.from_pylist([made], schema=DUTY_REPORTS))
    cursor.execute(register.sql("writes/insert_duty_reports"))
    return str(made["duty_report_id"])
