"""Voiding a batch: what it told was never true."""

from datetime import date
from typing import Any

import pandas as pd

from lib.errors import CheckFailed, UserError
from lib.register.identified import remembering
from lib.register.store import Register, now
from lib.register.versions import relink

NAMED = 10  # cases a sentence names before it only counts


def void_batch(
    register: Register, batch: str, *, actor: str, reason: str = "", leave_cases: bool = False
) -> dict[str, Any]:
    """Void a batch: its versions are never true, what stood before is true again.

    Cases about what only this batch told would lose place and capacity: that is refused unless `leave_cases` says that
    a corrected file will bring them back. Raises UserError for this, when there is no such batch, when it is void, or
    when a later batch speaks of what only this one told.
    """
    found: pd.DataFrame = register.query("asks/imports/batch", batch_id=batch)
    if found.empty:
        raise UserError("There is no batch {batch}. `python -m lib query batches` lists them.", batch=batch)
    if pd.notna(found.loc[0, "voided_at"]):
        when = f"{found.loc[0, 'voided_at']:%Y-%m-%d %H:%M}"
        raise UserError("Batch {batch} was voided before, on {when}.", batch=batch, when=when)
    try:
        with register.write(actor, "void", batch, reason=reason, leave_cases=leave_cases) as cursor:
            voided_at = now()
            record = {"batch_id": batch, "actor": actor, "reason": reason, "voided_at": voided_at}
            days = [pd.Timestamp(found.loc[0, "valid_on"]).date(), date.today()]
            with remembering(register, cursor, "void", batch, days, voided_at):
                cursor.execute(register.sql("writes/void_batch"), record)
                relink(register, cursor, batch)
            orphans = cursor.execute(register.sql("asks/imports/batch_orphans"), {"batch_id": batch}).fetchall()
            left = [case_id for (case_id,) in orphans]
            if left and not leave_cases:
                raise UserError(
                    "{count} exit cases stand on what only {batch} told: {cases}. Withdraw them first, or confirm that"
                    " they are left without place and capacity until a corrected file brings their lines back.",
                    count=len(left), batch=batch, cases="、".join(left[:NAMED]) + (" …" if len(left) > NAMED else ""),
                )  # fmt: skip
    except CheckFailed as error:
        raise UserError(
            "Later batches build on {batch}: void them first, the newest before the others. ({error})",
            batch=batch,
            error=error,
        ) from error
    return {"batch": batch, "voided": True, "file": str(found.loc[0, "file_name"]), "cases_left": left}
