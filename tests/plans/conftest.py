"""A fictional plan of 2024: `LC2024` beside this file is what a clerk made of the folder of `plan new`."""

import csv
import shutil
from pathlib import Path

import pytest

from lib.register.reference import read_rows
from lib.settings import Settings

FILLED = Path(__file__).parent / "LC2024"
NUMBER = "聊工信发〔2024〕31号"
NAME = "聊城市2024年推动落后产能退出工作方案"


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Settings:
    """Settings that name a copy of the plans; the command line has them from the environment."""
    plans = Path(shutil.copytree(Settings().plans_dir, tmp_path / "plans"))
    monkeypatch.setenv("ATLAS_PLANS_DIR", str(plans))
    monkeypatch.setenv("ATLAS_LANGUAGE", "en")
    return Settings(plans_dir=plans, language="en")


def fill(folder: Path) -> None:
    """Fill in the folder of the plan of 2024 that `plan new` made, file by file."""
    assert {file.name for file in FILLED.glob("*.csv")} == {file.name for file in folder.glob("*.csv")}
    shutil.copytree(FILLED, folder, dirs_exist_ok=True)


def spoil(file: Path, column: str, value: str, row: int = 0) -> None:
    """Write a value into a cell; rows count from 0 below the headings."""
    found = read_rows(file)
    found[row][column] = value
    with file.open("w", encoding="utf-8", newline="") as handle:
        writer = csv.DictWriter(handle, found[0], lineterminator="\n")
        writer.writeheader()
        writer.writerows(found)
