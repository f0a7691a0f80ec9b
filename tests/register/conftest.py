"""What tests of the register share."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from lib.register.store import Register
from tests import registers


@pytest.fixture
def busy(demo_file: Path, tmp_path: Path) -> Iterator[Register]:
    """The demo register, of the test's own."""
    with closing(registers.copied(demo_file, tmp_path)) as opened:
        yield opened
