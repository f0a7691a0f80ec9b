"""The measured work. Each part runs in its own process, on a register file that `fill` made, and proves its results."""

from pathlib import Path

import geopandas as gpd
import numpy as np
import pandas as pd
from numpy.typing import NDArray

from lib.bench.judge_in_pandas import KEY, Facts, judge
from lib.bench.measure import Measurement, peak_mib, timed
from lib.demo.scale import fill as fill_register
from lib.demo.scale import write_big_workbook
from lib.imports.commit import import_file
from lib.places.locator import RANK, Locator
from lib.places.shapes import load_shapes
from lib.register.store import Register
from lib.settings import Settings
from lib.up_to_date import open_atlas

WORKBOOK_ROWS = 100_000
REPEAT = 3  # the fastest counts: the machine has other work
BOX = (115.2, 35.7, 116.7, 37.1)  # degrees: a little more than the city, so that some points lie outside

Points = NDArray[np.float64]


def opened(file: Path) -> Register:
    """The register at `file`."""
    return open_atlas(Settings(register_url=str(file)), create=True)


def fill(file: Path, lines: int) -> list[Measurement]:
    """Make the register the other parts measure: `lines` lines with five measurements each."""
    register = opened(file)
    seconds, _ = timed(lambda: fill_register(register, lines))
    register.close()
    return [Measurement("fill", "made-up lines", lines, lines, seconds, peak_mib())]


def importing(file: Path, lines: int) -> list[Measurement]:
    """Import a workbook of 10⁵ rows into the register through the whole import, and see that every row arrived."""
    workbook = file.with_name(f"{WORKBOOK_ROWS}.xlsx")
    register = opened(file)
    seconds, summary = timed(lambda: import_file(register, workbook, actor="bench"))
    register.close()
    if summary["accepted"] != WORKBOOK_ROWS:
        raise AssertionError(f"{summary['accepted']} of {WORKBOOK_ROWS} rows were accepted: {summary['rejects'][:3]}")
    return [Measurement("import", "xlsx: read, place, plan, commit", lines, WORKBOOK_ROWS, seconds, peak_mib())]


def reading_in_pandas(file: Path, lines: int) -> list[Measurement]:
    """Only read the same workbook with pandas, nothing understood and nothing kept."""
    workbook = file.with_name(f"{WORKBOOK_ROWS}.xlsx")
    seconds, _ = timed(lambda: pd.read_excel(workbook, header=None, dtype=str, engine="calamine"))
    return [Measurement("import", "pandas.read_excel alone", lines, WORKBOOK_ROWS, seconds, peak_mib())]


def workbook(file: Path, lines: int) -> list[Measurement]:
    """Write the workbook that `importing` reads."""
    target = file.with_name(f"{WORKBOOK_ROWS}.xlsx")
    seconds, _ = timed(lambda: write_big_workbook(target, WORKBOOK_ROWS, seed=7))
    return [Measurement("fill", "workbook", lines, WORKBOOK_ROWS, seconds, peak_mib())]


def locating(file: Path, lines: int) -> list[Measurement]:
    """Locate `lines` points (WGS84 degrees) with our locator and with geopandas, and compare every answer."""
    register = opened(file)
    shapes = load_shapes(register.cursor())
    dice = np.random.default_rng(3)
    lon, lat = dice.uniform(BOX[0], BOX[2], lines), dice.uniform(BOX[1], BOX[3], lines)
    ours, codes = timed(lambda: Locator.of(shapes).locate(lon, lat), REPEAT)
    peak = peak_mib()
    theirs, joined = timed(lambda: spatial_join(shapes, lon, lat), REPEAT)
    different = int((pd.Series(codes).fillna("") != joined.fillna("").to_numpy()).sum())
    if different:
        raise AssertionError(f"{different} of {lines} points are located differently")
    return [
        Measurement("locate", "Locator", lines, lines, ours, peak),
        Measurement("locate", "geopandas.sjoin", lines, lines, theirs, peak_mib()),
    ]


def spatial_join(shapes: gpd.GeoDataFrame, lon: Points, lat: Points) -> pd.Series:
    """Area code of each point by `sjoin`; where polygons overlap, the kind that speaks first."""
    ranked = shapes[shapes["kind"].isin(list(RANK))]
    ranked = ranked.assign(rank=ranked["kind"].map(RANK)).sort_values(["rank", "area_code"], kind="stable")
    ranked = ranked.assign(order=range(len(ranked)))[["area_code", "order", "geometry"]]
    points = gpd.GeoDataFrame(geometry=gpd.points_from_xy(lon, lat), crs=shapes.crs)
    found = points.sjoin(ranked, how="left", predicate="intersects")[["area_code", "order"]]
    first = found.sort_values("order", kind="stable")
    return first[~first.index.duplicated()].sort_index()["area_code"]


def judging(file: Path, lines: int) -> list[Measurement]:
    """Judge every rule on every line in the views and in pandas, and compare every verdict."""
    register = opened(file)
    cursor = register.cursor()
    ours, _ = timed(lambda: cursor.execute(register.sql("bench/judged")), REPEAT)
    peak = peak_mib()
    verdicts = cursor.execute(register.sql("bench/verdicts")).df()
    names = ("lines", "measurements", "rules", "conditions", "judged_states")
    facts = Facts(*(cursor.execute(register.sql(f"bench/{name}")).df() for name in names))
    theirs, judged = timed(lambda: judge(facts))
    compare(verdicts, judged)
    return [
        Measurement("judge", "views", lines, len(verdicts), ours, peak),
        Measurement("judge", "pandas", lines, len(judged), theirs, peak_mib()),
    ]


def compare(ours: pd.DataFrame, theirs: pd.DataFrame) -> None:
    """Raise AssertionError unless both say the same of the same subjects."""
    both = ours.merge(theirs, on=KEY, how="outer", suffixes=("_ours", "_theirs"))
    different = both[both["verdict_ours"].ne(both["verdict_theirs"])]
    if len(different) or len(both) != len(ours):
        raise AssertionError(f"{len(different)} of {len(both)} verdicts differ, such as\n{different.head()}")
