"""Documents by which an area proves what it did itself: its plan of the year, minutes of its joint meeting."""

from datetime import date
from typing import Final
from uuid import uuid4

import pyarrow as pa

from lib.errors import UserError
from lib.register.store import Cursor, Register, now

DOCUMENTS: Final = pa.schema(
    [(name, pa.string()) for name in ("document_id", "plan_id", "area_code", "document_kind")]
    + [("issued_on", pa.date32())]
    + [(name, pa.string()) for name in ("document_no", "note", "withdraws", "actor")]
    + [("recorded_at", pa.timestamp("us"))]
)


def record_document(
    register: Register, plan: str, area: str, kind: str, *, on: date, document_no: str, actor: str, note: str = ""
) -> str:
    """Record a document that an area issued on a day under a plan, and return its id. Raises UserError for an unknown
    plan, area or kind, without a number, and for a day that is not over."""
    if not document_no.strip() or not actor.strip():
        raise UserError("By which document was it done, and who enters this? Give both.")
    if on > date.today():
        raise UserError("{day} is not over yet.", day=on)
    for column, code, known in (
        ("plan", plan, register.query("asks/reports/periods").plan_id),
        ("area", area, register.query("asks/reports/areas").area_code),
        ("kind", kind, register.query("asks/supervision/kinds").document_kind),
    ):
        if code not in set(known):
            raise UserError("{column}: there is no {code}.", column=column, code=code)
    with register.write(actor, "area document", f"{area} {kind}", document=document_no) as cursor:
        row: dict[str, object] = {"plan_id": plan, "area_code": area, "document_kind": kind, "issued_on": on}
        return _insert(
            register, cursor, row | {"document_no": document_no.strip(), "note": note.strip() or None}, actor
        )


def withdraw_document(register: Register, document: str, *, actor: str, reason: str) -> str:
    """Withdraw a document entered in error by a new row, and return its id. Raises UserError."""
    if not reason.strip() or not actor.strip():
        raise UserError("A withdrawal needs a reason and the name of who withdraws.")
    with register.write(actor, "withdraw area document", document, reason=reason) as cursor:
        found = cursor.execute(register.sql("asks/supervision/document"), {"document": document}).fetchone()
        if found is None:
            raise UserError("There is no document {document} that stands.", document=document)
        row: dict[str, object] = dict(zip(("plan_id", "area_code", "document_kind"), found[1:], strict=True))
        return _insert(register, cursor, row | {"withdraws": document, "note": reason.strip()}, actor)


def _insert(register: Register, cursor: Cursor, row: dict[str, object], actor: str) -> str:
    """Append a row to facts.area_document."""
    made = row | {"document_id": f"P{uuid4().hex[:12]}", "actor": actor.strip(), "recorded_at": now()}
    cursor.register("incoming_area_documents", pa.Table.from_pylist([made], schema=DOCUMENTS))
    cursor.execute(register.sql("writes/supervision/insert_area_documents"))
    return str(made["document_id"])
