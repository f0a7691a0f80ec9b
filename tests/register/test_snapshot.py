"""A snapshot says what the live views say: every mart, row for row."""

import fnmatch
import gc
from collections import Counter
from datetime import date
from pathlib import Path

import duckdb
import pytest

from lib.register import editions, views
from lib.register.store import Register, connect
from lib.register.views import view_files
from lib.settings import Settings

MARTS = sorted(view for view in view_files(Settings.queries_dir) if view.startswith("marts."))


# Of these the live views take half a minute to bind; what they read is compared here, and what is made of it below.
DEEP = {"marts.targets", "marts.target_reasons", "marts.inspection_stops"}
DAYS = pytest.mark.parametrize("day", [date(2022, 7, 15), date(2022, 12, 31)], ids=str)


@DAYS
@pytest.mark.parametrize("mart", [mart for mart in MARTS if mart not in DEEP])
def test_a_snapshot_equals_the_live_views(demo: Register, mart, day):
    rows = f"select * from {mart}"  # noqa: S608
    live = demo.cursor(day, "en").execute(rows).fetchall()
    kept = demo.snapshot_cursor(day, "en").execute(rows).fetchall()
    assert sorted(kept, key=repr) == sorted(live, key=repr)


@DAYS
def test_what_is_stored_is_what_its_sql_says_of_the_rest(demo: Register, day):
    """In another language than it was stored in, for one."""
    cursor, others = demo.snapshot_cursor(day, "zh"), demo.snapshot_cursor(day, "en")
    stored = views.stored_views(demo.settings.queries_dir)
    kept = {view: rows for view, rows in stored.items() if not views.is_scope(view)}
    assert "intermediate.int_targets" in kept
    for view, rows in kept.items():
        found = cursor.execute(f"from {view}").fetchall()
        assert sorted(others.execute(rows).fetchall(), key=repr) == sorted(found, key=repr), view


def test_the_comparison_is_not_of_nothing(demo: Register):
    cursor = demo.snapshot_cursor(date(2022, 12, 31))
    counts = {mart: cursor.execute(f"select count(*) from {mart}").fetchone()[0] for mart in MARTS}  # noqa: S608
    assert counts["marts.lines"] > 1000
    assert counts["marts.verdicts"] > 1000
    assert counts["marts.outdated_by_area"] >= 11


def test_what_is_compared_with_stays_while_it_is_read_and_no_longer(register: Register):
    later = register.known(date.today()).compared_cursor(date(2022, 12, 31), since=date(2022, 7, 15))
    for day in range(1, editions.KNOWN + 1):  # days of which it is asked what was known then, until that one is let go
        register.known(date(2022, 1, day))
    gc.collect()
    assert later.execute("select count(*) from intermediate.int_bridge").fetchone() == (0,)
    [before] = later.execute("select split_part(getvariable('before'), '.', 1)").fetchone()
    del later
    gc.collect()
    attached = register.cursor().execute("select list(database_name) from duckdb_databases()").fetchone()[0]
    assert "register" in attached and before not in attached


def test_a_new_version_is_asked_from_a_new_snapshot(register: Register):
    before = register.ask("asks/register/version")
    assert register.snapshot_cursor().execute("select count(*) from staging.stg_enterprises").fetchone() == (0,)
    with register.write("test", "add", "E1") as cursor:
        cursor.execute("insert into facts.enterprise (enterprise_id, valid_from) values ('E1', date '2022-01-01')")
    assert register.snapshot_cursor().execute("select count(*) from staging.stg_enterprises").fetchone() == (1,)
    assert len(before) == 1


def held(register: Register) -> set[str]:
    """Names of the tables in memory, each with its catalogue: `snapshot_7.int_lines`, `facts_3.line`."""
    question = "select database_name || '.' || table_name from duckdb_tables() where database_name similar to $1"
    return {name for (name,) in register.con.cursor().execute(question, ["(snapshot|facts)_.*"]).fetchall()}


def dates(register: Register) -> int:
    """How many dates of one version are held."""
    return len([name for name in held(register) if name.endswith(".int_verdicts")])


@pytest.fixture
def few_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    """Three dates are kept, so that a fourth lets one go."""
    monkeypatch.setattr(editions, "KEPT", 3)


def test_old_snapshots_are_let_go(register: Register, few_kept: None):
    for day in range(1, editions.KEPT + 3):
        register.snapshot_cursor(date(2022, 1, day))
    assert dates(register) == editions.KEPT


def test_versions_share_what_did_not_change_and_leave_nothing_behind(register: Register):
    sizes = []
    for number in range(6):
        add(register, f"E{number}")
        register.snapshot_cursor(date(2022, 1, 1))
        sizes.append(Counter(name.split(".")[1] for name in held(register)))
    assert sizes[1:] == [sizes[1]] * 5, "two versions are kept, however many there were"
    assert sizes[1]["goal"] == sizes[1]["int_rule_sentences"] == 1, "both read the same"
    assert sizes[1]["enterprise"] == sizes[1]["int_enterprises"] == 2


def test_where_memory_is_short_few_dates_are_kept(register_file: Path):
    register = connect(Settings(register_url=str(register_file), memory_limit="160MB"))
    register.con.execute("attach ':memory:' as big")
    register.con.execute("create table big.numbers as select x from range(25_000_000) t(x)")
    for day in range(1, editions.FEWEST + 3):
        assert register.snapshot_cursor(date(2022, 1, day)).execute("select count(*) from marts.lines").fetchone()
    assert dates(register) == editions.FEWEST
    register.close()


def test_a_snapshot_is_not_let_go_while_a_cursor_reads_it(register: Register, few_kept: None):
    first = register.snapshot_cursor(date(2021, 1, 1))
    before = held(register)
    of_first = {name for name in before if name.startswith("snapshot_")} | set(
        fnmatch.filter(before, "facts_*.enterprise")
    )
    for day in range(1, editions.KEPT + 2):
        register.snapshot_cursor(date(2022, 1, day))
    add(register, "E1")
    register.snapshot_cursor(date(2022, 1, 1))
    add(register, "E2")
    register.snapshot_cursor(date(2022, 1, 1))
    assert before <= held(register)
    assert first.execute("select count(*) from staging.stg_enterprises").fetchone() == (0,)
    del first
    assert not of_first & held(register)


def test_what_is_read_of_an_edition_stays_as_it_was(register: Register):
    """Every query of one reading speaks of one version, of whatever date it asks, whoever writes meanwhile."""
    reading = register.reading()
    empty = reading.version()
    add(register, "E1")
    assert [len(reading.ask("marts/enterprises/enterprises", date(2022, month, 1))) for month in (2, 3)] == [0, 0]
    assert reading.query("asks/register/version").version[0] == reading.version() == empty
    assert len(register.ask("marts/enterprises/enterprises")) == 1


def test_a_snapshot_never_holds_half_of_a_change(register: Register, monkeypatch: pytest.MonkeyPatch):
    """A change that is committed while facts are copied is in the copy whole or not at all."""
    copy, copied = views.copy_table, []

    def interrupted(con, table: str, catalogue: str) -> None:
        if not copied:
            add(register, "E1")
        copied.append(table)
        copy(con, table, catalogue)

    before = register.version()
    monkeypatch.setattr(views, "copy_table", interrupted)
    reading = register.reading()
    assert reading.version() == before
    assert reading.snapshot_cursor().execute("select count(*) from facts.enterprise").fetchone() == (0,)
    assert len(register.ask("marts/enterprises/enterprises")) == 1


def test_a_build_that_fails_leaves_nothing_and_is_tried_again(register: Register, monkeypatch: pytest.MonkeyPatch):
    def fails(*_: object, **__: object) -> None:
        raise duckdb.OutOfMemoryException("no room")

    with monkeypatch.context() as patched:
        patched.setattr(views, "create_table", fails)
        with pytest.raises(duckdb.OutOfMemoryException):
            register.snapshot_cursor()
    assert not [name for name in held(register) if name.startswith("snapshot_")]
    assert register.ask("marts/enterprises/enterprises").empty


def add(register: Register, enterprise: str) -> None:
    with register.write("test", "add", enterprise) as cursor:
        cursor.execute(
            "insert into facts.enterprise (enterprise_id, valid_from) values ($1, date '2022-01-01')", [enterprise]
        )


PAIRS = {  # a loop over all pairs, where one side is a few rows of reference
    "intermediate.int_left_lines": "relapses and the ranks of stages",
    "intermediate.int_case_states": "the same",
    "marts.rule_conditions": "conditions and processes",
    "marts.area_shapes": "areas and their shapes",
}


def test_no_view_compares_every_row_with_every_other(demo: Register):
    """A condition of a left join that speaks of its left side alone makes DuckDB do that: for hours at 10⁶ lines."""
    cursor, queries_dir = demo.snapshot_cursor(date(2022, 12, 31)), demo.settings.queries_dir
    kept = {view: rows for view, rows in views.stored_views(queries_dir).items() if not views.is_scope(view)}
    asked = {mart: f"select * from {mart}" for mart in MARTS} | kept  # noqa: S608
    plans = {view: cursor.execute(f"explain {rows}").fetchone()[1] for view, rows in asked.items()}
    assert {view for view, plan in plans.items() if "BLOCKWISE_NL_JOIN" in plan} <= PAIRS.keys()
    assert "HASH_JOIN" in plans["intermediate.int_asking_lines"]
