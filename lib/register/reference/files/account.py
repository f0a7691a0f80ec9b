"""The account of exits: where a line stands, and what must be proven before an exit counts."""

from lib.register.reference.columns import Table, code, colour, names, one_of, optional, ref, refs, text

GROUPS = ("outstanding", "left", "settled", "withdrawn")
CHOICES = ("accepted", "dismantled", "sealed")
EXIT_FORMS = ("dismantled", "sealed")
CORRECTIONS = ("case_withdrawn", "data_corrected", "rules_changed", "batch_voided")  # why a line need not leave

TABLES: dict[str, Table] = {
    "standings": Table(
        "Where a line of the account stands, in order; codes of stages where a stage of a case means the same.",
        key=("standing",),
        columns={
            "standing": code("code of the standing"),
            **names("standing"),
            "standing_group": one_of("what it is counted under", GROUPS),
            "colour": colour(),
        },
        names=(
            *("not_opened", "identified", "in_rectification", "closing", "shut_down", "sealed", "dismantled"),
            *("accepted", "rectified", "replaced", "withdrawn"),
        ),
        is_closed=True,
    ),
    "exit_facts": Table(
        "A fact that must be proven before an exit of a form counts: every row of one form. The plan chooses whose.",
        key=("choice", "exit_form", "step"),
        columns={
            "choice": one_of("the plan's choice whose rows these are", CHOICES),
            "exit_form": one_of("how the line left", EXIT_FORMS),
            "step": ref("the step that must stand", "steps"),
            "evidence": optional(refs("kinds of evidence it must carry", "evidence_kinds")),
            "fact_zh": text("the fact in Chinese, as figures show it"),
            "fact_en": text("the fact in English"),
            "clause": text("the clause that asks for it, as cited"),
        },
    ),
}
