"""Shared fixtures: an empty register with reference data and polygons, and the demo register; both made once."""

import fcntl
import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from lib.register.store import Register, connect
from lib.settings import Settings
from lib.up_to_date import open_atlas
from tests import chromium

SAMPLES = Path(__file__).resolve().parent.parent.parent / "shared" / "samples"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Browser tests are marked and run one after the other, in one process: two browsers starve two cores."""
    for item in items:
        if "tests/browser/" in item.nodeid:
            item.add_marker(pytest.mark.browser)
            item.add_marker(pytest.mark.xdist_group("browser"))


def once(folder: Path, name: str, fill: Callable[[Register], object] | None = None) -> Path:
    """A register file made by the first worker that asks; the others wait for it and read the same one."""
    file, lock = folder / f"{name}.duckdb", folder / f"{name}.lock"
    with lock.open("w") as handle:
        fcntl.flock(handle, fcntl.LOCK_EX)
        if not file.exists():
            draft = file.with_suffix(".draft")
            register = open_atlas(Settings(register_url=str(draft), evidence_dir=evidence_of(file)), create=True)
            if fill:
                fill(register)
            register.close()
            os.replace(draft, file)
    return file


def evidence_of(file: Path) -> Path:
    """Where the evidence of a register file made once lies."""
    return file.with_name(f"{file.stem}-evidence")


@pytest.fixture(scope="session")
def shared_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One folder for all workers of this run."""
    folder = tmp_path_factory.getbasetemp()
    return folder.parent if "PYTEST_XDIST_WORKER" in os.environ else folder


@pytest.fixture(scope="session")
def empty_file(shared_folder: Path) -> Path:
    """A register file with reference data, polygons and views, and no facts. Copy it, never open it."""
    return once(shared_folder, "empty")


@pytest.fixture(scope="session")
def demo_file(shared_folder: Path) -> Path:
    """The demo register's file. Copy it, never open it."""
    from lib.demo.build import build  # imported here: tests without the demo need not load the generator

    return once(shared_folder, "demo", build)


@pytest.fixture
def register_file(empty_file: Path, tmp_path: Path) -> Path:
    """An empty register file of the test's own."""
    return Path(shutil.copy(empty_file, tmp_path / "register.duckdb"))


@pytest.fixture
def register(register_file: Path) -> Iterator[Register]:
    """An empty register of the test's own, open."""
    opened = connect(Settings(register_url=str(register_file)))
    yield opened
    opened.close()


@pytest.fixture(scope="session")
def demo(demo_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Register]:
    """The demo register, open; shared by the tests of a worker: read it only."""
    copy = Path(shutil.copy(demo_file, tmp_path_factory.mktemp("demo") / "register.duckdb"))
    opened = connect(Settings(register_url=str(copy), evidence_dir=evidence_of(demo_file)))
    yield opened
    opened.close()


@pytest.fixture(scope="session")
def chromium_path() -> str:
    """Path of the browser; fails, never skips, when there is none."""
    path = chromium.find()
    assert path is not None, chromium.advice(["chromium"])
    return path


@pytest.fixture(scope="session")
def samples() -> Path:
    """Folder of real sample files beside the repository; a test that needs them says so when it is absent."""
    if not SAMPLES.is_dir():
        pytest.skip(f"real sample files are not part of the repository: {SAMPLES} is absent")
    return SAMPLES
