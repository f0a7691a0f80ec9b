"""Polygons an operator drops into the boundaries folder: zones, towns, or another city's areas (docs/boundaries.md)."""

from pathlib import Path

import geopandas as gpd
import pandas as pd
import pyogrio
import shapely

from lib.errors import UserError

SUFFIXES = {".geojson", ".json", ".gpkg", ".shp"}
COMPANIONS = {
    ".dbf",
    ".shx",
    ".prj",
    ".cpg",
    ".sbn",
    ".sbx",
    ".qix",
    ".xml",
    ".md",
    ".txt",
}  # parts of a shapefile, notes
CHINA = (73.0, 3.0, 136.0, 54.0)  # degrees: west, south, east, north
OPTIONAL = ("name_zh", "name_en", "kind", "host_area", "source")


def read_boundaries(directory: Path) -> gpd.GeoDataFrame:
    """Every polygon of the folder in WGS84: area_code, geometry and OPTIONAL where the file has them.

    Raises UserError, naming file and row, for a file that cannot be used; a folder that does not exist is empty.
    """
    files = sorted(path for path in directory.glob("*") if path.is_file() and not path.name.startswith("."))
    strange = [path for path in files if path.suffix.lower() not in SUFFIXES | COMPANIONS]
    if strange:
        raise UserError(
            "Boundaries: {file} is not read; use GeoJSON (.geojson), GeoPackage (.gpkg) or .shp.", file=strange[0].name
        )
    frames = [read_file(path) for path in files if path.suffix.lower() in SUFFIXES]
    shapes = pd.concat(frames, ignore_index=True) if frames else empty()
    twice = shapes[shapes.duplicated("area_code")]
    if len(twice):
        raise UserError(
            "Boundaries: {code} has two polygons; the second is in {file}.",
            code=twice["area_code"].iloc[0],
            file=twice["source"].iloc[0],
        )
    return gpd.GeoDataFrame(shapes, geometry="geometry", crs=4326)


def empty() -> gpd.GeoDataFrame:
    """A frame of polygons without rows."""
    return gpd.GeoDataFrame({name: pd.Series(dtype=object) for name in ("area_code", *OPTIONAL)}, geometry=[], crs=4326)


def read_file(path: Path) -> gpd.GeoDataFrame:
    """Polygons of one file, in WGS84, one row per code. Raises UserError when it cannot be used."""
    try:
        frame = gpd.read_file(path)
    except (pyogrio.errors.DataSourceError, pyogrio.errors.DataLayerError) as error:
        raise UserError(
            "Boundaries: {file} cannot be opened as a map file ({error}).", file=path.name, error=error
        ) from error
    frame = frame.rename(columns={"town_code": "area_code"} if "area_code" not in frame else {})
    if "area_code" not in frame or "geometry" not in frame:
        raise UserError(
            "Boundaries: {file} needs polygons and a column area_code (or town_code) with their codes.", file=path.name
        )
    if frame.crs is None:
        raise UserError(
            "Boundaries: {file} does not say its coordinate system; save it in EPSG:4326 or EPSG:4490.", file=path.name
        )
    frame = frame.to_crs(4326).assign(area_code=frame["area_code"].astype(str).str.strip())
    frame["geometry"] = [checked(path.name, row, shape) for row, shape in enumerate(frame.geometry, start=1)]
    defaults = {"source": f"file {path.name}"}
    columns = {name: frame[name] if name in frame else defaults.get(name) for name in OPTIONAL}
    return gpd.GeoDataFrame(frame[["area_code"]].assign(**columns), geometry=frame["geometry"], crs=4326)


def checked(name: str, row: int, shape: shapely.Geometry | None) -> shapely.Geometry:
    """A valid polygon inside China, repaired where it crosses itself. Raises UserError naming file and row."""
    if shape is None or shape.is_empty:
        raise UserError("Boundaries: {file}, row {row} has no polygon.", file=name, row=row)
    valid = shape if shape.is_valid else shapely.make_valid(shape, method="structure")
    if valid.geom_type not in {"Polygon", "MultiPolygon"}:
        raise UserError(
            "Boundaries: {file}, row {row} is a {kind}, not a polygon.", file=name, row=row, kind=valid.geom_type
        )
    west, south, east, north = valid.bounds
    if west < CHINA[0] or south < CHINA[1] or east > CHINA[2] or north > CHINA[3]:
        raise UserError(
            "Boundaries: {file}, row {row} lies at {west:.1f}, {south:.1f}: not longitude and latitude inside China.",
            file=name,
            row=row,
            west=west,
            south=south,
        )
    return valid
