"""The next delivery finds its enterprises and lines again: named rows in, new / changed / same out."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from lib.imports.commit import import_file
from lib.imports.void import void_batch
from lib.register.store import Register

SURVEY, UPDATE = date(2022, 7, 1), date(2022, 12, 1)
Deliver = Callable[..., dict[str, Any]]


@pytest.fixture
def deliver(register: Register, tmp_path: Path) -> Deliver:
    """Import rows written as a table of cells separated by `|`."""

    def run(table: str, on: date = SURVEY) -> dict[str, Any]:
        rows = [[cell.strip() for cell in line.split("|")] for line in table.strip().splitlines()]
        path = tmp_path / f"{on}.csv"
        path.write_text("\n".join(",".join(row) for row in rows), encoding="utf-8")
        return import_file(register, path, actor="测试员", on=on, language="zh")

    return run


def lines(register: Register, on: date = UPDATE) -> set[tuple[str, ...]]:
    """Name, model, state and capacity of every line as of a date."""
    rows = register.cursor(on).execute("select line_name, model, state, capacity::int from marts.lines").fetchall()
    return {tuple(str(cell) for cell in row) for row in rows}


def reasons(done: dict[str, Any]) -> set[str]:
    return {remark["reason"] for remark in done["warned"]}


def test_filling_in_what_was_asked_for_changes_the_line_and_makes_no_second_one(
    deliver: Deliver, register: Register
) -> None:
    deliver("""
        企业名称 | 县区   | 生产线名称 | 产能 | 产能单位 | 生产状态
        甲水泥   | 阳谷县 | 1号线      | 2000 | 吨/日    | 在产
    """)
    done = deliver(
        """
        企业名称 | 县区   | 行业 | 工序 | 生产线名称 | 产能 | 产能单位 | 生产状态
        甲水泥   | 阳谷县 | 水泥 | 熟料 | 1号线      | 2000 | 吨/日    | 停产
        """,
        UPDATE,
    )
    assert done["lines"] == {"new": 0, "changed": 1, "same": 0}
    assert lines(register) == {("1号线", "None", "suspended", "2000")}


def test_a_blank_cell_erases_nothing(deliver: Deliver, register: Register) -> None:
    """Neither a word nor a number, of the line or of its enterprise."""

    def known(on: date) -> list[tuple[Any, ...]]:
        own = "select * exclude (valid_from, valid_to, batch_id, row_ref{key}) from staging.{view}"
        views = (own.format(key=", line_key", view="stg_lines"), own.format(key="", view="stg_enterprises"))
        return [row for view in views for row in register.cursor(on).execute(view).fetchall()]

    heading = (
        "企业名称 | 统一社会信用代码 | 县区 | 地址 | 联系人 | 联系电话 | 经度 | 纬度 | 行业 | 工序 | 产品 | 生产线名称 "
        "| 规格型号 | 数量 | 产能 | 产能单位 | 生产状态 | 投产日期 | 备注"
    )
    first = deliver(f"""{heading}
        甲水泥 | 91350200MA2YJ1XR9G | 阳谷县 | 阿城镇 | 张三 | 13800001234 | 115.8 | 36.1 | 水泥 | 粉磨 | 水泥 | 1#磨 \
        | Φ3.2×13m | 1 | 60 | 万吨/年 | 停产 | 2001-05-06 | 技改中""")
    assert (first["accepted"], first["rejected"]) == (1, 0)
    again = deliver(f"{heading}\n甲水泥 {'|' * 11} 1#磨 {'|' * 7}", UPDATE)
    assert again["lines"]["new"] == again["enterprises"]["new"] == 0
    assert len(known(SURVEY)) == 2 and known(UPDATE) == known(SURVEY)


def test_one_of_two_namesakes_dismantled_is_the_one_of_that_model(deliver: Deliver, register: Register) -> None:
    deliver("""
        企业名称 | 行业 | 工序 | 生产线名称 | 规格型号  | 产能 | 产能单位 | 生产状态
        甲水泥   | 水泥 | 粉磨 | 水泥磨     | Φ3.2×13m | 60   | 万吨/年  | 在产
        甲水泥   | 水泥 | 粉磨 | 水泥磨     | Φ4.2×13m | 130  | 万吨/年  | 在产
    """)
    done = deliver(
        """
        企业名称 | 行业 | 工序 | 生产线名称 | 规格型号  | 产能 | 产能单位 | 生产状态
        甲水泥   | 水泥 | 粉磨 | 水泥磨     | Φ3.2×13m | 60   | 万吨/年  | 拆除
        """,
        UPDATE,
    )
    assert done["lines"] == {"new": 0, "changed": 1, "same": 0}
    assert lines(register) == {
        ("水泥磨", "Φ3.2×13m", "dismantled", "60"),
        ("水泥磨", "Φ4.2×13m", "operating", "130"),
    }


def test_namesakes_in_another_order_are_the_same_and_are_asked_for_numbers(deliver: Deliver) -> None:
    heading = "企业名称 | 行业 | 工序 | 生产线名称 | 产能 | 产能单位 | 生产状态"
    small, large = (
        "甲水泥 | 水泥 | 熟料 | 1号窑 | 2400 | 吨/日 | 在产",
        "甲水泥 | 水泥 | 熟料 | 1号窑 | 3000 | 吨/日 | 停产",
    )
    assert "line_name_repeated" in reasons(deliver("\n".join((heading, small, large))))
    assert deliver("\n".join((heading, large, small)), UPDATE)["lines"] == {"new": 0, "changed": 0, "same": 2}


def test_a_corrected_model_is_a_change_where_the_name_is_unique(deliver: Deliver) -> None:
    heading = "企业名称 | 行业 | 工序 | 生产线名称 | 规格型号 | 产能 | 产能单位 | 生产状态"
    deliver(f"{heading}\n甲水泥 | 水泥 | 粉磨 | 1号磨 | Φ3.2×13m | 60 | 万吨/年 | 在产")
    done = deliver(f"{heading}\n甲水泥 | 水泥 | 粉磨 | 1号磨 | Φ3.8×13m | 60 | 万吨/年 | 在产", UPDATE)
    assert done["lines"] == {"new": 0, "changed": 1, "same": 0}


def test_a_namesake_of_another_process_is_new_and_doubted(deliver: Deliver) -> None:
    heading = "企业名称 | 行业 | 工序 | 生产线名称 | 产能 | 产能单位 | 生产状态"
    deliver(f"{heading}\n甲水泥 | 水泥 | 熟料 | 1号线 | 2400 | 吨/日 | 在产")
    done = deliver(f"{heading}\n甲水泥 | 水泥 | 粉磨 | 1号线 | 60 | 万吨/年 | 在产", UPDATE)
    assert done["lines"]["new"] == 1
    assert "line_name_known" in reasons(done)


def test_one_code_under_two_names_is_one_enterprise_that_keeps_both(deliver: Deliver, register: Register) -> None:
    done = deliver("""
        企业名称 | 统一社会信用代码   | 行业 | 工序 | 生产线名称 | 产能 | 产能单位 | 生产状态
        甲水泥厂 | 91350200MA2YJ1XR9G | 水泥 | 熟料 | 1号线      | 2400 | 吨/日    | 在产
        乙水泥厂 | 91350200MA2YJ1XR9G | 水泥 | 熟料 | 2号线      | 5000 | 吨/日    | 在产
    """)
    assert done["enterprises"]["new"] == 1
    assert "code_of_two_names" in reasons(done)
    row = register.cursor().execute("select enterprise_name, former_names from marts.enterprises").fetchone()
    assert row == ("甲水泥厂", ["乙水泥厂"])


def test_the_same_file_twice_changes_nothing_and_a_void_restores(deliver: Deliver, register: Register) -> None:
    heading = "企业名称 | 行业 | 工序 | 生产线名称 | 产能 | 产能单位 | 生产状态"
    first = deliver(f"{heading}\n甲水泥 | 水泥 | 熟料 | 1号线 | 2400 | 吨/日 | 在产")
    version = register.version()
    again = deliver(f"{heading}\n甲水泥 | 水泥 | 熟料 | 1号线 | 2400 | 吨/日 | 在产")
    assert (again["batch"], again["lines"]) == (first["batch"], {"new": 0, "changed": 0, "same": 1})
    assert register.version() == version
    later = deliver(f"{heading}\n甲水泥 | 水泥 | 熟料 | 1号线 | 2400 | 吨/日 | 拆除", UPDATE)
    assert lines(register) == {("1号线", "None", "dismantled", "2400")}
    void_batch(register, later["batch"], actor="测试员", reason="报错了")
    assert lines(register) == {("1号线", "None", "operating", "2400")}


def test_a_line_that_takes_the_number_of_another_takes_not_its_place(deliver: Deliver, register: Register) -> None:
    heading = "企业名称 | 县区 | 行业 | 工序 | 生产线名称 | 型号 | 产能 | 产能单位 | 生产状态"
    row = "甲水泥 | 阳谷县 | 水泥 | 粉磨 | 水泥磨 | Φ3.2×13m | {} | 万吨/年 | {}"
    deliver("\n".join((heading, row.format(60, "在产"), row.format(80, "停产"))))
    done = deliver("\n".join((heading, row.format(90, "在产"), row.format(80, "停产"))), UPDATE)
    assert done["accepted"] == sum(done["lines"].values())
    assert {capacity for _, _, _, capacity in lines(register)} == {"60", "80", "90"}
    assert "line_name_known" in reasons(done)
    again = deliver("\n".join((heading, row.format(80, "停产"), row.format(90, "在产"))), UPDATE)
    assert again["lines"] == {"new": 0, "changed": 0, "same": 2}


def test_two_workshops_that_number_their_lines_alike_keep_both(deliver: Deliver, register: Register) -> None:
    table = """
        企业名称 | 县区   | 行业 | 工序 | 生产线编号 | 生产线名称 | 型号      | 产能 | 产能单位 | 生产状态
        甲水泥   | 阳谷县 | 水泥 | 粉磨 | 1#         | 水泥磨     | Φ3.2×13m | 60   | 万吨/年  | 在产
        甲水泥   | 阳谷县 | 水泥 | 粉磨 | １＃       | 矿渣磨     | Φ3.8×13m | 100  | 万吨/年  | 在产
    """
    done = deliver(table)
    assert (done["accepted"], done["lines"]["new"]) == (2, 2)
    assert "line_code_repeated" in reasons(done)
    again = deliver(table.replace("在产", "停产"), UPDATE)
    assert again["lines"] == {"new": 0, "changed": 2, "same": 0}
    assert lines(register) == {
        ("水泥磨", "Φ3.2×13m", "suspended", "60"),
        ("矿渣磨", "Φ3.8×13m", "suspended", "100"),
    }


LINES = "企业名称 | 曾用名 | 统一社会信用代码 | 县区 | 行业 | 工序 | 生产线名称 | 产能 | 产能单位 | 生产状态"
KILN = "水泥 | 熟料 | 1号窑 | 2400 | 吨/日 | 在产"
CODE, OTHER = "91350200MA2YJ1XR9G", "91350200776049653A"


def enterprises(register: Register, on: date = UPDATE) -> set[tuple[str, ...]]:
    """Name, area and number of lines of every enterprise as of a date."""
    select = "select enterprise_name, area_name, line_count from marts.enterprises"
    return {tuple(map(str, row)) for row in register.cursor(on).execute(select).fetchall()}


def test_one_name_in_two_counties_is_two_enterprises_and_is_told(deliver: Deliver, register: Register) -> None:
    table = f"{LINES}\n甲水泥 | | | 茌平区 | {KILN}\n甲水泥 | | | 莘县 | {KILN}"
    done = deliver(table)
    assert done["enterprises"]["new"] == 2 and "name_in_two_counties" in reasons(done)
    assert enterprises(register) == {("甲水泥", "茌平区", "1"), ("甲水泥", "莘县", "1")}
    again = deliver(f"{LINES}\n甲水泥 | | | 莘县 | {KILN}\n甲水泥 | | | 茌平区 | {KILN}", UPDATE)
    assert again["lines"] == {"new": 0, "changed": 0, "same": 2}


def test_a_later_namesake_in_another_county_takes_nobodys_place(deliver: Deliver, register: Register) -> None:
    deliver(f"{LINES}\n甲水泥 | | | 茌平区 | {KILN}")
    done = deliver(f"{LINES}\n甲水泥 | | | 莘县 | {KILN}", UPDATE)
    assert "name_in_two_counties" in reasons(done)
    told = next(one["sentence"] for one in done["warned"] if one["reason"] == "name_in_two_counties")
    assert "茌平区" in told and "莘县" in told
    assert enterprises(register) == {("甲水泥", "茌平区", "1"), ("甲水泥", "莘县", "1")}


def test_a_name_several_bear_is_asked_about_where_nothing_tells_which(deliver: Deliver, register: Register) -> None:
    deliver(f"{LINES}\n甲水泥 | | | 茌平区 | {KILN}\n甲水泥 | | | 莘县 | {KILN}")
    done = deliver(f"{LINES}\n甲水泥 | | | | {KILN}\n乙水泥 | | | 莘县 | {KILN}", UPDATE)
    assert [one["reason"] for one in done["rejects"]] == ["enterprise_unclear"]
    assert (done["accepted"], done["enterprises"]["new"], done["lines"]["new"]) == (1, 1, 1)
    assert len(enterprises(register)) == 3


@pytest.mark.parametrize("code", ["", CODE])
def test_a_rename_without_a_code_finds_the_enterprise_it_was(deliver: Deliver, register: Register, code: str) -> None:
    deliver(f"{LINES}\n甲水泥（集团）厂 | | {code} | 茌平区 | {KILN}")
    done = deliver(f"{LINES}\n乙水泥公司 | 甲水泥(集团)厂 | | 茌平区 | {KILN}", UPDATE)
    assert (done["enterprises"]["new"], done["lines"]["new"]) == (0, 0)
    assert enterprises(register) == {("乙水泥公司", "茌平区", "1")}


def test_the_old_name_finds_it_too_and_renames_nobody(deliver: Deliver, register: Register) -> None:
    deliver(f"{LINES}\n乙水泥公司 | 甲水泥（集团）厂 | | 茌平区 | {KILN}")
    done = deliver(f"{LINES}\n甲水泥(集团)厂 | | | 茌平区 | {KILN}", UPDATE)
    assert done["lines"] == {"new": 0, "changed": 0, "same": 1}
    assert enterprises(register) == {("乙水泥公司", "茌平区", "1")}


def test_old_and_new_name_in_one_file_are_one_enterprise(deliver: Deliver, register: Register) -> None:
    done = deliver(f"{LINES}\n甲水泥 | | | 茌平区 | {KILN}\n乙水泥 | 甲水泥 | | 茌平区 | {KILN.replace('1号', '2号')}")
    assert done["enterprises"]["new"] == 1
    assert enterprises(register) == {("乙水泥", "茌平区", "2")}


def test_two_codes_stay_two_enterprises_whatever_their_names_were(deliver: Deliver, register: Register) -> None:
    deliver(f"{LINES}\n甲水泥 | | {CODE} | 茌平区 | {KILN}")
    deliver(f"{LINES}\n乙水泥 | 甲水泥 | {OTHER} | 茌平区 | {KILN}", UPDATE)
    assert len(enterprises(register)) == 2


def test_one_code_in_two_counties_is_one_enterprise_and_is_told(deliver: Deliver, register: Register) -> None:
    done = deliver(f"{LINES}\n甲水泥 | | {CODE} | 茌平区 | {KILN}\n甲水泥 | | {CODE} | 莘县 | {KILN.replace('1', '2')}")
    assert "enterprise_in_two_counties" in reasons(done)
    assert {name for name, _, _ in enterprises(register)} == {"甲水泥"}
