"""The reporting area of an enterprise, as tables: what it says, where it is counted, how sure, what contradicts."""

from collections.abc import Callable, Iterator
from datetime import date

import geopandas as gpd
import pandas as pd
import pytest

from lib.places.gazetteer import Gazetteer
from lib.places.locate import place
from lib.register.store import Cursor, Register
from tests.places.conftest import IN_FORCE, rows_of

Facts = Callable[..., Cursor]


@pytest.fixture
def facts(register: Register, gazetteer: Gazetteer, shapes: gpd.GeoDataFrame) -> Iterator[Facts]:
    """`facts(table, as_of)` places the rows and keeps them as enterprises; the cursor answers as of the date."""
    cursor = register.cursor(IN_FORCE, "en")
    cursor.begin()

    def run(table: str, as_of: date = IN_FORCE) -> Cursor:
        rows = rows_of(table)
        placed = place(rows, gazetteer, shapes, "auto", IN_FORCE).columns
        incoming = placed.assign(enterprise_id=rows["id"], address=rows.get("address"), valid_from=date(2015, 1, 1))
        cursor.register("incoming", incoming.astype(object).where(incoming.notna(), None))
        cursor.execute("insert into facts.enterprise by name select * from incoming")
        cursor.execute("set variable as_of = $1", [as_of])
        return cursor

    yield run
    cursor.rollback()


def places(cursor: Cursor) -> pd.DataFrame:
    return cursor.execute("select * from intermediate.int_enterprise_places").df().set_index("enterprise_id")


PLACES = """
    id          | area_text  | address                  | coordinates_text | datum | area   | by          | sure
    all-agree   | 茌平县     | 茌平区信发街道           | 116.22,36.61     |       | 371503 | declared    | certain
    declared    | 茌平区     |                          |                  |       | 371503 | declared    | likely
    address     |            | 莘县古城镇               |                  |       | 371522 | address     | likely
    addr-point  |            | 阳谷县阎楼镇             | 115.85,36.159    |       | 371521 | address     | certain
    point       |            |                          | 115.85,36.159    | wgs84 | 371521 | coordinates | likely
    point-weak  |            |                          | 115.85,36.159    |       | 371521 | coordinates | weak
    nothing     |            | 某村                     |                  |       | -      | none        | none
    host-zone   | 东昌府区   | 东昌府区许营镇           |                  |       | LC-GX  | address     | likely
    zone        | 高新区     |                          | 116.03,36.44     |       | LC-GX  | declared    | likely
    zone-agrees | 高新区     | 东昌府区许营镇           |                  |       | LC-GX  | declared    | certain
    zone-addr   |            | 聊城经济开发区黄河路     |                  |       | LC-JK  | address     | likely
    host-only   | 东昌府区   | 东昌府区古楼街道         |                  |       | 371502 | declared    | certain
    unsettled   | 东昌府区   | 东昌府区广平镇           |                  |       | 371502 | declared    | certain
    moved       | 东阿县     | 东阿县顾官屯镇           |                  |       | LC-GX  | address     | likely
    wrong-point | 莘县       |                          | 115.85,36.159    |       | 371522 | declared    | contradicted
    wrong-addr  | 莘县       | 阳谷县阎楼镇             |                  |       | 371522 | declared    | contradicted
    addr-vs-pt  |            | 莘县古城镇               | 115.85,36.159    |       | 371522 | address     | contradicted
    two-zones   | 经开区     | 高新区许营镇             |                  |       | LC-JK  | declared    | contradicted
    zone-far    | 经开区     |                          | 115.85,36.159    |       | LC-JK  | declared    | contradicted
    outside     | 莘县       |                          | 121.47,31.23     |       | 371522 | declared    | contradicted
    abroad      | 莘县       |                          | 2.35,48.85       |       | 371522 | declared    | contradicted
    enclave     | 莘县       |                          | 115.488,35.906   |       | 371522 | declared    | contradicted
    only-encl   |            |                          | 115.488,35.906   | wgs84 | -      | none        | none
"""
NOTES = {
    "moved": "town_moved",
    "wrong-point": "declared_differs_from_point",
    "wrong-addr": "declared_differs_from_address",
    "addr-vs-pt": "address_differs_from_point",
    "two-zones": "declared_differs_from_address",
    "zone-far": "declared_differs_from_point",
    "outside": "point_outside_city",
    "abroad": "point_outside_china",
    "enclave": "point_in_enclave",
    "only-encl": "point_in_enclave",
}


def test_every_enterprise_is_counted_where_its_statements_say(facts: Facts):
    expected = rows_of(PLACES).set_index("id")
    found = places(facts(PLACES)).reindex(expected.index)
    told = pd.DataFrame(
        {"area": found["area_code"].fillna("-"), "by": found["located_by"], "sure": found["located_confidence"]}
    )
    pd.testing.assert_frame_equal(
        told, expected[["area", "by", "sure"]].astype(told.dtypes.to_dict()), check_names=False
    )


def test_every_contradiction_and_doubt_is_noted(facts: Facts):
    found = places(facts(PLACES))
    notes = found["placement_note"].dropna()
    assert notes.to_dict() == NOTES
    assert set(found.index[found["is_contradicted"]]) == set(NOTES) - {"moved"}


@pytest.mark.parametrize(
    ("as_of", "area", "sure", "note"),
    [
        (date(2018, 6, 1), "LC-JK", "weak", "zone_membership_unsettled"),
        (date(2019, 12, 31), "LC-JK", "weak", "zone_membership_unsettled"),
        (date(2020, 1, 1), "371502", "certain", None),
        (IN_FORCE, "371502", "certain", None),
    ],
)
def test_the_zone_of_a_town_follows_the_date(facts: Facts, as_of, area, sure, note):
    found = places(facts("id | area_text | address\nG | 东昌府区 | 东昌府区广平镇", as_of)).loc["G"]
    assert found["area_code"] == area
    assert found["located_confidence"] == sure
    assert (None if pd.isna(found["placement_note"]) else found["placement_note"]) == note


def test_a_dated_move_of_a_town_follows_the_date(facts: Facts):
    cursor = facts("id | area_text | address\nM | 茌平区 | 茌平区韩集乡")
    cursor.execute("update reference.moved_towns set moved_on = date '2021-06-01' where town_name = '韩集镇'")
    cursor.execute("set variable as_of = date '2021-05-31'")
    before = places(cursor).loc["M"]
    cursor.execute("set variable as_of = date '2021-06-01'")
    after = places(cursor).loc["M"]
    assert (before["area_code"], before["located_by"]) == ("371503", "declared")
    assert (after["area_code"], after["placement_note"]) == ("371502", "town_moved")


def test_a_declared_zone_with_a_town_of_none_is_doubted_not_moved(facts: Facts):
    found = places(facts("id | area_text | address\nZ | 经开区 | 东昌府区古楼街道")).loc["Z"]
    assert (found["area_code"], found["placement_note"], found["is_contradicted"]) == (
        "LC-JK",
        "zone_differs_from_town",
        False,
    )


def test_unreadable_coordinates_are_a_finding(facts: Facts):
    cursor = facts("id | area_text | coordinates_text\nU | 莘县 | 见附图")
    [finding] = cursor.execute("select reason, detail_en, column_name from intermediate.int_place_findings").fetchall()
    assert finding == ("coordinates_unreadable", "见附图", "coordinates_text")


def test_findings_say_both_sides_and_each_has_its_words(facts: Facts):
    cursor = facts(PLACES)
    rows = cursor.execute("select subject_id, reason, detail_en from intermediate.int_place_findings").fetchall()
    found = {(subject, reason): detail for subject, reason, detail in rows}
    assert len(found) == len(rows)
    assert {subject for subject, _ in found} == {*NOTES, "nothing"}
    assert found["wrong-point", "declared_differs_from_point"] == "Shen County ≠ Yanggu County"
    assert found["enclave", "point_in_enclave"] == "Old town of Fan County, Henan (enclave)"
    assert all(detail for (_, reason), detail in found.items() if reason != "place_unknown")
    known = {row[0] for row in cursor.execute("select problem from reference.problems").fetchall()}
    assert {reason for _, reason in found} <= known


def test_every_area_is_drawn_zones_as_circles(register: Register):
    drawn = register.ask("marts/reference/area_shapes", IN_FORCE, "zh").set_index(["area_code", "kind"])
    kinds = drawn.groupby("kind")["drawn_as"].agg(["size", "unique"])
    assert kinds["size"].to_dict() == {"city": 1, "county": 8, "exclusion": 1, "zone": 3}
    assert drawn.loc[("LC-JK", "zone"), ["drawn_as", "host_area", "centre_lon"]].tolist() == [
        "circle",
        "371502",
        116.0439,
    ]
    assert drawn.xs("county", level="kind")["geojson"].str.startswith('{"type":"Polygon"').all()
    assert drawn[["centre_lon", "centre_lat"]].notna().all(axis=None)
