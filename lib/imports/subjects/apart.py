"""A recorded act on two enterprises that look like one: a person tells them apart, or takes that back."""

from lib.errors import UserError
from lib.register.store import Register, now


def tell_apart(
    register: Register, one: str, other: str, *, actor: str, reason: str, is_different: bool = True
) -> None:  # fmt: skip
    """Say that two enterprises are different, or (`is_different` false) that they may be one after all.

    Raises UserError where one of them does not stand, without a name and a reason, and where nothing would change.
    """
    pair = sorted({one, other})
    known = set(register.query("asks/imports/standing_enterprises", enterprises=pair).enterprise_id)
    for enterprise in pair:
        if enterprise not in known:
            raise UserError("There is no enterprise {enterprise}.", enterprise=enterprise)
    if len(pair) == 1:
        raise UserError("An enterprise is not told apart from itself.")
    if not (actor.strip() and reason.strip()):
        raise UserError("This needs your name and what it rests on.")
    if register.query("asks/imports/told_apart", pair=pair).empty != is_different:
        raise UserError("That was said of these two enterprises before.")
    told = {"is_different": is_different, "reason": reason.strip()}
    with register.write(actor.strip(), "tell apart", " · ".join(pair), **told) as cursor:
        cursor.execute(
            register.sql("writes/acts/tell_apart"), told | {"pair": pair, "actor": actor.strip(), "recorded_at": now()}
        )
