"""Exit cases: stages, steps and their ladder, clocks, evidence, and what refuses a step."""

from lib.register.reference.columns import (
    Table,
    code,
    colour,
    day,
    flag,
    names,
    one_of,
    optional,
    plan,
    ref,
    refs,
    some_of,
    spellings,
    text,
    whole,
)  # fmt: skip
from lib.register.reference.rows import in_order, same_holes, stage_is_one_thing

FACTS = ("deadline_passed", "serious", "document", "overdue", "not_overdue")  # what a step may ask besides steps
FIELDS = (  # what is filled in with a step
    *(
        "due_on",
        "months",
        "ground",
        "destination",
        "cured_on",
        "decided_on",
        "credit_class",
        "restriction",
        "basis",
        "authority",
    ),
    *("document_no", "note"),
)
CREDIT_CLASSES = ("any", "minor", "ordinary", "serious")
MEDIA = ("*", "image", "video", "application")
REFUSALS = (
    "unknown_step not_on_ladder no_extension needs_step needs_any forbidden_after overtaken too_often closed_case "
    "needs_document needs_field needs_evidence wrong_media used_elsewhere same_evidence unknown_kind in_future "
    "before_required before_opening before_relapse deadline_over no_deadline months_range due_not_after "
    "due_after_rule due_beyond unknown_ground wait objection_open depends unknown_case unknown_step_id is_reversal "
    "already_reversed not_reversible needs_reason before_step unknown_subject unknown_rule no_verdict discipline "
    "already_open one_subject unknown_finding other_subject unknown_dimension unknown_seriousness number_range "
    "needs_what finding_in_use stale file_missing file_type file_damaged file_pixels file_empty file_size "
    "file_changed already_dated cure_of_pass cure_range credit_range credit_over decided_late repair_early "
    "unknown_restriction not_published measure_beyond batch_depends"
)

FORM = (  # columns of the workbook in which steps come in bulk
    *("case_id", "area", "enterprise_name", "case_line", "stage", "last_step", "next_steps", "step", "happened_on"),
    *("document_no", "evidence", "due_on", "months", "ground", "destination", "cured_on", "credit_class"),
    *("restriction", "basis", "authority", "note"),
)
FORM_KINDS = ("case", "shown", "step", "day", "text", "files", "whole", "listed")

RUNG = {
    "variant": ref("the variant, or * for all", "variants", "*"),
    "step": ref("the step", "steps"),
    "requires_all": optional(refs("steps that must all stand before it", "steps")),
    "requires_any": optional(refs("steps or facts of which one must stand", "steps", *FACTS)),
    "forbidden_after": optional(refs("steps after which it is refused", "steps")),
    "max_times": optional(whole("how often it may stand; empty = any", 1, 99)),
    "needs_document": flag("whether a document number is asked for"),
    "needs_evidence": optional(refs("kinds of evidence it must carry", "evidence_kinds")),
    "needs_fields": optional(some_of("what must be filled in", FIELDS)),
    "is_within_deadline": flag("whether it is refused once the deadline is over"),
    "wait_days": optional(whole("days that must pass after what it requires", 0, 3660)),
    "clause": text("the clause, as cited"),
}
CLOCK = {
    "starts_with": refs("steps that start it", "steps"),
    "ends_with": refs("what ends it: alternatives by ;, steps joined by +", "steps", separators=";+"),
    "due_soon_days": whole("days before it is due when it counts as due soon", 0, 366),
    "behind_days": whole("days before it is due when it counts as behind", 0, 366),
    "is_exit": flag("whether running over it makes the exit overdue"),
}

TABLES: dict[str, Table] = {
    "stages": Table(
        "Where a case stands, in order.",
        key=("stage",),
        columns={
            "stage": code("code of the stage"),
            **names("stage"),
            "colour": colour(),
            "is_open": flag("whether the case still asks for steps"),
            "is_shut": flag("whether the line is shut"),
            "is_exit": flag("whether it counts as exited"),
        },
        names=(
            *("identified", "in_rectification", "closing", "shut_down", "sealed", "dismantled", "accepted"),
            *("rectified", "withdrawn"),
        ),
        is_closed=True,
        checks=(stage_is_one_thing,),
    ),
    "variants": Table(
        "A kind of case: one for each dimension, and capacity replacement.",
        key=("variant",),
        columns={
            "variant": code("code of the variant"),
            **names("variant"),
            "dimension": ref("its dimension", "dimensions"),
            "clock_months": optional(whole("months to rectify; empty = as decided", 1, 120)),
            "extension_months": optional(whole("months an extension may add; 0 or empty = none", 0, 120)),
            "lead_department": refs("lead departments, separated by ;", "departments"),
            "clause": text("the clause, as cited"),
        },
        names=("replacement",),
    ),
    "steps": Table(
        "A step a case may take.",
        key=("step",),
        columns={
            "step": code("code of the step"),
            **names("step"),
            "stage": ref("the stage it leads to", "stages"),
            "rank": whole("how far along it is; a case stands at its furthest step", 0, 999),
            "clause": text("the clause, as cited"),
        },
        names=(
            *("identified", "verified", "rectification_ordered", "extension_requested", "extension_granted"),
            *(
                "rectification_passed",
                "exit_ordered",
                "shut_down",
                "sealed",
                "sealing_completes",
                "dismantled",
                "county_accepted",
                "city_accepted",
                "publicised",
            ),
            *("reported", "relapsed", "credit_published", "credit_repaired", "measure_taken", "withdrawn", "reversal"),
        ),
    ),
    "ladder": Table(
        "What a step asks of the cases of a variant; a row of the variant stands before one of *.",
        key=("variant", "step"),
        columns=RUNG,
    ),
    "plan_ladder": Table(
        "What a step asks of the cases of this plan, where it differs from ladder.csv.",
        key=("plan_id", "variant", "step"),
        plan_file="ladder.csv",
        columns=plan() | RUNG,
    ),
    "clocks": Table(
        "A deadline that runs from steps to steps.",
        key=("clock",),
        columns={"clock": code("code of the clock"), **names("clock"), **CLOCK},
        names=("rectification", "exit"),
    ),
    "step_form": Table(
        "A column of the workbook in which steps of many cases come at once, in the order of its template.",
        key=("field",),
        columns={
            "field": code("the field"),
            "kind": one_of("what its cells say: which case, what is only shown, the step, a day, …", FORM_KINDS),
            "heading_zh": text("Chinese heading"),
            "heading_en": text("English heading"),
            "aliases": spellings("other headings that mean it, separated by ;"),
            "is_required": flag("whether a row that records a step must fill it in"),
            "note_zh": text("what to fill in, in Chinese"),
            "note_en": text("what to fill in, in English"),
        },
        names=FORM,
        is_closed=True,
    ),
    "plan_clocks": Table(
        "A deadline of the cases of this plan, where it differs from clocks.csv.",
        key=("plan_id", "clock"),
        plan_file="clocks.csv",
        columns={**plan(), "clock": ref("the clock", "clocks"), **CLOCK},
    ),
    "clock_colours": Table(
        "How urgent a clock is.",
        key=("colour",),
        columns={
            "colour": code("code of the urgency"),
            **names("urgency"),
            "hex": colour(),
        },
        names=("overdue", "behind", "due_soon", "running", "met", "met_late"),
        is_closed=True,
    ),
    "holidays": Table(
        "A day that differs from its week: a holiday on a weekday, or work on a weekend. "
        "`python -m lib holidays YEAR` writes a year's days.",
        key=("day",),
        columns={
            "day": day("the day"),
            "is_workday": flag("whether offices work"),
            "name_zh": text("the holiday, also of a weekend that is worked for it"),
            "source": text("the notice, or the package, that says so"),
        },
    ),
    "evidence_kinds": Table(
        "What a file proves.",
        key=("kind",),
        columns={
            "kind": code("code of the kind"),
            **names("kind"),
            "media": some_of("types of file it may be, separated by ;, or * for any", MEDIA),
            "words": spellings("words in a file's name that tell its kind, separated by ;"),
            "clause": optional(text("the clause that asks for it")),
        },
        names=("before", "during", "after", "proof", "consent", "cure", "other"),
    ),
    "credit_terms": Table(
        "How long what is published of an enterprise stands, by the rules of its day and the class of the breach.",
        key=("term",),
        columns={
            "term": code("code of the term"),
            "credit_class": one_of("class of the breach; any: the rules know no classes", CREDIT_CLASSES),
            **names("class"),
            "effective_from": optional(day("first day in force; empty = always was")),
            "effective_to": optional(day("last day in force; empty = still")),
            "least_months": optional(whole("months before a repair; empty = none", 0, 120)),
            "most_months": whole("months after which the publication ends by itself", 1, 120),
            "clause": text("the clause, as cited"),
        },
        checks=(in_order("effective_from", "effective_to"),),
    ),
    "restrictions": Table(
        "What an enterprise that is overdue is restricted in.",
        key=("restriction",),
        columns={"restriction": code("code of the restriction"), **names("restriction"), "clause": text("the clause")},
    ),
    "grounds": Table(
        "Why a sealing may count as complete.",
        key=("ground",),
        columns={
            "ground": code("code of the ground"),
            **names("ground"),
            "proof_zh": text("what proves it"),
            "source": text("the clause"),
        },
    ),
    "refusals": Table(
        "Why a step is refused, or the name of a fact that a step asks for.",
        key=("refusal",),
        columns={
            "refusal": code("code of the sentence"),
            "sentence_zh": text("the sentence in Chinese, with {placeholders}"),
            "sentence_en": text("the sentence in English, with the same placeholders"),
        },
        names=(*REFUSALS.split(), *(f"name_{fact}" for fact in FACTS)),
        is_closed=True,
        checks=(same_holes,),
    ),
}
