"""QGIS gets every row: those with a position as points, the others in a table, and the counts of both."""

import json

import geopandas as gpd
import pyogrio

from lib.exports.query import export_query
from lib.exports.register_layers import register_geojson, register_gpkg
from tests.exports.conftest import DAY, HOSTILE, LINES


def test_geojson_loses_no_row(register):
    content = json.loads(export_query(register, "lines", DAY, {}, "geojson"))
    features = {feature["properties"]["line_id"]: feature for feature in content["features"]}
    assert set(features) == {line[0] for line in LINES}
    assert features["below"]["geometry"] == {"type": "Point", "coordinates": [116, 36.45]}
    assert features["tyre"]["geometry"] is None
    assert (content["metadata"]["有坐标的行数"], content["metadata"]["无坐标的行数"]) == ("6", "3")


def test_geopackage_reads_back(register, tmp_path):
    path = tmp_path / "lines.gpkg"
    path.write_bytes(export_query(register, "lines", DAY, {}, "gpkg"))
    points = gpd.read_file(path, layer="lines").set_index("line_id")
    others = gpd.read_file(path, layer="lines_unlocated").set_index("line_id")
    facts = gpd.read_file(path, layer="about").set_index("item")["value"]
    assert points.crs.to_epsg() == 4326 and len(points) == 6
    assert (points.geometry.x["below"], points.geometry.y["below"]) == (116, 36.45)
    assert points["capacity"]["special"] == 1000.5
    assert set(others.index) == {"tyre", "semi", "wool"} and others["enterprise_name"]["wool"] == HOSTILE
    assert facts["行数"] == "9" and facts["无坐标的行数"] == "3" and facts["提示"] == "演示数据 非真实"


def test_a_geopackage_without_positions_still_has_its_layer(register, tmp_path):
    path = tmp_path / "lines.gpkg"
    path.write_bytes(export_query(register, "lines", DAY, {"line_id": "wool"}, "gpkg"))
    assert pyogrio.read_info(path, layer="lines")["features"] == 0
    assert pyogrio.read_info(path, layer="lines_unlocated")["features"] == 1


def test_the_register_as_geopackage(register, tmp_path):
    path = tmp_path / "register.gpkg"
    path.write_bytes(register_gpkg(register, DAY, "zh"))
    names = {str(name) for name, _ in pyogrio.list_layers(path)}
    assert names >= {
        "enterprises",
        "lines",
        "areas",
        "enterprises_unlocated",
        "lines_unlocated",
        "areas_unlocated",
        "about",
    }
    areas = gpd.read_file(path, layer="areas").set_index("area_code")
    enterprises = gpd.read_file(path, layer="enterprises")
    assert len(areas) == 8 and areas.crs.to_epsg() == 4326 and areas.geometry.is_valid.all()
    assert areas.geometry["371502"].contains(enterprises.geometry.iloc[0]) and areas["outdated_lines"]["371502"] == 2
    others = gpd.read_file(path, layer="areas_unlocated")
    assert set(others["area_code"]) == {"LC-JK", "LC-GX", "LC-DJ", "unplaced"}
    assert areas["line_count"].sum() + others["line_count"].sum() == len(LINES)
    about = gpd.read_file(path, layer="about").set_index(["layer", "item"])["value"]
    assert about["enterprises", "行数"] == "3" and about["areas", "无边界的属地数"] == "4"


def test_the_register_as_geojson(register, tmp_path):
    content = register_geojson(register, DAY, "zh")
    layers = [feature["properties"]["layer"] for feature in json.loads(content)["features"]]
    assert (layers.count("enterprises"), layers.count("lines"), layers.count("areas")) == (3, 9, 12)
    path = tmp_path / "register.geojson"
    path.write_bytes(content)
    assert gpd.read_file(path).geometry.notna().sum() == 1 + 6 + 8
