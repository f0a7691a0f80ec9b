"""Steps: what happens to a plan, an action, a draft, a supervision or an instruction, appended one after the other."""

from typing import Any

import pyarrow as pa

from lib.errors import UserError
from lib.register.store import Cursor, Register, now


def check_who(actor: str) -> None:
    """Raise UserError where nobody is named as who makes an entry."""
    if not actor.strip():
        raise UserError("Enter your name: every entry says who made it.")


def append_step(
    register: Register, cursor: Cursor, query: str, schema: pa.Schema, subject: str, row: dict[str, Any]
) -> None:
    """Append a step (`number`, `step`, `happened_on`, `actor` and what it says) to what happened to a subject, by a
    query `writes/…/insert_<name>` that reads `incoming_<name>`."""
    own = {"step_id": f"{subject}.{row['number']}", "actor": row["actor"].strip(), "recorded_at": now()}
    cursor.register(f"incoming_{query.partition('/insert_')[2]}", pa.Table.from_pylist([row | own], schema=schema))
    cursor.execute(register.sql(query))
