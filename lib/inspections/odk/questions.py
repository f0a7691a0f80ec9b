"""A checklist as the questions of a form: one model, from which the XLSForm and the form sent to a phone are written.

Names are the ids of items; what belongs to an item is named after it (`CEM-12_remark`, `_photo`, `_line`).
"""

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from lib.errors import UserError
from lib.inspections.kinds import LONGEST, OFFICER, PHOTO, YES_NO
from lib.register.reading import Reading

Words = tuple[str, str]  # Chinese, English
Row = dict[str, Any]
NO_WORDS: Final = ("", "")
REMARK, PICTURE, LINE, LINES = "_remark", "_photo", "_line", "_lines"  # what belongs to an item
TARGET: Final = "target"
TARGETS, OFFICERS, ASKED_LINES = "targets", "officers", "lines"  # lists that change from day to day
ANSWERS: Final[dict[str, Words]] = {"yes": ("是", "Yes"), "no": ("否", "No"), "na": ("不适用", "Does not apply")}
WHAT_WAS_SEEN: Final = ("所见事实和数值", "What was seen")
PICTURE_OF_IT: Final = ("照片", "Picture")
SIGNATURE: Final = ("签名", "Signature")
WHICH_LINE: Final = ("哪条生产线", "Which line")
WHO: Final = (("检查对象", "Whom is visited"), ("督导属地", "Which area is supervised"))
NUMBER: Final = ". > -10000000000 and . < 10000000000"
TOO_LARGE: Final = ("数值过大。", "The number is too large.")
TEXT: Final = f"string-length(.) <= {LONGEST}"
TOO_LONG: Final = (f"最多 {LONGEST} 个字。", f"At most {LONGEST} signs.")


@dataclass(frozen=True)
class Question:
    """A row of the form. `kind` is an XLSForm type; `shown_if` and `chosen_if` are its expressions, in which `${…}`
    names another question; `begin_group`, `begin_repeat` and their ends hold others."""

    kind: str
    name: str = ""
    label: Words = NO_WORDS
    hint: Words = NO_WORDS
    is_required: bool = False
    shown_if: str = ""
    constraint: str = ""
    misfit: Words = NO_WORDS
    appearance: str = ""
    choices: str = ""
    chosen_if: str = ""


@dataclass(frozen=True)
class Choice:
    """A row of a list: what is recorded, what is shown, and of which visit and item it is."""

    name: str
    label: Words
    target: str = ""
    item: str = ""


@dataclass(frozen=True)
class Form:
    """A checklist as a form; `version` says other things as soon as anything of it does."""

    checklist: str
    title: Words
    version: str
    questions: tuple[Question, ...]
    lists: dict[str, tuple[Choice, ...]]
    is_of_areas: bool

    @property
    def asked_lists(self) -> set[str]:
        """The lists that its questions choose from."""
        return {one.choices for one in self.questions if one.choices}


def form_of(register: Reading, checklist: str, on: date) -> Form:
    """The form of a checklist as it is asked on a day. Raises UserError when there is none."""
    items = register.ask_rows("asks/inspections/form_items", on, checklist=checklist)
    if not items:
        raise UserError("There is no checklist {checklist} on {day}.", checklist=repr(checklist), day=on)
    lists = {kind: tuple(Choice(one, ANSWERS[one]) for one in allowed) for kind, allowed in YES_NO.items()}
    for item in items:
        if item["answer_kind"] == "choice":
            shown = zip(item["choices_zh"].split(";"), item["choices_en"].split(";"), strict=True)
            lists[item["item"]] = tuple(Choice(zh, (zh, en)) for zh, en in shown)
    is_of_areas = items[0]["is_of_areas"]
    who: Row = {"label": WHO[is_of_areas], "is_required": True, "choices": TARGETS, "appearance": "minimal"}
    questions = (Question("select_one", TARGET, **who), *_sections(items))
    told = hashlib.sha256(repr((questions, lists)).encode()).hexdigest()[:8]
    version = f"{max(item['edition'] for item in items)}.{told}"
    return Form(checklist, _both(items[0], "name"), version, questions, lists, is_of_areas)


def _sections(items: Sequence[Row]) -> Iterator[Question]:
    """The items in groups, one for each section."""
    section = ""
    for at, item in enumerate(items, start=1):
        if item["section_zh"] != section:
            if section:
                yield Question("end_group")
            section = item["section_zh"]
            yield Question("begin_group", f"section_{at}", _both(item, "section"))
        yield from _item(item)
    yield Question("end_group")


def _item(item: Row) -> Iterator[Question]:
    """What is asked for an item: its answer, and what the answer must carry."""
    name, kind, shown = item["item"], item["answer_kind"], _shown(item["shown_if"])
    label = (f"{name} {item['text_zh']}", f"{name} {item['text_en']}")
    asked: Row = {"label": label, "hint": _hint(item), "is_required": item["item_severity"] != "info"}
    if kind in YES_NO:
        yield Question("select_one", name, shown_if=shown, choices=kind, **asked)
        needs, no = item["needs_on_no"].split(";"), f"${{{name}}} = 'no'"
        remark: Row = {"constraint": TEXT, "misfit": TOO_LONG, "is_required": "comment" in needs}
        yield Question("text", name + REMARK, WHAT_WAS_SEEN, shown_if=no, appearance="multiline", **remark)
        yield Question("image", name + PICTURE, PICTURE_OF_IT, shown_if=no, is_required="photo" in needs)
    elif kind == "choice":
        yield Question("select_one", name, shown_if=shown, choices=name, **asked)
    elif kind == "number" and item["is_by_line"]:
        yield from _by_line(item, shown, asked)
    elif kind == "number":
        yield Question("decimal", name, shown_if=shown, constraint=NUMBER, misfit=TOO_LARGE, **asked)
    elif kind == "date":
        yield Question("date", name, shown_if=shown, **asked)
    elif kind == PHOTO:
        yield Question("image", name, shown_if=shown, **asked)
    elif kind == OFFICER:
        mine = f"target = ${{{TARGET}}}"
        yield Question("select_one", name, shown_if=shown, choices=OFFICERS, chosen_if=mine, **asked)
        yield from _signed(name)
    elif kind == "signature":
        yield Question("text", name, shown_if=shown, constraint=TEXT, misfit=TOO_LONG, **asked)
        yield from _signed(name)
    else:
        yield Question("text", name, shown_if=shown, constraint=TEXT, misfit=TOO_LONG, appearance="multiline", **asked)


def _signed(name: str) -> Iterator[Question]:
    """The signature of whoever was named."""
    named = f"${{{name}}} != ''"
    yield Question("image", name + PICTURE, SIGNATURE, shown_if=named, is_required=True, appearance="signature")


def _by_line(item: Row, shown: str, asked: Row) -> Iterator[Question]:
    """A number that is asked of every line there; of the enterprise where no line is concerned."""
    name = item["item"]
    mine = f"target = ${{{TARGET}}} and item = '{name}'"
    some = f"count(instance('{ASKED_LINES}')/root/item[{mine}]) > 0"
    yield Question("begin_repeat", name + LINES, asked["label"], shown_if=shown)
    yield Question(
        "select_one", name + LINE, WHICH_LINE, is_required=True, shown_if=some, choices=ASKED_LINES, chosen_if=mine
    )
    yield Question("decimal", name, constraint=NUMBER, misfit=TOO_LARGE, **asked)
    yield Question("end_repeat")


def _shown(condition: str | None) -> str:
    """`CEM-07=yes` as an expression."""
    item, _, value = (condition or "").partition("=")
    return f"${{{item}}} = '{value}'" if item else ""


def _hint(item: Row) -> Words:
    """The unit, and what proves the answer."""
    zh, en, proof = item["unit_zh"], item["unit_en"], item["evidence"]
    found_zh = "；".join(filter(None, (zh and f"单位：{zh}", proof and f"佐证：{proof}")))
    return found_zh, "; ".join(filter(None, (en and f"Unit: {en}", proof and f"Evidence: {proof}")))


def _both(item: Row, name: str) -> Words:
    return item[f"{name}_zh"], item[f"{name}_en"]
