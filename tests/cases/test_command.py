"""The command line of cases, as a script would use it."""

import json

import pytest

from lib.cli import main
from lib.settings import Settings
from lib.up_to_date import open_atlas
from tests.cases.conftest import ENTERPRISE, LINE, picture
from tests.cases.made_files import pdf


@pytest.fixture
def run(register_file, tmp_path, monkeypatch, capsys):
    """`run("step", …)` gives exit code, the JSON object and the sentence on standard error."""
    register = open_atlas(Settings(register_url=str(register_file)))
    with register.write("test", "fill", "lines") as cursor:
        cursor.execute(ENTERPRISE, ["甲水泥", "甲水泥", "371502"])
        cursor.execute(LINE, ["kiln_2400", "甲水泥", "cement", "clinker", 2400, "t/d"])
    register.close()
    monkeypatch.setenv("REGISTER_URL", str(register_file))
    monkeypatch.setenv("ATLAS_EVIDENCE_DIR", str(tmp_path / "evidence"))

    def call(*arguments: str):
        code = main(arguments)
        said = capsys.readouterr()
        return code, json.loads(said.out), said.err

    return call


def test_a_case_from_opening_to_dismantling(run, tmp_path):
    code, opened, _ = run(
        "open", "--line", "kiln_2400", "--rule", "LC22-T-CEM-01", "--on", "2022-07-02", "--actor", "张三"
    )
    assert (code, opened["state"], opened["stage"]) == (0, "identified", "identified")
    case = opened["case"]
    code, refused, sentence = run("step", case, "shut_down", "--on", "2022-07-05")
    assert code == 2 and [one["code"] for one in refused["refused"]] == ["needs_step", "needs_any"]
    assert (
        "核实" in sentence
        and "Verified" in refused["refused"][0]["en"]
        and "二（五）1、3" in refused["refused"][0]["clause"]
    )
    assert run("step", case, "verified", "--on", "2022-07-04", "--note", "现场核实")[0] == 0
    code, shut, _ = run("step", case, "shut_down", "--on", "2022-07-05", "--doc", "聊政〔2022〕3号")
    assert (code, shut["state"]) == (0, "shut_down")
    assert run("step", case, "utilities_cut", "--on", "2022-07-06", "--seen", opened["case"])[0] == 2
    for kind, colour in (("before", "red"), ("during", "green"), ("after", "blue")):
        (tmp_path / f"{kind}.jpg").write_bytes(picture(colour))
    files = [f"{kind}={tmp_path / kind}.jpg" for kind in ("before", "during", "after")]
    step = ("step", case, "dismantled", "--on", "2022-07-20", "--destination", "废钢")
    assert run(*step, "--evidence", "selfie=" + str(tmp_path / "before.jpg"))[1]["refused"][0]["code"] == "unknown_kind"
    code, done, _ = run(*step, "--evidence", *files)
    assert (code, done["state"], done["is_exit_counted"]) == (0, "dismantled", False)
    (tmp_path / "scan.pdf").write_bytes(pdf("weighing note"))
    code, more, _ = run("evidence", done["step_id"], f"other={tmp_path / 'scan.pdf'}", "--actor", "李四")
    assert (code, len(more["evidence"])) == (0, 1)
    assert len(run("query", "evidence", "--param", f"step_id={done['step_id']}")[1]) == 4
    code, undone, _ = run("reverse", done["step_id"], "--on", "2022-07-21", "--reason", "照片有误", "--actor", "李四")
    assert (code, undone["reversed"]) == (0, done["step_id"])
    for day in ("2022-07-20", "2022-07-21"):  # what was entered by mistake never was
        assert run("query", "cases", "--as-of", day)[1][0]["state"] == "shut_down"


def test_check_reports_evidence_that_was_altered(run, tmp_path):
    case = run("open", "--line", "kiln_2400", "--rule", "LC22-T-CEM-01", "--on", "2022-07-02")[1]["case"]
    (tmp_path / "verification.pdf").write_bytes(pdf("seen on site"))
    run("step", case, "verified", "--on", "2022-07-04", "--evidence", str(tmp_path / "verification.pdf"))
    code, clean, _ = run("check")
    assert (code, clean["offenders"]) == (0, {})
    [kept] = [file for file in (tmp_path / "evidence").rglob("*") if file.is_file()]
    kept.write_bytes(pdf("something else"))
    code, found, _ = run("check")
    [wrong] = found["offenders"]["evidence_files_are_there_and_unaltered"]
    assert (code, wrong["problem"], wrong["case_ids"]) == (1, "altered", case)


def test_a_calendar_is_written(run, tmp_path):
    run("open", "--line", "kiln_2400", "--rule", "LC22-T-CEM-01", "--on", "2022-07-02", "--due", "2022-12-31")
    code, written, _ = run("calendar", "--area", "371502", "--out", str(tmp_path / "a.ics"))
    assert (code, written["events"]) == (0, 1)
    assert (tmp_path / "a.ics").read_bytes().startswith(b"BEGIN:VCALENDAR\r\n")


def test_a_serious_finding_opens_the_way_to_closure(run):
    about = ["--line", "kiln_2400", "--dimension", "environment", "--what", "超标排放", "--on", "2022-07-02"]
    code, found, _ = run("finding", *about, "--seriousness", "serious", "--department", "市生态环境局", "--doc", "1")
    assert code == 0
    code, opened, _ = run("open", "--line", "kiln_2400", "--finding", found["finding"], "--on", "2022-07-03")
    assert code == 0
    assert run("step", opened["case"], "verified", "--on", "2022-07-04")[0] == 0
    code, closing, _ = run(
        "step", opened["case"], "closure_requested", "--on", "2022-07-05", "--doc", "聊政〔2022〕1号"
    )
    assert (code, closing["state"]) == (0, "closure_requested")
