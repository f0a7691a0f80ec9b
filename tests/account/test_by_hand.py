"""The account of named mills, told by hand: over New Year, relapse, second exit, enterprise case, rename, corrections.

mill          | what became of it
open          | outdated, and nobody opened a case
year_end      | shut and dismantled in 2022, accepted on 10 January 2023
late_photos   | accepted in 2022, its pictures came in March 2023
relapsed      | counted in October 2022, found running on 5 February 2023, gone again and counted in June 2023
court         | its lawful sealing was accepted in December 2022
owing         | sealed, owes its dismantling
saved         | an energy case that passed in November 2022
mistaken      | its case was withdrawn in September 2022
corrected     | its diameter was corrected in October 2022
told_gone     | a workbook of October 2022 calls it dismantled
twin_a, twin_b | a whole enterprise: dismantled and accepted in November 2022; renamed in December
two_cases     | under two rules: dismantled under one, found running again under the other
"""

import shutil
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from io import BytesIO
from pathlib import Path

import pandas as pd
import pytest
from docx import Document

from lib.exports.query import mart_table
from lib.register.identified import remember_ended
from lib.register.store import Register, connect
from lib.reports.goals import Goal, set_goals
from lib.reports.one_page import _Words, one_page, page_of
from lib.settings import Settings
from tests.account.told import ENERGY, FIRST, GOOD, MILL, OUTDATED, at, case, decide, deliver, mill, tell, void

JULY, DECEMBER, FEBRUARY, TODAY = date(2022, 7, 15), date(2022, 12, 31), date(2023, 2, 28), date(2026, 11, 22)
MILLS = (
    *("open", "year_end", "late_photos", "relapsed", "court", "owing", "saved", "mistaken", "corrected"),
    *("told_gone", "two_cases"),
)
TWINS = ("twin_a", "twin_b")
AREAS = {"甲": "371502", "乙": "371521"}
EXIT = """
    shut_down       | {0} |
    dismantled      | {1} | photos
    county_accepted | {2} |
    city_accepted   | {3} |"""
STORIES = {
    "year_end": "identified | 2022-07-05 |" + EXIT.format("2022-09-01", "2022-11-08", "2022-12-20", "2023-01-10"),
    "late_photos": """
        identified      | 2022-07-05 |
        shut_down       | 2022-08-01 |
        dismantled      | 2022-09-08 | photos; later=2023-03-03
        county_accepted | 2022-10-01 |
        city_accepted   | 2022-10-20 |""",
    "relapsed": "identified | 2022-07-05 |"
    + EXIT.format("2022-07-20", "2022-08-08", "2022-09-10", "2022-10-01")
    + "\n relapsed | 2023-02-05 |"
    + EXIT.format("2023-03-01", "2023-04-08", "2023-05-10", "2023-06-01"),
    "court": """
        identified        | 2022-07-05 |
        shut_down         | 2022-08-01 |
        utilities_cut     | 2022-08-02 |
        sealed            | 2022-08-10 |
        sealing_completes | 2022-11-01 | papers
        county_accepted   | 2022-11-20 |
        city_accepted     | 2022-12-10 |""",
    "owing": """
        identified | 2022-07-05 |
        shut_down  | 2022-08-01 |
        sealed     | 2022-08-10 |""",
    "mistaken": """
        identified | 2022-07-05 |
        withdrawn  | 2022-09-01 |""",
}
STANDINGS = {
    JULY: """
        open        | not_opened | outstanding
        year_end    | identified | outstanding
        late_photos | identified | outstanding
        relapsed    | identified | outstanding
        court       | identified | outstanding
        owing       | identified | outstanding
        saved       | in_rectification | outstanding
        mistaken    | identified | outstanding
        corrected   | not_opened | outstanding
        told_gone   | not_opened | outstanding
        twin_a      | identified | outstanding
        twin_b      | identified | outstanding
        two_cases   | identified | outstanding
    """,
    DECEMBER: """
        open        | not_opened | outstanding
        year_end    | dismantled | left
        late_photos | accepted   | left
        relapsed    | accepted   | left
        court       | accepted   | left
        owing       | sealed     | outstanding
        saved       | rectified  | settled
        mistaken    | withdrawn  | withdrawn
        corrected   | withdrawn  | withdrawn
        told_gone   | not_opened | outstanding
        twin_a      | accepted   | left
        twin_b      | accepted   | left
        two_cases   | dismantled | left
    """,
    FEBRUARY: """
        open        | not_opened | outstanding
        year_end    | accepted   | left
        late_photos | accepted   | left
        relapsed    | identified | outstanding
        court       | accepted   | left
        owing       | sealed     | outstanding
        saved       | rectified  | settled
        mistaken    | withdrawn  | withdrawn
        corrected   | withdrawn  | withdrawn
        told_gone   | not_opened | outstanding
        twin_a      | accepted   | left
        twin_b      | accepted   | left
        two_cases   | identified | outstanding
    """,
}


@pytest.fixture(scope="module")
def town(empty_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Register]:
    """A register of the mills with their stories."""
    file = shutil.copy(empty_file, tmp_path_factory.mktemp("town") / "register.duckdb")
    register = connect(Settings(register_url=str(file)))
    lines = [mill(name, "甲") for name in MILLS] + [mill(name, "乙") for name in TWINS]
    sizes = dict.fromkeys((*MILLS, *TWINS), OUTDATED) | {"saved": GOOD}
    deliver(register, "survey", FIRST, FIRST, enterprises=AREAS, lines=lines, diameters=sizes)
    tell(
        register,
        *(case(f"C-{name}", [name], "甲", story) for name, story in STORIES.items()),
        case("C-twins", TWINS, "乙", "identified | 2022-07-05 |"
             + EXIT.format("2022-08-01", "2022-09-08", "2022-10-01", "2022-11-01")),
        case("C-saved", ["saved"], "甲", """
            identified            | 2022-07-05 |
            rectification_ordered | 2022-07-06 |
            rectification_passed  | 2022-11-10 |""", rule=ENERGY, variant="energy"),
        case("C-two-1", ["two_cases"], "甲", """
            identified | 2022-07-05 |
            shut_down  | 2022-08-01 |
            dismantled | 2022-11-08 | photos"""),
        case("C-two-2", ["two_cases"], "甲", """
            identified | 2022-07-06 |
            shut_down  | 2022-08-02 |
            relapsed   | 2023-01-15 |""", rule="LC22-T-CAT-01"),
    )  # fmt: skip
    deliver(register, "autumn", date(2022, 10, 1), date(2022, 10, 1), diameters={"corrected": GOOD},
            lines=[mill("told_gone", "甲", "dismantled"), mill("year_end", "甲")])  # fmt: skip
    deliver(register, "renamed", date(2022, 12, 1), date(2022, 12, 1), enterprises={"乙": "371521"}, names={"乙": "戊"})
    yield register
    register.close()


def table(text: str) -> list[tuple[str, ...]]:
    """The rows of a table, in order."""
    return sorted(tuple(cell.strip() for cell in line.split("|")) for line in text.strip().splitlines())


def ask(register: Register, day: date, statement: str) -> list[tuple]:
    """Rows of a statement on the snapshot of a day."""
    return register.snapshot_cursor(day, query=statement).execute(statement).fetchall()


def bridge(register, since, day):
    """Term → lines between two days."""
    frame = mart_table(register, "bridge", day, since=since).frame
    return {term: int(lines) for term, lines in zip(frame.iloc[:, 0], frame.iloc[:, 1], strict=True)}


@pytest.mark.parametrize("day", STANDINGS)
def test_every_line_stands_where_a_hand_puts_it(town, day):
    told = ask(town, day, "select line_id, standing, standing_group from intermediate.int_standing")
    assert sorted(told) == table(STANDINGS[day])


def test_the_groups_of_the_account_add_up(town):
    for day in STANDINGS:
        lines = ask(town, day, "select sum(lines) from marts.account")[0][0]
        assert lines == len(table(STANDINGS[day]))


def test_why_a_line_need_not_leave_or_must_without_a_verdict(town):
    told = ask(town, DECEMBER, "select line_id, why from intermediate.int_standing where why is not null order by all")
    assert told == [("corrected", "data_corrected"), ("mistaken", "case_withdrawn"), ("told_gone", "told_gone")]


def test_an_exit_counts_in_the_year_its_last_fact_was_met(town):
    told = "select line_id, exit_day, exit_year, how from marts.exits order by line_id"
    assert ask(town, DECEMBER, told) == [
        ("court", date(2022, 12, 10), 2022, "sealed"),
        ("relapsed", date(2022, 10, 1), 2022, "dismantled"),
        ("twin_a", date(2022, 11, 1), 2022, "dismantled"),
        ("twin_b", date(2022, 11, 1), 2022, "dismantled"),
    ]
    assert ask(town, TODAY, told) == [
        ("court", date(2022, 12, 10), 2022, "sealed"),
        ("late_photos", date(2023, 3, 3), 2023, "dismantled"),
        ("relapsed", date(2023, 6, 1), 2023, "dismantled"),
        ("twin_a", date(2022, 11, 1), 2022, "dismantled"),
        ("twin_b", date(2022, 11, 1), 2022, "dismantled"),
        ("year_end", date(2023, 1, 10), 2023, "dismantled"),
    ]


def set_all_goals(town):
    """371502 has a goal of 4 lines in two documents, due in December and in March; 371521 one of 1 line."""
    asked = {"area_code": "371502", "set_on": date(2022, 7, 10), "sector": "cement", "process": "grinding", "lines": 4}
    size = {"capacity": Decimal(240), "capacity_unit": "10kt/a"}
    goals = [
        Goal(document=f"甲〔2022〕{due.year}号", due_on=due, **asked, **size) for due in (DECEMBER, date(2023, 3, 31))
    ]
    set_goals(town, [*goals, Goal("371521", "乙〔2022〕1号", date(2022, 7, 10), DECEMBER, lines=1)], actor="张三")


def test_a_goal_counts_what_left_from_the_year_it_was_set_until_it_is_due(town):
    set_all_goals(town)
    rows = town.ask("pages/area/goals", TODAY, area="", sector="").dropna(subset=["goal_id"])
    counted = rows[["area_code", "goal_counted_lines", "goal_counted_capacity"]].fillna(0)
    assert [tuple(row) for row in counted.values] == [("371502", 1, 60), ("371502", 3, 180), ("371521", 2, 0)]
    in_december = town.ask("pages/area/goals", DECEMBER, area="371502", sector="")
    assert list(in_december.goal_counted_lines) == [2, 2], "one of them relapsed later"


def test_the_pace_of_sixty_days_is_held_against_the_goals_or_what_is_left(town):
    """Of two documents about 371502 the later one holds; in 371521 two lines left."""
    set_all_goals(town)
    told = ["goal_lines", "goal_areas", "due_on", "goal_counted_lines", "recent_lines", "outstanding_lines"]
    asked = {"area": "", "sector": "cement"}
    pace = town.ask("pages/leading/pace", FEBRUARY, **{**asked, "area": "371502"}).iloc[0]
    assert [pace[one] for one in told] == [4, 1, pd.Timestamp("2023-03-31"), 2, 1, 5]
    assert pace.forecast_lines == 2, "31 of 60 days are half a line"
    assert pace.reached_on == pd.Timestamp(FEBRUARY) + pd.Timedelta(120, "D"), "two more, one in sixty days"
    everywhere = town.ask("pages/leading/pace", FEBRUARY, area="", sector="").iloc[0]
    assert [everywhere[one] for one in ("goal_lines", "goal_areas", "goal_counted_lines")] == [4, 1, 2], (
        "that of 371521 was due in December"
    )
    unset = town.ask("pages/leading/pace", FEBRUARY, area="371521", sector="cement").iloc[0]
    assert pd.isna(unset.goal_lines) and pd.isna(unset.reached_on), "its goal is for all sectors; nothing left lately"
    assert (everywhere.recent_lines, everywhere.goal_recent_lines) == (1, 1)
    with town.write("test", "change", "a goal of one process") as cursor:
        cursor.execute("update facts.goal set sector = 'cement', process = 'clinker' where area_code = '371502'")
    narrow = town.ask("pages/leading/pace", FEBRUARY, area="371502", sector="").iloc[0]
    assert (narrow.recent_lines, narrow.goal_recent_lines, narrow.forecast_lines) == (1, 0, 0), (
        "what leaves beside a goal"
    )
    late = date(2023, 4, 30)
    with town.write("test", "add", "goals of another year") as cursor:
        cursor.execute(
            "insert into facts.goal by name select * replace (goal_id || '-next' as goal_id, '371523' as area_code, "
            "date '2023-04-01' as set_on, date '2023-12-31' as due_on, 9 as lines) from facts.goal limit 1"
        )
    running = town.ask("pages/leading/pace", late, area="", sector="").iloc[0]
    assert [running.goal_lines, running.goal_areas] == [9, 1], "what was due in March is settled, and added to nothing"
    settled = town.ask("pages/leading/pace", late, area="371502", sector="").iloc[0]
    assert [settled.goal_lines, settled.due_on] == [4, pd.Timestamp("2023-03-31")], "none runs: the last one is told"
    met = town.ask("pages/leading/pace", DECEMBER, area="371521", sector="").iloc[0]
    assert met.reached_on == pd.Timestamp(DECEMBER)


def test_what_is_stuck_stands_worst_first_and_its_changes_add_up_to_the_bridge(town):
    told = ["code", "outstanding_lines", "change", "not_opened_lines", "left_lines", "overdue_cases", "silent_cells"]
    areas = town.ask("pages/leading/stuck", DECEMBER, by="area", since=JULY)
    assert areas[told].values[0].tolist() == ["371502", 3, -8, 2, 5, 0, 7]
    assert areas[areas.code == "371521"][told].values.tolist() == [["371521", 0, -2, 0, 2, 0, 7]]
    assert len(areas) == 11, "areas without a line are silent too"
    assert areas.change.sum() == sum(bridge(town, JULY, DECEMBER).values())
    sectors = town.ask("pages/leading/stuck", DECEMBER, by="sector", since=JULY)
    assert sectors[told].values.tolist() == [["cement", 3, -10, 2, 7, 0, 11]]
    process = town.ask("pages/leading/processes", DECEMBER, area="", sector="").iloc[0]
    assert [process.outstanding_lines, process.outstanding_capacity] == [3, 180]
    assert [process.left_lines, process.left_capacity, process.uncounted_lines] == [7, 420, 0]


def test_the_one_page_says_the_account_and_the_paper_says_the_page(town):
    told = page_of(town, DECEMBER, JULY, "zh")
    assert told.sections["总体情况"][0] == (
        "截至2022年12月31日，曾认定13条：应退未退3条（未立项2条），已退出7条（其中计入依法退出4条），已了结1条，"
        "已撤销或更正2条。"
    )
    assert told.sections["变化情况"] == [
        "较2022年7月15日，应退未退由13条变为3条：拆除退出 −6、封存退出 −1、整改合格 −1、撤销立项 −1、数据更正 −1。"
    ]
    assert told.sections["突出问题"][1].startswith("最近一期（2022年12月31日到期）报送情况：未报送：")
    partly = told.areas.assign(silent_cells=[0, 3, *[0] * 9], owed_cells=7)
    assert _Words("zh").silent(partly) == f"最近一期（2022年12月31日到期）报送情况：部分报送：{partly.name[1]}。"
    assert _Words("zh").silent(partly.assign(silent_cells=0)) == "最近一期各属地均已报送。"
    paper = Document(BytesIO(one_page(town, DECEMBER, JULY)))
    text = [one.text for one in paper.paragraphs]
    assert all("".join(sentences) in text for sentences in told.sections.values())
    assert [cell.text for cell in paper.tables[0].rows[1].cells] == ["东昌府", "11", "3", "-8", "2", "5", "0", "7"]
    english = page_of(town, DECEMBER, JULY, "en").sections["What changed"]
    assert english[0].startswith("Since 2022-07-15 lines still to leave went from 13 to 3: Left by dismantling −6")


def test_years_count_each_exit_once_and_add_up(town):
    years = town.ask("pages/progress/years", TODAY, area="", sector="", process="")
    assert years.values.tolist() == [[2022, 3, 3], [2023, 3, 6], [2024, 0, 6], [2025, 0, 6], [2026, 0, 6]]
    days = town.ask("pages/progress/counted", FEBRUARY, area="", sector="", process="", from_day=date(2022, 11, 15))
    counted = [2, 3, 4, 4]
    assert list(days.counted_lines) == counted, "what counted before stands in the first day's number"


def test_a_page_compares_with_the_last_frozen_report_or_a_month_back(town):
    [compared] = town.ask("pages/leading/compared", DECEMBER).itertuples()
    assert (compared.since.date(), compared.is_frozen) == (date(2022, 11, 30), False)


def test_only_a_demonstration_opens_at_the_end_of_its_year(village):
    assert village.ask("pages/every/opens_on").empty
    with village.write("test", "import", "survey") as cursor:
        cursor.execute("update facts.import_batch set is_demo = true")
    assert village.ask("pages/every/opens_on").opens_on.dt.date.tolist() == [DECEMBER]
    deliver(village, "real", date(2022, 9, 1), date(2022, 9, 1), lines=[mill("d", "甲")])
    assert village.ask("pages/every/opens_on").empty


def test_a_relapse_takes_its_exit_out(town):
    assert ask(town, FEBRUARY, "select count(*) from marts.exits where line_id = 'relapsed'") == [(0,)]


def test_what_left_is_not_outdated_whatever_the_workbook_says(town):
    told = "select line_id from intermediate.int_lines where verdict = 'outdated' order by all"
    assert ask(town, DECEMBER, told) == [("mistaken",), ("open",), ("owing",)]
    told = "select line_id from intermediate.int_data_quality where reason = 'line_left_running'"
    assert ask(town, DECEMBER, told) == []


def test_a_workbook_that_calls_a_left_line_running_contradicts(town):
    deliver(town, "spring", date(2024, 3, 1), date(2024, 3, 1), lines=[mill("year_end", "甲")])
    told = "select line_id from intermediate.int_data_quality where reason = 'line_left_running'"
    assert ask(town, date(2024, 4, 1), told) == [("year_end",)]
    owed = mart_table(town, "todo", date(2024, 4, 1)).frame.set_index("todo").loc["running"]
    assert owed.todo_id == "year_end" and "请现场核实" in owed.todo_what, "somebody looks"
    assert ask(town, date(2024, 4, 1), "select standing from intermediate.int_standing where line_id = 'year_end'") == [
        ("accepted",)
    ]


def test_the_bridge_names_every_line_that_moved(town):
    assert bridge(town, JULY, DECEMBER) == {
        "left_dismantled": -6, "left_sealed": -1, "rectified": -1, "case_withdrawn": -1, "data_corrected": -1,
    }  # fmt: skip
    assert bridge(town, DECEMBER, FEBRUARY) == {"relapsed": 2}
    assert bridge(town, DECEMBER, TODAY) == {"relapsed": 2, "left_dismantled": -1}


def test_without_a_first_date_the_bridge_begins_with_nothing(town):
    frame = mart_table(town, "bridge", JULY).frame
    assert frame.iloc[:, 1].tolist() == [13]


@pytest.fixture
def village(register: Register) -> Register:
    """A register of three outdated mills and one that is not."""
    names = ("a", "b", "c", "good")
    deliver(register, "survey", FIRST, FIRST, enterprises={"甲": "371502"}, lines=[mill(one, "甲") for one in names],
            diameters=dict.fromkeys(names, OUTDATED) | {"good": GOOD})  # fmt: skip
    return register


def standing(register, day, known=None):
    """Line → standing and why, on a day, as known on another."""
    reading = register.known(known) if known else register.reading()
    told = "select line_id, standing, why from intermediate.int_standing order by all"
    return {line: (name, why) for line, name, why in reading.snapshot_cursor(day, query=told).execute(told).fetchall()}


def test_before_the_rule_nobody_is_identified(village):
    assert standing(village, date(2022, 6, 15)) == {}
    assert set(standing(village, JULY)) == {"a", "b", "c"}


def test_a_corrected_survey_of_a_day_before_the_rule_is_remembered(village):
    deliver(village, "again", FIRST, date(2022, 9, 1), diameters={"a": GOOD})
    assert standing(village, DECEMBER)["a"] == ("withdrawn", "data_corrected")
    assert standing(village, DECEMBER, known=date(2022, 8, 31))["a"] == ("not_opened", None)


def test_a_rule_taken_out_of_force_withdraws_and_back_in_force_identifies_again(village):
    decide(village, MILL, "withdrawn", date(2022, 10, 1), date(2022, 10, 2))
    assert set(standing(village, DECEMBER).values()) == {("withdrawn", "rules_changed")}
    assert set(standing(village, JULY).values()) == {("not_opened", None)}
    decide(village, MILL, "in_force", date(2023, 1, 1), date(2023, 1, 2))
    assert set(standing(village, FEBRUARY).values()) == {("not_opened", None)}
    assert bridge(village, DECEMBER, FEBRUARY) == {"identified_again": 3}


def test_the_end_of_a_rule_withdraws_nothing(village):
    with village.write("test", "plant", "the end of a rule") as cursor:
        cursor.execute("update reference.rules set effective_to = date '2023-06-30' where rule_id = $1", [MILL])
        cursor.execute("update facts.audit set recorded_at = timestamp '2023-06-01'")
    assert set(standing(village, date(2023, 6, 30))) == {"a", "b", "c"}
    with village.write("atlas", "rules ended", "MILL") as cursor:
        remember_ended(village, cursor, at(date(2023, 7, 1)))
    assert set(standing(village, date(2023, 12, 31)).values()) == {("not_opened", "rule_ended")}


def test_a_voided_file_is_told_apart(village):
    deliver(village, "wrong", date(2022, 8, 1), date(2022, 8, 2), diameters={"good": OUTDATED})
    assert standing(village, DECEMBER)["good"] == ("not_opened", None)
    void(village, "wrong", date(2022, 9, 5))
    assert standing(village, DECEMBER)["good"] == ("withdrawn", "batch_voided")
    assert standing(village, DECEMBER, known=date(2022, 9, 4))["good"] == ("not_opened", None)


def test_a_line_that_was_put_right_and_is_told_bad_again_is_identified_again(village):
    tell(village, case("C-a", ["a"], "甲", """
        identified            | 2022-07-05 |
        rectification_ordered | 2022-07-06 |
        rectification_passed  | 2022-09-10 |"""))  # fmt: skip
    assert standing(village, date(2022, 10, 1))["a"] == ("rectified", None)
    deliver(village, "worse", date(2022, 11, 1), date(2022, 11, 2), diameters={"a": 2.4})
    assert standing(village, DECEMBER)["a"] == ("not_opened", None)
    assert bridge(village, date(2022, 10, 1), DECEMBER) == {"identified_again": 1}


def test_a_transferred_capacity_is_settled_until_its_line_is_gone(village):
    tell(village, case("C-a", ["a"], "甲", """
        identified           | 2022-07-05 |
        scheme_filed         | 2022-07-06 |
        shut_down            | 2022-08-01 |
        capacity_transferred | 2022-09-10 |
        dismantled           | 2022-11-08 | photos""", variant="replacement"))  # fmt: skip
    found = [standing(village, day)["a"][0] for day in (JULY, date(2022, 8, 2), date(2022, 10, 1), DECEMBER)]
    assert found == ["in_rectification", "shut_down", "replaced", "dismantled"]


def test_what_was_reversed_later_was_believed_until_then(village):
    tell(village, case("C-a", ["a"], "甲", """
        identified | 2022-07-05 |
        shut_down  | 2022-08-01 | told=2022-08-20
        reversal   | 2022-09-01 | of=shut_down; told=2022-09-03"""))  # fmt: skip
    on = date(2022, 8, 10)
    assert standing(village, on)["a"] == ("identified", None)
    assert standing(village, on, known=date(2022, 8, 19))["a"] == ("identified", None)
    assert standing(village, on, known=date(2022, 8, 20))["a"] == ("shut_down", None)
    assert standing(village, on, known=date(2022, 9, 3))["a"] == ("identified", None)


def test_a_mart_of_one_date_takes_no_earlier_one(village):
    with pytest.raises(Exception, match="takes no --since"):
        mart_table(village, "account", DECEMBER, since=JULY)
