"""Shared fixtures: an empty register with reference data and polygons, and the demo register (registers.py)."""

import shutil
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import settings

from lib.register.store import Register, connect
from lib.settings import Settings
from tests import chromium, registers

settings.register_profile("suite", deadline=None, derandomize=True)  # no run fails by chance or for a busy machine
settings.load_profile("suite")
SAMPLES = Path(__file__).resolve().parent.parent.parent / "shared" / "samples"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Browser tests are marked and run one after the other, in one process: two browsers starve two cores."""
    for item in items:
        if "tests/browser/" in item.nodeid:
            item.add_marker(pytest.mark.browser)
            item.add_marker(pytest.mark.xdist_group("browser"))


@pytest.fixture(scope="session")
def empty_file() -> Path:
    """A register file with reference data, polygons and views, and no facts. Copy it, never open it."""
    return registers.made("empty")


@pytest.fixture(scope="session")
def demo_file() -> Path:
    """The demo register's file. Copy it, never open it."""
    from lib.demo.build import build  # imported here: tests without the demo need not load the generator

    return registers.made("demo", build)


@pytest.fixture(scope="session")
def empty_register(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Register]:
    """An empty register with polygons: read it only."""
    with closing(registers.empty(tmp_path_factory.mktemp("ground"))) as opened:
        yield opened


@pytest.fixture
def register_file(empty_file: Path, tmp_path: Path) -> Path:
    """An empty register file of the test's own."""
    return Path(shutil.copy(empty_file, tmp_path / "register.duckdb"))


@pytest.fixture
def register(register_file: Path) -> Iterator[Register]:
    """An empty register of the test's own, open."""
    with closing(connect(Settings(register_url=str(register_file)))) as opened:
        yield opened


@pytest.fixture(scope="session")
def demo(demo_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Register]:
    """The demo register, open; shared by the tests of a worker: read it only."""
    copy = Path(shutil.copy(demo_file, tmp_path_factory.mktemp("demo") / "register.duckdb"))
    with closing(connect(Settings(register_url=str(copy), evidence_dir=registers.evidence_of(demo_file)))) as opened:
        yield opened


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
