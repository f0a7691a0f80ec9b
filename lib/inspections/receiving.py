"""What devices send that were out of reach: answers with their files, arrivals, finished checklists, and what was found
that the register does not know. Each has an id that its maker made and is acknowledged by itself, so that whatever is
lost, torn or repeated is there once."""

from collections.abc import Mapping, Sequence, Set
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date
from itertools import groupby
from typing import Any, Final

from lib.cases.evidence import Upload
from lib.cases.loading import rows
from lib.errors import NotBuilt, RegisterBusy, RegisterDamaged, StorageFailed, UserError
from lib.inspections.answers import record_answers
from lib.inspections.finishing import finish_checklist
from lib.inspections.found import Found, record_found
from lib.inspections.planning import record_visit
from lib.inspections.visits import Given, Taken
from lib.inspections.waiting_files import SHA256, forget, is_waiting, waiting
from lib.register.store import Register
from lib.words import said

MOST: Final = 50  # entries that come together
FILES: Final = 100  # an answer names; how many it may carry is said with its item
KINDS: Final = ("answer", "arrival", "finish", "found")
OF_FOUND: Final = ("line_name", "enterprise_name", "model", "address", "sector")
LONGEST: Final = 20_000  # characters of a text; one longer than an answer may be is refused with its item, alone
PASSING: Final = (NotBuilt, RegisterBusy, RegisterDamaged, StorageFailed)  # no fault of what was sent: it comes again
OF_PLACE: Final = ("plan", "enterprise", "checklist", "item", "line_id")


@dataclass(frozen=True)
class Entry:
    """Something that was done at a visit. `files` are pairs of a hash and a name, `drops` hashes of pictures that the
    answer leaves out; of an arrival the `value` is the day and the `remark` says when and where; `on` is the day an
    answer was given, as the phone says it; `found` is what the register does not know."""

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
    on: str = ""
    files: tuple[tuple[str, str], ...] = ()
    drops: tuple[str, ...] = ()
    found: Found | None = None

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
        elif kind == "found":
            told += [_found(register, one, actor, language, keeps) for one in together]
        else:
            told += [_told(one, language, _done(register, one, actor)) for one in together]
    return told


def _answers(
    register: Register, visit: tuple[str, str], entries: Sequence[Entry], actor: str, language: str, keeps: Set[str]
) -> list[dict[str, Any]]:
    """Answers at one visit, in one transaction."""
    named = entries
    lacking = {one.entry_id: _lacking(register, one) for one in entries}
    if any(lacking.values()):  # what was recorded already, its acknowledgement lost, needs no file once more
        given = rows(register, register.cursor(), "asks/inspections/given_answers", {"plan": visit[0]})
        sent = {row["client_id"] for row in given}
        entries = [replace(one, files=()) if one.entry_id in sent else one for one in entries]
        lacking |= {one.entry_id: [] for one in entries if one.entry_id in sent}
    whole = [one for one in entries if not lacking[one.entry_id]]
    taken: dict[str, dict[str, Any]] = {}
    try:
        begins = _begins(register, visit[0])
        answers = [replace(_given(register, one), on=_day(begins, one.on)) for one in whole]
        done = record_answers(register, *visit, answers, actor=actor) if answers else []
        taken = {one.entry_id: _became(found, language) for one, found in zip(whole, done, strict=True)}
    except PASSING:
        raise
    except UserError as error:  # of the visit, so of all of them
        taken = {one.entry_id: _told(one, language, error) for one in whole}
    for one in named:  # with what was sent once more after a lost acknowledgement
        if taken.get(one.entry_id, {}).get("state") == "kept":
            _forget(register, one, keeps)
    missing = {key: {"state": "missing", "missing": names} for key, names in lacking.items() if names}
    return [{"id": one.entry_id} | (taken | missing)[one.entry_id] for one in entries]


def _found(register: Register, entry: Entry, actor: str, language: str, keeps: Set[str]) -> dict[str, Any]:
    """Record a draft of what was found; told by its number."""
    lacking, found = _lacking(register, entry), replace(entry.found or Found(""), client_id=entry.entry_id)
    files = [] if lacking else _uploads(register, entry)
    try:
        draft = record_found(register, *entry.visit, replace(found, note=entry.remark), files=files, actor=actor)
    except PASSING:
        raise
    except UserError as error:
        return (
            {"id": entry.entry_id, "state": "missing", "missing": lacking} if lacking else _told(entry, language, error)
        )
    _forget(register, entry, keeps)
    return _told(entry, language, None) | {"answer_id": draft}


def _lacking(register: Register, entry: Entry) -> list[str]:
    return [name for name, _ in entry.files if not is_waiting(register.settings, name)]


def _uploads(register: Register, entry: Entry) -> tuple[Upload, ...]:
    return tuple(Upload("photo", name, waiting(register.settings, sha256)) for sha256, name in entry.files)


def _forget(register: Register, entry: Entry, keeps: Set[str]) -> None:
    """The files of an entry that was kept wait no more, but for those that others need."""
    for name, _ in entry.files:
        if name not in keeps:
            forget(register.settings, name)


def _given(register: Register, entry: Entry) -> Given:
    return Given(
        entry.checklist, entry.item, entry.value, entry.remark, entry.line_id, entry.seen, entry.entry_id,
        _uploads(register, entry), _dropped(register, entry) if entry.drops else (),
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
    try:
        if _stands(register, entry):
            return None
        if entry.kind == "arrival":
            on = _day(_begins(register, entry.plan), entry.value)
            record_visit(register, *entry.visit, on=on, actor=actor, note=entry.remark)
        else:
            finish_checklist(register, *entry.visit, entry.checklist, actor=actor)
    except PASSING:
        raise
    except UserError as error:  # which it also is when another phone was faster by a moment
        return None if _stands(register, entry) else error
    return None


def _stands(register: Register, entry: Entry) -> bool:
    """Whether the visit was made, or the checklist is finished, already."""
    asked, cursor = {"plan": entry.plan, "enterprise": entry.enterprise}, register.cursor()
    if entry.kind == "arrival":
        plan = rows(register, cursor, "asks/inspections/plan", {"plan": entry.plan})
        return any(entry.enterprise in set(one["enterprise_ids"]) - set(one["open_ids"]) for one in plan)
    lists = rows(register, cursor, "asks/inspections/answered_lists", asked)
    return any(one["checklist"] == entry.checklist and one["finished_at"] for one in lists)


def _begins(register: Register, plan: str) -> date:
    """The day of a plan; to come where there is none."""
    found = rows(register, register.cursor(), "asks/inspections/plan", {"plan": plan})
    day: date = found[0]["planned_on"] if found else date.max
    return day


def _day(begins: date, told: str) -> date:
    """The day of what was done as the phone says it, where it can be: not before the plan's, not to come."""
    with suppress(ValueError):
        if begins <= (said_on := date.fromisoformat(told)) <= date.today():
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
        raise UserError("What was sent is no answer, no arrival, no finished checklist and nothing that was found.")
    texts = {name: _text(found, name) for name in (*OF_PLACE, "value", "remark", "seen", "on")}
    files, drops = found.get("files", []), found.get("drops", [])
    if not isinstance(files, list) or not isinstance(drops, list) or len(files) + len(drops) > FILES:
        raise UserError("What was sent does not name its files.")
    named = tuple((_hash(one.get("sha256")), _text(one, "name")) for one in files if isinstance(one, dict))
    entry_id = _text(found, "id")
    if not 0 < len(entry_id) <= 64:
        raise UserError("What was sent bears no id.")
    seen = _seen(found.get("found")) if found["kind"] == "found" else None
    return Entry(entry_id, found["kind"], **texts, files=named, drops=tuple(map(_hash, drops)), found=seen)


def _seen(found: object) -> Found:
    """What the register does not know, as a phone says it."""
    if not isinstance(found, dict):
        raise UserError("What was sent does not say what was found.")
    lon, lat = (found.get(name) for name in ("lon", "lat"))
    if not all(one is None or (isinstance(one, int | float) and not isinstance(one, bool)) for one in (lon, lat)):
        raise UserError("What was sent does not say what was found.")
    return Found(**{name: _text(found, name) for name in OF_FOUND}, lon=lon, lat=lat)


def _text(found: Mapping[str, Any], name: str) -> str:
    value = found.get(name, "")
    if not isinstance(value, str) or len(value) > LONGEST:
        raise UserError("{name} is no text of at most {most} characters.", name=name, most=LONGEST)
    return value.encode("utf-8", "replace").decode()  # half a sign, which JSON can hold and nothing else


def _hash(value: object) -> str:
    if not isinstance(value, str) or not SHA256.fullmatch(value):
        raise UserError("{text} is no SHA-256 of a file.", text=repr(value)[:80])
    return value
