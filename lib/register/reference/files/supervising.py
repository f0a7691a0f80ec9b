"""What a supervision of an area looks at: documents of the area's own, and the items of its checklist that the register
answers."""

from lib.register.reference.checklists import is_of_the_supervision, says_what_is_known
from lib.register.reference.columns import Table, code, names, one_of, optional, ref, text

PARTS = ("plan", "meeting", "reporting", "sampling", "other")
KNOWN = (
    *("joint_visits", "qualified_visits", "screened", "zero_sampled", "zero_contradicted", "energy_cases"),
    *("planned_exits", "exits_agree", "sealed_dated", "credit_listed", "first_letter", "last_letter"),
)
PAGES = ("inspection_plan", "reports", "targets", "ledger")
SUPERVISION_STATES = ("open", "fed_back", "circulated", "closed")
SUPERVISION_STEPS = ("fed_back", "circulated", "cured", "withdrawn")
OUTCOMES = ("fulfilled", "failed", "unknown", "not_applicable", "noted")
ISSUES = ("open", "overdue", "closed")
ORIGINS = ("person", "register")

TABLES: dict[str, Table] = {
    "area_documents": Table(
        "A kind of document by which an area proves what it did itself.",
        key=("document_kind",),
        columns={
            "document_kind": code("code of the kind"),
            **names("kind"),
            "meaning_zh": text("what it holds, in Chinese"),
            "meaning_en": text("what it holds, in English"),
        },
    ),
    "supervision_items": Table(
        "An item of the checklist of areas: its part on the board, and what answers it before anybody asks: a fact of "
        "the register, or a document of the area. An item that stands not here is of the part `other`, and answered by "
        "a person.",
        key=("item",),
        columns={
            "item": code("number of the item in `checklists/area_supervision.csv`"),
            "part": one_of("its part on the board", PARTS),
            "known_by": optional(one_of("the fact of the register that answers it", KNOWN)),
            "document_kind": optional(ref("documents that answer it: yes, or how many", "area_documents")),
            "operator": optional(one_of("how a number is in order; empty: it is only noted", ("<=", ">="))),
            "against": optional(text("with what: a number, or an item whose number it is held against")),
            "opens": optional(one_of("the page with the rows of the fact", PAGES)),
            "opens_with": optional(text("what that page is asked for: KEY=VALUE")),
            "told_zh": optional(text("the fact in Chinese, with {count} and {of}")),
            "told_en": optional(text("the same in English")),
        },
        checks=(is_of_the_supervision, says_what_is_known),
    ),
}
