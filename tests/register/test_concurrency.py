"""Many readers and writers at once: no wrong row, no half of a change."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date
from threading import Event

import pytest

from lib.errors import CheckFailed
from lib.register.store import Register, offenders

THREADS, QUERIES = 8, 60
ENTERPRISE = "insert into facts.enterprise (enterprise_id, valid_from) values ($1, date '2022-01-01')"
LINE = (
    "insert into facts.line (line_id, enterprise_id, sector, state, valid_from) "
    "values ($1, $2, 'cement', 'operating', date '2022-01-01')"
)


def test_eight_threads_of_sixty_queries_get_their_own_rows(demo: Register):
    """A connection shared by threads hands one thread the rows of another; with a cursor each none is wrong."""
    days = [date(2022, 7, 1 + number) for number in range(THREADS)]

    def ask(number: int) -> int:
        question = "select $1 as thread, getvariable('as_of') as day, sum(x) as total from range($2) t(x)"
        wrong = 0
        for turn in range(QUERIES):
            size = 1000 * (number + 1) + turn
            row = demo.cursor(days[number]).execute(question, [number, size]).fetchone()
            wrong += row != (number, days[number], size * (size - 1) // 2)
        return wrong

    with ThreadPoolExecutor(THREADS) as pool:
        assert sum(pool.map(ask, range(THREADS))) == 0


def test_readers_of_eight_dates_get_the_marts_of_their_own_date(demo: Register):
    days = [date(2022, month, 15) for month in (1, 7, 12)]
    question = "select coalesce(sum(line_count), 0) from marts.outdated_by_area"
    expected = {day: demo.cursor(day).execute(question).fetchone() for day in days}
    assert len(set(expected.values())) > 1, "the dates differ, or the test shows nothing"

    def ask(number: int) -> bool:
        day = days[number % len(days)]
        return demo.snapshot_cursor(day).execute(question).fetchone() == expected[day]

    with ThreadPoolExecutor(THREADS) as pool:
        assert all(pool.map(ask, range(THREADS * QUERIES)))


def add(register: Register, number: int) -> None:
    """One change: an enterprise with two lines."""
    with register.write("test", "add", f"E{number}") as cursor:
        cursor.execute(ENTERPRISE, [f"E{number}"])
        cursor.execute(LINE, [f"L{number}a", f"E{number}"])
        cursor.execute(LINE, [f"L{number}b", f"E{number}"])


def test_a_change_is_seen_whole_or_not_at_all(register: Register):
    done = Event()
    question = """select (select count(*) from facts.enterprise), (select count(*) from facts.line),
        (select count(*) from facts.audit where action = 'add')"""

    def watch(_: int) -> list[tuple[int, int, int]]:
        seen = []
        while not done.is_set():
            seen.append(register.cursor().execute(question).fetchone())
        return seen

    with ThreadPoolExecutor(3) as pool:
        watchers = [pool.submit(watch, number) for number in range(3)]
        for number in range(40):
            add(register, number)
        done.set()
        seen = {row for watcher in watchers for row in watcher.result()}
    assert len(seen) > 3, "the watchers saw the register grow"
    assert all(lines == 2 * enterprises == 2 * changes for enterprises, lines, changes in seen)


def test_writers_of_several_threads_take_turns(register: Register):
    before = register.version()
    with ThreadPoolExecutor(4) as pool:
        list(pool.map(lambda number: add(register, number), range(20)))
    assert register.version() == before + 20


def test_a_snapshot_is_of_one_version_while_others_write(register: Register):
    done = Event()
    question = """select (select count(*) from marts.enterprises), (select count(*) from marts.lines),
        (select sum(line_count) from marts.outdated_by_area)"""

    def watch(_: int) -> list[tuple[int, int, int]]:
        seen = []
        while not done.is_set():
            seen.append(register.snapshot_cursor().execute(question).fetchone())
        return seen

    with ThreadPoolExecutor(2) as pool:
        watchers = [pool.submit(watch, number) for number in range(2)]
        for number in range(12):
            add(register, number)
        done.set()
        seen = {row for watcher in watchers for row in watcher.result()}
    assert all(lines == 2 * enterprises == counted for enterprises, lines, counted in seen), seen


def test_a_failed_change_leaves_nothing(register: Register):
    before = register.version()
    with pytest.raises(ZeroDivisionError), register.write("test", "add", "E1") as cursor:
        cursor.execute(ENTERPRISE, ["E1"])
        raise ZeroDivisionError
    assert register.version() == before
    assert register.cursor().execute("select count(*) from facts.enterprise").fetchone() == (0,)


def test_a_change_that_breaks_a_check_is_refused_with_the_offender(register: Register):
    with (
        pytest.raises(CheckFailed, match=r"every_line_has_an_enterprise.*L1"),
        register.write("test", "add", "L1") as cursor,
    ):
        cursor.execute(LINE, ["L1", "nobody"])
    assert register.cursor().execute("select count(*) from facts.line").fetchone() == (0,)


def test_two_versions_of_one_day_are_refused(register: Register):
    with (
        pytest.raises(CheckFailed, match="one_enterprise_version_at_a_time"),
        register.write("test", "add", "E1") as cursor,
    ):
        cursor.execute(ENTERPRISE, ["E1"])
        cursor.execute(ENTERPRISE, ["E1"])


MEASURED = (
    "insert into facts.measurement (subject_kind, subject_id, attribute, valid_from, batch_id) "
    "values ('line', $1, 'mill_diameter', date '2022-01-01', $2)"
)
BATCH = "insert into facts.import_batch (batch_id, valid_on) values ($1, date '2022-01-01')"


@pytest.mark.parametrize("written", ["B2", "anything else"])
def test_a_batch_that_measures_twice_on_one_day_is_refused(register: Register, written: str):
    """Whether the second value stands in the batch itself or in an earlier one."""
    with register.write("test", "import", "B1") as cursor:
        cursor.execute(BATCH, ["B1"])
        cursor.execute(MEASURED, ["L1", "B1"])
    with (
        pytest.raises(CheckFailed, match=r"one_measurement_version_at_a_time.*L1"),
        register.write("test", "import", written) as cursor,
    ):
        cursor.execute(BATCH, ["B2"])
        cursor.execute(MEASURED, ["L2", "B2"])
        cursor.execute(MEASURED, ["L1", "B2"])


def test_a_batch_answers_for_its_own_subjects_and_the_whole_check_for_all(register: Register):
    register.con.execute(MEASURED, ["L0", "B0"])
    register.con.execute(MEASURED, ["L0", "B0"])
    with register.write("test", "import", "B1") as cursor:
        cursor.execute(BATCH, ["B1"])
        cursor.execute(MEASURED, ["L1", "B1"])
    found = offenders(register.cursor(), register.settings.queries_dir / "checks")
    assert [row[0] for row in found["one_measurement_version_at_a_time"]] == ["L0"]
