"""Switching a rule on or off: the decision of a named person, kept beside the rule and never in place of it."""

from datetime import date
from typing import Final

from lib.errors import UserError
from lib.register.identified import remembering
from lib.register.store import Register, now

STATUSES: Final = ("in_force", "candidate", "withdrawn")
AT_INIT: Final = "init"  # note of the decisions that stand from the making of the register on


class RuleUnknown(UserError):
    """No rule has this id."""


class DecisionIncomplete(UserError):
    """A decision needs a person, a reason and one of the three statuses."""


def set_status(register: Register, rule_id: str, status: str, actor: str, decided_on: date, note: str) -> int:
    """Give a rule a status from a date on and return the register's new version; earlier dates keep judging as
    they did.

    Raises RuleUnknown, DecisionIncomplete, or CheckFailed when the change would break the register.
    """
    if status not in STATUSES:
        raise DecisionIncomplete(
            "{status} is not a status of a rule: choose in_force, candidate or withdrawn.", status=repr(status)
        )
    if not actor.strip() or not note.strip():
        raise DecisionIncomplete("A decision carries the name of the person who made it and the reason. Fill in both.")
    known = register.query("asks/standards/known", rule=rule_id)
    if known.empty:
        raise RuleUnknown("There is no rule {rule}.", rule=rule_id)
    decision = {
        "rule_id": rule_id,
        "status": status,
        "decided_on": decided_on,
        "actor": actor.strip(),
        "note": note.strip(),
    }
    told = {"before": known.status[0], "after": status, "decided_on": decided_on, "reason": note.strip()}
    with register.write(actor.strip(), "rule status", rule_id, **told) as cursor:
        recorded_at = now()
        with remembering(register, cursor, "rule status", rule_id, [decided_on, date.today()], recorded_at):
            cursor.execute(register.sql("writes/rule_status"), decision | {"recorded_at": recorded_at})
    return register.version()


def switch_on_seed(register: Register, actor: str, decided_on: date) -> int:
    """Say who put the rules in force that the reference files ship as such: all about which nobody ever decided.

    Returns how many; candidates wait for a decision of their own.
    """
    rules = register.query("asks/standards/undecided").rule_id.tolist()
    if rules:
        with register.write(actor, "rule status", AT_INIT, decided_on=decided_on, rules=rules) as cursor:
            for rule_id in rules:
                decision = {"rule_id": rule_id, "status": "in_force", "decided_on": decided_on, "actor": actor}
                cursor.execute(register.sql("writes/rule_status"), decision | {"note": AT_INIT, "recorded_at": now()})
    return len(rules)
