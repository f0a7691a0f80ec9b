"""Opening cases: from verdicts, one or many in one transaction, or from a finding."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import pyarrow as pa

from lib.cases.history import IDENTIFIED, Case, Step
from lib.cases.ledger import append, numbered
from lib.cases.loading import ladder_of, refused, rows
from lib.cases.numbering import CaseNumbers
from lib.cases.refusal import CaseRefused, Code, Refusal
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
OPENS = ("outdated", "replace", "review")


@dataclass(frozen=True)
class Subject:
    """What a case is to be about, as the register sees it on the day; `basis` is the rule or the finding."""

    kind: str
    subject_id: str
    enterprise_id: str
    line_ids: tuple[str, ...]
    variant: str
    rule_id: str | None = None
    finding_id: str | None = None

    @property
    def basis(self) -> str:
        """The rule or finding."""
        return self.rule_id or self.finding_id or ""


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
        found: Subject | Refusal = _of_finding(register, line_id, enterprise_id, finding_id, on)
    else:
        kind, subject_id = ("line", line_id) if line_id else ("enterprise", enterprise_id)
        request = {"subject_kind": kind, "subject_id": str(subject_id), "rule_id": str(rule_id)}
        found = _of_verdicts(register, [request], on)[0]
    opened = _write(register, [({}, found)], IdentifiedBy(on, actor, note, document_no, due_on))
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

    What may not be opened, or has a case under the same rule already, is skipped and said.
    """
    names = ("subject_kind", "subject_id", "rule_id")
    requests = [{name: str(verdict[name]) for name in names} for verdict in verdicts]
    _check_days(register, on, due_on)
    found = zip(requests, _of_verdicts(register, requests, on), strict=True)
    return _write(register, list(found), IdentifiedBy(on, actor, note, document_no, due_on))


@dataclass(frozen=True)
class IdentifiedBy:
    """The first step of the cases."""

    on: date
    actor: str
    note: str
    document_no: str | None
    due_on: date | None


def _check_days(register: Register, on: date, due_on: date | None) -> None:
    """Raise CaseRefused for a day to come, or an exit that would be due before its case is opened."""
    if on > date.today():
        raise refused(register, "in_future", on=on, today=date.today())
    if due_on is not None and due_on <= on:
        raise refused(register, "due_not_after", due_on=due_on, on=on)


def _of_verdicts(register: Register, requests: Sequence[Mapping[str, str]], on: date) -> list[Subject | Refusal]:
    """Each request as a subject of a case, or why it is none, as of a date."""
    if not requests:
        return []
    params = {f"{name}s": [request[name] for request in requests] for name in ("subject_kind", "subject_id", "rule_id")}
    return [_judged(row, on) for row in rows(register, register.snapshot_cursor(on), "pages/case_requests", params)]


def _judged(row: dict[str, Any], on: date) -> Subject | Refusal:
    """The variant follows from what the rule asks: replacement, else its dimension."""
    if row["enterprise_id"] is None:
        return Refusal("unknown_subject", {"subject": row["subject_id"], "on": on})
    if not row["is_rule"]:
        return Refusal("unknown_rule", {"rule_id": row["rule_id"]})
    if row["effect"] == "discipline":
        return Refusal("discipline", {"rule_id": row["rule_id"]})
    if row["verdict"] not in OPENS:
        named = {"verdict": Code("verdict", row["verdict"] or "not_applicable"), "subject": row["subject_id"]}
        return Refusal("no_verdict", named | {"rule_id": row["rule_id"], "on": on})
    variant = "replacement" if row["effect"] == "replace" else row["dimension"]
    subject = (row["subject_kind"], row["subject_id"], row["enterprise_id"])
    return Subject(*subject, tuple(row["line_ids"]), variant, rule_id=row["rule_id"])


def _of_finding(
    register: Register, line_id: str | None, enterprise_id: str | None, finding_id: str, on: date
) -> Subject | Refusal:
    """A line or an enterprise under a finding about it, as of a date."""
    cursor = register.cursor(on)
    found = rows(register, cursor, "pages/case_finding", {"finding_id": finding_id})
    if not found:
        return Refusal("unknown_finding", {"finding_id": finding_id, "on": on})
    finding, subject = (
        found[0],
        {"subject_kind": "line" if line_id else "enterprise", "subject_id": line_id or enterprise_id},
    )
    known = rows(register, cursor, "pages/case_subject", subject)
    if not known:
        return Refusal("unknown_subject", {"subject": subject["subject_id"], "on": on})
    of_it = finding["subject_id"] in (line_id, enterprise_id) or (
        finding["subject_kind"] == "enterprise" and known[0]["enterprise_id"] == finding["enterprise_id"]
    )
    if not of_it:
        return Refusal("other_subject", {"finding_id": finding_id, "subject": subject["subject_id"]})
    lines = (line_id,) if line_id else tuple(finding["line_ids"] or ())
    named = (str(subject["subject_kind"]), str(subject["subject_id"]), known[0]["enterprise_id"])
    return Subject(*named, lines, finding["dimension"], finding_id=finding_id)


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
        first = Step(IDENTIFIED, by.on, by.document_no, by.note or None, by.due_on)
        steps = [(case["case_id"], numbered(Case(case["variant"], case_id=case["case_id"]), first)) for case in cases]
        append(register, cursor, steps, by.actor)
    return opened


def _without_case(
    register: Register, cursor: Cursor, wanted: Sequence[tuple[dict[str, str], Subject]], opened: Opened
) -> list[Subject]:
    """The subjects that no case stands in the way of; the others are noted as skipped."""
    params = {"bases": sorted({one.basis for _, one in wanted})}
    standing = rows(register, cursor, "pages/case_standing", params)
    taken = {(case["basis"], line): case["case_id"] for case in standing for line in case["line_ids"]}
    taken |= {(case["basis"], case["enterprise_id"]): case["case_id"] for case in standing if not case["line_ids"]}
    fresh = []
    for request, one in wanted:
        keys = [(one.basis, key) for key in one.line_ids or (one.enterprise_id,)]
        if earlier := next((taken[key] for key in keys if key in taken), None):
            named = {"subject": one.subject_id, "rule_id": one.basis, "case_id": earlier}
            opened.skipped.append((request, Refusal("already_open", named)))
        else:
            fresh.append(one)
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
