"""Random sequences of steps: no state the law forbids, no step lost, and Python and the register agree on what stands.

The law is told here a second time, in plain words and without the ladder's data, so that a wrong row is found.
"""

from dataclasses import replace
from datetime import date, timedelta
from random import Random

import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lib.cases.clocks import add_months, due_on
from lib.cases.history import REVERSAL, Case, Step, standing, state
from lib.cases.ladder import refusals
from lib.cases.ledger import EVIDENCE, STEPS
from lib.cases.reversing import reversal_refusals
from tests import registers
from tests.cases.telling import FILES, LADDER, TODAY

START = date(2022, 1, 1)
ORDERS = {"rectification_ordered", "production_limited", "production_halted"}
NAMES = [name for name in LADDER.steps if name != REVERSAL]
DUE_AT_YEAR_END = "LC22-T-CEM-03"  # a rule with the date that `play` gives its cases
VARIANTS = sorted(LADDER.variants)
EVERY_FILE = tuple(proof for proofs in FILES.values() for proof in proofs)
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
def bare(tmp_path_factory):
    """A cursor of a register of its own, as of the last day the sequences may reach."""
    register = registers.empty(tmp_path_factory.mktemp("bare"))
    yield register.cursor(TODAY)
    register.close()


@st.composite
def attempts(draw):
    """Days gone by; a reversal, any step, or one the ladder would take; whether documented; a choice."""
    kind = draw(st.sampled_from(["taken", "taken", "taken", "taken", "any", "reversal"]))
    return draw(st.integers(-10, 60)), kind, draw(st.sampled_from([True, True, True, False])), draw(st.integers(0, 99))


def play(variant, tries, serious):
    """What the ladder lets through of the attempts, and how many it let through."""
    case = Case(variant, serious_on=START if serious else None, exit_due_on=date(2022, 12, 31))
    case, today, let = case.after(Step("identified", START, step_id="S1", position=1)), START, 1
    for days, kind, documented, choice in tries:
        today = min(max(START, today + timedelta(days=days)), TODAY)
        step = reversal(case, today, choice) if kind == "reversal" else attempt(case, today, kind, documented, choice)
        if step is not None:
            number, let = len(case.steps) + 1, let + 1
            case = case.after(replace(step, step_id=f"S{number}", position=number))
    return case, let


def reversal(case, today, choice):
    """The reversal of one of the rows, when it may be reversed."""
    step_id = case.steps[choice % len(case.steps)].step_id
    refused = reversal_refusals(case, step_id, today, "误登", TODAY, LADDER)
    return None if refused else Step(REVERSAL, today, reverses=step_id)


def attempt(case, today, kind, documented, choice):
    """Any step, or the chosen one of those that may be taken now; None when the ladder refuses it."""
    names = [NAMES[choice % len(NAMES)]] if kind == "any" else NAMES
    given = {"document_no": "1", "evidence": EVERY_FILE} if documented else {}
    fields = {"months": 1 + choice // 30, "ground": "seizure", "destination": "scrapped"} | given
    fields |= {"restriction": "funding", "basis": "某条例 第一条", "authority": "市财政局"}
    steps = [Step(name, today, due_on=today + timedelta(days=60), **fields) for name in names if name != "withdrawn"]
    cured = today - timedelta(days=20)
    steps += [replace(step, cured_on=cured) for step in steps if step.step == "rectification_passed"]
    steps += [Step("withdrawn", today, document_no="1")] * (choice % 20 == 0)
    Random(today.toordinal() * 100 + choice).shuffle(steps)  # noqa: S311 - an order, no secret
    return next((step for step in steps if not refusals(case, step, TODAY, LADDER)), None)


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
        own_will = before("closure_declared", "shut_down")
        law("closed by the government or of its own will", before("closure_approved", "shut_down") or own_will)
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
        latest, passed = add_months(steps["rectification_ordered"][0].on, 6 + extra), steps["rectification_passed"][0]
        law("in six months and what was granted", (passed.cured_on or passed.on) <= latest)
    if "sealed" in has:
        law("sealed after both cuts", before("utilities_cut", "sealed") and before("power_unit_removed", "sealed"))
        law("a sealed line owes a date", all(step.due_on for step in steps["sealed"]))
    if "dismantled" in has:
        law("what runs is not dismantled", before("shut_down", "dismantled"))
        gone = steps["dismantled"][0]
        law("pictures and destination", gone.destination and gone.evidence == EVERY_FILE)
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
    if "extension_requested" in has and "extension_granted" in has:
        law("asked before granted", before("extension_requested", "extension_granted"))
    once = set(has) - {"production_limited", "production_halted", "rectification_failed", "revisited", "relapsed"}
    for name in once - {"exit_ordered", "credit_published", "credit_repaired", "measure_taken"}:
        law(f"{name} once", len(steps[name]) == 1)
    return broken


@settings(max_examples=200, deadline=None)
@given(st.sampled_from(VARIANTS), st.lists(attempts(), min_size=25, max_size=60), st.booleans())
def test_no_sequence_reaches_a_state_the_law_forbids_or_loses_a_step(variant, tries, serious):
    case, let = play(variant, tries, serious)
    assert forbidden(case) == []
    assert len(case.steps) == let, "every step that was let through is there"
    assert [step.position for step in case.steps] == list(range(1, let + 1))


def test_the_random_sequences_reach_the_far_end():
    """A test of the test: the attempts above get to the end of the exit, to relapses, extensions and reversals."""
    reached = set()

    @settings(max_examples=400, deadline=None, database=None, derandomize=True)
    @given(st.sampled_from(VARIANTS), st.lists(attempts(), min_size=30, max_size=60))
    def sample(variant, tries):
        reached.update(step.step for step in play(variant, tries, True)[0].steps)

    sample()
    dated = {"exit_ordered"}  # the cases played have the date of their rule, so that nobody sets another
    assert reached >= set(LADDER.steps) - {"reported", "credit_repaired"} - dated, set(LADDER.steps) - reached


@settings(max_examples=15, deadline=None)
@given(st.lists(st.tuples(st.sampled_from(VARIANTS), st.lists(attempts(), max_size=40)), min_size=6, max_size=6))
def test_python_and_the_register_agree_on_what_stands(bare, played):
    cases = {f"C{number}": play(variant, tries, True)[0] for number, (variant, tries) in enumerate(played)}
    fill(bare, cases)
    rows = bare.execute("select case_id, step_id from intermediate.int_effective_steps").fetchall()
    expected = {(case_id, f"{case_id}-{s.step_id}") for case_id, case in cases.items() for s in standing(case, LADDER)}
    assert set(rows) == expected
    states = dict(bare.execute("select case_id, state from intermediate.int_case_states").fetchall())
    ranks = {case_id: LADDER.rank(name) for case_id, name in states.items()}
    assert ranks == {case_id: LADDER.rank(str(state(case, LADDER))) for case_id, case in cases.items()}
    dates = bare.execute("select case_id, clock, due_on from intermediate.int_case_clocks").fetchall()
    running = {case_id: case for case_id, case in cases.items() if state(case, LADDER) != "withdrawn"}
    due = {
        (case_id, clock): due_on(clock, case, LADDER)
        for case_id, case in running.items()
        for clock in LADDER.clocks[""]
    }
    assert {(case_id, clock): on for case_id, clock, on in dates} == {key: on for key, on in due.items() if on}


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
    opened = [
        {"case_id": case_id, "variant": case.variant, "rule_id": DUE_AT_YEAR_END, "opened_on": START}
        for case_id, case in cases.items()
    ]
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
