"""Who sees some areas alone is answered as if the register held nothing else; what they write stays in their areas."""

from collections.abc import Iterator
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from lib.access.roles import NotYours, person
from lib.access.writing import OwnRegister
from lib.exports.query import mart_key
from lib.register import views
from lib.register.store import Register
from lib.register.views import Unscoped, view_files
from lib.settings import Settings
from tests import registers
from tests.access.whose import MARTS, NOTHING, OWN_ROWS, SAME_FOR_ALL, TOTALS

OURS, THEIRS = "371521", "371502"
FROM_FILES = ("corrections", "step_batches")
NOT_IN_THE_DEMO = (*FROM_FILES, "told_apart")
PLAIN = (OWN_ROWS, SAME_FOR_ALL, TOTALS)
DAYS = (date(2022, 7, 15), date(2022, 12, 31), date.today())


def county(register: Register, *areas: str) -> OwnRegister:
    """The register as 李, who answers for some areas, sees it."""
    return OwnRegister(register, person(register.settings, "李", "county", areas))


@pytest.fixture(scope="module")
def ours(demo: Register) -> OwnRegister:
    return county(demo, OURS)


@pytest.fixture
def full(demo_file: Path, tmp_path: Path) -> Iterator[Register]:
    """The demo register of the test's own, to write in."""
    with closing(registers.copied(demo_file, tmp_path)) as opened:
        yield opened


def told(cursor: Any, sql: str, *params: Any) -> list[tuple[Any, ...]]:
    return sorted(cursor.execute(sql, params).fetchall(), key=repr)


def test_every_mart_says_whose_its_rows_are():
    assert set(MARTS) == {view.removeprefix("marts.") for view in view_files(Settings.queries_dir) if "marts." in view}


@pytest.mark.parametrize("day", DAYS, ids=str)
@pytest.mark.parametrize("mart", [mart for mart, kind in MARTS.items() if kind == OWN_ROWS])
def test_a_mart_holds_the_rows_of_the_area_as_the_city_has_them(
    demo: Register, ours: OwnRegister, mart: str, day: date
):
    whole, own = demo.snapshot_cursor(day), ours.snapshot_cursor(day)
    columns = [row[0] for row in own.execute(f"describe marts.{mart}").fetchall() if row[0] not in ("position",)]
    named = ", ".join(f'"{column}"' for column in columns)
    rows = told(whole, f"select {named} from marts.{mart} where area_code = ?", OURS)  # noqa: S608
    assert told(own, f"select {named} from marts.{mart}") == rows  # noqa: S608


@pytest.mark.parametrize("mart", [mart for mart, kind in MARTS.items() if kind == SAME_FOR_ALL])
def test_what_is_of_no_area_is_told_to_everybody(demo: Register, ours: OwnRegister, mart: str):
    rows = f"select * from marts.{mart}"  # noqa: S608
    assert told(ours.snapshot_cursor(DAYS[1]), rows) == told(demo.snapshot_cursor(DAYS[1]), rows)


@pytest.mark.parametrize("mart", [mart for mart, kind in MARTS.items() if kind not in PLAIN])
def test_other_rows_follow_what_they_are_about(demo: Register, ours: OwnRegister, mart: str):
    key = ", ".join(mart_key(demo, mart))
    rows, kind = f"select {key} from marts.{mart}", MARTS[mart]  # noqa: S608
    params = [OURS] if "$1" in kind else []
    told_here = told(ours.snapshot_cursor(DAYS[1]), rows)
    assert told_here == told(demo.snapshot_cursor(DAYS[1]), f"{rows} where {kind}", *params)
    assert told_here or kind == NOTHING or mart in NOT_IN_THE_DEMO


@pytest.mark.parametrize("mart", FROM_FILES)
def test_what_came_with_a_file_is_told_where_the_file_tells_of_somebody(full: Register, mart: str):
    cell = '[{"sheet": "S", "cell": "A2", "original": "1", "value": "2", "reason": "typed wrongly", "by": "王"}]'
    batches = told(full.con, "select min(batch_id), area_code from marts.enterprises group by area_code")
    of_area = {area: batch for batch, area in batches if area in (OURS, THEIRS)}
    for area, batch in of_area.items():
        full.con.execute("update facts.import_batch set corrections_json = $1 where batch_id = $2", [cell, batch])
        full.con.execute("insert into facts.step_batch (batch_id, row_count) values ($1, 9)", [f"S{area}"])
        case = "select min(case_id) from marts.cases where area_code = $2"
        full.con.execute(f"update facts.case_step set batch_id = $1 where case_id = ({case})", [f"S{area}", area])  # noqa: S608
    rows = f"select batch_id from marts.{mart}"  # noqa: S608
    whose = {"corrections": of_area, "step_batches": {area: f"S{area}" for area in of_area}}[mart]
    assert told(full.snapshot_cursor(), rows) == sorted((batch,) for batch in whose.values())
    assert told(county(full, OURS).snapshot_cursor(), rows) == [(whose[OURS],)]


def test_totals_are_those_of_the_area(demo: Register, ours: OwnRegister):
    own = ours.snapshot_cursor(DAYS[1])
    lines = told(demo.snapshot_cursor(DAYS[1]), "select count(*) from marts.lines where area_code = ?", OURS)
    assert told(own, "select sum(line_count) from marts.outdated_by_sector") == lines
    assert told(own, "select max(caught) <= (select count(*) from marts.verdicts) from marts.rule_catches") == [(True,)]


def test_several_areas_see_what_each_of_them_sees(demo: Register, ours: OwnRegister):
    both = county(demo, THEIRS, OURS).snapshot_cursor(DAYS[1])
    ids = "select line_id from marts.lines"
    single = [told(county(demo, area).snapshot_cursor(DAYS[1]), ids) for area in (OURS, THEIRS)]
    assert told(both, ids) == sorted(single[0] + single[1], key=repr)


def test_nobody_s_areas_hold_nothing(demo: Register):
    for who in (county(demo), OwnRegister(demo, person(demo.settings, "root", "admin")), county(demo, "999999")):
        assert told(who.snapshot_cursor(), "select count(*) from marts.lines") == [(0,)]
        assert told(who.cursor(), "select count(*) from marts.enterprises") == [(0,)]


def test_live_questions_are_in_the_same_scope(demo: Register, ours: OwnRegister):
    lines = len(ours.ask("asks/exports/lines", DAYS[1], verdicts=["outdated"]))
    assert 0 < lines == len(ours.query("asks/exports/lines", DAYS[1], verdicts=["outdated"]))
    assert lines < len(demo.ask("asks/exports/lines", DAYS[1], verdicts=["outdated"]))
    for reading in (ours.reading(), ours.latest(), ours.known(DAYS[2]), ours.kept(ours.version())):
        assert reading and reading.scope == (OURS,)
    with pytest.raises(ValueError, match="holds no rows"):
        ours.reading().scoped((THEIRS,))
    with pytest.raises(ValueError, match="holds no rows"):
        ours.reading().scoped(None)


def test_a_live_cursor_makes_the_views_its_sql_reads_and_no_other(demo: Register):
    day, own = date(2022, 11, 11), county(demo, OURS)
    cursor, edition = own.cursor(day), own.reading()
    assert not edition.ready[day].made_of
    counted = "select count(*) from marts.enterprises"
    assert told(cursor, counted) == told(own.snapshot_cursor(day), counted) != [(0,)]
    other = own.cursor(date(2022, 11, 12))
    told(other, counted)
    assert edition.ready[date(2022, 11, 12)].made_of.keys() == views.behind(demo.settings.queries_dir, counted)
    assert edition.ready[date(2022, 11, 12)].made_of.keys() < edition.ready[day].made_of.keys()


def test_city_roles_read_the_whole(demo: Register):
    for role in ("leader", "office", "reader"):
        assert OwnRegister(demo, person(demo.settings, "王", role)).reading() is demo.reading()


def test_a_table_of_facts_without_a_rule_is_not_made_ready(register: Register):
    cursor = register.whole_cursor()
    cursor.begin()
    cursor.execute("create table facts.letter (letter_id varchar)")
    with pytest.raises(Unscoped, match=r"facts\.letter"):
        views.create_views(cursor, register.settings.queries_dir)
    cursor.rollback()
    with pytest.raises(Unscoped):
        views.prove_scoped(["facts.line", "facts.letter"], register.settings.queries_dir)


def change(register: OwnRegister, sql: str, *params: str) -> None:
    with register.write("李", "import", "x") as cursor:
        cursor.execute(sql, params)


def enterprise_of(register: Register, area: str) -> str:
    question = "select min(enterprise_id) from marts.enterprises where area_code = ? and located_by = 'declared'"
    return str(register.snapshot_cursor().execute(question, [area]).fetchone()[0])


MOVE = "update facts.enterprise set area_declared = ?, town_code = null, area_by_address = null where enterprise_id = ?"
PHONE = "update facts.enterprise set contact_phone = ? where enterprise_id = ?"
STRAY = "insert into facts.{0} (area_code) values (?)"


def test_a_write_touches_its_own_area_only(full: Register):
    ours, own, other = county(full, OURS), enterprise_of(full, OURS), enterprise_of(full, THEIRS)
    change(ours, PHONE, "0635-1", own)
    version = full.version()
    attacks = [(PHONE, "0635-2", other), (MOVE, OURS, other), (MOVE, THEIRS, own)]
    attacks += [(STRAY.format(table), THEIRS) for table in ("goal", "report")]
    attacks += [("delete from facts.line where enterprise_id = ?", other)]
    attacks += [("insert into facts.finding (finding_id, enterprise_id) values ('F1', ?)", other)]
    attacks += [("insert into facts.report_freeze (freeze_id) values (?)", "Z1")]
    for sql, *params in attacks:
        with pytest.raises(NotYours, match="another area"):
            change(ours, sql, *params)
    assert full.version() == version
    assert ours.ask("pages/enterprise/itself", enterprise=own).iloc[0].enterprise_id == own
    change(ours, STRAY.format("goal"), OURS)
    assert full.version() == version + 1


def test_what_was_written_is_seen_by_its_own_area_and_moves_with_its_enterprise(full: Register):
    ours, theirs, own = county(full, OURS), county(full, THEIRS), enterprise_of(full, OURS)
    counts = [len(who.ask("pages/enterprise/versions", enterprise=own)) for who in (ours, theirs)]
    assert counts[0] > 0 == counts[1]
    with full.write("王", "import", "x") as cursor:
        cursor.execute(MOVE, [THEIRS, own])
    assert [len(who.ask("pages/enterprise/versions", enterprise=own)) for who in (ours, theirs)] == counts[::-1]
    earlier = [len(who.ask("pages/enterprise/itself", DAYS[1], enterprise=own)) for who in (ours, theirs)]
    assert earlier == [0, 1], "whoever answers for it now sees its past"
