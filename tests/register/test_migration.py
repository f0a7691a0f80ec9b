"""Registers of every released version, as their own code made them, open with today's: what was recorded stays, cell by
cell, and is judged.

Each file of `old` was made by the code of its release: `init`, the three lines of `tests/register/county.py`, imported
by 张三 as of 2022-07-01, and from 0.2.0 on a case of the first line, opened on 2022-07-10 and verified by 李四 two days
later.
"""

import lzma
from contextlib import closing
from datetime import date
from pathlib import Path

import duckdb
import pytest

from lib.checking import found
from lib.register.restore import evidence_of
from lib.register.store import Register
from lib.settings import Settings
from lib.up_to_date import open_atlas

OLD = sorted((Path(__file__).parent / "old").glob("*.xz"))
JULY = date(2022, 7, 15)
LINES = [
    ("乙轮胎有限公司", "一车间", 130, "compliant"),
    ("甲水泥有限公司", "1#窑", 2000, "outdated"),
    ("甲水泥有限公司", "2#窑", 5000, "compliant"),
]
Rows = list[tuple[object, ...]]


@pytest.fixture(params=OLD, ids=lambda file: file.name.removesuffix(".duckdb.xz"))
def old(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """A register as its release left it."""
    file = tmp_path / request.param.name.removesuffix(".xz")
    file.write_bytes(lzma.decompress(request.param.read_bytes()))
    return file


def facts(con: duckdb.DuckDBPyConnection, columns: dict[str, list[str]]) -> dict[str, list[str]]:
    """Every row of some columns of the tables of facts."""
    asked = {table: ", ".join(f'"{name}"' for name in names) for table, names in columns.items()}
    rows = {table: con.execute(f"select {names} from facts.{table}").fetchall() for table, names in asked.items()}
    return {table: list(map(str, found)) for table, found in rows.items()}


def columns_of(con: duckdb.DuckDBPyConnection) -> dict[str, list[str]]:
    """Table of facts → its columns; which files were loaded is no fact."""
    rows = con.execute("select table_name, column_name from duckdb_columns() where schema_name = 'facts'").fetchall()
    tables = {table for table, _ in rows} - {"loaded_files", "area_shapes"}
    return {table: [name for of, name in rows if of == table] for table in tables}


def told(register: Register, sql: str) -> Rows:
    return register.snapshot_cursor(JULY, query=sql).execute(sql).fetchall()


def opened(file: Path) -> closing[Register]:
    return closing(open_atlas(Settings(register_url=str(file), evidence_dir=file.parent / "evidence")))


def test_every_release_is_there():
    changes = (Path(__file__).parents[2] / "CHANGELOG.md").read_text(encoding="utf-8")
    released = {line.split()[1].rstrip(":") for line in changes.splitlines() if line.startswith("## ") and ":" in line}
    assert released == {file.name.removesuffix(".duckdb.xz") for file in OLD}, "make one as the heading says"


def test_what_was_recorded_stays_and_is_judged(old: Path):
    with duckdb.connect(str(old), read_only=True) as con:
        columns = columns_of(con)
        before = facts(con, columns)
    assert evidence_of(old, Settings()) == [], "a copy of any release can be restored"
    with opened(old) as register:
        after = facts(register.con.cursor(), columns)
        assert {table for table, rows in before.items() if not set(rows) <= set(after[table])} == set()
        added = {table for table, rows in before.items() if len(rows) != len(after[table])}
        assert added <= {"audit", "identification"}, "an upgrade notes itself, and whom the rules have caught"
        lines = told(register, "select enterprise_name, line_name, capacity, verdict from marts.lines order by all")
        assert lines == LINES
        cases = told(register, "select case_id, state from marts.cases")
        assert cases == ([] if old.name.startswith("0.1.") else [("371521-2022-0001", "verified")])
        assert {name: rows for name, rows in found(register).items() if rows} == {}
        version = register.version()
        assert version == max(row[0] for row in told(register, "select version from facts.audit"))
    with opened(old) as register:
        assert register.version() == version, "it is brought up to date once"
