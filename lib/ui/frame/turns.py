"""Turns: few scripts run at a time, and rubbish is collected while none does.

Python runs one thread at a time: scripts that share it all end late, scripts in turn end one after the other. A script
that waits for something else (a snapshot being built, a file being read) lets another have its turn meanwhile.

Streamlit's own collection after every script (`runner.postScriptGC`, switched off in `.streamlit/config.toml`) looks
through everything the process holds and took two thirds of a page's time.
"""

import gc
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from time import monotonic, sleep
from typing import Final

from lib.counting import count

AT_ONCE: Final = 2  # one computes while another waits for DuckDB; `python -m tests.load.pages` measures it
QUIET: Final = 1.0  # seconds without a script before rubbish is collected
OVERDUE: Final = 30.0  # seconds after which it is collected all the same

_free = threading.BoundedSemaphore(AT_ONCE)
_mine = threading.local()
_asked = threading.Event()  # a script has run since rubbish was last collected
_last_end = monotonic()


@contextmanager
def turn() -> Iterator[None]:
    """Run a script, or a part of one, in its turn; inside another turn of the same thread this changes nothing."""
    if getattr(_mine, "held", False):
        yield
        return
    count("atlas_page_runs_total")
    _take()
    try:
        yield
    finally:
        _give()


@contextmanager
def aside() -> Iterator[None]:
    """Let others run while this thread waits. Not inside a cached function: others may wait there for this thread."""
    if not getattr(_mine, "held", False):
        yield
        return
    _give()
    try:
        yield
    finally:
        _take()


def _take() -> None:
    _free.acquire()
    _mine.held, _mine.since = True, monotonic()


def _give() -> None:
    global _last_end
    _mine.held, _last_end = False, monotonic()
    count("atlas_page_seconds_total", _last_end - _mine.since)
    _free.release()
    _asked.set()


def freeze() -> None:
    """What stands now lives as long as the process: no collection looks at it again."""
    gc.collect()
    gc.freeze()


def tidy() -> None:
    """Collect rubbish after scripts, in quiet moments, for ever: for a thread of its own."""
    while _asked.wait():
        start = monotonic()
        while monotonic() - _last_end < QUIET and monotonic() - start < OVERDUE:
            sleep(QUIET / 4)
        _asked.clear()
        gc.collect()
