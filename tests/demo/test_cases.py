"""The demo register's plan year: every stage and ladder, three dates that differ, proofs on disk, always the same."""

import json
import shutil
from datetime import date
from io import BytesIO
from pathlib import Path
from random import Random

import pytest
from PIL import Image

from lib.cases.evidence import missing_or_altered, path_of, thumbnail
from lib.cases.photos import shot
from lib.cli import main
from lib.demo.cases import build_cases
from lib.demo.cases_pictures import photos
from lib.demo.cases_stories import beat, beats, dated, stories
from lib.imports.void import void_batch
from lib.register.store import connect
from lib.settings import Settings
from tests.cases.conftest import FORGET
from tests.registers import evidence_of

JULY, DECEMBER, TODAY = date(2022, 7, 15), date(2022, 12, 31), date(2026, 11, 22)
UNTOLD = {"exit_ordered"}  # of which no story tells yet


def rows(register, statement, day=TODAY):
    return register.snapshot_cursor(day, query=statement).execute(statement).fetchall()


def by_stage(register, day):
    return dict(rows(register, "select stage, count(*) from marts.cases group by all", day))


def test_a_plan_year_of_every_kind_of_case(demo):
    assert 120 <= len(rows(demo, "from marts.cases")) <= 170
    variants = set(rows(demo, "select variant from marts.cases"))
    assert variants == set(rows(demo, "select variant from reference.variants"))
    assert set(by_stage(demo, TODAY)) == {stage for (stage,) in rows(demo, "select stage from reference.stages")}
    areas = set(rows(demo, "select area_code from marts.cases where area_code is not null"))
    assert areas == set(rows(demo, "select area_code from reference.areas"))
    assert rows(demo, "select min(opened_on), max(opened_on) < date '2022-10-01' from marts.cases") == [
        (date(2022, 7, 1), True)
    ]


def test_every_step_of_the_ladder_is_taken_by_somebody(demo):
    taken = {step for (step,) in rows(demo, "select step from facts.case_step")}
    assert taken | UNTOLD == {step for (step,) in rows(demo, "select step from reference.steps")}
    assert not taken & UNTOLD
    grounds = rows(demo, "select ground from marts.cases where sealing_completes_on is not null")
    assert set(grounds) == set(rows(demo, "select ground from reference.grounds"))


def test_the_three_dates_differ_and_exits_grow(demo):
    july, december, today = (by_stage(demo, day) for day in (JULY, DECEMBER, TODAY))
    assert july != december != today
    counted = "select count(*) from marts.cases where is_exit_counted"
    exits = [rows(demo, counted, day)[0][0] for day in (JULY, DECEMBER, TODAY)]
    assert 0 < exits[0] <= 5 and exits[1] > 30 and exits[1] < exits[2]
    assert rows(demo, "select sum(lines) from marts.exit_progress", JULY) != rows(
        demo, "select sum(lines) from marts.exit_progress", TODAY
    )


def test_what_leaders_must_see(demo):
    found = {
        "open and overdue": "select count(*) from marts.cases where is_open and colour = 'overdue'",
        "sealed, dismantling owed": """select count(*) from marts.deadlines
            where clock = 'dismantling' and colour = 'overdue'""",
        "relapsed": "select count(*) from marts.cases where relapsed_on is not null",
        "reversed": "select count(*) from facts.case_step where reverses is not null",
        "rectified": "select count(*) from marts.cases where stage = 'rectified' and not is_exit_counted",
        "dismantled, not accepted": """select count(*) from marts.cases
            where dismantled_on is not null and county_accepted_on is null""",
        "serious finding": "select count(*) from marts.cases where finding_id is not null and shut_down_on is not null",
        "in the credit list": "select count(*) from marts.credit_list",
    }
    assert {name: rows(demo, statement)[0][0] > 0 for name, statement in found.items()} == dict.fromkeys(found, True)


def test_the_law_since_is_told_too(demo):
    """An extension asked for in time and granted later, a cure inspected after the deadline, a measure that ended, and
    a case that stands open beside a closed one."""
    clocks = """select distinct colour, extension_months, first_due_on < due_on from marts.deadlines
        semi join (select case_id from facts.case_step where step = 'extension_requested') using (case_id)
        where clock = 'rectification'"""
    assert rows(demo, clocks) == [("met", 3, True)]
    late = """select count(*) from marts.case_steps as granted inner join marts.deadlines using (case_id)
        where granted.step = 'extension_granted' and happened_on > first_due_on and clock = 'rectification'"""
    inspected = """select count(*) from marts.case_steps inner join marts.deadlines using (case_id)
        where step = 'rectification_passed' and cured_on <= deadlines.due_on and happened_on > deadlines.due_on"""
    assert rows(demo, late) == rows(demo, inspected) == [(3,)]
    standing = "select count(*) filter (is_standing), count(*) from marts.credit_measures"
    assert [rows(demo, standing, day) for day in (date(2023, 3, 1), TODAY)] == [[(2, 2)], [(0, 2)]]
    states = {state for (state,) in rows(demo, "select distinct state from marts.department_reports")}
    assert states == {"reported", "zero_report", "not_reported"}
    assert rows(demo, "select count(*) from marts.duties where is_done") == [(1,)]
    beside = """select open.stage, standings.standing from marts.cases as exited
        inner join marts.cases as open using (line_id)
        inner join intermediate.int_standing as standings using (line_id)
        where exited.reported_on is not null and open.is_open"""
    assert rows(demo, beside) == [("identified", "accepted")], "a closed case tells the line's standing"


def test_an_exit_counts_only_with_its_proof(demo):
    evidence = """select case_id, list(distinct kind order by kind) from facts.evidence group by case_id"""
    proofs = {case_id: set(kinds) for case_id, kinds in rows(demo, evidence)}
    exits = rows(demo, "select case_id, exit_form, city_accepted_on from marts.cases where is_exit_counted")
    needed = {"dismantled": {"before", "during", "after"}, "sealed": {"proof", "consent"}}
    lacking = [case for case, form, accepted in exits if not (accepted and proofs.get(case, set()) >= needed[form])]
    assert {form for _, form, _ in exits} == set(needed) and lacking == []


def test_pictures_say_demonstration_where_and_when(demo):
    files = rows(demo, "select distinct sha256, mime, taken_at is null, lon is null from facts.evidence")
    assert 30 <= len(files) <= 250 and {mime for _, mime, _, _ in files} == {"image/jpeg"}
    assert {clockless for _, _, clockless, _ in files} == {lost for _, _, _, lost in files} == {True, False}
    assert thumbnail(demo.settings, path_of(demo.settings, files[0][0]), "image/jpeg")
    wrong = rows(demo, """select taken_at, happened_on from facts.evidence
        inner join facts.case_step using (step_id) where taken_at::date > happened_on""")  # fmt: skip
    assert wrong == [], "no camera was there after the step"
    outside = rows(
        demo,
        "select lon, lat from facts.evidence where lon not between 115.2 and 116.6 or lat not between 35.7 and 37.1",
    )
    assert outside == []


def test_the_register_rarely_contradicts_the_cases(demo):
    told = """select count(*) filter (lines.state not in ('shut', 'dismantled')), count(*)
        from intermediate.int_case_lines as cases inner join staging.stg_lines as lines using (line_id)
        inner join intermediate.int_case_states as states on cases.case_id = states.case_id
        where states.shut_down_on is not null"""
    for day in (DECEMBER, TODAY):
        [(running, shut)] = rows(demo, told, day)
        assert shut > 80 and running <= shut * 0.05
    gone = """select count(*) from intermediate.int_case_lines as cases
        inner join staging.stg_lines as lines using (line_id)
        where lines.state in ('shut', 'dismantled')
            and cases.stage in ('identified', 'in_rectification', 'rectified')"""
    assert rows(demo, gone)[0][0] <= 3


def test_checks_find_nothing_and_a_lost_picture_is_found(demo_file, tmp_path, monkeypatch, capsys):
    copy = shutil.copy(demo_file, tmp_path / "register.duckdb")
    shutil.copytree(evidence_of(demo_file), tmp_path / "evidence")
    monkeypatch.setenv("REGISTER_URL", str(copy))
    monkeypatch.setenv("ATLAS_EVIDENCE_DIR", str(tmp_path / "evidence"))
    assert main(["check"]) == 0 and json.loads(capsys.readouterr().out)["offenders"] == {}
    next(file for file in sorted((tmp_path / "evidence").rglob("*")) if file.is_file()).unlink()
    assert main(["check"]) == 1
    assert list(json.loads(capsys.readouterr().out)["offenders"]) == ["evidence_files_are_there_and_unaltered"]


def test_areas_report_late_or_not_at_all_and_silence_is_no_zero(demo):
    states = {state for (state,) in rows(demo, "select distinct state from marts.report_matrix")}
    assert states == {"reported", "zero_report", "late", "not_reported"}
    silent = rows(demo, """select area_code from marts.report_matrix group by all
        having bool_and(state = 'not_reported')""")  # fmt: skip
    assert {area for (area,) in silent} == {"LC-GX", "LC-DJ"}


CONTENT = """select cases.subject_kind, cases.line_id, cases.enterprise_id, cases.variant, cases.rule_id,
        cases.opened_on, steps.position, steps.step, steps.happened_on, steps.document_no, steps.due_on,
        steps.months, steps.ground, steps.destination, steps.actor, steps.note,
        (select list(sha256 order by kind) from facts.evidence as files where files.step_id = steps.step_id)
    from facts.exit_case as cases inner join facts.case_step as steps using (case_id)
    order by all"""


def test_the_same_cases_every_time(demo, demo_file, tmp_path):
    """What the cases wrote is taken away and made again; identifiers of findings hold the time they were recorded."""
    copy = Path(shutil.copy(demo_file, tmp_path / "again.duckdb"))
    again = connect(Settings(register_url=str(copy), evidence_dir=tmp_path / "evidence"))
    told = "select batch_id from facts.import_batch where file_name like 'LC-20%' order by valid_on desc"
    for (batch_id,) in again.con.execute(told).fetchall():
        void_batch(again, batch_id, actor="test", reason="to make the cases again")
    with again.write("test", "forget", "cases") as cursor:
        for statement in FORGET:
            cursor.execute(statement)
    build_cases(again)
    assert again.con.execute(CONTENT).fetchall() == demo.con.cursor().execute(CONTENT).fetchall()
    assert missing_or_altered(again) == []
    again.close()


def test_stories_are_read_as_written():
    assert [one.step for one in beats("verified+1 $end", {"end": "shut_down+2-5 sealed+3"})] == [
        "verified", "shut_down", "sealed"
    ]  # fmt: skip
    one = beat("sealed+3-10@2022-09-01(due=90)")
    assert (one.least, one.most, one.not_before, one.due_days) == (3, 10, date(2022, 9, 1), 90)
    for wrong in ("sealed", "sealed+", "sealed+3@soon"):
        with pytest.raises(ValueError, match="is not a step"):
            beat(wrong)


def test_steps_fall_on_working_days_in_order():
    for story in stories():
        days = [day for _, day in dated(story, date(2022, 7, 1), Random(3))]
        assert days == sorted(days)
        assert all(
            day.isoweekday() < 6 for one, day in dated(story, date(2022, 7, 1), Random(3)) if one.step != "dismantled"
        )


def test_photos_of_a_dismantling_differ_and_lead_up_to_it():
    before, during, after = photos("371522-2022-0001", ("371522", 115.67, 36.24), date(2022, 11, 18))
    taken = [shot(BytesIO(one.content), "image/jpeg") for one in (before, during, after)]
    assert [one.taken_at.date() for one in taken] == [date(2022, 11, 4), date(2022, 11, 14), date(2022, 11, 18)]
    assert all(abs(one.lon - 115.67) < 1e-4 and abs(one.lat - 36.24) < 1e-4 for one in taken)
    assert len({one.content for one in (before, during, after)}) == 3
    again = photos("371522-2022-0001", ("371522", 115.67, 36.24), date(2022, 11, 18))
    assert again == (before, during, after), "the same every time"
    other = photos("371522-2022-0002", ("371522", 115.67, 36.24), date(2022, 11, 18))
    assert not {one.content for one in again} & {one.content for one in other}, "every case has pictures of its own"
    assert Image.open(BytesIO(after.content)).size == (320, 240)
