"""Freezing a report: its exact figures and rows are kept with hash and register version; what changes later is told."""

import json
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import uuid4

import pyarrow as pa

from lib.register.reading import Reading
from lib.register.store import Register, now
from lib.reports.content import KEYS, Content, by_key, canonical, content_of, sha256
from lib.reports.periods import period_of
from lib.reports.refusal import ReportRefused

FREEZES = pa.schema(
    [("freeze_id", pa.string()), ("period", pa.string()), ("as_of", pa.date32()), ("register_version", pa.int32())]
    + [(name, pa.string()) for name in ("content_json", "sha256", "actor")]
    + [("recorded_at", pa.timestamp("us"))]
)


@dataclass(frozen=True)
class Frozen:
    """A frozen report as it is stored."""

    freeze_id: str
    content: Content
    sha256: str
    register_version: int
    actor: str
    recorded_at: datetime


@dataclass(frozen=True)
class Change:
    """One cell that differs from the frozen report; `column` is empty where a whole row came or went."""

    table: str
    key: tuple[Any, ...]
    row: dict[str, Any]
    column: str
    before: Any
    now: Any

    @property
    def kind(self) -> str:
        """`added`, `removed` or `changed`."""
        return "changed" if self.column else "added" if self.before is None else "removed"


def freeze(register: Register, period: str, *, actor: str, reason: str = "") -> str:
    """Keep the figures and rows of a period as of its date and return the freeze_id.

    Raises ReportRefused for an unknown period, before its date, without a name, or when it is frozen already and no
    `reason` says why it is frozen anew (the older freeze stays on record).
    """
    asked = period_of(register, period)
    if not actor.strip():
        raise ReportRefused(register, "Who freezes the report? Give a name.")
    if asked.as_of > date.today():
        raise ReportRefused(
            register,
            "{period} speaks of {as_of}, which is not over: freeze it from then on.",
            period=period,
            as_of=asked.as_of,
        )
    standing = frozen(register, period)
    if standing and not reason.strip():
        raise ReportRefused(
            register, "{period} is frozen already ({freeze_id}). To freeze it anew give the reason.",
            period=period, freeze_id=standing.freeze_id,
        )  # fmt: skip
    version = register.version()
    text = canonical(content_of(register, asked))
    row = {"freeze_id": f"Z{uuid4().hex[:12]}", "period": period, "as_of": asked.as_of, "register_version": version}
    row |= {"content_json": text, "sha256": sha256(text), "actor": actor.strip(), "recorded_at": now()}
    told = {"before": standing.sha256 if standing else None, "after": row["sha256"], "reason": reason}
    with register.write(actor, "freeze", period, **told) as cursor:
        if register.version() != version:
            raise ReportRefused(
                register, "Someone changed the register meanwhile; look at the figures and freeze again."
            )
        cursor.register("incoming_report_freezes", pa.Table.from_pylist([row], schema=FREEZES))
        cursor.execute(register.sql("writes/insert_report_freezes"))
    return str(row["freeze_id"])


def frozen(register: Reading, period: str) -> Frozen | None:
    """The newest freeze of a period. Raises ReportRefused when its content no longer has its hash."""
    found = register.cursor().execute(register.sql("asks/reports/frozen"), {"period": period}).fetchone()
    if found is None:
        return None
    freeze_id, _period, _as_of, version, text, stored, actor, recorded_at = found
    if sha256(text) != stored:
        raise ReportRefused(
            register, "The frozen report {freeze_id} was altered: its hash differs.", freeze_id=freeze_id
        )
    return Frozen(freeze_id, json.loads(text), stored, version, actor, recorded_at)


def changed_since(register: Reading, period: str) -> list[Change]:
    """How the register's answer for a period differs from what was frozen. ReportRefused when it is not frozen."""
    asked = period_of(register, period)
    standing = frozen(register, period)
    if standing is None:
        raise ReportRefused(register, "{period} is not frozen.", period=period)
    current = json.loads(canonical(content_of(register, asked)))
    told = [table for table in KEYS if table in standing.content]  # what was frozen before a table was told has none
    return [change for table in told for change in differences(table, standing.content[table], current[table])]


def differences(table: str, before: list[dict[str, Any]], after: list[dict[str, Any]]) -> list[Change]:
    """Rows that came or went, and cells that changed, in the frozen order and then the new."""
    old, new = by_key(table, before), by_key(table, after)
    found = []
    for key in [*old, *(key for key in new if key not in old)]:
        if key not in new or key not in old:
            found.append(Change(table, key, old.get(key) or new[key], "", old.get(key), new.get(key)))
            continue
        found += [
            Change(table, key, new[key], column, old[key].get(column), new[key].get(column))
            for column in sorted(old[key].keys() & new[key].keys())  # a column of only one edition tells no change
            if old[key][column] != new[key][column]
        ]
    return found
