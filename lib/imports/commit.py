"""Importing a delivered file: read, place, plan, then one transaction, or nothing."""

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field, replace
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow as pa

from lib.errors import UserError
from lib.imports.delivered import read_delivered
from lib.imports.grid.choices import NO_CHOICES, Choices
from lib.imports.grid.corrections import Correction
from lib.imports.grid.model import SheetGrid
from lib.imports.plan import Plan, make_plan
from lib.imports.profiles import load_profile
from lib.imports.reasons import refused, sentence
from lib.imports.rows import Parsed, Remark
from lib.imports.subjects.doubts import area_warnings, day_warnings, identity_warnings, placing_warnings
from lib.imports.subjects.keys import identifier
from lib.imports.subjects.others import area_of_file, of_others
from lib.imports.subjects.own import only_changes, speaks_of_ids
from lib.imports.subjects.unclear import asked_about
from lib.imports.values.measured import empty
from lib.imports.vocabulary import Vocabulary
from lib.limited.run import Told, unheard
from lib.places.gazetteer import Gazetteer
from lib.places.locate import Placed, place
from lib.places.shapes import load_shapes
from lib.register.identified import remembering
from lib.register.store import Cursor, Register, now
from lib.register.versions import relink

REHEARSED = "B"  # batch of what is never committed
TOLD_WARNINGS = 1000  # a summary tells no more; all of them are kept with the batch
REMARK = pa.schema(
    [("sheet", pa.string()), ("row_number", pa.int32())]
    + [(name, pa.string()) for name in ("cell", "column_name", "value", "reason", "params_json")]
)


@dataclass(frozen=True)
class Delivery:
    """How a file is to be understood: what the person who brings it says about it."""

    path: Path
    actor: str
    valid_on: date  # the date the data speak of
    profile: str | None = None
    area: str | None = None  # area of the rows that declare none
    datum: str = "auto"
    is_demo: bool = False
    sheets: Choices = field(default_factory=dict)  # what its sheets are for, by their names
    corrections: tuple[Correction, ...] = ()  # what some of its cells are to say


@dataclass
class Draft:
    """A dry run: the file as read, and what committing it would do."""

    delivery: Delivery
    parsed: Parsed
    plan: Plan
    warnings: list[Remark]
    version: int  # of the register the plan was made on

    def summary(self, batch: str | None, language: str) -> dict[str, Any]:
        """What the command line prints and the import page shows; `rejects` holds a sentence per refused cell."""
        refused = {(remark.sheet, remark.row_number) for remark in self.parsed.refusals}
        return {
            "batch": batch,
            "file": self.parsed.file_name,
            "sha256": self.parsed.sha256,
            "rows": self.parsed.row_count,
            "accepted": len(self.parsed.rows),
            "rejected": len(refused),
            "warnings": len(self.warnings),
            **corrections_of(self.parsed),
            **self.plan.counts(),
            "sheets": [sheet_told(sheet) for sheet in self.parsed.sheets],
            "rejects": [told(remark, language) for remark in self.parsed.refusals],
            "warned": [told(remark, language) for remark in self.warnings[:TOLD_WARNINGS]],
        }


def told(remark: Remark, language: str) -> dict[str, Any]:
    """A remark with its sentence, without the copy of the whole row."""
    fields = {key: value for key, value in asdict(remark).items() if key not in {"params", "row"}}
    return fields | {"sentence": sentence(remark.reason, remark.params, language)}


def sheet_told(sheet: SheetGrid) -> dict[str, Any]:
    """How a sheet was read, without its rows."""
    return {name: value for name, value in asdict(sheet).items() if name != "rows" and value not in ("", [], {})}


def import_file(
    register: Register,
    path: Path,
    *,
    actor: str,
    on: date | None = None,
    profile: str | None = None,
    area: str | None = None,
    datum: str = "auto",
    is_demo: bool = False,
    dry_run: bool = False,
    language: str | None = None,
    sheets: Choices = NO_CHOICES,
) -> dict[str, Any]:
    """Import a file and say what happened; with `dry_run` nothing is written.

    Raises FileRefused when the file is not read at all; refused rows are kept with their reasons and stop nothing.
    """
    delivery = Delivery(Path(path), actor, on or date.today(), profile, area, datum, is_demo, sheets)
    said = language or register.settings.language
    draft = prepare(register, delivery, said)
    return draft.summary(None if dry_run else commit(register, draft), said)


def prepare(register: Register, delivery: Delivery, language: str, told: Told = unheard) -> Draft:
    """Read, place and plan; nothing is written. `told` hears the stages."""
    if not delivery.path.is_file():
        raise refused("file_missing", language, path=delivery.path)
    delivery = replace(delivery, area=area_of_file(register, delivery.area))
    version, cursor = register.version(), register.whole_cursor(delivery.valid_on, language)
    profile = load_profile(delivery.profile, register.settings) if delivery.profile else None
    vocabulary = Vocabulary.from_register(cursor, register.settings)
    parsed = read_delivered(
        delivery.path, vocabulary, profile, register.settings, language, told, delivery.sheets, delivery.corrections
    )
    told(stage="placing")
    gazetteer = Gazetteer.from_register(register, cursor)
    if delivery.area:
        parsed.rows["area_text"] = parsed.rows["area_text"].fillna(gazetteer.name_of(delivery.area))
    unclear = only_changes(parsed, shown(register, cursor, parsed)) if speaks_of_ids(parsed) else {}
    placed = place(parsed.rows, gazetteer, load_shapes(cursor), delivery.datum, delivery.valid_on)
    told(stage="comparing")
    if unclear:
        parsed, placed = asked_about(parsed, placed, unclear)
    parsed, placed, plan = planned(register, cursor, delivery, parsed, placed)
    warnings = parsed.warnings + placing_warnings(parsed, placed) + identity_warnings(parsed, plan, gazetteer)
    warnings += day_warnings(parsed, delivery.valid_on) + area_warnings(parsed, placed, plan)
    parsed.rows = parsed.rows[["sheet", "row_number"]].copy()  # the rest stands in the plan: a view would keep it here
    parsed.measurements = empty()
    return Draft(delivery, parsed, plan, warnings, version)


def planned(
    register: Register, cursor: Cursor, delivery: Delivery, parsed: Parsed, placed: Placed
) -> tuple[Parsed, Placed, Plan]:
    """What committing the rows would do, without those that it is unclear whom they speak of, and without those of
    areas that the person does not answer for.
    """
    plan = make_plan(register, cursor, parsed, placed, delivery.valid_on)
    if plan.unclear:
        parsed, placed = asked_about(parsed, placed, plan.unclear)
        plan = make_plan(register, cursor, parsed, placed, delivery.valid_on)
    draft = Draft(delivery, parsed, plan, [], 0)
    if strange := of_others(register, plan, partial(rehearse, register, draft)):
        parsed, placed = asked_about(parsed, placed, strange)
        plan = make_plan(register, cursor, parsed, placed, delivery.valid_on)
    if register.scope is not None:  # whose name another area bears too is told to nobody there
        plan.doubts = {at: doubt for at, doubt in plan.doubts.items() if doubt[0] != "name_in_two_counties"}
    return parsed, placed, plan


def rehearse(register: Register, draft: Draft, cursor: Cursor) -> None:
    """Write the versions of a draft, in a transaction that is taken back."""
    cursor.execute(register.sql("writes/insert_batch"), batch_record(draft, REHEARSED) | {"recorded_at": now()})
    write_versions(register, cursor, draft, REHEARSED)


def shown(register: Register, cursor: Cursor, parsed: Parsed) -> pd.DataFrame:
    """What the register shows of the lines and enterprises that a delivery names by their ids."""
    ids = pd.concat([parsed.rows["line_id"], parsed.rows["enterprise_id"]]).dropna().unique()
    asked = pa.table({"shown_id": pa.array(ids.tolist(), pa.string())})
    cursor.register("asked_ids", asked)
    found: pd.DataFrame = cursor.execute(register.sql("asks/imports/shown")).to_arrow_table().to_pandas()
    cursor.unregister("asked_ids")
    return found


def commit(register: Register, draft: Draft) -> str:
    """Write a draft in one transaction and return its batch; one that came before and changes nothing is not kept.

    Raises UserError when the register has changed since the draft was made: its plan may no longer hold.
    """
    parsed, delivery = draft.parsed, draft.delivery
    earlier = register.query("asks/imports/batch_of_file", sha256=parsed.sha256, valid_on=delivery.valid_on)
    if len(earlier) and draft.plan.changes_nothing():
        return str(earlier.loc[0, "batch_id"])
    recorded_at = now()
    batch = "B" + recorded_at.strftime("%Y%m%d%H%M%S") + identifier("-", parsed.sha256, recorded_at.isoformat())[:7]
    kept = {"file": parsed.file_name, "sha256": parsed.sha256} | corrections_of(parsed)
    with register.write(delivery.actor, "import", batch, **kept) as cursor:
        if register.version() != draft.version:
            raise UserError("The register has changed since this check. Check the file again, then import it.")
        record = batch_record(draft, batch) | {"recorded_at": recorded_at}
        told = ("import", batch, [delivery.valid_on], recorded_at)
        write_remarks(register, cursor, draft, batch)
        among, held = draft.plan.enterprise_ids(), draft.plan.known_ids()
        with remembering(register, cursor, *told, among=among, held=held):
            cursor.execute(register.sql("writes/insert_batch"), record)
            write_versions(register, cursor, draft, batch)
    return batch


def corrections_of(parsed: Parsed) -> dict[str, Any]:
    """The corrected cells as the batch and the audit keep them; nothing where there are none."""
    return {"corrections": [asdict(one) for one in parsed.corrections]} if parsed.corrections else {}


def batch_record(draft: Draft, batch: str) -> dict[str, Any]:
    """The columns of facts.import_batch that the draft knows."""
    parsed, delivery = draft.parsed, draft.delivery
    return {
        "batch_id": batch,
        "file_name": parsed.file_name,
        "sha256": parsed.sha256,
        "profile": delivery.profile,
        "area_code": delivery.area,
        "datum": delivery.datum,
        "actor": delivery.actor,
        "valid_on": delivery.valid_on,
        "row_count": parsed.row_count,
        "accepted_count": len(parsed.rows),
        "rejected_count": len({(remark.sheet, remark.row_number) for remark in parsed.refusals}),
        "warning_count": len(draft.warnings),
        "is_demo": delivery.is_demo,
        "corrections_json": as_json(told) if (told := corrections_of(parsed).get("corrections")) else None,
    }


def write_versions(register: Register, cursor: Cursor, draft: Draft, batch: str) -> None:
    """Insert the new and changed versions and close the ones before them."""
    for kind in ("enterprises", "lines", "measurements"):
        cursor.register(f"planned_{kind}", getattr(draft.plan, kind))
        cursor.execute(register.sql(f"writes/insert_{kind}"), {"valid_on": draft.delivery.valid_on, "batch_id": batch})
        cursor.unregister(f"planned_{kind}")
    relink(register, cursor, batch)


def write_remarks(register: Register, cursor: Cursor, draft: Draft, batch: str) -> None:
    """Keep refused rows and doubts; a doubt knows the subjects its row became."""
    rows, plan = draft.parsed.rows, draft.plan
    refusals, warnings = draft.parsed.refusals, draft.warnings
    addresses = zip(rows["sheet"].tolist(), rows["row_number"].tolist(), strict=True)
    subjects = zip(plan.enterprise_of_row.tolist(), plan.line_of_row.tolist(), strict=True)
    named = dict(zip(addresses, subjects, strict=True))
    whole_rows = [as_json(remark.row) for remark in refusals]
    keep(register, cursor, "rejected_rows", remark_table(refusals, row_json=whole_rows), batch)
    about = [named.get((remark.sheet, remark.row_number), (None, None)) for remark in warnings]
    lines = [line if isinstance(line, str) else None for _, line in about]
    ids = {"enterprise_id": [enterprise for enterprise, _ in about], "line_id": lines}
    keep(register, cursor, "import_warnings", remark_table(warnings, **ids), batch)


def keep(register: Register, cursor: Cursor, kind: str, remarks: pa.Table, batch: str) -> None:
    """Insert remarks through their write query."""
    cursor.register(f"incoming_{kind}", remarks)
    cursor.execute(register.sql(f"writes/insert_{kind}"), {"batch_id": batch})
    cursor.unregister(f"incoming_{kind}")


def remark_table(remarks: Sequence[Remark], **more: Sequence[str | None]) -> pa.Table:
    """Remarks as columns of the fact tables, with `more` columns of text beside them."""
    own = {
        "sheet": [remark.sheet for remark in remarks],
        "row_number": [remark.row_number for remark in remarks],
        "cell": [remark.cell for remark in remarks],
        "column_name": [remark.column for remark in remarks],
        "value": [remark.value for remark in remarks],
        "reason": [remark.reason for remark in remarks],
        "params_json": [as_json(remark.params) for remark in remarks],
    }
    beside = {name: pa.array(values, pa.string()) for name, values in more.items()}
    columns = {field.name: pa.array(own[field.name], field.type) for field in REMARK}
    return pa.table(columns | beside)


def as_json(value: object) -> str:
    """Readable JSON."""
    return json.dumps(value, ensure_ascii=False, default=str)
