"""A mart asked of one area: each enterprise stands in its own, and what is counted there is what is listed there."""

from collections import Counter
from datetime import date

import pytest

from lib.exports.query import mart_table

DAY = date(2022, 12, 31)
LISTS = ("lines", "verdicts", "data_quality", "findings", "cases", "deadlines", "credit_list")
COUNTS = ("capacity", "outdated_by_area", "exit_progress", "report_matrix", "screening_matrix")
NOWHERE = "unplaced"


@pytest.fixture(scope="module")
def told(demo):
    """`told("lines", area_code=…)`: the rows of a mart of the demo, as the command line and every file get them."""
    return lambda name, **params: mart_table(demo, name, DAY, params).frame


def areas(rows):
    """The area of each row."""
    return rows.area_code.fillna(NOWHERE)


@pytest.mark.parametrize("name", LISTS)
def test_every_row_stands_in_the_area_of_its_enterprise(told, name):
    rows, own, owners = told(name), told("enterprises"), told("cases")
    home = dict(zip(own.enterprise_id, areas(own), strict=True))
    of_case = dict(zip(owners.case_id, owners.enterprise_id, strict=True))
    subjects = rows.enterprise_id if "enterprise_id" in rows else rows.case_id.map(of_case)
    assert rows.area_code.nunique() > 3 and list(areas(rows)) == list(subjects.map(home))


@pytest.mark.parametrize("name", [*LISTS, *COUNTS])
def test_one_area_is_told_what_is_told_of_it_among_all(told, name):
    rows = told(name)
    for area in (rows.area_code.dropna().min(), rows.area_code.dropna().max()):
        own = rows[rows.area_code == area].reset_index(drop=True)
        assert 0 < len(own) < len(rows) and told(name, area_code=area).equals(own)


@pytest.mark.parametrize("name", ["capacity", "outdated_by_area"])
def test_as_many_lines_are_counted_in_an_area_as_stand_there(told, name):
    counted = told(name).assign(area_code=lambda rows: areas(rows)).groupby("area_code").line_count.sum()
    assert {area: count for area, count in counted.items() if count} == Counter(areas(told("lines")))


def test_as_many_exits_are_counted_in_an_area_as_its_lines_have(demo, told):
    exits = demo.snapshot_cursor(DAY).execute("select enterprise_id from intermediate.int_exit_lines").df()
    home = dict(zip(told("enterprises").enterprise_id, areas(told("enterprises")), strict=True))
    counted = told("exit_progress").assign(area_code=lambda rows: areas(rows)).groupby("area_code").lines.sum()
    assert dict(counted) == Counter(exits.enterprise_id.map(home))
