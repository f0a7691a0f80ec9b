"""Places are tested on a register with the shipped reference data and polygons; what a test writes is rolled back."""

from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import date
from pathlib import Path

import geopandas as gpd
import pandas as pd
import pytest

from lib.places.gazetteer import Gazetteer
from lib.places.locate import Placed, place
from lib.places.shapes import load_shapes
from lib.register.store import Register
from tests import registers

IN_FORCE = date(2022, 7, 15)


@pytest.fixture(scope="module")
def register(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Register]:
    """A register of Liaocheng without facts."""
    with closing(registers.empty(tmp_path_factory.mktemp("places"))) as opened:
        yield opened


@pytest.fixture(scope="module")
def gazetteer(register: Register) -> Gazetteer:
    return Gazetteer.from_register(register, register.cursor())


@pytest.fixture(scope="module")
def shapes(register: Register) -> gpd.GeoDataFrame:
    return load_shapes(register.cursor())


@pytest.fixture(scope="module")
def placed(gazetteer: Gazetteer, shapes: gpd.GeoDataFrame) -> Callable[..., Placed]:
    """Place rows written as a table: `placed(table, datum)`."""

    def run(table: str, datum: str = "auto") -> Placed:
        return place(rows_of(table), gazetteer, shapes, datum, IN_FORCE)

    return run


def rows_of(table: str) -> pd.DataFrame:
    """Rows out of a table drawn with |; an empty cell is missing."""
    lines = [[cell.strip() or None for cell in line.split("|")] for line in table.strip().splitlines()]
    return pd.DataFrame(lines[1:], columns=lines[0], dtype=object)


def boundary_file(directory: Path, name: str, frame: gpd.GeoDataFrame) -> Path:
    """Write polygons into a boundaries folder."""
    directory.mkdir(parents=True, exist_ok=True)
    frame.to_file(directory / name)
    return directory
