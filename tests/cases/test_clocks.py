"""Clocks: calendar months for every start of four years, in Python as in the register, and the colours day by day."""

import calendar
from dataclasses import replace
from datetime import date, timedelta

import duckdb
import pytest

from lib.cases.clocks import add_months, due_on, next_workday
from lib.cases.evidence import Upload
from lib.cases.ledger import Entry, record_many
from lib.cases.opening import open_case
from tests.cases.made_files import pdf
from tests.cases.telling import LADDER, case_after, step_of

STARTS = [date(2021, 1, 1) + timedelta(days=day) for day in range(4 * 365 + 1)]  # 2024 is a leap year
CHOOSE = "update reference.choices set value = $2 where choice = $1"


@pytest.mark.parametrize("months", [1, 2, 3, 6, 9])
def test_months_are_calendar_months_for_every_start_of_four_years(months):
    for start in STARTS:
        due = add_months(start, months)
        assert (due.year * 12 + due.month) - (start.year * 12 + start.month) == months
        last = calendar.monthrange(due.year, due.month)[1]
        assert due.day == start.day or (due.day == last and start.day > last), start
        assert add_months(start + timedelta(days=1), months) >= due, "a later start is never due earlier"


@pytest.mark.parametrize("months", [1, 2, 3, 6, 9])
def test_python_and_the_register_count_months_alike(months):
    found = duckdb.execute(
        "select start::date, (start::date + to_months($months))::date from (select unnest($starts::date[]) as start)",
        {"months": months, "starts": STARTS},
    ).fetchall()
    assert len(found) == len(STARTS)
    assert all(due == add_months(start, months) for start, due in found)


def test_month_ends_are_defined():
    assert add_months(date(2021, 8, 31), 6) == date(2022, 2, 28)
    assert add_months(date(2023, 8, 31), 6) == date(2024, 2, 29)
    assert add_months(date(2024, 2, 29), 12) == date(2025, 2, 28)
    assert add_months(date(2022, 12, 31), 2) == date(2023, 2, 28)
    assert add_months(date(2022, 9, 30), 6) == date(2023, 3, 30)


def test_holidays_and_makeup_days_move_a_due_date_only_where_the_plan_says_so():
    week_off = {date(2022, 10, day).isoformat(): False for day in range(1, 8)}
    days = week_off | {"2022-10-08": True, "2023-01-01": False, "2023-01-02": False}
    assert next_workday(date(2022, 9, 30), days) == date(2022, 9, 30)
    assert next_workday(date(2022, 10, 1), days) == date(2022, 10, 8), "a Saturday made a working day"
    assert next_workday(date(2022, 12, 31), days) == date(2023, 1, 3)
    assert next_workday(date(2022, 7, 16), days) == date(2022, 7, 18)
    case = case_after("energy", "identified verified rectification_ordered")
    assert due_on("rectification", case, LADDER) == date(2022, 7, 3), "a Sunday, and nobody chose otherwise"


@pytest.fixture
def energy(register):
    """A paper line ordered on 31 August 2022 to rectify within six months."""
    case_id = open_case(register, line_id="paper", rule_id="LC22-E-01", on=date(2022, 8, 1), actor="张三")
    steps = [step_of("verified", "2022-08-02", ""), step_of("rectification_ordered", "2022-08-31", "doc")]
    record_many(register, [Entry(case_id, step) for step in steps], actor="张三")
    return case_id


def colours(mart, days):
    return {day: mart("deadlines", day, clock="rectification")[0]["colour"] for day in days}


def test_colours_change_on_their_days(mart, energy):
    due = date(2023, 2, 28)
    expected = {
        due - timedelta(days=31): "running",
        due - timedelta(days=30): "due_soon",
        due - timedelta(days=8): "due_soon",
        due - timedelta(days=7): "behind",
        due: "behind",
        due + timedelta(days=1): "overdue",
    }
    assert colours(mart, expected) == expected


def test_six_months_and_an_extension_of_three_are_nine_months_from_the_order(register, mart, energy):
    record_many(register, [Entry(energy, step_of("extension_granted", "2023-02-28", "doc; months=3"))], actor="张三")
    [clock] = mart("deadlines", clock="rectification")
    assert (clock["first_due_on"], clock["extension_months"], clock["due_on"]) == (
        date(2023, 2, 28), 3, date(2023, 5, 31),
    )  # fmt: skip
    assert colours(mart, [date(2023, 5, 31), date(2023, 6, 1)]) == {
        date(2023, 5, 31): "behind",
        date(2023, 6, 1): "overdue",
    }


def test_an_extension_granted_after_the_deadline_counts_from_its_application(register, mart, energy):
    steps = [
        step_of("extension_requested", "2023-02-20", ""),
        step_of("extension_granted", "2023-03-10", "doc; months=2"),
    ]
    record_many(register, [Entry(energy, steps[0])], actor="张三")
    assert colours(mart, [date(2023, 3, 5)]) == {date(2023, 3, 5): "overdue"}, "an application grants nothing"
    record_many(register, [Entry(energy, steps[1])], actor="张三")
    [clock] = mart("deadlines", date(2023, 3, 5), clock="rectification")
    assert (clock["due_on"], clock["colour"]) == (date(2023, 4, 30), "running")


def test_a_cure_in_time_meets_its_clock_by_its_own_day(register, mart, energy):
    proof = Upload("cure", "cure.pdf", pdf("cure"))
    passed = replace(step_of("rectification_passed", "2023-03-20", "doc"), cured_on=date(2023, 2, 27))
    record_many(register, [Entry(energy, passed, (proof,))], actor="张三")
    [clock] = mart("deadlines", clock="rectification")
    assert (clock["met_on"], clock["colour"]) == (date(2023, 2, 27), "met")
    [step] = mart("case_steps", step="rectification_passed")
    assert (step["happened_on"], step["cured_on"]) == (date(2023, 3, 20), date(2023, 2, 27))


def test_a_case_opened_after_the_date_of_its_rule_is_not_overdue_on_its_first_day(register, mart):
    opened = date(2026, 4, 1)
    case_id = open_case(register, line_id="mill_32", rule_id="LC22-T-CEM-03", on=opened, actor="张三")
    marks = "select mark from intermediate.int_case_marks where case_id = $1"
    assert mart("deadlines") == []
    assert {("undated",), ("open",)} <= set(register.cursor().execute(marks, [case_id]).fetchall())
    steps = [step_of("verified", "2026-04-02", ""), step_of("exit_ordered", "2026-04-03", "doc; due=2026-09-30")]
    record_many(register, [Entry(case_id, step) for step in steps], actor="张三")
    assert [(row["clock"], row["due_on"]) for row in mart("deadlines")] == [("exit", date(2026, 9, 30))]
    given = open_case(
        register, line_id="kiln_2400", rule_id="LC22-T-CEM-01", on=opened, actor="张三", due_on=date(2026, 8, 31)
    )
    assert mart("deadlines", case_id=given)[0]["due_on"] == date(2026, 8, 31)


def test_a_relapse_after_the_date_of_the_rule_waits_for_a_date_of_its_own(register, mart):
    case_id = open_case(register, line_id="mill_32", rule_id="LC22-T-CEM-03", on=date(2022, 8, 1), actor="张三")
    steps = [
        step_of("verified", "2022-08-02", ""), step_of("shut_down", "2022-09-01", "doc"),
        step_of("relapsed", "2023-08-01", "doc"),
    ]  # fmt: skip
    record_many(register, [Entry(case_id, step) for step in steps], actor="张三")
    assert mart("deadlines", date(2023, 8, 1)) == []
    ordered = step_of("exit_ordered", "2023-08-03", "doc; due=2023-10-31")
    record_many(register, [Entry(case_id, ordered)], actor="张三")
    [clock] = mart("deadlines", date(2023, 8, 3))
    assert (clock["due_on"], clock["colour"], clock["document_no"]) == (
        date(2023, 10, 31),
        "running",
        "聊政〔2022〕1号",
    )
    assert clock["clause"].startswith("惯例：立项时条款期限已过"), "the order set it, not the rule"


def test_a_clock_met_in_time_and_one_met_late(register, mart, energy):
    record_many(register, [Entry(energy, step_of("rectification_passed", "2023-02-28", "doc"))], actor="张三")
    assert mart("deadlines", clock="rectification")[0]["colour"] == "met"
    other = open_case(
        register, line_id="paper", rule_id="LC22-ENV-01-EMISSION", on=date(2022, 8, 1), actor="张三", document_no="1"
    )
    steps = [
        step_of("verified", "2022-08-02", ""),
        step_of("production_limited", "2022-08-31", "doc; due=2022-10-31"),
        step_of("rectification_passed", "2022-11-01", "doc"),
    ]
    record_many(register, [Entry(other, step) for step in steps], actor="张三")
    assert mart("deadlines", case_id=other)[0]["colour"] == "met_late"


@pytest.mark.parametrize(
    ("order", "due", "colour"),
    [
        ("production_limited | 2022-10-31", date(2022, 12, 31), "met"),  # in time: a new date
        ("production_limited | 2022-11-01", date(2022, 10, 31), "met_late"),  # the same again: takes nothing back
        ("production_halted | 2022-11-01", date(2022, 12, 31), "met"),  # stricter: its own date
    ],
)
def test_the_same_order_again_does_not_hide_a_missed_deadline(register, mart, order, due, colour):
    case_id = open_case(register, line_id="paper", rule_id="LC22-ENV-01-EMISSION", on=date(2022, 8, 1), actor="张三")
    name, on = order.split(" | ")
    steps = [
        step_of("verified", "2022-08-02", ""),
        step_of("production_limited", "2022-08-31", "doc; due=2022-10-31"),
        step_of(name, on, "doc; due=2022-12-31"),
        step_of("rectification_passed", "2022-12-01", "doc"),
    ]
    record_many(register, [Entry(case_id, step) for step in steps], actor="张三")
    [clock] = mart("deadlines", case_id=case_id, clock="rectification")
    assert (clock["due_on"], clock["colour"]) == (due, colour)


def test_the_view_moves_a_due_date_like_python(register, mart):
    """The policy is data: where the plan chooses `next_workday` the same case is due on a working day."""
    case_id = open_case(register, line_id="mill_32", rule_id="LC22-T-CEM-03", on=date(2022, 8, 1), actor="张三")
    assert mart("deadlines", case_id=case_id)[0]["due_on"] == date(2022, 12, 31)
    try:
        register.con.execute(CHOOSE, ["due_on_day_off", "next_workday"])
        [clock] = mart("deadlines", case_id=case_id)
    finally:
        register.con.execute(CHOOSE, ["due_on_day_off", "stays"])
    assert clock["due_on"] == next_workday(date(2022, 12, 31), LADDER.days_off) == date(2023, 1, 3), "past New Year"


def test_a_sealed_exit_is_in_time_only_with_its_promise_and_notice(register, mart):
    case_id = open_case(register, line_id="mill_32", rule_id="LC22-T-CEM-03", on=date(2022, 8, 1), actor="张三")
    steps = (
        ("verified", "2022-08-02", ""), ("shut_down", "2022-09-01", "doc"), ("utilities_cut", "2022-09-02", ""),
        ("power_unit_removed", "2022-09-03", ""), ("sealed", "2022-09-04", "due=2023-03-31"),
        ("commitment_published", "2022-09-05", "doc"),
    )  # fmt: skip
    record_many(register, [Entry(case_id, step_of(*step)) for step in steps], actor="张三")
    assert mart("deadlines", date(2023, 1, 1), clock="exit")[0]["colour"] == "overdue"
    record_many(register, [Entry(case_id, step_of("notice_published", "2022-12-31", "doc"))], actor="张三")
    assert mart("deadlines", date(2023, 1, 1), clock="exit")[0]["colour"] == "met"
    assert mart("deadlines", date(2023, 1, 1), clock="dismantling")[0]["colour"] == "running"


def test_a_relapse_starts_the_exit_anew_and_leaves_what_was_met(register, mart):
    case_id = open_case(register, line_id="paper", rule_id="LC22-E-01", on=date(2022, 8, 1), actor="张三")
    steps = (
        ("verified", "2022-08-02", ""), ("rectification_ordered", "2022-08-31", "doc; due=2022-09-30"),
        ("closure_requested", "2022-10-01", "doc"), ("closure_approved", "2022-10-10", "doc; due=2022-12-31"),
        ("shut_down", "2022-11-01", ""), ("relapsed", "2023-02-01", "doc; due=2023-04-30"),
    )  # fmt: skip
    record_many(register, [Entry(case_id, step_of(*step)) for step in steps], actor="张三")
    found = {row["clock"]: (row["due_on"], row["colour"]) for row in mart("deadlines", date(2023, 5, 1))}
    assert found == {
        "rectification": (date(2022, 9, 30), "met_late"),
        "closure": (date(2022, 12, 31), "met"),
        "exit": (date(2023, 4, 30), "overdue"),
    }


@pytest.mark.parametrize(
    ("rule", "order", "clause"),
    [
        ("LC22-E-01", "rectification_ordered", "聊工信发〔2022〕64号 二（一）2"),
        ("LC22-Q-01", "rectification_ordered", "聊工信发〔2022〕64号 二（三）2"),
        ("LC22-ENV-01-EMISSION", "production_limited", "聊工信发〔2022〕64号 二（二）3"),
        ("LC22-T-WAT-01", "production_halted", "聊工信发〔2022〕64号 二（五）4"),
        ("LC22-S-01", "rectification_ordered", "工信部联产业〔2017〕30号"),
    ],
)
def test_a_clock_cites_the_clause_of_the_step_that_set_it(register, mart, rule, order, clause):
    case_id = open_case(register, line_id="paper", rule_id=rule, on=date(2022, 8, 1), actor="张三")
    steps = [step_of("verified", "2022-08-02", ""), step_of(order, "2022-08-31", "doc; due=2022-10-31")]
    record_many(register, [Entry(case_id, step) for step in steps], actor="张三")
    assert mart("deadlines", clock="rectification")[0]["clause"] == clause


def test_a_shut_plant_that_nobody_gave_a_date_is_seen(register, mart):
    case_id = open_case(register, line_id="kiln_2400", rule_id="LC22-T-CEM-01", on=date(2022, 8, 1), actor="张三")
    marks = "select mark from intermediate.int_case_marks where case_id = $1"
    assert ("undated",) in register.cursor().execute(marks, [case_id]).fetchall()
    dated = open_case(register, line_id="mill_32", rule_id="LC22-T-CEM-03", on=date(2022, 8, 1), actor="张三")
    assert ("undated",) not in register.cursor().execute(marks, [dated]).fetchall()


def test_the_curve_tells_of_each_day_what_the_page_told_on_it(register, photos):
    case_id = open_case(register, line_id="mill_32", rule_id="LC22-T-CEM-03", on=date(2022, 7, 1), actor="张三")
    steps = [("verified", "2022-07-02", ""), ("shut_down", "2022-07-04", "doc"), ("relapsed", "2022-10-01", "doc")]
    steps += [("shut_down", "2022-11-01", "doc")]
    record_many(register, [Entry(case_id, step_of(*step)) for step in steps], actor="张三")
    asked = {"area": "", "sector": "", "from_day": date(2022, 1, 1), "until": date(2022, 12, 31)}
    rows = register.ask("pages/progress/curve", date(2022, 12, 31), **asked)
    shut = {row.day.date(): row.case_count for row in rows[rows.fact == "shut"].itertuples()}
    assert shut == {
        date(2022, 1, 1): 0, date(2022, 7, 4): 1, date(2022, 10, 1): 0, date(2022, 11, 1): 1, date(2022, 12, 31): 1,
    }  # fmt: skip
