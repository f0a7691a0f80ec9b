"""Goals: entered, read from a table, replaced by a later row of the same document, withdrawn; none is made up."""

from datetime import date
from decimal import Decimal

import pytest

from lib.errors import UserError
from lib.exports.query import mart_table
from lib.reports.goals import Goal, read_goals, set_goals, withdraw_goal

PLAN = {
    "area_code": "371521",
    "document": "聊工信字〔2022〕9号",
    "set_on": date(2022, 7, 10),
    "due_on": date(2022, 12, 31),
}
MILL = {"sector": "cement", "process": "grinding", "capacity_unit": "10kt/a"}
MILLS = Goal(**PLAN, sector="cement", process="grinding", lines=3, capacity=Decimal("180.5"), capacity_unit="10kt/a")


def goals(register, day=date(2022, 7, 15)):
    """Area, sector, process, lines and capacity of the goals on a day."""
    frame = mart_table(register, "goals", day).frame
    return [
        tuple(row) for row in frame[["area_code", "sector", "process", "lines", "capacity"]].itertuples(index=False)
    ]


def test_without_a_document_there_is_no_goal(register):
    assert goals(register) == []


def test_a_goal_stands_from_the_day_it_was_set_and_a_later_row_replaces_it(register):
    set_goals(register, [MILLS, Goal(**PLAN, lines=12)], actor="张三")
    assert goals(register, date(2022, 7, 9)) == []
    assert ("371521", "cement", "grinding", 3, Decimal("180.5")) in goals(register)
    assert len(goals(register)) == 2
    set_goals(register, [Goal(**PLAN, sector="cement", process="grinding", lines=4)], actor="张三")
    assert ("371521", "cement", "grinding", 4, None) in goals(register)
    assert len(goals(register)) == 2


def test_a_withdrawn_goal_was_never_set(register):
    [goal_id] = set_goals(register, [MILLS], actor="张三")
    withdraw_goal(register, goal_id, actor="李四", reason="误录")
    assert goals(register) == []
    with pytest.raises(UserError, match="withdrawn already"):
        withdraw_goal(register, goal_id, actor="李四", reason="误录")


@pytest.mark.parametrize(
    ("wrong", "why"),
    [
        ({"area_code": "370000", "lines": 1}, "area_code: there is no 370000"),
        ({"sector": "paper", "process": "grinding", "lines": 1}, "a process of cement, not of paper"),
        ({"lines": None}, "a number of lines"),
        ({"capacity": Decimal(5)}, "goes with its unit"),
        ({"lines": -1}, "from 0 to"),
        ({"lines": 10**12}, "from 0 to"),
        *(({**MILL, "capacity": Decimal(wrong)}, "from 0 to") for wrong in ("-1", "NaN", "Infinity", "1e10")),
        ({"lines": 1, "due_on": date(2022, 7, 1)}, "not due before"),
        ({"lines": 1, "document": " "}, "names the document"),
    ],
)
def test_a_wrong_goal_is_refused_whole(register, wrong, why):
    with pytest.raises(UserError, match=why):
        set_goals(register, [MILLS, Goal(**PLAN | wrong)], actor="张三")
    assert goals(register) == []


def test_goals_are_read_from_a_table(register, tmp_path):
    file = tmp_path / "goals.csv"
    file.write_text(
        "area_code,sector,process,lines,capacity,capacity_unit,set_on,due_on,measures,departments,document\n"
        "371521,cement,grinding,3,180.5,10kt/a,2022-07-10,2022-12-31,差别电价,县工信局,聊工信字〔2022〕9号\n"
        "371502,,,7,,,2022-07-10,2022-12-31,,,聊工信字〔2022〕9号\n",
        encoding="utf-8-sig",
    )
    set_goals(register, read_goals(file), actor="张三")
    assert len(goals(register)) == 2
    file.write_text("area_code,lines\n371521,many\n", encoding="utf-8")
    with pytest.raises(UserError, match="row 2"):
        read_goals(file)
    file.write_text('area_code,lines\n371521,"' + "1" * 200_000 + '"\n', encoding="utf-8")
    with pytest.raises(UserError, match="cannot be read"):
        read_goals(file)
    file.write_text("where,lines\n371521,1\n", encoding="utf-8")
    with pytest.raises(UserError, match="unknown heading"):
        read_goals(file)


def test_the_page_of_an_area_shows_its_goals_and_those_of_the_sector_asked_for(register):
    other = Goal(**PLAN | {"area_code": "371502"}, lines=1)
    set_goals(register, [MILLS, Goal(**PLAN, lines=12), Goal(**PLAN, sector="paper", lines=2), other], actor="张三")

    def shown(area, sector):
        rows = register.ask("pages/area/goals", date(2022, 12, 31), "zh", area=area, sector=sector)
        return [(row.sector_name, int(row.goal_lines), row.counted_lines) for row in rows.itertuples()]

    assert sorted(shown("371521", "")) == [("全部行业", 12, 0), ("水泥", 3, 0), ("造纸", 2, 0)]
    assert sorted(shown("371521", "cement")) == [("全部行业", 12, 0), ("水泥", 3, 0)], (
        "a goal of all sectors holds for each"
    )
    assert shown("371502", "cement") == [("全部行业", 1, 0)]
    assert shown("LC-GX", "") == []
