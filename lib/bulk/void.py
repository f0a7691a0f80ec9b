"""Voiding a batch: of one that brought steps each is reversed, of any other what it told was never true."""

from collections import defaultdict
from datetime import date
from typing import Any

from lib.cases.history import REVERSAL, Step
from lib.cases.ledger import append, numbered
from lib.cases.loading import ladder_of, load_cases, refused, rows
from lib.cases.refusal import CaseRefused, Code, Refusal
from lib.cases.reversing import dependents
from lib.errors import UserError
from lib.imports.void import void_batch
from lib.register.store import Register


def void(
    register: Register, batch: str, *, actor: str, reason: str = "", leave_cases: bool = False
) -> dict[str, Any]:  # fmt: skip
    """Void a batch, whatever it brought. Raises UserError as `void_batch` and `void_steps` do."""
    if len(register.query("asks/cases/step_batch", batch_id=batch)):
        return void_steps(register, batch, actor=actor, reason=reason)
    return void_batch(register, batch, actor=actor, reason=reason, leave_cases=leave_cases)


def void_steps(register: Register, batch: str, *, actor: str, reason: str) -> dict[str, Any]:
    """Reverse every step a workbook brought that still stands, all or none.

    Raises CaseRefused when a later step rests on one of them, no reason is given, or a case opened meanwhile would
    stand beside one of theirs; UserError when there is no such batch or all its steps are reversed.
    """
    [found] = register.query("asks/cases/step_batch", batch_id=batch).to_dict("records") or [None]
    if found is None:
        raise UserError("There is no batch {batch} of steps.", batch=batch)
    if not reason.strip():
        raise refused(register, "needs_reason")
    with register.write(actor, "void steps", batch, reason=reason) as cursor:
        brought: dict[str, list[str]] = defaultdict(list)
        for row in rows(register, cursor, "asks/cases/batch_steps", {"batch_id": batch}):
            brought[row["case_id"]].append(row["step_id"])
        if not brought:
            raise UserError("Every step of batch {batch} is reversed already.", batch=batch)
        cases, ladder = load_cases(register, cursor, list(brought)), ladder_of(register)
        resting: list[Refusal] = []
        reversals: list[tuple[str, Step]] = []
        for case_id, step_ids in brought.items():
            case = cases[case_id]
            if later := dependents(case, set(step_ids), ladder):
                named = tuple(Code("step", one.step, one.on) for one in later)
                resting.append(Refusal("batch_depends", {"case_id": case_id, "dependents": named}))
            for step_id in reversed(step_ids):
                reversal = numbered(case, Step(REVERSAL, date.today(), note=reason, reverses=step_id))
                case = case.after(reversal)
                reversals.append((case_id, reversal))
        if resting:
            raise CaseRefused(resting, ladder, register.settings.language)
        append(register, cursor, reversals, actor, batch)
        for case_id in brought:
            if rivals := rows(register, cursor, "asks/cases/rivals", {"case_id": case_id}):
                raise refused(register, "already_open", **rivals[0])
    return {"batch": batch, "voided": True, "file": found["file_name"], "reversed": len(reversals)}
