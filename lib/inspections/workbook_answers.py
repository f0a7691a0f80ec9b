"""What a workbook of a day would record: each cell judged against its item and against what stands by now; then all of
it in one transaction."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import Any, Final

from lib.cases.loading import rows
from lib.errors import Sentence, UserError
from lib.imports.formats.beside import is_broken
from lib.inspections.answers import append, judged
from lib.inspections.kinds import LONGEST, is_answer
from lib.inspections.visits import NO_ANSWER, Given, Visit
from lib.inspections.workbook_in import Brought, Filled, read_workbook
from lib.inspections.workbook_out import FILLED, choices, seal_of
from lib.numbers import written
from lib.register.steps import check_who
from lib.register.store import Cursor, Register
from lib.words import in_words

NEW, SAME, STALE, REFUSED = "new", "same", "stale", "refused"  # what becomes of a cell
Row = dict[str, Any]
Asked = tuple[str, str, str, str]
WORDS: Final[dict[str | None, str]] = {"yes": "yes", "no": "no", "na": "does not apply"}
MISFITS: Final = {  # kind of answer → why a text is none
    "number": "“{value}” is no number. Write digits alone; the unit stands beside the cell.",
    "date": "“{value}” is no date like 2022-07-15.",
    "text": "The text is longer than {most} signs.",
}


@dataclass(frozen=True)
class Judged:
    """A filled cell: what becomes of it, the answer as the register keeps it, what stands there now, and why not."""

    row: Filled
    fate: str
    value: str = ""
    question: str = ""
    stands: Row = field(default_factory=lambda: NO_ANSWER)
    why: Sentence | None = None


@dataclass
class Draft:
    """Every filled cell of a workbook with its fate; `unread` says what of the file was left aside."""

    file_name: str
    plan_id: str
    rows: list[Judged]
    unread: list[Sentence]

    def of(self, *fates: str) -> list[Judged]:
        """The cells of some fates, in the order of the file."""
        return [one for one in self.rows if one.fate in fates]

    def summary(self, language: str) -> dict[str, Any]:
        """Counts, what would change, what is refused and what was not read, in a language."""
        counts = Counter(one.fate for one in self.rows)
        return {
            "file": self.file_name,
            "plan": self.plan_id,
            **{fate: counts[fate] for fate in (NEW, SAME, STALE, REFUSED)},
            "changes": [_told(one, language) for one in self.of(NEW)],
            "doubts": [_told(one, language) for one in self.of(STALE, REFUSED)],
            "unread": [str(in_words(one, language)) for one in self.unread],
        }


def prepare(register: Register, path: Path, language: str, plan_id: str = "") -> Draft:
    """Read a workbook and judge its cells; nothing is written. Raises FileRefused or UserError for a file that is no
    workbook of ours, is of another plan than `plan_id` or of another register, or whose plan may not be visited by."""
    brought = read_workbook(path, register.settings, language)
    if plan_id and brought.plan_id != plan_id:
        raise UserError(
            "{file} belongs to {other}, not to {plan}. Open that plan and bring it there.",
            file=brought.file_name, other=brought.plan_id, plan=plan_id,
        )  # fmt: skip
    plans = register.ask_rows("pages/inspection_plan/plan", language="zh", plan=brought.plan_id)
    if not plans or seal_of(plans[0]) != brought.seal:
        raise UserError(
            "{file} belongs to a plan {plan} of another register, or of areas that you do not see.",
            file=brought.file_name, plan=brought.plan_id,
        )  # fmt: skip
    cursor = register.cursor()
    visits = register.ask("pages/inspection_plan/stops", language="zh", plan=brought.plan_id).enterprise_id.tolist()
    for enterprise in visits[:1]:
        Visit.of(register, cursor, brought.plan_id, enterprise)
    return _judged(register, cursor, brought, set(visits))


def commit(register: Register, draft: Draft, *, actor: str, replace: bool = False) -> int:
    """Record what a draft found new (and with `replace` in the place of what was answered meanwhile), and return how
    many answers. Raises UserError, with nothing written, when somebody answered one of them since the draft."""
    accepted = draft.of(NEW, STALE) if replace else draft.of(NEW)
    check_who(actor)
    if not accepted:
        return 0
    plan_id = draft.plan_id
    with register.write(actor, "bring answers", plan_id, file=draft.file_name, answers=len(accepted)) as cursor:
        for enterprise in dict.fromkeys(one.row.enterprise_id for one in accepted):
            given = [_given(one) for one in accepted if one.row.enterprise_id == enterprise]
            taken = judged(register, cursor, plan_id, enterprise, given, [[]] * len(given), actor)
            for said, found in zip(given, taken, strict=True):
                if found.refusal:
                    raise found.refusal
                if found.conflict:
                    raise UserError(
                        "{who} answered {item} meanwhile: {theirs}. Yours was {ours} and was not saved; look and answer"
                        " again.",
                        who=found.conflict["actor"], item=said.item, theirs=found.conflict["value"] or "–",
                        ours=said.value,
                    )  # fmt: skip
            append(register, cursor, taken, actor)
    return len(accepted)


def _given(one: Judged) -> Given:
    """A cell as any other answer is given."""
    row = one.row
    seen = one.stands["answer_id"]
    return Given(row.checklist, row.item, one.value, row.remark, row.line_id, seen=seen, edition=row.edition)


def _judged(register: Register, cursor: Cursor, brought: Brought, visits: set[str]) -> Draft:
    items = {
        (row["checklist"], row["item"], row["edition"]): row for row in register.ask_rows("asks/inspections/editions")
    }
    by_id, newest = _history(register, cursor, brought.plan_id)
    twice = _twice(brought.rows)
    draft = Draft(brought.file_name, brought.plan_id, [], list(brought.unread))
    for sheet in dict.fromkeys(one.sheet for one in brought.rows if one.enterprise_id not in visits):
        gone = "The sheet {sheet} was not read: {plan} no longer visits this enterprise."
        draft.unread.append(Sentence(gone, {"sheet": sheet, "plan": brought.plan_id}))
    for row in (one for one in brought.rows if one.enterprise_id in visits):
        item = items.get((row.checklist, row.item, row.edition))
        if item is None or item["answer_kind"] not in FILLED:
            unknown = "There is no item {item} in {checklist}."
            why: Sentence | None = Sentence(unknown, {"item": row.item, "checklist": row.checklist})
            draft.rows.append(Judged(row, REFUSED, why=why))
            continue
        stands, value = newest.get(row.asked, NO_ANSWER), _value(item, row.value)
        fate, why = _fate(row, value, item, stands, by_id.get(row.seen, NO_ANSWER))
        if fate != SAME and row.asked in twice:
            fate, both = REFUSED, "{item} is answered in two ways: {cells}. Leave one of them."
            why = Sentence(both, {"item": row.item, "cells": twice[row.asked]})
        draft.rows.append(Judged(row, fate, value, str(item["question"]), stands, why))
    return draft


def _fate(row: Filled, value: str, item: Row, stands: Row, gone_out: Row) -> tuple[str, Sentence | None]:
    """What becomes of a cell: `stands` is the answer of now, `gone_out` the one that was in the cell."""
    if why := _misfit(row, value, item):
        return REFUSED, why
    said = (_alike(item, value), row.remark)
    if said in [(_alike(item, one["value"] or ""), one["remark"] or "") for one in (stands, gone_out)]:
        return SAME, None  # also a cell that nobody touched while somebody answered elsewhere
    if stands["answer_id"] == row.seen:
        return NEW, None
    both = "{who} answered meanwhile: {theirs}. The workbook says {ours}."
    return STALE, Sentence(both, {"who": stands["actor"], "theirs": _spoken(stands["value"]), "ours": row.value})


def _misfit(row: Filled, value: str, item: Row) -> Sentence | None:
    """Why a cell is no answer to its item; None when it is one."""
    if not row.value:
        return Sentence("A remark without an answer: fill in the answer as well.")
    if is_broken(row.value):
        return Sentence("“{value}” is an error of the workbook, or a formula that was not saved.", {"value": row.value})
    if len(row.remark) > LONGEST:
        return Sentence(MISFITS["text"], {"most": LONGEST})
    if value and is_answer(item, value):
        return None
    if item["answer_kind"] in MISFITS:
        return Sentence(MISFITS[item["answer_kind"]], {"value": row.value, "most": LONGEST})
    allowed = "、".join(choices(item))
    return Sentence("“{value}” is no answer here. Choose one of {choices}.", {"value": row.value, "choices": allowed})


def _value(item: Row, text: str) -> str:
    """A cell as the register keeps it; empty where it is no answer at all."""
    if said := choices(item):
        return said.get(text, text.casefold() if text.casefold() in said.values() else "")
    if item["answer_kind"] == "number":
        found = written(text)
        return "" if found is None else format(found, "f")
    return text


def _spoken(value: str | None) -> Sentence | str:
    """An answer as people say it; none is a dash."""
    return Sentence(WORDS[value]) if value in WORDS else value or "–"


def _alike(item: Row, value: str) -> object:
    """An answer as it is compared: 3.20 is 3.2."""
    return Decimal(value) if item["answer_kind"] == "number" and value else value


def _twice(rows: Iterable[Filled]) -> dict[Asked, str]:
    """Items that are answered in two ways → the cells."""
    found: dict[Asked, list[Filled]] = defaultdict(list)
    for row in rows:
        found[row.asked].append(row)
    return {
        asked: "、".join(f"{one.sheet} {one.cell}" for one in same)
        for asked, same in found.items()
        if len({(one.value, one.remark) for one in same}) > 1
    }


def _history(register: Register, cursor: Cursor, plan_id: str) -> tuple[dict[str, Row], dict[Asked, Row]]:
    """The answers of a plan by their ids, and the newest to each item."""
    found = rows(register, cursor, "asks/inspections/given_answers", {"plan": plan_id})
    newest = {(row["enterprise_id"], row["checklist"], row["item"], row["line_id"]): row for row in found}
    return {row["answer_id"]: row for row in found}, newest


def _told(one: Judged, language: str) -> dict[str, Any]:
    """A cell as the command line and the page tell it."""
    return {
        "sheet": one.row.sheet, "cell": one.row.cell, "item": one.row.item, "question": one.question,
        "value": one.row.value, "remark": one.row.remark,
        "answered_before": in_words(_spoken(one.stands["value"]), language),
        "sentence": str(in_words(one.why, language)) if one.why else "",
    }  # fmt: skip
