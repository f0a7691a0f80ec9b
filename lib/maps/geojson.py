"""GeoJSON of areas and enterprises, WGS84. Texts travel as data and are only ever shown as text, never as markup."""

import json
import math
from typing import Any, Final

import pandas as pd

Feature = dict[str, Any]
POINT_COLUMNS: Final = (
    "enterprise_id",
    "enterprise_name",
    "area_name",
    "sector_name",
    "verdict",
    "verdict_name",
    "line_count",
    "outdated_lines",
)
CIRCLE_KM: Final = 2.2  # radius of the circle that stands for a zone without a published polygon
EARTH_KM: Final = 111.32  # kilometres of one degree of latitude


def collection(features: list[Feature]) -> Feature:
    """A FeatureCollection."""
    return {"type": "FeatureCollection", "features": features}


def points(enterprises: pd.DataFrame) -> Feature:
    """Enterprises with a position as points (5 decimals, about a metre) with what their tooltip says; those without
    are left out.
    """
    placed = enterprises.dropna(subset=["lon", "lat"])
    columns = [column for column in POINT_COLUMNS if column in placed]
    records = placed[columns].astype(object).where(placed[columns].notna(), None).to_dict("records")
    return collection(
        [
            {
                "type": "Feature",
                "geometry": {"type": "Point", "coordinates": [round(lon, 5), round(lat, 5)]},
                "properties": record,
            }
            for lon, lat, record in zip(placed.lon.tolist(), placed.lat.tolist(), records, strict=True)
        ]
    )


def areas(shapes: pd.DataFrame) -> list[Feature]:
    """Every area as a polygon with code, name, label, kind, centre, and whether it is a circle only."""
    return [area(row) for row in shapes.to_dict("records")]


def area(row: dict[str, Any]) -> Feature:
    """One area; without a polygon of its own it is a circle around its centre."""
    text = row["geojson"]
    has_polygon = isinstance(text, str) and bool(text)
    centre = [float(row["centre_lon"]), float(row["centre_lat"])]
    return {
        "type": "Feature",
        "id": row["area_code"],
        "geometry": json.loads(text) if has_polygon else circle(centre[0], centre[1], CIRCLE_KM),
        "properties": {
            "area_code": row["area_code"],
            "area_name": row["area_name"],
            "label": row.get("label") or row["area_name"],
            "kind": row["kind"],
            "centre": centre,
            "is_circle": not has_polygon,
        },
    }


def circle(lon: float, lat: float, radius_km: float, corners: int = 48) -> Feature:
    """A circle on the ground as a closed polygon, counter-clockwise as RFC 7946 asks."""
    height = radius_km / EARTH_KM
    width = height / math.cos(math.radians(lat))
    angles = [2 * math.pi * corner / corners for corner in range(corners)]
    ring = [[round(lon + width * math.cos(angle), 5), round(lat + height * math.sin(angle), 5)] for angle in angles]
    return {"type": "Polygon", "coordinates": [[*ring, ring[0]]]}


def rings(geometry: Feature) -> list[list[list[list[float]]]]:
    """Polygons of a Polygon or MultiPolygon, each a list of rings."""
    return [geometry["coordinates"]] if geometry["type"] == "Polygon" else list(geometry["coordinates"])


def bounds(features: list[Feature]) -> tuple[float, float, float, float]:
    """West, south, east, north of all features, in degrees."""
    corners = [corner for feature in features for polygon in rings(feature["geometry"]) for corner in polygon[0]]
    longitudes, latitudes = [corner[0] for corner in corners], [corner[1] for corner in corners]
    return min(longitudes), min(latitudes), max(longitudes), max(latitudes)
