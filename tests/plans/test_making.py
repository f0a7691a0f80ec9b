"""`plan new` and `plan check`: nothing is invented, and what is missing is told cell by cell."""

import json
import re
from pathlib import Path

import pytest

from lib.cli import main
from lib.register import reference
from lib.register.reference import TABLES, read_rows
from lib.register.reference.columns import DAY
from lib.settings import Settings
from tests.plans.conftest import fill, spoil

NEW = ["plan", "new", "LC2024", "--from", "LC2022"]


@pytest.fixture
def folder(home: Settings, capsys: pytest.CaptureFixture[str]) -> Path:
    """The folder of the plan of 2024 as `plan new` makes it."""
    assert main(NEW) == 0
    made = json.loads(capsys.readouterr().out)
    assert {Path(file).parent for file in made["files"]} == {home.plans_dir / "LC2024"}
    return home.plans_dir / "LC2024"


def checked(capsys: pytest.CaptureFixture[str], plan: str = "LC2024") -> tuple[int, dict]:
    """Exit code and answer of `plan check`."""
    code = main(["plan", "check", plan])
    return code, json.loads(capsys.readouterr().out)


def places(found: list[dict]) -> set[tuple[str, str]]:
    return {(one["file"].removeprefix("LC2024/"), one["column"]) for one in found}


def test_a_new_plan_invents_nothing(folder):
    for table in TABLES.values():
        if table.kinds:
            dates = [column for column in table.headings if table.column(column).kind == DAY]
            rows = read_rows(folder / table.plan_file)
            assert not [row for row in rows for column in (*dates, "clause", "document_no") if row.get(column)]
    assert {row["status"] for row in read_rows(folder / "plan.csv")} == {"draft"}
    assert read_rows(folder / "rules.csv") == []
    duties, old = (read_rows(folder.parent / plan / "duties.csv") for plan in ("LC2024", "LC2022"))
    assert [row["task_zh"] for row in duties] == [row["task_zh"] for row in old]


def test_a_draft_changes_nothing_of_what_is_loaded(home, folder):
    assert reference.checked(home) == reference.checked(Settings())


def test_what_must_be_decided_is_told_with_what_the_plan_before_says(folder, capsys):
    code, found = checked(capsys)
    assert (code, found["status"]) == (2, "draft")
    wanted = """plan name_zh; periods due_on; report_sectors clause; words text; work_stages begins_on; duties due_zh;
        choices value; earlier_rules decision"""
    cells = {tuple(cell.split()) for cell in wanted.split(";")}
    assert {(f"{file}.csv", column) for file, column in cells} <= places(found["missing"])
    assert ("duties.csv", "due_on") in places(found["doubtful"]), "2022 names a day there"
    [word] = [one for one in found["missing"] if one["file"].endswith("words.csv") and one["row"] == 2]
    assert word["before"] == "聊城市" and word["what"] == "LC2024/words.csv, row 2, column text: '' must not be empty."


def test_a_filled_plan_lacks_nothing_and_its_doubts_are_few(folder, capsys):
    fill(folder)
    code, found = checked(capsys)
    assert (code, found["status"], found["missing"]) == (0, "adopted", [])
    assert "holidays.csv" not in {one["file"] for one in found["doubtful"]}, "the days off of 2024 are known"


def test_a_plan_that_moves_due_days_needs_the_days_off_of_its_year(folder, capsys):
    fill(folder)
    spoil(folder / "plan.csv", "effective_from", "2031-01-02")
    _, found = checked(capsys)
    assert ("holidays.csv", "day") in {(one["file"], one["column"]) for one in found["doubtful"]}


DOUBTS = """
    duties.csv  | task_zh  | 2022年底前熟料退出 | still speaks of LC2022
    plan.csv    | name_en  | 聊工信发〔2022〕64号 | still speaks of LC2022
    duties.csv  | due_on   | 2029-12-31         | lies outside 2024 and the year after it
    plan.csv    | status   | draft              | is not loaded; write adopted once everything is decided
"""
FAULTS = """
    earlier_rules.csv | decision    | ended         | must be filled in for a replaced rule, and for no other
    earlier_rules.csv | replaced_by | LC22-T-CEM-03 | is no rule of this plan
    earlier_rules.csv | rule_id     | LC24-T-CEM-01 | is no rule of an earlier plan
    choices.csv       | value       | always        | is not allowed; allowed: accepted, dismantled, sealed
    periods.csv       | period      | 2022-07       | stands already in LC2022/periods.csv row 2 (period)
"""


@pytest.mark.parametrize("doubt", DOUBTS.strip().splitlines())
def test_what_looks_forgotten_is_doubtful(folder, capsys, doubt):
    file, column, value, sentence = (cell.strip() for cell in doubt.split("|"))
    fill(folder)
    spoil(folder / file, column, value)
    code, found = checked(capsys)
    assert code == 0
    assert [one for one in found["doubtful"] if one["file"] == f"LC2024/{file}" and sentence in one["what"]]


@pytest.mark.parametrize("fault", FAULTS.strip().splitlines())
def test_what_cannot_be_loaded_is_missing(folder, capsys, fault):
    file, column, value, sentence = (cell.strip() for cell in fault.split("|"))
    fill(folder)
    spoil(folder / file, column, value)
    code, found = checked(capsys)
    assert code == 2
    assert [one for one in found["missing"] if one["file"] == f"LC2024/{file}" and sentence in one["what"]]


def test_a_rule_of_which_nobody_decided_is_missing(folder, capsys):
    fill(folder)
    file = folder / "earlier_rules.csv"
    lines = file.read_text(encoding="utf-8").splitlines(keepends=True)
    file.write_text("".join(line for line in lines if "LC22-E-01" not in line), encoding="utf-8")
    code, found = checked(capsys)
    assert code == 2
    assert [one["what"] for one in found["missing"]] == [
        "LC2024/earlier_rules.csv, row 1, column rule_id: 'LC22-E-01' has no row; write whether it is carried_over, "
        "replaced or ended."
    ]


@pytest.mark.parametrize("plan", ["LC2022", "LC 2024", "../LC2024"])
def test_a_name_that_is_taken_or_no_code_is_refused(home, capsys, plan):
    assert main(["plan", "new", plan, "--from", "LC2022"]) == 2
    assert "is no name of a new plan" in capsys.readouterr().err


def test_an_unknown_plan_is_refused(home, capsys):
    assert main(["plan", "new", "LC2024", "--from", "CANDIDATE"]) == 2
    assert "There is no plan CANDIDATE; there are LC2022." in capsys.readouterr().err
    assert main(["plan", "check", "LC2031"]) == 2
    assert "There is no plan LC2031; there are CANDIDATE, LC2022." in capsys.readouterr().err


def test_doubts_are_told_in_chinese_too(folder, capsys, monkeypatch):
    monkeypatch.setenv("ATLAS_LANGUAGE", "zh")
    found = checked(capsys)[1]
    english = [one["what"] for one in [*found["missing"], *found["doubtful"]] if re.search(r"[a-z] [a-z]", one["what"])]
    assert not english and len(found["doubtful"]) > 20
