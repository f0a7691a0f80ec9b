"""The ladder as data: what each step asks, per variant and plan, read from the reference files."""

from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from lib.register.reference import Row, kept
from lib.settings import Settings

DEADLINE_PASSED = "deadline_passed"  # the rectification clock is overdue on the day of the step
SERIOUS = "serious"  # a serious finding of the variant's dimension stands against the subject
DOCUMENT = "document"  # the step carries a document number of its own
OVERDUE = "overdue"  # a clock of the exit is overdue on the day of the step
NOT_OVERDUE = "not_overdue"  # … and none is
NEXT_WORKDAY = "next_workday"  # the choice of a plan that a due day which is a day off moves
PSEUDO = (DEADLINE_PASSED, SERIOUS, DOCUMENT, OVERDUE, NOT_OVERDUE)


@dataclass(frozen=True)
class Rung:
    """What a step asks of the cases of a variant, with the clause that says so."""

    step: str
    requires_all: tuple[str, ...]
    requires_any: tuple[str, ...]
    forbidden_after: tuple[str, ...]
    max_times: int | None
    needs_document: bool
    needs_evidence: tuple[str, ...]
    needs_fields: tuple[str, ...]
    is_within_deadline: bool
    wait_days: int
    clause: str


@dataclass(frozen=True)
class Clock:
    """Which steps start a clock, and the alternatives of steps that end it; `is_exit`: running over it means the exit
    is overdue."""

    clock: str
    starts_with: tuple[str, ...]
    ends_with: tuple[frozenset[str], ...]
    is_exit: bool


@dataclass(frozen=True)
class Variant:
    """A kind of case: its dimension, its months to rectify (None = by decision) and of extension (None or 0 = none)."""

    variant: str
    dimension: str
    clock_months: int | None
    extension_months: int
    clause: str


@dataclass(frozen=True)
class CreditTerm:
    """How long a publication stands, of a class of breach and between two days."""

    credit_class: str
    since: date
    until: date
    least_months: int
    most_months: int
    clause: str


@dataclass(frozen=True)
class Ladder:
    """Everything the law says about steps; `names` are (kind, code) → names in Chinese and English. Rungs and clocks
    are those of a plan, whose `plan_id` is empty for what all years share."""

    rungs: dict[tuple[str, str, str], Rung]
    steps: dict[str, Row]
    variants: dict[str, Variant]
    clocks: dict[str, dict[str, Clock]]
    moving: frozenset[str]  # plans by whose choice a due day that is a day off moves to the next working day
    kinds: dict[str, Row]
    grounds: tuple[str, ...]
    restrictions: tuple[str, ...]
    credit_terms: tuple[CreditTerm, ...]
    days_off: dict[str, bool]  # ISO date → is a workday, where it differs from the week
    sentences: dict[str, Row]
    names: dict[tuple[str, str], tuple[str, str]]

    def rung(self, variant: str, step: str, plan: str = "") -> Rung | None:
        """What `step` asks of a case of `variant` under a plan; None when it is not on that ladder."""
        return self.rungs.get((plan, variant, step)) or self.rungs.get((plan, "*", step))

    def rank(self, step: str) -> int:
        """How far along the ladder a step is."""
        return int(self.steps[step]["rank"])

    def name(self, kind: str, code: str, language: str) -> str:
        """Name of a step, variant, kind of evidence, ground or field in a language; an unknown code names itself."""
        return self.names.get((kind, code), (code, code))[1 if language == "en" else 0]


@lru_cache(maxsize=8)
def read_ladder(settings: Settings) -> Ladder:
    """The ladder of the reference files and plans that the settings name."""
    tables = kept(settings)
    rungs, clocks = ([*tables[name], *tables[f"plan_{name}"]] for name in ("ladder", "clocks"))
    moving = {row["plan_id"] for row in tables["choices"] if row["value"] == NEXT_WORKDAY}
    return Ladder(
        rungs={(row.get("plan_id", ""), row["variant"], row["step"]): _rung(row) for row in rungs},
        steps={row["step"]: row for row in tables["steps"]},
        variants={row["variant"]: _variant(row) for row in tables["variants"]},
        clocks=_clocks(clocks),
        moving=frozenset(moving),
        kinds={row["kind"]: row for row in tables["evidence_kinds"]},
        grounds=tuple(row["ground"] for row in tables["grounds"]),
        restrictions=tuple(row["restriction"] for row in tables["restrictions"]),
        credit_terms=tuple(_term(row) for row in tables["credit_terms"]),
        days_off={row["day"]: row["is_workday"] == "true" for row in tables["holidays"]},
        sentences={row["refusal"]: row for row in tables["refusals"]},
        names=_names(tables),
    )


def _names(tables: dict[str, list[Row]]) -> dict[tuple[str, str], tuple[str, str]]:
    """(kind, code) → both names; pseudo-prerequisites are named with the refusals."""
    keys = {"steps": "step", "variants": "variant", "evidence_kinds": "kind", "grounds": "ground"}
    keys |= {"clocks": "clock", "verdicts": "verdict", "restrictions": "restriction", "credit_terms": "credit_class"}
    names = {(key, row[key]): (row["name_zh"], row["name_en"]) for table, key in keys.items() for row in tables[table]}
    names |= {("field", row["column"]): (row["label_zh"], row["label_en"]) for row in tables["columns"]}
    pseudo = {row["refusal"]: (row["sentence_zh"], row["sentence_en"]) for row in tables["refusals"]}
    return names | {("step", code): pseudo[f"name_{code}"] for code in PSEUDO}


def _rung(row: Row) -> Rung:
    return Rung(
        step=row["step"],
        requires_all=_list(row["requires_all"]),
        requires_any=_list(row["requires_any"]),
        forbidden_after=_list(row["forbidden_after"]),
        max_times=int(row["max_times"]) if row["max_times"] else None,
        needs_document=row["needs_document"] == "true",
        needs_evidence=_list(row["needs_evidence"]),
        needs_fields=_list(row["needs_fields"]),
        is_within_deadline=row["is_within_deadline"] == "true",
        wait_days=int(row["wait_days"] or 0),
        clause=row["clause"],
    )


def _variant(row: Row) -> Variant:
    months = int(row["clock_months"]) if row["clock_months"] else None
    return Variant(row["variant"], row["dimension"], months, int(row["extension_months"] or 0), row["clause"])


def _term(row: Row) -> CreditTerm:
    since, until = (date.fromisoformat(row[name]) if row[name] else None for name in ("effective_from", "effective_to"))
    least, most = int(row["least_months"] or 0), int(row["most_months"])
    return CreditTerm(row["credit_class"], since or date.min, until or date.max, least, most, row["clause"])


def _clocks(rows: list[Row]) -> dict[str, dict[str, Clock]]:
    """Plan → its clocks by name."""
    found: dict[str, dict[str, Clock]] = {}
    for row in rows:
        found.setdefault(row.get("plan_id", ""), {})[row["clock"]] = _clock(row)
    return found


def _clock(row: Row) -> Clock:
    starts = _list(row["starts_with"])
    ends = tuple(frozenset(alternative.split("+")) for alternative in _list(row["ends_with"]))
    return Clock(row["clock"], starts, ends, row["is_exit"] == "true")


def _list(cell: str) -> tuple[str, ...]:
    return tuple(filter(None, cell.split(";")))
