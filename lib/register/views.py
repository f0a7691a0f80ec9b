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
SCHEMAS = ("facts", "reference", *LAYERS)
STORED = "-- stored:"  # a view whose header says so is kept as a table inside a snapshot
SORTED = re.compile(r"^-- sorted: (.+)$", re.MULTILINE)  # … its rows in this order, so that a page's rows lie together


@lru_cache(maxsize=512)
def read_sql(path: Path) -> str:
    """Text of one query file."""
    return path.read_text(encoding="utf-8")


def view_files(queries_dir: Path) -> dict[str, Path]:
    """View name (`marts.lines`) → its file."""
    return {f"{layer}.{file.stem}": file for layer in LAYERS for file in sorted((queries_dir / layer).rglob("*.sql"))}


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
def view_order(queries_dir: Path) -> tuple[str, ...]:
    """View names so that each comes after the views it reads."""
    files = view_files(queries_dir)
    with duckdb.connect() as con:
        reads = {view: tables_read(con, read_sql(file)) & files.keys() for view, file in files.items()}
    return tuple(TopologicalSorter(reads).static_order())


def create_schemas(con: duckdb.DuckDBPyConnection, catalogue: str = "", schemas: Iterable[str] = SCHEMAS) -> None:
    """Create the schemas in a catalogue (default: the current one)."""
    for schema in schemas:
        con.execute(f"create schema if not exists {f'{catalogue}.' if catalogue else ''}{schema}")


def pass_through(con: duckdb.DuckDBPyConnection, table: str, catalogue: str) -> None:
    """In the current catalogue, show a table of another one under the same name."""
    con.execute(f'create view {table} as select * from "{catalogue}".{table}')


def copy_table(con: duckdb.DuckDBPyConnection, table: str, catalogue: str) -> None:
    """Copy a table of the current catalogue into another one, under the same name."""
    con.execute(f"create table {catalogue}.{table} as from {table}")


def copy_known(con: duckdb.DuckDBPyConnection, table: str, catalogue: str, queries_dir: Path) -> None:
    """Copy what was recorded of a fact table by the end of the day `known_on`: its rows as `queries/known` says, else
    those whose own `recorded_at` is not later.
    """
    file = queries_dir / "known" / f"{table}.sql"
    recorded = f"""from facts."{table}" where recorded_at < getvariable('known_on')::date + 1"""
    con.execute(f'create table {catalogue}.facts."{table}" as {read_sql(file) if file.exists() else recorded}')


def replace_table(con: duckdb.DuckDBPyConnection, table: str, rows: str) -> None:
    """Replace a table by the rows registered under a name."""
    con.execute(f"create or replace table {table} as select * from {rows}")


def create_schema(con: duckdb.DuckDBPyConnection, queries_dir: Path) -> None:
    """Create the schemas and the fact tables; a table an older version made gets the columns it lacks, empty."""
    create_schemas(con)
    files = sorted((queries_dir / "schema").glob("*.sql"))
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


def drop_views(con: duckdb.DuckDBPyConnection, queries_dir: Path) -> None:
    """Drop every view of the layers, also those whose file is gone, so that a view cannot outlive its query."""
    for schema, view in con.execute(read_sql(queries_dir / "setup" / "old_views.sql")).fetchall():
        con.execute(f'drop view {schema}."{view}"')


def create_views(con: duckdb.DuckDBPyConnection, queries_dir: Path, *, stored: bool = False) -> None:
    """Create every view anew in the current catalogue, the words they share and the filters over them; with `stored`,
    the heavy ones become tables (snapshot.py).
    """
    create_macros(con, queries_dir / "words")
    files = view_files(queries_dir)
    for view in view_order(queries_dir):
        sql = read_sql(files[view])
        if stored and STORED in sql:
            order = SORTED.search(sql)
            con.execute(f"create table {view} as {f'from ({sql}) order by {order[1]}' if order else sql}")
        else:
            con.execute(f"create or replace view {view} as {sql}")
    create_macros(con, queries_dir / "filters")


def create_macros(con: duckdb.DuckDBPyConnection, folder: Path) -> None:
    """Create the macros of a folder anew in the current catalogue, each after those it uses."""
    texts = {file.stem: read_sql(file) for file in folder.glob("*.sql")}
    uses = {name: {used for used in texts if used != name and f"{used}(" in text} for name, text in texts.items()}
    for name in TopologicalSorter(uses).static_order():
        con.execute(texts[name])
