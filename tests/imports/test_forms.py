"""Forms of one plant, the items on the left and the values on the right: read, or refused with their real cause."""

from collections.abc import Callable

import pytest

from lib.errors import FileRefused
from lib.imports.rows import Parsed

Read = Callable[..., Parsed]
PLANT = [
    ["企业名称", "甲水泥有限公司"],
    ["统一社会信用代码", "91371521MA3C00000W"],
    ["所在县区", "阳谷县"],
    ["所属行业", "水泥"],
    ["工序", "粉磨"],
]
LINE = [["生产线名称", "1号线"], ["主机型号", "Φ3.2×13m"], ["备案产能（万吨/年）", 60], ["生产状态", "在产"]]
OTHER = [["生产线名称", "2号线"], ["主机型号", "Φ2.6×13m"], ["备案产能（万吨/年）", 30], ["生产状态", "停产"]]


def lines(parsed: Parsed) -> list[tuple[str, str, str, str]]:
    names = ("enterprise_name", "line_name", "capacity_filed", "state")
    return [tuple(str(row[name]) for name in names) for row in parsed.rows.to_dict("records")]


def reasons(parsed: Parsed) -> set[str]:
    return {remark.reason for remark in parsed.warnings}


def test_a_form_is_read_and_told(read: Read) -> None:
    parsed = read(
        [["阳谷县落后产能企业登记表"], *PLANT, *LINE, ["备注", "夜间停"], ["法定代表人", "王五"], ["填报人：李四"]]
    )
    assert lines(parsed) == [("甲水泥有限公司", "1号线", "60", "operating")]
    assert list(parsed.rows.remark) == ["夜间停"]
    assert {"sheet_form", "column_unread"} <= reasons(parsed)
    assert [str(value) for value in parsed.measurements.value_number] == ["3.2"]


def test_a_form_in_two_columns(read: Read) -> None:
    rows = [[*one, *other] for one, other in zip([*PLANT, *LINE][::2], [*PLANT, *LINE][1::2], strict=False)]
    assert lines(read([["登记表"], *rows, LINE[-1]])) == [("甲水泥有限公司", "1号线", "60", "operating")]


def test_the_next_line_of_a_plant(read: Read) -> None:
    assert lines(read([*PLANT, *LINE, *OTHER])) == [
        ("甲水泥有限公司", "1号线", "60", "operating"),
        ("甲水泥有限公司", "2号线", "30", "suspended"),
    ]


def test_plants_beside_each_other(read: Read) -> None:
    second = [["乙水泥有限公司"], [None], ["莘县"], ["水泥"], ["粉磨"], ["2号线"], ["Φ2.6×13m"], [30], ["停产"]]
    parsed = read(
        [["项目", "企业一", "企业二"], *(row + more for row, more in zip([*PLANT, *LINE], second, strict=True))]
    )
    assert lines(parsed) == [
        ("甲水泥有限公司", "1号线", "60", "operating"),
        ("乙水泥有限公司", "2号线", "30", "suspended"),
    ]
    assert list(parsed.rows.area_text) == ["阳谷县", "莘县"]


def test_forms_below_each_other_also_beyond_the_first_sixty_rows(read: Read) -> None:
    forms = [[["企业名称", f"{number}号水泥有限公司"], *PLANT[2:], *LINE, []] for number in range(9)]
    assert len(read([row for form in forms for row in form]).rows) == 9


def test_a_unit_beside_the_value_is_the_label_s(read: Read) -> None:
    rows = [[one, None, *rest] for one, *rest in [*PLANT, *LINE]]
    rows[-2] = ["备案产能", "万吨/年", 60]
    assert lines(read(rows)) == [("甲水泥有限公司", "1号线", "60", "operating")]


def test_what_is_wrong_in_a_form_is_told_with_its_cell(read: Read) -> None:
    parsed = read([["登记表"], *PLANT, *LINE[:2], ["备案产能（万吨/年）", "约60"], LINE[3], ["投产时间", "2019/13/01"]])
    assert [(remark.cell, remark.reason) for remark in parsed.refusals] == [("B9", "capacity_approximate")]
    parsed = read([["登记表"], *PLANT, *LINE, ["投产时间", "2019/13/01"]])
    assert ("B11", "date_unreadable") in {(remark.cell, remark.reason) for remark in parsed.warnings}


@pytest.mark.parametrize(
    "rows",
    [
        [*PLANT, [row[0] for row in LINE], [row[1] for row in LINE], [row[1] for row in OTHER]],  # a table in the form
        [*PLANT, *LINE, ["所在县区", "莘县"]],  # an item of the plant twice
        [*PLANT, *LINE[:2], ["备案产能（万吨/年）", 60, 30], LINE[3]],  # two values, one plant
        [PLANT[1], PLANT[0], *PLANT[2:], *LINE, PLANT[1], ["企业名称", "乙厂"], *PLANT[2:]],  # a code before each name
    ],
)
def test_what_cannot_be_told_apart_is_refused(read: Read, rows: list[list[object]]) -> None:
    with pytest.raises(FileRefused, match="分不清"):
        read(rows)


def test_a_table_is_no_form(read: Read) -> None:
    headings = ["企业名称", "所在县区", "行业", "主机型号"]
    parsed = read([headings, ["甲厂", "阳谷县", "水泥", "Φ3.2×13m"], headings, ["乙厂", "莘县", "水泥", "Φ2.6×13m"]])
    assert list(parsed.rows.enterprise_name) == ["甲厂", "乙厂"]
    assert "sheet_form" not in reasons(parsed)


def test_a_form_is_shown_as_it_stands_in_the_file(read: Read) -> None:
    (sheet,) = read([["登记表"], *PLANT, *LINE, ["填报人：李四"]]).sheets
    assert [(row.number, row.kind) for row in sheet.rows][:2] == [(1, "title"), (2, "data")]
    assert sheet.rows[9].cells == ("生产状态", "在产")
    assert sheet.rows[-1].kind == "note"
