"""Views built from `queries/`: one file, one select, one view; folder = schema; the order is read from the SQL.

The only module that composes SQL text: the pieces are file contents and file names of this repository.
"""

import json
import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from graphlib import TopologicalSorter
from pathlib import Path

import duckdb

LAYERS = ("staging", "intermediate", "marts")
MACROS = ("words", "filters")  # folders of macros
SCOPE = "scope"  # the layer of the rows that belong to some areas: a view for each table of facts
HOMES = f"{SCOPE}.enterprise_area"  # … and what they follow from: the area each enterprise belongs to
SCHEMAS = ("facts", "reference", *LAYERS, SCOPE)
STORED = "-- stored:"  # a view whose header says so is kept as a table inside a snapshot
Content = tuple[int, int | None]  # what tells the rows of two tables apart (`contents_of`)
SCOPED = re.compile(rf"\b{SCOPE}\.\w+")
NAMED = re.compile(rf"\b(?:{'|'.join(LAYERS)})\.\w+")
READ = re.compile(rf"\b(?:{'|'.join(SCHEMAS)})\.\w+")
SORTED = re.compile(r"^-- sorted: (.+)$", re.MULTILINE)  # … its rows in this order, so that a page's rows lie together


class Unscoped(Exception):
    """A table of facts has no rule that says which area its rows belong to; such a register is not made."""


@lru_cache(maxsize=512)
def read_sql(path: Path) -> str:
    """Text of one query file."""
    return path.read_text(encoding="utf-8")


@lru_cache(maxsize=8)
def view_files(queries_dir: Path) -> dict[str, Path]:
    """View name (`marts.lines`) → its file."""
    layers = (*LAYERS, SCOPE)
    return {f"{layer}.{file.stem}": file for layer in layers for file in sorted((queries_dir / layer).rglob("*.sql"))}


def view_sql(queries_dir: Path, view: str) -> str:
    """Text of a view (`marts.lines`)."""
    return read_sql(view_files(queries_dir)[view])


def tables_read(con: duckdb.DuckDBPyConnection, sql: str) -> set[str]:
    """`schema.table` names a select reads; the select need not bind."""
    row = con.execute("select json_serialize_sql($sql::varchar)", {"sql": sql}).fetchone()
    tree = json.loads(row[0]) if row else {}
    if tree.get("error"):
        raise ValueError(tree.get("error_message", "not a select"))
    return {f"{node['schema_name']}.{node['table_name']}" for node in _base_tables(tree)}


def _base_tables(node: object) -> Iterator[dict[str, str]]:
    if isinstance(node, dict):
        if node.get("type") == "BASE_TABLE":
            yield node
        for value in node.values():
            yield from _base_tables(value)
    elif isinstance(node, list):
        for value in node:
            yield from _base_tables(value)


@lru_cache(maxsize=8)
def sources(queries_dir: Path) -> dict[str, frozenset[str]]:
    """View name → the tables and stored views it reads, itself or by other views; each after the views it reads."""
    texts = {view: read_sql(file) for view, file in view_files(queries_dir).items()}
    with duckdb.connect() as con:
        reads = {view: tables_read(con, text) for view, text in texts.items()}
    found: dict[str, frozenset[str]] = {}
    for view in TopologicalSorter({view: read & texts.keys() for view, read in reads.items()}).static_order():
        named = {name for name in reads[view] if not name.startswith(".")}  # what has no schema is a part of the select
        plain = {name for name in named & texts.keys() if STORED not in texts[name] and not is_scope(name)}
        found[view] = frozenset((named - plain).union(*(found[name] for name in plain)))
    return found


def is_scope(view: str) -> bool:
    """Whether a view holds the rows of a table of facts that belong to some areas."""
    return view.startswith(f"{SCOPE}.")


def scope_of(table: str) -> str:
    """The view (`scope.line`) of the rows of a table of facts (`facts.line`) that belong to some areas."""
    return table.replace("facts.", f"{SCOPE}.", 1)


@lru_cache(maxsize=8)
def scope_views(queries_dir: Path) -> list[str]:
    """The views of the rows that belong to some areas, each after those it reads."""
    return [view for view in sources(queries_dir) if is_scope(view)]


@lru_cache(maxsize=64)
def tables_behind(queries_dir: Path, view: str) -> frozenset[str]:
    """The tables that a view reads, itself or by any others."""
    reads = sources(queries_dir)[view]
    own = reads & sources(queries_dir).keys()
    return (reads - own).union(*(tables_behind(queries_dir, one) for one in own))


def create_temporary(con: duckdb.DuckDBPyConnection, queries_dir: Path, view: str, names: dict[str, str]) -> str:
    """Keep the rows of a view of a scope as a temporary table, inside a transaction that writes, and return its name;
    the views of the scope that it reads stand under `names`.
    """
    rows = SCOPED.sub(lambda found: names[found.group()], view_sql(queries_dir, view))
    name = f"temp.{view.replace('.', '_')}"
    con.execute(f"create or replace temporary table {name.removeprefix('temp.')} as {rows}")
    return name


def prove_scoped(tables: Iterable[str], queries_dir: Path) -> None:
    """Raise Unscoped for a table of facts without a view in `queries/scope`: nobody said whose its rows are."""
    facts = [table for table in tables if table.startswith("facts.")]
    if missing := [table for table in facts if scope_of(table) not in view_files(queries_dir)]:
        raise Unscoped(f"say in queries/scope whose rows these are: {', '.join(missing)}")


@lru_cache(maxsize=8)
def stored_views(queries_dir: Path) -> dict[str, str]:
    """Name of each view that is a table inside a snapshot → its rows, in the order they are kept in; each after those
    it reads. Those of a scope are tables where its rows are chosen.
    """
    texts = {view: view_sql(queries_dir, view) for view in sources(queries_dir)}
    orders = {view: SORTED.search(sql) for view, sql in texts.items() if STORED in sql or is_scope(view)}
    return {
        view: f"from ({texts[view]}) order by {order[1]}" if order else texts[view] for view, order in orders.items()
    }


@lru_cache(maxsize=64)
def leading_to(queries_dir: Path, target: str) -> frozenset[str]:
    """The stored views that a stored view reads, itself or by others, and itself."""
    own = sources(queries_dir)[target] & stored_views(queries_dir).keys()
    return frozenset({target}).union(*(leading_to(queries_dir, view) for view in own))


@lru_cache(maxsize=1024)
def behind(queries_dir: Path, query: str = "") -> frozenset[str]:
    """The stored views that a query (`pages/map/enterprises`), a view or SQL reads, itself or by others; of none: all.

    What its text or that of a macro it calls names is read: a word too many costs time, none is missed.
    """
    stored = frozenset(view for view in stored_views(queries_dir) if not is_scope(view))
    if not query:
        return stored
    named = {query, *NAMED.findall(_with_macros(queries_dir, _text(queries_dir, query)))} & sources(queries_dir).keys()
    read = (named | {one for view in named for one in sources(queries_dir)[view]}) & stored
    return frozenset(read).union(*(leading_to(queries_dir, view) for view in read))


@lru_cache(maxsize=1024)
def read_by(queries_dir: Path, query: str) -> frozenset[str]:
    """The tables and stored views from which a query or view is answered, itself or by views that are not stored; read
    from its text like `behind`."""
    named = {*READ.findall(_with_macros(queries_dir, _text(queries_dir, query)))}
    plain = (named & sources(queries_dir).keys()) - stored_views(queries_dir).keys()
    return frozenset(named - plain).union(*(sources(queries_dir)[view] for view in plain))


@lru_cache(maxsize=512)
def names(queries_dir: Path, query: str, text: str) -> bool:
    """Whether a text stands in a query, or in a view that it names."""
    files, sql = view_files(queries_dir), _text(queries_dir, query) if query else ""
    read = set(NAMED.findall(sql)) & files.keys()
    return any(text in one for one in (sql, *(read_sql(files[view]) for view in read)))


def _text(queries_dir: Path, query: str) -> str:
    """The SQL of a query or view that is named; SQL itself stays as it is."""
    return query if " " in query else read_sql(view_files(queries_dir).get(query, queries_dir / f"{query}.sql"))


def _with_macros(queries_dir: Path, sql: str) -> str:
    """A text, and those of the macros that it calls, itself or by others."""
    files = {file.stem: file for folder in MACROS for file in (queries_dir / folder).glob("*.sql")}
    texts, called = [sql], list[str]()
    for text in texts:
        fresh = [name for name in files if name not in called and re.search(rf"\b{name}\(", text)]
        called += fresh
        texts += [read_sql(files[name]) for name in fresh]
    return "\n".join(texts)


def create_schemas(con: duckdb.DuckDBPyConnection, catalogue: str = "", schemas: Iterable[str] = SCHEMAS) -> None:
    """Create the schemas in a catalogue (default: the current one)."""
    for schema in schemas:
        con.execute(f"create schema if not exists {f'{catalogue}.' if catalogue else ''}{schema}")


def pass_through(con: duckdb.DuckDBPyConnection, name: str, table: str) -> None:
    """In the current catalogue, show a table of another one under a name."""
    con.execute(f"create view {name} as select * from {table}")


def create_table(con: duckdb.DuckDBPyConnection, name: str, rows: str) -> None:
    """Keep the rows of a select as a table."""
    con.execute(f"create table {name} as {rows}")


def contents_of(con: duckdb.DuckDBPyConnection, tables: Iterable[str]) -> dict[str, Content]:
    """Number of the rows of each table and the sum of their hashes: other rows give another pair, but once in 2⁶⁴.

    They are hashed twice: the hash of a row is nearly a sum of its values', in which rows that trade one are the same.
    """
    select = """select '{0}', count(*), sum(hash(hash("whole row"))::hugeint) from {0} as "whole row\""""
    found = con.execute(" union all ".join(select.format(table) for table in tables)).fetchall()
    return {table: (count, total) for table, count, total in found}


def copy_table(con: duckdb.DuckDBPyConnection, table: str, catalogue: str) -> None:
    """Copy a table of the current catalogue into another one, under the same name."""
    con.execute(f"create table {catalogue}.{table} as from {table}")


def copy_known(con: duckdb.DuckDBPyConnection, table: str, catalogue: str, queries_dir: Path) -> None:
    """Copy what was recorded of a fact table by the end of the day `known_on`: its rows as `queries/known` says, else
    those whose own `recorded_at` is not later.
    """
    file = queries_dir / "known" / f"{table.removeprefix('facts.')}.sql"
    recorded = f"from {table} where recorded_at < getvariable('known_on')::date + 1"
    con.execute(f"create table {catalogue}.{table} as {read_sql(file) if file.exists() else recorded}")


def replace_table(con: duckdb.DuckDBPyConnection, table: str, rows: str) -> None:
    """Replace a table by the rows registered under a name."""
    con.execute(f"create or replace table {table} as select * from {rows}")


def create_schema(con: duckdb.DuckDBPyConnection, queries_dir: Path) -> None:
    """Create the schemas and the fact tables; a table an older version made gets the columns it lacks, empty."""
    create_schemas(con)
    files = sorted((queries_dir / "schema").rglob("*.sql"))
    for file in files:
        con.execute(read_sql(file))
    with duckdb.connect() as fresh:
        create_schemas(fresh)
        for file in files:
            fresh.execute(read_sql(file))
        columns = fresh.execute(read_sql(queries_dir / "setup" / "fact_columns.sql")).fetchall()
    known = set(con.execute(read_sql(queries_dir / "setup" / "fact_columns.sql")).fetchall())
    for table, column, kind in columns:
        if (table, column, kind) not in known:
            con.execute(f'alter table facts."{table}" add column if not exists "{column}" {kind}')


def fact_tables(con: duckdb.DuckDBPyConnection, queries_dir: Path) -> list[str]:
    """Names of the tables of facts in the current catalogue, with their schema."""
    columns = con.execute(read_sql(queries_dir / "setup" / "fact_columns.sql")).fetchall()
    return [f"facts.{table}" for table in dict.fromkeys(column[0] for column in columns)]


def drop_views(con: duckdb.DuckDBPyConnection, queries_dir: Path) -> None:
    """Drop every view of the layers, also those whose file is gone, so that a view cannot outlive its query."""
    for schema, view in con.execute(read_sql(queries_dir / "setup" / "old_views.sql")).fetchall():
        con.execute(f'drop view {schema}."{view}"')


def create_views(con: duckdb.DuckDBPyConnection, queries_dir: Path) -> None:
    """Create every view anew in the current catalogue, the words they share and the filters over them.

    DuckDB binds a view with all the views it reads, down to the tables, when it is created; so each is bound over empty
    tables of their shape, which then make room for the views, the last first: a tenth of the time.

    Raises Unscoped.
    """
    prove_scoped(fact_tables(con, queries_dir), queries_dir)
    drop_views(con, queries_dir)
    create_macros(con, queries_dir / "words")
    files = view_files(queries_dir)
    texts = {view: read_sql(files[view]) for view in sources(queries_dir)}
    for view, sql in texts.items():
        con.execute(f"create table {view} as {sql} with no data")
    for view, sql in reversed(texts.items()):
        drop(con, "table", view)
        con.execute(f"create view {view} as {sql}")
    create_macros(con, queries_dir / "filters")


def copy_definitions(con: duckdb.DuckDBPyConnection, catalogue: str, target: str) -> None:
    """Copy what a catalogue defines, without rows; a view as it stands, in a hundredth of the time its SQL takes."""
    con.execute(f'copy from database "{catalogue}" to "{target}" (schema)')


def drop(con: duckdb.DuckDBPyConnection, kind: str, name: str) -> None:
    """Drop a table or a view of the current catalogue."""
    con.execute(f"drop {kind} {name}")


def create_macros(con: duckdb.DuckDBPyConnection, folder: Path) -> None:
    """Create the macros of a folder anew in the current catalogue, each after those it uses."""
    texts = {file.stem: read_sql(file) for file in folder.glob("*.sql")}
    uses = {name: {used for used in texts if used != name and f"{used}(" in text} for name, text in texts.items()}
    for name in TopologicalSorter(uses).static_order():
        con.execute(texts[name])
