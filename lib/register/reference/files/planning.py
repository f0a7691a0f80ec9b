"""The plan of a year: its document, what it decides of earlier rules, its choices, the words of its papers."""

from typing import Final

from lib.register.reference.columns import LISTED, TEXT, Column, Table, day, names, one_of, optional, plan, ref, text
from lib.register.reference.plans import ADOPTED, COLLECTION, DRAFT, PLANS, YEAR
from lib.register.reference.rows import choice_is_known, decision_is_whole, in_order, plan_is_dated

CHOICES: Final[dict[str, dict[str, str]]] = {  # what a plan must decide: each choice's values and what they mean
    "exit_counts": {
        "accepted": "an exit counts once the city accepted it, with pictures of dismantling or proof of sealing",
        "dismantled": "it counts with these pictures or this proof, accepted or not",
        "sealed": "it counts once water and power are cut, the drive is removed and the main equipment is sealed",
    },
    "due_on_day_off": {
        "stays": "a due day that is a day off stays as it is",
        "next_workday": "it moves to the next working day (holidays.csv, weekends)",
    },
    "revisit_days": {
        str(days): f"a sealed exit is looked at again every {days} days until it is dismantled"
        for days in (30, 60, 90, 180, 365)
    },
}
NEEDED: Final = ("exit_counts", "due_on_day_off")  # without revisit_days sealed exits come up at any time
PAPER_WORDS = ("city", "office", "province", "counted", "uncounted")
DECISIONS = ("carried_over", "replaced", "ended")
TOLD = "; ".join(f"{value}: {meaning}" for values in CHOICES.values() for value, meaning in values.items())

TABLES: dict[str, Table] = {
    PLANS: Table(
        "The plan itself, in one row: of a year, or a collection of clauses that wait for a decision.",
        key=("plan_id",),
        plan_file="plan.csv",
        kinds=(YEAR, COLLECTION),
        columns={
            "plan_id": Column("the plan: the name of the folder"),
            "kind": one_of("the plan of a year, or a collection of candidate clauses", (YEAR, COLLECTION)),
            "status": one_of("a draft is not loaded; adopted: it holds", (DRAFT, ADOPTED)),
            **names("plan"),
            "document_no": optional(text("number of its document, as cited")),
            "issuers": Column("who issued it, separated by ;", TEXT, is_optional=True, separators=LISTED),
            "issued_on": optional(day("day of issue")),
            "effective_from": optional(day("first day in force")),
            "effective_to": optional(day("last day its rules judge unless carried over; empty = until a plan decides")),
        },
        checks=(in_order("effective_from", "effective_to"), plan_is_dated),
    ),
    "earlier_rules": Table(
        "What the plan decides of a rule of an earlier plan. A rule nobody decides of judges on.",
        key=("plan_id", "rule_id"),
        plan_file="earlier_rules.csv",
        kinds=(YEAR,),
        columns={
            **plan(),
            "rule_id": ref("the rule of an earlier plan", "rules"),
            "decision": one_of("whether it judges on, a rule of this plan stands in its place, or it ends", DECISIONS),
            "replaced_by": optional(ref("of a replaced rule: the one that judges in its place once in force", "rules")),
            "clause": text("the clause of this plan that says so, as cited"),
        },
        checks=(decision_is_whole,),
    ),
    "choices": Table(
        "What the documents leave open and the plan decides.",
        key=("plan_id", "choice"),
        plan_file="choices.csv",
        kinds=(YEAR,),
        columns={
            **plan(),
            "choice": one_of("what is decided", tuple(CHOICES)),
            "value": text(f"how it is decided. {TOLD}"),
            "basis": text("why: the clause, or that the documents say nothing"),
        },
        names=NEEDED,
        checks=(choice_is_known(CHOICES),),
    ),
    "paper_words": Table(
        "Words of the plan's papers, which templates call `words.` and the name.",
        key=("plan_id", "word"),
        plan_file="words.csv",
        kinds=(YEAR,),
        columns={
            **plan(),
            "word": Column(
                "name of the words; province: who is reported to, counted: what an exit that counts has behind it, "
                "uncounted: what is said of one that does not count"
            ),
            "text": text("what the papers say, in Chinese"),
        },
        names=PAPER_WORDS,
        is_closed=True,
    ),
}
