"""What a case may be about: a line or an enterprise under a verdict of the day, or under a finding."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from lib.cases.loading import rows
from lib.cases.refusal import Code, Refusal
from lib.register.store import Register

OPENS = ("outdated", "replace", "review")


@dataclass(frozen=True)
class Subject:
    """What a case is to be about, as the register sees it on the day; `basis` is the rule or the finding, `rule_due_on`
    the date its rule sets for the exit; none when that date is over: a person sets another."""

    kind: str
    subject_id: str
    enterprise_id: str
    line_ids: tuple[str, ...]
    variant: str
    rule_id: str | None = None
    finding_id: str | None = None
    rule_due_on: date | None = None

    @property
    def basis(self) -> str:
        """The rule or finding."""
        return self.rule_id or self.finding_id or ""


def of_verdicts(register: Register, requests: Sequence[Mapping[str, str]], on: date) -> list[Subject | Refusal]:
    """Each request as a subject of a case, or why it is none, as of a date."""
    if not requests:
        return []
    params: dict[str, Any] = {
        f"{name}s": [request[name] for request in requests] for name in ("subject_kind", "subject_id", "rule_id")
    }
    return [_judged(row, on) for row in register.ask_rows("asks/cases/requests", on, **params)]


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
    found = Subject(*subject, tuple(row["line_ids"]), variant, rule_id=row["rule_id"])
    is_ahead = row["deadline"] is not None and on <= row["deadline"]
    return replace(found, rule_due_on=row["deadline"] if is_ahead else None)


def of_finding(
    register: Register, line_id: str | None, enterprise_id: str | None, finding_id: str, on: date
) -> Subject | Refusal:
    """A line or an enterprise under a finding about it, as of a date."""
    cursor = register.cursor(on)
    found = rows(register, cursor, "asks/cases/finding", {"finding_id": finding_id})
    if not found:
        return Refusal("unknown_finding", {"finding_id": finding_id, "on": on})
    finding, subject = (
        found[0],
        {"subject_kind": "line" if line_id else "enterprise", "subject_id": line_id or enterprise_id},
    )
    known = rows(register, cursor, "asks/cases/subject", subject)
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
