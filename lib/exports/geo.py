"""Rows with geometry for QGIS: GeoPackage and GeoJSON in WGS84. A row without a position is kept and counted."""

import json
import tempfile
from decimal import Decimal
from pathlib import Path

import geopandas as gpd
import pandas as pd
import pyogrio
import shapely

from lib.errors import UserError
from lib.exports import cells
from lib.exports.formats import Format, json_object, json_value
from lib.exports.language import Words
from lib.exports.table import Table, caliber
from lib.words import printable

CRS = "EPSG:4326"
DECIMALS = 6  # of a degree in GeoJSON, about 10 cm
UNLOCATED = "_unlocated"


def has_position(table: Table) -> pd.Series:
    """Which rows have a geometry. Raises UserError when the table has neither shapes nor lon and lat."""
    if table.shapes is not None:
        return table.shapes.notna()
    if not {"lon", "lat"} <= set(table.columns):
        raise UserError(
            "{table} has no lon and lat columns, so it cannot be drawn; take it as csv or xlsx.", table=table.name
        )
    return pd.Series(table.frame["lon"].notna() & table.frame["lat"].notna())


def to_geojson(table: Table) -> bytes:
    """A FeatureCollection (RFC 7946); rows without a position are features with a null geometry."""
    rows = zip(geometries(table), table.rows(), strict=True)
    return collection([feature(geometry, table.columns, row) for geometry, row in rows], metadata(table))


def geometries(table: Table) -> list[str]:
    """The geometry of each row as GeoJSON text; `null` for none."""
    if table.shapes is not None:
        return [drawn(shape) for shape in table.shapes]
    rows = zip(table.rows(), has_position(table), strict=True)
    return [point(table, row) if is_placed else "null" for row, is_placed in rows]


def drawn(shape: shapely.Geometry | None) -> str:
    """A shape (degrees, WGS84) as GeoJSON text, rounded to DECIMALS; `null` for none."""
    if shape is None:
        return "null"
    return str(shapely.to_geojson(shapely.transform(shape, lambda corners: corners.round(DECIMALS))))


def feature(geometry: str, columns: list[str], row: tuple[object, ...]) -> str:
    """One GeoJSON feature; `geometry` is GeoJSON text."""
    return f'{{"type": "Feature", "geometry": {geometry}, "properties": {json_object(columns, row)}}}'


def point(table: Table, row: tuple[object, ...]) -> str:
    """The position of a row as GeoJSON text."""
    lon, lat = (json_value(row[table.columns.index(column)]) for column in ("lon", "lat"))
    return f'{{"type": "Point", "coordinates": [{lon}, {lat}]}}'


def collection(features: list[str], about: dict[str, str]) -> bytes:
    """A FeatureCollection whose member `metadata` holds the 口径."""
    body = ",\n".join(features)
    head = f'{{"type": "FeatureCollection",\n"metadata": {json.dumps(about, ensure_ascii=False)},\n'
    return f'{head}"features": [\n{body}\n]}}\n'.encode("utf-8", "replace")


def metadata(table: Table) -> dict[str, str]:
    """The 口径 with the numbers of rows that have a position and that have none."""
    say, placed = Words(table.language), has_position(table)
    counts = {say("With position"): str(int(placed.sum())), say("Without position"): str(int((~placed).sum()))}
    placing = {say("Geometry"): say(table.placing)} if table.placing else {}
    return dict(caliber(table)) | counts | placing | {say("Coordinates"): "WGS84, EPSG:4326"}


def to_gpkg(table: Table) -> bytes:
    """A GeoPackage of the layers of a table (see `layers`) and the table `about` with the 口径."""
    return package(layers(table) | {"about": about([table])})


def layers(table: Table) -> dict[str, pd.DataFrame]:
    """The layers of a table: `<name>` with points or outlines, `<name>_centres` with the centres of areas without an
    outline, `<name>_unlocated` (a table without geometry) with the other rows. Where no row has a geometry,
    `<name>` itself is a table without geometry.
    """
    placed = has_position(table)
    frame = storable(table.frame)
    if table.shapes is not None:
        return shaped(table.name, frame, table.shapes)
    points = gpd.points_from_xy(frame.loc[placed, "lon"], frame.loc[placed, "lat"])
    return {
        table.name: gpd.GeoDataFrame(frame[placed], geometry=points, crs=CRS),
        f"{table.name}{UNLOCATED}": frame[~placed],
    }


def shaped(name: str, frame: pd.DataFrame, shapes: pd.Series) -> dict[str, pd.DataFrame]:
    """The layers of rows with these shapes: one of points beside one of outlines, for programs want one kind each."""
    if shapes.isna().all():
        return {name: frame}
    is_point = shapes.map(lambda shape: isinstance(shape, shapely.Point)).astype(bool)
    is_outline = shapes.notna() & ~is_point
    kinds = {name: is_outline, f"{name}_centres": is_point} if is_outline.any() else {name: is_point}
    found: dict[str, pd.DataFrame] = {
        layer: gpd.GeoDataFrame(frame[rows], geometry=gpd.GeoSeries(shapes[rows], crs=CRS))
        for layer, rows in kinds.items()
        if rows.any()
    }
    return found | {f"{name}{UNLOCATED}": frame[shapes.isna()]}


def about(tables: list[Table]) -> pd.DataFrame:
    """The 口径 of several tables as rows of layer, item and value."""
    rows = [(table.name, heading, value) for table in tables for heading, value in metadata(table).items()]
    return pd.DataFrame(rows, columns=["layer", "item", "value"])


def storable(frame: pd.DataFrame) -> pd.DataFrame:
    """A frame of the kinds a GeoPackage has: whole numbers, reals and texts (also of flags, dates and lists)."""
    return pd.DataFrame({column: stored(frame[column]) for column in frame.columns}, index=frame.index)


def stored(values: pd.Series) -> pd.Series:
    """One column: numbers stay numbers, whole ones whole; anything else becomes text (GDAL cuts one at a NUL); what is
    missing stays missing.
    """
    told = [cells.plain(value) for value in values]
    known = [cell for cell in told if cell is not None]
    if not known or not all(isinstance(cell, Decimal) for cell in known):
        return pd.Series([printable(cells.text(value)) or None for value in values], index=values.index, dtype=object)
    is_whole = all(cell == int(cell) and abs(cell) < 2**53 for cell in known if isinstance(cell, Decimal))
    numbers = [float(cell) if isinstance(cell, Decimal) else None for cell in told]
    return pd.Series(numbers, index=values.index, dtype="Float64").astype("Int64" if is_whole else "Float64")


def package(content: dict[str, pd.DataFrame]) -> bytes:
    """Layers as the bytes of one GeoPackage; only a list of unlocated rows is left out when it is empty."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "register.gpkg"
        for name, frame in content.items():
            if isinstance(frame, gpd.GeoDataFrame):
                kind = "MultiPolygon" if frame.geom_type.str.contains("Polygon").any() else "Point"
                shape = {"geometry_type": kind, "promote_to_multi": kind == "MultiPolygon"}
                pyogrio.write_dataframe(frame, path, layer=name, driver="GPKG", append=path.exists(), **shape)
            elif len(frame) or not name.endswith(UNLOCATED):
                pyogrio.write_dataframe(frame, path, layer=name, driver="GPKG", append=path.exists())
        return path.read_bytes()


FORMATS = (
    Format("GeoJSON", "geojson", "application/geo+json", to_geojson),
    Format("GeoPackage", "gpkg", "application/geopackage+sqlite3", to_gpkg),
)
