"""The register's audit: one entry for each change, its version, sealed in the transaction of the change itself."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, Final

import duckdb
import pyarrow as pa

from lib.errors import NotBuilt
from lib.register import copies, journal, storage
from lib.register.chain import Verified, sealed, verified
from lib.register.views import read_sql

AS_FOUND: Final = "chained_as_found"  # note of the change that sealed what had no seal: up to which version
SEALS: Final = pa.schema([("version", pa.int32()), ("hash", pa.string())])


@dataclass(frozen=True)
class Looked(Verified):
    """What looking at the audit found; also up to which version entries were sealed as found, and the versions that the
    journal beside the register knows after the newest: they were cut off."""

    chained_as_found: int
    cut_off: tuple[int, ...]


def add(
    con: duckdb.DuckDBPyConnection, queries_dir: Path, at: datetime, actor: str, action: str, subject: str,
    detail: Mapping[str, Any],
) -> None:  # fmt: skip
    """Append the entry of a change inside its transaction; its number is the register's next version. The first after
    the register was made by an earlier version seals what is there."""
    last_sql = read_sql(queries_dir / "setup/last_entry.sql")
    version, before = con.execute(last_sql).fetchone() or (0, "")
    if before is None and (found := _seal_found(con, queries_dir)):
        version, before = con.execute(last_sql).fetchone() or (0, "")
        detail = {**detail, AS_FOUND: found}
    entry = {
        "version": version + 1, "recorded_at": at, "actor": actor, "action": action, "subject": subject,
        "detail_json": json.dumps(detail, ensure_ascii=False, default=str),
    }  # fmt: skip
    con.execute(read_sql(queries_dir / "writes/audit.sql"), entry | {"hash": sealed(before or "", entry)})


def looked_at(con: duckdb.DuckDBPyConnection, queries_dir: Path, register: Path) -> Looked:
    """Look at every entry of a register."""
    told = journal.since_restored(register)  # before the audit, which may grow meanwhile
    rows = _rows(con, queries_dir)
    version, at = (rows[-1][0], rows[-1][2]["recorded_at"]) if rows else (0, None)
    found = [json.loads(entry["detail_json"] or "{}").get(AS_FOUND, 0) for _, _, entry in rows]
    lost = journal.after(told, version, at or datetime.min)
    return Looked(
        **vars(verified(rows)), chained_as_found=max(found, default=0), cut_off=tuple(c.version for c in lost)
    )


def looked_at_file(register: Path, queries_dir: Path) -> Looked:
    """Look at every entry of a register that nobody has open; it is not changed by that. Raises NotBuilt, RegisterBusy
    or RegisterDamaged."""
    if not register.is_file():
        raise NotBuilt("There is no register at {path}. Make one: python -m lib init (or init --demo).", path=register)
    with storage.explained(register), duckdb.connect(str(register), read_only=True, config=copies.ALONE) as con:
        return looked_at(con, queries_dir, register)


def _seal_found(con: duckdb.DuckDBPyConnection, queries_dir: Path) -> int:
    """Seal the entries of a register made before there were seals, as they are found; the last version so sealed. 0,
    and nothing done, where any entry has a seal: one that lost its own is a fault."""
    rows = _rows(con, queries_dir)
    if not rows or any(seal for _, seal, _ in rows):
        return 0
    before, seals = "", []
    for version, _, entry in rows:
        before = sealed(before, entry)
        seals.append({"version": version, "hash": before})
    con.register("found_seals", pa.Table.from_pylist(seals, schema=SEALS))
    con.execute(read_sql(queries_dir / "setup/seal_audit.sql"))
    con.unregister("found_seals")
    return rows[-1][0]


def _rows(con: duckdb.DuckDBPyConnection, queries_dir: Path) -> list[tuple[int, str | None, dict[str, Any]]]:
    """Number, seal and content of every entry, in order."""
    cursor = con.execute(read_sql(queries_dir / "setup/audit_entries.sql"))
    names = [column[0] for column in cursor.description or ()][:-1]
    return [(row[0], row[-1], dict(zip(names, row[:-1], strict=True))) for row in cursor.fetchall()]
