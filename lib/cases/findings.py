"""What departments find: recorded once, withdrawn by a later row, never edited."""

from datetime import date
from decimal import Decimal
from typing import Any

import pyarrow as pa

from lib.cases.loading import ladder_of, load_cases, refused, rows
from lib.cases.reversing import refused_again
from lib.errors import UserError
from lib.register.store import Cursor, Register, now

FINDINGS = pa.schema(
    [(name, pa.string()) for name in ("finding_id", "subject_kind", "subject_id", "enterprise_id", "dimension")]
    + [("found_on", pa.date32()), ("what", pa.string())]
    + [(name, pa.decimal128(18, 8)) for name in ("measured_value", "limit_value")]
    + [(name, pa.string()) for name in ("unit", "seriousness", "department", "document_no", "withdraws", "actor")]
    + [("recorded_at", pa.timestamp("us"))]
)
SERIOUSNESS = ("ordinary", "serious")


def record_finding(
    register: Register,
    *,
    dimension: str,
    found_on: date,
    what: str,
    actor: str,
    line_id: str | None = None,
    enterprise_id: str | None = None,
    seriousness: str = "ordinary",
    department: str | None = None,
    document_no: str | None = None,
    measured_value: Decimal | None = None,
    limit_value: Decimal | None = None,
    unit: str | None = None,
    is_only: bool = False,
) -> str:
    """Record what a department found on a line or an enterprise and return its finding_id; `is_only`: or the id of one
    that stands under the same document already. Raises CaseRefused."""
    kind, subject_id = ("line", line_id) if line_id else ("enterprise", enterprise_id)
    if bool(line_id) == bool(enterprise_id) or not subject_id:
        raise refused(register, "one_subject")
    owner = _check(register, kind, subject_id, dimension, found_on, what, seriousness)
    _check_numbers(register, measured_value, limit_value)
    facts: dict[str, Any] = {
        "subject_kind": kind,
        "subject_id": subject_id,
        "enterprise_id": owner,
        "dimension": dimension,
    }
    facts |= {"found_on": found_on, "what": what.strip(), "seriousness": seriousness, "department": department}
    facts |= {"document_no": document_no, "unit": unit, "measured_value": measured_value, "limit_value": limit_value}
    asked = {"document": document_no, "enterprise": owner}
    with register.write(actor, "finding", subject_id, dimension=dimension) as cursor:
        if is_only and rows(register, cursor, "asks/cases/finding_of", asked):
            raise UserError("Somebody entered it meanwhile: look again.")
        return _insert(register, cursor, facts | {"actor": actor})


def _check(
    register: Register, kind: str, subject_id: str, dimension: str, found_on: date, what: str, seriousness: str
) -> str:
    """The enterprise concerned. Raises CaseRefused: unknown subject, dimension, seriousness, a future day, no words."""
    known = rows(
        register, register.cursor(found_on), "asks/cases/subject", {"subject_kind": kind, "subject_id": subject_id}
    )
    dimensions = {variant.dimension for variant in ladder_of(register).variants.values()}
    if found_on > date.today():
        raise refused(register, "in_future", on=found_on, today=date.today())
    if not known:
        raise refused(register, "unknown_subject", subject=subject_id, on=found_on)
    if dimension not in dimensions:
        raise refused(register, "unknown_dimension", dimension=dimension)
    if seriousness not in SERIOUSNESS:
        raise refused(register, "unknown_seriousness", seriousness=seriousness)
    if not what.strip():
        raise refused(register, "needs_what")
    return str(known[0]["enterprise_id"])


def _check_numbers(register: Register, *values: Decimal | None) -> None:
    """Raise CaseRefused for a value that decimal(18, 8) cannot hold exactly."""
    for value in values:
        if value is not None and not (value.is_finite() and abs(value) < 10**10 and value == round(value, 8)):
            raise refused(register, "number_range", value=value)


def withdraw_finding(register: Register, finding_id: str, *, on: date, actor: str, reason: str) -> str:
    """Withdraw a wrong finding by a new row; returns its id. Raises CaseRefused while a case, or a step that only this
    finding allowed, rests on it."""
    if not reason.strip():
        raise refused(register, "needs_reason")
    if on > date.today():
        raise refused(register, "in_future", on=on, today=date.today())
    told = {"reason": reason, "dimension": _standing(register, finding_id, on)["dimension"]}
    with register.write(actor, "withdraw finding", finding_id, **told) as cursor:
        found = _standing(register, finding_id, on)  # nobody withdrew it meanwhile
        resting = rows(register, cursor, "asks/cases/standing", {"bases": [finding_id]})
        if resting:
            raise refused(register, "finding_in_use", finding_id=finding_id, case_id=resting[0]["case_id"])
        before = _unfounded(register, cursor, found)
        named = {name: found[name] for name in ("subject_kind", "subject_id", "enterprise_id", "dimension")}
        facts = named | {"found_on": on, "what": reason, "withdraws": finding_id, "actor": actor}
        withdrawal = _insert(register, cursor, facts)
        if unfounded := _unfounded(register, cursor, found) - before:
            raise refused(register, "finding_in_use", finding_id=finding_id, case_id=min(unfounded)[0])
        return withdrawal


def _standing(register: Register, finding_id: str, on: date) -> dict[str, Any]:
    """A finding that stands on a day. Raises CaseRefused when none does."""
    found = rows(register, register.cursor(on), "asks/cases/finding", {"finding_id": finding_id})
    if not found:
        raise refused(register, "unknown_finding", finding_id=finding_id, on=on)
    return found[0]


def _unfounded(register: Register, cursor: Cursor, finding: dict[str, Any]) -> set[tuple[str, str]]:
    """Steps of the cases a finding may speak for that the ladder would not let through as things stand: case, step."""
    asked = {name: finding[name] for name in ("subject_id", "dimension")}
    case_ids = [row["case_id"] for row in rows(register, cursor, "asks/cases/dimension", asked)]
    cases, ladder = load_cases(register, cursor, case_ids), ladder_of(register)
    return {(case_id, step.step_id) for case_id, case in cases.items() for step in refused_again(case, ladder)}


def _insert(register: Register, cursor: Cursor, facts: dict[str, Any]) -> str:
    """Append one row."""
    year = facts["found_on"].year
    [given] = rows(register, cursor, "asks/cases/finding_number", {"year": year})
    finding_id = f"F{year}-{given['last_number'] + 1:04}"
    row = facts | {"finding_id": finding_id, "recorded_at": now()}
    cursor.register("incoming_findings", pa.Table.from_pylist([row], schema=FINDINGS))
    cursor.execute(register.sql("writes/insert_findings"))
    return finding_id
