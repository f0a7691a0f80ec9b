"""The polygons of the city: Tianditu counties, the enclave, another city, dropped-in files and unusable files."""

import dataclasses
from collections.abc import Callable, Iterator
from pathlib import Path

import geopandas as gpd
import pytest
import shapely

from lib.errors import UserError
from lib.places.boundaries import read_boundaries
from lib.places.gazetteer import Gazetteer
from lib.places.locate import place
from lib.places.locator import Locator
from lib.places.shapes import BROWSER_BYTES, browser_outlines, load_city, load_shapes
from lib.register import reference
from lib.register.store import Cursor, Register
from tests.places.conftest import IN_FORCE, boundary_file, rows_of

CENTRE = shapely.box(116.02, 36.44, 116.07, 36.48)  # inside 东昌府区


@pytest.fixture
def reload(register: Register) -> Iterator[Callable[..., Cursor]]:
    """Load reference data and polygons with other settings; undone after the test."""
    cursor = register.con.cursor()
    cursor.begin()

    def run(**settings: object) -> Cursor:
        changed = dataclasses.replace(register.settings, **settings)
        reference.load(cursor, reference.checked(changed))
        load_city(cursor, changed)
        return cursor

    yield run
    cursor.rollback()


def polygons(
    code: str, shape: shapely.Geometry = CENTRE, crs: int | None = 4326, **columns: object
) -> gpd.GeoDataFrame:
    return gpd.GeoDataFrame(
        {"area_code": [code], **{name: [value] for name, value in columns.items()}}, geometry=[shape], crs=crs
    )


def test_the_eight_counties_make_the_city(shapes: gpd.GeoDataFrame):
    counties = shapes[shapes["kind"] == "county"]
    assert len(counties) == 8
    assert counties.to_crs(32650).area.sum() / 1e6 == pytest.approx(8622, rel=0.001)  # km2; published: 8,628
    assert shapes.loc[shapes["kind"] == "city", "name_zh"].tolist() == ["聊城市"]


def test_the_outlines_for_the_browser_are_small_and_lossless_enough(register: Register, shapes: gpd.GeoDataFrame):
    rows = register.con.execute("select area_code, kind, geojson from reference.area_shapes").fetchall()
    assert sum(len(geojson) for _, _, geojson in rows) < BROWSER_BYTES
    exact = shapes.set_index(["area_code", "kind"]).geometry
    for code, kind, geojson in rows:
        drawn = shapely.from_geojson(geojson)
        assert drawn.symmetric_difference(exact[code, kind]).area / exact[code, kind].area < 0.01


def test_a_detailed_polygon_is_simplified_until_it_fits(shapes: gpd.GeoDataFrame):
    wavy = shapely.segmentize(shapes.geometry.to_numpy(), 0.0002)
    wavy = shapely.transform(
        wavy, lambda points: points + [[1e-5, -1e-5]] * len(points) * (points[:, :1] * 1e4 % 2 > 1)
    )
    texts = browser_outlines(shapes.set_geometry(gpd.GeoSeries(wavy, index=shapes.index, crs=4326)))
    assert sum(map(len, texts)) <= BROWSER_BYTES


def test_another_city_has_its_own_counties_and_no_zones(reload: Callable[..., Cursor], register: Register):
    cursor = reload(city_adcode="370800")
    areas = dict(cursor.execute("select area_code, kind from reference.areas order by position").fetchall())
    assert len(areas) == 11
    assert set(areas.values()) == {"county"}
    assert cursor.execute("select count(*) from reference.zone_towns").fetchone() == (0,)
    rows = rows_of("""
        area_text | address              | lon_text | lat_text
        任城      |                      | 116.594  | 35.349
                  | 山东省济宁市曲阜市某路 |          |
                  | 聊城市茌平区信发街道   |          |
    """)
    placed = place(rows, Gazetteer.from_register(register, cursor), load_shapes(cursor), "auto", IN_FORCE)
    assert placed.columns["area_declared"].tolist() == ["370811", None, None]
    assert placed.columns["area_by_point"].tolist() == ["370811", None, None]
    assert placed.columns["area_by_address"].tolist() == [None, "370881", None]
    assert [(remark.position, remark.reason) for remark in placed.remarks] == [(2, "address_elsewhere")]


def test_an_unknown_city_is_refused(reload: Callable[..., Cursor]):
    with pytest.raises(UserError, match="CITY_ADCODE 379900"):
        reload(city_adcode="379900")


def test_a_dropped_zone_is_an_area_of_its_own(reload: Callable[..., Cursor], tmp_path: Path):
    cursor = reload(boundaries_dir=boundary_file(tmp_path / "b", "zones.geojson", polygons("LC-JK")))
    locator = Locator.of(load_shapes(cursor))
    assert locator.locate(
        *map(shapely.get_coordinates(shapely.Point(116.05, 36.46)).T.__getitem__, (0, 1))
    ).tolist() == ["LC-JK"]
    drawn = cursor.execute("select drawn_as, source from marts.area_shapes where area_code = 'LC-JK'").fetchone()
    assert drawn == ("polygon", "file zones.geojson")


@pytest.mark.parametrize("name", ["counties.gpkg", "counties.shp", "counties.geojson"])
def test_a_dropped_county_replaces_the_shipped_one(reload: Callable[..., Cursor], tmp_path: Path, name: str):
    file = boundary_file(tmp_path / "b", name, polygons("371502"))
    shapes = load_shapes(reload(boundaries_dir=file))
    assert shapes.loc[shapes["area_code"] == "371502"].geometry.iloc[0].equals_exact(
        CENTRE.normalize(), 1e-6
    ) or shapes.loc[shapes["area_code"] == "371502"].geometry.iloc[0].equals(CENTRE)
    assert len(shapes[shapes["kind"] == "county"]) == 8


def test_projected_files_are_brought_to_degrees(tmp_path: Path):
    directory = boundary_file(tmp_path / "b", "zone.gpkg", polygons("LC-JK").to_crs(4527))
    shape = read_boundaries(directory).geometry.iloc[0]
    assert shape.symmetric_difference(CENTRE).area / CENTRE.area < 1e-4


@pytest.mark.filterwarnings("ignore:'crs' was not provided")
@pytest.mark.parametrize(
    ("name", "frame", "words"),
    [
        (
            "a.geojson",
            polygons("LC-JK").rename(columns={"area_code": "code"}),
            "a.geojson needs polygons and a column area_code",
        ),
        ("b.geojson", polygons("LC-JK", shapely.Point(116, 36)), "row 1 is a Point"),
        ("c.gpkg", polygons("LC-JK", shapely.box(500000, 4000000, 510000, 4010000), crs=None), "coordinate system"),
        ("d.geojson", polygons("LC-JK", shapely.box(10, 45, 11, 46)), "not longitude and latitude inside China"),
    ],
)
def test_a_wrong_file_is_refused_with_a_sentence(tmp_path: Path, name: str, frame: gpd.GeoDataFrame, words: str):
    with pytest.raises(UserError, match=words):
        read_boundaries(boundary_file(tmp_path / "b", name, frame))


def test_files_that_are_no_maps_are_refused(tmp_path: Path):
    (tmp_path / "zones.kml").write_text("<kml/>")
    with pytest.raises(UserError, match=r"zones.kml is not read"):
        read_boundaries(tmp_path)
    (tmp_path / "zones.kml").unlink()
    (tmp_path / "zones.geojson").write_text("not a map")
    with pytest.raises(UserError, match=r"zones.geojson cannot be opened"):
        read_boundaries(tmp_path)


def test_an_unknown_code_and_a_code_given_twice_are_refused(reload: Callable[..., Cursor], tmp_path: Path):
    with pytest.raises(UserError, match="LC-XX of file a.geojson"):
        reload(boundaries_dir=boundary_file(tmp_path / "a", "a.geojson", polygons("LC-XX")))
    boundary_file(tmp_path / "b", "a.geojson", polygons("LC-JK"))
    with pytest.raises(UserError, match="LC-JK has two polygons"):
        read_boundaries(boundary_file(tmp_path / "b", "b.geojson", polygons("LC-JK")))


def test_town_polygons_say_the_zone_through_their_town(
    reload: Callable[..., Cursor], tmp_path: Path, register: Register
):
    file = boundary_file(
        tmp_path / "b", "towns.geojson", polygons("371502010").rename(columns={"area_code": "town_code"})
    )
    cursor = reload(boundaries_dir=file)
    rows = rows_of("lon_text | lat_text\n116.05 | 36.46")
    placed = place(rows, Gazetteer.from_register(register, cursor), load_shapes(cursor), "wgs84", IN_FORCE)
    assert placed.columns["area_by_point"].tolist() == ["371502010"]
    cursor.execute(
        "insert into facts.enterprise by name select 'P' as enterprise_id, '371502010' as area_by_point, "
        "116.05 as lon, 36.46 as lat, 116.05 as lon_given, date '2022-01-01' as valid_from"
    )
    found = cursor.execute("select area_code, located_by from intermediate.int_enterprise_places").fetchall()
    assert found == [("LC-JK", "coordinates")]
