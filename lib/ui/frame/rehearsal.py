"""Opening pages without a browser, and which queries they ask: what the benchmark measures."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from time import perf_counter
from typing import Any

from streamlit.testing.v1 import AppTest

from lib.register.reading import Reading
from lib.settings import ROOT
from lib.ui.frame import data
from lib.ui.frame.menu import file_of

PATIENCE = 120  # seconds for one page


@dataclass(frozen=True)
class Asked:
    """One query a page asked: its name, the rows it answered and the seconds it took."""

    query: str
    rows: int
    seconds: float


@contextmanager
def listening() -> Iterator[list[Asked]]:
    """Collect what `Reading.ask` and `ask_rows` are asked while the block runs."""
    heard: list[Asked] = []
    kinds = {name: getattr(Reading, name) for name in ("ask", "ask_rows")}
    for name, ask in kinds.items():
        setattr(Reading, name, _noted(ask, heard))
    try:
        yield heard
    finally:
        for name, ask in kinds.items():
            setattr(Reading, name, ask)


def _noted(ask: Callable[..., Any], heard: list[Asked]) -> Callable[..., Any]:
    """The method, noting in `heard` what it is asked."""

    def noted(self: Reading, name: str, as_of: date | None = None, language: str | None = None, **params: Any) -> Any:
        self.snapshot_cursor(as_of, language)  # a snapshot is built once per version, not once per page
        start = perf_counter()
        rows = ask(self, name, as_of, language, **params)
        heard.append(Asked(name, len(rows), perf_counter() - start))
        return rows

    return noted


def rehearse(name: str, **url: str) -> list[Asked]:
    """Open a page of the served register with an address, nothing remembered, and return the queries it asked.

    Raises AssertionError when the page shows an error.
    """
    data.forget_answers()
    test = AppTest.from_file(str(ROOT / "lib" / "ui" / "frame" / "menu.py"), default_timeout=PATIENCE)
    for key, value in url.items():
        test.query_params[key] = value
    test.run()
    with listening() as heard:
        data.forget_answers()
        test.switch_page(str(file_of(name))).run()
    if test.exception or test.error:
        raise AssertionError(f"{name}: {[*test.exception, *test.error]}")
    return heard
