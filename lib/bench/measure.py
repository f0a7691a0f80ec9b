"""What one measurement says, and the stop-watch."""

import gc
import resource
from collections.abc import Callable
from dataclasses import dataclass
from time import perf_counter
from typing import TypeVar

Result = TypeVar("Result")


@dataclass(frozen=True)
class Measurement:
    """Seconds that a piece of work took on a number of rows; `part` and `what` say which work."""

    part: str  # import, locate, judge or page
    what: str
    lines: int  # in the register
    rows: int  # worked on
    seconds: float
    peak_mib: float = 0.0  # of the whole process, libraries and database included; 0 = not measured


def timed(work: Callable[[], Result], repeat: int = 1) -> tuple[float, Result]:
    """Seconds of the fastest of `repeat` runs, and what the last one returned."""
    seconds = []
    for _ in range(repeat):
        gc.collect()
        start = perf_counter()
        result = work()
        seconds.append(perf_counter() - start)
    return min(seconds), result


def peak_mib() -> float:
    """The most memory this process ever held, in MiB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
