"""Frozen reports and the papers made from them."""

import io
import re
import shutil
import zipfile
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import openpyxl
import pytest
from docx import Document

from lib.cases.ledger import record_step, reverse_step
from lib.imports.commit import import_file
from lib.imports.void import void_batch
from lib.register.reading import Reading
from lib.register.store import Register
from lib.reports import pack as packs
from lib.reports.content import content_of
from lib.reports.figures import figures
from lib.reports.filling import normalised
from lib.reports.freeze import changed_since, freeze, frozen
from lib.reports.objections import answer_objection, record_objection
from lib.reports.pack import pack
from lib.reports.periods import period_of, periods
from lib.reports.refusal import ReportRefused
from lib.reports.statements import record_report, withdraw_report
from lib.reports.templates import main as write_templates
from lib.settings import Settings
from tests.reports.conftest import DECEMBER, JULY, LATER, SURVEYED, YANGGU, carry_out, photos, say, survey, write


def files(paths: list[Path]) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in paths}


def words(path: Path) -> str:
    """Every word of a paper: body, tables, heads and feet."""
    with zipfile.ZipFile(path) as archive:
        parts = [name for name in archive.namelist() if re.match(r"word/(document|header\d*|footer\d*)\.xml", name)]
        return "\n".join(re.sub(r"<[^>]+>", "", archive.read(name).decode()) for name in parts)


def shake(register: Register, tmp_path: Path) -> None:
    """Later imports that speak of earlier days, a void, a reversal, a step and a withdrawal: all reach into July."""
    second = import_file(register, write(tmp_path / "later.xlsx", LATER), actor="test", on=date(2022, 6, 20))
    steps = register.ask("marts/cases/case_steps", JULY)
    accepted = steps[steps.step == "city_accepted"].iloc[0]
    reverse_step(register, accepted.step_id, on=date(2022, 7, 13), actor="test", reason="验收意见未签字")
    cases = register.ask("marts/cases/cases", JULY)
    shut = cases[cases.enterprise_name == "乙水泥有限公司"].case_id.iloc[0]
    record_step(register, shut, "utilities_cut", on=JULY, actor="test")
    matrix = register.ask("asks/reports/matrix", JULY, period="2022-07")
    stated = matrix[(matrix.area_code == YANGGU) & matrix.report_id.notna()].report_id.iloc[0]
    withdraw_report(register, stated, on=JULY, actor="test", reason="误报")
    third = import_file(register, write(tmp_path / "third.xlsx", LATER[1:]), actor="test", on=date(2022, 6, 25))
    void_batch(register, third["batch"], actor="test", reason="重复")
    assert second["batch"] != third["batch"]


def test_a_frozen_pack_does_not_change_by_a_byte(year, tmp_path):
    freeze(year, "2022-07", actor="test")
    first = files(pack(year, "2022-07", tmp_path / "first", "test"))
    shake(year, tmp_path)
    second = files(pack(year, "2022-07", tmp_path / "second", "test"))
    assert len(first) == 13
    assert second == first


def test_a_draft_follows_the_register_and_says_so(year, tmp_path):
    first = files(pack(year, "2022-07", tmp_path / "first", "test"))
    assert "草稿" in words(tmp_path / "first" / "2022-07_汇总.docx")
    shake(year, tmp_path)
    assert files(pack(year, "2022-07", tmp_path / "second", "test"))["2022-07_汇总.docx"] != first["2022-07_汇总.docx"]


def test_what_changed_since_is_told_cell_by_cell(year, tmp_path):
    freeze(year, "2022-07", actor="test")
    assert changed_since(year, "2022-07") == []
    shake(year, tmp_path)
    changes = changed_since(year, "2022-07")
    exits = {
        (change.row["line_name"], change.column): (change.before, change.now)
        for change in changes
        if change.table == "exits"
    }
    assert exits["1#窑", "is_exit_counted"] == (True, False)
    assert exits["1#窑", "capacity"] == ("2000", "2200")
    said = [change for change in changes if change.table == "statements" and change.column == "state"]
    assert [(change.row["area_code"], change.before, change.now) for change in said] == [
        (YANGGU, "reported", "not_reported")
    ]


def test_a_row_that_comes_or_goes_is_one_change(city):
    freeze(city, "2022-07", actor="test")
    carry_out(city)
    added = [change for change in changed_since(city, "2022-07") if change.table == "exits"]
    assert [change.kind for change in added] == ["added"] * 3
    freeze(city, "2022-07", actor="test", reason="补登")
    steps = city.ask("marts/cases/case_steps", JULY)
    shut = steps[(steps.step == "shut_down") & (steps.document_no == "茌政〔2022〕9号")].step_id.iloc[0]
    reverse_step(city, shut, on=JULY, actor="test", reason="尚未关停")
    gone = [change for change in changed_since(city, "2022-07") if change.table == "exits"]
    assert [(change.kind, change.row["enterprise_name"]) for change in gone] == [("removed", "乙水泥有限公司")]


def test_a_freeze_is_kept_with_version_and_hash(year):
    version = year.version()
    freeze_id = freeze(year, "2022-07", actor="李四")
    kept = frozen(year, "2022-07")
    assert kept is not None
    assert (kept.freeze_id, kept.register_version, kept.actor) == (freeze_id, version, "李四")
    with pytest.raises(ReportRefused, match="已经冻结"):
        freeze(year, "2022-07", actor="李四")
    again = freeze(year, "2022-07", actor="李四", reason="更正")
    rows = year.ask("pages/reports/freezes", period="2022-07")
    assert list(rows[rows.is_newest].freeze_id) == [again]
    assert len(rows) == 2, "the older one stays"


def test_an_altered_freeze_is_noticed(year, tmp_path):
    freeze(year, "2022-07", actor="test")
    year.con.execute("update facts.report_freeze set content_json = replace(content_json, '2000', '2001')")
    with pytest.raises(ReportRefused, match="校验值不符"):
        pack(year, "2022-07", tmp_path, "test")


def test_freezing_is_refused_with_a_sentence(year, monkeypatch):
    for call, says in (
        (lambda: freeze(year, "2022-07", actor=" "), "冻结人"),
        (lambda: freeze(year, "1999", actor="test"), "没有报送期"),
        (lambda: changed_since(year, "2022-12"), "尚未冻结"),
    ):
        with pytest.raises(ReportRefused, match=says):
            call()
    ahead = replace(period_of(year, "2022-12"), as_of=date(2999, 1, 1))
    monkeypatch.setattr("lib.reports.freeze.period_of", lambda *_: ahead)
    with pytest.raises(ReportRefused, match="尚未到期"):
        freeze(year, "2022-12", actor="test")


def test_a_report_with_two_rows_of_one_key_is_not_frozen(year, monkeypatch):
    twice = year.ask_rows("asks/reports/outdated", JULY, "zh")[:1] * 2
    asked = Reading.ask_rows

    def repeated(self: Reading, name: str, *rest, **named):
        return twice if "outdated" in name else asked(self, name, *rest, **named)

    monkeypatch.setattr(Reading, "ask_rows", repeated)
    with pytest.raises(ReportRefused, match="重复"):
        freeze(year, "2022-07", actor="test")
    assert frozen(year, "2022-07") is None


def test_totals_equal_the_marts(year):
    content = content_of(year, period_of(year, "2022-12"))
    progress = year.ask("marts/cases/exit_progress", DECEMBER)
    total = figures(content["exits"], "吨/日")
    shut = progress[progress.state.isin(["shut_down", "sealed", "dismantled", "accepted"])]
    assert (total.lines, total.counted) == (shut.lines.sum(), shut.counted_lines.sum()) == (3, 1)
    assert float(total.capacity) == float(shut.capacity.sum()) == 5400
    assert float(total.counted_capacity) == float(shut.counted_capacity.sum()) == 2000
    assert (total.sealed, total.dismantled, total.enterprises) == (1, 1, 2)
    account = year.ask("marts/account/account", DECEMBER)
    outstanding = account.loc[account.standing_group == "outstanding", "lines"].sum()
    assert sum(row["outdated_lines"] for row in content["outdated"]) == outstanding == 2


def test_an_enterprise_without_lines_is_listed_once(year):
    year.con.execute("update facts.exit_case set line_ids = [], line_id = null, subject_kind = 'enterprise'")
    rows = content_of(year, period_of(year, "2022-12"))["exits"]
    assert [(row["enterprise_name"], row["line_id"]) for row in rows] == [
        ("乙水泥有限公司", None),
        ("甲水泥有限公司", None),
    ]
    assert (figures(rows).enterprises, figures(rows).lines) == (2, 0)


def test_july_and_december_differ(year):
    cases = year.ask("marts/cases/cases", DECEMBER)
    sealed = cases[cases.state == "sealed"].case_id.iloc[0]
    record_step(year, sealed, "dismantled", on=date(2022, 11, 20), actor="test", destination="回炉", evidence=photos())
    july, december = (figures(content_of(year, period_of(year, period))["exits"]) for period in ("2022-07", "2022-12"))
    assert (july.sealed, july.dismantled) == (1, 1)
    assert (december.sealed, december.dismantled) == (0, 2)


def test_an_exit_is_in_the_papers_of_the_time_in_which_its_last_fact_was_met(year):
    def listed(exits_from):
        period = replace(period_of(year, "2022-12"), exits_from=exits_from)
        return [(row["line_name"], row["is_exit_counted"]) for row in content_of(year, period)["exits"]]

    standing = [("1#窑", False), ("2#窑", False)]  # of 乙 and 甲: shut and sealed, whenever that was
    assert sorted(listed(date(2022, 7, 12))) == sorted([*standing, ("1#窑", True)])  # accepted on the 12th
    assert sorted(listed(date(2022, 7, 13))) == standing


def test_an_areas_letter_tells_its_own_exits_only(year, tmp_path):
    pack(year, "2022-07", tmp_path, "test", only=("letter",))
    document = Document(tmp_path / f"2022-07_函_{YANGGU}_阳谷县.docx")
    listed = [[cell.text for cell in row.cells] for row in document.tables[-1].rows]
    assert listed[0][:4] == ["序号", "县（市、区）", "企业名称", "行业"]
    assert len(listed[0]) == 15
    assert listed[1] == [
        "1", "阳谷县", "甲水泥有限公司", "水泥 熟料", "1#窑", "Φ3.5×54m", "1", "2000", "吨/日", "拆除",
        "2022-07-03", "2022-07-06",
        "技术，聊工信发〔2022〕64号 二（五）1", "市级 2022-07-12（聊工信验〔2022〕1号）", "",
    ]  # fmt: skip
    assert listed[2][-1] == "限2022年11月30日前拆除；未完成验收，暂不计入退出"
    assert len(listed) == 3, "the line in 茌平区 stands in the letter of 茌平区"
    text = words(tmp_path / f"2022-07_函_{YANGGU}_阳谷县.docx")
    assert "依法关停企业1家、生产线（主体设备）2条（台、套），其中封存未拆除1条、拆除1条" in text
    assert "王局长" in text
    silent = words(tmp_path / "2022-07_函_371522_莘县.docx")
    assert "台账没有依法关停退出的生产线" in silent
    assert silent.count("零报告（拟报）") == 12, "seven sectors and five: the register knows of nothing in any"


def test_the_summary_names_the_silent_and_the_contradicted(year, tmp_path):
    pack(year, "2022-07", tmp_path, "test", only=("summary",))
    text = words(tmp_path / "2022-07_汇总.docx")
    assert "莘县（全部行业）" in text
    assert "东阿县（钢铁、电解铝、平板玻璃、煤炭、造纸、岩棉）" in text
    assert "茌平区水泥：零报告与台账矛盾：落后生产线1条，年内关停1条" in text
    assert "茌平区水泥：台账查出1条使用淘汰类工艺" in text
    assert "填表人：____" in text


def test_the_papers_tell_the_letters_of_municipal_departments(year, tmp_path):
    signed = {"signer": "王局长", "document_no": "聊环函〔2022〕9号", "actor": "test"}
    record_report(year, period="2022-07", department="市生态环境局", statement="zero", on=JULY, **signed)
    freeze(year, "2022-07", actor="test")
    pack(year, "2022-07", tmp_path, "test", only=("summary", "tables"))
    text = words(tmp_path / "2022-07_汇总.docx")
    assert "五、市直有关单位报送情况" in text and "聊环函〔2022〕9号" in text
    rows = openpyxl.load_workbook(tmp_path / "2022-07_汇总表.xlsx")["表6 市直单位报送"].iter_rows(min_row=6)
    told = {row[0].value: (row[1].value, row[3].value) for row in rows}
    assert told["市生态环境局"] == ("零报告", "王局长") and told["市应急局"][0] == "未报送"
    [standing] = year.ask("pages/reports/departments", as_of=JULY, period="2022-07").report_id.dropna()
    withdraw_report(year, standing, on=JULY, actor="test", reason="误报")
    changes = [(one.table, one.key, one.now) for one in changed_since(year, "2022-07") if one.column == "state"]
    assert changes == [("departments", ("市生态环境局",), "not_reported")]


def test_the_workbook_has_the_official_forms(year, tmp_path):
    pack(year, "2022-12", tmp_path, "test", only=("tables",))
    book = openpyxl.load_workbook(tmp_path / "2022-12_汇总表.xlsx")
    assert book.sheetnames == [
        "表1 分属地",
        "表2 分行业工序",
        "表3 退出清单",
        "表4 报送情况",
        "表5 淘汰类工艺排查",
        "表6 市直单位报送",
    ]
    areas = [[cell.value for cell in row] for row in book["表1 分属地"].iter_rows(min_row=6, max_row=17)]
    assert areas[-1] == ["合计", 2, 2, 3, 1, 1, 1]
    assert [row[3] for row in areas[:-1]] == [0, 1, 0, 2, 0, 0, 0, 0, 0, 0, 0]
    processes = [cell.value for cell in book["表2 分行业工序"][6]]
    assert processes == ["水泥", "熟料", 2, 3, 1, 1, 1, 5400, 2000, "吨/日", 0]
    for sheet in book:
        said = " ".join(str(cell.value) for row in sheet.iter_rows() for cell in row if cell.value is not None)
        assert all(word in said for word in ("填报单位", "填表人：____", "审核人：____", "数据截至：2022年12月31日"))


def test_the_notice_and_the_province(year, tmp_path):
    first = record_objection(
        year, "2023-01", on=date(2023, 1, 5), objector="赵六", content="2#窑 <未封存>", actor="test"
    )
    made = {path.name for path in pack(year, "2023-01", tmp_path, "test")}
    assert made == {"2023-01_汇总.docx", "2023-01_汇总表.xlsx", "2023-01_公示.docx"}, "an objection is open"
    with pytest.raises(ReportRefused, match=first):
        pack(year, "2023-01", tmp_path, "test", only=("province",))
    assert packs.left_out(year, period_of(year, "2023-01"))["province"]
    answer_objection(year, first, on=date(2023, 1, 9), answer="现场复核，已封存", actor="test")
    pack(year, "2023-01", tmp_path, "test")
    assert "草稿，不得上报：尚有1项计入退出的事项未登记公示" in words(tmp_path / "2023-01_上报省.docx")
    publicise(year, date(2023, 1, 5))
    pack(year, "2023-01", tmp_path, "test")
    assert packs.drafts(year, period_of(year, "2023-01")) == {}
    notice, report = words(tmp_path / "2023-01_公示.docx"), words(tmp_path / "2023-01_上报省.docx")
    assert "公示期不少于7日" in notice
    assert "联系电话：____" in notice
    assert "收到异议1件" in report
    assert "2#窑 &lt;未封存&gt;" in report
    assert "现场复核，已封存" in report
    counted, uncounted = Document(tmp_path / "2023-01_公示.docx").tables[-2:]
    assert [row.cells[4].text for row in counted.rows[1:]] == ["1#窑"]
    assert len(uncounted.rows) == 3


def test_without_a_case_the_report_to_the_province_is_a_draft(city, tmp_path):
    why = packs.drafts(city, period_of(city, "2023-01"))["province"]
    assert why == "草稿，不得上报：尚无计入退出的事项，也未登记公示。"
    pack(city, "2023-01", tmp_path, "test", only=("province",))
    assert why in words(tmp_path / "2023-01_上报省.docx")


def test_asking_for_drafts_makes_no_report(year, monkeypatch):
    asked, made = [], year.ask_rows
    monkeypatch.setattr(year, "ask_rows", lambda name, *rest, **named: asked.append(name) or made(name, *rest, **named))
    assert "尚有1项" in packs.drafts(year, period_of(year, "2023-01"))["province"]
    assert asked == ["asks/reports/counted", "asks/reports/notice"]


def publicise(register, on):
    """Put the one counted exit into the public notice."""
    cases = register.ask("marts/cases/cases", DECEMBER)
    [case] = cases[cases.is_exit_counted].case_id
    record_step(register, case, "publicised", on=on, actor="test", document_no="聊工信公〔2023〕1号")


@pytest.mark.parametrize(("days", "says"), [(0, "须满7日"), (6, "须满7日"), (7, "")])
def test_until_the_notice_stood_seven_days_the_report_to_the_province_is_a_draft(year, tmp_path, days, says):
    publicise(year, date.today() - timedelta(days=days))
    freeze(year, "2023-01", actor="test")
    assert says in packs.drafts(year, period_of(year, "2023-01")).get("province", "")
    pack(year, "2023-01", tmp_path, "test", only=("province",))
    assert ("草稿" in words(tmp_path / "2023-01_上报省.docx")) == bool(says)


def test_objections_are_refused_with_a_sentence(year):
    right = {"on": date(2023, 1, 5), "objector": "赵六", "content": "有误", "actor": "test"}
    for period, wrong, says in (
        ("2022-07", {}, "没有公示"),
        ("2023-01", {"objector": ""}, "提出人"),
        ("2023-01", {"content": " "}, "空白"),
        ("2023-01", {"case_id": "C0"}, "没有事项"),
        ("2023-01", {"on": date(2999, 1, 1)}, "晚于今天"),
        ("2023-01", {"on": date(2022, 12, 31)}, "早于“2022年度公示与上报"),
    ):
        with pytest.raises(ReportRefused, match=says):
            record_objection(year, period, **right | wrong)
    stated = record_objection(year, "2023-01", **right)
    with pytest.raises(ReportRefused, match="早于异议"):
        answer_objection(year, stated, on=date(2023, 1, 4), answer="已查", actor="test")
    answer = answer_objection(year, stated, on=date(2023, 1, 6), answer="已查", actor="test")
    for again, says in ((stated, "已经答复"), (answer, "没有异议")):
        with pytest.raises(ReportRefused, match=says):
            answer_objection(year, again, on=date(2023, 1, 7), answer="已查", actor="test")


def test_demo_data_is_marked_on_every_page(register, tmp_path):
    survey(register, is_demo=True)
    for path in [*pack(register, "2022-07", tmp_path, "test"), *pack(register, "2023-01", tmp_path, "test")]:
        if path.suffix == ".docx":
            document = Document(path)
            heads = ["".join(line.text for line in section.header.paragraphs) for section in document.sections]
            assert all("演示数据" in head for head in heads), path.name
        else:
            assert all("演示数据" in sheet.oddHeader.center.text for sheet in openpyxl.load_workbook(path)), path.name


def test_real_data_carries_no_demo_mark(year, tmp_path):
    pack(year, "2022-07", tmp_path, "test", only=("summary",))
    assert "演示数据" not in words(tmp_path / "2022-07_汇总.docx")


def test_an_office_rewords_its_templates(year, tmp_path):
    folder = Path(shutil.copytree(Settings().templates_dir, tmp_path / "templates"))
    document = Document(folder / "summary.docx")
    document.add_paragraph("本表由{{ period }}报送汇总而成。")
    document.save(folder / "summary.docx")
    year.settings = replace(year.settings, templates_dir=folder)
    pack(year, "2022-07", tmp_path, "test", only=("summary",))
    assert "本表由2022年上半年报送（7月15日前）报送汇总而成。" in words(tmp_path / "2022-07_汇总.docx")
    document.add_paragraph("{{ phone_of_the_director }}")
    document.save(folder / "summary.docx")
    with pytest.raises(ReportRefused, match="phone_of_the_director"):
        pack(year, "2022-07", tmp_path, "test", only=("summary",))
    (folder / "summary.docx").unlink()
    with pytest.raises(ReportRefused, match="缺少模板"):
        pack(year, "2022-07", tmp_path, "test", only=("summary",))


def test_the_delivered_templates_are_those_of_the_script(tmp_path):
    made = write_templates(tmp_path)
    assert {path.name for path in made} == {path.name for path in Settings().templates_dir.glob("*.docx")}
    for path in made:
        assert words(path) == words(Settings().templates_dir / path.name)
    assert write_templates(tmp_path) == [], "a file that exists is left alone"


def test_equal_contents_give_equal_files():
    def made(day: int) -> bytes:
        buffer = io.BytesIO()
        with zipfile.ZipFile(buffer, "w") as archive:
            archive.writestr(zipfile.ZipInfo("word/document.xml", (2022, 7, day, 8, 0, 0)), "<w/>")
        return buffer.getvalue()

    assert made(1) != made(2)
    assert normalised(made(1)) == normalised(made(2))


def test_periods_are_those_of_the_document(city):
    days = {one.period: (one.due_on, one.as_of, one.reporter) for one in periods(city)}
    assert days == {
        "2022-07": (JULY, JULY, "areas"),
        "2022-12": (DECEMBER, DECEMBER, "areas"),
        "2023-01": (date(2023, 1, 31), DECEMBER, "city"),
    }
    assert SURVEYED < JULY
    assert say(city, YANGGU, "cement", "zero", DECEMBER, period="2022-12")
