"""Snapshots: the views as of one date, the heavy ones kept as tables, so that a page answers in milliseconds.

A snapshot is a catalogue in memory that looks like the register: `facts` are those of one version (a copy that all
dates of the version share), `reference` passes through, the views are the files of `queries/`, and those marked
`-- stored:` are computed once. Nothing is stored that no view could answer.
"""

import weakref
from contextlib import suppress
from datetime import date
from itertools import count
from pathlib import Path

import duckdb

from lib.register import views

Cursor = duckdb.DuckDBPyConnection
_numbers = count(1)  # a name is never used twice: the former bearer may still be read


class Held:
    """A catalogue in memory. It is detached when nobody refers to it any more: no keeper, no snapshot, no cursor."""

    def __init__(self, con: Cursor, kind: str, facts: "Held | None" = None) -> None:
        self.name, self.facts = f"{kind}_{next(_numbers)}", facts
        weakref.finalize(self, _detach, con, self.name).atexit = False
        con.cursor().execute(f"attach ':memory:' as {self.name}")

    def lent(self, cursor: Cursor) -> Cursor:
        """The cursor, inside this catalogue, which stays at least as long as the cursor does."""
        cursor.execute(f"use {self.name}")
        weakref.finalize(cursor, _returned, self).atexit = False
        return cursor


def _detach(con: Cursor, name: str) -> None:
    with suppress(duckdb.Error):  # a closed register has let it go already
        con.cursor().execute(f"detach database if exists {name}")


def _returned(_held: Held) -> None:
    """The cursor is gone, and with this call the last reference it had to what it read."""


def copy_facts(con: Cursor, queries_dir: Path, known_on: date | None = None) -> tuple[int, Held]:
    """A copy of the facts, and the version they are of: one transaction sees one version, whoever writes meanwhile.

    With `known_on` the facts are those that were known at the end of that day (UTC).
    """
    cursor, facts = con.cursor(), Held(con, "facts")
    cursor.execute("set variable known_on = $1", [known_on])
    cursor.begin()
    version = version_of(cursor, queries_dir)
    views.create_schemas(cursor, facts.name, ["facts"])
    for schema, table in _tables(cursor, queries_dir):
        if schema == "facts" and known_on:
            views.copy_known(cursor, table, facts.name, queries_dir)
        elif schema == "facts":
            views.copy_table(cursor, f'{schema}."{table}"', facts.name)
    cursor.commit()
    return version, facts


def build(con: Cursor, as_of: date, facts: Held, queries_dir: Path) -> Held:
    """A catalogue holding every view of these facts as of `as_of`."""
    cursor, made = con.cursor(), Held(con, "snapshot", facts)
    cursor.execute("set variable as_of = $1", [as_of])
    register, tables = _catalogue(cursor), _tables(cursor, queries_dir)
    cursor.execute(f"use {made.name}")
    views.create_schemas(cursor, made.name)
    for schema, table in tables:
        views.pass_through(cursor, f'{schema}."{table}"', facts.name if schema == "facts" else register)
    views.create_views(cursor, queries_dir, stored=True)
    return made


def version_of(cursor: Cursor, queries_dir: Path) -> int:
    """Number of the last committed change a cursor sees; 0 = nothing was ever written."""
    row = cursor.execute(views.read_sql(queries_dir / "asks/register/version.sql")).fetchone()
    return int(row[0]) if row else 0


def is_crowded(con: Cursor, queries_dir: Path) -> bool:
    """Whether what is held in memory takes more than half of what DuckDB may use."""
    row = con.cursor().execute(views.read_sql(queries_dir / "setup" / "is_crowded.sql")).fetchone()
    return bool(row and row[0])


def _catalogue(cursor: Cursor) -> str:
    row = cursor.execute("select current_catalog()").fetchone()
    return str(row[0]) if row else "register"


def _tables(cursor: Cursor, queries_dir: Path) -> list[tuple[str, str]]:
    """Schema and name of the tables of the register."""
    sql = views.read_sql(queries_dir / "setup" / "register_tables.sql")
    return cursor.execute(sql, {"catalogue": _catalogue(cursor)}).fetchall()
