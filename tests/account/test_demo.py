"""The demo's account: its plan year closes to the last line, and one may ask what was believed."""

from datetime import date

from lib.exports.query import mart_table

JULY, DECEMBER, TODAY = date(2022, 7, 15), date(2022, 12, 31), date(2026, 11, 22)


def rows(reading, day, statement):
    return reading.snapshot_cursor(day, query=statement).execute(statement).fetchall()


def outstanding(reading, day):
    told = "select coalesce(sum(lines), 0)::int from marts.account where standing_group = 'outstanding'"
    return rows(reading, day, told)[0][0]


def test_the_bridge_explains_the_plan_year_to_the_last_line(demo):
    for since, day in ((JULY, DECEMBER), (DECEMBER, TODAY), (JULY, TODAY)):
        terms = mart_table(demo, "bridge", day, since=since).frame
        assert int(terms["lines"].sum()) == outstanding(demo, day) - outstanding(demo, since)
    told = dict(mart_table(demo, "bridge", DECEMBER, since=JULY).frame[["term", "lines"]].itertuples(index=False))
    assert told.keys() >= {"left_dismantled", "left_sealed", "rectified", "case_withdrawn", "data_corrected"}


def test_exits_cross_the_new_year_and_the_years_add_up(demo):
    years = dict(rows(demo, TODAY, "select exit_year, count(*) from marts.exits group by all"))
    assert years.keys() == {2022, 2023} and sum(years.values()) == len(rows(demo, TODAY, "from marts.exits"))
    crossing = """select count(*) from marts.exits as exits inner join marts.cases as cases using (case_id)
        where year(cases.shut_down_on) = 2022 and exits.exit_year = 2023"""
    assert rows(demo, TODAY, crossing)[0][0] > 0


def test_a_wrong_entry_was_believed_until_it_was_reversed(demo):
    [(case_id, happened_on, reversed_on)] = rows(demo, TODAY, """
        select wrong.case_id, wrong.happened_on, reversal.happened_on
        from facts.case_step as wrong inner join facts.case_step as reversal on wrong.step_id = reversal.reverses
        where wrong.step = 'shut_down' order by all limit 1""")  # fmt: skip
    shut = f"select shut_down_on is not null from marts.cases where case_id = '{case_id}'"  # noqa: S608
    assert rows(demo, happened_on, shut) == [(False,)]
    assert rows(demo.known(happened_on), happened_on, shut) == [(True,)]
    assert rows(demo.known(reversed_on), happened_on, shut) == [(False,)]


def test_nothing_of_the_demo_was_known_before_its_survey(demo):
    assert rows(demo.known(date(2022, 6, 29)), TODAY, "from marts.lines") == []
