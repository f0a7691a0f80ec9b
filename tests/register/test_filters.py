"""A query answers under a filter what it answers without, of a register that holds only what the filter lets pass.

The rows that a filter keeps away are deleted from the stored views of a snapshot, in a transaction that is rolled back.
"""

import re
from datetime import date

import pytest

from lib.register.reading import Cursor
from lib.register.store import Register
from tests.conventions import ALL_QUERIES, QUERIES, code, query_name

DAY = date(2022, 12, 31)
FILTERS = ("area", "sector", "process", "dimension", "verdict", "state", "scale")
VALUES = {  # one that many rows of the demo have, and many have not
    "area": "select mode(area_code) from intermediate.int_case_subjects",
    "sector": "select mode(sector) from intermediate.int_case_subjects",
    "process": "select mode(process) from intermediate.int_exit_lines",
    "dimension": "select 'energy'",
    "verdict": "select 'outdated'",
    "state": "select mode(state) from intermediate.int_lines",
    "scale": "select mode(scale) from intermediate.int_lines",
}
KEPT = {  # filter → the rows of a stored view it lets pass
    "area": "coalesce(area_code, 'unplaced') = $value",
    "dimension": "list_has_any(rule_positions, (select list(position) from reference.rules where dimension = $value))",
}
OF_AREA = """enterprise_id in (
    select enterprise_id from intermediate.int_enterprise_places where area_code = $value
)"""
BY_KEY = {  # queries that show more than the rows a filter speaks of, or read no stored view: whom they must show
    ("pages/enterprise/matching", "sector"): "select enterprise_id from marts.lines where sector = $value",
    ("pages/enterprise/matching", "verdict"): "select enterprise_id from marts.lines where verdict = $value",
    ("pages/ledger/cases", "dimension"): """
        select case_id from marts.cases where dimension = $value and stage != 'withdrawn'""",
    ("pages/ledger/findings", "dimension"): "select finding_id from marts.findings where dimension = $value",
    ("pages/ledger/findings", "area"): "select finding_id from marts.findings where area_code = $value",
    ("pages/ledger/openable", "sector"): """
        select subject_id, rule_id from intermediate.int_openable
        where not is_settled and (
            sector = $value or
            (sector is null and rule_id in (select rule_id from intermediate.int_rule_sectors where sector = $value))
        )""",
    **{
        ("pages/targets/matching", name): f"select enterprise_id from intermediate.int_target_reasons where {kept}"
        for name, kept in (
            *((name, f"{name} = $value") for name in ("sector", "process", "verdict")),
            ("dimension", "list_contains(dimensions, $value)"),
        )
    },
    ("pages/targets/sources", "dimension"): """
        select source from intermediate.int_target_reasons where list_contains(dimensions, $value)""",
    ("pages/standards/rules", "dimension"): "select rule_id from marts.rule_catches where dimension = $value",
    ("pages/standards/rules", "sector"): """
        select rule_id from marts.rule_catches
        where sectors = '*' or list_contains(string_split(sectors, ';'), $value)""",
}
REST = {  # what else a query asks for
    **dict.fromkeys((*FILTERS, "q", "enterprise", "rule", "reason", "file", "stage", "colour", "variant", "mark"), ""),
    **dict.fromkeys(("moved", "placed", "settled", "status", "department", "account", "term"), ""),
    **dict.fromkeys(("source", "standing", "kind"), ""),
    "by": "area", "start": 0, "size": 100_000, "line_ids": [], "picked": [], "dimensions": [],
    "stages_before": [], "from_day": date(2022, 1, 1),
    "until": DAY, "z": 7, "x": 105, "y": 50, "west": 115, "east": 118, "south": 34, "north": 37, "reach": 300_000,
}  # fmt: skip
TOLD_NOWHERE = (  # by the demo: tests of credit measures and of inspections ask for them under a filter
    "pages/ledger/measures", "pages/inspection_plan/plans", "pages/targets/draws",
)  # fmt: skip
OF_PLAIN_FACTS = (  # read of views that are not stored, which nothing is kept from here: their own tests name an area
    "pages/every/inspection_counts", "pages/every/inspection_rows", "pages/found/found", "pages/targets/assignments",
    "pages/targets/relapses", "pages/supervision/board", "pages/supervision/documents", "pages/supervision/items",
    "pages/area/documents", "pages/area/reporting", "pages/inspection_plan/corrections",
    "pages/todo/todo", "pages/area/goals", "pages/leading/pace",
)  # fmt: skip
ASKED = [
    (query_name(file), name)
    for file in ALL_QUERIES
    if (query_name(file).startswith("pages/") and query_name(file) not in (*TOLD_NOWHERE, *OF_PLAIN_FACTS))
    or file == QUERIES / "asks" / "cases" / "due.sql"
    for name in FILTERS
    if re.search(rf"\${name}\b", code(file))
]


@pytest.fixture(scope="module")
def cursor(demo: Register) -> Cursor:
    """A cursor inside a snapshot of the demo register."""
    return demo.snapshot_cursor(DAY)


def answer(cursor: Cursor, query: str, **chosen: object) -> list[dict[str, object]]:
    """The rows of a query, in an order of their own."""
    text = (QUERIES / f"{query}.sql").read_text(encoding="utf-8")
    params = {name: value for name, value in (REST | chosen).items() if re.search(rf"\${name}\b", text)}
    found = cursor.execute(text, params or None)
    columns = [column[0] for column in found.description]
    return sorted((dict(zip(columns, row, strict=True)) for row in found.fetchall()), key=repr)


def keep_only(cursor: Cursor, name: str, value: str) -> None:
    """Delete from every stored view what a filter keeps away."""
    column = {"area": "area_code", "dimension": "rule_positions"}.get(name, name)
    tables = cursor.execute("""
        select table_name, list(column_name) from duckdb_columns()
        where database_name = current_database() and table_name in (
            select table_name from duckdb_tables()
            where database_name = current_database() and schema_name = 'intermediate'
        ) group by table_name order by list_contains(list(column_name), 'area_code')
    """).fetchall()
    for table, columns in tables:
        if column in columns and not (name == "dimension" and table != "int_lines"):
            kept = KEPT.get(name, f"{column} = $value")
        elif name == "area" and "enterprise_id" in columns:
            kept = OF_AREA
        else:
            continue
        cursor.execute(f"delete from intermediate.{table} where not coalesce({kept}, false)", {"value": value})


def elsewhere(cursor: Cursor, name: str, value: str) -> dict[str, float]:
    """Where somebody stands whom the filter keeps away: nearest to there is another, without the filter."""
    kept = KEPT.get(name, f"{name} = $value")
    found = cursor.execute(
        f"select lon, lat from intermediate.int_lines where lon is not null and not coalesce({kept}, false) "
        "and enterprise_id not in (select enterprise_id from intermediate.int_lines "
        f"where coalesce({kept}, false)) order by all limit 1",
        {"value": value},
    ).fetchone()
    return dict(zip(("lon", "lat"), found, strict=True))


@pytest.mark.parametrize(("query", "name"), ASKED, ids=lambda text: text)
def test_an_answer_changes_under_a_filter_as_its_rows_do(query, name, cursor):
    (value,) = cursor.execute(VALUES[name]).fetchone()
    place = elsewhere(cursor, name, value)
    whole, some = answer(cursor, query, **place), answer(cursor, query, **place, **{name: value})
    assert some != whole
    if (query, name) in BY_KEY:
        wanted = cursor.execute(BY_KEY[query, name], {"value": value}).df()
        assert {tuple(row[key] for key in wanted) for row in some} == set(wanted.itertuples(index=False, name=None))
        return
    cursor.begin()
    try:
        keep_only(cursor, name, value)
        assert some == answer(cursor, query, **place)
    finally:
        cursor.rollback()
