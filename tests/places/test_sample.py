"""The real coal units of Liaocheng: 71 rows at 25 points, all inside, one plant whose label contradicts its point."""

from pathlib import Path

import geopandas as gpd
import pandas as pd

from lib.places.gazetteer import Gazetteer
from lib.places.locate import place
from tests.places.conftest import IN_FORCE


def test_the_real_plants_are_placed(samples: Path, gazetteer: Gazetteer, shapes: gpd.GeoDataFrame):
    units = pd.read_csv(samples / "gem_coal_units_liaocheng_2024-07.csv", dtype=str)
    named = {
        "Local area (taluk, county)": "area_text",
        "Location": "address",
        "Longitude": "lon_text",
        "Latitude": "lat_text",
    }
    placed = place(units.rename(columns=named), gazetteer, shapes, "auto", IN_FORCE)
    assert len(placed.columns) == 71
    plants = placed.columns[["lon", "lat"]].assign(plant=units["GEM location ID"])
    assert len(plants.drop_duplicates()) == 25  # two plants share their ground with another
    assert placed.columns[["area_declared", "area_by_point"]].notna().all(axis=None)
    assert {remark.reason for remark in placed.remarks} == {"declared_differs_from_point"}
    wrong = sorted({remark.position for remark in placed.remarks})
    points = placed.columns.loc[wrong, ["lon", "lat", "area_declared", "area_by_point"]].drop_duplicates()
    assert points.to_numpy().tolist() == [[115.853251, 36.159663, "371522", "371521"]]
