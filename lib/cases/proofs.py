"""Whether the files of a step prove what the step needs them to prove."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from lib.cases.history import Proof, Step
from lib.cases.loading import ladder_of, rows
from lib.cases.refusal import Code, Refusal, codes
from lib.cases.requirements import Ladder, Rung
from lib.register.store import Cursor, Register
from lib.words import said


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
    found += used_elsewhere(step.evidence, rung.clause)
    given = {proof.kind for proof in step.evidence}
    if missing := [kind for kind in rung.needs_evidence if kind not in given]:
        named = {"step": Code("step", step.step), "missing": codes("kind", missing)}
        found.append(Refusal("needs_evidence", named, rung.clause))
    if shared := _shared(step, rung):
        found.append(Refusal("same_evidence", {"missing": codes("kind", shared)}, rung.clause))
    return found


def used_elsewhere(proofs: Iterable[Proof], clause: str = "") -> list[Refusal]:
    """Pictures that prove the dismantling of another enterprise already."""
    return [
        Refusal("used_elsewhere", {"file": proof.file_name, "case_id": proof.elsewhere}, clause)
        for proof in proofs
        if proof.elsewhere
    ]


def with_elsewhere(register: Register, cursor: Cursor, case_id: str, proofs: Sequence[Proof]) -> tuple[Proof, ...]:
    """The files of a case, each picture of a dismantling with the case of another enterprise that it proves already."""
    kinds = ladder_of(register).kinds
    pictures = [one.sha256 for one in proofs if kinds.get(one.kind, {"media": "*"})["media"] != "*"]
    if not pictures:
        return tuple(proofs)
    found = rows(register, cursor, "asks/cases/pictures", {"sha256s": pictures, "case_id": case_id})
    known = {row["sha256"]: seen_as(register, row["case_id"]) for row in found}
    return tuple(replace(one, elsewhere=known.get(one.sha256, "")) for one in proofs)


def seen_as(register: Register, case_id: str) -> str:
    """The number of a case, or what stands for it where it is of another area than the reader sees."""
    if register.scope is None or register.query("asks/cases/state", case_id=case_id).size:
        return case_id
    return said("of another area", register.settings.language)


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
