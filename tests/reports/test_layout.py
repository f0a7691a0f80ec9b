"""What a paper takes from the office, and how its tables and pages are cut."""

import json
from datetime import date

import openpyxl
import pytest
from docx import Document

from lib.reports.content import canonical, sha256
from lib.reports.freeze import changed_since, freeze, frozen
from lib.reports.office import BLANK
from lib.reports.pack import pack
from tests.reports.conftest import GUAN, JULY, YANGGU, say
from tests.reports.test_packs import publicise, words

NEWER = {"sector_position", "process_position", "sealing_completes_on", "ground_name"}  # columns kept since


def letters(register, tmp_path, *areas):
    """The words of the letters of areas."""
    made = pack(register, "2022-07", tmp_path, "test", only=("letter",))
    return [words(path) for area in areas for path in made if area in path.name]


def test_a_letter_names_bureau_number_day_and_half_year(year, tmp_path):
    say(year, GUAN, "paper", "zero", JULY, document_no="冠工信函〔2022〕2号")
    known, unknown = letters(year, tmp_path, GUAN, "LC-DJ")
    for says in (
        "冠县工业和信息化局",
        "冠工信函〔2022〕2号",
        "关于报送2022年（截至7月15日）",
        "落后产能退出情况的函",
        "2022年7月15日",
    ):
        assert says in known
    assert "江北水城旅游度假区工业和信息化主管部门" in unknown
    assert f"{BLANK}〔2022〕____号" in unknown


def test_the_days_of_the_notice_are_filled_in_when_the_ledger_has_them(year, tmp_path):
    def said(paper):
        [made] = pack(year, "2023-01", tmp_path, "test", only=(paper,))
        return words(made)

    assert "自____年__月__日起至____年__月__日止" in said("notice")
    publicise(year, date(2023, 1, 5))
    assert "公示期不少于7日：自2023年1月5日起至2023年1月11日止" in said("notice")
    assert "于2023年1月5日至2023年1月11日在" in said("province")


def test_the_office_says_whom_to_call(year, tmp_path):
    pack(year, "2023-01", tmp_path, "test", only=("notice",))
    assert f"联系电话：{BLANK}" in words(tmp_path / "2023-01_公示.docx")
    year.con.execute("update reference.office set value = '0635-0000000' where setting = 'telephone'")
    pack(year, "2023-01", tmp_path, "test", only=("notice",))
    assert "联系电话：0635-0000000" in words(tmp_path / "2023-01_公示.docx")


def test_the_matrices_have_as_many_columns_as_there_are_sectors(year, tmp_path):
    year.con.execute("""insert into reference.report_sectors
        select * replace ('reports' as matrix, 99 as position)
        from reference.report_sectors where matrix = 'screening' and sector = 'tyre'""")
    pack(year, "2022-07", tmp_path, "test", only=("summary",))
    tables = Document(tmp_path / "2022-07_汇总.docx").tables
    [reports] = [table for table in tables if table.rows[0].cells[0].text == "属地" and len(table.columns) == 9]
    assert [cell.text for cell in reports.rows[0].cells][-2:] == ["岩棉", "轮胎"]
    [screened] = [table for table in tables if table.rows[0].cells[0].text == "属地" and len(table.columns) == 6]
    for table in (reports, screened):
        sizes = [cell.width for cell in table.rows[1].cells]
        assert sizes == [column.width for column in table.columns]
        assert sum(sizes) / 36000 == pytest.approx(156, abs=2)


def test_a_report_frozen_in_an_older_shape_is_still_read(year, tmp_path):
    freeze(year, "2022-07", actor="test")
    standing = frozen(year, "2022-07")
    old = {name: value for name, value in standing.content.items() if name != "span"}
    old["exits"] = [{name: cell for name, cell in row.items() if name not in NEWER} for row in old["exits"]]
    old["areas"] = [{name: row[name] for name in ("area_code", "area_name")} for row in old["areas"]]
    del old["departments"]
    text = canonical(json.loads(canonical(old)))
    year.con.execute("update facts.report_freeze set content_json = $1, sha256 = $2", [text, sha256(text)])
    assert changed_since(year, "2022-07") == []
    assert len(pack(year, "2022-07", tmp_path, "test")) == 13
    assert "关于报送2022年落后产能退出情况的函" in words(tmp_path / f"2022-07_函_{YANGGU}_阳谷县.docx")


def test_nothing_stands_below_the_tables_of_the_workbook(year, tmp_path):
    pack(year, "2022-07", tmp_path, "test", only=("tables",))
    for sheet in openpyxl.load_workbook(tmp_path / "2022-07_汇总表.xlsx"):
        assert "填表人" in sheet["A3"].value
        assert sheet.print_title_rows == "$5:$5"
        assert sheet.cell(sheet.max_row, 1).border.top.style, "the last row belongs to the table"
