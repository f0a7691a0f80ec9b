"""What a file says of its coordinates' datum, wherever it says it; "assumed" is left for files that say nothing."""

from collections.abc import Callable

import pytest

from lib.imports.rows import Parsed

Read = Callable[..., Parsed]
POINT = ["测试厂", "东昌府区", 115.989182, 36.459996]


def datum_of(parsed: Parsed) -> str | None:
    assert parsed.rows.lon_text.notna().all() or parsed.rows.coordinates_text.notna().all()
    return parsed.rows.datum.iloc[0]


@pytest.mark.parametrize(
    ("lon", "lat", "datum"),
    [
        ("经度(GCJ-02)", "纬度(GCJ-02)", "gcj02"),
        ("经度（百度）", "纬度（百度）", "bd09"),
        ("lng_gcj", "lat_gcj", "gcj02"),
        ("lng_bd09", "lat_bd09", "bd09"),
        ("gcj02_lng", "gcj02_lat", "gcj02"),
        ("高德经度", "高德纬度", "gcj02"),
        ("经度_百度地图", "纬度_百度地图", "bd09"),
        ("经度（2000国家大地坐标系）", "纬度（2000国家大地坐标系）", "cgcs2000"),
        ("WGS84经度", "WGS84纬度", "wgs84"),
        ("腾讯坐标经度", "腾讯坐标纬度", "gcj02"),
        ("经度", "纬度", None),
        ("X坐标", "Y坐标", None),
        ("经度（°）", "纬度（°）", None),
    ],
)
def test_the_heading_says_the_datum(read: Read, lon: str, lat: str, datum: str | None) -> None:
    parsed = read([["企业名称", "县区", lon, lat], POINT])
    assert datum_of(parsed) == datum
    assert "datum_unknown" not in {remark.reason for remark in parsed.warnings}


def test_a_heading_for_both_says_it_too(read: Read) -> None:
    assert datum_of(read([["企业名称", "县区", "百度坐标"], [*POINT[:2], "115.989182,36.459996"]])) == "bd09"


@pytest.mark.parametrize(
    ("said", "datum"),
    [
        ("坐标系：GCJ-02（高德）", "gcj02"),
        ("注：经纬度采用百度地图拾取", "bd09"),
        ("坐标系统：CGCS2000", "cgcs2000"),
        ("数据来源：高德地图", None),
    ],
)
def test_a_title_above_the_table_says_it(read: Read, said: str, datum: str | None) -> None:
    assert datum_of(read([[said, None, None, None], ["企业名称", "县区", "经度", "纬度"], POINT])) == datum


def test_a_note_under_the_table_says_it(read: Read) -> None:
    assert datum_of(read([["企业名称", "县区", "经度", "纬度"], POINT, ["注：坐标系为GCJ-02"]])) == "gcj02"


def test_a_row_that_says_its_own_datum_keeps_it(read: Read) -> None:
    rows = [
        ["企业名称", "县区", "经度(GCJ-02)", "纬度(GCJ-02)", "坐标系"],
        [*POINT, "BD-09"],
        ["乙厂", *POINT[1:], None],
    ]
    assert list(read(rows).rows.datum) == ["bd09", "gcj02"]


@pytest.mark.parametrize(
    ("title", "lon"), [("坐标系：西安80", "经度"), ("台账", "经度（北京54坐标系）"), ("坐标由WGS84转为GCJ-02", "经度")]
)
def test_a_datum_nobody_can_convert_is_told_not_taken_for_another(read: Read, title: str, lon: str) -> None:
    parsed = read([[title, None, None, None], ["企业名称", "县区", lon, "纬度"], POINT])
    assert datum_of(parsed) is None
    assert "datum_unknown" in {remark.reason for remark in parsed.warnings}
