"""Cases as tables a domain expert can read: one step a row, and what becomes of it.

    step                  | on         | with                        | becomes
    rectification_ordered | 2022-03-01 | doc                         | rectification_ordered
    extension_granted     | 2022-09-02 | doc; months=3               | refused deadline_over

`with` holds `doc` (a document number), `months=`, `due=`, `ground=`, `to=` (destination), `cured=`, `photos` (different
pictures of before, during and after), `papers` (proof and consent), `cure`, `declared` and
`promise` (their proofs); a
credit step has `class=`, `decided=`, `field=`, `basis=` and `by=` (the authority); `becomes` is the state after it or
the refusal.
"""

from datetime import date

from lib.cases.history import Case, Proof, Step, state
from lib.cases.ladder import refusals
from lib.cases.requirements import read_ladder
from lib.settings import Settings

LADDER = read_ladder(Settings())
TODAY = date(2024, 12, 31)
PHOTOS = tuple(Proof(kind, f"hash of {kind}", "image/jpeg", f"{kind}.jpg") for kind in ("before", "during", "after"))
PAPERS = tuple(Proof(kind, f"hash of {kind}", "application/pdf", f"{kind}.pdf") for kind in ("proof", "consent"))
CURE, DECLARATION = (
    Proof(kind, f"hash of {kind}", "application/pdf", f"{kind}.pdf") for kind in ("cure", "declaration")
)
PROMISE = Proof("commitment", "hash of commitment", "application/pdf", "commitment.pdf")
FILES = {"promise": (PROMISE,), "photos": PHOTOS, "papers": PAPERS, "cure": (CURE,), "declared": (DECLARATION,)}
SEALING = "doc; ground=seizure; papers"
USUAL = {  # what each step is given when a test does not care
    "rectification_ordered": "doc", "extension_granted": "doc; months=3", "production_limited": "doc; due=2029-01-01",
    "production_halted": "doc; due=2029-01-01", "scheme_filed": "doc; due=2029-01-01", "sealed": "due=2029-01-01",
    "sealing_completes": SEALING, "dismantled": "photos; to=scrapped", "closure_declared": "doc; declared",
}  # fmt: skip


def step_of(name: str, on: str, given: str) -> Step:
    """A row as a step."""
    parts = dict(part.strip().partition("=")[::2] for part in given.split(";") if part.strip())
    return Step(
        step=name,
        on=date.fromisoformat(on),
        document_no="聊政〔2022〕1号" if "doc" in parts else None,
        months=int(parts["months"]) if "months" in parts else None,
        due_on=date.fromisoformat(parts["due"]) if "due" in parts else None,
        ground=parts.get("ground"),
        destination=parts.get("to"),
        credit_class=parts.get("class"),
        restriction=parts.get("field"),
        basis=parts.get("basis"),
        authority=parts.get("by"),
        decided_on=date.fromisoformat(parts["decided"]) if "decided" in parts else None,
        cured_on=date.fromisoformat(parts["cured"]) if "cured" in parts else None,
        evidence=tuple(proof for word, proofs in FILES.items() if word in parts for proof in proofs),
    )


def try_step(case: Case, step: Step, today: date = TODAY) -> tuple[Case, str]:
    """The case after the step and its state, or the case as it was and the refusals."""
    found = refusals(case, step, today, LADDER)
    if found:
        return case, "refused " + ", ".join(refusal.code for refusal in found)
    number = len(case.steps) + 1
    case = case.after(Step(**{**vars(step), "step_id": f"S{number}", "position": number}))
    return case, str(state(case, LADDER))


def tell(variant: str, table: str, today: date = TODAY, **facts: object) -> None:
    """Play a table from its first row; every row must become what it says."""
    case = Case(variant, **facts)  # type: ignore[arg-type]
    rows = [[cell.strip() for cell in line.split("|")] for line in table.strip().splitlines() if line.strip()]
    for number, (name, on, given, becomes) in enumerate(rows[1:], start=1):
        case, became = try_step(case, step_of(name, on, given), today)
        assert became == becomes, f"row {number}: {name} on {on} ({given})"


def case_after(variant: str, steps: str, **facts: object) -> Case:
    """A case with these steps, a day apart from 2022-01-01, each given what it usually is."""
    case = Case(variant, **facts)  # type: ignore[arg-type]
    for day, name in enumerate(steps.split(), start=1):
        given = USUAL.get(name, "doc")
        if name == "rectification_ordered" and not LADDER.variants[variant].clock_months:
            given = "doc; due=2029-01-01"
        step = step_of(name, f"2022-01-{day:02}", given)
        case, became = try_step(case, step)
        assert not became.startswith("refused"), f"{name}: {became}"
    return case
