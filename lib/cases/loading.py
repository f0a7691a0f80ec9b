"""Cases out of the register, as the ladder reads them."""

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from lib.cases.history import Case, Objection, Proof, Step
from lib.cases.refusal import CaseRefused, Refusal
from lib.cases.requirements import Ladder, read_ladder
from lib.register.reading import Reading
from lib.register.store import Cursor


def ladder_of(register: Reading) -> Ladder:
    """The ladder the register was loaded with."""
    return read_ladder(register.settings)


def refused(register: Reading, code: str, **params: Any) -> CaseRefused:
    """One refusal as an error in the register's language."""
    return CaseRefused([Refusal(code, params)], ladder_of(register), register.settings.language)


def load_cases(register: Reading, cursor: Cursor, case_ids: Sequence[str]) -> dict[str, Case]:
    """Cases by id, with all their rows. Raises CaseRefused for one that does not exist."""
    wanted = {"case_ids": sorted(set(case_ids))}
    proofs = defaultdict(list)
    for row in rows(register, cursor, "asks/cases/proofs", wanted):
        proofs[row["step_id"]].append(Proof(row["kind"], row["sha256"], row["mime"], row["file_name"]))
    steps = defaultdict(list)
    for row in rows(register, cursor, "asks/cases/rows", wanted):
        steps[row["case_id"]].append(_step(row, tuple(proofs[row["step_id"]])))
    objections = defaultdict(list)
    for row in rows(register, cursor, "asks/cases/objections", wanted):
        objections[row["case_id"]].append(Objection(row["received_on"], f"{row['objection_id']} {row['content']}"))
    cases = {
        row["case_id"]: Case(
            **row,
            steps=tuple(steps[row["case_id"]]),
            objections=tuple(objections[None] + objections[row["case_id"]]),  # those to the whole notice hold all back
        )
        for row in rows(register, cursor, "asks/cases/facts", wanted)
    }
    for case_id in wanted["case_ids"]:
        if case_id not in cases:
            raise refused(register, "unknown_case", case_id=case_id)
    return cases


def case_now(register: Reading, case_id: str) -> Case:
    """One case as it stands now. Raises CaseRefused when there is none, or none that the reader sees."""
    return load_cases(register, register.cursor(), [case_id])[case_id]


def _step(row: dict[str, Any], proofs: tuple[Proof, ...]) -> Step:
    fields = {name: value for name, value in row.items() if name not in {"case_id", "actor", "happened_on"}}
    return Step(on=row["happened_on"], evidence=proofs, **fields)


def rows(register: Reading, cursor: Cursor, name: str, params: dict[str, Any]) -> list[dict[str, Any]]:
    """Rows of a named query as dictionaries of Python values."""
    found = cursor.execute(register.sql(name), params)
    columns = [column[0] for column in found.description or []]
    return [dict(zip(columns, row, strict=True)) for row in found.fetchall()]
