"""Whom joint inspections visit, and why; what they ask there."""

from lib.register.reference.checklists import (
    answer_is_whole,
    feeds_its_attribute,
    has_items,
    is_shown_by_an_item,
    no_is_answerable,
)
from lib.register.reference.columns import (
    LISTED,
    TEXT,
    Column,
    Table,
    amount,
    code,
    day,
    flag,
    names,
    one_of,
    optional,
    ref,
    refs,
    some_of,
    text,
    whole,
)  # fmt: skip
from lib.register.reference.rows import in_order

SUBJECTS = ("enterprise", "area")
STATES = ("draft", "approved", "under_way", "done", "withdrawn")
OUTCOMES = ("planned", "visited", "skipped")
ANSWERS = ("yes_no", "yes_no_na", "number", "choice", "date", "text", "photo", "signature", "officer_signature")
ITEM_SEVERITIES = ("critical", "major", "minor", "info")
NEEDED = ("comment", "photo")
MARKS = ("inspected", "due", "found", "cured", "relapsed")
POOLS = ("enterprises", "zero_reports", "dismantled")
CHOICES = Column("choices in order, separated by ;", TEXT, is_optional=True, separators=LISTED)

TABLES: dict[str, Table] = {
    "target_sources": Table(
        "Why an enterprise is visited, the weightiest first.",
        key=("source",),
        columns={
            "source": code("code of the source"),
            **names("source"),
            "weight": whole("what it adds to the priority of an enterprise, once", 0, 1000),
            "meaning_zh": text("when it holds, in Chinese"),
            "meaning_en": text("when it holds, in English"),
        },
        names=(
            "overdue",
            "not_opened",
            "zero_report",
            "seen_differs",
            "last_year",
            "behind",
            "revisit",
            "random",
            "not_assessable",
            "zero_sample",
            "assigned",
            "correction",
        ),
        is_closed=True,
    ),
    "inspecting_bodies": Table(
        "Who may inspect enterprises, and who coordinates and may not (国办发〔2024〕54号).",
        key=("body",),
        columns={
            "body": text("the body, as documents name it"),
            "name_en": text("English name of the body"),
            "is_coordinating": flag("whether it coordinates, so that it inspects no enterprise"),
            "remark": optional(text("what it does")),
        },
    ),
    "inspection_matters": Table(
        "A matter on which a body inspects, as it published it.",
        key=("matter",),
        columns={
            "matter": code("code of the matter"),
            "body": ref("whose it is", "inspecting_bodies"),
            **names("matter"),
            "dimension": ref("its dimension", "dimensions"),
            "yearly_cap": optional(whole("visits of one enterprise a year; empty = none was published", 1, 366)),
            "basis": text("the clause, as cited"),
        },
    ),
    "inspection_requirements": Table(
        "What the law asks of an inspection, and from which day.",
        key=("requirement",),
        columns={
            "requirement": code("code of the requirement"),
            "effective_from": day("first day it holds"),
            **names("requirement"),
            "clause": text("the clause, as cited"),
        },
        names=("two_officers", "qualified_body", "published_matter", "approved_before", "yearly_cap"),
        is_closed=True,
    ),
    "visit_norms": Table(
        "What days of visits are reckoned with: their times, and which visits of two plans are offered as one.",
        key=("norm",),
        columns={
            "norm": code("code of the norm"),
            "value": amount("the number", 1, 10_000),
            "unit_zh": text("its unit in Chinese"),
            "unit_en": text("its unit in English"),
            "meaning_zh": text("what it is, in Chinese"),
            "meaning_en": text("what it is, in English"),
        },
        names=("speed", "visit", "joint_span"),
        is_closed=True,
    ),
    "checklists": Table(
        "A checklist, and whom it is for; its items stand in a file of its name in `data/checklists`.",
        key=("checklist",),
        columns={
            "checklist": code("code of the checklist: the name of its file"),
            **names("checklist"),
            "subject": one_of(
                "what is looked at: an enterprise or, in a supervision, the government of an area", SUBJECTS
            ),
            "sectors": optional(refs("enterprises of these sectors, * for all", "sectors", "*")),
            "dimension": optional(ref("enterprises with a reason to visit of this dimension", "dimensions")),
            "standings": optional(refs("enterprises with a line that stands so", "standings")),
            "meaning_zh": text("when it is taken along, in Chinese"),
            "meaning_en": text("when it is taken along, in English"),
        },
        names=("procedure", "signing", "area_supervision"),
        checks=(has_items,),
    ),
    "checklist_items": Table(
        "An item of a checklist, in the order it is asked; every file of `data/checklists` holds those of one. A yes "
        "is always in order. A changed item is a new edition: a further row, and the day the old one ends.",
        key=("checklist", "item", "edition"),
        in_files=True,
        columns={
            "checklist": ref("the checklist: the name of the file", "checklists"),
            "item": code("number of the item"),
            "edition": whole("which wording of the item it is, counted from 1", 1, 999),
            "effective_from": optional(day("first day it is asked; empty = always was")),
            "effective_to": optional(day("last day it is asked; empty = still")),
            "section_zh": text("its section in Chinese"),
            "section_en": text("its section in English"),
            "text_zh": text("what is asked, in Chinese"),
            "text_en": text("what is asked, in English"),
            "answer": one_of("how it is answered; na: does not apply", ANSWERS),
            "unit_zh": optional(text("unit of a number, in Chinese")),
            "unit_en": optional(text("the same in English")),
            "choices_zh": CHOICES,
            "choices_en": CHOICES,
            "shown_if": optional(text("asked only after this answer: ITEM=yes, no or a Chinese choice")),
            "severity": one_of("how grave a no is; info: a value only", ITEM_SEVERITIES),
            "on_no": optional(text("what follows a no, in the words of the office")),
            "needs_on_no": optional(some_of("what a no must carry, separated by ;", NEEDED)),
            "dimension": optional(ref("a no proposes a finding of this dimension", "dimensions")),
            "attribute": optional(ref("the attribute that a number seen on site is a value of", "attributes")),
            "evidence": optional(text("what proves the answer, in the words of the office")),
            "basis": optional(text("the clause, as cited; empty: unconfirmed, which screen and paper say")),
            "read_from": optional(text("where the clause was read, where that is not the document itself")),
        },
        checks=(
            in_order("effective_from", "effective_to"),
            answer_is_whole,
            no_is_answerable,
            is_shown_by_an_item,
            feeds_its_attribute,
        ),
    ),
}
