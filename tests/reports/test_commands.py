"""The commands of reports as a script sees them."""

import json
import shutil

import pytest

from lib.cli import main
from tests.registers import made
from tests.reports.conftest import GUAN, survey

STATED = ("report", "2022-07", "--area", GUAN, "--sector", "paper", "--zero", "--on", "2022-07-15", "--actor", "test")
LETTER = ("--signer", "王局长", "--doc", "冠工信函〔2022〕2号")


@pytest.fixture
def run(tmp_path, monkeypatch, capsys):
    """`run(…)` gives exit code, what was printed as JSON, and the sentence."""
    monkeypatch.setenv("REGISTER_URL", str(shutil.copy(made("city", survey), tmp_path / "register.duckdb")))

    def command(*arguments: str) -> tuple[int, dict, str]:
        code = main(arguments)
        said = capsys.readouterr()
        return code, json.loads(said.out) if said.out else {}, said.err

    return command


def test_a_statement_is_recorded_once_and_withdrawn(run):
    code, first, _ = run(*STATED, *LETTER)
    assert code == 0
    code, _, sentence = run(*STATED, *LETTER)
    assert code == 2
    assert first["report"] in sentence
    withdraw = (
        "report",
        "2022-07",
        "--withdraw",
        first["report"],
        "--note",
        "误报",
        "--on",
        "2022-07-16",
        "--actor",
        "test",
    )
    assert run(*withdraw)[0] == 0


def test_a_statement_without_a_letter_is_refused(run):
    code, printed, sentence = run(*STATED, "--signer", "王局长")
    assert (code, printed) == (2, {})
    assert "登记报送还须给出：--doc。" in sentence


def test_a_statement_without_area_and_sector_names_the_missing_options(run):
    code, printed, sentence = run("report", "2022-07", "--zero", *LETTER)
    assert (code, printed) == (2, {})
    assert "--area、--sector" in sentence


def test_freeze_changes_and_pack(run, tmp_path):
    for lone in ((), ("--second", "test"), ("--second", " ")):
        code, _, sentence = run("freeze", "2022-07", "--actor", "test", *lone)
        assert code == 2 and "第二人" in sentence
    code, kept, _ = run("freeze", "2022-07", "--actor", "test", "--second", "李四")
    assert code == 0
    assert len(kept["sha256"]) == 64
    assert run(*STATED, *LETTER)[0] == 0
    code, told, _ = run("freeze", "2022-07", "--changes")
    assert {change["column"] for change in told["changes"]} >= {"state", "signer"}
    code, made, _ = run("pack", "2022-07", "--out", str(tmp_path / "pack"), "--actor", "test")
    assert (code, len(made["files"]), made["left_out"], made["is_frozen"]) == (0, 13, {}, True)
    code, _, sentence = run("freeze", "2022-07", "--actor", "test", "--second", "李四")
    assert code == 2
    assert "已经冻结" in sentence
    assert run("pack", "2022-07", "--out", str(tmp_path), "--only", "notice")[0] == 2


def test_objections(run, tmp_path):
    code, first, _ = run(
        "objection", "2023-01", "--by", "赵六", "--text", "有误", "--on", "2023-01-05", "--actor", "test"
    )
    assert code == 0
    code, made, _ = run("pack", "2023-01", "--out", str(tmp_path / "pack"), "--actor", "test")
    assert first["objection"] in made["left_out"]["province"]
    answer = ("objection", "2023-01", "--answer", first["objection"], "--text", "已复核", "--on", "2023-01-08")
    assert run(*answer, "--actor", "test")[0] == 0
    (listed,) = run("objection", "2023-01")[1]["objections"]
    assert (listed["content"], listed["answer"], listed["is_answered"]) == ("有误", "已复核", True)
    assert run("objection", "2022-07", "--by", "赵六", "--text", "有误", "--actor", "test")[0] == 2


def test_a_duty_is_done_by_a_document_and_a_department_writes_at_large(run):
    code, done, _ = run("duty", "LC2022", "--done", "publicity", "--doc", "聊工信函〔2022〕8号", "--on", "2022-12-20")
    assert code == 0
    told = [row for row in run("query", "duties", "--as-of", "2023-03-01")[1] if row["is_done"]]
    assert [(row["duty"], row["document_no"]) for row in told] == [("publicity", "聊工信函〔2022〕8号")]
    assert run("duty", "LC2022", "--withdraw", done["duty"], "--note", "误登")[0] == 0
    code, _, sentence = run("report", "2022-07", "--zero", "--department", "市应急局")
    assert code == 2 and "--signer、--doc" in sentence
    assert run("report", "2022-07", "--zero", "--department", "市应急局", "--on", "2022-07-15", *LETTER)[0] == 0
