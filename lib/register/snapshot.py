"""Snapshots: the views as of one date, the heavy ones kept as tables, so that a page answers in milliseconds.

A snapshot is a catalogue in memory that looks like the register: `facts` are those of one version (a copy that all
dates of the version share), `reference` passes through, the views are the files of `queries/`, and those marked
`-- stored:` are computed once. Nothing is stored that no view could answer.

What did not change is not made anew: a table of facts that holds the rows it held in the version before is taken over
from there, and so is a stored view when everything it reads, by its SQL, was taken over, or when it came out the same.
"""

import weakref
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from lib.register import views
from lib.register.held import Cursor, Held, Table, Tables


class Snapshot:
    """The catalogue of one version and date: its tables, and of which of them each stored view was made (by number)."""

    def __init__(self, con: Cursor, tables: Tables) -> None:
        self.home, self.tables, self.made_of = Held(con, "snapshot"), dict(tables), dict[str, frozenset[int]]()

    def lent(self, cursor: Cursor) -> Cursor:
        """The cursor, inside this catalogue, which stays at least as long as the cursor does."""
        cursor.execute(f"use {self.home.name}")
        weakref.finalize(cursor, _returned, self).atexit = False
        return cursor

    def store(self, con: Cursor, view: str, rows: str, reads: frozenset[str], earlier: Sequence["Snapshot"]) -> None:
        """Keep a view as a table: that of an earlier snapshot which was made of the same tables or came out the same,
        else a new one.
        """
        made_of = frozenset(self.tables[name].number for name in reads)
        found = next((one.tables[view] for one in earlier if one.made_of[view] == made_of), None)
        if not found:
            views.create_table(con, view, rows)
            made = Table(con, view, self.home)
            found = next((one.tables[view] for one in earlier if one.tables[view].content == made.content), made)
            if found is not made:
                made.drop()
        if found.home is not self.home:
            views.pass_through(con, view, found.name)
        self.tables[view], self.made_of[view] = found, made_of


def _returned(_snapshot: Snapshot) -> None:
    """The cursor is gone, and with this call the last reference it had to what it read."""


def copy_facts(
    con: Cursor, queries_dir: Path, earlier: Tables | None = None, known_on: date | None = None
) -> tuple[int, Tables]:
    """The tables of the register, facts as a copy, and the version they are of: one transaction sees one version,
    whoever writes meanwhile. What holds the same as an `earlier` table is that one.

    With `known_on` the facts are those that were known at the end of that day (UTC).
    """
    cursor, home, tables = con.cursor(), Held(con, "facts"), dict[str, Table]()
    cursor.execute("set variable known_on = $1", [known_on])
    cursor.begin()
    version, register = version_of(cursor, queries_dir), _catalogue(cursor)
    views.create_schemas(cursor, home.name, ["facts"])
    names = _tables(cursor, queries_dir)
    contents = {} if known_on else views.contents_of(cursor, names)
    for name in names:
        before, content = (earlier or {}).get(name), contents.get(name)
        if before and before.content == content:
            tables[name] = before
        elif name.startswith("reference."):
            tables[name] = Table(con, f'"{register}".{name}', None, content)
        elif known_on:
            views.copy_known(cursor, name, home.name, queries_dir)
            tables[name] = Table(con, name, home)
        else:
            views.copy_table(cursor, name, home.name)
            tables[name] = Table(con, name, home, content)
    cursor.commit()
    return version, tables


def plain_views(con: Cursor, queries_dir: Path) -> Held:
    """A catalogue of the register's views that are not stored, with their words and filters, over nothing as yet."""
    cursor, made = con.cursor(), Held(con, "views")
    tables = _tables(cursor, queries_dir)
    views.copy_definitions(cursor, _catalogue(cursor), made.name)
    cursor.execute(f"use {made.name}")
    for table in tables:
        views.drop(cursor, "table", table)
    for view in views.stored_views(queries_dir):
        views.drop(cursor, "view", view)
    return made


def build(
    con: Cursor, as_of: date, tables: Tables, plain: Held, queries_dir: Path, earlier: Sequence[Snapshot] = ()
) -> Snapshot:
    """A catalogue holding every view of these tables as of `as_of`; `earlier` are snapshots of the same date."""
    cursor, made = con.cursor(), Snapshot(con, tables)
    cursor.execute("set variable as_of = $1", [as_of])
    views.copy_definitions(cursor, plain.name, made.home.name)
    cursor.execute(f"use {made.home.name}")
    for name, table in tables.items():
        views.pass_through(cursor, name, table.name)
    for view, rows in views.stored_views(queries_dir).items():
        made.store(cursor, view, rows, views.sources(queries_dir)[view], earlier)
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


def _tables(cursor: Cursor, queries_dir: Path) -> list[str]:
    """Names of the tables of the register, with their schema."""
    sql = views.read_sql(queries_dir / "setup" / "register_tables.sql")
    found = cursor.execute(sql, {"catalogue": _catalogue(cursor)}).fetchall()
    return [f"{schema}.{table}" for schema, table in found]
