"""What a submission answers at its visit, recorded as any other answer is.

Each answer has an id made of the submission's and the item's, so that it may come as often as it likes, in parts, by
the air and by hand.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Final

from lib.cases.evidence import Upload
from lib.cases.loading import rows
from lib.errors import Sentence, UserError
from lib.inspections.answers import judged, looked_at, record_answers
from lib.inspections.kinds import PHOTO, PICTURED, YES_NO
from lib.inspections.odk.questions import LINE, PICTURE, REMARK
from lib.inspections.odk.submission import Submission
from lib.inspections.odk.targets import parts_of
from lib.inspections.visits import Given, Taken
from lib.inspections.workbook_out import seal_of
from lib.register.store import Register
from lib.words import in_words

RECORDED, SAME, STALE, REFUSED, WAITING = "recorded", "same", "stale", "refused", "waiting"  # what becomes of an answer
Pictures = Callable[[str], Upload | None]  # file name → the picture that came; None if not, UserError if damaged
SAID: Final[dict[str | None, str]] = {"yes": "yes", "no": "no", "na": "does not apply"}


@dataclass(frozen=True)
class Told:
    """What became of an answer, or with an empty `item` of a whole submission, and why."""

    instance: str
    item: str
    fate: str
    why: Sentence | None = None


@dataclass
class Visited:
    """The answers of a submission, for the visit it is about; `lacking` are those whose pictures did not come along,
    or are damaged."""

    plan_id: str
    enterprise_id: str
    answers: list[Given] = field(default_factory=list)
    lacking: list[Told] = field(default_factory=list)
    sent: set[str] = field(default_factory=set)  # ids of answers that were recorded before


def take(
    register: Register, submission: Submission, pictures: Pictures, *, actor: str, replaces: bool = False,
    is_tried: bool = False,
) -> list[Told]:  # fmt: skip
    """Record the answers of a submission and tell what became of each; one whose picture did not come along waits for
    it, one whose picture is damaged is refused alone. With `replaces` also in the place of what was answered meanwhile;
    with `is_tried` nothing is written."""
    try:
        visited = _visited(register, submission, pictures)
        taken = _recorded(register, visited, visited.answers, actor, is_tried=is_tried)
        stale = [at for at, one in enumerate(taken) if one.conflict] if replaces else []
        again = [replace(visited.answers[at], seen=(taken[at].conflict or {})["answer_id"]) for at in stale]
        for at, one in zip(stale, _recorded(register, visited, again, actor, is_tried=is_tried), strict=True):
            taken[at] = one
    except UserError as error:
        return [Told(submission.instance, "", REFUSED, Sentence(error.message, dict(error.values)))]
    found = [_told(submission, given, one) for given, one in zip(visited.answers, taken, strict=True)]
    return found + visited.lacking


def _recorded(
    register: Register, visited: Visited, answers: Sequence[Given], actor: str, *, is_tried: bool
) -> list[Taken]:
    if not answers:
        return []
    if not is_tried:
        return record_answers(register, visited.plan_id, visited.enterprise_id, answers, actor=actor)
    seen = [looked_at(register, one) for one in answers]
    return judged(register, register.cursor(), visited.plan_id, visited.enterprise_id, answers, seen, actor)


def _told(submission: Submission, given: Given, taken: Taken) -> Told:
    if taken.refusal:
        why = Sentence(taken.refusal.message, dict(taken.refusal.values))
        return Told(submission.instance, given.item, REFUSED, why)
    if taken.conflict:
        both = "{who} answered meanwhile: {theirs}. The form says {ours}."
        said = {
            "who": taken.conflict["actor"],
            "theirs": _spoken(taken.conflict["value"]),
            "ours": _spoken(given.value),
        }
        return Told(submission.instance, given.item, STALE, Sentence(both, said))
    return Told(submission.instance, given.item, RECORDED if taken.row else SAME)


def _visited(register: Register, submission: Submission, pictures: Pictures) -> Visited:
    """Whom a submission is about and what it answers there. Raises UserError for one of no form or plan of ours."""
    plan_id, enterprise_id, seal = parts_of(submission.target)
    plans = register.ask_rows("pages/inspection_plan/plan", language="zh", plan=plan_id)
    if not plans or seal_of(plans[0]) != seal:
        raise UserError("The form is about no visit of this register, or of areas that you do not see.")
    kinds = {
        row["item"]: row["answer_kind"]
        for row in register.ask_rows("asks/inspections/form_items", checklist=submission.form)
    }
    if not kinds:
        raise UserError("There is no checklist {checklist} of this form.", checklist=submission.form)
    given = rows(register, register.cursor(), "asks/inspections/given_answers", {"plan": plan_id})
    found = Visited(plan_id, enterprise_id, sent={row["client_id"] for row in given})
    for group in submission.groups:
        for item in (name for name in group if name in kinds and group[name]):
            _answer(found, submission, group, item, kinds[item], pictures)
    return found


def _answer(
    found: Visited, submission: Submission, group: dict[str, str], item: str, kind: str, pictures: Pictures
) -> None:
    """An answer with what belongs to it, or the picture it waits for."""
    shot = group[item] if kind == PHOTO else group.get(item + PICTURE, "")
    is_no = group[item] == "no"
    has_more = kind in PICTURED or (kind in YES_NO and is_no)
    line = group.get(item + LINE, "")
    client_id = f"{submission.instance}/{item}/{line}"
    try:
        upload = pictures(shot) if shot and has_more else None
    except UserError as error:  # of a damaged picture: the other answers are taken, a whole one brings this later
        why = Sentence(error.message, dict(error.values))
        found.lacking.append(Told(submission.instance, item, REFUSED, why))
        return
    if shot and has_more and upload is None and client_id not in found.sent:
        lacks = Sentence("The picture {file} did not come along.", {"file": shot})
        found.lacking.append(Told(submission.instance, item, WAITING, lacks))
        return
    found.answers.append(
        Given(
            submission.form, item, "1" if kind == PHOTO else group[item], group.get(item + REMARK, "") if is_no else "",
            line, client_id=client_id, files=(upload,) if upload else (),
        )
    )  # fmt: skip


def _spoken(value: str | None) -> Sentence | str:
    """An answer as people say it; none is a dash."""
    return Sentence(SAID[value]) if value in SAID else value or "–"


def as_rows(told: Sequence[Told], language: str) -> list[dict[str, Any]]:
    """What became of answers, in words."""
    return [
        {"submission": one.instance, "item": one.item, "fate": one.fate, "sentence": str(in_words(one.why, language))}
        for one in told
        if one.why
    ]
