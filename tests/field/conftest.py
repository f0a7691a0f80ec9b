"""A day of visits in the small register of the inspections, as a phone has it."""

import hashlib
from collections.abc import Iterator
from contextlib import closing
from typing import Any
from uuid import uuid4

import pytest

from lib.inspections.waiting_files import arriving
from lib.register.store import Register
from lib.settings import Settings
from tests import registers
from tests.browser.conftest import served
from tests.field import serving
from tests.field.serving import NAME, approved
from tests.inspections.conftest import filled, shot

ZH = {"actor": "王科长", "language": "zh"}


@pytest.fixture(scope="module")
def places(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Register]:
    with closing(registers.empty(tmp_path_factory.mktemp("field"))) as register:
        filled(register)
        yield register


@pytest.fixture(scope="module")
def plan(places: Register) -> str:
    return approved(places, "东水泥", "北水泥")


def entry(plan: str, item: str, value: str, **more: Any) -> dict[str, Any]:
    """An answer of 东水泥 as a phone sends it."""
    usual = {"id": str(uuid4()), "kind": "answer", "plan": plan, "enterprise": "东水泥", "checklist": "procedure"}
    return usual | {"item": item, "value": value} | more


def picture(register: Register, colour: str = "red", *, is_sent: bool = True) -> dict[str, str]:
    """A picture, as an entry names it; sent already, or not yet."""
    content = shot(colour).content
    assert isinstance(content, bytes)
    sha256 = hashlib.sha256(content).hexdigest()
    if is_sent:
        with arriving(register.settings, sha256) as target:
            target.write(content)
    return {"sha256": sha256, "name": f"{colour}.jpg"}


@pytest.fixture(scope="session")
def atlas(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, Settings, str]]:
    """Address, settings and plan of an atlas with two officers."""
    settings, plan = serving.build(tmp_path_factory.mktemp("phone"))
    told = {"ATLAS_EVIDENCE_DIR": str(settings.evidence_dir), "ATLAS_HOSTS": NAME, "ATLAS_OPEN": "1"}
    with served(settings.register_path, settings.register_path.with_suffix(".log"), **told) as url:
        yield url, settings, plan
