"""Finishing a checklist: everything asked is answered and every no carries what it needs; the signatures come last."""

from datetime import date
from typing import Any, Final

from lib.cases.loading import rows
from lib.errors import UserError
from lib.inspections.kinds import SIGNATURES
from lib.inspections.planning import add_step
from lib.inspections.visits import Visit
from lib.register.steps import check_who
from lib.register.store import Register

SIGNING: Final = "signing"  # the checklist of the signatures


def finish_checklist(register: Register, plan_id: str, enterprise_id: str, checklist: str, *, actor: str) -> None:
    """Record that a checklist is finished at a visit, until an answer to it changes. Raises UserError with all it lacks
    at once: items without an answer, a no without its remark or its photo; signatures under lists that are open."""
    check_who(actor)
    asked = {"plan": plan_id, "enterprise": enterprise_id}
    with register.write(actor, "finish checklist", f"{plan_id} {enterprise_id} {checklist}") as cursor:
        visit = Visit.of(register, cursor, plan_id, enterprise_id)
        items = list(visit.items(checklist).values())
        if not items:
            raise UserError("There is no checklist {checklist} on {day}.", checklist=checklist, day=date.today())
        found = {name: _named(items, name) for name in ("is_open", "lacks_remark", "lacks_photo")}
        if any(found.values()):
            told = {name: ", ".join(codes) or "–" for name, codes in found.items()}
            raise UserError(
                "{checklist} cannot be finished. Not answered: {open}. A no without a remark: {remarks}. A no without a"
                " photo: {photos}.",
                checklist=items[0]["checklist_name"], open=told["is_open"], remarks=told["lacks_remark"],
                photos=told["lacks_photo"],
            )  # fmt: skip
        if idle := [row["item"] for row in items if not row["is_asked"] and row["item_value"] is not None]:
            raise UserError("{items} are asked no more by what was answered: take these answers back.",
                            items=", ".join(idle))  # fmt: skip
        lists = rows(register, cursor, "asks/inspections/answered_lists", asked)
        others = [row for row in lists if row["checklist"] != checklist]
        left = [row["checklist_name"] for row in others if row["finished_at"] is None]
        if checklist == SIGNING and left:
            raise UserError("The signatures come last: {lists} are not finished yet.", lists=", ".join(left))
        if checklist == SIGNING and (changed := _after_signatures(visit)):
            names = (row["checklist_name"] for one in changed for row in list(visit.items(one).values())[:1])
            raise UserError("{lists} changed after the signatures: sign again.", lists=", ".join(names))
        if any(row["checklist"] == checklist and row["finished_at"] for row in lists):
            raise UserError("{checklist} is finished already.", checklist=items[0]["checklist_name"])
        add_step(
            register, cursor, plan_id, "finished", date.today(), actor, enterprise_id=enterprise_id, checklist=checklist
        )


def _after_signatures(visit: Visit) -> list[str]:
    """The checklists an answer of which was given, or taken back, after the first signature that stands."""
    signed = [
        row["number"]
        for key, row in visit.standing.items()
        if key[0] == SIGNING and row["value"] and visit.items(SIGNING).get(key, {}).get("answer_kind") in SIGNATURES
    ]
    later = {key[0] for key, row in visit.standing.items() if signed and row["number"] > min(signed)}
    return sorted(later - {SIGNING})


def _named(items: list[dict[str, Any]], lack: str) -> list[str]:
    """The items that lack something, each once."""
    return list(dict.fromkeys(row["item"] for row in items if row["is_asked"] and row[lack]))
