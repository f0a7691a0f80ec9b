"""Enterprises that may be one are listed with what speaks for and against it; what only looks alike is not."""

from datetime import date
from pathlib import Path

import pytest

from lib.errors import UserError
from lib.imports.commit import import_file
from lib.imports.subjects.apart import tell_apart
from lib.register.store import Register

HEADING = "企业名称,曾用名,统一社会信用代码,县区,地址,联系电话,行业,工序,生产线名称,产能,产能单位,生产状态"
LINE = "水泥,粉磨,1号磨,60,万吨/年,在产"
ROWS = {
    "甲": f"聊城市甲水泥有限公司,,91371500MA3C0AAA10,阳谷县,阳谷县阿城镇工业路1号,0635-6000001,{LINE}",
    "甲 again": f"阳谷县甲水泥有限责任公司,,,莘县,,,{LINE}",
    "乙": f"乙水泥有限公司,老乙建材厂,91371500MA3C0CCC10,阳谷县,,,{LINE}",
    "老乙": f"老乙建材厂,,91371500MA3C0BBB10,莘县,,,{LINE}",
    "same door": f"丙水泥有限公司,,,阳谷县,阳谷县阿城镇工业路1号,0635-6000001,{LINE}",
    "same phone only": f"丁水泥有限公司,,,阳谷县,阳谷县寿张镇,0635-6000001,{LINE}",
    "stranger": f"戊造纸有限公司,,,东阿县,,,{LINE}",
}


@pytest.fixture
def pairs(register: Register, tmp_path: Path) -> dict[frozenset[str], dict]:
    path = tmp_path / "list.csv"
    path.write_text("\n".join((HEADING, *ROWS.values())), encoding="utf-8")
    import_file(register, path, actor="测试员", on=date(2022, 7, 1))
    names = dict(register.cursor().execute("select enterprise_id, enterprise_name from marts.enterprises").fetchall())
    rows = register.ask("pages/imports/doubles", size=20).to_dict("records")
    return {frozenset((names[row["enterprise_id"]], names[row["other_id"]])): row for row in rows}


def test_the_pairs(pairs: dict[frozenset[str], dict]) -> None:
    assert set(pairs) == {
        frozenset(("聊城市甲水泥有限公司", "阳谷县甲水泥有限责任公司")),
        frozenset(("乙水泥有限公司", "老乙建材厂")),
        frozenset(("聊城市甲水泥有限公司", "丙水泥有限公司")),
    }


def test_what_speaks_for_and_against(pairs: dict[frozenset[str], dict]) -> None:
    one = pairs[frozenset(("聊城市甲水泥有限公司", "阳谷县甲水泥有限责任公司"))]
    assert (one["same_name"], one["other_area"], one["same_phone"], one["other_sector"]) == (True, True, False, False)
    door = pairs[frozenset(("聊城市甲水泥有限公司", "丙水泥有限公司"))]
    assert (door["same_name"], door["same_address"], door["same_phone"]) == (False, True, True)


def test_a_pair_that_a_person_told_apart_is_listed_no_longer(
    register: Register, pairs: dict[frozenset[str], dict]
) -> None:  # fmt: skip
    door = pairs[frozenset(("聊城市甲水泥有限公司", "丙水泥有限公司"))]
    ids = [door["enterprise_id"], door["other_id"]]

    def listed() -> bool:
        rows = register.ask("pages/imports/doubles", size=20)
        assert list(rows.total_count) == [len(rows)] * len(rows)
        return ids in rows[["enterprise_id", "other_id"]].to_numpy().tolist()

    tell_apart(register, ids[1], ids[0], actor="王", reason="同院两家，各有执照")
    assert not listed()
    [said] = register.ask("pages/imports/told_apart").to_dict("records")
    assert (said["actor"], said["why_different"]) == ("王", "同院两家，各有执照")
    assert {said["enterprise_name"], said["other_name"]} == {"聊城市甲水泥有限公司", "丙水泥有限公司"}
    with pytest.raises(UserError, match="before"):
        tell_apart(register, *ids, actor="王", reason="再说一次")
    with pytest.raises(UserError, match="rests on"):
        tell_apart(register, *ids, actor="王", reason=" ", is_different=False)
    tell_apart(register, *ids, actor="李", reason="看错了", is_different=False)
    assert listed()
    assert register.ask("pages/imports/told_apart").empty


def test_what_many_share_makes_no_pairs(register: Register, tmp_path: Path) -> None:
    same = f"阳谷县,阳谷县阿城镇工业园区,0635-6000001,{LINE}"
    rows = [f"第{number}水泥有限公司,,,{same}" for number in range(101, 122)]
    path = tmp_path / "park.csv"
    path.write_text("\n".join((HEADING, *rows)), encoding="utf-8")
    import_file(register, path, actor="测试员", on=date(2022, 7, 1))
    assert register.ask("pages/imports/doubles", size=20).empty
