"""Steps of several cases tried one after the other: each rests on those before it, as if they were recorded already."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from lib.cases.history import Case, Proof, Step
from lib.cases.ladder import refusals
from lib.cases.loading import ladder_of, load_cases
from lib.cases.proofs import with_elsewhere
from lib.cases.refusal import Refusal
from lib.register.store import Cursor, Register


class Played:
    """Cases as they become while steps are taken; nothing is written."""

    def __init__(self, register: Register, cursor: Cursor, case_ids: Sequence[str]) -> None:
        """The cases as they stand. Raises CaseRefused for one that does not exist."""
        self.register, self.cursor, self.ladder = register, cursor, ladder_of(register)
        self.cases = load_cases(register, cursor, case_ids)
        # Content of a picture of a dismantling → the case taken here that it proves.
        self._pictures: dict[str, Case] = {}

    def refusals(self, case_id: str, step: Step) -> list[Refusal]:
        """Every reason why the step must not be recorded next in its case; empty when it may."""
        shown = with_elsewhere(self.register, self.cursor, case_id, step.evidence)
        evidence = tuple(self._elsewhere(case_id, proof) for proof in shown)
        return refusals(self.cases[case_id], replace(step, evidence=evidence), date.today(), self.ladder)

    def take(self, case_id: str, step: Step) -> Step:
        """Add the step as the next row of its case; it has its id and position then."""
        case = self.cases[case_id]
        position = len(case.steps) + 1
        placed = replace(step, position=position, step_id=f"{case_id}.{position}")
        self.cases[case_id] = case.after(placed)
        self._pictures |= {proof.sha256: case for proof in step.evidence if self._is_picture(proof)}
        return placed

    def _elsewhere(self, case_id: str, proof: Proof) -> Proof:
        """The file with the case of another enterprise that it proves, also one that was taken here."""
        other = self._pictures.get(proof.sha256) if self._is_picture(proof) and not proof.elsewhere else None
        is_of_another = other is not None and other.enterprise_id != self.cases[case_id].enterprise_id
        return replace(proof, elsewhere=other.case_id) if other and is_of_another else proof

    def _is_picture(self, proof: Proof) -> bool:
        return self.ladder.kinds.get(proof.kind, {"media": "*"})["media"] != "*"
