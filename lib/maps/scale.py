"""Shades of the area maps: few steps, each clearly darker than the one before, so that they can be told apart on a
grey print.
"""

import math
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

NONE: Final = "#FFFFFF"
SILENT: Final = "#D3D9E0"  # nothing is known: neither a shade nor the white of zero
SHADES: Final = ("#FBE4E0", "#F3BDB4", "#E08B7F", "#BC5348")  # tints of the verdict colour `outdated`, light to dark
PICKS: Final = {0: (), 1: (1,), 2: (0, 2), 3: (0, 1, 2), 4: (0, 1, 2, 3)}  # shades used by so many classes
ROUND: Final = (1, 2, 3, 5, 8)
ENOUGH: Final = 3  # classes that round bounds must give


@dataclass(frozen=True)
class Scale:
    """Classes of a count: 0 is a class of its own, class i (1-based) begins at `starts[i - 1]`."""

    starts: tuple[int, ...]
    largest: int

    def step(self, value: float) -> int:
        """Class of a value: 0 for nothing, else 1 … len(starts)."""
        return bisect_right(self.starts, value) if value > 0 else 0

    def colour(self, value: float) -> str:
        """Shade of a value (`#RRGGBB`); zero is white, a higher class always darker, not-a-number unknown."""
        if math.isnan(value):
            return SILENT
        return self.colours[self.step(value)]

    @property
    def colours(self) -> tuple[str, ...]:
        """Shade of every class, the class of nothing first."""
        return (NONE, *(SHADES[pick] for pick in PICKS[len(self.starts)]))

    @property
    def labels(self) -> tuple[str, ...]:
        """Range of every class in words, such as 0, 1–4, 5–9, ≥ 10."""
        ends = [start - 1 for start in self.starts[1:]]
        ranges = [
            f"{start:,}" if start == end else f"{start:,}–{end:,}"
            for start, end in zip(self.starts, ends, strict=False)
        ]
        return ("0", *ranges, *([f"≥ {self.starts[-1]:,}"] if self.starts else []))


def scale_of(values: Iterable[float]) -> Scale:
    """Classes for these counts: at most four besides zero, each beginning at a round number and, as far as possible,
    equally filled. Counts that lie close together get finer bounds: one shade for all of them would say nothing.
    """
    positive = sorted(value for value in values if value > 0)
    if not positive:
        return Scale((), 0)
    parts = range(1, len(SHADES))
    quartiles = [positive[min(len(positive) * part // len(SHADES), len(positive) - 1)] for part in parts]
    coarse, fine = (sorted({rounding(value) for value in (positive[0], *quartiles)}) for rounding in (rounded, floor))
    return Scale(tuple(coarse if len(coarse) >= ENOUGH else fine), int(positive[-1]))


def rounded(value: float) -> int:
    """The largest round number (1, 2, 3, 5 or 8 times a power of ten) not above a value ≥ 1."""
    power = 10 ** (len(str(int(value))) - 1)
    return max((step * power for step in ROUND if step * power <= value), default=1)


def floor(value: float) -> int:
    """A value ≥ 1 cut to two significant digits."""
    power = int(max(1, 10 ** (len(str(int(value))) - 2)))
    return int(value) // power * power
