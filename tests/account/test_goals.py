"""Goals: entered, read from a table, replaced by a later row of the same document, withdrawn; none is made up."""

import re
from datetime import date
from decimal import Decimal

import openpyxl
import pytest

from lib.cases.evidence import Upload, missing_or_altered, path_of
from lib.errors import UserError
from lib.exports.query import mart_table
from lib.imports.delivered import filled_rows
from lib.reports.goals import Goal, set_goals, withdraw_goal
from lib.reports.goals_workbook import goals_of, headings, template
from tests.cases.made_files import pdf

PLAN = {
    "area_code": "371521",
    "document": "聊工信字〔2022〕9号",
    "set_on": date(2022, 7, 10),
    "due_on": date(2022, 12, 31),
}
PDF = pdf("a plan")
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


def read(register, file):
    """The goals of a file."""
    return goals_of(register, filled_rows(file, headings(register), register.settings))


def filled_in(register, file, *rows, language="zh"):
    """The template with rows below its headings."""
    file.write_bytes(template(register, language))
    book = openpyxl.load_workbook(file)
    for row in rows:
        book.worksheets[0].append(row)
    book.save(file)
    return file


ASKED = ["阳谷县", "水泥", "粉磨", 3, 180.5, "万吨/年", "关停3条粉磨线", date(2022, 7, 10), "2022年12月31日",
         "差别电价", "县工信局、县发展改革局", "聊工信字〔2022〕9号"]  # fmt: skip


def test_goals_are_read_from_a_table(register, tmp_path):
    file = tmp_path / "goals.csv"
    file.write_text(
        "area_code,sector,process,lines,capacity,capacity_unit,set_on,due_on,measures,departments,document\n"
        "371521,cement,grinding,3,180.5,10kt/a,2022-07-10,2022-12-31,差别电价,县工信局,聊工信字〔2022〕9号\n"
        "371502,,,7,,,2022-07-10,2022-12-31,,,聊工信字〔2022〕9号\n",
        encoding="utf-8-sig",
    )
    set_goals(register, read(register, file), actor="张三")
    assert len(goals(register)) == 2


def test_a_filled_in_workbook_keeps_tasks_measures_departments_and_the_document(register, tmp_path):
    paper = tmp_path / "方案.pdf"
    paper.write_bytes(PDF)
    file = filled_in(register, tmp_path / "目标.xlsx", ASKED, ["东昌府", None, None, 7, *[None] * 3, *ASKED[7:]])
    set_goals(register, read(register, file), actor="张三", paper=Upload("other", paper.name, paper))
    rows = mart_table(register, "goals", date(2022, 7, 15)).frame
    assert goals(register)[1] == ("371521", "cement", "grinding", 3, Decimal("180.5"))
    kept = rows.set_index("area_code").loc["371521"]
    assert (kept.tasks, kept.measures, kept.departments) == ("关停3条粉磨线", "差别电价", "县工信局、县发展改革局")
    assert set(rows.file_name) == {"方案.pdf"}
    assert path_of(register.settings, kept.sha256).read_bytes() == PDF
    assert missing_or_altered(register) == []
    assert mart_table(register, "evidence", date(2022, 7, 15)).frame.empty, "it proves no step"


def test_a_template_in_english_is_read_too(register, tmp_path):
    file = filled_in(register, tmp_path / "goals.xlsx", ["Yanggu County", "Cement", *[None] * 5, *ASKED[7:]],
                     language="en")  # fmt: skip
    with pytest.raises(UserError, match="a number of lines"):
        set_goals(register, read(register, file), actor="张三")


@pytest.mark.parametrize(
    ("cell", "value", "sentence"),
    [
        ("A2", "聊城县", "目标.xlsx, sheet 目标任务, cell A2: “聊城县” is not known under “属地”. Choose a name"),
        ("B2", "造纸", "cell A2: grinding is a process of cement, not of paper"),
        ("D2", "三条", "cell D2: “三条” under “目标任务（条）” is no number from 0 to 1000000000. Write digits only"),
        ("D2", 2.5, "cell D2: “2.5” under “目标任务（条）” is no number"),
        ("E2", "180万吨", "cell E2: “180万吨” under “目标产能” is no number"),
        ("H2", "七月", "cell H2: “七月” under “下达日期” is no date. Write it like 2022-12-31."),
        ("I2", "2022-02-30", "cell I2: “2022-02-30” under “期限” is no date"),
        ("L2", None, "cell A2: this row lacks 文件"),
        ("B1", "行 业", "cell B1: the heading “行 业” is unknown or stands twice"),
    ],
)
def test_a_bad_cell_gets_a_sentence_that_says_where_what_and_what_to_do(register, tmp_path, cell, value, sentence):
    file = filled_in(register, tmp_path / "目标.xlsx", ASKED)
    book = openpyxl.load_workbook(file)
    book.worksheets[0][cell] = value
    book.save(file)
    with pytest.raises(UserError, match=re.escape(sentence)):
        set_goals(register, read(register, file), actor="张三")
    assert goals(register) == []


def test_a_file_that_is_no_template_is_refused(register, tmp_path):
    file = tmp_path / "goals.csv"
    file.write_text("where,lines\n371521,1\n", encoding="utf-8")
    with pytest.raises(UserError, match="none of the headings"):
        read(register, file)
    with pytest.raises(UserError, match="There is no goal in the file"):
        set_goals(register, read(register, filled_in(register, tmp_path / "empty.xlsx")), actor="张三")


def test_the_page_of_an_area_shows_its_goals_and_those_of_the_sector_asked_for(register):
    other = Goal(**PLAN | {"area_code": "371502"}, lines=1)
    set_goals(register, [MILLS, Goal(**PLAN, lines=12), Goal(**PLAN, sector="paper", lines=2), other], actor="张三")

    def shown(area, sector):
        rows = register.ask("pages/area/goals", date(2022, 12, 31), "zh", area=area, sector=sector)
        return [
            (row.sector_name, int(row.goal_lines), row.goal_counted_lines) for row in rows.itertuples() if row.goal_id
        ]

    assert sorted(shown("371521", "")) == [("全部行业", 12, 0), ("水泥", 3, 0), ("造纸", 2, 0)]
    assert sorted(shown("371521", "cement")) == [("全部行业", 12, 0), ("水泥", 3, 0)], (
        "a goal of all sectors holds for each"
    )
    assert shown("371502", "cement") == [("全部行业", 1, 0)]
    rows = register.ask("pages/area/goals", date(2022, 12, 31), "zh", area="", sector="")
    assert set(rows.document[rows.area_code == "LC-GX"]) == {"未下达"}
    assert len(set(rows.area_code)) == 11
