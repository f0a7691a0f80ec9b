"""Workbooks as counties write them: titles, merged cells, ditto marks, notes, other formats, several sheets."""

import openpyxl
import pandas as pd
import pytest

from lib.bulk.draft import prepare
from lib.bulk.template import template
from lib.errors import FileRefused
from lib.imports.reading import read_file
from lib.imports.template import template_workbook
from lib.imports.vocabulary import Vocabulary
from tests.bulk.conftest import fates, workbook

TITLE = "阳谷县落后产能退出环节报送表（7月）"


def dry(register, file):
    return prepare(register, file, None, "zh")


def test_titles_merged_cells_ditto_marks_totals_and_notes_are_told_apart(register, cases, tmp_path):
    book = openpyxl.Workbook()
    sheet = book.active
    rows = [
        [TITLE],
        ["填报单位：阳谷县工信局"],
        ["序号", "企业", "主体设备", "办理环节", "完成日期", "批文号", "联系人"],
        [1, "甲水泥", "kiln_2400", "核实", "2022年7月4日", "", "王"],
        [2, "〃", "〃", "关停", "2022.7.10", "3号", "〃"],
        [3, "甲水泥", "mill_32", "核实", "2022-07-04", "", ""],
        [4, None, None, "关停", None, "4号", ""],
        ["合计", "", "", "4", "", "", ""],
        ["填表人：张三", "", "", "", "", "", ""],
    ]
    for row in rows:
        sheet.append(row)
    sheet.merge_cells("B6:B7")
    sheet.merge_cells("C6:C7")
    sheet.merge_cells("E6:E7")
    sheet.merge_cells("A1:G1")
    sheet.row_dimensions[4].hidden = True
    book.save(tmp_path / "a.xlsx")
    draft = dry(register, tmp_path / "a.xlsx")
    assert fates(draft) == ["accepted"] * 4
    assert [one.reason for one in draft.warnings] == ["form_column_unread", "row_hidden"]


@pytest.mark.parametrize("suffix", ["csv", "ods"])
def test_other_formats_are_read(register, cases, tmp_path, suffix):
    rows = pd.DataFrame({"事项编号": [cases["paper"]], "环节": ["核实"], "日期": ["2022-07-04"]})
    file = tmp_path / f"a.{suffix}"
    if suffix == "csv":
        rows.to_csv(file, index=False, encoding="gb18030")
    else:
        pytest.importorskip("odf")
        rows.to_excel(file, index=False, engine="odf")
    assert fates(dry(register, file)) == ["accepted"]


def test_several_sheets_are_one_workbook(register, cases, tmp_path):
    head = ["事项编号", "环节", "日期", "文号"]
    later = [head, [cases["kiln_2400"], "关停", "2022-07-10", "3号"]]
    sooner = [head, [cases["kiln_2400"], "核实", "2022-07-04"]]
    draft = dry(register, workbook(tmp_path / "a.xlsx", later, sooner, [["说明"], ["随便写的"]]))
    assert fates(draft) == ["accepted", "accepted"]
    assert [(one.sheet, one.reason) for one in draft.warnings] == [("Sheet3", "form_sheet_unread")]


def test_an_error_in_a_cell_is_no_blank(register, cases, tmp_path):
    book = openpyxl.Workbook()
    book.active.append(["事项编号", "环节", "日期", "文号"])
    book.active.append([cases["paper"], "核实", "2022-07-04", "=1/0"])
    book.save(tmp_path / "a.xlsx")
    draft = dry(register, tmp_path / "a.xlsx")
    assert fates(draft) == ["refused form_cell_broken"]
    assert draft.refusals()[0].cell == "D2"


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        ([["企业名称", "产能"], ["甲水泥", 3]], "“导入”页"),
        ([["环节"], ["核实"]], "没有找到表头"),
        ([["只有一句话"]], "没有找到表头"),
    ],
)
def test_another_workbook_is_refused_with_what_is_needed(register, cases, tmp_path, rows, words):
    with pytest.raises(FileRefused, match=words):
        dry(register, workbook(tmp_path / "a.xlsx", rows))


def test_a_workbook_brought_to_the_wrong_page_is_told_where_it_belongs(register, tmp_path):
    words = Vocabulary.of(register)
    plants, steps = tmp_path / "plants.xlsx", tmp_path / "steps.xlsx"
    for language in ("zh", "en"):
        plants.write_bytes(template_workbook(words, language))
        steps.write_bytes(template(register, "", language))
        with pytest.raises(FileRefused, match="“导入”页"):
            dry(register, plants)
        with pytest.raises(FileRefused, match="批量登记环节"):
            read_file(steps, words)


def test_formulas_and_markup_in_cells_are_text(register, cases, tmp_path):
    rows = [["事项编号", "环节", "日期", "说明"], [cases["paper"], "<b>核实</b>{x}", "2022-07-04", "{{7*7}}"]]
    draft = dry(register, workbook(tmp_path / "a.xlsx", rows))
    assert fates(draft) == ["refused form_word_unknown"]
    assert draft.summary(None, "zh")["rejects"][0]["value"] == "<b>核实</b>{x}"
