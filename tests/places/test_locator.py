"""Points in areas: equal to a spatial join, deterministic on boundaries, nothing claimed in the enclave."""

import geopandas as gpd
import numpy as np
import shapely

from lib.places import locator as module
from lib.places.locator import Locator

FAN_COUNTY = "410926"


def cloud(count: int) -> tuple[np.ndarray, np.ndarray]:
    random = np.random.default_rng(2022)
    return random.uniform(115.1, 116.7, count), random.uniform(35.6, 37.2, count)


def test_the_grid_finds_what_a_spatial_join_finds(shapes: gpd.GeoDataFrame):
    lon, lat = cloud(50_000)
    counties = shapes[shapes["kind"] == "county"][["area_code", "geometry"]]
    points = gpd.GeoDataFrame(geometry=gpd.points_from_xy(lon, lat), crs=4326)
    joined = points.sjoin(counties, how="left", predicate="intersects")["area_code"].astype(object)
    found = Locator.of(shapes[shapes["kind"] == "county"]).locate(lon, lat)
    assert len(joined) == len(found)
    assert (np.where(joined.isna(), None, joined) == found).all()
    assert len(set(found)) == 9


def test_few_and_many_points_are_located_alike(shapes: gpd.GeoDataFrame):
    lon, lat = cloud(module.FEW + 1)
    locator = Locator.of(shapes)
    many = locator.locate(lon, lat)
    few = np.concatenate([locator.locate(lon[half], lat[half]) for half in (slice(0, 3000), slice(3000, None))])
    assert (many == few).all()


def test_points_on_a_shared_boundary_have_one_area_and_always_the_same(shapes: gpd.GeoDataFrame):
    counties = shapes[shapes["kind"] == "county"].set_index("area_code").geometry
    shared = shapely.intersection(counties["371502"].boundary, counties["371503"].boundary)
    lon, lat = shapely.get_coordinates(shared).T
    assert len(lon) > 5
    for order in (slice(None), slice(None, None, -1)):  # the order of the polygons must not matter
        assert set(Locator.of(shapes.iloc[order]).locate(lon, lat)) <= {"371502"}


def test_missing_and_far_points_have_no_area(shapes: gpd.GeoDataFrame):
    found = Locator.of(shapes).locate(np.array([np.nan, 121.5, 116.0]), np.array([36.4, 31.2, np.nan]))
    assert found.tolist() == [None, None, None]


def test_the_enclave_of_fan_county_is_not_claimed(shapes: gpd.GeoDataFrame):
    found = Locator.of(shapes).locate(np.array([115.488, 115.46]), np.array([35.906, 35.906]))
    assert found.tolist() == [FAN_COUNTY, "371522"]


def test_distance_to_an_area_is_in_metres(shapes: gpd.GeoDataFrame):
    codes = np.array(["371502", "371502", "LC-JK"], dtype=object)
    north = shapes.set_index("area_code").geometry["371502"].bounds[3]
    top = max(
        shapely.get_coordinates(shapes.set_index("area_code").geometry["371502"]).tolist(), key=lambda point: point[1]
    )
    metres = Locator.of(shapes).metres_to(
        codes, np.array([115.98, top[0], 116.0]), np.array([36.45, north + 0.01, 36.4])
    )
    assert metres[0] == 0
    assert 1100 < metres[1] < 1125
    assert np.isnan(metres[2])  # no polygon of the zone
