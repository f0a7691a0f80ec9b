"""Recording what a dry run accepted: every step in one transaction, or none."""

from collections.abc import Callable, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from lib.bulk import archive as zips
from lib.bulk.draft import Draft
from lib.bulk.judging import ACCEPTED, REFUSED, SAME, Judged, in_order
from lib.cases import evidence as files
from lib.cases.evidence import Kept, Upload
from lib.cases.ledger import Entry, append, append_files, checked, is_acceptance, said_of
from lib.imports.subjects.keys import identifier
from lib.register.store import Register, now


def commit(
    register: Register, draft: Draft, evidence: Path | None, *, actor: str, write: Callable[..., Any] | None = None
) -> Any:
    """Record the accepted rows and return their batch (or what `write` returns in place of `record_batch`); None, and
    nothing written, when there are none.

    Raises StaleSave or CaseRefused, with nothing written, when a case has changed since the dry run.
    """
    accepted = in_order(draft.of(ACCEPTED), lambda one: one.step)
    if not accepted:
        return None
    if evidence:
        keep(register, draft, evidence)
    recorded_at = now()
    batch = "S" + recorded_at.strftime("%Y%m%d%H%M%S") + identifier("-", draft.form.sha256, recorded_at.isoformat())[:7]
    record: dict[str, Any] = {"batch_id": batch, "file_name": draft.form.file_name, "sha256": draft.form.sha256}
    record |= {"evidence_name": draft.archive.file_name if draft.archive else None, "row_count": len(draft.rows)}
    record |= {"evidence_sha256": draft.archive.sha256 if draft.archive else None}
    counts = {"accepted_count": ACCEPTED, "same_count": SAME, "rejected_count": REFUSED}
    record |= {name: len(draft.of(fate)) for name, fate in counts.items()}
    kept = [[found for _, _, found in one.files] for one in accepted]
    return (write or record_batch)(register, record=record, entries=entries_of(draft, accepted), kept=kept, actor=actor)


def record_batch(
    register: Register, *, record: dict[str, Any], entries: Sequence[Entry], kept: Sequence[Sequence[Kept]], actor: str
) -> Any:
    """Record the steps of a workbook, whose row in the list of workbooks is `record`; the batch. `kept` are the files
    of each step. Raises StaleSave or CaseRefused."""
    batch = record["batch_id"]
    before = checked(register, register.cursor(), entries) if is_acceptance(entries) else ()
    told = said_of(entries, before) | {"file": record["file_name"]}
    with register.write(actor, "accept" if is_acceptance(entries) else "steps", batch, **told) as cursor:
        placed = checked(register, cursor, entries)
        append(
            register, cursor, [(entry.case_id, step) for entry, step in zip(entries, placed, strict=True)], actor, batch
        )
        append_files(register, cursor, zip(entries, placed, kept, strict=True), actor)
        cursor.execute(register.sql("writes/insert_step_batch"), record | {"actor": actor, "recorded_at": now()})
    return batch


def entries_of(draft: Draft, accepted: list[Judged]) -> list[Entry]:
    """The rows as the ledger takes them; the first of each case says which step stood last when it was judged."""
    entries, seen = [], dict(draft.seen)
    for one in accepted:
        assert one.step and one.given.case, "an accepted row has both"
        case_id = one.given.case.case_id
        named = tuple(Upload(kind, kept.file_name, b"") for kind, _, kept in one.files)  # the contents are kept already
        entries.append(Entry(case_id, one.step, named, seen.pop(case_id, None)))
    return entries


def keep(register: Register, draft: Draft, evidence: Path) -> None:
    """Store the files of the accepted rows, one after the other; none that is not what was looked at.

    Raises CaseRefused for a file that is another than at the dry run.
    """
    assert draft.archive, "files of rows come out of a zip"
    wanted = {entry.index: (entry, kept) for one in draft.of(ACCEPTED) for _, entry, kept in one.files}
    for entry, kept in wanted.values():
        with TemporaryDirectory(prefix="atlas-") as folder:
            files.keep(zips.unpacked(entry, evidence, Path(folder), register), kept, register)
