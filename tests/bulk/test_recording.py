"""Recording and voiding a workbook of steps: all or nothing, the same as typed one by one, and taken back whole."""

import json
import os
import signal
import subprocess
import sys
from datetime import date, timedelta

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lib.bulk.commit import commit
from lib.bulk.draft import prepare
from lib.bulk.template import template
from lib.bulk.void import void, void_steps
from lib.cases.evidence import Upload, missing_or_altered
from lib.cases.ledger import record_step
from lib.cases.loading import ladder_of
from lib.cases.opening import open_case, open_many
from lib.cases.refusal import CaseRefused, StaleSave
from lib.errors import UserError
from tests.bulk.conftest import CLINKER, HEADING, JULY, SHOTS, fates, packed, workbook
from tests.cases.conftest import FORGET

WAY = """
    {kiln_2400} | | | 核实         | 2022-07-04 |      |                                    |
    {kiln_2400} | | | 关停         | 2022-07-10 | 3号  |                                    |
    {kiln_2400} | | | 断水断电     | 2022-07-12 |      |                                    |
    {kiln_2400} | | | 拆除         | 2022-07-20 |      | 拆除前.jpg；拆除中.jpg；拆除后.jpg | 废钢
    {mill_32}   | | | 关停         | 2022-07-10 | 4号  |                                    |
"""
MORE = HEADING + " | 设备处理后去向"


def test_what_is_accepted_is_recorded_with_its_files_in_one_change(bring, cases, register, mart):
    before = register.version()
    draft = bring(WAY, SHOTS, heading=MORE, is_written=True)
    assert register.version() == before + 1
    assert fates(draft) == ["accepted"] * 4 + ["refused needs_step"]
    [case] = mart("cases", case_id=cases["kiln_2400"])
    assert (case["state"], case["dismantled_on"], case["destination"]) == ("dismantled", date(2022, 7, 20), "废钢")
    assert {row["kind"]: row["file_name"] for row in mart("evidence")} == {
        "before": "拆除前.jpg", "during": "拆除中.jpg", "after": "拆除后.jpg",
    }  # fmt: skip
    assert missing_or_altered(register) == []
    [batch] = mart("step_batches")
    assert (batch["row_count"], batch["accepted_count"], batch["rejected_count"], batch["voided_at"]) == (5, 4, 1, None)
    assert (batch["file_name"], batch["evidence_name"], batch["actor"]) == ("环节.xlsx", "佐证.zip", "李四")


def test_a_failure_in_the_middle_leaves_nothing(bring, register, mart, monkeypatch):
    before = register.version()
    monkeypatch.setattr("lib.bulk.commit.append_files", lambda *_: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        bring(WAY, SHOTS, heading=MORE, is_written=True)
    assert register.version() == before
    assert {row["step"] for row in mart("case_steps")} == {"identified"} and mart("step_batches") == []


TORN = """
import os, signal, sys
from pathlib import Path
from lib.bulk import commit as committing
from lib.bulk.draft import prepare
from lib.register.store import connect
from lib.settings import Settings
register = connect(Settings(register_url=sys.argv[1], evidence_dir=Path(sys.argv[2])))
committing.append_files = lambda *_: os.kill(os.getpid(), signal.SIGKILL)
book, files = Path(sys.argv[3]), Path(sys.argv[4])
committing.commit(register, prepare(register, book, files, "zh"), files, actor="a")
"""


def test_a_process_killed_inside_the_transaction_leaves_nothing(tmp_path, empty_file):
    from lib.settings import Settings
    from lib.up_to_date import open_atlas
    from tests.cases.conftest import ENTERPRISE, LINE

    file = tmp_path / "torn.duckdb"
    file.write_bytes(empty_file.read_bytes())
    register = open_atlas(Settings(register_url=str(file)))
    with register.write("test", "fill", "lines") as cursor:
        cursor.execute(ENTERPRISE, ["甲水泥", "甲水泥", "371502"])
        cursor.execute(LINE, ["kiln_2400", "甲水泥", "cement", "clinker", 2400, "t/d"])
    case = open_case(register, line_id="kiln_2400", rule_id=CLINKER, on=JULY, actor="张三")
    version = register.version()
    register.close()
    book = workbook(tmp_path / "a.xlsx", [["事项编号", "环节", "发生日期"], [case, "核实", "2022-07-04"]])
    command = [sys.executable, "-c", TORN, str(file), str(tmp_path / "e"), str(book), str(packed(tmp_path / "a.zip"))]
    done = subprocess.run(command, timeout=300, env=os.environ, capture_output=True)
    assert done.returncode == -signal.SIGKILL, done.stderr.decode()
    register = open_atlas(Settings(register_url=str(file)))
    told = register.con.execute("select step, (select count(*) from facts.step_batch) from facts.case_step").fetchall()
    assert (register.version(), told) == (version, [("identified", 0)])
    register.close()


def test_a_case_that_moved_on_since_the_dry_run_refuses_them_all(bring, cases, register, mart, tmp_path):
    draft = bring(WAY.replace("拆除前.jpg；拆除中.jpg；拆除后.jpg", ""), heading=MORE)
    record_step(register, cases["kiln_2400"], "verified", on=date(2022, 7, 3), actor="王五")
    with pytest.raises(StaleSave):
        commit(register, draft, None, actor="李四")
    assert len(mart("case_steps")) == len(cases) + 1


def test_a_voided_batch_reverses_its_steps_and_can_be_brought_again(bring, cases, register, mart):
    first = bring(WAY, SHOTS, heading=MORE, is_written=True)
    done = void(register, first.batch, actor="王五", reason="送错了表")
    assert (done["voided"], done["reversed"]) == (True, 4)
    assert {row["state"] for row in mart("cases")} == {"identified"}
    assert all(row["is_reversed"] for row in mart("case_steps") if row["step"] not in ("identified", "reversal"))
    [batch] = mart("step_batches")
    assert (batch["voided_by"], batch["void_reason"]) == ("王五", "送错了表")
    with pytest.raises(UserError, match="reversed already"):
        void(register, first.batch, actor="王五", reason="再退")
    again = bring(WAY, SHOTS, heading=MORE, is_written=True)
    assert fates(again) == fates(first) and [one["case_id"] for one in mart("cases", state="dismantled")]


def test_a_batch_is_not_voided_while_a_later_step_rests_on_it(bring, cases, register, mart):
    batch = bring(WAY, SHOTS, heading=MORE, is_written=True).batch
    case = cases["kiln_2400"]
    later = record_step(register, case, "county_accepted", on=date(2022, 8, 1), actor="王五", document_no="5号")
    version = register.version()
    with pytest.raises(CaseRefused) as error:
        void_steps(register, batch, actor="王五", reason="送错了表")
    assert f"事项 {case} 后来登记的县级验收 2022-08-01" in str(error.value)
    with pytest.raises(CaseRefused):
        void_steps(register, batch, actor="王五", reason=" ")
    assert register.version() == version
    bring("{kiln_2400} | | | 市级验收 | 2022-08-05 | 6号 | ", is_written=True)
    with pytest.raises(CaseRefused):
        void_steps(register, batch, actor="王五", reason="送错了表")
    assert later and mart("cases", case_id=case)[0]["state"] == "city_accepted"


def test_no_batch_is_known_by_another_name(register):
    for ask in (void, void_steps):
        with pytest.raises(UserError, match="no batch"):
            ask(register, "S2022", actor="王五", reason="r")


def test_a_template_filled_in_comes_back_and_what_is_left_empty_records_nothing(register, cases, tmp_path, mart):
    file = tmp_path / "模板.xlsx"
    file.write_bytes(template(register, "371502", "zh"))
    book = openpyxl.load_workbook(file)
    sheet = book.worksheets[0]
    heading = [cell.value for cell in sheet[1]]
    rows = {row[0].value: row for row in sheet.iter_rows(min_row=2, max_row=3)}
    assert set(rows) == {cases["kiln_2400"], cases["mill_32"]}, "the open cases of 东昌府区 and of no other area"
    row = rows[cases["mill_32"]]
    told = {name: cell.value for name, cell in zip(heading, row, strict=True)}
    assert (told["企业名称"], told["生产线名称"], told["最近环节"]) == ("甲水泥", "mill_32", "认定 2022-07-02")
    assert told["可登记环节"].startswith("核实") and "关停" not in told["可登记环节"]
    lists = [one for one in sheet.data_validations.dataValidation if "I2" in one.sqref or "H2" in one.sqref]
    assert any("核实" in one.formula1 for one in lists)
    row[heading.index("环节")].value = "核实"
    row[heading.index("发生日期")].value = date(2022, 7, 4)
    book.save(file)
    draft = prepare(register, file, None, "zh")
    assert (fates(draft), draft.empty, draft.warnings) == (["accepted"], 1, [])
    commit(register, draft, None, actor="李四")
    assert mart("cases", case_id=cases["mill_32"])[0]["state"] == "verified"


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_template_of_the_city_is_read_as_it_is(register, cases, tmp_path, language):
    (tmp_path / "a.xlsx").write_bytes(template(register, "", language))
    draft = prepare(register, tmp_path / "a.xlsx", None, language)
    assert (draft.rows, draft.empty, draft.warnings) == ([], 4, [])


DAYS = [JULY + timedelta(days=days) for days in (-1, 0, 2, 2, 3, 9, 9, 30, 70, 200)]


@st.composite
def histories(draw):
    """Rows of any cases, days and steps, mostly of the way out."""
    way = ["verified", "shut_down", "utilities_cut", "power_unit_removed", "sealed", "dismantled", "county_accepted"]
    more = ["rectification_ordered", "closure_requested", "revisited", "relapsed", "withdrawn", "exit_ordered"]
    row = st.tuples(
        st.sampled_from(["kiln_2400", "mill_32", "paper"]),
        st.sampled_from(way + way + more),
        st.sampled_from(DAYS),
        st.sampled_from(["", "1号"]),
        st.sampled_from(["", "拆除前.jpg；拆除中.jpg；拆除后.jpg"]),
    )
    return draw(st.lists(row, min_size=1, max_size=10, unique=True))


@settings(max_examples=5, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(rows=histories())
def test_a_workbook_is_what_typing_its_rows_one_by_one_is(register, tmp_path, rows):
    """In the order of the days; `due_on` goes with every row, as the form asks for it."""
    about = {"kiln_2400": CLINKER, "mill_32": "LC22-T-CEM-03", "paper": "LC22-E-01"}

    def begun():
        with register.write("test", "empty", "cases") as cursor:
            for statement in FORGET:
                cursor.execute(statement)
        wanted = [{"subject_kind": "line", "subject_id": line, "rule_id": rule} for line, rule in about.items()]
        return dict(zip(about, open_many(register, wanted, on=JULY, actor="张三").case_ids, strict=True))

    def known():
        cursor = register.cursor()
        steps = "select case_id, step, happened_on, document_no, due_on, position from facts.case_step order by all"
        proofs = "select case_id, step_id, kind, sha256 from facts.evidence order by all"
        return cursor.execute(steps).fetchall(), cursor.execute(proofs).fetchall()

    cases, ladder = begun(), ladder_of(register)
    files = [
        Upload(kind, name, content)
        for (name, content), kind in zip(SHOTS.items(), ("before", "during", "after"), strict=True)
    ]
    fate = {}
    for at, (line, step, on, document, named) in sorted(enumerate(rows), key=lambda one: one[1][2]):
        due = on + timedelta(days=1)
        fields = {"document_no": document or None, "due_on": due, "destination": "废钢"}
        try:
            record_step(register, cases[line], step, on=on, actor="李四", evidence=files if named else [], **fields)
            fate[at] = "accepted"
        except CaseRefused as error:
            fate[at] = "refused " + ", ".join(one.code for one in error.refusals)
    typed = known()
    assert begun() == cases
    heading = ["事项编号", "环节", "发生日期", "文号", "佐证文件名", "期限", "设备处理后去向"]
    given = [
        [cases[line], ladder.name("step", step, "zh"), str(on), document, named, str(on + timedelta(days=1)), "废钢"]
        for line, step, on, document, named in rows
    ]
    book, zipped = workbook(tmp_path / "h.xlsx", [heading, *given]), packed(tmp_path / "h.zip")
    draft = prepare(register, book, zipped, "zh")
    assert fates(draft) == [fate[at] for at in range(len(rows))]
    commit(register, draft, zipped, actor="李四")
    assert known() == typed


def test_the_command_line_prints_json_and_writes_only_without_dry_run(tmp_path, empty_file, monkeypatch, capsys):
    from lib.cli import main
    from lib.settings import Settings
    from lib.up_to_date import open_atlas
    from tests.cases.conftest import ENTERPRISE, LINE

    file = tmp_path / "register.duckdb"
    file.write_bytes(empty_file.read_bytes())
    register = open_atlas(Settings(register_url=str(file)))
    with register.write("test", "fill", "lines") as cursor:
        cursor.execute(ENTERPRISE, ["甲水泥", "甲水泥", "371502"])
        cursor.execute(LINE, ["kiln_2400", "甲水泥", "cement", "clinker", 2400, "t/d"])
    case = open_case(register, line_id="kiln_2400", rule_id=CLINKER, on=JULY, actor="张三")
    register.close()
    monkeypatch.setenv("REGISTER_URL", str(file))
    monkeypatch.setenv("ATLAS_EVIDENCE_DIR", str(tmp_path / "evidence"))

    def call(*arguments):
        code, out = main(list(map(str, arguments))), capsys.readouterr()
        return code, json.loads(out.out) if out.out.strip() else None, out.err

    rows = [
        ["事项编号", "环节", "发生日期", "佐证文件名"],
        [case, "核实", "2022-07-04", "拆除前.jpg"],
        [case, "拆除", "2022-07-05"],
    ]
    book, zipped = workbook(tmp_path / "a.xlsx", rows), packed(tmp_path / "a.zip")
    code, dry, _ = call("case", "steps", book, "--evidence", zipped, "--dry-run")
    assert (code, dry["batch"], dry["accepted"], dry["rejected"]) == (0, None, 1, 1)
    assert [one["code"] for one in dry["rejects"]] == ["needs_step", "needs_field", "needs_evidence"]
    assert [one["value"] for one in dry["warned"]] == ["拆除中.jpg", "拆除后.jpg"]
    code, done, _ = call("case", "steps", book, "--evidence", zipped)
    assert (code, done["steps"][0]["step_id"], done["steps"][0]["files"][0]["kind"]) == (0, f"{case}.2", "before")
    assert call("case", "steps", book, "--evidence", zipped)[1]["same"] == 1
    code, wrong, sentence = call("case", "steps", zipped)
    assert (code, wrong["batch"]) == (2, None) and "xlsx" in sentence
    code, undone, _ = call("void", done["batch"], "--reason", "送错了表", "--second", "李四")
    assert (code, undone["reversed"]) == (0, 1)
    code, made, _ = call("case", "template", "--area", "371502", "--out", tmp_path / "t.xlsx")
    assert code == 0 and (tmp_path / "t.xlsx").stat().st_size > 5000
