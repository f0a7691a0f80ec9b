"""Requests: a deed that needs a second person is tried and recorded as asked for; another account confirms it, and then
it is written in one transaction with its confirmation, or rejects it; who asked may take it back."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final
from uuid import uuid4

from lib.access import roles
from lib.access.accounts import Accounts
from lib.access.writing import Confirming, NoSecond, OwnRegister, Unseconded, canonical, decide, prove_two, waiting
from lib.bulk.commit import record_batch
from lib.bulk.void import void_steps
from lib.cases.ledger import record_step
from lib.errors import UserError
from lib.imports.void import void_batch
from lib.inspections.planning import approve_plan
from lib.register.store import Register, now
from lib.reports.freeze import freeze
from lib.seconding.spelled import read, spelled
from lib.switching import set_status

DEEDS: Final[dict[str, Callable[..., Any]]] = {  # what may have to wait, by the name that a request keeps
    "step": record_step,
    "steps": record_batch,
    "void": void_batch,
    "void steps": void_steps,
    "freeze": freeze,
    "rule status": set_status,
    "approve inspection": approve_plan,
}


@dataclass(frozen=True)
class Waiting:
    """It was recorded as asked for."""

    request_id: str


def do(register: Register, deed: str, **params: Any) -> Any:
    """Do a deed and return what it returns; in the name of an account that needs a second one for it, ask for it and
    return what waits. Raises what the deed raises."""
    try:
        return DEEDS[deed](register, **params)
    except Unseconded as tried:
        if not isinstance(register, OwnRegister):
            raise
        return _ask(register, deed, tried, params)


def confirm(register: OwnRegister, request_id: str) -> Any:
    """Write what was asked for, in the name of who asked; what the deed returns.

    Raises NoSecond for who asked, for what is decided and for what is no longer as it was; NotYours without the right
    or of another area; what the deed raises when it can be done no more.
    """
    settings, me = register.settings, register.person
    row = waiting(register, register.cursor(), request_id)
    confirming = Confirming(me, request_id)
    confirming.told(row["asked_by"])
    asker = Accounts(settings).one(row["asked_by"])
    if asker is None or asker.is_disabled:
        raise NoSecond(
            "{name}, who asked for this, is let in no more. Reject it, and let somebody else ask.", name=row["asked_by"]
        )
    who = roles.person(settings, asker.name, asker.role, asker.areas)
    own = OwnRegister(register, who, confirming)
    return DEEDS[row["deed"]](own, actor=who.name, **read(row["params_json"], settings))


def reject(register: OwnRegister, request_id: str, reason: str) -> None:
    """Do not do what was asked for, and say why. Raises NoSecond, NotYours, or UserError without a reason."""
    if not reason.strip():
        raise UserError("Say why it is rejected.")
    with register.write(register.person.name, "reject", request_id, reason=reason.strip()) as cursor:
        row = waiting(register, register.cursor(), request_id)
        prove_two(row["asked_by"], register.person.name)
        waiting(register, cursor, request_id)
        decide(register, cursor, request_id, "rejected", register.person.name, reason.strip())


def withdraw(register: OwnRegister, request_id: str) -> None:
    """Take back what one asked for. Raises NoSecond for another's request."""
    with register.write(register.person.name, "withdraw request", request_id) as cursor:
        row = waiting(register, register.cursor(), request_id)
        if row["asked_by"] != register.person.name:
            raise NoSecond("Only {name}, who asked for this, takes it back.", name=row["asked_by"])
        waiting(register, cursor, request_id)
        decide(register, cursor, request_id, "withdrawn", register.person.name)


def _ask(register: OwnRegister, deed: str, tried: Unseconded, params: dict[str, Any]) -> Waiting:
    """Record what was tried as asked for. Raises NoSecond when it waits already."""
    kept, request_id = {name: value for name, value in params.items() if name != "actor"}, f"Q{uuid4().hex[:12]}"
    told = {"action": tried.action, "subject": tried.subject, "detail_json": canonical(tried.detail)}
    row = told | {
        "request_id": request_id, "deed": deed, "params_json": spelled(kept), "asked_by": register.person.name,
        "case_ids": list(tried.detail.get("cases", ())), "recorded_at": now(),
    }  # fmt: skip
    with register.write(register.person.name, "ask", request_id, asked=tried.action, about=tried.subject) as cursor:
        if same := cursor.execute(register.sql("asks/seconding/same"), told).fetchone():
            raise NoSecond("{name} asked for this already; it waits for a second person.", name=same[1])
        cursor.execute(register.sql("writes/seconding/insert_request"), row)
    return Waiting(request_id)
