"""Every mart goes into every format with all its rows, and onto the map where its rows have a place."""

import io
import json

import geopandas as gpd
import openpyxl
import pandas as pd
import pyogrio
import pytest
import shapely

from lib.exports.query import export_query, mart_table
from lib.register.views import view_files
from lib.settings import Settings
from tests.exports.conftest import DAY, LINES

MARTS = sorted(view.split(".")[1] for view in view_files(Settings.queries_dir) if view.startswith("marts."))
CITY = shapely.box(115.2, 35.7, 116.7, 37.1)  # around Liaocheng, degrees


def rows_of_csv(content, _path):
    """Columns and number of rows."""
    found = pd.read_csv(io.BytesIO(content), dtype=str)
    return list(found.columns), len(found)


def rows_of_json(content, _path):
    """Columns (unknown without rows) and number of rows."""
    found = json.loads(content)
    return list(found[0]) if found else None, len(found)


def rows_of_geojson(content, path):
    """Columns (unknown without rows) and number of features; GDAL must read the file too."""
    found = json.loads(content)["features"]
    path.write_bytes(content)
    assert not found or len(gpd.read_file(path)) == len(found)
    return list(found[0]["properties"]) if found else None, len(found)


def rows_of_gpkg(content, path):
    """Columns of the first layer and number of rows of all layers but `about`."""
    path.write_bytes(content)
    layers = [name for name, _ in pyogrio.list_layers(path) if name != "about"]
    about = [pyogrio.read_info(path, layer=name) for name in layers]
    return list(about[0]["fields"]), sum(info["features"] for info in about)


def rows_of_xlsx(content, _path):
    """Columns (unknown: it has headings) and number of rows."""
    return None, openpyxl.load_workbook(io.BytesIO(content)).worksheets[0].max_row - 3


READERS = {
    "csv": rows_of_csv,
    "json": rows_of_json,
    "geojson": rows_of_geojson,
    "gpkg": rows_of_gpkg,
    "xlsx": rows_of_xlsx,
}


@pytest.mark.parametrize("fmt", READERS)
@pytest.mark.parametrize("name", MARTS)
def test_every_mart_in_every_format(register, name, fmt, tmp_path):
    frame = mart_table(register, name, DAY).frame
    columns, count = READERS[fmt](export_query(register, name, DAY, {}, fmt, "zh"), tmp_path / f"mart.{fmt}")
    assert count == len(frame)
    assert columns in (None, list(frame.columns))


def drawn(register, name, **params):
    """The features of a mart as (properties, shape or None), and the metadata."""
    content = json.loads(export_query(register, name, DAY, params, "geojson", "zh"))
    shapes = [feature["geometry"] and shapely.geometry.shape(feature["geometry"]) for feature in content["features"]]
    return list(zip((feature["properties"] for feature in content["features"]), shapes, strict=True)), content[
        "metadata"
    ]


def test_areas_are_their_outlines_and_zones_their_centres(register):
    rows, about = drawn(register, "outdated_by_area")
    shapes = {row["area_code"]: shape for row, shape in rows}
    assert shapes["371502"].contains(shapely.Point(116.0, 36.45)) and CITY.contains(shapes["371502"])
    assert shapes["LC-GX"] == shapely.Point(116.0337, 36.4425)
    assert shapes["unplaced"] is None
    assert (about["有坐标的行数"], about["无坐标的行数"]) == ("11", "1") and "属地边界" in about["图形"]


def test_what_is_said_of_an_enterprise_or_line_stands_at_the_enterprise(register):
    for name in ("verdicts", "data_quality", "versions"):
        rows, _ = drawn(register, name)
        assert {row["enterprise_id"] for row, shape in rows if shape} == {"E1"}
        assert {shape for _, shape in rows if shape} == {shapely.Point(116.0, 36.45)}
        assert all(shape for row, shape in rows if row["enterprise_id"] == "E1")
    [(row, shape)], about = drawn(register, "measurements")
    assert row["subject_id"] == "mill" and shape == shapely.Point(116.0, 36.45)
    assert about["图形"] == "所属企业的坐标"


def test_outlines_and_centres_are_layers_of_one_kind_each(register, tmp_path):
    path = tmp_path / "areas.gpkg"
    path.write_bytes(export_query(register, "outdated_by_area", DAY, {}, "gpkg", "zh"))
    layers = dict(pyogrio.list_layers(path).tolist())
    assert layers == {
        "outdated_by_area": "MultiPolygon",
        "outdated_by_area_centres": "Point",
        "outdated_by_area_unlocated": None,
        "about": None,
    }
    areas = gpd.read_file(path, layer="outdated_by_area").set_index("area_code")
    assert len(areas) == 8 and areas.crs.to_epsg() == 4326 and areas.geometry.is_valid.all()
    assert areas["line_count"]["371502"] == sum(line[1] == "E1" for line in LINES)


def test_a_mart_without_any_place_is_a_table(register, tmp_path):
    path = tmp_path / "duties.gpkg"
    path.write_bytes(export_query(register, "duties", DAY, {}, "gpkg", "zh"))
    assert dict(pyogrio.list_layers(path).tolist()) == {"duties": None, "about": None}
    rows, about = drawn(register, "duties")
    assert rows and all(shape is None for _, shape in rows) and about["图形"] == "无"


def test_a_workbook_shows_words_where_scripts_get_codes(register):
    sheet = openpyxl.load_workbook(io.BytesIO(export_query(register, "lines", DAY, {}, "xlsx", "zh"))).worksheets[0]
    headings, *rows = sheet.iter_rows(min_row=3, values_only=True)
    assert {row[headings.index("定位依据")] for row in rows} == {"申报属地", "未落位"}
    assert {row[headings.index("判定代码")] for row in rows} >= {"outdated", "compliant"}
    codes = {row["located_by"] for row in json.loads(export_query(register, "lines", DAY, {}, "json", "zh"))}
    assert codes == {"declared", "none"}


def test_words_do_not_change_the_hash_of_the_rows(register):
    shown, raw = (mart_table(register, "lines", DAY, with_headings=choice) for choice in (True, False))
    assert shown.words and not raw.words and shown.sha256 == raw.sha256
