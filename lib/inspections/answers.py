"""Answers on site: each is saved when it is given, checked against its item, and never writes over what somebody else
answered meanwhile.
"""

from collections.abc import Sequence
from typing import Final

import pyarrow as pa

from lib.cases.evidence import Kept, Upload
from lib.errors import UserError
from lib.inspections import site_pictures
from lib.inspections.visits import Given, Taken, Visit
from lib.register.steps import check_who
from lib.register.store import Cursor, Register

ANSWERS: Final = pa.schema(
    [(name, pa.string()) for name in ("answer_id", "inspection_plan_id", "enterprise_id", "checklist", "item")]
    + [("edition", pa.int32()), ("number", pa.int32()), ("value", pa.string()), ("remark", pa.string())]
    + [("answered_on", pa.date32()), ("actor", pa.string()), ("recorded_at", pa.timestamp("us"))]
    + [("line_id", pa.string()), ("evidence_ids", pa.list_(pa.string())), ("client_id", pa.string())]
)
SUBJECTS: Final = 20  # items an entry of the audit names


def record_answers(
    register: Register, plan_id: str, enterprise_id: str, answers: Sequence[Given], *, actor: str
) -> list[Taken]:
    """Record answers with their pictures, in the order given and in one transaction, and tell what became of each: the
    way in for whatever takes answers, a page, a device that was out of reach, a workbook that comes back.

    Twice is once: an answer whose `client_id` was recorded is told under the id it has, and so is one that says what
    stands already. A stale answer (somebody answered since the one in `seen`) is a conflict: it is not written, what
    stands is in `Taken.conflict`, and who sent it shows both and lets a person choose, who sends the choice with a new
    `client_id` and the standing id as `seen`. What is no answer is refused by itself; the others are recorded.
    Raises UserError where the plan has no such visit or is not approved.
    """
    check_who(actor)
    looked = [looked_at(register, one) for one in answers]
    taken = judged(register, register.cursor(), plan_id, enterprise_id, answers, looked, actor)
    if not any(one.row for one in taken):
        return taken
    for given, found in zip(answers, looked, strict=True):
        if not isinstance(found, UserError):
            site_pictures.keep(register, given.files, found)
    subject = f"{plan_id} {enterprise_id} {', '.join([one.item for one in answers][:SUBJECTS])}"
    with register.write(actor, "answer item", subject, answers=len(answers)) as cursor:
        taken = judged(register, cursor, plan_id, enterprise_id, answers, looked, actor)
        append(register, cursor, taken, actor)
    return taken


def answer_item(
    register: Register,
    plan_id: str,
    enterprise_id: str,
    checklist: str,
    item: str,
    value: str,
    *,
    actor: str,
    remark: str = "",
    seen: str = "",
    line_id: str = "",
    files: Sequence[Upload] = (),
    drops: Sequence[str] = (),
) -> str:
    """Record one answer and return its id; see `Given`. Raises UserError for what is no answer to the item, where the
    plan is not approved or has no such visit, and when somebody else answered meanwhile, with both answers."""
    given = Given(checklist, item, value, remark, line_id, seen, files=tuple(files), drops=tuple(drops))
    (taken,) = record_answers(register, plan_id, enterprise_id, [given], actor=actor)
    if taken.refusal:
        raise taken.refusal
    if taken.conflict:
        raise UserError(
            "{who} answered {item} meanwhile: {theirs}. Yours was {ours} and was not saved; look and answer again.",
            who=taken.conflict["actor"], item=item, theirs=taken.conflict["value"] or "–", ours=value.strip() or "–",
        )  # fmt: skip
    return taken.answer_id


def looked_at(register: Register, given: Given) -> list[Kept] | UserError:
    """What the pictures of an answer are, or why they are none."""
    try:
        return site_pictures.looked(register, given.files)
    except UserError as error:
        return error


def judged(
    register: Register, cursor: Cursor, plan_id: str, enterprise_id: str, answers: Sequence[Given],
    looked: Sequence[list[Kept] | UserError], actor: str,
) -> list[Taken]:  # fmt: skip
    """What becomes of each answer, as the visit stands in a cursor."""
    visit = Visit.of(register, cursor, plan_id, enterprise_id)
    return [
        Taken(refusal=found)
        if isinstance(found, UserError) and given.client_id not in visit.sent
        else visit.take(given, [] if isinstance(found, UserError) else found, actor)
        for given, found in zip(answers, looked, strict=True)
    ]


def append(register: Register, cursor: Cursor, taken: Sequence[Taken], actor: str) -> None:
    """Append the answers that are to be written, and their pictures."""
    fresh = [one for one in taken if one.row]
    if not fresh:
        return
    cursor.register("incoming_inspection_answers", pa.Table.from_pylist([one.row for one in fresh], schema=ANSWERS))
    cursor.execute(register.sql("writes/inspections/insert_inspection_answers"))
    found = {name: facts for one in fresh for name, facts in one.pictures.items()}
    kinds = {name: one.kind for one in fresh for name in one.pictures}
    site_pictures.record(register, cursor, found, kinds, actor.strip())
