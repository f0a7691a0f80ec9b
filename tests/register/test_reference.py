"""A wrong reference file is refused with file, row and column, before anything is loaded."""

import shutil
from pathlib import Path

import duckdb
import pytest

from lib.errors import ReferenceRefused
from lib.register import reference
from lib.register.tables import TABLES
from lib.settings import Settings


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the shipped files, to be spoilt."""
    return Path(shutil.copytree(Settings().reference_dir, tmp_path / "reference"))


def spoil(file: Path, row: int, column: str, value: str) -> None:
    """Write a value into a cell; rows are counted as a spreadsheet counts them."""
    rows = reference.read_rows(file)
    rows[row - 2][column] = value
    lines = [",".join(rows[0]), *(",".join(f'"{cell}"' for cell in cells.values()) for cells in rows)]
    file.write_text("\n".join(lines), encoding="utf-8")


def load(folder: Path) -> duckdb.DuckDBPyConnection:
    con = duckdb.connect()
    con.execute("create schema reference")
    reference.load(con, folder, TABLES)
    return con


def test_the_shipped_files_load_whole(folder):
    con = load(folder)
    for name in TABLES:
        count = con.execute(f"select count(*) from reference.{name}").fetchone()  # noqa: S608
        assert count == (len(reference.read_rows(folder / f"{name}.csv")),)


@pytest.mark.parametrize(
    ("file", "row", "column", "value", "sentence"),
    [
        (
            "rules",
            3,
            "effective_from",
            "2022/7/1",
            r"rules\.csv, row 3, column effective_from: '2022/7/1' is not a date",
        ),
        ("rules", 2, "clock_months", "six", r"rules\.csv, row 2, column clock_months: 'six' is not a whole number"),
        ("rules", 2, "document", "", r"rules\.csv, row 2, column document: '' must not be empty"),
        (
            "rules",
            2,
            "sectors",
            "cement;concrete",
            r"rules\.csv, row 2, column sectors: 'concrete' is not in sectors\.csv",
        ),
        ("conditions", 2, "is_settled", "ja", r"conditions\.csv, row 2, column is_settled: 'ja' must be true or false"),
        ("units", 2, "factor", "1,5", r"units\.csv, row 2, column factor: '1,5' is not a number"),
        ("units", 2, "factor", "NaN", r"units\.csv, row 2, column factor: 'NaN' is not a number"),
        ("areas", 3, "area_code", "371502", r"areas\.csv, row 3: \('371502',\) stands already in row 2"),
        ("processes", 2, "sector", "sement", r"processes\.csv, row 2, column sector: 'sement' is not in sectors\.csv"),
    ],
)
def test_a_wrong_cell_is_named(folder, file, row, column, value, sentence):
    spoil(folder / f"{file}.csv", row, column, value)
    with pytest.raises(ReferenceRefused, match=sentence):
        load(folder)


def test_a_row_with_a_cell_too_many_is_named(folder):
    file = folder / "states.csv"
    file.write_text(file.read_text(encoding="utf-8").replace("operating,", "operating,surplus,", 1), encoding="utf-8")
    with pytest.raises(ReferenceRefused, match=r"states\.csv, row 2: the number of cells"):
        load(folder)
