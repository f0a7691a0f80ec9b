"""Recorded acts on enterprises: two are merged, or one is split, from a day on; each is a batch that can be voided."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

import pandas as pd

from lib.errors import UserError
from lib.imports.subjects.keys import identifier, name_key
from lib.imports.values.credit_codes import credit_code
from lib.register.identified import remembering
from lib.register.store import Cursor, Register, now
from lib.register.versions import relink


def merge_enterprises(register: Register, gone: str, kept: str, *, on: date, actor: str, reason: str) -> dict[str, Any]:
    """From `on` the lines of `gone` are those of `kept`, and its names find `kept`.

    Raises UserError for an enterprise that is not there or was merged before, and where files spoke of a later day.
    """
    rows = _standing(register, [gone, kept], on)
    if gone == kept:
        raise UserError("An enterprise is not merged with itself.")
    lines = rows.loc[gone, "line_ids"]

    def write(cursor: Cursor, batch: str) -> None:
        told = {"valid_on": on, "batch_id": batch}
        cursor.execute(register.sql("writes/acts/merge_enterprises"), told | {"gone": gone, "kept": kept})
        cursor.execute(register.sql("writes/acts/give_lines"), told | {"enterprise": kept, "lines": lines})

    title = f"{rows.loc[gone, 'enterprise_name']} → {rows.loc[kept, 'enterprise_name']}"
    batch = _recorded(register, "merge", title, rows, [gone, kept], on, actor, reason, write)
    return {"batch": batch, "merged": gone, "into": kept, "on": on, "lines": lines}


def split_enterprise(
    register: Register, enterprise: str, lines: Sequence[str], name: str, code: str | None = None,
    *, on: date, actor: str, reason: str,
) -> dict[str, Any]:  # fmt: skip
    """From `on` some lines of an enterprise are those of a new one with this name and credit code, at the same place.

    Raises UserError for a name or code that cannot stand, for lines that are not its, and as `merge_enterprises`.
    """
    rows = _standing(register, [enterprise], on)
    strange = sorted(set(lines) - set(rows.loc[enterprise, "line_ids"]))
    if strange or not lines:
        raise UserError(
            "Name lines of {enterprise}; it has no {lines}.", enterprise=enterprise, lines="、".join(strange) or "—"
        )
    if not name.strip() or name_key(name) == name_key(rows.loc[enterprise, "enterprise_name"]):
        raise UserError("The new enterprise needs a name of its own.")
    if code and credit_code(code).value is None:
        raise UserError("{code} is no credit code of 18 characters.", code=code)
    made = identifier("E", name_key(name), enterprise, on.isoformat())
    told: dict[str, Any] = {"made": made, "name": name.strip(), "name_key": name_key(name), "enterprise": enterprise}
    told |= {"code": credit_code(code).value if code else None}

    def write(cursor: Cursor, batch: str) -> None:
        when = {"valid_on": on, "batch_id": batch}
        cursor.execute(register.sql("writes/acts/split_enterprise"), told | when)
        cursor.execute(register.sql("writes/acts/give_lines"), when | {"enterprise": made, "lines": list(lines)})

    title = f"{rows.loc[enterprise, 'enterprise_name']} → {name.strip()}"
    batch = _recorded(register, "split", title, rows, [enterprise, made], on, actor, reason, write)
    return {"batch": batch, "split": enterprise, "made": made, "on": on, "lines": list(lines)}


def _standing(register: Register, enterprises: list[str], on: date) -> pd.DataFrame:
    """The enterprises as they stand, by id; refused unless each stands and nothing later than `on` is known of it."""
    rows = register.query("asks/imports/standing_enterprises", enterprises=enterprises).set_index("enterprise_id")
    for enterprise in enterprises:
        if enterprise not in rows.index:
            raise UserError("There is no enterprise {enterprise}.", enterprise=enterprise)
        if isinstance(into := rows.loc[enterprise, "merged_into"], str):
            raise UserError("{enterprise} was merged into {into} before.", enterprise=enterprise, into=into)
        known = pd.Timestamp(rows.loc[enterprise, "known_since"]).date()
        if known > on:
            raise UserError("Files speak of {enterprise} since {day}: choose that day or a later one.",
                            enterprise=enterprise, day=known)  # fmt: skip
    rows["line_ids"] = [[line for line in lines if line is not None] for lines in rows["line_ids"]]
    return rows


def _recorded(
    register: Register, act: str, title: str, rows: pd.DataFrame, among: list[str], on: date, actor: str, reason: str,
    write: Callable[[Cursor, str], None],
) -> str:  # fmt: skip
    """Write an act as a batch of its own, in one transaction, and return the batch."""
    recorded_at = now()
    digest = identifier("", act, title, recorded_at.isoformat())
    batch = "B" + recorded_at.strftime("%Y%m%d%H%M%S") + f"-{digest[:6]}"
    record = {
        "batch_id": batch, "file_name": f"{act}: {title}", "sha256": digest, "profile": None, "area_code": None,
        "datum": None, "actor": actor, "valid_on": on, "recorded_at": recorded_at, "row_count": 0, "accepted_count": 0,
        "rejected_count": 0, "warning_count": 0, "is_demo": bool(rows["is_demo"].any()), "corrections_json": None,
    }  # fmt: skip
    with (
        register.write(actor, act, batch, enterprises=among, reason=reason) as cursor,
        remembering(register, cursor, act, batch, [on], recorded_at, among=among),
    ):
        cursor.execute(register.sql("writes/insert_batch"), record)
        write(cursor, batch)
        relink(register, cursor, batch)
    return batch
