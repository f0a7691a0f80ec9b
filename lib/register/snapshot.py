"""Snapshots: the views as of one date, the heavy ones kept as tables, so that a page answers in milliseconds.

A snapshot is a catalogue in memory that looks like the register: `facts` and `reference` pass through, the views are
the files of `queries/`, and those marked `-- stored:` are computed once. Nothing is stored that no view could answer.
"""

from datetime import date
from pathlib import Path

import duckdb

from lib.register.views import create_schemas, create_views, pass_through, read_sql

KEPT = 4  # snapshots of one register version kept at a time: today, a compared date and two colleagues' dates


def build(con: duckdb.DuckDBPyConnection, name: str, as_of: date, queries_dir: Path) -> None:
    """Attach the in-memory catalogue `name` holding every view as of `as_of`; `con` is left in that catalogue."""
    row = con.execute("select current_catalog()").fetchone()
    register = row[0] if row else "register"
    drop(con, name)  # a build that failed half-way left it behind
    con.execute(f"attach ':memory:' as {name}")
    con.execute("set variable as_of = $1", [as_of])
    tables = con.execute(read_sql(queries_dir / "setup" / "register_tables.sql"), {"catalogue": register}).fetchall()
    con.execute(f"use {name}")
    create_schemas(con)
    for schema, table in tables:
        pass_through(con, f'{schema}."{table}"', register)
    create_views(con, queries_dir, stored=True)


def drop(con: duckdb.DuckDBPyConnection, name: str) -> None:
    """Detach a snapshot nobody asks for any more."""
    con.execute(f"detach database if exists {name}")
