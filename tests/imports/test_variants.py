"""Spellings of the same kinds as the delivered ones: read right, or refused with their real cause."""

from collections.abc import Callable
from decimal import Decimal

import pytest

from lib.imports.grid.row_words import is_ditto
from lib.imports.reading import read_file
from lib.imports.rows import Parsed
from lib.imports.values.days import day
from lib.imports.values.models import mill_diameter, pieces
from lib.imports.vocabulary import Vocabulary

Read = Callable[..., Parsed]
HEADINGS = ["序号", "企业名称", "所在县区", "行业", "主机型号", "备案产能（万吨/年）", "状态"]


def plant(number: int, name: str = "水泥有限公司", **cells: object) -> list[object]:
    row = {"area": "阳谷县", "sector": "水泥粉磨", "model": "Φ3.2×13m", "capacity": 60, "state": "在产"} | cells
    return [number, f"{number}号{name}", *row.values()]


def capacity(read: Read, heading: str, cell: object, **options: object) -> tuple[str, str]:
    """The capacity of one cell under a heading and its unit, or why it was refused and the unit that is told."""
    parsed = read(
        [["企业名称", "所在县区", "行业", heading, "状态"], ["甲厂", "阳谷县", "水泥", cell, "在产"]], **options
    )
    if len(parsed.rows):
        return str(parsed.rows.capacity_filed[0]), str(parsed.rows.capacity_unit[0])
    return parsed.refusals[0].reason, parsed.refusals[0].params.get("unit", "")


@pytest.mark.parametrize(
    "text", ["Φ3点2×13", 'Φ3"2×13', "Φ3“2×13", "Φ3″2×13", "Φ10英尺", "Φ10尺", "Φ32分米", "Φ3，2×13"]
)
def test_no_part_of_a_diameter_is_one(text: str) -> None:
    assert mill_diameter(text) == (None, "unreadable")


@pytest.mark.parametrize("text", ["Φ3.2 x 13", "φ３．２×１３", "Φ3200", "Φ3,200×13,000", "Φ320cm", "Φ3․2×13"])
def test_a_diameter_is_read_whole(text: str) -> None:
    assert mill_diameter(text).value == Decimal("3.2")


@pytest.mark.parametrize(
    ("heading", "number", "unit"),
    [
        ("日产能（吨）", "60", "t/d"),
        ("日产能（t）", "60", "t/d"),
        ("日产能（吨/天）", "60", "t/d"),
        ("产能（单位：万吨）", "60", "10kt/a"),
        ("设计产能(kt/a)", "6", "10kt/a"),
        ("产能（10⁴t/a）", "60", "10kt/a"),
        ("产能(×10⁴t/a)", "60", "10kt/a"),
        ("产能（千条）", "6", "10k/a"),
    ],
)
def test_units_of_a_heading(read: Read, heading: str, number: str, unit: str) -> None:
    assert capacity(read, heading, 60) == (number, unit)


@pytest.mark.parametrize("unit", ["万吨/年,折标", "104t/a", "万吨·年-1", "万吨标煤", "万吨/月", "万吨/年、t/d"])
def test_a_unit_we_do_not_know_is_named(read: Read, unit: str) -> None:
    assert capacity(read, f"产能（{unit}）", 60) == ("capacity_unit_unknown", unit)


def test_a_strange_unit_of_a_heading_is_not_overruled_by_the_title(read: Read) -> None:
    rows = [["单位：万条"], ["企业名称", "行业", "产能（万吨/月）"], ["甲厂", "水泥", 60]]
    assert [remark.reason for remark in read(rows).refusals] == ["capacity_unit_unknown"]


def test_what_is_made_in_a_day_is_never_taken_for_a_year(read: Read) -> None:
    assert capacity(read, "日产能", "2500吨") == ("2500", "t/d")
    rows = [["企业名称", "行业", "日产能", "产能单位"], ["甲厂", "水泥", 2500, "吨"]]
    assert list(read(rows).rows.capacity_unit) == ["t/d"]
    rows = [["单位：吨"], ["企业名称", "行业", "日产能"], ["甲厂", "水泥", 2500]]
    assert list(read(rows).rows.capacity_unit) == ["t/d"]


@pytest.mark.parametrize(
    ("cell", "said"),
    [
        ("年产能60万吨", ("60", "10kt/a")),
        ("60点5万吨", ("capacity_unreadable", "")),
        ("60.", ("capacity_unreadable", "")),
        ("60*", ("capacity_unreadable", "")),
        ("2条60万吨", ("capacity_several", "")),
        ("1 200 000吨", ("120", "10kt/a")),
        ("60万ｔ／ａ", ("60", "10kt/a")),
        ("6,0", ("capacity_unreadable", "")),
        ("60。5", ("capacity_unreadable", "")),
        ("6O", ("capacity_unit_unknown", "O")),
        ("60→120", ("capacity_unit_unknown", "→120")),
        ("2X2500t/d", ("capacity_several", "")),
        ("2500t/d*2", ("capacity_several", "")),
        ("30＋30", ("capacity_several", "")),
    ],
)
def test_cells_of_capacity(read: Read, cell: str, said: tuple[str, str]) -> None:
    assert capacity(read, "备案产能", cell) == said


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("二〇一九年七月", "2019-07-01"),
        ("二○一九年七月十五日", "2019-07-15"),
        ("二零零八年十二月底", "2008-12-31"),
        ("2008年六月", "2008-06-01"),
        ("一九九八年", "1998-01-01"),
        ("2019-07-15T00:00:00", "2019-07-15"),
        ("2019-07-00", ""),
        ("2019-00-15", ""),
        ("20190700", ""),
        ("2019/13/01", ""),
        ("二〇一九年十五五月", ""),
        ("2019年七八月", ""),
    ],
)
def test_days(text: str, found: str) -> None:
    value, problem = day(text)
    assert (value.isoformat() if value else "") == found
    assert problem == ("" if found else "unreadable")


NO_PLANTS = [
    "上",
    "计",
    "3家",
    "全市",
    "大计",
    "企业数",
    "最大值",
    "占比",
    "以下空白",
    "END",
    "2022年7月15日",
    "（续）",
]
TOTALS = [
    "计：2家",
    "同比增减",
    "比年初",
    "Sum of above",
    "剔除重复后合计",
    "小计",
    "本页合计",
    "全县合计",
    "总  计",
    "合计（家）",
    "上页结转",
    "承前页",
    "过次页",
    "总产能",
    "【合计】",
]


@pytest.mark.parametrize(("names", "kind"), [(NO_PLANTS, "refused"), (TOTALS, "total")])
def test_what_is_no_plant_makes_none(read: Read, names: list[str], kind: str) -> None:
    rows = [plant(number) for number in range(len(names) + 1)] + [[None, name, None, None, None, 60] for name in names]
    parsed = read([HEADINGS, *rows])
    assert len(parsed.rows) == len(names) + 1
    if kind == "total":
        assert parsed.sheets[0].counts["total"] == len(names)
    else:
        assert [(remark.value, remark.reason) for remark in parsed.refusals] == [(name, "name_bare") for name in names]


def test_a_short_name_stands_where_all_rows_are_short(read: Read) -> None:
    assert len(read([["企业名称", "淘汰产能（万吨）"], ["信发热电", 60], ["华能聊城", 30]]).rows) == 2


def test_a_numbered_or_described_short_name_is_a_plant(read: Read) -> None:
    rows = [plant(1), plant(2), plant(3), [4, "信发热电", None, None, None, 60], [None, "华能", "莘县", None, None, 60]]
    assert len(read([HEADINGS, *rows]).rows) == 5


@pytest.mark.parametrize(
    "text", ["同  上", "（同上）", "同上。", "-同上-", "↑", "同上↑", "々", "仝上", "上同", "与上同", "〞"]
)
def test_marks_that_repeat_what_is_above(text: str) -> None:
    assert is_ditto(text)


@pytest.mark.parametrize("text", ["-", "同左", "同兴", "", "上", "大同上海"])
def test_what_repeats_nothing(text: str) -> None:
    assert not is_ditto(text)


@pytest.mark.parametrize(
    "title",
    [
        "A、水泥",
        "Ⅰ、水泥",
        "甲、水泥",
        "一 水泥",
        "①水泥",
        "【水泥】",
        "★水泥",
        "1. 水泥",
        "（一）水泥类企业",
        "水泥：",
    ],
)
@pytest.mark.parametrize("column", [0, 1])
def test_sections_give_the_sector(read: Read, title: str, column: int) -> None:
    headings = ["序号", "企业名称", "主机型号", "备案产能（万吨/年）", "状态"]
    section = [title if at == column else None for at in range(5)]
    parsed = read([headings, section, [1, "甲厂", "Φ3.2×13m", 60, "在产"], [2, "乙厂", "Φ3.2×13m", 60, "在产"]])
    assert list(parsed.rows.sector) == ["cement", "cement"]
    assert parsed.sheets[0].counts["section"] == 1


def test_a_chapter_that_reads_like_a_plant_is_none(read: Read) -> None:
    parsed = read([HEADINGS, [None, "一、水泥粉磨站"], plant(1)])
    assert list(parsed.rows.enterprise_name) == ["1号水泥有限公司"]
    assert "section_unread" in {remark.reason for remark in parsed.warnings}


SECTIONS = {  # the rows below the heading, each with a single text → what the plants at their end are told to be
    ("【阳谷县】", "一、水泥", "甲", "二、造纸", "乙", "【莘县】", "一、水泥", "丙"): [
        ("甲厂", "阳谷县", "cement"),
        ("乙厂", "阳谷县", "paper"),
        ("丙厂", "莘县", "cement"),
    ],
    ("一、水泥", "阳谷县", "甲", "莘县", "乙", "二、造纸", "丙", "东阿县", "丁"): [
        ("甲厂", "阳谷县", "cement"),
        ("乙厂", "莘县", "cement"),
        ("丙厂", None, "paper"),
        ("丁厂", "东阿县", "paper"),
    ],
    ("阳谷县", "甲", "一、水泥", "乙"): [("甲厂", "阳谷县", "unknown"), ("乙厂", None, "cement")],
}


@pytest.mark.parametrize("below", SECTIONS, ids=["county outside", "sector outside", "side by side"])
def test_sections_stand_in_sections(read: Read, below: tuple[str, ...]) -> None:
    plants = {name: [f"{name}厂", "1号", 60, "在产"] for name in "甲乙丙丁"}
    parsed = read([["企业名称", "生产线名称", "产能（万吨）", "状态"], *(plants.get(one, [one]) for one in below)])
    rows = parsed.rows[["enterprise_name", "area_text", "sector"]]
    assert list(rows.itertuples(index=False, name=None)) == SECTIONS[below]


def test_a_unit_holds_for_the_counties_below_its_sector(read: Read) -> None:
    heading, glass = ["企业名称", "主体设备", "产能", "状态"], ["二、平板玻璃（万重量箱）"]
    parsed = read([heading, glass, ["莘县"], ["甲厂", "浮法", 100, "在产"], ["东阿县"], ["乙厂", "浮法", 90, "在产"]])
    assert list(parsed.rows.capacity_unit) == ["10k boxes/a"] * 2


def test_the_name_stands_below_what_its_columns_are_about(read: Read) -> None:
    rows = [
        ["阳谷县排查表"],
        ["序号", "企业基本情况", None, None, "主体装备", None, "产能（万吨/年）", None],
        [None, "名称", "所在地", None, "型号", "数量", "备案", "实际"],
        [None, None, "县区", "乡镇", None, None, None, None],
        [1, "甲水泥有限公司", "阳谷县", "寿张镇", "Φ3.2×13m", 2, 60, 50],
    ]
    merge = ("A2:A4", "B2:D2", "E2:F2", "G2:H2", "B3:B4", "C3:D3", "E3:E4", "F3:F4", "G3:G4", "H3:H4")
    row = read(rows, merge=merge).rows.iloc[0]
    said = (row.enterprise_name, row.area_text, row.address, row.model, row.quantity, str(row.capacity_filed))
    assert said == ("甲水泥有限公司", "阳谷县", "寿张镇", "Φ3.2×13m", 2, "60")


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("Φ2.2×7m水泥磨2台", 2),
        ("两台Φ2.2×7m", 2),
        ("Φ3.2×13m×2台", 2),
        ("4条1575型纸机", 4),
        ("Φ3.0×10m机立窑1座、Φ2.2×7m磨3台", 4),
        ("Φ3.2×13m", None),
        ("2500t/d生产线一条", None),
        ("年产60万条", None),
        ("第2条", None),
        ("2~3台", None),
        ("十二条", None),
        ("1#、2#窑", None),
    ],
)
def test_machines_of_a_model_are_counted(text: str, number: int | None) -> None:
    assert pieces(text) == number


@pytest.mark.parametrize(
    ("text", "name", "former"),
    [
        ("信发水泥有限公司（原莘县水泥厂）", "信发水泥有限公司", ["莘县水泥厂"]),
        ("信发水泥有限公司(曾用名：莘县水泥厂)", "信发水泥有限公司", ["莘县水泥厂"]),
        ("莘县水泥厂（现更名为信发水泥有限公司）", "信发水泥有限公司", ["莘县水泥厂"]),
        ("信发水泥有限公司（原料分厂）", "信发水泥有限公司（原料分厂）", []),
        ("信发水泥有限公司（原址）", "信发水泥有限公司（原址）", []),
        ("信发（聊城）水泥有限公司", "信发（聊城）水泥有限公司", []),
    ],
)
def test_a_name_that_says_the_former_one_too(read: Read, text: str, name: str, former: list[str]) -> None:
    parsed = read([HEADINGS, [1, text, "阳谷县", "水泥"]])
    assert (parsed.rows.enterprise_name[0], parsed.rows.former_names[0]) == (name, former)
    assert ("former_from_name" in {one.reason for one in parsed.warnings}) is bool(former)


def test_when_a_former_name_ended_is_no_part_of_it(read: Read) -> None:
    parsed = read(
        [["企业名称", "曾用名", "行业"], ["甲水泥厂", "原名：老甲水泥厂（2015年更名）；老甲（集团）公司", "水泥"]]
    )
    assert parsed.rows.former_names[0] == ["老甲水泥厂", "老甲（集团）公司"]


def test_a_row_of_units_may_hold_one_that_is_none_of_ours(read: Read) -> None:
    rows = [["企业名称", "行业", "产能", "占地面积"], ["", "", "万吨/年", "亩"], ["(1)", "(2)", "(3)", "(4)"]]
    parsed = read([*rows, ["甲厂", "水泥", 60, 30], ["乙厂", "水泥", 40, 20]])
    assert [(str(one.capacity_filed), one.capacity_unit) for one in parsed.rows.itertuples()] == [
        ("60", "10kt/a"),
        ("40", "10kt/a"),
    ]


def test_an_english_layout(read: Read) -> None:
    rows = [
        [
            "No.",
            "Company name",
            "County",
            "Industry",
            "Main equipment",
            "Design capacity (t/d)",
            "Status",
            "Commissioned",
        ],
        [1, "Jia Cement Co., Ltd.", "Yanggu County", "Clinker", "Line 1", "2,500", "Operational", "2008-06"],
        ["Total", None, None, None, None, 2500],
    ]
    parsed = read(rows)
    row = parsed.rows.iloc[0]
    said = (row.enterprise_name, row.process, str(row.capacity_filed), row.capacity_unit, row.state, str(row.built_on))
    assert said == ("Jia Cement Co., Ltd.", "clinker", "2500", "t/d", "operating", "2008-06-01")
    assert parsed.sheets[0].totals[0].agrees


def test_a_row_that_names_another_county_opens_a_section(read: Read) -> None:
    headings = ["企业名称", "行业", "备案产能（万吨/年）", "状态"]
    rows = [
        ["2022年度台账（冠县）"],
        headings,
        ["甲厂", "水泥", 60, "在产"],
        ["附：莘县"],
        ["乙厂", "水泥", 60, "在产"],
    ]
    assert list(read(rows).rows.area_text) == ["冠县", "莘县"]


@pytest.mark.parametrize(
    ("heading", "datum", "told"),
    [
        ("经度(火星)", "gcj02", False),
        ("经度（谷歌）", None, True),
        ("经度（奥维）", None, True),
        ("经度(°)", None, False),
    ],
)
def test_a_datum_is_read_or_told(read: Read, heading: str, datum: str | None, told: bool) -> None:
    parsed = read([["企业名称", "行业", heading, heading.replace("经", "纬")], ["甲厂", "水泥", 115.79, 36.11]])
    assert list(parsed.rows.datum) == [datum]
    assert ("datum_unknown" in {remark.reason for remark in parsed.warnings}) is told


@pytest.mark.parametrize("title", ["经纬度取自谷歌地球", "坐标由奥维互动地图采集"])
def test_a_source_that_tells_no_datum_is_told(read: Read, title: str) -> None:
    parsed = read([[title], ["企业名称", "行业", "经度", "纬度"], ["甲厂", "水泥", 115.79, 36.11]])
    assert (list(parsed.rows.datum), "datum_unknown" in {one.reason for one in parsed.warnings}) == ([None], True)


@pytest.mark.parametrize("note", ["坐标系：GCJ-02", "坐标来源：手机定位（火星坐标）", "注：坐标为高德地图坐标"])
def test_a_datum_below_the_table_counts(read: Read, note: str) -> None:
    rows = [["企业名称", "行业", "经度", "纬度"], ["甲厂", "水泥", 115.79, 36.11], [note]]
    assert list(read(rows).rows.datum) == ["gcj02"]


@pytest.mark.parametrize("sign", ["，", "、", "^", "|", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "gb18030", "utf-16"])
def test_separators_of_every_encoding(tmp_path, vocabulary: Vocabulary, sign: str, encoding: str) -> None:
    text = "企业名称,所在县区,行业,产能（万吨/年）\n甲水泥有限公司,阳谷县,水泥,60\n".replace(",", sign)
    (tmp_path / "a.csv").write_bytes(text.encode(encoding))
    assert list(read_file(tmp_path / "a.csv", vocabulary).rows.capacity_filed) == [60]


@pytest.mark.parametrize(
    "name", ["丙水泥厂、丁水泥厂", "戊水泥厂等3家", "甲公司和乙公司", "甲水泥厂/乙水泥厂", "甲厂等三家企业"]
)
def test_several_enterprises_are_not_one(read: Read, name: str) -> None:
    assert [remark.reason for remark in read([HEADINGS, [1, name, "阳谷县", "水泥"]]).refusals] == ["name_several"]


def test_equipment_beside_the_name_of_a_line_is_its_model(read: Read) -> None:
    headings = ["企业名称", "行业", "生产线名称", "主体设备"]
    parsed = read([headings, ["甲厂", "水泥粉磨", "1号线", "Φ3.2×13m"]])
    assert (parsed.rows.line_name[0], parsed.rows.model[0]) == ("1号线", "Φ3.2×13m")
    assert list(parsed.measurements.value_number) == [Decimal("3.2")]


def test_a_cell_and_its_unit_column_must_not_contradict(read: Read) -> None:
    rows = [
        ["企业名称", "行业", "产能", "产能单位"],
        ["甲厂", "水泥", "60万条", "万吨"],
        ["乙厂", "水泥", "60万吨", "吨"],
    ]
    parsed = read(rows)
    assert [remark.reason for remark in parsed.refusals] == ["capacity_units_differ"]
    assert list(parsed.rows.capacity_filed) == [60]


@pytest.mark.parametrize(
    "name", ["甲厂（与乙厂合并）", "信发和平水泥有限公司", "平等建材厂", "三和水泥厂", "临清市唐园镇供销社"]
)
def test_a_name_that_only_looks_like_several(read: Read, name: str) -> None:
    assert list(read([HEADINGS, [1, name, "阳谷县", "水泥"]]).rows.enterprise_name) == [name]
