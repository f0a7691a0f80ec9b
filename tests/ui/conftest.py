"""Pages opened without a browser on the small register."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from lib.settings import Settings
from lib.ui.frame import data
from lib.ui.frame.menu import file_of
from tests.browser import small

FRAME = Path(data.__file__).parent / "menu.py"
Open = Callable[..., AppTest]


@pytest.fixture(scope="session")
def small_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small register's file, made once."""
    return small.build(tmp_path_factory.mktemp("pages") / "register.duckdb")


@pytest.fixture
def opened(small_file: Path, monkeypatch: pytest.MonkeyPatch) -> Open:
    """`opened(page, area=…)` opens a page of the small register with that address."""
    monkeypatch.setenv("REGISTER_URL", str(small_file))
    return open_page


@pytest.fixture
def unmade(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Open:
    """The same without a register."""
    monkeypatch.setenv("REGISTER_URL", str(tmp_path / "none.duckdb"))
    return open_page


@pytest.fixture(scope="session", autouse=True)
def closed_at_the_end(small_file: Path) -> Iterator[None]:
    yield
    data._opened(Settings(register_url=str(small_file))).close()
    st.cache_resource.clear()


def open_page(name: str, **url: str) -> AppTest:
    """Run the frame, then the page, both with the same address."""
    test = AppTest.from_file(str(FRAME), default_timeout=60)
    for key, value in url.items():
        test.query_params[key] = value
    test.run()
    if name != "overview":
        for key, value in url.items():
            test.query_params[key] = value
        test.switch_page(str(file_of(name))).run()
    return test


def html(test: AppTest) -> str:
    """Everything the page says in HTML."""
    return "\n".join(element.proto.body for element in test.get("html"))
