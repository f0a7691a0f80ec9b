"""GeoJSON for the maps: what is drawn, in which direction rings run, and that texts stay data."""

import json

import pandas as pd
import pytest
from shapely.geometry import shape

from lib.maps import geojson
from lib.maps.choropleth import clockwise

HOSTILE = '<img src=x onerror="alert(1)"></script>'
SQUARE = {
    "type": "Polygon",
    "coordinates": [[[115.0, 36.0], [116.0, 36.0], [116.0, 37.0], [115.0, 37.0], [115.0, 36.0]]],
}
SHAPES = pd.DataFrame(
    [
        ("371521", "阳谷县", "阳谷", "county", json.dumps(SQUARE), 115.5, 36.5, "Tianditu GS(2024)0650"),
        ("LC-JK", "经济技术开发区", "经开区", "zone", None, 116.04, 36.45, "centre approximate"),
    ],
    columns=["area_code", "area_name", "label", "kind", "geojson", "centre_lon", "centre_lat", "source"],
)


def enterprises(*rows):
    columns = ["enterprise_id", "enterprise_name", "lon", "lat", "verdict", "verdict_name", "line_count"]
    return pd.DataFrame(rows, columns=columns)


def test_points_carry_what_the_tooltip_says():
    rows = enterprises(("LC_0001", HOSTILE, 115.7900049, 36.11, "outdated", "落后", 2))
    [feature] = geojson.points(rows)["features"]
    assert feature["geometry"] == {"type": "Point", "coordinates": [115.79, 36.11]}
    assert feature["properties"]["enterprise_name"] == HOSTILE
    assert feature["properties"]["line_count"] == 2


@pytest.mark.parametrize(("lon", "lat"), [(None, 36.1), (115.8, None), (None, None)])
def test_an_enterprise_without_a_position_is_not_drawn(lon, lat):
    rows = enterprises(
        ("here", "甲", 115.8, 36.1, "review", "待核", 1), ("nowhere", "乙", lon, lat, "review", "待核", 1)
    )
    assert [one["properties"]["enterprise_id"] for one in geojson.points(rows)["features"]] == ["here"]


def test_points_are_plain_json():
    rows = enterprises(("E1", None, 115.8, 36.1, "review", "待核", 1))
    assert (
        json.loads(json.dumps(geojson.points(rows), allow_nan=False))["features"][0]["properties"]["enterprise_name"]
        is None
    )


def test_a_zone_without_polygon_is_a_circle_on_the_ground():
    county, zone = geojson.areas(SHAPES)
    assert not county["properties"]["is_circle"] and zone["properties"]["is_circle"]
    circle = shape(zone["geometry"])
    west, south, east, north = circle.bounds
    assert (north - south) * geojson.EARTH_KM == pytest.approx(2 * geojson.CIRCLE_KM, rel=0.01)
    assert (east - west) * geojson.EARTH_KM * 0.8043 == pytest.approx(2 * geojson.CIRCLE_KM, rel=0.01)
    assert (circle.centroid.x, circle.centroid.y) == pytest.approx((116.04, 36.45), abs=1e-4)


def test_outer_rings_run_clockwise_for_plotly_and_keep_the_ground():
    county = geojson.areas(SHAPES)[0]
    assert shape(county["geometry"]).exterior.is_ccw
    turned = shape(clockwise(county)["geometry"])
    assert not turned.geoms[0].exterior.is_ccw
    assert turned.area == pytest.approx(shape(county["geometry"]).area)


def test_bounds_span_all_areas():
    west, south, east, north = geojson.bounds(geojson.areas(SHAPES))
    assert (west, south, north) == (115.0, 36.0, 37.0)
    assert east == pytest.approx(116.0645, abs=1e-3)
