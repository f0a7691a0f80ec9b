"""Whether a step may be reversed: not while later steps that stand rest on it."""

from collections.abc import Container
from dataclasses import replace
from datetime import date

from lib.cases.history import IDENTIFIED, REVERSAL, Case, Step, unreversed
from lib.cases.ladder import refusals
from lib.cases.refusal import Code, Refusal
from lib.cases.requirements import Ladder


def reversal_refusals(case: Case, step_id: str, on: date, reason: str, today: date, ladder: Ladder) -> list[Refusal]:
    """Every reason why the step must not be reversed on a day; empty when it may."""
    step = next((one for one in case.steps if one.step_id == step_id), None)
    if step is None:
        return [Refusal("unknown_step_id", {"step_id": step_id})]
    if step.step == REVERSAL:
        return [Refusal("is_reversal", {"step_id": step_id})]
    if undone := [one for one in case.steps if one.reverses == step_id]:
        return [Refusal("already_reversed", {"step_id": step_id, "reversed_on": undone[0].on})]
    if step.step == IDENTIFIED:
        return [Refusal("not_reversible")]
    found = [] if reason.strip() else [Refusal("needs_reason")]
    if on < step.on:
        found.append(Refusal("before_step", {"on": on, "earliest": step.on}))
    if on > today:
        found.append(Refusal("in_future", {"on": on, "today": today}))
    if resting := dependents(case, {step_id}, ladder):
        named = tuple(Code("step", one.step, one.on) for one in resting)
        found.append(Refusal("depends", {"step": Code("step", step.step), "dependents": named}))
    return found


def dependents(case: Case, step_ids: Container[str], ladder: Ladder) -> list[Step]:
    """Steps that could not have been recorded without some others: the case is played again without them."""
    without = replace(case, steps=tuple(one for one in case.steps if one.step_id not in step_ids))
    refused = {one.step_id for one in refused_again(case, ladder)}
    return [one for one in refused_again(without, ladder) if one.step_id not in refused]


def refused_again(case: Case, ladder: Ladder) -> list[Step]:
    """Steps not reversed that the ladder refuses when the case is played from its start; a refused one happened all the
    same, and what follows may rest on it."""
    played, refused = replace(case, steps=(), objections=()), []
    for step in unreversed(case):
        if refusals(played, step, date.max, ladder):
            refused.append(step)
        played = played.after(step)
    return refused
