"""Datums: round trips, the identity outside China, the size of the shift in Liaocheng, and a published pair."""

import geopandas as gpd
import numpy as np
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

from lib.places.datum import DATUMS, from_wgs84, to_wgs84

ANYWHERE_IN_CHINA = st.tuples(st.floats(73.0, 135.5), st.floats(3.0, 54.0))
OUTSIDE = st.one_of(
    st.tuples(st.floats(-180.0, 71.9), st.floats(-89.0, 89.0)),
    st.tuples(st.floats(138.0, 180.0), st.floats(-89.0, 89.0)),
    st.tuples(st.floats(-180.0, 180.0), st.floats(56.0, 89.0)),
)


def one(lon: float, lat: float) -> tuple[np.ndarray, np.ndarray]:
    return np.array([lon]), np.array([lat])


@given(ANYWHERE_IN_CHINA, st.sampled_from(DATUMS))
def test_there_and_back_is_within_a_millionth_of_a_degree(point, datum):
    lon, lat = to_wgs84(*from_wgs84(*one(*point), datum), datum)
    assert abs(lon[0] - point[0]) < 1e-6
    assert abs(lat[0] - point[1]) < 1e-6


@given(OUTSIDE, st.sampled_from(DATUMS))
def test_outside_china_every_datum_is_wgs84(point, datum):
    assert [value[0] for value in from_wgs84(*one(*point), datum)] == list(point)
    assert [value[0] for value in to_wgs84(*one(*point), datum)] == list(point)


def test_a_published_pair_of_gcj02():
    lon, lat = from_wgs84(*one(121.5272106, 31.1774276), "gcj02")
    assert lon[0] == pytest.approx(121.531541859215, abs=1e-9)
    assert lat[0] == pytest.approx(31.17530398364597, abs=1e-9)


def test_the_shift_in_liaocheng_is_about_half_a_kilometre_eastward(shapes: gpd.GeoDataFrame):
    city = shapes.loc[shapes["kind"] == "city"].geometry.iloc[0]
    west, south, east, north = city.bounds
    lon, lat = (grid.ravel() for grid in np.meshgrid(np.linspace(west, east, 120), np.linspace(south, north, 120)))
    inside = shapely.contains_xy(city, lon, lat)
    lon, lat = lon[inside], lat[inside]
    there_lon, there_lat = from_wgs84(lon, lat, "gcj02")
    metres = np.hypot((there_lon - lon) * 111_320 * np.cos(np.radians(lat)), (there_lat - lat) * 110_950)
    assert 485 < metres.min() < 495
    assert 550 < metres.max() < 560
    assert ((there_lon - lon) > 0).all()


def test_missing_positions_stay_missing():
    lon, lat = to_wgs84(np.array([np.nan, 116.0]), np.array([36.0, 36.0]), "bd09")
    assert np.isnan(lon[0])
    assert np.isfinite(lon[1])
    assert np.isfinite(lat[1])


def test_an_unknown_datum_is_refused():
    with pytest.raises(ValueError, match="beijing54"):
        to_wgs84(*one(116.0, 36.0), "beijing54")
