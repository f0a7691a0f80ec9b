"""Evidence that arrives after its step was recorded: appended with its own day and name, it rewrites nothing."""

from collections.abc import Sequence
from datetime import date

import pyarrow as pa

from lib.cases import evidence as files
from lib.cases.history import REVERSAL, Proof
from lib.cases.ledger import EVIDENCE, Source, uploads
from lib.cases.loading import ladder_of, load_cases, refused, rows
from lib.cases.proofs import fits, used_elsewhere, with_elsewhere
from lib.cases.refusal import CaseRefused, Code, Refusal
from lib.register.store import Register, now


def add_evidence(
    register: Register, step_id: str, evidence: Sequence[Source], *, actor: str, kinds: Sequence[str | None] = ()
) -> list[str]:
    """Add files to a recorded step and return their evidence_ids; they count from today, not from the step's day.

    `kinds` go with `evidence`, else names tell them. Raises CaseRefused for an unknown or reversed step, or a file that
    proves nothing.
    """
    given = uploads(register, evidence, kinds)
    looked = [files.inspect(one, register) for one in given]
    _check(register, step_id, [files.proof(one.kind, facts) for one, facts in zip(given, looked, strict=True)])
    for one, facts in zip(given, looked, strict=True):
        files.keep(one, facts, register)
    with register.write(actor, "evidence", step_id, files=len(given)) as cursor:
        case_id = rows(register, cursor, "asks/cases/case_of_step", {"step_id": step_id})[0]["case_id"]
        here = rows(register, cursor, "asks/cases/proofs", {"case_ids": [case_id]})
        first = 1 + sum(row["step_id"] == step_id for row in here)
        written = [
            vars(file)
            | {"evidence_id": f"{step_id}.{number}", "case_id": case_id, "step_id": step_id}
            | {"kind": one.kind, "actor": actor, "recorded_at": now(), "added_on": date.today()}
            for number, (one, file) in enumerate(zip(given, looked, strict=True), start=first)
        ]
        if written:
            cursor.register("incoming_evidence", pa.Table.from_pylist(written, schema=EVIDENCE))
            cursor.execute(register.sql("writes/insert_case_evidence"))
    return [str(row["evidence_id"]) for row in written]


def _check(register: Register, step_id: str, proofs: Sequence[Proof]) -> None:
    """Raise CaseRefused for a step that is not there, was reversed or is a reversal, or a file of the wrong medium."""
    found = rows(register, register.cursor(), "asks/cases/case_of_step", {"step_id": step_id})
    if not found:
        raise refused(register, "unknown_step_id", step_id=step_id)
    [case] = load_cases(register, register.cursor(), [found[0]["case_id"]]).values()
    ladder = ladder_of(register)
    step = next(one for one in case.steps if one.step_id == step_id)
    if step.step == REVERSAL:
        raise refused(register, "is_reversal", step_id=step_id)
    if undone := [one for one in case.steps if one.reverses == step_id]:
        raise refused(register, "already_reversed", step_id=step_id, reversed_on=undone[0].on)
    for one in proofs:
        if one.kind not in ladder.kinds:
            raise refused(register, "unknown_kind", kind=one.kind, known=tuple(ladder.kinds))
    wrong = [one for one in proofs if not fits(one, ladder)]
    told = [Refusal("wrong_media", {"file": one.file_name, "kind": Code("kind", one.kind)}) for one in wrong]
    told += used_elsewhere(with_elsewhere(register, register.cursor(), case.case_id, proofs))
    if told:
        raise CaseRefused(told, ladder, register.settings.language)
