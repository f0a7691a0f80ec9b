"""Pictures of answers: looked at in the limited child as evidence of cases is, kept in its store, untouched."""

from collections.abc import Sequence
from typing import Any

import pyarrow as pa

from lib.cases import evidence as store
from lib.cases.evidence import Kept, Upload
from lib.cases.ledger import EVIDENCE
from lib.cases.photos import READABLE
from lib.errors import UserError
from lib.register.store import Cursor, Register, now

MOST = 20  # pictures of an answer


def looked(register: Register, given: Sequence[Upload]) -> list[Kept]:
    """What pictures are by their content. Raises CaseRefused or UserError for what is none, or is too large."""
    if len(given) > MOST:
        raise UserError("An answer carries at most {most} pictures.", most=MOST)
    found = [store.inspect(one, register) for one in given]
    for one in found:
        if one.mime not in READABLE:
            raise UserError("{file} is no picture: take a JPEG, PNG or WebP.", file=one.file_name)
    return found


def keep(register: Register, given: Sequence[Upload], found: Sequence[Kept]) -> None:
    """Store pictures under the hash of their content."""
    for one, facts in zip(given, found, strict=True):
        store.keep(one, facts, register)


def record(register: Register, cursor: Cursor, found: dict[str, Kept], kinds: dict[str, str], actor: str) -> None:
    """Append stored pictures by their ids, each of a kind."""
    rows: list[dict[str, Any]] = [
        vars(facts) | {"evidence_id": name, "kind": kinds[name], "actor": actor, "recorded_at": now()}
        for name, facts in found.items()
    ]
    if rows:
        cursor.register("incoming_evidence", pa.Table.from_pylist(rows, schema=EVIDENCE))
        cursor.execute(register.sql("writes/insert_case_evidence"))
