"""Every view answers as of a date; nothing is overwritten; voiding a batch brings back what stood before."""

from collections.abc import Callable
from datetime import date, timedelta

import duckdb
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lib.errors import UserError
from lib.imports.commit import import_file
from lib.imports.void import void_batch
from lib.register.store import Register
from lib.register.views import read_sql
from lib.settings import ROOT
from tests.register import county

SURVEY, UPDATE = date(2022, 6, 30), date(2022, 12, 15)
DAY = timedelta(days=1)
FACTS = ("enterprise", "line", "measurement")


@pytest.fixture
def delivered(register: Register, tmp_path):
    """Two deliveries: the survey of July and the update of December; returns the two summaries."""
    files = (
        county.write(tmp_path / "july.xlsx", county.JULY),
        county.write(tmp_path / "december.xlsx", county.DECEMBER),
    )
    return [import_file(register, file, actor="test", on=on) for file, on in zip(files, (SURVEY, UPDATE), strict=True)]


def lines(register: Register, on: date) -> dict[str, str]:
    """Line name → state as of a date."""
    cursor = register.cursor(on)
    return dict(cursor.execute("select line_name, state from marts.lines order by line_name").fetchall())


def believed(register: Register, on: date) -> list[list[tuple]]:
    """Everything the register says as of a date, without the words on who said it."""
    cursor = register.cursor(on)
    return [
        sorted(cursor.execute(f"select * exclude (batch_id, row_ref) from staging.stg_{name}").fetchall(), key=repr)  # noqa: S608
        for name in ("enterprises", "lines", "measurements")
    ]


def test_each_day_sees_the_version_of_that_day(register, delivered):
    assert lines(register, SURVEY - DAY) == {}
    july = {"1#窑": "operating", "2#窑": "operating", "一车间": "operating"}
    assert lines(register, SURVEY) == lines(register, UPDATE - DAY) == july
    assert lines(register, UPDATE) == july | {"1#窑": "dismantled", "纸机1": "operating"}


def test_verdicts_follow_the_day(register, delivered):
    question = "select verdict from marts.lines where line_name = '1#窑'"
    assert register.cursor(date(2022, 7, 15)).execute(question).fetchall() == [("outdated",)]
    assert register.cursor(UPDATE).execute(question).fetchall() == [("not_applicable",)]


def test_a_rule_judges_only_while_it_is_in_force(register, delivered):
    counted = "select count(*) from marts.verdicts"
    assert register.cursor(SURVEY).execute(counted).fetchone() == (0,), "the plan is in force from 1 July"
    assert register.cursor(SURVEY + DAY).execute(counted).fetchone()[0] > 0


def test_a_blank_cell_keeps_what_is_known(register, delivered):
    question = "select contact_name from marts.enterprises where enterprise_name = '甲水泥有限公司'"
    assert register.cursor(UPDATE).execute(question).fetchall() == [("张三",)]


def test_an_update_counts_what_it_changes(delivered):
    july, december = delivered
    assert july["lines"] == {"new": 3, "changed": 0, "same": 0}
    assert december["lines"] == {"new": 1, "changed": 1, "same": 0}
    assert december["enterprises"]["new"] == 1


def test_the_same_file_twice_changes_nothing(register, delivered, tmp_path):
    before = [register.con.cursor().execute(f"select count(*) from facts.{name}").fetchone() for name in FACTS]  # noqa: S608
    again = import_file(register, tmp_path / "december.xlsx", actor="test", on=UPDATE)
    assert again["batch"] == delivered[1]["batch"]
    assert {again["lines"][what] for what in ("new", "changed")} == {0}
    assert before == [register.con.cursor().execute(f"select count(*) from facts.{name}").fetchone() for name in FACTS]  # noqa: S608


def test_voiding_a_batch_restores_every_day(register, tmp_path):
    import_file(register, county.write(tmp_path / "july.xlsx", county.JULY), actor="test", on=SURVEY)
    days = (SURVEY - DAY, SURVEY, UPDATE - DAY, UPDATE, UPDATE + DAY)
    before = [believed(register, day) for day in days]
    batch = import_file(register, county.write(tmp_path / "december.xlsx", county.DECEMBER), actor="test", on=UPDATE)[
        "batch"
    ]
    assert believed(register, UPDATE) != before[3]
    void_batch(register, batch, actor="test", reason="wrong file")
    assert [believed(register, day) for day in days] == before


MILL = """企业名称,县区,行业,工序,生产线名称,产能,产能单位,生产状态,磨机直径(m),检测日期
甲水泥有限公司,阳谷县,水泥,粉磨,1#磨,60,万吨/年,在产,{metres},{seen}
"""


@pytest.fixture
def measure(register: Register, tmp_path) -> Callable[..., str]:
    """`measure(on, metres, seen)`: a delivery of that day about the mill's diameter; its batch."""

    def deliver(on: date, metres: str, seen: object = "") -> str:
        file = tmp_path / f"{on}.csv"
        file.write_text(MILL.format(metres=metres, seen=seen), encoding="utf-8")
        return str(import_file(register, file, actor="test", on=on)["batch"])

    return deliver


@pytest.fixture
def measured(measure) -> list[str]:
    """The mill measured in July and anew in December; the two batches."""
    return [measure(SURVEY, "3.2"), measure(UPDATE, "3.8")]


def diameters(register: Register, *days: date) -> list[list[str]]:
    """What is said of the mill's diameter as of each day."""
    told = "select value_number::decimal(9, 1)::varchar from marts.measurements where attribute = 'mill_diameter'"
    return [[value for (value,) in register.cursor(day).execute(told).fetchall()] for day in days]


def test_a_measurement_is_that_of_its_day(register, measured):
    told = diameters(register, SURVEY - DAY, SURVEY, UPDATE - DAY, UPDATE)
    assert told == [[], ["3.2"], ["3.2"], ["3.8"]]


def test_the_same_value_seen_again_is_known_with_its_newer_day(register, measure):
    measure(SURVEY, "3.2", SURVEY)
    measure(UPDATE, "3.2", UPDATE)
    measure(UPDATE + DAY, "3.2")
    told = "select observed_on from marts.measurements where attribute = 'mill_diameter'"
    seen = [register.cursor(day).execute(told).fetchall() for day in (SURVEY, UPDATE, UPDATE + DAY)]
    assert seen == [[(SURVEY,)], [(UPDATE,)], [(UPDATE,)]]


def test_voiding_a_batch_brings_back_the_measurement_before_it(register, measured):
    void_batch(register, measured[1], actor="test", reason="wrong file")
    assert diameters(register, SURVEY, UPDATE, UPDATE + DAY) == [["3.2"]] * 3
    void_batch(register, measured[0], actor="test", reason="wrong file")
    assert diameters(register, SURVEY, UPDATE) == [[], []]


def test_a_batch_that_a_later_one_builds_on_is_voided_after_it(register, delivered):
    """December confirmed the enterprise that only July described: without July its line would have no owner."""
    july, december = (summary["batch"] for summary in delivered)
    with pytest.raises(UserError, match="void them first"):
        void_batch(register, july, actor="test", reason="wrong file")
    assert lines(register, SURVEY) != {}, "a refused void changes nothing"
    for batch in (december, july):
        void_batch(register, batch, actor="test", reason="wrong file")
    assert lines(register, UPDATE) == lines(register, SURVEY) == {}


def test_an_update_of_an_earlier_day_stays_in_its_days(register, delivered, tmp_path):
    late = (("甲水泥有限公司", "阳谷县", "水泥", "熟料", "2#窑", 5000, "吨/日", "停产", None),)
    import_file(register, county.write(tmp_path / "late.xlsx", late), actor="test", on=date(2022, 9, 1))
    assert lines(register, date(2022, 8, 31))["2#窑"] == "operating"
    assert lines(register, date(2022, 9, 1))["2#窑"] == "suspended"
    assert lines(register, UPDATE)["1#窑"] == "dismantled", "what December said of another line stands"


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 12), st.integers(0, 12)), max_size=6), st.integers(0, 13))
def test_the_version_of_a_day_is_a_plain_filter(spans, asked):
    """Versions [from, to) of made-up lines; the staging view's filter says the same as Python's comparison."""
    start = date(2022, 1, 1)
    with duckdb.connect() as con:
        con.execute("create schema facts")
        con.execute("create table facts.line (line_id integer, valid_from date, valid_to date)")
        for number, (first, last) in enumerate(spans):
            until = start + DAY * last if last < 12 else None  # 12 stands for: still true
            con.execute("insert into facts.line values ($1, $2, $3)", [number, start + DAY * first, until])
        con.execute("set variable as_of = $1", [start + DAY * asked])
        found = {row[0] for row in con.execute(read_sql(ROOT / "queries/staging/stg_lines.sql")).fetchall()}
    assert found == {n for n, (first, last) in enumerate(spans) if first <= asked and (last == 12 or asked < last)}
