"""Rows that speak of an enterprise of another area than the person answers for: they are refused one by one."""

from collections.abc import Callable

from lib.errors import UserError
from lib.imports.plan import Plan
from lib.register.scoping import as_now
from lib.register.store import Cursor, Register

REASON = "other_area"


def area_of_file(register: Register, area: str | None) -> str | None:
    """The area a file is delivered for: of somebody who sees some areas alone always one of these.

    Raises UserError for another one, and where it must be said which.
    """
    scope = register.scope
    if scope is None or area in scope:
        return area
    if area is None and len(scope) == 1:
        return scope[0]
    raise UserError("Say which of your areas the file is delivered for: {areas}.", areas="、".join(scope) or "–")


def of_others(register: Register, plan: Plan, write: Callable[[Cursor], None]) -> dict[int, str]:
    """Position of each row about an enterprise that belongs to another area, or would after this → the reason. `write`
    makes the change, which is taken back."""
    if register.scope is None or not plan.enterprise_ids():
        return {}
    with register.rehearsal() as cursor:
        before = _homes(register, cursor, plan)
        write(cursor)
        after = _homes(register, cursor, plan)
    own = {one for one, area in after.items() if {area, before.get(one, area)} <= set(register.scope)}
    return {at: REASON for at, one in enumerate(plan.enterprise_of_row) if one not in own}


def _homes(register: Register, cursor: Cursor, plan: Plan) -> dict[str, str | None]:
    with as_now(cursor):
        asked = {"enterprise_ids": plan.enterprise_ids()}
        return dict(cursor.execute(register.sql("asks/imports/homes"), asked).fetchall())
