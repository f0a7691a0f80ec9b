"""Snapshots: the views as of one date, the heavy ones kept as tables, so that a page answers in milliseconds.

A snapshot is a catalogue in memory that looks like the register: `facts` are those of one version (a copy that all
dates of the version share), `reference` passes through, the views are the files of `queries/`, and those marked
`-- stored:` are computed once. Nothing is stored that no view could answer.

Who sees some areas alone reads a snapshot whose `facts` are the rows that belong to them (`queries/scope`): nothing
the views make of them can speak of another area.

What did not change is not made anew: a table of facts that holds the rows it held in the version before is taken over
from there, and so is a stored view when everything it reads, by its SQL, was taken over, or when it came out the same.
"""

import weakref
from collections.abc import Collection, Sequence
from datetime import date
from pathlib import Path

from lib.register import views
from lib.register.held import Cursor, Held, Table, Tables

Setting = dict[str, date | Sequence[str] | None]  # the variables that stored views depend on

LAST = date(9999, 12, 31)  # an enterprise belongs where the newest that was told places it, whatever the date of a page


class Snapshot:
    """The catalogue of one version and date: its tables, of which of them each stored view was made (by number), and
    the tables it began with.
    A stored view is made when it is first needed; `earlier` are snapshots it may be taken over from, while they live.
    """

    def __init__(
        self, con: Cursor, tables: Tables, queries_dir: Path, setting: Setting, earlier: Sequence["Snapshot"]
    ) -> None:
        self.home, self.tables, self.made_of = Held(con, "snapshot"), dict(tables), dict[str, frozenset[int]]()
        self.began = {name: table.number for name, table in tables.items()}
        self._con, self._queries_dir, self._setting = con, queries_dir, setting
        self._earlier = [weakref.ref(one) for one in earlier]

    def inside(self) -> Cursor:
        """A cursor in this catalogue, whose variables are those its views were made with."""
        cursor = self._con.cursor()
        for name, value in self._setting.items():
            cursor.execute(f"set variable {name} = $1", [value])
        cursor.execute(f"use {self.home.name}")
        return cursor

    def is_of(self, tables: Tables) -> bool:
        """Whether it began with just these tables: then it answers for every edition that has them."""
        return self.began == {name: table.number for name, table in tables.items()}

    def holds(self, wanted: Collection[str]) -> bool:
        """Whether these stored views are made."""
        return self.made_of.keys() >= set(wanted)

    def need(self, wanted: Collection[str]) -> None:
        """Make those of some stored views that are not made yet; with each, `wanted` names the stored views it reads.
        One at a time may ask for it (`Editions.snapshot` sees to that).
        """
        cursor, earlier = self.inside(), [one for known in self._earlier if (one := known())]
        for view, rows in views.stored_views(self._queries_dir).items():
            if view in wanted and view not in self.tables:
                self._store(cursor, view, rows, earlier)

    def lent(self, cursor: Cursor) -> Cursor:
        """The cursor, inside this catalogue, which stays at least as long as the cursor does."""
        cursor.execute(f"use {self.home.name}")
        weakref.finalize(cursor, _returned, self).atexit = False
        return cursor

    def _store(self, con: Cursor, view: str, rows: str, earlier: Sequence["Snapshot"]) -> None:
        """Keep a view as a table: that of an earlier snapshot which was made of the same tables or came out the same,
        else a new one.
        """
        made_of = frozenset(self.tables[name].number for name in views.sources(self._queries_dir)[view])
        found = next((one.tables[view] for one in earlier if one.made_of.get(view) == made_of), None)
        if not found:
            views.create_table(con, view, rows)
            made = Table(con, view, self.home)
            before = [one.tables[view] for one in earlier if view in one.made_of]
            found = next((one for one in before if one.content == made.content), made)
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
    con: Cursor,
    as_of: date,
    tables: Tables,
    plain: Held,
    queries_dir: Path,
    earlier: Sequence[Snapshot] = (),
    *,
    areas: Sequence[str] | None = None,
    wanted: Collection[str] = (),
) -> Snapshot:
    """A catalogue holding the views of these tables as of `as_of`, for who sees `areas` (none: all of them); `earlier`
    are snapshots of the same date and areas. Of the stored views the `wanted` ones are made, others when needed.
    """
    made = Snapshot(con, tables, queries_dir, {"as_of": as_of, "scope": areas}, earlier)
    views.copy_definitions(con.cursor(), plain.name, made.home.name)
    cursor = made.inside()
    for name, table in tables.items():
        views.pass_through(cursor, name, table.name)
    made.need(wanted)
    return made


def build_homes(
    con: Cursor, tables: Tables, plain: Held, queries_dir: Path, earlier: Sequence[Snapshot] = ()
) -> Snapshot:
    """A snapshot that knows which area each enterprise belongs to, and no more than that takes."""
    wanted = views.leading_to(queries_dir, views.HOMES)
    return build(con, LAST, tables, plain, queries_dir, earlier, wanted=wanted)


def build_scope(
    con: Cursor,
    areas: Sequence[str],
    tables: Tables,
    homes: Snapshot,
    plain: Held,
    queries_dir: Path,
    earlier: Sequence[Snapshot] = (),
) -> Snapshot:
    """A snapshot of the rows of each table of facts that belong to some areas. `homes` are those of now, also where the
    facts are those that were known once: who may see an enterprise is no matter of dates.

    Raises Unscoped when a table of facts has no rule in `queries/scope`.
    """
    views.prove_scoped(tables, queries_dir)
    read = tables | {views.HOMES: homes.tables[views.HOMES]}
    wanted = [view for view in views.stored_views(queries_dir) if views.is_scope(view)]
    return build(con, LAST, read, plain, queries_dir, earlier, areas=areas, wanted=wanted)


def scoped(tables: Tables, made: Snapshot) -> Tables:
    """The tables, those of facts with the rows of a scope."""
    return {name: made.tables.get(views.scope_of(name), table) for name, table in tables.items()}


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
