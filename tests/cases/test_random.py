"""Random sequences of steps: no state the law forbids, no step lost, and Python and the register agree on what stands.

The law is told here a second time, in plain words and without the ladder's data, so that a wrong row is found.
"""

from datetime import date, timedelta

import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lib.atlas import open_atlas
from lib.cases.clocks import add_months
from lib.cases.history import REVERSAL, Case, Step, standing, state
from lib.cases.ladder import refusals
from lib.cases.ledger import EVIDENCE, STEPS
from lib.cases.reversing import reversal_refusals
from lib.settings import Settings
from tests.cases.telling import LADDER, PAPERS, PHOTOS, TODAY

START = date(2022, 1, 1)
ORDERS = {"rectification_ordered", "production_limited", "production_halted"}
NAMES = [name for name in LADDER.steps if name != REVERSAL]
VARIANTS = sorted(LADDER.variants)
FORWARD = [
    "verified", "rectification_ordered", "extension_granted", "rectification_failed", "closure_requested",
    "closure_approved", "scheme_filed", "capacity_transferred", "shut_down", "utilities_cut", "power_unit_removed",
    "sealed", "commitment_published", "notice_published", "sealing_completes", "dismantled", "county_accepted",
    "city_accepted", "publicised", "reported", "relapsed",
]  # fmt: skip

CLEAR = {
    "case_step": "delete from facts.case_step",
    "exit_case": "delete from facts.exit_case",
    "evidence": "delete from facts.evidence",
}
INSERT = {
    "case_step": "insert into facts.case_step by name select * from given_rows",
    "exit_case": "insert into facts.exit_case by name select * from given_rows",
    "evidence": "insert into facts.evidence by name select * from given_rows",
}


@pytest.fixture(scope="module")
def bare():
    """A cursor of a register of its own, as of the last day the sequences may reach."""
    register = open_atlas(Settings(register_url=":memory:"), create=True)
    yield register.cursor(TODAY)
    register.close()


@st.composite
def attempts(draw):
    """A day's advance, a step (mostly one further along) or a reversal, and what it is given."""
    return (
        draw(st.integers(-20, 120)),
        draw(st.sampled_from(NAMES) | st.integers(0, len(FORWARD) - 1)),
        draw(st.booleans() | st.just(True)),
        draw(st.integers(0, 4)),
        draw(st.integers(0, 30)),
    )


def play(variant, tries, serious):
    """What the ladder lets through of the attempts, and how many it let through."""
    case = Case(variant, serious_on=START if serious else None, exit_due_on=date(2022, 12, 31))
    case, today, let, at = case.after(Step("identified", START, step_id="S1", position=1)), START, 1, 0
    for days, which, documented, months, target in tries:
        today = min(max(START, today + timedelta(days=days)), TODAY)
        if target > 26 and len(case.steps) > 1:
            step_id = case.steps[(target + months) % len(case.steps)].step_id
            if reversal_refusals(case, step_id, today, "误登", TODAY, LADDER):
                continue
            step = Step(REVERSAL, today, reverses=step_id)
        else:
            name = which if isinstance(which, str) else FORWARD[(at + which % 3) % len(FORWARD)]
            step = Step(
                name, today, "1" if documented else None, None, today + timedelta(days=60 + target), months,
                "seizure" if months else None, "scrapped" if months else None, PHOTOS + PAPERS if documented else (),
            )  # fmt: skip
            if refusals(case, step, TODAY, LADDER):
                at += which if isinstance(which, int) and which < 2 else 0
                continue
            at = FORWARD.index(name) + 1 if name in FORWARD else at
        number, let = len(case.steps) + 1, let + 1
        case = case.after(Step(**{**vars(step), "step_id": f"S{number}", "position": number}))
    return case, let


def forbidden(case):
    """Sentences of the law that the standing steps break."""
    steps = {}
    for step in standing(case, LADDER):
        steps.setdefault(step.step, []).append(step)
    has, broken = steps.keys(), []

    def law(sentence, holds):
        if not holds:
            broken.append(sentence)

    def before(first, then):
        return first in has and min(s.on for s in steps[first]) <= min(s.on for s in steps[then])

    rectifying = case.variant not in {"technology", "replacement"}
    if "shut_down" in has and rectifying:
        law("no plant is closed without the government", before("closure_approved", "shut_down"))
    if "closure_approved" in has:
        law("the government is asked first", before("closure_requested", "closure_approved"))
    if "closure_approved" in has or ("shut_down" in has and rectifying):
        law("what passed is not closed", "rectification_passed" not in has)
    if "extension_granted" in has:
        law("only energy is extended", case.variant == "energy")
        law("once", len(steps["extension_granted"]) == 1)
        law("by one to three months", 1 <= steps["extension_granted"][0].months <= 3)
    if "rectification_passed" in has:
        law("a pass follows an order", bool(ORDERS & has))
    if "rectification_passed" in has and case.variant in {"energy", "quality"}:
        extra = steps["extension_granted"][0].months if "extension_granted" in has else 0
        latest = add_months(add_months(steps["rectification_ordered"][0].on, 6), extra)
        law("in six months and what was granted", steps["rectification_passed"][0].on <= latest)
    if "sealed" in has:
        law("sealed after both cuts", before("utilities_cut", "sealed") and before("power_unit_removed", "sealed"))
        law("a sealed line owes a date", all(step.due_on for step in steps["sealed"]))
    if "dismantled" in has:
        law("what runs is not dismantled", before("shut_down", "dismantled"))
        law(
            "pictures and destination", steps["dismantled"][0].destination and len(steps["dismantled"][0].evidence) == 5
        )
    if "county_accepted" in has:
        law("accepted is dismantled or legally sealed", bool({"dismantled", "sealing_completes"} & has))
        law("transferred", case.variant != "replacement" or "capacity_transferred" in has)
    if "sealing_completes" in has:
        law("promise, notice, seal", {"sealed", "commitment_published", "notice_published", "utilities_cut"} <= has)
    for first, then in (
        ("county_accepted", "city_accepted"),
        ("city_accepted", "publicised"),
        ("publicised", "reported"),
    ):
        if then in has:
            law(f"{then} after {first}", before(first, then))
    if "reported" in has:
        law("seven days", steps["reported"][0].on >= steps["publicised"][0].on + timedelta(days=7))
    if "withdrawn" in has:
        law("an exit is not withdrawn", "shut_down" not in has)
    once = set(has) - {"production_limited", "production_halted", "rectification_failed", "revisited", "relapsed"}
    for name in once - {"credit_published", "credit_repaired"}:
        law(f"{name} once", len(steps[name]) == 1)
    return broken


@settings(max_examples=150, deadline=None)
@given(st.sampled_from(VARIANTS), st.lists(attempts(), max_size=60), st.booleans())
def test_no_sequence_reaches_a_state_the_law_forbids_or_loses_a_step(variant, tries, serious):
    case, let = play(variant, tries, serious)
    assert forbidden(case) == []
    assert len(case.steps) == let, "every step that was let through is there"
    assert [step.position for step in case.steps] == list(range(1, let + 1))


def test_the_random_sequences_reach_the_far_end():
    """A test of the test: the attempts above do get to the exit, to relapses and to reversals."""
    reached = set()

    @settings(max_examples=400, deadline=None, database=None, derandomize=True)
    @given(st.sampled_from(["energy", "technology"]), st.lists(attempts(), min_size=20, max_size=60), st.just(True))
    def sample(variant, tries, serious):
        reached.update(step.step for step in play(variant, tries, serious)[0].steps)

    sample()
    assert {"dismantled", "relapsed", REVERSAL, "extension_granted", "withdrawn"} <= reached, sorted(reached)


@settings(max_examples=25, deadline=None)
@given(st.lists(st.tuples(st.sampled_from(VARIANTS), st.lists(attempts(), max_size=50)), min_size=8, max_size=8))
def test_python_and_the_register_agree_on_what_stands(bare, played):
    cases = {f"C{number}": play(variant, tries, True)[0] for number, (variant, tries) in enumerate(played)}
    fill(bare, cases)
    rows = bare.execute("select case_id, step_id from intermediate.int_effective_steps").fetchall()
    expected = {(case_id, f"{case_id}-{s.step_id}") for case_id, case in cases.items() for s in standing(case, LADDER)}
    assert set(rows) == expected
    states = dict(bare.execute("select case_id, state from intermediate.int_case_states").fetchall())
    ranks = {case_id: LADDER.rank(name) for case_id, name in states.items()}
    assert ranks == {case_id: LADDER.rank(str(state(case, LADDER))) for case_id, case in cases.items()}


def fill(con, cases):
    """The cases as facts, without the write path: only the views are asked."""
    steps = [
        {name: getattr(s, name, None) for name in STEPS.names}
        | {"step_id": f"{case_id}-{s.step_id}", "reverses": s.reverses and f"{case_id}-{s.reverses}"}
        | {"case_id": case_id, "happened_on": s.on}
        for case_id, case in cases.items()
        for s in case.steps
    ]
    files = [
        {
            "case_id": case_id,
            "step_id": f"{case_id}-{s.step_id}",
            "kind": proof.kind,
            "sha256": proof.sha256,
            "mime": proof.mime,
        }
        for case_id, case in cases.items()
        for s in case.steps
        for proof in s.evidence
    ]
    opened = [{"case_id": case_id, "variant": case.variant, "opened_on": START} for case_id, case in cases.items()]
    facts = {
        "case_step": pa.Table.from_pylist(steps, schema=STEPS),
        "exit_case": pa.Table.from_pylist(opened),
        "evidence": pa.Table.from_pylist(files, schema=EVIDENCE),
    }
    for table, rows in facts.items():
        con.register("given_rows", rows)
        con.execute(CLEAR[table])
        con.execute(INSERT[table])
        con.unregister("given_rows")
