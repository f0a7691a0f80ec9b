"""One register for all tests of the standards; each test fills it anew."""

from collections.abc import Callable, Iterator
from contextlib import closing
from functools import partial

import pytest

from lib.register.store import Register
from tests import registers
from tests.standards.judging import Judged, judge


@pytest.fixture(scope="session")
def register(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Register]:
    with closing(registers.empty(tmp_path_factory.mktemp("standards"))) as opened:
        yield opened


@pytest.fixture
def judged(register: Register) -> Callable[..., Judged]:
    """`judged(table, enterprises="", as_of=…, switched_on=())` fills the register and returns its verdicts."""
    return partial(judge, register)
