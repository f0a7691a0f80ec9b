"""The whole register for QGIS: enterprises and lines as points, areas as polygons, in one GeoPackage or one GeoJSON."""

from dataclasses import replace
from datetime import date

import geopandas as gpd
import pandas as pd
import shapely

from lib.exports import geo
from lib.exports.language import Words
from lib.exports.query import exact, mart_table, table_of
from lib.exports.table import Table, caliber
from lib.register.reading import Reading

POINTS = ("enterprises", "lines")


def register_gpkg(register: Reading, as_of: date, language: str) -> bytes:
    """A GeoPackage in EPSG:4326 with the layers `enterprises`, `lines` (points) and `areas` (polygons).

    Rows without a place on the map stand in tables `<layer>_unlocated`; `about` says as of when, and counts both.
    """
    register = register.reading()
    tables = [mart_table(register, name, as_of, None, language, with_headings=False) for name in POINTS]
    areas = area_table(register, as_of, language)
    content: dict[str, pd.DataFrame] = {}
    for table in tables:
        content |= geo.layers(table)
    content |= area_layers(areas)
    return geo.package(content | {"about": pd.concat([geo.about(tables), about_areas(areas)], ignore_index=True)})


def register_geojson(register: Reading, as_of: date, language: str) -> bytes:
    """One FeatureCollection; property `layer` says what a feature is; what has no place has a null geometry."""
    register = register.reading()
    areas = area_table(register, as_of, language)
    features = []
    for table in (mart_table(register, name, as_of, None, language, with_headings=False) for name in POINTS):
        placed = geo.has_position(table)
        for row, is_placed in zip(table.rows(), placed, strict=True):
            geometry = geo.point(table, row) if is_placed else "null"
            features.append(geo.feature(geometry, ["layer", *table.columns], (table.name, *row)))
    facts = without_shape(areas)
    for row, shape in zip(facts.rows(), areas.frame["shape"], strict=True):
        features.append(geo.feature(outline(shape), ["layer", *facts.columns], ("areas", *row)))
    return geo.collection(features, dict(about_areas(areas).set_index("item")["value"]))


def area_table(register: Reading, as_of: date, language: str) -> Table:
    """Every area with its counts and, in column `shape`, its exact outline as WKB."""
    frame = exact(register, "asks/exports/areas", as_of, language)
    return table_of(register, "areas", frame, {}, {}, as_of, language, Words(language)("Outdated capacity by area"))


def without_shape(areas: Table) -> Table:
    """The areas without their outlines: what is hashed and told in words."""
    return replace(areas, frame=areas.frame.drop(columns="shape"))


def area_layers(areas: Table) -> dict[str, pd.DataFrame]:
    """Areas with an outline as polygons; the others (zones without a published one, `unplaced`) as a table."""
    has_outline = areas.frame["shape"].notna()
    facts = geo.storable(without_shape(areas).frame)
    outlines = gpd.GeoSeries.from_wkb(areas.frame.loc[has_outline, "shape"].map(bytes), crs=geo.CRS)
    return {
        "areas": gpd.GeoDataFrame(facts[has_outline], geometry=outlines, crs=geo.CRS),
        "areas_unlocated": facts[~has_outline],
    }


def about_areas(areas: Table) -> pd.DataFrame:
    """The 口径 of the areas, with the numbers of those that have an outline and have none."""
    say, has_outline = Words(areas.language), areas.frame["shape"].notna()
    counts = {say("With outline"): int(has_outline.sum()), say("Without outline"): int((~has_outline).sum())}
    pairs = dict(caliber(without_shape(areas))) | {item: str(count) for item, count in counts.items()}
    return pd.DataFrame([("areas", *pair) for pair in pairs.items()], columns=["layer", "item", "value"])


def outline(shape: bytes | None) -> str:
    """An outline (WKB) as GeoJSON text; `null` for none."""
    return geo.drawn(None if shape is None else shapely.from_wkb(bytes(shape)))
