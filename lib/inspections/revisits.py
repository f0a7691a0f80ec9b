"""回头看: a relapse that a visit found reopens the case, by the step of the ledger and in the name of who says so."""

from datetime import date
from typing import Any

from lib.cases.ledger import record_step
from lib.errors import UserError
from lib.register.store import Register


def reopen(register: Register, plan_id: str, enterprise_id: str, case_id: str, *, actor: str) -> str:
    """Record in a case of the enterprise the relapse that the visit of a plan found, and return the step's id: from
    that day the exit counts no more. Raises UserError where the visit found none or the case is of another, and
    what record_step raises."""
    rows = register.ask("asks/inspections/relapse", plan=plan_id, enterprise=enterprise_id, case=case_id)
    if rows.empty:
        raise UserError(
            "The visit of {plan} to {enterprise} found no relapse that {case} could be reopened by.",
            plan=plan_id, enterprise=enterprise_id, case=case_id,
        )  # fmt: skip
    found: Any = rows.answered_on.iloc[0]
    on: date = found.date()
    return record_step(register, case_id, "relapsed", on=on, document_no=f"{plan_id} REV-18", actor=actor)
