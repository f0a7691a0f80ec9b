"""A snapshot says what the live views say: every mart, row for row."""

from datetime import date

import pytest

from lib.register import snapshot
from lib.register.store import Register
from lib.register.views import view_files
from lib.settings import Settings

MARTS = sorted(view for view in view_files(Settings.queries_dir) if view.startswith("marts."))


@pytest.mark.parametrize("day", [date(2022, 7, 15), date(2022, 12, 31)], ids=str)
@pytest.mark.parametrize("mart", MARTS)
def test_a_snapshot_equals_the_live_views(demo: Register, mart, day):
    rows = f"select * from {mart}"  # noqa: S608
    live = demo.cursor(day, "en").execute(rows).fetchall()
    kept = demo.snapshot_cursor(day, "en").execute(rows).fetchall()
    assert sorted(kept, key=repr) == sorted(live, key=repr)


def test_the_comparison_is_not_of_nothing(demo: Register):
    cursor = demo.snapshot_cursor(date(2022, 12, 31))
    counts = {mart: cursor.execute(f"select count(*) from {mart}").fetchone()[0] for mart in MARTS}  # noqa: S608
    assert counts["marts.lines"] > 1000
    assert counts["marts.verdicts"] > 1000
    assert counts["marts.outdated_by_area"] >= 11


def test_a_new_version_is_asked_from_a_new_snapshot(register: Register):
    before = register.ask("pages/register_version")
    assert register.snapshot_cursor().execute("select count(*) from staging.stg_enterprises").fetchone() == (0,)
    with register.write("test", "add", "E1") as cursor:
        cursor.execute("insert into facts.enterprise (enterprise_id, valid_from) values ('E1', date '2022-01-01')")
    assert register.snapshot_cursor().execute("select count(*) from staging.stg_enterprises").fetchone() == (1,)
    assert len(before) == 1


def test_old_snapshots_are_let_go(register: Register):
    for day in range(1, 10):
        register.snapshot_cursor(date(2022, 1, day))
    names = register.con.cursor().execute(
        "select database_name from duckdb_databases() where database_name like 'snapshot_%'"
    )
    assert len(names.fetchall()) <= 4


def test_what_changes_while_it_is_read_is_read_again(register: Register):
    answers: list[int] = []

    def read() -> int:
        answers.append(len(register.ask("marts/enterprises")))
        if len(answers) == 1:
            add(register, "E1")
        return answers[-1]

    assert register.settled(read) == 1
    assert answers == [0, 1]


def test_a_snapshot_never_holds_half_of_a_change(register: Register, monkeypatch: pytest.MonkeyPatch):
    build, built = snapshot.build, []

    def interrupted(*given):
        build(*given)
        built.append(given[1])
        if len(built) == 1:
            add(register, "E1")

    monkeypatch.setattr(snapshot, "build", interrupted)
    assert register.snapshot_cursor().execute("select count(*) from intermediate.int_enterprises").fetchone() == (1,)
    assert len(built) == 2
    attached = register.con.cursor().execute("select database_name from duckdb_databases()").fetchall()
    assert (built[0],) not in attached, "the one that was overtaken is gone"
    assert (built[1],) in attached


def add(register: Register, enterprise: str) -> None:
    with register.write("test", "add", enterprise) as cursor:
        cursor.execute(
            "insert into facts.enterprise (enterprise_id, valid_from) values ($1, date '2022-01-01')", [enterprise]
        )
