"""Workbooks as counties write them, and what the reader makes of them."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path

import odfdo
import openpyxl
import pytest
import xlwt

from lib.errors import FileRefused
from lib.imports.marked import marked_workbook
from lib.imports.reading import read_file
from lib.imports.reasons import sentence
from lib.imports.rows import MEASUREMENT_COLUMNS, ROW_COLUMNS, Parsed
from lib.imports.template import template_workbook
from lib.imports.vocabulary import Vocabulary

Read = Callable[..., Parsed]
CODE = "91350200MA2YJ1XR9G"
HEADINGS = ["序号", "企业名称", "所属行业", "工序", "生产线名称", "备案产能（万吨/年）", "生产状态"]


def row(number: int = 1, name: str = "甲水泥有限公司", capacity: object = 60, **changes: object) -> list[object]:
    cells = dict(zip(HEADINGS, [number, name, "水泥", "粉磨", f"{number}号磨", capacity, "在产"], strict=True))
    return list((cells | changes).values())


def reasons(parsed: Parsed) -> dict[str, str]:
    """Cell → reason of everything refused."""
    return {remark.cell or str(remark.row_number): remark.reason for remark in parsed.refusals}


def warned(parsed: Parsed) -> set[str]:
    return {remark.reason for remark in parsed.warnings}


def test_an_awkward_county_workbook(workbook: Callable[..., Path], vocabulary: Vocabulary) -> None:
    rows = [
        ["阳谷县落后产能摸底情况表", *[None] * 9],
        ["填报单位：阳谷县工信局", *[None] * 8, "单位：万吨"],
        ["序号", "企业名称", "统一社会信用代码", "所属\n行业", "主体设备", None, "产能", None, "运行状态", "建成时间"],
        [None, None, None, None, "名称", "规格型号", "备案", "实际", None, None],
        [None, None, None, None, None, None, "万吨/年", "万吨/年", None, None],
        [
            1,
            "聊城甲水泥（集团）有限公司",
            CODE,
            "水泥",
            "1号水泥磨",
            "Φ３．２×13m",
            "６０",
            55.5,
            "正常生产",
            "2010年3月",
        ],
        [2, None, None, None, "2号水泥磨", "φ3.8*13m", "1,000", "600000吨", "停产", 40179],
        ["小计", None, None, None, None, None, 1060, None, None, None],
        ["序号", "企业名称", "统一社会信用代码", "所属\n行业", "主体设备", None, "产能", None, "运行状态", "建成时间"],
        [3, "聊城乙水泥有限公司", None, "水泥", "熟料线", None, "2500t/d", None, None, "2009年底"],
        [None] * 10,
        ["合计", None, None, None, None, None, 3560, None, None, None],
        ["注：产能按批复文件填写。", *[None] * 9],
        ["填表人：张三", None, None, None, "联系电话：0635-8888888", *[None] * 5],
    ]
    merge = ("A1:J1", "A3:A4", "B3:B4", "C3:C4", "D3:D4", "E3:F3", "G3:H3", "I3:I4", "J3:J4", "B6:B7", "C6:C7", "D6:D7")
    parsed = read_file(workbook(rows, merge), vocabulary)

    assert not parsed.refusals
    assert parsed.row_count == 3
    assert list(parsed.rows.columns) == list(ROW_COLUMNS)
    assert list(parsed.rows.row_number) == [6, 7, 10]
    assert list(parsed.rows.enterprise_name) == ["聊城甲水泥（集团）有限公司"] * 2 + ["聊城乙水泥有限公司"]
    assert list(parsed.rows.credit_code) == [CODE, CODE, None]
    assert list(parsed.rows.process) == ["grinding", "grinding", "clinker"]
    assert list(parsed.rows.capacity_filed) == [Decimal(60), Decimal(1000), Decimal(2500)]
    assert list(parsed.rows.capacity_actual) == [Decimal("55.5"), Decimal(60), None]
    assert list(parsed.rows.capacity_unit) == ["10kt/a", "10kt/a", "t/d"]
    assert list(parsed.rows.state) == ["operating", "suspended", None]
    assert list(parsed.rows.built_on) == [date(2010, 3, 1), date(2010, 1, 1), date(2009, 12, 31)]
    assert list(parsed.measurements.columns) == list(MEASUREMENT_COLUMNS)
    assert list(parsed.measurements.value_number) == [Decimal("3.2"), Decimal("3.8")]
    assert list(parsed.measurements.row_index) == [0, 1]
    assert "state_missing" in warned(parsed)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16", "utf-16-le"])
def test_csv_in_every_encoding_offices_use(tmp_path: Path, vocabulary: Vocabulary, encoding: str) -> None:
    text = "企业名称,行业,工序,产能,单位,状态\n㙟城纸业有限公司,造纸,抄纸,3.5,万吨/年,在产\n"
    file = tmp_path / "delivered.csv"
    file.write_bytes(text.encode(encoding))
    parsed = read_file(file, vocabulary)
    assert list(parsed.rows.enterprise_name) == ["㙟城纸业有限公司"]
    assert list(parsed.rows.capacity_filed) == [Decimal("3.5")]


def xls(file: Path, rows: list[list[object]]) -> Path:
    """The rows as Excel 97 kept them."""
    book = xlwt.Workbook()
    sheet = book.add_sheet("台账")
    for line, cells in enumerate(rows):
        for column, cell in enumerate(cells):
            sheet.write(line, column, cell)
    book.save(str(file))
    return file


def ods(file: Path, rows: list[list[object]]) -> Path:
    """The rows as an OpenDocument sheet."""
    table = odfdo.Table("台账")
    table.set_values(rows)
    document = odfdo.Document("spreadsheet")
    document.body.clear()
    document.body.append(table)
    document.save(file)
    return file


@pytest.mark.parametrize("write", [xls, ods])
def test_xls_and_ods_read_like_xlsx(
    workbook: Callable[..., Path], vocabulary: Vocabulary, write: Callable[[Path, list[list[object]]], Path]
) -> None:
    rows = [HEADINGS, row(), row(2, capacity="约60"), row(3, capacity=55.5, 企业名称="乙水泥有限公司")]
    expected = read_file(source := workbook(rows), vocabulary)
    found = read_file(write(source.with_suffix(f".{write.__name__}"), rows), vocabulary)
    assert len(expected.rows) == 2
    assert found.rows.equals(expected.rows)
    assert reasons(found) == reasons(expected) == {"F3": "capacity_approximate"}


def test_units_in_cell_column_and_heading_meet_in_the_base_unit(read: Read) -> None:
    headings = ["企业名称", "行业", "工序", "备案产能", "产能单位", "状态"]
    parsed = read(
        [
            headings,
            ["甲轮胎公司", "轮胎", "全钢", 1200000, "条", "在产"],
            ["乙轮胎公司", "轮胎", "半钢", "500万条", None, "在产"],
            ["丙电厂", "煤电", "机组", "30万千瓦", None, "在产"],
            ["丁水泥公司", "水泥", "熟料", "日产2500吨", None, "在产"],
            ["戊水泥公司", "水泥", "粉磨", 60, "万吨／年", "在产"],
            ["己水泥公司", "水泥", "粉磨", 600000, "吨", "在产"],
        ]
    )
    found = [
        (str(value), unit) for value, unit in zip(parsed.rows.capacity_filed, parsed.rows.capacity_unit, strict=True)
    ]
    ten_thousand = [
        ("120", "10k/a"),
        ("500", "10k/a"),
        ("300", "MW"),
        ("2500", "t/d"),
        ("60", "10kt/a"),
        ("60", "10kt/a"),
    ]
    assert [(str(Decimal(value).normalize() + 0), unit) for value, unit in found] == [
        (str(Decimal(value).normalize() + 0), unit) for value, unit in ten_thousand
    ]
    assert list(parsed.rows.capacity_original[[0, 1, 4]]) == [
        "备案产能 1200000 条",
        "备案产能 500万条",
        "备案产能 60 万吨／年",
    ]


@pytest.mark.parametrize(
    ("cell", "reason"),
    [
        ("约100", "capacity_approximate"),
        ("60-70", "capacity_range"),
        ("很多", "capacity_unreadable"),
        ("60元", "capacity_unit_unknown"),
        ("0.123456789", "capacity_precision"),
        (-3, "capacity_negative"),
    ],
)
def test_a_capacity_that_cannot_be_judged_refuses_its_row(read: Read, cell: object, reason: str) -> None:
    parsed = read([HEADINGS, row(1), row(2, capacity=cell)])
    assert reasons(parsed) == {"F3": reason}
    assert list(parsed.rows.row_number) == [2]
    remark = parsed.refusals[0]
    assert (remark.sheet, remark.column, remark.value) == ("台账", "备案产能（万吨/年）", str(cell))
    assert remark.row["企业名称"] == "甲水泥有限公司"
    assert str(cell) in sentence(remark.reason, remark.params) or reason == "capacity_unit_unknown"


def test_a_capacity_without_any_unit_is_refused(read: Read) -> None:
    parsed = read([["企业名称", "行业", "产能"], ["甲水泥有限公司", "水泥", 60]])
    assert reasons(parsed) == {"C2": "capacity_unit_missing"}


def test_a_code_typed_as_a_number_is_refused_and_a_wrong_check_digit_only_warned(read: Read) -> None:
    headings = ["企业名称", "统一社会信用代码"]
    parsed = read(
        [
            headings,
            ["甲公司", 913502000728319549],
            ["乙公司", "91350100M0001TGQXM"],
            ["丙公司", "９１３５０２００ma2yj1xr9g"],
            ["丁公司", "91350200MA2YJ1XR9"],
            ["戊公司", "91350200MA2YJ1XRO9"],
            ["己公司", "371500228012345"],
        ]
    )
    assert reasons(parsed) == {"B2": "credit_code_numeric", "B5": "credit_code_length", "B6": "credit_code_characters"}
    assert list(parsed.rows.credit_code) == ["91350100M0001TGQXM", CODE, None]
    assert {"credit_code_check_digit", "credit_code_old"} <= warned(parsed)
    assert not parsed.rows.has_line.any()


def test_a_row_is_refused_with_every_reason(read: Read) -> None:
    parsed = read([HEADINGS, row(1), row(2, name="/", capacity="约60", 生产状态="半开半停")])
    assert reasons(parsed) == {"B3": "no_enterprise_name", "F3": "capacity_approximate", "G3": "state_unknown"}
    assert parsed.row_count == 2


def test_equal_rows_are_refused_naming_the_first_whatever_their_serial_number(read: Read) -> None:
    twin = row(2, 生产线名称="1号磨")
    parsed = read([HEADINGS, row(1), twin, row(3)])
    assert [(remark.row_number, remark.reason, remark.params["first"]) for remark in parsed.refusals] == [
        (3, "duplicate_row", "2")
    ]
    assert len(parsed.rows) == 2


def test_a_unit_of_the_title_stands_in_the_original_as_the_title_writes_it(read: Read) -> None:
    rows = [
        ["台账", None, None, "单位：万吨"],
        ["企业名称", "行业", "工序", "备案产能"],
        ["甲水泥公司", "水泥", "粉磨", 60],
    ]
    parsed = read(rows)
    assert list(parsed.rows.capacity_unit) == ["10kt/a"]
    assert list(parsed.rows.capacity_original) == ["备案产能 60 万吨"]


def test_sector_by_industry_code_depends_on_the_edition(read: Read) -> None:
    headings = ["企业名称", "行业代码", "行业代码版本", "生产线名称"]
    parsed = read(
        [
            headings,
            ["甲保温材料厂", "3034", "2017", "1号线"],
            ["乙防水材料厂", "3034", "2011", "1号线"],
            ["丙保温材料厂", "3035", "2011", "1号线"],
            ["丁保温材料厂", "3135", "2002", "1号线"],
            ["戊铸造厂", "3391", "2017", "1号线"],
            ["己锻造厂", "3391", "2011", "1号线"],
            ["庚铸造厂", "3130", "2011", "1号线"],
            ["辛轧钢厂", "3130", "2017", "1号线"],
            ["壬热电厂", "4412", "2017", "1号线"],
            ["癸水电站", "4412", "2011", "1号线"],
        ]
    )
    assert list(parsed.rows.sector) == [
        *("rock_wool", "unknown", "rock_wool", "rock_wool"),
        *("foundry", "unknown", "foundry", "steel"),
        *("coal_power", "unknown"),
    ]
    assert {"sector_from_code", "sector_missing"} <= warned(parsed)


def test_a_sector_nobody_knows_is_kept_as_not_stated_with_a_warning(read: Read) -> None:
    parsed = read([HEADINGS, row(1, 所属行业="航天器制造")])
    assert list(parsed.rows.sector) == ["unknown"]
    assert "sector_unknown" in warned(parsed)


def test_attribute_columns_become_measurements_in_their_unit(read: Read) -> None:
    headings = ["企业名称", "行业", "工序", "磨机直径（mm）", "是否超标排放", "环境信用评价", "核查日期", "食堂面积"]
    parsed = read(
        [
            headings,
            ["甲公司", "水泥", "粉磨", 3200, "√", "黄牌", "2022-06-30", 80],
            ["乙公司", "水泥", "粉磨", None, "否", None, None, None],
            ["丙公司", "水泥", "粉磨", 3, "也许", "红", None, None],
        ]
    )
    found = [
        (at, subject, attribute, str(number) if number is not None else text, day)
        for at, subject, attribute, number, text, day in parsed.measurements[
            ["row_index", "subject_kind", "attribute", "value_number", "value_text", "observed_on"]
        ].itertuples(index=False)
    ]
    assert found == [
        (0, "line", "mill_diameter", "3.2", date(2022, 6, 30)),
        (0, "line", "emission_over_standard", "true", date(2022, 6, 30)),
        (0, "enterprise", "env_credit_colour", "黄", date(2022, 6, 30)),
        (1, "line", "emission_over_standard", "false", None),
    ]
    assert reasons(parsed) == {"E4": "flag_unreadable", "F4": "code_unknown"}
    unread = [remark for remark in parsed.warnings if remark.reason == "column_unread"]
    assert [(remark.column, remark.cell) for remark in unread] == [("食堂面积", "H1")]


def test_a_stated_diameter_stands_before_the_model_and_a_vertical_mill_gives_none(read: Read) -> None:
    headings = ["企业名称", "行业", "工序", "规格型号", "磨机直径"]
    parsed = read(
        [
            headings,
            ["甲公司", "水泥", "粉磨", "Φ3.2×13m", 3.8],
            ["乙公司", "水泥", "粉磨", "立式辊磨机1台", None],
            ["丙公司", "水泥", "熟料", "Φ4×60m", None],
            ["丁公司", "水泥", "粉磨", "Φ2.5/3.1 * 55m", None],
        ]
    )
    assert list(parsed.measurements.value_number) == [Decimal("3.8")]
    assert {"model_vertical", "model_two_diameters"} <= warned(parsed)


def test_a_model_that_names_another_diameter_than_was_filled_in_is_told(read: Read) -> None:
    headings = ["企业名称", "行业", "工序", "规格型号", "磨机直径"]
    models = [("Φ4.2×13m", 3.0), ("Φ3.2×13m", 3.2), ("φ3200*13000", 3.20), ("立式辊磨机", 3.0), (None, 3.0)]
    parsed = read([headings, *(["甲公司", "水泥", "粉磨", model, diameter] for model, diameter in models)])
    told = [(one.cell, one.params["stated"]) for one in parsed.warnings if one.reason == "model_differs"]
    assert told == [("D2", "3")]


def test_several_machines_in_one_row_are_kept_with_advice_to_split(read: Read) -> None:
    parsed = read([[*HEADINGS, "数量"], [*row(1), "两台"]])
    assert list(parsed.rows.quantity) == [2]
    assert "quantity_many" in warned(parsed)


def test_a_broken_telephone_or_date_never_refuses(read: Read) -> None:
    parsed = read([[*HEADINGS, "联系电话", "投产时间"], [*row(1), "厂长处", "年底前"]])
    assert not parsed.refusals
    assert list(parsed.rows.contact_phone) == ["厂长处"]
    assert {"phone_odd", "date_unreadable"} <= warned(parsed)


def test_a_capacity_merged_over_lines_is_refused_because_nobody_knows_whose_it_is(read: Read) -> None:
    parsed = read([HEADINGS, row(1), row(2, capacity=None), row(3)], merge=("F2:F3",))
    assert reasons(parsed) == {"F2": "capacity_merged", "F3": "capacity_merged"}
    assert list(parsed.rows.row_number) == [4]


def test_hidden_sheets_are_named_and_every_visible_one_has_its_own_heading(
    tmp_path: Path, vocabulary: Vocabulary
) -> None:
    book = openpyxl.Workbook()
    first = book.active
    first.title = "水泥"
    for cells in (HEADINGS, row(1)):
        first.append(cells)
    second = book.create_sheet("造纸")
    for cells in (["单位全称", "行业", "产能（万吨）"], ["乙纸业公司", "造纸", 3]):
        second.append(cells)
    hidden = book.create_sheet("旧数据")
    hidden.append(HEADINGS)
    hidden.append(row(9))
    hidden.sheet_state = "hidden"
    book.create_sheet("封面").append(["请勿外传"])
    book.save(tmp_path / "sheets.xlsx")
    parsed = read_file(tmp_path / "sheets.xlsx", vocabulary)
    assert list(zip(parsed.rows.sheet, parsed.rows.row_number, strict=True)) == [("水泥", 2), ("造纸", 2)]
    assert {(remark.reason, remark.sheet) for remark in parsed.warnings if remark.reason.startswith("sheet_")} == {
        ("sheet_hidden", "旧数据"),
        ("sheet_unread", "封面"),
    }


def test_a_file_without_an_enterprise_column_is_refused_saying_what_was_found(read: Read) -> None:
    with pytest.raises(FileRefused, match="企业名称.*厂子.*地点"):
        read([["厂子", "地点"], ["甲", "乙"]])


def test_two_columns_that_could_be_the_name_are_refused_rather_than_guessed(read: Read) -> None:
    with pytest.raises(FileRefused, match="企业名称、单位全称"):
        read([["企业名称", "单位全称", "行业"], ["甲", "乙", "水泥"]])


def test_the_template_reads_back_and_its_example_is_left_out(tmp_path: Path, vocabulary: Vocabulary) -> None:
    for language in ("zh", "en"):
        file = tmp_path / f"template_{language}.xlsx"
        file.write_bytes(template_workbook(vocabulary, language))
        with pytest.raises(FileRefused, match="没有数据行"):
            read_file(file, vocabulary)
        book = openpyxl.load_workbook(file)
        sheet = book.worksheets[0]
        assert len(sheet.data_validations.dataValidation) >= 8
        headings = {cell.value: cell.column for cell in sheet[2]}
        assert any("\u4e00" <= letter <= "\u9fff" for letter in "".join(headings)) == (language == "zh")
        example = {heading: sheet.cell(3, column).value for heading, column in headings.items()}
        for heading, column in headings.items():
            sheet.cell(4, column).value = example[heading]
        sheet.cell(4, 1).value = "聊城真实水泥有限公司"
        sheet.cell(4, 2).value = CODE
        book.save(file)
        parsed = read_file(file, vocabulary)
        assert (len(parsed.rows), parsed.refusals, parsed.warnings) == (1, [], [])
        one = parsed.rows.iloc[0]
        assert (one.sector, one.process, one.state, one.datum, one.scale) == (
            "cement",
            "grinding",
            "operating",
            "wgs84",
            "above",
        )
        assert (one.capacity_filed, one.capacity_unit, one.built_on) == (Decimal(60), "10kt/a", date(2008, 6, 1))
        assert list(parsed.measurements.value_number) == [Decimal("3.2")]


def test_refused_rows_come_back_marked_and_read_again_once_mended(
    tmp_path: Path, vocabulary: Vocabulary, read: Read
) -> None:
    rows = [
        ["台账", None, None, None, None, "单位：万吨/年"],
        ["企业名称", "行业", "工序", "产能", None, "状态"],
        [None, None, None, "备案", "实际", None],
        [None, None, None, "万吨", "万吨", None],
        ["甲水泥有限公司", "水泥", "粉磨", "约60", 50, "在产"],
        ["乙水泥有限公司", "水泥", "粉磨", 60, 50, "在产"],
    ]
    parsed = read(rows, merge=("D2:E2",))
    assert reasons(parsed) == {"D5": "capacity_approximate"}
    file = tmp_path / "marked.xlsx"
    file.write_bytes(marked_workbook(parsed.refusals))
    book = openpyxl.load_workbook(file)
    sheet = book.worksheets[0]
    headings = [cell.value for cell in sheet[1]]
    assert headings[3:5] == ["产能 备案（万吨）", "产能 实际（万吨）"]
    assert sheet.max_row == 2
    assert sheet.cell(2, 4).fill.fgColor.rgb == "FFF8CBAD"
    assert sheet.cell(2, 1).fill.fgColor.rgb != "FFF8CBAD"
    assert "约数" in sheet.cell(2, len(headings)).value
    sheet.cell(2, 4).value = "60"
    book.save(file)
    again = read_file(file, vocabulary)
    assert not again.refusals
    assert (again.rows.capacity_filed[0], again.rows.capacity_actual[0], again.rows.capacity_unit[0]) == (
        60,
        50,
        "10kt/a",
    )
    assert "column_unread" not in warned(again)


def test_addresses_are_true_when_the_sheet_starts_lower_and_further_right(read: Read) -> None:
    parsed = read([[], [], [None, None, *HEADINGS], [None, None, *row(capacity="约60")]])
    assert reasons(parsed) == {"H4": "capacity_approximate"}
