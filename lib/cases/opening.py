"""Opening cases: from verdicts, one or many in one transaction, or from a finding."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

import pyarrow as pa

from lib.cases.history import IDENTIFIED, Case, Step
from lib.cases.ledger import append, numbered
from lib.cases.loading import ladder_of, refused, rows
from lib.cases.numbering import CaseNumbers
from lib.cases.refusal import CaseRefused, Refusal
from lib.cases.subjects import Subject, of_finding, of_verdicts
from lib.register.store import Cursor, Register, now

CASES = pa.schema(
    [(name, pa.string()) for name in ("case_id", "subject_kind", "line_id", "enterprise_id")]
    + [
        ("line_ids", pa.list_(pa.string())),
        ("variant", pa.string()),
        ("rule_id", pa.string()),
        ("finding_id", pa.string()),
    ]
    + [("opened_on", pa.date32()), ("actor", pa.string()), ("note", pa.string()), ("recorded_at", pa.timestamp("us"))]
)


@dataclass
class Opened:
    """What `open_many` did: the new cases, and each request that was skipped with the reason."""

    case_ids: list[str] = field(default_factory=list)
    skipped: list[tuple[dict[str, str], Refusal]] = field(default_factory=list)


def open_case(
    register: Register,
    *,
    on: date,
    actor: str,
    line_id: str | None = None,
    enterprise_id: str | None = None,
    rule_id: str | None = None,
    finding_id: str | None = None,
    note: str = "",
    document_no: str | None = None,
    due_on: date | None = None,
) -> str:
    """Open a case about a line or an enterprise under a rule or a finding, and return its case_id.

    `due_on` is the date of the exit where the rule sets none. Raises CaseRefused when that day's verdict gives no case.
    """
    if (bool(line_id) + bool(enterprise_id), bool(rule_id) + bool(finding_id)) != (1, 1):
        raise refused(register, "one_subject")
    _check_days(register, on, due_on)
    if finding_id:
        found: Subject | Refusal = of_finding(register, line_id, enterprise_id, finding_id, on)
    else:
        kind, subject_id = ("line", line_id) if line_id else ("enterprise", enterprise_id)
        request = {"subject_kind": kind, "subject_id": str(subject_id), "rule_id": str(rule_id)}
        found = of_verdicts(register, [request], on)[0]
        if isinstance(found, Subject) and found.rule_due_on and due_on and due_on > found.rule_due_on:
            raise refused(register, "due_after_rule", due_on=due_on, latest=found.rule_due_on)
    opened = _write(register, [({}, found)], IdentifiedBy(on, actor, note, document_no, due_on, True))
    if opened.skipped:
        raise CaseRefused([opened.skipped[0][1]], ladder_of(register), register.settings.language)
    return opened.case_ids[0]


def open_many(
    register: Register,
    verdicts: Iterable[Mapping[str, Any]],
    *,
    on: date,
    actor: str,
    note: str = "",
    document_no: str | None = None,
    due_on: date | None = None,
) -> Opened:
    """Open a case for each verdict (subject_kind, subject_id, rule_id, as in the mart `verdicts`) in one transaction.

    What may not be opened, or has a case under the same rule already, is skipped and said. `due_on` is the date of the
    exits whose rule sets none.
    """
    names = ("subject_kind", "subject_id", "rule_id")
    requests = [{name: str(verdict[name]) for name in names} for verdict in verdicts]
    _check_days(register, on, due_on)
    found = zip(requests, of_verdicts(register, requests, on), strict=True)
    return _write(register, list(found), IdentifiedBy(on, actor, note, document_no, due_on))


@dataclass(frozen=True)
class IdentifiedBy:
    """The first step of the cases; a date given for many stands only where no rule sets one."""

    on: date
    actor: str
    note: str
    document_no: str | None
    due_on: date | None
    is_single: bool = False


def _check_days(register: Register, on: date, due_on: date | None) -> None:
    """Raise CaseRefused for a day to come, or an exit that would be due before its case is opened."""
    if on > date.today():
        raise refused(register, "in_future", on=on, today=date.today())
    if due_on is not None and due_on <= on:
        raise refused(register, "due_not_after", due_on=due_on, on=on)


def _write(register: Register, found: Sequence[tuple[dict[str, str], Subject | Refusal]], by: IdentifiedBy) -> Opened:
    """Insert the cases that may be opened, each with its first step."""
    opened = Opened(skipped=[(request, one) for request, one in found if isinstance(one, Refusal)])
    wanted = [(request, one) for request, one in found if isinstance(one, Subject)]
    if not wanted:
        return opened
    numbers = CaseNumbers.of(register, [one.enterprise_id for _, one in wanted], by.on)
    with register.write(
        by.actor, "open", ", ".join(one.subject_id for _, one in wanted[:20]), cases=len(wanted)
    ) as cursor:
        fresh = _without_case(register, cursor, wanted, opened)
        numbers.count_on(register, cursor)
        cases = [_case_row(one, by, numbers.next(one.enterprise_id)) for one in fresh]
        opened.case_ids = [case["case_id"] for case in cases]
        cursor.register("incoming_exit_cases", pa.Table.from_pylist(cases, schema=CASES))
        cursor.execute(register.sql("writes/insert_exit_cases"))
        append(register, cursor, [_first_step(case, one, by) for case, one in zip(cases, fresh, strict=True)], by.actor)
    return opened


def _first_step(case: dict[str, Any], one: Subject, by: IdentifiedBy) -> tuple[str, Step]:
    """The step a case begins with."""
    due_on = by.due_on if one.rule_due_on is None or by.is_single else None
    identified = Step(IDENTIFIED, by.on, by.document_no, by.note or None, due_on)
    return case["case_id"], numbered(Case(case["variant"], case_id=case["case_id"]), identified)


def _without_case(
    register: Register, cursor: Cursor, wanted: Sequence[tuple[dict[str, str], Subject]], opened: Opened
) -> list[Subject]:
    """The subjects that no case stands in the way of, an enterprise with those of its lines that are in none; the rest
    is noted as skipped."""
    params = {"bases": sorted({one.basis for _, one in wanted})}
    standing = rows(register, cursor, "asks/cases/standing", params)
    taken = {(case["basis"], line): case["case_id"] for case in standing for line in case["line_ids"]}
    taken |= {(case["basis"], case["enterprise_id"]): case["case_id"] for case in standing if not case["line_ids"]}
    fresh = []
    for request, one in wanted:
        left = tuple(line for line in one.line_ids if (one.basis, line) not in taken)
        keys = [(one.basis, key) for key in one.line_ids or (one.enterprise_id,)]
        if not left and (earlier := next((taken[key] for key in keys if key in taken), None)):
            named = {"subject": one.subject_id, "rule_id": one.basis, "case_id": earlier}
            opened.skipped.append((request, Refusal("already_open", named)))
        else:
            fresh.append(replace(one, line_ids=left))
            taken |= dict.fromkeys(keys, one.subject_id)
    return fresh


def _case_row(one: Subject, by: IdentifiedBy, case_id: str) -> dict[str, Any]:
    """A row of facts.exit_case."""
    return {
        "case_id": case_id,
        "subject_kind": one.kind,
        "line_id": one.subject_id if one.kind == "line" else None,
        "enterprise_id": one.enterprise_id,
        "line_ids": list(one.line_ids),
        "variant": one.variant,
        "rule_id": one.rule_id,
        "finding_id": one.finding_id,
        "opened_on": by.on,
        "actor": by.actor,
        "note": by.note or None,
        "recorded_at": now(),
    }
