"""What stands in a file beside its values: hidden rows, errors, formulas without a result, merges, the epoch."""

import zipfile
from collections.abc import Callable
from datetime import date
from pathlib import Path

import odfdo
import openpyxl
import pytest
import xlsxwriter
import xlwt

from lib.imports.marked import marked_workbook
from lib.imports.reading import read_file
from lib.imports.rows import Parsed
from lib.imports.vocabulary import Vocabulary

HEADINGS = ["企业名称", "县区", "行业", "工序", "生产线名称", "备案产能（万吨/年）", "生产状态", "投产时间"]


def row(name: str, capacity: object = 60, built: object = None) -> list[object]:
    return [name, "茌平区", "水泥", "粉磨", "1号磨", capacity, "在产", built]


def told(parsed: Parsed) -> set[tuple[str, str]]:
    return {(remark.cell or str(remark.row_number), remark.reason) for remark in parsed.warnings}


def test_days_of_1904_in_xls(tmp_path: Path, vocabulary: Vocabulary) -> None:
    """A cell with a date format and a bare serial number mean the same day."""
    book = xlwt.Workbook()
    book.dates_1904 = True
    sheet = book.add_sheet("表", cell_overwrite_ok=True)
    for line, cells in enumerate([HEADINGS, row("甲厂"), row("乙厂")]):
        for column, cell in enumerate(cells):
            sheet.write(line, column, cell)
    sheet.write(1, 7, 38138, xlwt.easyxf(num_format_str="yyyy-mm-dd"))
    sheet.write(2, 7, 38138)
    book.save(str(tmp_path / "old.xls"))
    assert list(read_file(tmp_path / "old.xls", vocabulary).rows.built_on) == [date(2008, 6, 1)] * 2


@pytest.mark.parametrize("lines", [2, 4000])
def test_hidden_rows_columns_and_errors_of_xls(tmp_path: Path, vocabulary: Vocabulary, lines: int) -> None:
    """Small files lie in the ministream of their container, larger ones in sectors of their own."""
    book = xlwt.Workbook()
    sheet = book.add_sheet("表", cell_overwrite_ok=True)
    for line, cells in enumerate([HEADINGS, *(row(f"{number}号厂") for number in range(lines))]):
        for column, cell in enumerate(cells):
            sheet.write(line, column, cell)
    sheet.row(2).hidden = True
    sheet.col(4).hidden = True
    sheet.row(1).set_cell_error(7, "#REF!")
    book.save(str(tmp_path / "old.xls"))
    parsed = read_file(tmp_path / "old.xls", vocabulary)
    assert told(parsed) == {("3", "row_hidden"), ("E1", "column_hidden"), ("H2", "cell_error")}
    assert len(parsed.rows) == lines


def ods(path: Path, rows: list[list[object]], *spans: str) -> odfdo.Table:
    table = odfdo.Table("表")
    table.set_values(rows)
    for span in spans:
        table.set_span(span)
    document = odfdo.Document("spreadsheet")
    document.body.clear()
    document.body.append(table)
    document.save(path)
    return table


def test_merged_cells_of_ods(tmp_path: Path, vocabulary: Vocabulary) -> None:
    rows = [
        ["企业", None, None, "生产线", None, None, "状态"],
        ["企业名称", "所在地", None, "行业", "名称", "产能（万吨）", None],
        [None, "县区", "乡镇", None, None, None, None],
        ["甲厂", "茌平区", "振兴街道", "水泥", "1号磨", 60, "在产"],
        [None, None, None, "水泥", "2号磨", 100, "停产"],
    ]
    ods(tmp_path / "a.ods", rows, "A1:C1", "D1:F1", "G1:G3", "A2:A3", "B2:C2", "A4:A5", "B4:B5", "C4:C5")
    parsed = read_file(tmp_path / "a.ods", vocabulary)
    assert parsed.sheets[0].counts == {"heading": 3, "data": 2}
    assert (
        list(zip(parsed.rows.enterprise_name, parsed.rows.area_text, parsed.rows.address, strict=True))
        == [("甲厂", "茌平区", "振兴街道")] * 2
    )


def test_hidden_rows_of_ods(tmp_path: Path, vocabulary: Vocabulary) -> None:
    table = ods(tmp_path / "a.ods", [HEADINGS, row("甲厂"), row("乙厂"), row("丙厂")])
    hidden = table.get_row(2)
    hidden.set_attribute("table:visibility", "filter")
    table.set_row(2, hidden)
    document = odfdo.Document("spreadsheet")
    document.body.clear()
    document.body.append(table)
    document.save(tmp_path / "b.ods")
    assert told(read_file(tmp_path / "b.ods", vocabulary)) == {("3", "row_hidden")}


def test_a_formula_without_a_saved_result_is_told_and_never_laundered(tmp_path: Path, vocabulary: Vocabulary) -> None:
    book = openpyxl.Workbook()
    for cells in (HEADINGS, row("甲厂", "=30*2"), row("=A2"), row("丙厂", '=IF(1=1,"","")')):
        book.active.append(cells)
    book.save(tmp_path / "a.xlsx")
    parsed = read_file(tmp_path / "a.xlsx", vocabulary)
    assert [(remark.cell, remark.reason) for remark in parsed.refusals] == [("A3", "name_unsaved")]
    assert told(parsed) == {("F2", "cell_unsaved"), ("F4", "cell_unsaved")}
    (tmp_path / "marked.xlsx").write_bytes(marked_workbook(parsed.refusals))
    again = read_file(tmp_path / "marked.xlsx", vocabulary)
    assert len(again.rows) == 0
    assert again.refusals[0].row["企业名称"] == "#UNSAVED! =A2"


def test_a_saved_result_is_read_and_a_saved_blank_is_blank(tmp_path: Path, vocabulary: Vocabulary) -> None:
    book = xlsxwriter.Workbook(tmp_path / "a.xlsx")
    sheet = book.add_worksheet("表")
    for line, cells in enumerate([HEADINGS, row("甲厂"), row("乙厂", None)]):
        sheet.write_row(line, 0, cells)
    sheet.write_formula("F2", "=30*2", None, 60)
    sheet.write_formula("F3", '=IF(1=1,"","")', None, "")
    book.close()
    with zipfile.ZipFile(tmp_path / "a.xlsx") as source, zipfile.ZipFile(tmp_path / "b.xlsx", "w") as target:
        for name in source.namelist():  # a text is what Excel says the blank result is
            target.writestr(name, source.read(name).replace(b'<c r="F3"><f>', b'<c r="F3" t="str"><f>'))
    parsed = read_file(tmp_path / "b.xlsx", vocabulary)
    assert list(parsed.rows.capacity_filed) == [60, None]
    assert told(parsed) == set()


def test_blank_formatted_rows_below_the_data_are_nothing(tmp_path: Path, vocabulary: Vocabulary) -> None:
    book = openpyxl.Workbook()
    for cells in (HEADINGS, row("甲厂"), row("乙厂")):
        book.active.append(cells)
    bold = openpyxl.styles.Font(bold=True)
    for line in range(4, 3000):
        book.active.cell(line, 1).font = bold
    book.save(tmp_path / "a.xlsx")
    parsed = read_file(tmp_path / "a.xlsx", vocabulary)
    assert (len(parsed.rows), parsed.row_count, parsed.refusals) == (2, 2, [])


@pytest.mark.parametrize("separator", ",;\t|")
def test_every_separator_and_the_quoted_texts_of_a_csv(tmp_path: Path, vocabulary: Vocabulary, separator: str) -> None:
    code = '"=""91370000614071479T"""'
    lines = [["企业名称", "信用代码", "行业"], ["甲厂", code, "水泥"], ["乙厂", "", "水泥"]]
    file = tmp_path / "a.csv"
    file.write_text("\n".join(separator.join(cells) for cells in lines), encoding="utf-8")
    assert list(read_file(file, vocabulary).rows.credit_code) == ["91370000614071479T", None]


def test_big5_is_told_from_gb18030(tmp_path: Path, vocabulary: Vocabulary) -> None:
    """Bytes of one are often legal in the other: the one with common characters is meant."""
    from lib.imports.formats.text import decoded

    traditional = "企業名稱,縣區,備案產能\n繁體測試建材廠,茌平區,60\n"
    simplified = "企业名称,县区,备案产能\n测试建材厂,茌平区,60\n"
    assert decoded(traditional.encode("big5")) == traditional
    assert decoded(simplified.encode("gb18030")) == simplified


Written = Callable[..., Path]


def test_a_sheet_too_sparse_is_named_by_its_tab(workbook: Written, vocabulary: Vocabulary) -> None:
    from lib.errors import FileRefused

    rows: list[list[object]] = [HEADINGS, row("甲厂")]
    file = workbook(rows)
    book = openpyxl.load_workbook(file)
    book.active.cell(1_048_576, 1).value = " ."
    book.save(file)
    with pytest.raises(FileRefused, match="台账.*1048576"):
        read_file(file, vocabulary)


@pytest.mark.parametrize(
    "error", ["#NUM!", "#NULL!", "#NAME?", "#SPILL!", "#CALC!", "#GETTING_DATA", "#BUSY!", "Err:502"]
)
def test_errors_of_every_kind_are_told_and_the_rest_is_read(tmp_path: Path, vocabulary: Vocabulary, error: str) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append(["企业名称", "行业", "产能（万吨/年）"])
    sheet.append(["甲厂", "水泥", error])
    sheet.append(["乙厂", "水泥", 60])
    sheet["C2"].data_type = "e"
    book.save(tmp_path / "a.xlsx")
    parsed = read_file(tmp_path / "a.xlsx", vocabulary)
    assert [(one.cell, one.value) for one in parsed.warnings if one.reason == "cell_error"] == [("C2", error)]
    assert list(parsed.rows.capacity_filed) == [None, 60]
