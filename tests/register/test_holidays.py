"""The days off of a year come out of a package and stand in holidays.csv beside those of other years."""

from datetime import date

import pytest

from lib.cases.clocks import next_workday
from lib.errors import UserError
from lib.register.reference.book import checked
from lib.register.reference.csvfile import read_rows
from lib.register.reference.holidays import rows_of_year, write_year
from lib.settings import Settings

SHIPPED = Settings().reference_dir / "holidays.csv"
HEADING = "day,is_workday,name_zh,source\n"
BY_HAND = "2022-10-08,false,错填,手工\n2027-01-01,false,元旦,通知\n"


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "holidays.csv").write_text(HEADING + BY_HAND, encoding="utf-8")
    return tmp_path


def test_a_due_date_in_the_national_holiday_moves_past_the_weekend_worked_for_it():
    days = {row["day"]: row["is_workday"] == "true" for row in rows_of_year(2022)}
    assert next_workday(date(2022, 10, 1), days) == date(2022, 10, 8), "a Saturday that was worked"
    assert next_workday(date(2022, 10, 10), days) == date(2022, 10, 10)
    assert next_workday(date(2022, 4, 3), days) == date(2022, 4, 6), "a Sunday, then two days of 清明"


def test_only_days_that_differ_from_their_week_are_rows():
    rows = {row["day"]: (row["is_workday"], row["name_zh"]) for row in rows_of_year(2022)}
    assert rows["2022-10-07"] == ("false", "国庆节")
    assert rows["2022-10-08"] == ("true", "国庆节")
    assert "2022-10-01" not in rows, "a holiday on a Saturday is off in any week"


def test_a_year_replaces_its_own_days_and_leaves_those_of_others(folder):
    for _ in range(2):
        written = write_year(folder, 2022)
        rows = read_rows(folder / "holidays.csv")
        assert rows == [*written, {"day": "2027-01-01", "is_workday": "false", "name_zh": "元旦", "source": "通知"}]


@pytest.mark.parametrize("year", [1999, 2099])
def test_a_year_the_package_does_not_know_is_refused_and_nothing_is_written(folder, year):
    with pytest.raises(UserError, match=f"not of {year}"):
        write_year(folder, year)
    assert (folder / "holidays.csv").read_text(encoding="utf-8") == HEADING + BY_HAND


def test_the_shipped_days_are_those_the_command_writes():
    shipped = [row | {"source": ""} for row in read_rows(SHIPPED)]
    years = sorted({int(row["day"][:4]) for row in shipped})
    assert 2022 in years
    assert shipped == [row | {"source": ""} for year in years for row in rows_of_year(year)]
    assert len(checked(Settings())["holidays"]) == len(shipped)
