"""A sheet as a grid: what each row is, whose it is, and whether its totals agree."""

from collections.abc import Callable
from pathlib import Path

import pytest
import xlsxwriter

from lib.errors import FileRefused, UserError
from lib.imports.commit import import_file
from lib.imports.grid.choices import choices_of
from lib.imports.grid.model import Choice
from lib.imports.mapping import columns_of
from lib.imports.reading import read_file
from lib.imports.rows import Parsed
from lib.imports.vocabulary import Vocabulary
from lib.register.store import Register
from lib.settings import Settings
from tests.imports.conftest import write_sheet

HEAD = "序号 企业名称 县区 行业 工序 生产线名称 备案产能（万吨/年） 生产状态"
SHORT = "序号 企业名称 行业 工序 生产线名称 备案产能（万吨/年） 生产状态"
Sheets = Callable[..., Parsed]


def cells(text: str) -> list[list[object]]:
    """Rows of cells told apart by spaces; `.` is a blank cell, and what looks like a number is one."""
    rows = [line.split() for line in text.strip().splitlines()]
    return [[None if cell == "." else float(cell) if cell.isdigit() else cell for cell in row] for row in rows]


@pytest.fixture
def book(tmp_path: Path) -> Callable[..., Path]:
    def write(**sheets: str) -> Path:
        workbook = xlsxwriter.Workbook(tmp_path / "delivered.xlsx")
        for name, text in sheets.items():
            write_sheet(workbook.add_worksheet(name), cells(text))
        workbook.close()
        return tmp_path / "delivered.xlsx"

    return write


@pytest.fixture
def sheets(book: Callable[..., Path], vocabulary: Vocabulary) -> Sheets:
    def parsed(choices: dict[str, Choice] | None = None, **texts: str) -> Parsed:
        return read_file(book(**texts), vocabulary, choices=choices or {})

    return parsed


def told(parsed: Parsed) -> list[tuple[str, str]]:
    """Cell (else row) and reason of what is said of the grid, in the order it is said."""
    own = ("total", "section", "sector_from_section", "area_", "row_", "summary", "sheet")
    return [(one.cell or str(one.row_number), one.reason) for one in parsed.warnings if one.reason.startswith(own)]


def totals(parsed: Parsed) -> list[tuple[int, str, str, bool | None]]:
    return [(one.row_number, one.said, one.summed, one.agrees) for sheet in parsed.sheets for one in sheet.totals]


# the words of a row's name, with a sum beside it and above it a plant of 60: what the row is
@pytest.mark.parametrize(
    ("name", "kind"),
    [
        *[
            (word, "total")
            for word in ("平均", "以上共3家", "合计(万吨)", "Σ", "共计3家企业", "总计（含停产）", "累计完成")
        ],
        *[
            (word, "total")
            for word in ("汇总", "茌平区", "茌平县", "其中：水泥", "合计数", "本县小计", "茌平区合计3家5条线")
        ],
        *[
            (word, "total")
            for word in ("TOTAL：", "Sub-total", "全市总计", "水泥行业合计", "甲集团小计", "共5条生产线", "平均值")
        ],
        *[(word, "data") for word in ("合计水泥厂", "共3家水泥厂", "汇总建材有限公司", "总计公司")],
        *[(word, "section") for word in ("一、炼铁", "（二）水泥行业", "三、拟退出企业")],
        *[(word, "note") for word in ("注：以上为备案产能", "填表人：张三")],
    ],
)
def test_the_words_of_a_row_say_what_it_is(sheets: Sheets, name: str, kind: str) -> None:
    parsed = sheets(表=f"{HEAD}\n1 甲厂 茌平区 水泥 粉磨 1号磨 60 在产\n. {name} . . . . 60")
    assert parsed.sheets[0].rows[-1].kind == kind
    assert len(parsed.rows) == (2 if kind == "data" else 1)


def test_a_total_that_differs_finds_the_missing_row(sheets: Sheets) -> None:
    parsed = sheets(
        表=f"""{HEAD}
        1 甲厂 茌平区 水泥 粉磨 1号磨 60 在产
        2 乙厂 茌平区 水泥 粉磨 1号磨 60 在产
        . 合计（3家） . . . . 180"""
    )
    assert totals(parsed) == [(4, "3", "2", False), (4, "180", "120", False)]
    assert told(parsed) == [("B4", "total_counts_otherwise"), ("G4", "total_differs")]


def test_page_totals_a_total_of_a_sector_and_one_above_its_rows(sheets: Sheets) -> None:
    parsed = sheets(
        表=f"""落后产能台账
        {HEAD}
        . 全市合计 . . . . 185
        1 甲厂 茌平区 水泥 粉磨 1号磨 60 在产
        2 乙厂 茌平区 水泥 粉磨 1号磨 60 在产
        . 本页小计 . . . . 120
        落后产能台账
        {HEAD}
        3 丙厂 茌平区 造纸 抄纸 1号机 5 在产
        4 丁厂 茌平区 水泥 粉磨 1号磨 60 在产
        . 本页小计 . . . . 65
        . 其中：水泥 . . . . 180
        . 造纸 . . . . 5"""
    )
    assert [agrees for *_, agrees in totals(parsed)] == [True] * 5
    assert parsed.sheets[0].counts == {"heading": 2, "data": 4, "total": 5, "title": 2}


def test_tables_have_their_own_titles_units_and_forms(sheets: Sheets) -> None:
    parsed = sheets(
        表="""表一：水泥
        填报单位：阳谷县工信局 . . 单位：万吨
        企业名称 行业 工序 产能 状态
        甲厂 水泥 粉磨 60 在产
        合计 . . 60
        表二：轮胎
        填报单位：莘县工信局 . . 单位：万条
        企业名称 行业 工序 产能 状态
        乙轮胎厂 轮胎 全钢 100 在产"""
    )
    rows = parsed.rows
    assert list(zip(rows.enterprise_name, rows.area_text, rows.capacity_unit, strict=True)) == [
        ("甲厂", "阳谷县", "10kt/a"),
        ("乙轮胎厂", "莘县", "10k/a"),
    ]
    assert parsed.sheets[0].headings == [3, 8]


def test_an_area_comes_from_row_then_section_then_sheet_then_title(sheets: Sheets) -> None:
    parsed = sheets(
        冠县=f"""莘县落后产能表
        {HEAD}
        1 甲厂 茌平区 水泥 粉磨 1号磨 60 在产
        2 乙厂 . 水泥 粉磨 1号磨 60 在产
        一、东阿县
        3 丙厂 . 水泥 粉磨 1号磨 60 在产
        4 丁厂 高唐县 水泥 粉磨 1号磨 60 在产"""
    )
    assert list(parsed.rows.area_text) == ["茌平区", "冠县", "东阿县", "高唐县"]
    assert told(parsed) == [
        ("1", "area_sources_differ"),
        ("A5", "area_from_section"),
        ("2", "area_from_sheet"),
    ]


def test_a_county_with_its_sum_above_its_plants_is_a_section(sheets: Sheets) -> None:
    parsed = sheets(
        表=f"""{SHORT}
        . 茌平区 . . . 60
        1 甲厂 水泥 粉磨 1号磨 60 在产
        二 阳谷县 . . . 80
        2 乙厂 水泥 粉磨 1号磨 70 在产"""
    )
    assert list(parsed.rows.area_text) == ["茌平区", "阳谷县"]
    assert totals(parsed) == [(2, "60", "60", True), (4, "80", "70", False)]


def test_a_name_that_is_none_is_refused_when_its_row_describes_a_line(sheets: Sheets) -> None:
    parsed = sheets(
        表=f"""{HEAD}
        1 茌平区 茌平区 水泥 粉磨 特大磨 60 在产
        2 甲集团小计 茌平区 水泥 粉磨 特大磨 60 在产
        3 同上 茌平区 水泥 粉磨 特大磨 60 在产"""
    )
    assert len(parsed.rows) == 0
    assert [remark.reason for remark in parsed.refusals] == ["name_is_area", "name_is_total", "name_is_total"]


def test_a_ditto_mark_with_nothing_above_refuses_its_row(sheets: Sheets) -> None:
    parsed = sheets(表=f"{HEAD}\n1 〃 茌平区 水泥 粉磨 1号磨 60 在产\n2 甲厂 茌平区 水泥 粉磨 2号磨 60 在产")
    assert [(remark.cell, remark.reason, remark.row["企业名称"]) for remark in parsed.refusals] == [
        ("B2", "ditto_hangs", "〃")
    ]


def test_what_is_no_kind_of_row_is_told_and_an_empty_numbered_row_is_nothing(sheets: Sheets) -> None:
    parsed = sheets(表=f"{HEAD}\n1 甲厂 茌平区 水泥 粉磨 1号磨 60 在产\n. . . . . . 60\n. 某某\n2\n3")
    assert told(parsed) == [("G3", "row_skipped"), ("B4", "row_skipped")]
    assert parsed.sheets[0].counts == {"heading": 1, "data": 1, "skipped": 2, "blank": 2}


PLANTS = "1 甲厂 茌平区 水泥 粉磨 1号磨 60 在产\n2 乙厂 茌平区 水泥 粉磨 1号磨 60 在产"


def test_a_summary_is_compared_line_by_line(sheets: Sheets) -> None:
    summary = "1 甲厂 茌平区 水泥 粉磨 1号磨 80 在产\n2 丙厂 茌平区 水泥 粉磨 1号磨 60 在产"
    parsed = sheets(茌平=f"{HEAD}\n{PLANTS}", 汇总=f"{HEAD}\n{summary}")
    assert list(parsed.rows.enterprise_name) == ["甲厂", "乙厂"]
    assert told(parsed) == [
        ("1", "sheet_summary_name"),
        ("2", "summary_differs"),
        ("3", "summary_unknown"),
        ("3", "summary_lacks"),
    ]


def test_a_sheet_that_repeats_another_is_not_added_and_a_lone_summary_is_read(sheets: Sheets) -> None:
    parsed = sheets(一=f"{HEAD}\n{PLANTS}", 二=f"{HEAD}\n{PLANTS}")
    assert [(sheet.role, sheet.why) for sheet in parsed.sheets] == [("county", "data"), ("summary", "repeats")]
    assert len(sheets(汇总=f"{HEAD}\n{PLANTS}").rows) == 2
    both = sheets({"二": Choice("county")}, 一=f"{HEAD}\n{PLANTS}", 二=f"{HEAD}\n{PLANTS}")
    assert len(both.rows) == 4


def test_tables_side_by_side_are_refused_in_words(sheets: Sheets) -> None:
    with pytest.raises(FileRefused, match="“企业名称”"):
        sheets(表="企业名称 行业 . 企业名称 行业\n甲厂 水泥 . 乙厂 水泥")


def test_choices_are_written_as_the_command_line_writes_them() -> None:
    assert choices_of(["汇总=ignored", "a=b=county:莘县"]) == {
        "汇总": Choice("ignored"),
        "a=b": Choice("county", "莘县"),
    }
    for wrong in ("汇总", "=county", "汇总="):
        with pytest.raises(UserError):
            choices_of([wrong])


def test_the_dry_run_tells_of_each_sheet_and_of_rows_without_any_area(
    register: Register, book: Callable[..., Path]
) -> None:
    nowhere = SHORT + "\n1 甲厂 水泥 粉磨 1号磨 60 在产"
    file = book(一=nowhere, 二=nowhere.replace("甲", "乙"), 莘县=nowhere.replace("甲", "丙"))
    chosen = {"二": Choice("county", "冠县")}
    done = import_file(register, file, actor="测试员", dry_run=True, language="zh", sheets=chosen)
    assert [(sheet["sheet"], sheet["role"], sheet.get("area")) for sheet in done["sheets"]] == [
        ("一", "county", None),
        ("二", "county", "冠县"),
        ("莘县", "county", "莘县"),
    ]
    assert done["sheets"][0]["counts"] == {"heading": 1, "data": 1}
    assert [(one["sheet"], one["row_number"]) for one in done["warned"] if one["reason"] == "area_missing"] == [
        ("一", 2)
    ]


def test_the_headings_of_every_table_can_be_mapped(book: Callable[..., Path], vocabulary: Vocabulary) -> None:
    file = book(表=f"{HEAD}\n{PLANTS}\n.\n表二 轮胎\n企业名称 行业 轮胎产量\n乙轮胎厂 轮胎 100")
    found = columns_of(file, vocabulary, None, Settings(), "zh")
    assert {column.heading: column.target for column in found}["轮胎产量"] == ""
    assert [column.examples for column in found if column.heading == "轮胎产量"] == [("100",)]


def test_a_published_list_with_sections_units_and_combined_models(sheets: Sheets) -> None:
    """The layout of the lists of the ministry (公告2014年第45号): each section may count in a unit of its own."""
    parsed = sheets(
        表="""
        2014年工业行业淘汰落后和过剩产能企业名单
        序号 省（区、市） 企业名称 淘汰落后生产线（设备）型号及数量 淘汰产能（万吨）
        一、炼铁
        1 山东省 甲钢铁公司 420立方米高炉1座 45
        . 小计 . . 45
        二、水泥（熟料及磨机）（万吨）
        1 山东省 乙水泥公司 Φ2.4×13m水泥磨1台、Φ3.0×11m水泥磨2台 70
        三、平板玻璃（万重量箱）
        1 山东省 丙玻璃公司 平拉生产线2条 200
        四、酒精（万千升）
        1 山东省 丁酒业公司 蒸馏塔2座 100
        """
    )
    read = zip(parsed.rows.enterprise_name, parsed.rows.sector, parsed.rows.capacity_unit, strict=True)
    assert list(read) == [
        ("甲钢铁公司", "steel", "10kt/a"),
        ("乙水泥公司", "cement", "10kt/a"),
        ("丙玻璃公司", "flat_glass", "10k boxes/a"),
    ]
    assert list(parsed.rows.process) == ["ironmaking", "grinding", "flat_drawn"]
    assert [(one.reason, one.params["unit"]) for one in parsed.refusals] == [("capacity_unit_unknown", "万千升")]
    assert "model_two_diameters" in {remark.reason for remark in parsed.warnings}


def test_a_sheet_of_steps_beside_a_countys_is_left_to_the_ledger(sheets: Sheets) -> None:
    parsed = sheets(
        阳谷="""
        企业名称 行业 产能（万吨）
        丙水泥有限公司 水泥 60
        """,
        七月="""
        企业 主体设备 办理环节 完成日期 批文号
        甲水泥 1#窑 核实 2022-07-04 1号
        """,
    )
    assert list(parsed.rows.enterprise_name) == ["丙水泥有限公司"]
    assert ("七月", "sheet_steps") in [(one.sheet, one.reason) for one in parsed.warnings]
