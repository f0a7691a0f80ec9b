"""Shared fixtures: an empty register with reference data and polygons, and the demo register (registers.py)."""

import shutil
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings

from lib.register.store import Register, connect
from lib.settings import Settings
from tests import chromium, registers

if TYPE_CHECKING:
    from playwright.sync_api import Browser

settings.register_profile("suite", deadline=None, derandomize=True)  # no run fails by chance or for a busy machine
settings.load_profile("suite")
TESTS = Path(__file__).resolve().parent
SAMPLES = TESTS.parent.parent / "shared" / "samples"
# Left out by `make quick`: what serves or opens pages, carries cases and accounts of exits, imports whole workbooks,
# packs papers, starts or kills processes.
SLOW_FOLDERS = {"browser", "bulk", "demo", "field", "limited", "seconding", "storm", "web"}
SLOW_FILES = {
    "": {"adding"},
    "access": {"behind_nginx", "every_door", "scope", "served"},
    "account": {"by_hand", "demo", "goals", "random_histories", "same_cells", "units"},
    "cases": {"calendar", "clocks", "command", "credit", "credit_list", "demo_counts", "evidence"}
    | {"late_evidence", "ledger", "random", "standing"},
    "exports": {"area_scope", "every_mart", "meeting", "query"},
    "inspections": {"planning"},
    "imports": {"acts", "corrections", "doubles", "hostile", "identity", "names_are_data", "own_area", "round_trip"},
    "maps": {"names_are_data"},
    "places": {"sample"},
    "plans": {"making", "year"},
    "register": {
        "backup",
        "concurrency",
        "files",
        "full_disk",
        "migration",
        "processes",
        "restore",
        "snapshot",
        "taken_over",
        "time",
    },
    "reports": {"commands", "hostile_templates", "layout", "packs", "page", "statements"},
    "standards": {"candidates", "review_if", "switch"},
    "ui": {"addresses", "cases_pages", "disks", "dossier", "pages", "people", "sheets", "turns"}
    | {"admin", "map_clicks", "import_acts", "inspections"},
}


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what is slow, and begin with it, the browser first: no process ends alone with what takes longest."""
    for item in items:
        name = item.path.relative_to(TESTS).as_posix()
        folder = name.rpartition("/")[0].split("/")[0]
        if folder == "browser" or item.path.stem == "test_phone":
            item.add_marker(pytest.mark.browser)
        if folder in SLOW_FOLDERS or item.path.stem.removeprefix("test_") in SLOW_FILES.get(folder, ()):
            item.add_marker(pytest.mark.slow)
    items.sort(key=lambda item: not item.path.is_relative_to(TESTS / "browser"))
    items.sort(key=lambda item: not any(item.iter_markers("slow")))


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
    opened = connect(Settings(register_url=str(register_file)))
    yield opened
    opened.is_open = False  # nobody opens the file again: its log need not be folded into it, which proves every table
    opened.close()


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
def browser(chromium_path: str) -> Iterator["Browser"]:
    """One Chromium for all tests of a process, which bears no second one: the machine's own, or the one $CHROMIUM
    names."""
    from playwright.sync_api import sync_playwright  # imported here: tests without a browser need not load it

    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=chromium_path, args=chromium.ARGUMENTS)
        yield opened
        opened.close()


@pytest.fixture(scope="session")
def samples() -> Path:
    """Folder of real sample files beside the repository; a test that needs them says so when it is absent."""
    if not SAMPLES.is_dir():
        pytest.skip(f"real sample files are not part of the repository: {SAMPLES} is absent")
    return SAMPLES
