"""A small register of 东昌府 (371502): what the register knows of the area is what these tests put there."""

from collections.abc import Iterator
from contextlib import closing

import pytest

from lib.register.store import Register
from tests import registers
from tests.inspections.conftest import DIAMETER, ENTERPRISE, LINE

ENTERPRISES = (("东水泥", "371502", 116.10, 36.43), ("北水泥", "371502", 115.99, 36.50))


@pytest.fixture(scope="module")
def areas(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Register]:
    with closing(registers.empty(tmp_path_factory.mktemp("supervision"))) as register:
        with register.write("test", "fill", "lines") as cursor:
            for row in ENTERPRISES:
                cursor.execute(ENTERPRISE, list(row))
                for statement in (LINE, DIAMETER):
                    cursor.execute(statement, [row[0]])
        yield register
