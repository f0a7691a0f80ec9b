"""What devices send that were out of reach: answers with their files, arrivals and finished checklists, each by an id
that its maker made and each acknowledged by itself, so that whatever is lost, torn or repeated is there once."""

from collections.abc import Mapping, Sequence, Set
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Any, Final

from lib.cases.evidence import Upload
from lib.cases.loading import rows
from lib.errors import NotBuilt, RegisterBusy, RegisterDamaged, StorageFailed, UserError
from lib.inspections.answers import record_answers
from lib.inspections.finishing import finish_checklist
from lib.inspections.planning import record_visit
from lib.inspections.visits import Given, Taken
from lib.inspections.waiting_files import SHA256, forget, waiting
from lib.register.store import Register
from lib.words import said

MOST: Final = 50  # entries that come together
FILES: Final = 100  # an answer names; how many it may carry is said with its item
KINDS: Final = ("answer", "arrival", "finish")
LONGEST: Final = 20_000  # characters of a text; one longer than an answer may be is refused with its item, alone
PASSING: Final = (NotBuilt, RegisterBusy, RegisterDamaged, StorageFailed)  # no fault of what was sent: it comes again
OF_PLACE: Final = ("plan", "enterprise", "checklist", "item", "line_id")


@dataclass(frozen=True)
class Entry:
    """Something that was done at a visit. `files` are pairs of a hash and a name, `drops` hashes of pictures that the
    answer leaves out; of an arrival the `value` is the day and the `remark` says when and where."""

    entry_id: str
    kind: str
    plan: str
    enterprise: str
    checklist: str = ""
    item: str = ""
    line_id: str = ""
    value: str = ""
    remark: str = ""
    seen: str = ""
    files: tuple[tuple[str, str], ...] = ()
    drops: tuple[str, ...] = ()

    @property
    def visit(self) -> tuple[str, str]:
        """The plan and the enterprise."""
        return self.plan, self.enterprise


def read_entries(found: object) -> list[Entry]:
    """Entries as JSON holds them. Raises UserError for what is none."""
    if not isinstance(found, list) or len(found) > MOST:
        raise UserError("What was sent is no list of at most {most} entries.", most=MOST)
    return [_read(one) for one in found]


def receive(
    register: Register, entries: Sequence[Entry], *, actor: str, language: str, keeps: Set[str] = frozenset()
) -> list[dict[str, Any]]:
    """Record entries in the order they were made, and tell of each by its `id` what became of it (`state`): kept, also
    when it was before; conflict, beside what stands; refused, with the reason; or missing, with the hashes of files
    that have to be sent first. Files in `keeps` go on waiting. Raises UserError while the register can take nothing:
    what is not acknowledged comes again.
    """
    told: list[dict[str, Any]] = []
    for (visit, kind), group in groupby(entries, key=lambda one: (one.visit, one.kind)):
        together = list(group)
        if kind == "answer":
            told += _answers(register, visit, together, actor, language, keeps)
        else:
            told += [_told(one, language, _done(register, one, actor)) for one in together]
    return told


def _answers(
    register: Register, visit: tuple[str, str], entries: Sequence[Entry], actor: str, language: str, keeps: Set[str]
) -> list[dict[str, Any]]:
    """Answers at one visit, in one transaction."""
    lacking = {one.entry_id: [name for name, _ in one.files if not waiting(register.settings, name).exists()]
               for one in entries}  # fmt: skip
    whole = [one for one in entries if not lacking[one.entry_id]]
    taken: dict[str, dict[str, Any]] = {}
    try:
        given = [_given(register, one) for one in whole]
        done = record_answers(register, *visit, given, actor=actor) if given else []
        taken = {one.entry_id: _became(found, language) for one, found in zip(whole, done, strict=True)}
    except PASSING:
        raise
    except UserError as error:  # of the visit, so of all of them
        taken = {one.entry_id: _told(one, language, error) for one in whole}
    for one in whole:
        for name, _ in one.files if taken[one.entry_id]["state"] == "kept" else ():
            if name not in keeps:
                forget(register.settings, name)
    missing = {key: {"state": "missing", "missing": names} for key, names in lacking.items() if names}
    return [{"id": one.entry_id} | (taken | missing)[one.entry_id] for one in entries]


def _given(register: Register, entry: Entry) -> Given:
    files = tuple(Upload("photo", name, waiting(register.settings, sha256)) for sha256, name in entry.files)
    return Given(
        entry.checklist, entry.item, entry.value, entry.remark, entry.line_id, entry.seen, entry.entry_id,
        files, _dropped(register, entry) if entry.drops else (),
    )  # fmt: skip


def _dropped(register: Register, entry: Entry) -> tuple[str, ...]:
    """The ids of the pictures an answer leaves out, which its maker knows by their content."""
    asked = {"plan": entry.plan, "enterprise": entry.enterprise, "checklist": entry.checklist}
    found = rows(register, register.cursor(), "pages/checklist/pictures", asked)
    place = (entry.item, entry.line_id)
    of_item = [one for one in found if (one["item"], one["line_id"] or "") == place]
    return tuple(one["evidence_id"] for one in of_item if one["sha256"] in entry.drops)


def _became(taken: Taken, language: str) -> dict[str, Any]:
    if taken.refusal:
        return {"state": "refused", "reason": _sentence(taken.refusal, language)}
    if taken.conflict:
        stands = {name: taken.conflict.get(name, "") for name in ("answer_id", "value", "remark", "actor")}
        return {"state": "conflict", "stands": stands | {"picture_count": len(taken.conflict["evidence_ids"])}}
    return {"state": "kept", "answer_id": taken.answer_id}


def _done(register: Register, entry: Entry, actor: str) -> UserError | None:
    """Record an arrival or a finished checklist, unless it stands already; the refusal, if there is one."""
    asked = {"plan": entry.plan, "enterprise": entry.enterprise}
    try:
        if entry.kind == "arrival":
            plan = rows(register, register.cursor(), "asks/inspections/plan", {"plan": entry.plan})
            if not plan or entry.enterprise in plan[0]["open_ids"] or entry.enterprise not in plan[0]["enterprise_ids"]:
                record_visit(register, *entry.visit, on=_arrived(entry, plan), actor=actor, note=entry.remark)
        else:
            lists = rows(register, register.cursor(), "asks/inspections/answered_lists", asked)
            if not any(one["checklist"] == entry.checklist and one["finished_at"] for one in lists):
                finish_checklist(register, *entry.visit, entry.checklist, actor=actor)
    except PASSING:
        raise
    except UserError as error:
        return error
    return None


def _arrived(entry: Entry, plan: Sequence[Mapping[str, Any]]) -> date:
    """The day of an arrival as the phone says it, where it can be: not before the plan's, not to come."""
    with suppress(ValueError):
        said_on = date.fromisoformat(entry.value)
        if plan and plan[0]["planned_on"] <= said_on <= date.today():
            return said_on
    return date.today()


def _told(entry: Entry, language: str, refusal: UserError | None) -> dict[str, Any]:
    if refusal is None:
        return {"id": entry.entry_id, "state": "kept"}
    return {"id": entry.entry_id, "state": "refused", "reason": _sentence(refusal, language)}


def _sentence(error: UserError, language: str) -> str:
    return said(error.message, language, **error.values)


def _read(found: object) -> Entry:
    if not isinstance(found, dict) or found.get("kind") not in KINDS:
        raise UserError("What was sent is no answer, no arrival and no finished checklist.")
    texts = {name: _text(found, name) for name in (*OF_PLACE, "value", "remark", "seen")}
    files, drops = found.get("files", []), found.get("drops", [])
    if not isinstance(files, list) or not isinstance(drops, list) or len(files) + len(drops) > FILES:
        raise UserError("What was sent does not name its files.")
    named = tuple((_hash(one.get("sha256")), _text(one, "name")) for one in files if isinstance(one, dict))
    entry_id = _text(found, "id")
    if not 0 < len(entry_id) <= 64:
        raise UserError("What was sent bears no id.")
    return Entry(entry_id, found["kind"], **texts, files=named, drops=tuple(map(_hash, drops)))


def _text(found: Mapping[str, Any], name: str) -> str:
    value = found.get(name, "")
    if not isinstance(value, str) or len(value) > LONGEST:
        raise UserError("{name} is no text of at most {most} characters.", name=name, most=LONGEST)
    return value.encode("utf-8", "replace").decode()  # half a sign, which JSON can hold and nothing else


def _hash(value: object) -> str:
    if not isinstance(value, str) or not SHA256.fullmatch(value):
        raise UserError("{text} is no SHA-256 of a file.", text=repr(value)[:80])
    return value
