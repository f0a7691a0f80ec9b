"""An empty register shared by the tests that only read it."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from lib.register.store import Register, connect
from lib.settings import Settings


@pytest.fixture(scope="session")
def empty_register(empty_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Register]:
    """An empty register with polygons: read it only."""
    copy = Path(shutil.copy(empty_file, tmp_path_factory.mktemp("ground") / "register.duckdb"))
    opened = connect(Settings(register_url=str(copy)))
    yield opened
    opened.close()
