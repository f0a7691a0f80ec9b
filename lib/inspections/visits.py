"""A visit as it stands inside one cursor, and what becomes of an answer that is given to it."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any, Final

from lib.cases.evidence import Kept, Upload
from lib.cases.loading import rows
from lib.errors import UserError
from lib.inspections.kinds import LONGEST, OFFICER, PHOTO, PICTURED, is_answer
from lib.inspections.planning import requirements
from lib.inspections.site_pictures import MOST
from lib.numbers import written
from lib.register.store import Cursor, Register, now

Key = tuple[str, str, str]  # checklist, item, line
NO_ANSWER: Final[dict[str, Any]] = {"answer_id": "", "client_id": "", "value": "", "remark": "", "evidence_ids": []}


@dataclass(frozen=True)
class Given:
    """An answer as somebody gave it. An empty value takes the answer back. `line_id`: of which line a number is, where
    it is asked line by line. `seen`: the id, or the id its maker made, of the answer that stood; empty for none.
    `client_id`: an id made where the answer was given, the same however often it is sent. `files` are new pictures;
    those of the answer that stood stay, but for `drops`. `edition`: in which wording it was asked; 0: in today's.
    `on`: the day it was given; none: today."""

    checklist: str
    item: str
    value: str
    remark: str = ""
    line_id: str = ""
    seen: str = ""
    client_id: str = ""
    files: tuple[Upload, ...] = ()
    drops: tuple[str, ...] = ()
    edition: int = 0
    on: date | None = None

    @property
    def key(self) -> Key:
        """What it answers."""
        return self.checklist, self.item, self.line_id


@dataclass(frozen=True)
class Taken:
    """What became of a given answer: recorded under `answer_id`, also when it was sent before; in `conflict` with the
    answer that stands (its id, value, remark, actor), or refused with a sentence. `row` is what is to be written."""

    answer_id: str = ""
    conflict: dict[str, Any] | None = None
    refusal: UserError | None = None
    row: dict[str, Any] | None = None
    pictures: dict[str, Kept] = field(default_factory=dict)  # evidence_id → new picture
    kind: str = ""


@dataclass
class Visit:
    """The visit of an enterprise by an approved plan: what stands of its answers, and what is asked."""

    register: Register
    cursor: Cursor
    plan_id: str
    enterprise_id: str
    area_code: str
    officers: Sequence[str]
    standing: dict[Key, dict[str, Any]] = field(default_factory=dict)
    sent: dict[str, dict[str, Any]] = field(default_factory=dict)  # client_id → answer
    last: int = 0  # number of the last answer of the plan
    asked: dict[str, dict[Key, dict[str, Any]]] = field(default_factory=dict)  # checklist → its items

    @classmethod
    def of(cls, register: Register, cursor: Cursor, plan_id: str, enterprise_id: str) -> "Visit":
        """A visit that answers may be given to. Raises UserError when the plan has no such visit or left it out, is not
        approved, or is of a day to come."""
        found = rows(register, cursor, "asks/inspections/plan", {"plan": plan_id})
        plan = found[0] if found else {}
        if not plan or enterprise_id not in plan["enterprise_ids"] or plan["inspection_state"] == "withdrawn":
            raise UserError("{plan} has no visit of {enterprise}.", plan=plan_id, enterprise=enterprise_id)
        held = requirements(register, plan["planned_on"])
        if "approved_before" in held and plan["approved_on"] is None:
            clause = held["approved_before"]
            raise UserError("{plan} is not approved yet: no visit before it ({clause}).", plan=plan_id, clause=clause)
        if date.today() < plan["planned_on"]:
            raise UserError("The visits of {plan} are on {day}, not earlier.", plan=plan_id, day=plan["planned_on"])
        if enterprise_id in plan["skipped_ids"]:
            raise UserError(
                "{plan} left {enterprise} out: nothing was seen there.", plan=plan_id, enterprise=enterprise_id
            )
        visit = cls(register, cursor, plan_id, enterprise_id, plan["area_code"], plan["officers"])
        for row in rows(register, cursor, "asks/inspections/given_answers", {"plan": plan_id}):
            visit.last = row["number"]
            if row["enterprise_id"] == enterprise_id:
                visit._note(row)
        return visit

    def _note(self, row: dict[str, Any]) -> None:
        self.standing[row["checklist"], row["item"], row["line_id"]] = row
        if row["client_id"]:
            self.sent[row["client_id"]] = row

    def items(self, checklist: str) -> dict[Key, dict[str, Any]]:
        """What a checklist asks at this visit today, by item and line."""
        if checklist not in self.asked:
            asked = {"plan": self.plan_id, "enterprise": self.enterprise_id, "checklist": checklist}
            found = rows(self.register, self.cursor, "pages/checklist/answers", asked)
            self.asked[checklist] = {(checklist, row["item"], row["line_id"] or ""): row for row in found}
        return self.asked[checklist]

    def _asked(self, given: Given) -> dict[str, Any] | None:
        """An item as it is asked today, or in the wording in which an answer was given to it."""
        item = self.items(given.checklist).get(given.key)
        if given.edition in (0, item["edition"] if item else 0) or (item is None and given.line_id):
            return item
        for row in rows(self.register, self.cursor, "asks/inspections/editions", {}):
            if (row["checklist"], row["item"], row["edition"]) == (given.checklist, given.item, given.edition):
                return (item or {}) | row
        return item

    def take(self, given: Given, found: Sequence[Kept], actor: str) -> Taken:
        """What becomes of an answer with its pictures; what is taken stands for the answers after it."""
        if sent := self.sent.get(given.client_id):
            return self._again(given, sent)
        given = replace(given, value=self._written(given), remark=given.remark.strip())
        stood = self.standing.get(given.key, NO_ANSWER)
        kept = [one for one in stood["evidence_ids"] if one not in given.drops and given.value]
        if len(kept) + len(found) > MOST:
            return Taken(refusal=UserError("An answer carries at most {most} pictures.", most=MOST))
        if not found and [given.value, given.remark, kept] == [stood[at] for at in ("value", "remark", "evidence_ids")]:
            return Taken(stood["answer_id"])  # both say the same
        try:
            item = self._item(given, len(kept) + len(found))
        except UserError as error:
            return Taken(refusal=error)
        named = {stood["answer_id"], stood["client_id"]} - {""} | ({""} if not stood["value"] else set())
        if given.seen not in named:  # an answer that was taken back is none: who saw none saw it right
            return Taken(conflict=stood)
        self.last += 1
        answer_id = f"{self.plan_id}/{self.last}"
        fresh = {f"{answer_id}.{at}": one for at, one in enumerate(found, start=1)}
        ids = [*kept, *fresh]
        value = (str(len(ids)) if ids else "") if item["answer_kind"] == PHOTO else given.value
        row = {
            "answer_id": answer_id, "inspection_plan_id": self.plan_id, "enterprise_id": self.enterprise_id,
            "checklist": given.checklist, "item": given.item, "line_id": given.line_id or None,
            "edition": item["edition"], "number": self.last, "value": value or None,
            "remark": given.remark or None, "evidence_ids": ids, "client_id": given.client_id or None,
            "answered_on": given.on or date.today(), "actor": actor.strip(), "recorded_at": now(),
        }  # fmt: skip
        self._note(row | {name: row[name] or "" for name in ("line_id", "value", "remark", "client_id")})
        return Taken(answer_id, row=row, pictures=fresh, kind=item["answer_kind"])

    def _written(self, given: Given) -> str:
        """The value as it is kept: a number as SQL reads it too, whatever keyboard wrote it."""
        value, item = given.value.strip(), self._asked(given)
        if item is None or item["answer_kind"] != "number" or len(value) > LONGEST:
            return value
        found = written(value)
        return value if found is None else format(found, "f")

    def _again(self, given: Given, sent: dict[str, Any]) -> Taken:
        """An answer that was sent before: nothing more is written."""
        if (sent["checklist"], sent["item"], sent["line_id"]) != given.key:
            return Taken(refusal=UserError("{id} names another answer already.", id=given.client_id))
        return Taken(sent["answer_id"])

    def _item(self, given: Given, pictures: int) -> dict[str, Any]:
        """The item that is answered. Raises UserError for an unknown one and for what is no answer to it."""
        item = self._asked(given)
        if item is None and given.line_id:
            raise UserError("{item} is not asked of {line} here.", item=given.item, line=given.line_id)
        if item is None and not any(given.item == asked for _list, asked, _line in self.items(given.checklist)):
            raise UserError("There is no item {item} in {checklist}.", item=given.item, checklist=given.checklist)
        if item is None:
            raise UserError("{item} is asked line by line: name the line.", item=given.item)
        if len(given.remark) > LONGEST:
            raise UserError("{item}: a remark has at most {most} characters.", item=given.item, most=LONGEST)
        kind = item["answer_kind"]
        if given.value and not is_answer(item, given.value):
            raise UserError("{value} is no answer to {item}.", value=given.value, item=given.item)
        if given.value and kind in PICTURED and not pictures:
            raise UserError("{item} is answered by a picture: add one.", item=given.item)
        if given.value and kind == OFFICER:
            self._check_officer(given)
        return item

    def _check_officer(self, given: Given) -> None:
        if given.value not in self.officers:
            raise UserError(
                "{who} is no officer of {plan}, who are {officers}.",
                who=given.value, plan=self.plan_id, officers=", ".join(self.officers),
            )  # fmt: skip
        for key, item in self.items(given.checklist).items():
            signed = self.standing.get(key, NO_ANSWER)["value"]
            if item["answer_kind"] == OFFICER and key != given.key and signed == given.value:
                raise UserError("{who} signed already: the second signature is another officer's.", who=given.value)
