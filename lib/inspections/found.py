"""Plants and lines found on site that the register does not know: a draft with position and pictures, which the office
turns into rows by an import, so that the register's own rules say whose they are, or rejects with a reason.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final

import pyarrow as pa
import xlsxwriter

from lib.cases.evidence import Upload
from lib.cases.loading import rows
from lib.errors import UserError
from lib.imports.commit import Delivery, commit, prepare, told
from lib.inspections import site_pictures
from lib.inspections.kinds import LONGEST
from lib.inspections.visits import Visit
from lib.register import reference
from lib.register.steps import append_step, check_who
from lib.register.store import Cursor, Register

STEPS: Final = pa.schema(
    [("step_id", pa.string()), ("draft_id", pa.string()), ("number", pa.int32()), ("step", pa.string())]
    + [("happened_on", pa.date32())]
    + [(name, pa.string()) for name in ("inspection_plan_id", "area_code", "enterprise_id", "enterprise_name")]
    + [(name, pa.string()) for name in ("line_name", "model", "address", "sector")]
    + [("lon", pa.float64()), ("lat", pa.float64()), ("evidence_ids", pa.list_(pa.string()))]
    + [(name, pa.string()) for name in ("client_id", "batch_id", "note", "actor")]
    + [("recorded_at", pa.timestamp("us"))]
)
CODED: Final = {  # field of the row → the reference table whose code it may be
    "area_text": ("areas", "area_code"), "sector": ("sectors", "sector"), "process": ("processes", "process"),
    "capacity_unit": ("units", "unit"), "state": ("states", "state"),
}  # fmt: skip
MADE: Final = datetime(2000, 1, 1)  # the same row makes the same file, so that sending it twice is once


@dataclass(frozen=True)
class Found:
    """What was seen: a line of the visited enterprise, or with `enterprise_name` a plant of its own, and the sector it
    is of. Positions are WGS84 degrees; `client_id` is an id made where it was recorded, the same however often it is
    sent."""

    line_name: str
    enterprise_name: str = ""
    model: str = ""
    address: str = ""
    sector: str = ""
    lon: float | None = None
    lat: float | None = None
    note: str = ""
    client_id: str = ""


def record_found(
    register: Register, plan_id: str, enterprise_id: str, found: Found, *, files: Sequence[Upload], actor: str
) -> str:
    """Record a draft at a visit and return its number (D2026-0001); sent twice it is there once, and needs no picture
    the second time. Raises UserError without words, a picture, or a place (a position on earth, or an address where a
    phone gave none), and where the plan has no such visit."""
    check_who(actor)
    year = date.today().year
    asked = {"year": year, "client": found.client_id}
    if earlier := _sent(register, register.cursor(), asked):
        return earlier
    _check(register, found)
    if not files:
        raise UserError("What was found needs a picture.")
    looked = site_pictures.looked(register, files)
    site_pictures.keep(register, files, looked)
    with register.write(actor, "record found", f"{plan_id} {enterprise_id}", what=found.line_name) as cursor:
        visit = Visit.of(register, cursor, plan_id, enterprise_id)
        if earlier := _sent(register, cursor, asked):
            return earlier
        [given] = rows(register, cursor, "asks/inspections/found_number", asked)
        draft = f"D{year}-{given['last_number'] + 1:04}"
        fresh = {f"{draft}.{at}": one for at, one in enumerate(looked, start=1)}
        facts = vars(found) | {"draft_id": draft, "inspection_plan_id": plan_id, "enterprise_id": enterprise_id}
        facts |= {"area_code": visit.area_code, "evidence_ids": list(fresh)}
        _add(register, cursor, facts, 1, "found", actor)
        site_pictures.record(register, cursor, fresh, dict.fromkeys(fresh, "photo"), actor)
    return draft


def register_found(register: Register, draft_id: str, row: Mapping[str, str], *, actor: str) -> str:
    """Bring a draft into the register as a row of an import and return its batch. `row` holds fields of template.csv,
    area, sector, process, unit and state by their codes. Raises UserError with the sentences of an import that refuses
    the row, or asks whom it speaks of; then nothing was written."""
    draft = _draft(register, register.cursor(), draft_id)
    with TemporaryDirectory(prefix="atlas-") as folder:
        path = Path(folder) / f"found_{draft_id}.xlsx"
        write_row(register, path, row)
        asked = prepare(
            register, Delivery(path, actor, date.today(), area=draft["area_code"]), register.settings.language
        )
        if asked.parsed.refusals or not len(asked.parsed.rows):
            reasons = [told(one, register.settings.language)["sentence"] for one in asked.parsed.refusals]
            raise UserError("{draft} was not registered: {reasons}", draft=draft_id, reasons=" ".join(reasons) or "–")
        batch = commit(register, asked)
    with register.write(actor, "decide found", draft_id, batch=batch) as cursor:
        draft = _draft(register, cursor, draft_id)
        _add(register, cursor, _place(draft) | {"batch_id": batch}, 2, "registered", actor)
    return batch


def reject_found(register: Register, draft_id: str, *, reason: str, actor: str) -> None:
    """Reject a draft with a reason; it stays on record. Raises UserError without one, or for what was decided."""
    check_who(actor)
    if not reason.strip():
        raise UserError("A rejection needs its reason.")
    with register.write(actor, "decide found", draft_id, reason=reason) as cursor:
        draft = _draft(register, cursor, draft_id)
        _add(register, cursor, _place(draft) | {"note": reason.strip()}, 2, "rejected", actor)


def _check(register: Register, found: Found) -> None:
    if not found.line_name.strip():
        raise UserError("Say what was found: the line or the equipment.")
    if any(isinstance(text, str) and len(text) > LONGEST for text in vars(found).values()):
        raise UserError("A text about what was found has at most {most} characters.", most=LONGEST)
    if found.sector and found.sector not in {row["sector"] for row in reference.kept(register.settings)["sectors"]}:
        raise UserError("There is no sector {sector}.", sector=found.sector)
    lon, lat = found.lon, found.lat
    is_placed = lon is not None and lat is not None and -180 <= lon <= 180 and -90 <= lat <= 90
    if not is_placed and not (lon is None and lat is None and found.address.strip()):
        raise UserError("What was found needs its position, in degrees of WGS84, or its address.")


def _sent(register: Register, cursor: Cursor, asked: dict[str, Any]) -> str:
    """The draft that a sender's id names already; empty for none."""
    [given] = rows(register, cursor, "asks/inspections/found_number", asked)
    return str(given["draft_id"]) if asked["client"] and given["draft_id"] else ""


def _draft(register: Register, cursor: Cursor, draft_id: str) -> dict[str, Any]:
    """A draft nobody decided yet. Raises UserError when there is none."""
    found = rows(register, cursor, "asks/inspections/found", {"draft": draft_id})
    if not found:
        raise UserError("Nothing found on site has the number {draft}.", draft=draft_id)
    if len(found) > 1:
        raise UserError("{draft} was decided already, by {who}.", draft=draft_id, who=found[-1]["actor"])
    return found[0]


def _place(draft: dict[str, Any]) -> dict[str, Any]:
    return {name: draft[name] for name in ("draft_id", "inspection_plan_id", "area_code", "enterprise_id")}


def write_row(register: Register, path: Path, row: Mapping[str, str]) -> None:
    """A workbook of one row under the headings of the template, each cell a text."""
    known = reference.kept(register.settings)
    names = {one["field"]: one["heading_zh"] for one in known["template"]}
    book = xlsxwriter.Workbook(path)
    book.set_properties({"created": MADE})
    sheet = book.add_worksheet("现场发现")
    for at, (field, value) in enumerate(sorted(row.items())):
        table, key = CODED.get(field, ("", ""))
        words = {one[key]: one["name_zh"] for one in known[table]} if table else {}
        sheet.write_string(0, at, names[field])
        sheet.write_string(1, at, words.get(value, value))
    book.close()


def _add(register: Register, cursor: Cursor, facts: dict[str, Any], number: int, step: str, actor: str) -> None:
    said = {name: value.strip() or None if isinstance(value, str) else value for name, value in facts.items()}
    row = said | {"number": number, "step": step, "happened_on": date.today(), "actor": actor}
    append_step(register, cursor, "writes/inspections/insert_found_steps", STEPS, facts["draft_id"], row)
