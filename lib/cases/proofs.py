"""Whether the files of a step prove what the step needs them to prove."""

from lib.cases.history import Proof, Step
from lib.cases.refusal import Code, Refusal, codes
from lib.cases.rules import Ladder, Rung


def proof_refusals(step: Step, rung: Rung, ladder: Ladder) -> list[Refusal]:
    """Missing kinds, kinds of the wrong medium, and one file that is to prove several things."""
    found = [
        Refusal("unknown_kind", {"kind": proof.kind, "known": tuple(ladder.kinds)})
        for proof in step.evidence
        if proof.kind not in ladder.kinds
    ]
    found += [
        Refusal("wrong_media", {"file": proof.file_name, "kind": Code("kind", proof.kind)}, rung.clause)
        for proof in step.evidence
        if not fits(proof, ladder)
    ]
    given = {proof.kind for proof in step.evidence}
    if missing := [kind for kind in rung.needs_evidence if kind not in given]:
        named = {"step": Code("step", step.step), "missing": codes("kind", missing)}
        found.append(Refusal("needs_evidence", named, rung.clause))
    if shared := _shared(step, rung):
        found.append(Refusal("same_evidence", {"missing": codes("kind", shared)}, rung.clause))
    return found


def fits(proof: Proof, ladder: Ladder) -> bool:
    """Whether a file's type may serve as its kind: pictures of the dismantling are photos or videos."""
    media = ladder.kinds.get(proof.kind, {"media": "*"})["media"]
    return media == "*" or proof.mime.split("/")[0] in media.split(";")


def _shared(step: Step, rung: Rung) -> list[str]:
    """Needed kinds that one and the same content is given for."""
    kinds: dict[str, set[str]] = {}
    for proof in step.evidence:
        if proof.kind in rung.needs_evidence:
            kinds.setdefault(proof.sha256, set()).add(proof.kind)
    return sorted(kind for group in kinds.values() if len(group) > 1 for kind in group)
