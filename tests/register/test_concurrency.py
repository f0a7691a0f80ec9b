"""Many readers and writers at once: no wrong row, no half of a change."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from itertools import count
from random import sample
from threading import Event, Lock, Semaphore
from time import monotonic, sleep

import pytest

from lib.errors import CheckFailed, UserError
from lib.register import editions, snapshot
from lib.register.store import Register, offenders

THREADS, QUERIES, READERS = 8, 60, 4
BOUND = 300  # seconds; a calm machine needs a tenth of them
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
        return demo.snapshot_cursor(day, query=question).execute(question).fetchone() == expected[day]

    with ThreadPoolExecutor(THREADS) as pool:
        assert all(pool.map(ask, range(THREADS * QUERIES)))


def add(register: Register, number: object) -> None:
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
            seen.append(register.snapshot_cursor(query=question).execute(question).fetchone())
        return seen

    with ThreadPoolExecutor(2) as pool:
        watchers = [pool.submit(watch, number) for number in range(2)]
        for number in range(12):
            add(register, number)
        done.set()
        seen = {row for watcher in watchers for row in watcher.result()}
    assert all(lines == 2 * enterprises == counted for enterprises, lines, counted in seen), seen


def writing(register: Register, done: Event, writer: int) -> int:
    """Commit without a pause until it is done; how often."""
    for number in count():
        if done.is_set():
            return number
        add(register, f"{writer}-{number}")
    return 0


@pytest.mark.parametrize("who", ["command line", "page"])
def test_readers_of_eight_dates_end_while_two_write_without_a_pause(register: Register, who: str):
    """Each answer is of one version; the command line's is not older than the question, a page's not than the last."""
    days = [date(2022, month, 15) for month in range(3, 11)]
    question = """select (select max(version) from facts.audit), (select count(*) from intermediate.int_lines),
        (select count(*) from facts.line), (select count(*) from facts.audit where action = 'add')"""
    done = Event()

    def read(reader: int) -> list[tuple[int, int, int, int]]:
        found, last = [], 0
        for day in days if who == "command line" else sample(days, len(days)):
            last = register.version() if who == "command line" else last
            source = register if who == "command line" else register.editions.latest(last)
            found.append(source.snapshot_cursor(day, query=question).execute(question).fetchone())
            assert found[-1][0] >= last
            last = found[-1][0]
        return found

    register.editions.latest().snapshot_cursor(days[0])
    with ThreadPoolExecutor(READERS + 2) as pool:
        writers = [pool.submit(writing, register, done, writer) for writer in range(2)]
        start = monotonic()
        readers = [pool.submit(read, reader) for reader in range(READERS)]
        try:
            found = [row for reader in readers for row in reader.result(timeout=BOUND)]
        finally:
            done.set()
        elapsed = monotonic() - start
    assert len(found) == READERS * len(days) and elapsed < BOUND
    assert min(writer.result() for writer in writers) > 1, "both wrote meanwhile"
    assert all(judged == lines == 2 * changes for _, judged, lines, changes in found)


class Building:
    """Counts the builds that have begun, by date, and holds them while the gate is shut."""

    def __init__(self, build: Callable[..., snapshot.Held]) -> None:
        self.begun, self.running, self.most = [], 0, 0
        self.open, self.knock, self._build, self._lock = Event(), Semaphore(0), build, Lock()

    def build(self, con: object, day: date, *given: object, **more: object) -> snapshot.Held:
        with self._lock:
            self.begun.append(day)
            self.running += 1
            self.most = max(self.most, self.running)
        self.knock.release()
        assert self.open.wait(60)
        made = self._build(con, day, *given, **more)
        with self._lock:
            self.running -= 1
        return made


@pytest.fixture
def building(register: Register, monkeypatch: pytest.MonkeyPatch) -> Iterator[Building]:
    """Builds of snapshots that stop at a gate until they are let through."""
    gate = Building(snapshot.build)
    monkeypatch.setattr(snapshot, "build", gate.build)
    yield gate
    gate.open.set()


def test_who_reads_a_ready_date_does_not_wait_for_another_one(register: Register, building: Building):
    building.open.set()
    register.snapshot_cursor(date(2022, 1, 1))
    building.open.clear()
    with ThreadPoolExecutor(3) as pool:
        others = [pool.submit(register.snapshot_cursor, date(2022, 2, day)) for day in (1, 2, 3)]
        assert building.knock.acquire(timeout=60) and building.knock.acquire(timeout=60)
        assert register.ask("marts/enterprises/enterprises", date(2022, 1, 1)).empty
        assert not any(other.done() for other in others)
        building.open.set()
        assert all(other.result(timeout=60) for other in others)
    assert building.most == editions.BUILDERS


def test_one_builds_and_the_others_of_the_same_date_wait(register: Register, building: Building):
    with ThreadPoolExecutor(THREADS) as pool:
        readers = [pool.submit(register.snapshot_cursor, date(2022, 1, 1)) for _ in range(THREADS)]
        building.knock.acquire(timeout=60)
        building.open.set()
        assert all(reader.result(timeout=60) for reader in readers)
    assert building.begun == [date(2022, 1, 1)]


def test_who_asks_for_one_date_too_many_is_told_to_try_again(
    register: Register, building: Building, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(editions, "WAITING", 5)
    days = [date(2022, 1, 1 + day) for day in range(editions.WAITING)]
    with ThreadPoolExecutor(editions.WAITING + 1) as pool:
        readers = [pool.submit(register.snapshot_cursor, day) for day in days]
        while len(register.editions._turns) < editions.WAITING:
            sleep(0.01)
        with pytest.raises(UserError, match="Too many different dates"):
            register.snapshot_cursor(date(2023, 1, 1))
        same = pool.submit(register.snapshot_cursor, days[-1])  # no date of its own
        building.open.set()
        assert all(reader.result(timeout=120) for reader in [*readers, same])
    register.snapshot_cursor(date(2023, 1, 1))


def test_readers_go_on_while_the_next_version_is_made_and_who_wrote_sees_it(register: Register, building: Building):
    building.open.set()
    day, before = date.today(), register.editions.latest()
    before.snapshot_cursor(day)
    building.open.clear()
    add(register, 1)
    assert building.knock.acquire(timeout=60) and building.knock.acquire(timeout=60)
    others = register.editions.latest()
    assert others is before and len(others.ask("marts/enterprises/enterprises")) == 0
    own = register.editions.latest(at_least=register.editions.own())
    assert own.version() == register.version() == before.version() + 1
    building.open.set()
    assert len(own.ask("marts/enterprises/enterprises")) == 1
    register.editions._refresher.join(timeout=60)
    assert register.editions.latest() is own, "the others see it after one build"


def test_what_this_thread_wrote_is_not_what_another_wrote(register: Register):
    with ThreadPoolExecutor(1) as pool:
        pool.submit(add, register, 1).result()
        assert pool.submit(register.editions.own).result() == register.version()
    assert register.editions.own() == 0


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
