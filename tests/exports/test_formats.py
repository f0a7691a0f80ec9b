"""What leaves the atlas must be the rows, exactly, and harmless in a spreadsheet."""

import io
import json
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal

import openpyxl
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from lib.exports import cells
from lib.exports.formats import FORMATS, basis_text, to_csv, to_json
from lib.exports.query import export_query, mart_table
from lib.exports.table import Table
from lib.exports.workbook import to_xlsx
from tests.exports.conftest import DAY, HOSTILE


def table(frame, **changes):
    """A small table about anything."""
    facts = {
        "name": "lines",
        "title": "生产线",
        "frame": frame,
        "labels": {"line_name": "生产线名称"},
        "filters": {"属地": "阳谷县"},
        "as_of": DAY,
        "version": 7,
        "is_demo": False,
        "made_at": datetime(2022, 7, 15, 9, 30),
    }
    return Table(**(facts | changes))


DANGEROUS = [
    "=1+1",
    "+1+1",
    "-1+1",
    "@SUM(A1)",
    "\t=1",
    "\r=1",
    " =1",
    "＝1+1",
    "＋cmd",
    "－2+3",
    "＠x",
    "=cmd|' /C calc'!A0",
]


@pytest.mark.parametrize("text", DANGEROUS)
def test_csv_neutralises_what_excel_would_run(text):
    [[cell]] = pd.read_csv(io.BytesIO(to_csv(table(pd.DataFrame({"line_name": [text]}))))).to_numpy()
    assert cell.startswith("'")


@pytest.mark.parametrize("value", [Decimal("-2.5"), -3, "-2.5", "+86", "1#窑", "a=b", "=", "<=", "-"])
def test_csv_leaves_numbers_and_harmless_text_alone(value):
    assert cells.neutral(value) == str(value)


def test_a_hostile_heading_is_neutralised():
    written = to_csv(table(pd.DataFrame({"line_name": ["a"]}), labels={"line_name": "=1+1"})).decode("utf-8-sig")
    assert written == "'=1+1\r\na\r\n"


@pytest.mark.parametrize("text", [*DANGEROUS, HOSTILE, "http://example.org", "12345", "line\nbreak", "bell\a"])
def test_excel_gets_text_and_never_a_formula(text):
    sheet = opened(to_xlsx(table(pd.DataFrame({"line_name": [text]})))).worksheets[0]
    cell = sheet["A4"]
    assert cell.data_type == "s" and cell.hyperlink is None
    assert openpyxl.utils.escape.unescape(cell.value) == text


def test_coordinates_are_numbers_whatever_their_digits():
    sheet = opened(to_xlsx(table(pd.DataFrame({"lon": [116.25527000000001, 115.98, None]})))).worksheets[0]
    assert [sheet[f"A{row}"].data_type for row in (4, 5)] == ["n", "n"]
    assert abs(sheet["A4"].value - 116.25527) < 1e-9


def test_a_csv_that_people_read_says_words_where_scripts_read_codes():
    coded = replace(table(pd.DataFrame({"scale": ["above"]})), words={"scale": {"above": "规上"}})
    assert to_csv(coded).decode("utf-8-sig") == "scale\r\nabove\r\n"
    assert to_csv(replace(coded, is_read_by_people=True)).decode("utf-8-sig") == "scale\r\n规上\r\n"


def opened(content):
    """A written workbook as openpyxl reads it."""
    return openpyxl.load_workbook(io.BytesIO(content))


def test_csv_opens_in_excel_and_in_pandas():
    frame = pd.DataFrame({"line_name": ["2#窑", "a,b"], "capacity": [Decimal("2500.00"), None], "count": [3, 4]})
    content = to_csv(table(frame))
    assert content.startswith(b"\xef\xbb\xbf")
    back = pd.read_csv(io.BytesIO(content))
    assert len(back) == 2 and list(back.columns) == ["生产线名称", "capacity", "count"]
    assert back["生产线名称"].tolist() == ["2#窑", "a,b"] and back["count"].dtype == "int64"


def test_csv_is_the_same_whatever_it_was_asked_under():
    frame = pd.DataFrame({"line_name": ["a"]})
    later = table(frame, version=8, filters={}, is_demo=True, made_at=datetime(2023, 1, 1))
    assert to_csv(table(frame)) == to_csv(later)


def test_the_basis_beside_a_csv_says_what_the_rows_are():
    rules = pd.DataFrame(
        {"rule_id": ["R1"], "title": ["熟料"], "document": ["聊工信发〔2022〕64号"], "clause": ["二（五）1"]}
    )
    written = table(pd.DataFrame({"line_name": ["a"]}), is_demo=True, rules=rules)
    content = basis_text(written)
    assert content.startswith(b"\xef\xbb\xbf")
    lines = content.decode("utf-8-sig").splitlines()
    facts = {
        "筛选条件: 属地 = 阳谷县",
        "数据截至: 2022-07-15",
        "行数: 1",
        "台账版本: 7",
        f"数据校验值（SHA-256）: {written.sha256}",
        "提示: 演示数据 非真实",
    }
    assert facts <= set(lines)
    assert lines[-1] == "R1 | 熟料 | 聊工信发〔2022〕64号 | 二（五）1"


EXACT = ["2499.99999999", "0.1", "1234567.00000001", "9999999999.99999999", "-0.00000001", "1E+3", "120.50000000"]


@pytest.mark.parametrize("digits", EXACT)
def test_exact_decimals_survive_every_format(digits):
    exact = Decimal(digits)
    written = table(pd.DataFrame({"capacity": [exact]}))
    assert Decimal(pd.read_csv(io.BytesIO(to_csv(written)), dtype=str)["capacity"][0]) == exact
    assert json.loads(to_json(written), parse_float=Decimal, parse_int=Decimal)[0]["capacity"] == exact
    cell = opened(to_xlsx(written)).worksheets[0]["A4"]
    assert Decimal(repr(cell.value) if isinstance(cell.value, float) else str(cell.value)) == exact


@given(st.decimals(min_value=-(10**10), max_value=10**10, places=8))
def test_a_decimal_written_out_is_the_same_number(exact):
    written = cells.text(exact)
    assert Decimal(written) == exact and "E" not in written


@pytest.mark.parametrize(
    ("value", "pattern"), [(2500, "#,##0"), (Decimal("119.5"), "#,##0.0"), (Decimal("0.00000001"), "#,##0.00000000")]
)
def test_numbers_show_all_their_decimals(value, pattern):
    cell = opened(to_xlsx(table(pd.DataFrame({"capacity": [value]})))).worksheets[0]["A4"]
    assert cell.number_format == pattern


def test_dates_are_dates():
    cell = opened(to_xlsx(table(pd.DataFrame({"built_on": [date(2001, 5, 6)]})))).worksheets[0]["A4"]
    assert cell.value == datetime(2001, 5, 6) and cell.number_format == "yyyy-mm-dd"


def test_a_credit_code_of_digits_keeps_them_in_excel():
    code = "913715007061010101"
    assert opened(to_xlsx(table(pd.DataFrame({"credit_code": [code]})))).worksheets[0]["A4"].value == code


def test_the_basis_sheet_says_what_the_rows_are():
    rules = pd.DataFrame(
        {"rule_id": ["R1"], "title": ["熟料"], "document": ["聊工信发〔2022〕64号"], "clause": ["二（五）1"]}
    )
    written = table(pd.DataFrame({"line_name": ["a", "b"]}), rules=rules, is_demo=True)
    sheet = opened(to_xlsx(written))["口径"]
    facts = dict(sheet.iter_rows(max_col=2, values_only=True))
    assert facts["筛选条件"] == "属地 = 阳谷县" and facts["数据截至"] == "2022-07-15"
    assert facts["行数"] == 2 and facts["台账版本"] == 7
    assert facts["数据校验值（SHA-256）"] == written.sha256 and facts["提示"] == "演示数据 非真实"
    assert [cell.value for cell in list(sheet.rows)[-1]] == ["R1", "熟料", "聊工信发〔2022〕64号", "二（五）1"]


def test_the_sheet_is_set_up_for_reading_and_printing():
    sheet = opened(to_xlsx(table(pd.DataFrame({"line_name": ["a"]}), is_demo=True))).worksheets[0]
    assert sheet["A3"].value == "生产线名称" and sheet.freeze_panes == "A4" and sheet.auto_filter.ref == "A3:A4"
    assert sheet.page_setup.orientation == "landscape" and sheet.page_setup.paperSize == 9
    assert sheet.print_title_rows == "$3:$3" and sheet.sheet_properties.pageSetUpPr.fitToPage
    assert "演示数据" in sheet.oddHeader.center.text and sheet.oddFooter.right.text == "&P / &N"


def test_no_demo_mark_on_real_data():
    sheet = opened(to_xlsx(table(pd.DataFrame({"line_name": ["a"]})))).worksheets[0]
    assert sheet.oddHeader.center.text is None and "演示" not in sheet["A2"].value


def test_the_same_rows_have_the_same_hash_however_they_were_read():
    exact = pd.DataFrame({"n": [Decimal("2500.00000000"), None], "on": [date(2022, 7, 1), None], "yes": [True, False]})
    floats = pd.DataFrame(
        {"n": [2500.0, float("nan")], "on": pd.to_datetime(["2022-07-01", None]), "yes": [True, False]}
    )
    other = exact.assign(n=[Decimal("2500.00000001"), None])
    assert table(exact).sha256 == table(floats, labels={"n": "数"}, title="别名").sha256
    assert table(exact).sha256 != table(other).sha256


@pytest.mark.parametrize("form", FORMATS, ids=lambda form: form.extension)
def test_the_same_table_is_the_same_bytes(form):
    frame = pd.DataFrame({"line_name": ["甲", None], "capacity": [Decimal("1.5"), 2]})
    assert form.write(table(frame)) == form.write(table(frame.copy()))


@pytest.mark.parametrize("form", FORMATS, ids=lambda form: form.extension)
def test_nothing_found_is_still_a_file(form):
    assert form.write(table(pd.DataFrame({"line_name": [], "capacity": []})))


def test_a_big_table_is_written_row_by_row_and_whole():
    frame = pd.DataFrame({"line_name": [f"线{number}" for number in range(20_001)]})
    sheet = openpyxl.load_workbook(io.BytesIO(to_xlsx(table(frame))), read_only=True).worksheets[0]
    values = [row[0] for row in sheet.iter_rows(min_row=4, values_only=True)]
    assert values == frame["line_name"].tolist()


def test_json_is_a_list_of_rows_with_column_names(register):
    rows = {
        row["line_id"]: row for row in json.loads(export_query(register, "lines", DAY, {}, "json"), parse_float=Decimal)
    }
    assert rows["below"]["capacity"] == Decimal("2499.99999999") and rows["below"]["verdict"] == "outdated"
    assert rows["unknown"]["capacity"] is None and rows["wool"]["enterprise_name"] == HOSTILE


def test_lists_are_lists_in_json_and_joined_elsewhere(register):
    one = mart_table(register, "enterprises", DAY, {"enterprise_id": "E1"})
    assert json.loads(to_json(one))[0]["former_names"] == ["旧名一", "旧名二"]
    assert "旧名一;旧名二" in to_csv(one).decode("utf-8-sig")
