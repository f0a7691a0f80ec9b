"""What areas state, and what their silence means."""

from datetime import date, timedelta

import pandas as pd
import pytest

from lib.cases.ledger import reverse_step
from lib.exports.query import mart_table
from lib.imports.commit import import_file
from lib.instructions.feeds import feed
from lib.register.store import Register
from lib.reports.matrix import matrix
from lib.reports.pack import pack
from lib.reports.refusal import ReportRefused
from lib.reports.statements import record_report, withdraw_report
from tests.reports.conftest import CHIPING, DONGE, GUAN, JULY, YANGGU, carry_out, line_id, say, write

DAY = timedelta(days=1)
MONTH_LATER = date(2022, 8, 14)


def cell(register: Register, area: str, sector: str, as_of: date, kind: str = "reports") -> dict[str, object]:
    """One cell of the matrix of July."""
    rows = matrix(register, "2022-07", kind, as_of)
    return next(row for row in rows if (row["area_code"], row["sector"]) == (area, sector))


def mart(register: Register, name: str, as_of: date) -> pd.DataFrame:
    return register.snapshot_cursor(as_of, query=f"marts.{name}").execute(f"from marts.{name}").df()


@pytest.mark.parametrize(
    ("on", "statement", "state", "days_late"),
    [
        (JULY - DAY, "reported", "reported", 0),
        (JULY, "reported", "reported", 0),
        (JULY + DAY, "reported", "late", 1),
        (JULY - DAY, "zero", "zero_report", 0),
        (JULY, "zero", "zero_report", 0),
        (JULY + DAY, "zero", "late", 1),
    ],
)
def test_the_due_date_itself_is_in_time(city, on, statement, state, days_late):
    say(city, DONGE, "cement", statement, on)
    found = cell(city, DONGE, "cement", MONTH_LATER)
    assert (found["state"], found["days_late"], found["statement"]) == (state, days_late, statement)


def test_silence_is_never_zero(city):
    assert {row["state"] for row in matrix(city, "2022-07", as_of=MONTH_LATER)} == {"not_reported"}
    before, after = cell(city, GUAN, "paper", JULY), cell(city, GUAN, "paper", MONTH_LATER)
    assert (before["is_overdue"], before["days_late"]) == (False, 0)
    assert (after["is_overdue"], after["days_late"]) == (True, 30)
    assert after["statement"] is None


def test_what_is_stated_later_is_not_known_before(city):
    say(city, GUAN, "paper", "zero", JULY)
    assert cell(city, GUAN, "paper", JULY - DAY)["state"] == "not_reported"
    assert cell(city, GUAN, "paper", JULY)["state"] == "zero_report"


def test_the_matrix_is_areas_by_focus_sectors_by_periods_in_official_order(city):
    rows = mart(city, "report_matrix", JULY)
    assert len(rows) == 11 * 7 * 2
    assert sorted(set(rows.period)) == ["2022-07", "2022-12"], "in January the city reports, not the areas"
    first = rows[(rows.period == "2022-07") & (rows.area_code == "371502")]
    assert list(first.sector_name) == ["钢铁", "水泥", "电解铝", "平板玻璃", "煤炭", "造纸", "岩棉"]
    screened = mart(city, "screening_matrix", JULY)
    assert len(screened) == 11 * 5 * 2
    assert list(screened.sector_name[:5]) == ["电解铝", "水泥", "轮胎", "化肥", "氯碱"]


def test_zero_is_contradicted_by_an_outdated_line(city):
    say(city, CHIPING, "cement", "zero", JULY)
    say(city, DONGE, "cement", "zero", JULY)
    caught, honest = cell(city, CHIPING, "cement", JULY), cell(city, DONGE, "cement", JULY)
    assert (caught["outdated_lines"], caught["is_contradicted"]) == (1, True)
    assert (honest["outdated_lines"], honest["is_contradicted"]) == (0, False)
    assert not cell(city, YANGGU, "cement", JULY)["is_contradicted"], "who said nothing contradicts nothing"


def test_zero_is_held_against_the_register_of_the_due_date(city, tmp_path):
    say(city, DONGE, "cement", "zero", JULY)
    late = (("丙水泥有限公司", "东阿县", "水泥", "熟料", "2#窑", "Φ3.2×50m", 1, 1500, "吨/日", "在产", None),)
    import_file(city, write(tmp_path / "august.xlsx", late), actor="test", on=date(2022, 8, 1))
    assert not cell(city, DONGE, "cement", MONTH_LATER)["is_contradicted"], "the line came after the due date"
    import_file(city, write(tmp_path / "june.xlsx", late), actor="test", on=date(2022, 6, 10))
    assert cell(city, DONGE, "cement", MONTH_LATER)["is_contradicted"], "the line was there on the due date"


def test_what_does_not_fit_is_to_be_done_wherever_that_is_told(city, tmp_path):
    say(city, DONGE, "cement", "zero", JULY)
    say(city, CHIPING, "cement", "zero", JULY)
    late = (("丙水泥有限公司", "东阿县", "水泥", "熟料", "2#窑", "Φ3.2×50m", 1, 1500, "吨/日", "在产", None),)
    import_file(city, write(tmp_path / "august.xlsx", late), actor="test", on=date(2022, 8, 1))
    asked = {"area": "", "department": "", "dimensions": [], "kind": "contradicted"}
    [row] = city.ask_rows("pages/todo/todo", MONTH_LATER, **asked)
    assert (row["todo_id"], row["period"]) == (f"{CHIPING} cement reports", "2022-07"), "as on the due date"
    assert "水泥 · 零报告" in row["todo_what"] and row["area_name"] == "茌平区"
    told = mart_table(city, "todo", MONTH_LATER).frame
    assert list(told[told.todo == "contradicted"].todo_id) == [row["todo_id"]]
    assert f"contradicted:{CHIPING}:cement:reports" in feed(city, MONTH_LATER, "zh", "http://atlas").decode()
    assert not city.reading().scoped((DONGE,)).ask_rows("pages/todo/todo", MONTH_LATER, **asked)


def test_zero_is_contradicted_by_a_line_shut_in_the_year(year):
    withdrawn = withdraw_report(year, standing(year, YANGGU, "cement"), on=JULY, actor="test", reason="误报")
    assert withdrawn
    say(year, YANGGU, "cement", "zero", JULY)
    found = cell(year, YANGGU, "cement", JULY)
    assert (found["shut_lines"], found["is_contradicted"]) == (2, True)


def test_exits_without_a_case_in_the_ledger_are_unsupported(city):
    say(city, YANGGU, "cement", "reported", JULY)
    assert cell(city, YANGGU, "cement", JULY)["is_unsupported"]
    steps = carry_out(city)
    assert not cell(city, YANGGU, "cement", JULY)["is_unsupported"]
    for line in ("甲1#窑", "甲2#窑"):
        for step in reversed(steps[line]):
            reverse_step(city, step, on=JULY, actor="test", reason="登记有误")
    assert cell(city, YANGGU, "cement", JULY)["is_unsupported"], "the steps were reversed"


def standing(register: Register, area: str, sector: str) -> str:
    return str(cell(register, area, sector, date.today())["report_id"])


def test_a_correction_withdraws_and_never_edits(city):
    first = say(city, GUAN, "paper", "zero", JULY - DAY)
    with pytest.raises(ReportRefused, match="请先撤回"):
        say(city, GUAN, "paper", "reported", JULY)
    withdraw_report(city, first, on=JULY + DAY, actor="test", reason="漏报1条")
    assert cell(city, GUAN, "paper", JULY)["state"] == "not_reported", "what was withdrawn was never made"
    assert cell(city, GUAN, "paper", JULY + DAY)["state"] == "not_reported"
    say(city, GUAN, "paper", "reported", JULY + DAY)
    found = cell(city, GUAN, "paper", MONTH_LATER)
    assert (found["state"], found["reported_on"].isoformat()) == ("late", "2022-07-16")
    assert found["first_reported_on"].isoformat() == "2022-07-14"
    assert city.con.cursor().execute("select count(*) from facts.report").fetchone() == (3,)


def test_one_statement_stands_in_a_cell_on_every_date(city, tmp_path):
    wrong = say(city, GUAN, "paper", "zero", date(2022, 7, 10))
    withdraw_report(city, wrong, on=date(2022, 7, 20), actor="test", reason="漏报1条")
    say(city, GUAN, "paper", "reported", date(2022, 7, 12))
    for day, state in ((date(2022, 7, 11), "not_reported"), (JULY, "reported"), (MONTH_LATER, "reported")):
        rows = matrix(city, "2022-07", as_of=day)
        assert len(rows) == 11 * 7
        assert cell(city, GUAN, "paper", day)["state"] == state
    assert len(pack(city, "2022-07", tmp_path, "test", only=("summary", "tables"))) == 2
    gone = city.ask("pages/reports/withdrawn", language="zh", period="2022-07", matrix="reports")
    assert [(row.report_id, row.area_name, row.note) for row in gone.itertuples()] == [(wrong, "冠县", "漏报1条")]


@pytest.mark.parametrize("kind", ["reports", "screening"])
def test_the_mart_holds_a_past_period_against_its_due_date_as_the_page_does(city, tmp_path, kind):
    say(city, DONGE, "cement", "zero", JULY, matrix=kind)
    say(city, CHIPING, "cement", "zero", JULY + DAY, matrix=kind)
    late = (("丙水泥有限公司", "东阿县", "水泥", "熟料", "2#窑", "Φ3.2×50m", 1, 1500, "吨/日", "在产", "是"),)
    import_file(city, write(tmp_path / "august.xlsx", late), actor="test", on=date(2022, 8, 1))
    name = {"reports": "report_matrix", "screening": "screening_matrix"}[kind]
    told = mart_table(city, name, date(2026, 1, 5), {"period": "2022-07"}, "zh", with_headings=False).frame
    shown = matrix(city, "2022-07", kind, date(2026, 1, 5))
    by_cell = {(row["area_code"], row["sector"]): row for row in shown}
    assert len(told) == len(shown)
    for row in told.to_dict("records"):
        assert {column: value for column, value in row.items() if not pd.isna(value)} == {
            column: value for column, value in by_cell[row["area_code"], row["sector"]].items() if value is not None
        }
    then = {(row["area_code"], row["sector"]): row for row in matrix(city, "2022-07", kind, JULY)}
    flags = ("is_contradicted", "is_unsupported")
    changed = {place for place, row in by_cell.items() if any(row[flag] != then[place][flag] for flag in flags)}
    assert changed == {(CHIPING, "cement")}, "only what was stated after the due date changes a flag"
    assert by_cell[CHIPING, "cement"]["is_contradicted"]
    assert by_cell[CHIPING, "cement"]["days_late"] == 1


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        ({"period": "2022-08"}, "没有报送期 2022-08"),
        ({"period": "2023-01"}, "由市级公示、上报"),
        ({"area": "371523"}, "没有属地 371523"),
        ({"sector": "tyre"}, "不在本表报送范围"),
        ({"matrix": "screening", "sector": "paper"}, "不在本表报送范围"),
        ({"matrix": "others"}, "没有报送表"),
        ({"statement": "silent"}, "只能是"),
        ({"signer": "  "}, "签发人"),
        ({"document_no": ""}, "文号"),
        ({"actor": ""}, "经办人"),
        ({"on": date.today() + DAY}, "晚于今天"),
        ({"on": date(2022, 6, 30)}, "2022-06-30 早于“2022年上半年报送.*2022-07-01.*periods.csv"),
        ({"area": "371523"}, "371525（冠县）"),
        ({"sector": "tyre"}, "paper（造纸）"),
    ],
)
def test_a_wrong_statement_is_refused_with_a_sentence(city, wrong, says):
    version = city.version()
    right = {"period": "2022-07", "area": GUAN, "sector": "paper", "statement": "zero", "on": JULY}
    right |= {"signer": "王局长", "document_no": "冠工信函〔2022〕2号", "actor": "test"}
    with pytest.raises(ReportRefused, match=says) as refusal:
        record_report(city, **right | wrong)
    assert "{" not in refusal.value.sentence("en")
    assert city.version() == version, "nothing was written"


def test_a_withdrawal_is_refused_with_a_sentence(city):
    stated = say(city, GUAN, "paper", "zero", JULY)
    for wrong, says in (
        ({"reason": " "}, "原因"),
        ({"on": JULY - DAY}, "之间"),
        ({"on": date.today() + DAY}, "之间"),
    ):
        with pytest.raises(ReportRefused, match=says):
            withdraw_report(city, stated, **{"on": JULY, "actor": "test", "reason": "误报"} | wrong)
    withdrawal = withdraw_report(city, stated, on=JULY, actor="test", reason="误报")
    for again, says in ((stated, "已经撤回"), (withdrawal, "没有报送记录"), ("R0", "没有报送记录")):
        with pytest.raises(ReportRefused, match=says):
            withdraw_report(city, again, on=JULY, actor="test", reason="误报")


def test_screening_counts_enterprises_and_what_was_not_asked(year):
    found = {area: cell(year, area, "cement", JULY, "screening") for area in (YANGGU, CHIPING, DONGE, GUAN)}
    names = ("enterprise_count", "screened_enterprises", "unscreened_enterprises", "caught_enterprises")
    counts = {area: tuple(row[name] for name in names) for area, row in found.items()}
    assert counts == {YANGGU: (1, 0, 1, 0), CHIPING: (1, 1, 0, 1), DONGE: (1, 1, 0, 0), GUAN: (0, 0, 0, 0)}
    assert (found[YANGGU]["operating_lines"], found[YANGGU]["suspended_lines"]) == (2, 1)
    assert found[CHIPING]["is_contradicted"], "zero was stated although the register has an answer yes"
    assert not found[DONGE]["is_contradicted"]
    say(year, YANGGU, "cement", "zero", JULY, matrix="screening")
    assert cell(year, YANGGU, "cement", JULY, "screening")["is_unsupported"], "zero before all were screened"


def test_a_dismantled_line_needs_no_screening(year, tmp_path):
    gone = (("丙水泥有限公司", "东阿县", "水泥", "熟料", "1#窑", "Φ4.8×72m", 1, 5000, "吨/日", "拆除", None),)
    import_file(year, write(tmp_path / "gone.xlsx", gone), actor="test", on=date(2022, 7, 2))
    assert cell(year, DONGE, "cement", JULY, "screening")["enterprise_count"] == 0
    assert line_id(year, "丙水泥有限公司", "1#窑")


def letter(register: Register, department: str, statement: str, on: date) -> str:
    signed = {"signer": "王局长", "document_no": "聊环函〔2022〕9号", "actor": "test"}
    return record_report(register, period="2022-07", department=department, statement=statement, on=on, **signed)


def test_a_municipal_department_reports_at_large(city):
    before = mart(city, "department_reports", MONTH_LATER)
    july = before[before.period == "2022-07"].set_index("reporter")
    assert set(july.index) == {"市发展改革委", "市生态环境局", "市市场监管局", "市应急局", "市行政审批局"}
    assert set(july.state) == {"not_reported"} and july.is_overdue.all(), "silence is never zero"
    letter(city, "市生态环境局", "zero", JULY)
    late = letter(city, "市市场监管局", "reported", JULY + DAY)
    july = mart(city, "department_reports", MONTH_LATER).query("period == '2022-07'").set_index("reporter")
    assert july.state["市生态环境局"] == "zero_report" and july.state["市市场监管局"] == "late"
    assert not july.is_overdue["市生态环境局"]
    withdraw_report(city, late, on=MONTH_LATER, actor="test", reason="误报")
    july = mart(city, "department_reports", MONTH_LATER).query("period == '2022-07'").set_index("reporter")
    assert july.state["市市场监管局"] == "not_reported"


def test_the_letter_of_a_department_fills_no_cell_of_an_area(city):
    before = matrix(city, "2022-07", as_of=MONTH_LATER)
    letter(city, "市生态环境局", "reported", JULY)
    assert matrix(city, "2022-07", as_of=MONTH_LATER) == before
    with pytest.raises(ReportRefused, match="市生态环境局已于 2022-07-15 报送"):
        letter(city, "市生态环境局", "zero", JULY)


def test_who_does_not_report_by_itself_is_refused(city):
    with pytest.raises(ReportRefused, match="本方案没有要求“市工业和信息化局”"):
        letter(city, "市工业和信息化局", "zero", JULY)
    signed = {"signer": "王局长", "document_no": "1", "actor": "test", "statement": "zero", "on": JULY}
    with pytest.raises(ReportRefused, match="不分属地和行业"):
        record_report(city, period="2022-07", department="市应急局", area=GUAN, **signed)
