"""One register in memory for all tests of the standards; each test fills it anew."""

from collections.abc import Callable, Iterator
from functools import partial

import pytest

from lib.register.store import Register
from tests.standards.judging import Judged, judge, open_register


@pytest.fixture(scope="session")
def register() -> Iterator[Register]:
    opened = open_register()
    yield opened
    opened.close()


@pytest.fixture
def judged(register: Register) -> Callable[..., Judged]:
    """`judged(table, enterprises="", as_of=…, switched_on=())` fills the register and returns its verdicts."""
    return partial(judge, register)
