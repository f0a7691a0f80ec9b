"""The ledger: steps are recorded and reversed, each write one audited transaction, refused with clause and reason."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

import pyarrow as pa

from lib.cases import evidence as files
from lib.cases.evidence import Kept, Upload
from lib.cases.history import CITY_ACCEPTED, REVERSAL, Case, Step
from lib.cases.loading import ladder_of, load_cases, refused, rows
from lib.cases.playing import Played
from lib.cases.refusal import CaseRefused, StaleSave
from lib.cases.reversing import reversal_refusals
from lib.register.store import Cursor, Register, now

STEPS = pa.schema(
    [("step_id", pa.string()), ("case_id", pa.string()), ("position", pa.int32()), ("step", pa.string())]
    + [("happened_on", pa.date32()), ("document_no", pa.string()), ("note", pa.string()), ("due_on", pa.date32())]
    + [("months", pa.int32()), ("ground", pa.string()), ("destination", pa.string()), ("cured_on", pa.date32())]
    + [("decided_on", pa.date32())]
    + [(name, pa.string()) for name in ("credit_class", "restriction", "basis", "authority")]
    + [
        ("reverses", pa.string()),
        ("actor", pa.string()),
        ("recorded_at", pa.timestamp("us")),
        ("batch_id", pa.string()),
    ]
)
EVIDENCE = pa.schema(
    [(name, pa.string()) for name in ("evidence_id", "case_id", "step_id", "kind", "file_name", "sha256")]
    + [("byte_count", pa.int64()), ("mime", pa.string()), ("taken_at", pa.timestamp("us")), ("lon", pa.float64())]
    + [("lat", pa.float64()), ("actor", pa.string()), ("recorded_at", pa.timestamp("us")), ("added_on", pa.date32())]
    + [("is_exif_unreadable", pa.bool_())]
)

Source = Path | str | Upload


@dataclass(frozen=True)
class Entry:
    """A step to record; `files` are its evidence, `seen` the case's last step_id the caller saw, where it matters."""

    case_id: str
    step: Step
    files: tuple[Upload, ...] = ()
    seen: str | None = None


def record_step(
    register: Register,
    case_id: str,
    step: str,
    *,
    on: date,
    actor: str,
    evidence: Sequence[Source] = (),
    kinds: Sequence[str | None] = (),
    seen: str | None = None,
    **fields: Any,
) -> str:
    """Record one step with its evidence and return its step_id; `kinds` go with `evidence`, else names tell them.
    `fields` are those of `Step`: document_no, note, due_on, months, ground, destination, cured_on, credit_class …

    Raises CaseRefused with clause and reason, StaleSave when a step was recorded since `seen`.
    """
    proposed = Step(step, on, **fields)
    return record_many(register, [Entry(case_id, proposed, uploads(register, evidence, kinds), seen)], actor=actor)[0]


def record_many(register: Register, entries: Sequence[Entry], *, actor: str) -> list[str]:
    """Record steps of any cases in one transaction, all or none, in the order given; their step_ids.

    Raises CaseRefused for the first entry that must not be recorded, StaleSave for a case that moved on.
    """
    looked = [[files.inspect(file, register) for file in entry.files] for entry in entries]
    entries = [proved(entry, found) for entry, found in zip(entries, looked, strict=True)]
    told = said_of(entries, checked(register, register.cursor(), entries))
    for entry, found in zip(entries, looked, strict=True):
        for file, facts in zip(entry.files, found, strict=True):
            files.keep(file, facts, register)
    subject = ", ".join(sorted({entry.case_id for entry in entries})[:20])
    with register.write(actor, "accept" if is_acceptance(entries) else "step", subject, **told) as cursor:
        placed = checked(register, cursor, entries)
        append(register, cursor, [(entry.case_id, step) for entry, step in zip(entries, placed, strict=True)], actor)
        append_files(register, cursor, zip(entries, placed, looked, strict=True), actor)
    return [step.step_id for step in placed]


def is_acceptance(entries: Sequence[Entry]) -> bool:
    """Whether any of the steps accepts an exit for the city."""
    return any(entry.step.step == CITY_ACCEPTED for entry in entries)


def said_of(entries: Sequence[Entry], placed: Sequence[Step]) -> dict[str, Any]:
    """What the audit is told of steps; of an acceptance also of which cases, and after which of their rows."""
    told: dict[str, Any] = {"steps": len(entries), "after": ", ".join(sorted({one.step.step for one in entries}))}
    if is_acceptance(entries):
        told |= {"cases": sorted({one.case_id for one in entries}), "seen": [step.position - 1 for step in placed]}
    return told


def checked(register: Register, cursor: Cursor, entries: Sequence[Entry]) -> list[Step]:
    """The steps with their ids and positions. Raises CaseRefused or StaleSave."""
    played, placed = Played(register, cursor, [entry.case_id for entry in entries]), []
    for entry in entries:
        case = played.cases[entry.case_id]
        if entry.seen is not None and case.steps and case.steps[-1].step_id != entry.seen:
            raise stale(register, case, entry.seen)
        if found := played.refusals(entry.case_id, entry.step):
            raise CaseRefused(found, played.ladder, register.settings.language)
        placed.append(played.take(entry.case_id, entry.step))
    return placed


def stale(register: Register, case: Case, seen: str) -> StaleSave:
    """The error that shows the last step the caller saw and the one that stands last now."""
    ladder, language = ladder_of(register), register.settings.language
    shown = {one.step_id: f"{ladder.name('step', one.step, language)} {one.on} ({one.step_id})" for one in case.steps}
    return StaleSave(shown.get(seen, seen), shown[case.steps[-1].step_id], ladder, language)


def reverse_step(
    register: Register, step_id: str, *, on: date, actor: str, reason: str, seen: str | None = None
) -> str:
    """Reverse a wrong step by a new row, whose step_id is returned. Raises CaseRefused naming what rests on it, or
    the case opened meanwhile about the same subject, which the reversal would set beside this one."""
    row = register.cursor().execute(register.sql("asks/cases/case_of_step"), {"step_id": step_id}).fetchone()
    if row is None:  # of another area than the reader sees, the transaction would tell more than that
        raise refused(register, "unknown_step_id", step_id=step_id)
    with register.write(actor, "reverse", step_id, reason=reason) as cursor:
        case, ladder = load_cases(register, cursor, [row[0]])[row[0]], ladder_of(register)
        if seen is not None and case.steps[-1].step_id != seen:
            raise stale(register, case, seen)
        if found := reversal_refusals(case, step_id, on, reason, date.today(), ladder):
            raise CaseRefused(found, ladder, register.settings.language)
        reversal = numbered(case, Step(REVERSAL, on, note=reason, reverses=step_id))
        append(register, cursor, [(case.case_id, reversal)], actor)
        if rivals := rows(register, cursor, "asks/cases/rivals", {"case_id": case.case_id}):
            raise refused(register, "already_open", **rivals[0])
    return reversal.step_id


def numbered(case: Case, step: Step) -> Step:
    """The step as the next row of the case."""
    position = len(case.steps) + 1
    return replace(step, position=position, step_id=f"{case.case_id}.{position}")


def append(
    register: Register, cursor: Cursor, steps: Sequence[tuple[str, Step]], actor: str, batch: str | None = None
) -> None:
    """Insert steps of cases; `batch` is the workbook they came with, or were reversed with."""
    recorded_at = now()
    rows = [
        {name: getattr(step, name) for name in STEPS.names if hasattr(step, name)}
        | {"case_id": case_id, "happened_on": step.on, "actor": actor, "recorded_at": recorded_at}
        | {"batch_id": batch}
        for case_id, step in steps
    ]
    cursor.register("incoming_case_steps", pa.Table.from_pylist(rows, schema=STEPS))
    cursor.execute(register.sql("writes/insert_case_steps"))


def append_files(register: Register, cursor: Cursor, placed: Any, actor: str) -> None:
    """Insert the evidence of steps."""
    rows: list[dict[str, Any]] = []
    for entry, step, kept in placed:
        named: list[tuple[Upload, Kept]] = list(zip(entry.files, kept, strict=True))
        rows += [
            vars(file)
            | {"evidence_id": f"{step.step_id}.{number}", "case_id": entry.case_id}
            | {"step_id": step.step_id, "kind": upload.kind, "actor": actor, "recorded_at": now()}
            for number, (upload, file) in enumerate(named, start=1)
        ]
    if rows:
        cursor.register("incoming_evidence", pa.Table.from_pylist(rows, schema=EVIDENCE))
        cursor.execute(register.sql("writes/insert_case_evidence"))


def uploads(register: Register, evidence: Sequence[Source], kinds: Sequence[str | None]) -> tuple[Upload, ...]:
    """Evidence as uploads, each with its kind."""
    ladder = ladder_of(register)
    given = [*kinds, *[None] * (len(evidence) - len(kinds))]
    paired = [(one if isinstance(one, Upload) else Path(one), kind) for one, kind in zip(evidence, given, strict=True)]
    return tuple(
        one if isinstance(one, Upload) else Upload(kind or files.kind_of(one.name, ladder), one.name, one)
        for one, kind in paired
    )


def proved(entry: Entry, found: Sequence[Kept]) -> Entry:
    """An entry whose step knows what its files are by content."""
    evidence = tuple(files.proof(file.kind, facts) for file, facts in zip(entry.files, found, strict=True))
    return replace(entry, step=replace(entry.step, evidence=evidence))
