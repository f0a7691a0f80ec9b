"""Placing rows: columns side by side, doubts told, datums stated, opted or assumed, and the shift of GCJ-02 noticed."""

from collections.abc import Callable

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
from shapely import Point

from lib.imports.reasons import sentence, severity
from lib.imports.rows import ENTERPRISE_COLUMNS
from lib.places.datum import from_wgs84
from lib.places.gazetteer import Gazetteer
from lib.places.locate import COLUMNS, Placed, place
from lib.places.locator import Locator
from tests.places.conftest import IN_FORCE, rows_of

Place = Callable[..., Placed]


def reasons(placed: Placed) -> list[tuple[int, str, str]]:
    return [(remark.position, remark.column, remark.reason) for remark in placed.remarks]


def test_a_row_with_all_three_statements(placed: Place):
    row = placed("""
        area_text | address                | lon_text | lat_text | datum
        茌平县    | 聊城市茌平区信发街道1号 | 116.22   | 36.61    | WGS84
    """)
    assert tuple(row.columns.columns) == COLUMNS
    assert row.columns.iloc[0].to_dict() == {
        "area_declared": "371503",
        "area_declared_text": "茌平县",
        "area_by_address": "371503",
        "town_code": "371503002",
        "area_by_point": "371503",
        "lon": 116.22,
        "lat": 36.61,
        "lon_given": 116.22,
        "lat_given": 36.61,
        "coordinates_text": "116.22, 36.61",
        "datum": "wgs84",
        "datum_basis": "stated",
    }
    assert row.remarks == []


def test_a_row_that_says_nothing_is_placed_nowhere_and_says_so_by_being_empty(placed: Place):
    row = placed("area_text | address | coordinates_text | datum\n | 无 | — | gcj02")
    assert row.columns.iloc[0].isna().all()
    assert row.remarks == []


def test_doubts_name_row_column_and_reason(placed: Place):
    rows = placed("""
        area_text | address            | coordinates_text    | lon_text | lat_text | datum
        待定      |                    |                     |          |          |
        阳谷县    |                    | 36.11,115.79        |          |          |
        阳谷县    |                    | 北京路              |          |          |
        阳谷县    |                    |                     | 115.79   |          |
        阳谷县    |                    |                     | 39500000 | 4000000  |
        莘县      |                    |                     | 115.79   | 36.11    |
        莘县      | 东阿县铜城街道     |                     |          |          |
                  | 莘县古城镇         | 115.79,36.11        |          |          |
        莘县      |                    | 121.47,31.23        |          |          |
        莘县      |                    | 2.35,48.85          |          |          |
        莘县      |                    | 115.488,35.906      |          |          |
        东阿县    | 东阿县顾官屯镇     |                     |          |          |
        阳谷县    | 阳谷县贾镇         |                     |          |          |
        阳谷县    | 济南市历城区       |                     |          |          |
        阳谷县    |                    | 115.79,36.11        |          |          | 北京54
    """)
    assert reasons(rows) == [
        (0, "area_text", "area_unreadable"),
        (1, "coordinates_text", "coordinates_swapped"),
        (2, "coordinates_text", "coordinates_unreadable"),
        (3, "lon_text", "coordinates_incomplete"),
        (4, "lon_text", "coordinates_projected"),
        (5, "lon_text", "declared_differs_from_point"),
        (6, "address", "declared_differs_from_address"),
        (7, "coordinates_text", "address_differs_from_point"),
        (8, "coordinates_text", "point_outside_city"),
        (9, "coordinates_text", "point_outside_china"),
        (10, "coordinates_text", "point_in_enclave"),
        (11, "address", "town_moved"),
        (12, "address", "town_not_in_county"),
        (13, "address", "address_elsewhere"),
        (14, "datum", "datum_unknown"),
    ]


def test_every_doubt_has_a_sentence_without_holes(placed: Place):
    rows = placed("""
        area_text | address          | coordinates_text
        莘县      | 东阿县铜城街道   | 115.79,36.11
        莘县      |                  | 121.47,31.23
        莘县      |                  | 115.488,35.906
        东阿县    | 东阿县顾官屯镇   |
        阳谷县    | 阳谷县贾镇       |
    """)
    assert len(rows.remarks) == 6
    for remark in rows.remarks:
        assert severity(remark.reason) == "warning"
        for language in ("zh", "en"):
            text = sentence(remark.reason, remark.params, language)
            assert "{" not in text
            assert "“”" not in text
            assert "  " not in text
    [differs] = [remark for remark in rows.remarks if remark.reason == "declared_differs_from_point"]
    assert differs.params["declared"] == "莘县"
    assert differs.params["found_en"] == "Yanggu County"
    assert 5_000 < int(differs.params["metres"]) < 20_000


def test_a_point_outside_china_keeps_what_was_given_but_is_not_drawn(placed: Place):
    row = placed("coordinates_text\n2.35,48.85").columns.iloc[0]
    assert (row["lon_given"], row["lat_given"]) == (2.35, 48.85)
    assert np.isnan(row["lon"])
    assert row["area_by_point"] is None


@pytest.mark.parametrize(
    ("stated", "option", "datum", "basis"),
    [
        ("gcj02", "auto", "gcj02", "stated"),
        ("GCJ-02", "wgs84", "gcj02", "stated"),
        ("", "bd09", "bd09", "option"),
        ("", "auto", "wgs84", "assumed"),
        ("北京54", "gcj02", "gcj02", "option"),
    ],
)
def test_the_datum_is_stated_or_opted_or_assumed(placed: Place, stated, option, datum, basis):
    lon, lat = (float(value[0]) for value in from_wgs84(np.array([116.22]), np.array([36.61]), datum))
    row = placed(f"lon_text | lat_text | datum\n{lon!r} | {lat!r} | {stated}", option)
    assert row.columns.loc[0, ["datum", "datum_basis"]].tolist() == [datum, basis]
    assert row.columns.loc[0, "lon"] == pytest.approx(116.22, abs=1e-7)
    assert row.columns.loc[0, "lat"] == pytest.approx(36.61, abs=1e-7)
    assert row.columns.loc[0, "lon_given"] == pytest.approx(lon, abs=1e-12)


def points_of_the_city(shapes: gpd.GeoDataFrame, datum: str, count: int = 1000) -> pd.DataFrame:
    """Rows with the area each point truly lies in, and its coordinates written in `datum` without saying so."""
    random = np.random.default_rng(7)
    lon, lat = random.uniform(115.4, 116.4, count), random.uniform(35.9, 37.0, count)
    names = shapes[shapes["kind"] == "county"].set_index("area_code")["name_zh"]
    area = pd.Series(Locator.of(shapes).locate(lon, lat)).map(names)
    given_lon, given_lat = from_wgs84(lon, lat, datum)
    rows = pd.DataFrame({"area_text": area, "lon_text": given_lon.astype(str), "lat_text": given_lat.astype(str)})
    return rows[area.notna()].reset_index(drop=True)


@pytest.mark.parametrize(("datum", "name"), [("gcj02", "GCJ-02"), ("bd09", "BD-09")])
def test_a_systematic_shift_is_told_and_not_converted(gazetteer: Gazetteer, shapes: gpd.GeoDataFrame, datum, name):
    rows = points_of_the_city(shapes, datum)
    assumed = place(rows, gazetteer, shapes, "auto", IN_FORCE)
    hints = [remark for remark in assumed.remarks if remark.reason == "looks_shifted"]
    assert [hint.params["datum"] for hint in hints] == [name]
    assert (assumed.columns["lon"] == assumed.columns["lon_given"]).all()
    told = place(rows, gazetteer, shapes, datum, IN_FORCE)
    assert told.remarks == []


def test_points_that_fit_or_miss_for_another_reason_raise_no_hint(gazetteer: Gazetteer, shapes: gpd.GeoDataFrame):
    fitting = points_of_the_city(shapes, "wgs84")
    assert place(fitting, gazetteer, shapes, "auto", IN_FORCE).remarks == []
    wrong = fitting.assign(area_text=fitting["area_text"].sample(frac=1, random_state=1).to_numpy())
    found = {remark.reason for remark in place(wrong, gazetteer, shapes, "auto", IN_FORCE).remarks}
    assert found == {"declared_differs_from_point", "point_at_border"}


def test_the_columns_stay_aligned_with_rows_of_any_index(gazetteer: Gazetteer, shapes: gpd.GeoDataFrame):
    rows = rows_of("area_text\n茌平\n莘县\n高唐").set_axis([7, 3, 9]).reindex(columns=list(ENTERPRISE_COLUMNS))
    columns = place(rows, gazetteer, shapes, "auto", IN_FORCE).columns
    assert columns.index.tolist() == [7, 3, 9]
    assert columns["area_declared"].tolist() == ["371503", "371522", "371526"]


def test_no_rows_are_placed_as_no_rows(gazetteer: Gazetteer, shapes: gpd.GeoDataFrame):
    none = place(pd.DataFrame(columns=list(ENTERPRISE_COLUMNS)), gazetteer, shapes, "auto", IN_FORCE)
    assert none.columns.empty
    assert none.remarks == []


def beyond(shapes: gpd.GeoDataFrame, county: str, metres: float) -> tuple[float, float]:
    """A point this far outside a county and outside the city."""
    own = shapes.loc[shapes["area_code"] == county].geometry.iloc[0]
    city = shapes[shapes["kind"] == "county"].union_all()
    ring = own.buffer(metres / 111_195.0 * 1.1).exterior
    return next((x, y) for x, y in ring.coords if city.distance(Point(x, y)) * 111_195.0 > metres * 0.8)


@pytest.mark.parametrize("statement", ["莘县 | ", " | 莘县古云镇"])
def test_a_station_just_outside_the_county_it_names_is_placed_at_the_border(placed, shapes, statement):
    """A real one stood 47 m outside 莘县: outlines are no more exact than that."""
    lon, lat = beyond(shapes, "371522", 47)
    found = placed(f"area_text | address | coordinates_text\n{statement} | {lon:.6f},{lat:.6f}")
    assert found.columns["area_by_point"].tolist() == ["371522"]
    [remark] = found.remarks
    assert remark.reason == "point_at_border" and remark.params["declared"] == "莘县"
    assert 30 <= float(remark.params["metres"]) <= 60


def test_what_lies_farther_out_or_names_no_county_stays_outside(placed, shapes):
    far, near = beyond(shapes, "371522", 300), beyond(shapes, "371522", 47)
    found = placed(f"area_text | coordinates_text\n莘县 | {far[0]:.6f},{far[1]:.6f}\n | {near[0]:.6f},{near[1]:.6f}")
    assert found.columns["area_by_point"].tolist() == [None, None]
    assert [remark.reason for remark in found.remarks] == ["point_outside_city"] * 2
