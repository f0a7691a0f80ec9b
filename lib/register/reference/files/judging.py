"""What is judged and how: rules with their conditions, verdicts, dimensions, departments."""

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
    text,
    whole,
)  # fmt: skip
from lib.register.reference.plans import COLLECTION, YEAR
from lib.register.reference.rows import in_order, notes_in_both
from lib.register.reference.rules import (
    bound_fits,
    condition_has_a_place,
    condition_of_its_plan,
    rule_can_judge,
    rule_has_its_tests,
    unit_fits,
)

SCOPES = ("line", "enterprise_total", "enterprise")
TRIGGERS = ("measured", "finding")
EFFECTS = ("exit", "rectify", "replace", "discipline")
STATUSES = ("in_force", "candidate", "withdrawn")
ROLES = ("applies_if", "exempt_if", "outdated_if", "review_if")
OPERATORS = ("<", "<=", ">", ">=", "=", "in", "contains_any")

TABLES: dict[str, Table] = {
    "dimensions": Table(
        "A dimension of the comprehensive standards; each has a variant of exit cases of the same code.",
        key=("dimension",),
        columns={"dimension": ref("code of the dimension", "variants"), **names("dimension")},
        names=("technology",),
    ),
    "verdicts": Table(
        "A verdict, gravest first.",
        key=("verdict",),
        columns={
            "verdict": code("code of the verdict"),
            **names("verdict"),
            "severity": whole("rank, 1 = gravest; a line's verdict is the gravest its rules give", 1, 99),
            "colour": colour(),
            "meaning_zh": text("what it says, in Chinese"),
            "meaning_en": text("what it says, in English"),
        },
        names=(
            *("outdated", "replace", "review", "not_assessable", "exempt", "compliant", "no_rule", "not_applicable"),
        ),
        is_closed=True,
        unique=(("severity",),),
    ),
    "departments": Table(
        "A department as documents name it.",
        key=("department",),
        columns={
            "department": text("Chinese name, as written in the documents"),
            "name_en": text("English name"),
            "reports": flag("a municipal body that writes to the office by itself, where it leads a duty of the plan"),
        },
    ),
    "rules": Table(
        "A clause that judges; what it tests stands in conditions.csv.",
        key=("rule_id",),
        plan_file="rules.csv",
        kinds=(YEAR, COLLECTION),
        columns={
            **plan(),
            "rule_id": code("code of the rule, of its own among all plans"),
            "title_zh": text("Chinese title"),
            "title_en": text("English title"),
            "dimension": ref("its dimension", "dimensions"),
            "sectors": refs("the sectors it speaks of, separated by ;, or * for all", "sectors", "*"),
            "scope": one_of("judges each line, the enterprise's total, or the enterprise", SCOPES),
            "trigger": one_of("measured: every line must answer; finding: only where the fact is on record", TRIGGERS),
            "effect": one_of("what it leads to; discipline never makes a line outdated", EFFECTS),
            "verdict_when_met": ref("the verdict when its tests are met: outdated, replace or review", "verdicts"),
            "clock_months": optional(whole("months to rectify", 1, 120)),
            "extension_months": optional(whole("months an extension may add", 0, 120)),
            "lead_department": refs("lead departments, separated by ;", "departments"),
            "document": text("the document, as cited"),
            "clause": text("the clause, as cited"),
            "clause_text": text("the clause in its own words"),
            "consequence_zh": text("what follows, in Chinese"),
            "consequence_en": text("what follows, in English"),
            "effective_from": day("first day it judges"),
            "effective_to": optional(day("last day it judges; empty = until a later plan decides of it")),
            "deadline": optional(day("day by which to exit")),
            "status": one_of("as shipped; a person's decision on the Standards page stands before it", STATUSES),
            "provenance_zh": text("where and how the clause was read, in Chinese"),
            "provenance_en": text("where and how the clause was read, in English"),
        },
        checks=(in_order("effective_from", "effective_to", "deadline"), rule_can_judge, rule_has_its_tests),
    ),
    "conditions": Table(
        "One condition of a rule; docs/standards.md says how the roles work together.",
        key=("rule_id", "role", "attribute", "operator", "bound"),
        plan_file="conditions.csv",
        kinds=(YEAR, COLLECTION),
        columns={
            **plan(),
            "rule_id": ref("the rule, of the same plan", "rules"),
            "role": one_of("what follows when it is met", ROLES),
            "attribute": ref("what is tested", "attributes"),
            "operator": one_of("numbers: < <= > >= =; codes: = in; text: = in contains_any", OPERATORS),
            "bound": text("what it is compared with; several values of in and contains_any are separated by ;"),
            "unit": optional(ref("unit of a number's bound, the one the value is kept in", "units")),
            "is_settled": flag("false where the text leaves open whether the bound itself is included"),
            "note_zh": optional(text("remark in Chinese; an unsettled bound says why")),
            "note_en": optional(text("remark in English")),
        },
        checks=(condition_of_its_plan, condition_has_a_place, bound_fits, unit_fits, notes_in_both),
    ),
}
