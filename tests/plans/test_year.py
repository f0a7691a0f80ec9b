"""A plan year set up by files alone, taken through July, December and January; what 2022 says stays as it was."""

import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import openpyxl
import pytest
from docx import Document

from lib.cases.ledger import record_step
from lib.cases.opening import open_case
from lib.cli import main
from lib.register.store import Register
from lib.reports.freeze import freeze
from lib.reports.pack import pack
from lib.reports.refusal import ReportRefused
from lib.reports.statements import record_report
from lib.settings import Settings
from lib.up_to_date import open_atlas
from tests.plans.conftest import NAME, NUMBER, fill
from tests.reports.conftest import DONGE, GUAN, YANGGU, line_id, photos, survey
from tests.reports.test_packs import words

BEFORE, AFTER = date(2024, 6, 30), date(2024, 7, 1)  # the new rule judges from July on
CITED = f"《{NAME}》（{NUMBER}）"


@pytest.fixture(scope="module")
def year(empty_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Register]:
    """A city's register in which the plan of 2024 follows that of 2022, with the exits of its summer."""
    folder = tmp_path_factory.mktemp("year")
    plans = Path(shutil.copytree(Settings().plans_dir, folder / "plans"))
    with pytest.MonkeyPatch.context() as environment:
        environment.setenv("ATLAS_PLANS_DIR", str(plans))
        assert main(["plan", "new", "LC2024", "--from", "LC2022"]) == 0
    fill(plans / "LC2024")
    own = Document(Settings().templates_dir / "summary.docx")
    own.add_paragraph("本方案自有格式")
    (plans / "LC2024" / "templates").mkdir()
    own.save(plans / "LC2024" / "templates" / "summary.docx")
    file = shutil.copy(empty_file, folder / "register.duckdb")
    register = open_atlas(Settings(register_url=str(file), plans_dir=plans, evidence_dir=folder / "evidence"))
    survey(register)
    exits(register)
    yield register
    register.close()


def exits(register: Register) -> None:
    """One kiln is dismantled in July, one is under way."""
    for line, steps in {
        "1#窑": (("verified", 2), ("shut_down", 3), ("dismantled", 6)),
        "2#窑": (("verified", 2), ("shut_down", 5)),
    }.items():
        kiln = line_id(register, "甲水泥有限公司", line)
        case = open_case(register, on=AFTER, actor="test", line_id=kiln, rule_id="LC24-T-CEM-01")
        for step, day in steps:
            is_gone = step == "dismantled"
            record_step(
                register, case, step, on=date(2024, 7, day), actor="test", document_no="阳政〔2024〕3号",
                destination="废钢回炉" if is_gone else None, evidence=photos() if is_gone else (),
            )  # fmt: skip


def state(register: Register, area: str, sector: str, on: date, period: str) -> str:
    """Zero, stated by an area in a period."""
    facts = {"statement": "zero", "signer": "王局长", "document_no": "阳工信函〔2024〕7号", "actor": "test"}
    return record_report(register, period=period, area=area, sector=sector, on=on, **facts)


def judging(register: Register, on: date) -> set[str]:
    rules = register.ask("pages/standards/rules", on, sector="", status="", dimension="", rule="")
    return set(rules[rules.is_judging].rule_id)


def test_a_rule_of_2022_judges_until_the_plan_of_2024_decides_of_it(year):
    old, new = judging(year, date(2024, 6, 2)), judging(year, AFTER)
    assert {"LC22-T-CEM-01", "LC22-T-CEM-02"} <= old and "LC24-T-CEM-01" not in old
    assert judging(year, BEFORE) == old - {"LC22-T-CEM-02"}, "ended with the plan; replaced only by a rule that judges"
    assert new == (old | {"LC24-T-CEM-01"}) - {"LC22-T-CEM-01", "LC22-T-CEM-02"}
    assert judging(year, date(2022, 12, 31)) == old, "in its own year nothing changes"


def test_the_matrix_of_a_period_asks_about_the_sectors_of_its_plan(year):
    matrix = year.ask("marts/reports/report_matrix", date(2024, 7, 20))
    asked = matrix.groupby("period").sector.agg(lambda sectors: sorted(set(sectors)))
    assert asked["2024-07"] == ["cement", "foundry"]
    assert asked["2022-07"] == asked["2022-12"] and len(asked["2022-07"]) == 7 and "foundry" not in asked["2022-07"]
    with pytest.raises(ReportRefused, match="steel"):
        state(year, GUAN, "steel", date(2024, 7, 10), "2024-07")


def test_the_choices_of_the_plan_hold_for_its_cases(year):
    cases = year.ask("marts/cases/cases", date(2024, 7, 20)).set_index("line_name")
    assert cases.is_exit_counted.to_dict() == {"1#窑": True, "2#窑": False}, "dismantled counts before acceptance"
    clocks = year.ask("marts/cases/deadlines", date(2024, 7, 20))
    exits = clocks[(clocks.clock == "exit") & (clocks.line_name == "2#窑")]
    assert exits.due_on.dt.date.tolist() == [date(2024, 12, 2)], "30 November 2024 is a Saturday"


def test_july_december_and_january_have_their_papers(year, tmp_path):
    for period, on in (("2024-07", date(2024, 7, 15)), ("2024-12", date(2024, 12, 30))):
        state(year, DONGE, "foundry", on, period)
        freeze(year, period, actor="test")
    freeze(year, "2025-01", actor="test")
    for period, papers in (("2024-07", 13), ("2024-12", 13), ("2025-01", 4)):
        made = pack(year, period, tmp_path / period, "test")
        assert len(made) == papers
        for paper in (one for one in made if one.suffix == ".docx"):
            said = words(paper)
            assert CITED in said and "2022" not in said, paper.name
    summary = words(tmp_path / "2024-07" / "2024-07_汇总.docx")
    assert "拆除1条；拆除有影像或封存有法定证明、计入当年退出的1条" in summary
    assert "尚未拆除，暂不计入退出" in summary and "本方案自有格式" in summary
    assert "省工业和信息化厅" in words(tmp_path / "2025-01" / "2025-01_上报省.docx")


def test_the_papers_of_2022_cite_the_plan_of_2022(year, tmp_path):
    made = pack(year, "2022-07", tmp_path, "test", only=("letter", "summary"))
    for paper in made:
        said = words(paper)
        assert "聊工信发〔2022〕64号" in said and "2024" not in said and "本方案自有格式" not in said
    assert any(YANGGU in paper.name for paper in made)


def test_duties_and_stages_are_those_of_the_plan(year):
    duties = {plan: set(year.ask("pages/reports/duties", plan=plan).duty) for plan in ("LC2022", "LC2024")}
    assert duties["LC2024"] == {"clinker"} < duties["LC2022"]
    assert year.ask("pages/reports/stages", plan="LC2024").work_stage.tolist() == ["all_year"]
    assert year.ask("pages/progress/year", date(2024, 7, 20)).from_day.dt.date.tolist() == [date(2024, 1, 1)]
    assert year.ask("pages/progress/year", date(2023, 7, 20)).from_day.dt.date.tolist() == [date(2022, 1, 1)]


def test_the_sheets_of_a_plan_of_two_sectors_say_their_day(year, tmp_path):
    pack(year, "2024-07", tmp_path, "test", only=("tables",))
    book = openpyxl.load_workbook(tmp_path / "2024-07_汇总表.xlsx")
    assert {
        sheet.title: "数据截至：2024年7月20日" in [cell.value for cell in sheet[2]] for sheet in book
    } == dict.fromkeys(book.sheetnames, True)
