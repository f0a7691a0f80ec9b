"""What areas state of each sector, and municipal departments at large: exits or zero, per period, signed and
numbered; a wrong one is withdrawn by a later row.

Silence is never zero: who says nothing has not reported (聊工信发〔2022〕64号 四（三）).
"""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date
from uuid import uuid4

import pyarrow as pa

from lib.register.store import Cursor, Register, now
from lib.reports.periods import Period, check_open, period_of, periods
from lib.reports.refusal import ReportRefused

REPORTS = pa.schema(
    [
        (name, pa.string())
        for name in ("report_id", "period", "matrix", "area_code", "sector", "department", "statement")
    ]
    + [("reported_on", pa.date32())]
    + [(name, pa.string()) for name in ("signer", "document_no", "note", "withdraws", "actor")]
    + [("recorded_at", pa.timestamp("us"))]
)
MATRICES, DEPARTMENTS = ("reports", "screening"), "departments"
SUMMARY = "summary"  # the words of an area's letter about its work, which stand in `note`; the newest counts
STATEMENTS = ("reported", "zero")


@dataclass(frozen=True)
class Statement:
    """What a reporter says in a period: exits (`reported`) or none (`zero`), in a signed and numbered letter.

    An area says it of a sector; `matrix` is `reports` (focus sectors) or `screening` (zero-report sectors). A municipal
    department names itself instead, and `matrix` is `departments`.
    """

    period: str
    area: str | None
    sector: str | None
    statement: str
    on: date
    signer: str
    document_no: str
    note: str = ""
    matrix: str = "reports"
    department: str | None = None

    @property
    def cell(self) -> tuple[str | None, ...]:
        """Where it stands: period, matrix, area, sector, department."""
        return self.period, self.matrix, self.area, self.sector, self.department

    def row(self, actor: str) -> dict[str, object]:
        """Its row of facts.report."""
        facts = asdict(self) | {"area_code": self.area, "reported_on": self.on, "actor": actor.strip()}
        facts |= {"signer": self.signer.strip(), "document_no": self.document_no.strip()}
        return {name: facts[name] for name in REPORTS.names if name in facts} | {"note": self.note.strip() or None}


def record_report(
    register: Register,
    *,
    period: str,
    statement: str,
    on: date,
    signer: str,
    document_no: str,
    actor: str,
    area: str | None = None,
    sector: str | None = None,
    note: str = "",
    matrix: str = "reports",
    department: str | None = None,
) -> str:
    """Record one statement, of an area on a sector or of a department, and return its report_id. Raises ReportRefused
    with the reason."""
    where = DEPARTMENTS if department else matrix
    said = Statement(period, area, sector, statement, on, signer, document_no, note, where, department)
    return record_reports(register, [said], actor=actor)[0]


def record_reports(register: Register, statements: Sequence[Statement], *, actor: str) -> list[str]:
    """Record statements, such as all sectors of a letter, in one transaction, all or none; their report_ids.

    Raises ReportRefused with the reason for the first that must not be recorded.
    """
    asked = _Asked.of(register)
    for one in statements:
        _check_cell(register, asked, one)
        _check_letter(register, one, actor)
        check_open(register, asked.periods[one.period], one.on)
    subject = "; ".join(sorted({f"{one.period} {one.area or one.department}" for one in statements})[:20])
    with register.write(actor, "report", subject, statements=len(statements)) as cursor:
        rows = cursor.execute(register.sql("asks/reports/standing")).fetchall()
        standing = {tuple(row[:5]): (row[5], row[6]) for row in rows}
        for one in statements:
            if one.cell in standing and one.matrix != SUMMARY:
                report_id, on = standing[one.cell]
                raise ReportRefused(
                    register,
                    "{area} has stated this already on {on} ({report_id}). If that is wrong, withdraw it first.",
                    area=one.department or asked.areas[one.area or ""], on=on, report_id=report_id,
                )  # fmt: skip
            standing[one.cell] = (one.document_no, one.on)
        return _insert(register, cursor, [one.row(actor) for one in statements])


@dataclass(frozen=True)
class _Asked:
    """Who is asked about what: periods, names of the areas, the sectors of each plan and matrix, its departments."""

    periods: dict[str, Period]
    areas: dict[str, str]
    sectors: dict[tuple[str, str], dict[str, str]]
    departments: dict[str, list[str]]

    @classmethod
    def of(cls, register: Register) -> "_Asked":
        """As the register has it."""
        rows = register.query("asks/reports/sectors")
        sectors = {
            (plan, matrix): dict(zip(asked.sector, asked.sector_name, strict=True))
            for (plan, matrix), asked in rows.groupby(["plan_id", "matrix"])
        }
        reporters = register.query("asks/reports/departments")
        departments = {plan: list(found.department) for plan, found in reporters.groupby("plan_id")}
        return cls({one.period: one for one in periods(register)}, _area_names(register), sectors, departments)


def withdraw_report(register: Register, report_id: str, *, on: date, actor: str, reason: str) -> str:
    """Withdraw a wrong statement by a new row and return its report_id. Raises ReportRefused."""
    if not reason.strip() or not actor.strip():
        raise ReportRefused(register, "A withdrawal needs a reason and the name of who withdraws.")
    if register.query("asks/reports/statement", report_id=report_id).empty:
        raise ReportRefused(register, "There is no statement {report_id}.", report_id=report_id)
    with register.write(actor, "withdraw report", report_id, reason=reason) as cursor:
        found = cursor.execute(register.sql("asks/reports/statement"), {"report_id": report_id}).fetchone()
        if found is None or found[8] is not None:
            raise ReportRefused(register, "There is no statement {report_id}.", report_id=report_id)
        if found[9] is not None:
            raise ReportRefused(register, "{report_id} is withdrawn already.", report_id=report_id)
        if not found[7] <= on <= date.today():
            raise ReportRefused(
                register, "{on} must lie between the statement ({stated}) and today.", on=on, stated=found[7]
            )
        facts = dict(zip(("period", "matrix", "area_code", "sector", "department"), found[1:6], strict=True))
        row = facts | {"reported_on": on, "note": reason.strip(), "withdraws": report_id, "actor": actor}
        return _insert(register, cursor, [row])[0]


def _check_cell(register: Register, asked: _Asked, one: Statement) -> None:
    """Raise ReportRefused for a period in which areas do not report, an unknown reporter, or a sector not asked."""
    period = asked.periods.get(one.period) or period_of(register, one.period)
    if period.reporter != "areas":
        raise ReportRefused(
            register, "In {period} the city reports, not the areas ({clause}).", period=one.period, clause=period.clause
        )
    if one.matrix == DEPARTMENTS:
        _check_department(register, asked.departments.get(period.plan.plan_id, []), one)
        return
    if one.area not in asked.areas:
        raise ReportRefused(
            register, "There is no area {area}; there are {known}.", area=one.area, known=_named(asked.areas)
        )
    if one.matrix == SUMMARY:
        return
    if one.matrix not in MATRICES:
        raise ReportRefused(
            register, "There is no matrix {matrix}; there are {known}.", matrix=one.matrix, known="、".join(MATRICES)
        )
    sectors = asked.sectors.get((period.plan.plan_id, one.matrix), {})
    if one.sector not in sectors:
        raise ReportRefused(
            register, "{sector} is not reported in this matrix; it asks about {known}.",
            sector=one.sector, known=_named(sectors),
        )  # fmt: skip


def _check_department(register: Register, known: list[str], one: Statement) -> None:
    """Raise ReportRefused for a body that does not report under the plan, or speaks of an area or a sector alone."""
    if one.department not in known:
        raise ReportRefused(
            register, "{department} does not report under this plan; there are {known}.",
            department=one.department or "", known="、".join(known),
        )  # fmt: skip
    if one.area or one.sector:
        raise ReportRefused(register, "A department reports at large, not of an area or a sector.")


def _check_letter(register: Register, one: Statement, actor: str) -> None:
    """Raise ReportRefused when the letter behind a statement lacks signer or number, or lies in the future."""
    if one.statement not in STATEMENTS:
        raise ReportRefused(register, "A statement is reported or zero, not {statement}.", statement=one.statement)
    if not one.signer.strip():
        raise ReportRefused(register, "Who signed? A statement counts only with its signer.")
    if not one.document_no.strip():
        raise ReportRefused(register, "Which letter? A statement counts only with its document number.")
    if not actor.strip():
        raise ReportRefused(register, "Who enters this? Give a name.")
    if one.on > date.today():
        raise ReportRefused(register, "{on} is after today: what was not yet reported cannot be recorded.", on=one.on)


def _named(known: dict[str, str]) -> str:
    """Codes with their names, for a refusal that says what there is."""
    return "、".join(f"{code}（{name}）" for code, name in known.items())


def _area_names(register: Register) -> dict[str, str]:
    """Code → name of the areas, in the register's language."""
    rows = register.query("asks/reports/areas")
    return dict(zip(rows.area_code, rows.area_name, strict=True))


def _insert(register: Register, cursor: Cursor, rows: Sequence[dict[str, object]]) -> list[str]:
    """Append rows and return their ids."""
    written = [row | {"report_id": f"R{uuid4().hex[:12]}", "recorded_at": now()} for row in rows]
    cursor.register("incoming_reports", pa.Table.from_pylist(written, schema=REPORTS))
    cursor.execute(register.sql("writes/insert_reports"))
    return [str(row["report_id"]) for row in written]
