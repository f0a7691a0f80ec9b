"""The meeting workbook says what the marts say, and never adds what cannot be added."""

import io
import re
import zipfile

import openpyxl
import pytest

from lib.exports.meeting import UNADDED, meeting_workbook
from lib.exports.query import exact
from tests.exports.conftest import DAY

PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000000d49444154789c6360f8cf500f00038301804b5c15150000000049454e44ae426082"
)
SHEETS = [
    *(
        "说明",
        "退出进度",
        "逾期事项",
        "未报齐属地",
        "领导交办",
        "图表",
        "分属地汇总",
        "分行业汇总",
        "落后生产线",
        "置换与待核",
    ),
    *("检查", "标准条款", "无法判定", "数据质量"),
]


@pytest.fixture(scope="module")
def content(register):
    return meeting_workbook(register, DAY, "zh", lambda counts, shapes, title, as_of, language: PNG)


@pytest.fixture(scope="module")
def book(content):
    return openpyxl.load_workbook(io.BytesIO(content))


def rows_of(sheet):
    """Rows under the heading as dictionaries."""
    headings = [cell.value for cell in sheet[3]]
    return [dict(zip(headings, values, strict=True)) for values in sheet.iter_rows(min_row=4, values_only=True)]


def test_the_sheets_are_there_in_order_and_marked_as_demo(book):
    assert book.sheetnames == SHEETS
    assert all("演示数据 非真实" in sheet.oddHeader.center.text for sheet in book.worksheets)


def test_areas_stand_in_official_order_with_all_lines(book, register):
    rows = rows_of(book["分属地汇总"])
    areas = exact(register, "pages/overview/areas", DAY, "zh")
    assert [row["属地"] for row in rows] == [*areas["area_name"], "合计"]
    assert len(rows) == 11 + 1 + 1
    assert [row["登记生产线（条）"] for row in rows[:-1]] == areas["line_count"].tolist()
    assert rows[-1]["登记生产线（条）"] == 9 and rows[-1]["落后生产线（条）"] == 3 and rows[-1]["涉落后企业（家）"] == 2


def test_the_verdicts_of_every_area_add_up_to_its_lines(book):
    verdicts = ("落后生产线", "产能置换", "待核", "无法判定", "豁免", "达标", "无适用标准", "不适用")
    for row in rows_of(book["分属地汇总"]):
        assert sum(row[f"{verdict}（条）"] for verdict in verdicts) == row["登记生产线（条）"], row["属地"]


def test_capacities_of_different_processes_are_never_added(book):
    *rows, total = rows_of(book["分行业汇总"])
    grinding = next(row for row in rows if row["工序"] == "粉磨")
    assert (grinding["产能"], grinding["单位"]) == (60, "万吨/年")
    assert total["产能"] is None and total["落后产能"] is None and {"capacity", "outdated_capacity"} == UNADDED
    assert total["登记生产线（条）"] == sum(row["登记生产线（条）"] for row in rows) == 9


def test_an_enterprise_in_two_rows_is_counted_once_in_the_total(book):
    *rows, total = rows_of(book["分行业汇总"])
    assert sum(row["有生产线企业（家）"] for row in rows) > total["有生产线企业（家）"] == 3


def test_lists_hold_the_lines_of_their_verdict_with_the_clause(book, register):
    lines = exact(register, "marts/enterprises/lines", DAY, "zh").set_index("line_id")
    for sheet, verdicts in (
        ("落后生产线", ["outdated"]),
        ("置换与待核", ["replace", "review"]),
        ("无法判定", ["not_assessable"]),
    ):
        wanted = lines[lines["verdict"].isin(verdicts)]
        rows = rows_of(book[sheet])
        assert sorted(row["判定说明"] for row in rows) == sorted(wanted["explanation"])
        assert [row["序号"] for row in rows] == list(range(1, len(wanted) + 1))
    assert "聊工信发〔2022〕64号 二（五）1" in rows_of(book["落后生产线"])[0]["判定说明"]


def test_quality_counts_every_doubt(book, register):
    doubts = exact(register, "marts/imports/data_quality", DAY, "zh")
    assert sum(row["问题（个）"] for row in rows_of(book["数据质量"])) == len(doubts) > 0


def test_every_heading_is_chinese(book):
    for name in (name for name in SHEETS[1:] if name != "图表"):
        assert not [cell.value for cell in book[name][3] if cell.value.isascii()], name


def test_the_cover_has_the_figures_and_the_hashes(book):
    cover = book["说明"]
    figures = dict(zip([cell.value for cell in cover[4]], [cell.value for cell in cover[5]], strict=True))
    assert figures["落后生产线（条）"] == 3
    table = {row[0]: row[1:3] for row in cover.iter_rows(min_row=14, values_only=True) if row[0] in SHEETS}
    assert set(table) == set(SHEETS[1:]) - {"图表"}
    assert table["落后生产线"][0] == 3 and all(re.fullmatch("[0-9a-f]{64}", digest) for _, digest in table.values())


def test_charts_are_native_and_read_the_cells(content):
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        names = parts.namelist()
        charts = [parts.read(name).decode() for name in names if name.startswith("xl/charts/chart")]
        assert [name for name in names if name.startswith("xl/media/")] == ["xl/media/image1.png"]
    areas, sectors = charts
    assert areas.count("<c:ser>") == 8 and "分属地汇总!$A$4:$A$15" in areas and "stacked" in areas
    assert "图表!$C$27:$C$28" in sectors


def test_without_a_picture_there_is_a_workbook_without_map(register):
    with zipfile.ZipFile(io.BytesIO(meeting_workbook(register, DAY, "en"))) as parts:
        assert not [name for name in parts.namelist() if name.startswith("xl/media/")]


def test_english_sheets(register):
    book = openpyxl.load_workbook(io.BytesIO(meeting_workbook(register, DAY, "en")))
    assert book.sheetnames[:7] == [
        *("Cover", "Exit progress", "Overdue", "Not reported", "Instructions"),
        *("Charts", "By area"),
    ]
    assert rows_of(book["Outdated lines"])[0]["Verdict"] == "Outdated"


def test_a_day_without_lines_is_still_a_workbook(register):
    book = openpyxl.load_workbook(io.BytesIO(meeting_workbook(register, DAY.replace(year=2020), "zh")))
    assert rows_of(book["分属地汇总"])[-1]["登记生产线（条）"] == 0


def test_progress_adds_up_and_an_area_has_a_sheet_of_its_own_when_asked_for(register):
    made = meeting_workbook(register, DAY, "zh", is_by_area=True)
    book = openpyxl.load_workbook(io.BytesIO(made), read_only=True)
    assert len(book.sheetnames) == len(SHEETS) + 11 and book.sheetnames[-1] == "江北水城旅游度假区"
    *rows, total = rows_of(book["退出进度"])
    parts = ("应退未退（条）", "已退出（条）", "已了结（条）", "已撤销或更正（条）")
    assert all(row["曾认定（条）"] == sum(row[name] for name in parts) for row in (*rows, total))
    assert total["曾认定（条）"] == sum(row["曾认定（条）"] for row in rows) > 0
    owed = rows_of(book["江北水城旅游度假区"])
    assert {row["属地"] for row in owed} == {"江北水城旅游度假区"}
