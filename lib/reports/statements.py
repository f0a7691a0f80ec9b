"""What areas state: exits or zero, per period and sector, signed and numbered; a wrong one is withdrawn by a later row.

Silence is never zero: an area that says nothing has not reported (聊工信发〔2022〕64号 四（三）).
"""

from datetime import date
from typing import Any
from uuid import uuid4

import pyarrow as pa

from lib.register.store import Cursor, Register, now
from lib.reports.periods import period_of
from lib.reports.words import ReportRefused

REPORTS = pa.schema(
    [(name, pa.string()) for name in ("report_id", "period", "matrix", "area_code", "sector", "statement")]
    + [("reported_on", pa.date32())]
    + [(name, pa.string()) for name in ("signer", "document_no", "note", "withdraws", "actor")]
    + [("recorded_at", pa.timestamp("us"))]
)
MATRICES = ("reports", "screening")
STATEMENTS = ("reported", "zero")


def record_report(
    register: Register,
    *,
    period: str,
    area: str,
    sector: str,
    statement: str,
    on: date,
    signer: str,
    document_no: str,
    actor: str,
    note: str = "",
    matrix: str = "reports",
) -> str:
    """Record that an area reports exits (`reported`) or none (`zero`) and return the report_id.

    `matrix` is `reports` (focus sectors) or `screening` (zero-report sectors). Raises ReportRefused with the reason.
    """
    _check_cell(register, period, area, sector, matrix)
    _check_letter(register, statement, on, signer, document_no, actor)
    facts: dict[str, Any] = {
        "period": period,
        "matrix": matrix,
        "area_code": area,
        "sector": sector,
        "statement": statement,
    }
    facts |= {"signer": signer.strip(), "document_no": document_no.strip(), "note": note.strip() or None}
    with register.write(actor, "report", f"{period} {area} {sector}", statement=statement, matrix=matrix) as cursor:
        where = {"period": period, "matrix": matrix, "area": area, "sector": sector}
        standing = cursor.execute(register.sql("pages/report_standing"), where).fetchone()
        if standing:
            raise ReportRefused(
                register,
                "{area} has stated this already on {on} ({report_id}). If that is wrong, withdraw it first.",
                area=_area_names(register)[area], on=standing[2], report_id=standing[0],
            )  # fmt: skip
        return _insert(register, cursor, facts | {"reported_on": on, "actor": actor.strip()})


def withdraw_report(register: Register, report_id: str, *, on: date, actor: str, reason: str) -> str:
    """Withdraw a wrong statement by a new row and return its report_id. Raises ReportRefused."""
    if not reason.strip() or not actor.strip():
        raise ReportRefused(register, "A withdrawal needs a reason and the name of who withdraws.")
    with register.write(actor, "withdraw report", report_id, reason=reason) as cursor:
        found = cursor.execute(register.sql("pages/report_statement"), {"report_id": report_id}).fetchone()
        if found is None or found[7] is not None:
            raise ReportRefused(register, "There is no statement {report_id}.", report_id=report_id)
        if found[8] is not None:
            raise ReportRefused(register, "{report_id} is withdrawn already.", report_id=report_id)
        if not found[6] <= on <= date.today():
            raise ReportRefused(
                register, "{on} must lie between the statement ({stated}) and today.", on=on, stated=found[6]
            )
        facts = dict(zip(("period", "matrix", "area_code", "sector"), found[1:5], strict=True))
        return _insert(
            register,
            cursor,
            facts | {"reported_on": on, "note": reason.strip(), "withdraws": report_id, "actor": actor},
        )


def _check_cell(register: Register, period: str, area: str, sector: str, matrix: str) -> None:
    """Raise ReportRefused for a period in which areas do not report, an unknown area, or a sector not asked about."""
    asked = period_of(register, period)
    if asked.reporter != "areas":
        raise ReportRefused(
            register, "In {period} the city reports, not the areas ({clause}).", period=period, clause=asked.clause
        )
    areas = _area_names(register)
    if area not in areas:
        raise ReportRefused(register, "There is no area {area}; there are {known}.", area=area, known="、".join(areas))
    if matrix not in MATRICES:
        raise ReportRefused(
            register, "There is no matrix {matrix}; there are {known}.", matrix=matrix, known="、".join(MATRICES)
        )
    rows = register.query("pages/report_sectors")
    sectors = list(rows[rows.matrix == matrix].sector)
    if sector not in sectors:
        raise ReportRefused(
            register,
            "{sector} is not reported in this matrix; it asks about {known}.",
            sector=sector,
            known="、".join(sectors),
        )


def _check_letter(register: Register, statement: str, on: date, signer: str, document_no: str, actor: str) -> None:
    """Raise ReportRefused when the letter behind a statement lacks signer or number, or lies in the future."""
    if statement not in STATEMENTS:
        raise ReportRefused(register, "A statement is reported or zero, not {statement}.", statement=statement)
    if not signer.strip():
        raise ReportRefused(register, "Who signed? A statement counts only with its signer.")
    if not document_no.strip():
        raise ReportRefused(register, "Which letter? A statement counts only with its document number.")
    if not actor.strip():
        raise ReportRefused(register, "Who enters this? Give a name.")
    if on > date.today():
        raise ReportRefused(register, "{on} is after today: what was not yet reported cannot be recorded.", on=on)


def _area_names(register: Register) -> dict[str, str]:
    """Code → name of the areas, in the register's language."""
    rows = register.query("pages/report_areas")
    return dict(zip(rows.area_code, rows.area_name, strict=True))


def _insert(register: Register, cursor: Cursor, facts: dict[str, Any]) -> str:
    """Append one row."""
    row = facts | {"report_id": f"R{uuid4().hex[:12]}", "recorded_at": now()}
    cursor.register("incoming_reports", pa.Table.from_pylist([row], schema=REPORTS))
    cursor.execute(register.sql("writes/insert_reports"))
    return str(row["report_id"])
