"""Names and addresses as counties write them, with what each must be read as on 2022-07-15."""

from datetime import date

import pytest

from lib.errors import UserError
from lib.places.gazetteer import Gazetteer
from lib.register.store import Register
from tests.places.conftest import IN_FORCE

AREAS = """
    茌平县 371503 · 茌平 371503 · 371523 371503 · 371503 371503 · 山东省聊城市茌平区 371503 · 371503002 371503
    Linqing 371581 · Dongchangfu 371502 · Chiping 371503 · Yanggu 371521 · Shen 371522 · Shenxian 371522 · Dong'e 371524
    Guan 371525 · Guanxian 371525 · Gaotang 371526 · Liaocheng,Yanggu 371521
    莘 371522 · 冠县 371525 · 山东聊城莘县 371522
    经开区 LC-JK · 开发区 LC-JK · 聊城开发区 LC-JK · 聊城经济技术开发区 LC-JK · LC-JK LC-JK · 市开发区 LC-JK
    高新区 LC-GX · 聊城市高新技术产业开发区 LC-GX · 度假区 LC-DJ · 聊城市度假区 LC-DJ · 东昌府区（经开区） LC-JK
    茌平经济开发区 371503 · 临清市开发区 371581 · 信发街道 371503 · １　 None
    聊城市 None · 371500 None · 济南市 None · 河南省范县 None · 茌平区/东阿县 None · 嘉明经济开发区 None · 待定 None
"""
ADDRESSES = """
    山东省聊城市茌平区信发街道工业路1号 371503 371503002
    聊城市茌平县信发办事处 371503 371503002
    东昌府区茌平路12号 371502 None
    聊城市茌平路东首 None None
    聊城经济开发区黄河路16号 LC-JK None
    经开区蒋官屯街道 LC-JK 371502010
    聊城市东昌府区许营镇 371502 371502108
    东阿县顾官屯镇 371502 371502110
    茌平县韩集乡 371502 371502115
    茌平县广平镇 371502 371502116
    冠县东古城镇 371525 371525105
    莘县古城镇 371522 371522104
    聊城市冠县贾镇某村 371525 371525101
    聊城市茌平区贾寨镇 371503 371503109
    高新区九州街道 LC-GX None
    九州街道办事处 LC-GX None
    高唐县经济开发区人和街道 371526 371526003
    临清市青年路街道 371581 371581001
    临清市青年路12号 371581 None
    东阿县阿胶街78号 371524 None
    新城街道 371524 371524002
    聊城高新区街道1号 LC-GX None
    聊城市农贸市场 None None
    山东省济南市历城区 None None
    平阴县东阿镇 None None
    范县城关镇 None None
    河南省范县城关镇 None None
"""
DOUBTS = """
    东阿县顾官屯镇 town_moved · 阳谷县贾镇 town_not_in_county · 东昌府区新城街道 town_not_in_county
    济南市历城区 address_elsewhere · 范县城关镇 address_elsewhere · 河北邯郸市 address_elsewhere
    莘县古城镇 None · 河北路3号 None
"""


def items(table: str) -> list[list[str | None]]:
    """Entries of a table, split at · and line ends, each split at its blanks; None is missing."""
    entries = [entry for line in table.strip().splitlines() for entry in line.split("·")]
    return [[None if cell == "None" else cell for cell in entry.split()] for entry in entries]


@pytest.mark.parametrize(("text", "area"), items(AREAS))
def test_declared_area(gazetteer: Gazetteer, text, area):
    reading = gazetteer.read_area(text, IN_FORCE)
    assert reading.area_code == area
    assert (reading.reason is None) == (area is not None)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("聊城市", "area_is_whole_city"),
        ("371500", "area_is_whole_city"),
        ("济南市", "area_elsewhere"),
        ("茌平区、东阿县", "area_ambiguous"),
        ("嘉明经济开发区", "area_unreadable"),
    ],
)
def test_why_a_declared_area_is_not_read(gazetteer: Gazetteer, text, reason):
    assert gazetteer.read_area(text, IN_FORCE).reason == reason


@pytest.mark.parametrize(("text", "area", "town"), items(ADDRESSES))
def test_address(gazetteer: Gazetteer, text, area, town):
    reading = gazetteer.read_address(text, IN_FORCE)
    assert (reading.area_code, reading.town_code) == (area, town)


@pytest.mark.parametrize(("text", "note"), items(DOUBTS))
def test_doubt_about_an_address(gazetteer: Gazetteer, text, note):
    assert gazetteer.read_address(text, IN_FORCE).note == note


def test_a_part_without_a_code_follows_the_date(gazetteer: Gazetteer):
    assert gazetteer.read_address("聊城市物流园区", date(2018, 6, 1)).area_code == "LC-JK"
    assert gazetteer.read_address("聊城市物流园区", IN_FORCE).area_code is None


def test_every_town_is_found_behind_its_county(gazetteer: Gazetteer, register: Register):
    towns = register.con.execute(
        "select areas.name_zh, towns.town_name, towns.town_code from reference.towns as towns "
        "inner join reference.areas as areas on areas.area_code = towns.county_code"
    ).fetchall()
    assert len(towns) == 136
    read = {
        code: gazetteer.read_address(f"山东省聊城市{county}{town}工业路1号", IN_FORCE) for county, town, code in towns
    }
    assert {code: reading.town_code for code, reading in read.items()} == {code: code for code in read}


def test_a_town_alone_is_found_because_no_two_counties_share_a_name(gazetteer: Gazetteer, register: Register):
    towns = register.con.execute(
        "select town_name, town_code from reference.towns where length(town_name) > 2"
    ).fetchall()
    assert {town: gazetteer.read_address(town, IN_FORCE).town_code for town, _ in towns} == dict(towns)


def test_a_town_name_in_two_counties_needs_the_county(register: Register):
    cursor = register.con.cursor()
    cursor.begin()
    cursor.execute(
        "insert into reference.towns by name "
        "select '371526004' as town_code, '新城街道' as town_name, '371526' as county_code"
    )
    gazetteer = Gazetteer.from_register(register, cursor)
    cursor.rollback()
    assert gazetteer.read_address("新城街道", IN_FORCE).note == "town_ambiguous"
    assert gazetteer.read_address("高唐县新城街道", IN_FORCE).town_code == "371526004"
    assert gazetteer.read_address("东阿县新城街道", IN_FORCE).town_code == "371524002"


def test_name_of_an_area_code(gazetteer: Gazetteer):
    assert gazetteer.name_of("LC-GX") == "聊城高新技术产业开发区"
    with pytest.raises(UserError, match="371599"):
        gazetteer.name_of("371599")


@pytest.mark.parametrize(
    ("code", "area"),
    [("371523", "371503"), ("371523000000", "371503"), ("372523", "371522"), ("371530", "LC-JK"), ("371503", "371503")],
)
def test_codes_that_are_no_longer_or_never_were_of_the_standard_are_read(gazetteer, code, area):
    assert gazetteer.read_area(code, IN_FORCE).area_code == area
