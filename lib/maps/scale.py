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
LEFT: Final = ("#DDEBE2", "#A9CFB6", "#5FA37C", "#1F6B48")  # tints of the standing `accepted`: what left is no warning
FALLEN: Final = ("#DCE6F0", "#A9C0D8", "#6C94BD", "#3B6EA5")  # blue: told from red with any eyes
PICKS: Final = {0: (), 1: (1,), 2: (0, 2), 3: (0, 1, 2), 4: (0, 1, 2, 3)}  # shades used by so many classes
ROUND: Final = (1, 2, 3, 5, 8)
ENOUGH: Final = 3  # classes that round bounds must give


@dataclass(frozen=True)
class Scale:
    """Classes of a count: 0 is a class of its own, class i (1-based) begins at `starts[i - 1]`."""

    starts: tuple[int, ...]
    largest: int
    shades: tuple[str, ...] = SHADES

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
        return (NONE, *(self.shades[pick] for pick in PICKS[len(self.starts)]))

    @property
    def labels(self) -> tuple[str, ...]:
        """Range of every class in words, such as 0, 1–4, 5–9, ≥ 10."""
        return ("0", *(f"≥ {start:,}" if end is None else told(start, end) for start, end in self.ranges))

    @property
    def ranges(self) -> list[tuple[int, int | None]]:
        """First and last count of every class but that of nothing; the last one has no end."""
        ends = [start - 1 for start in self.starts[1:]]
        return list(zip(self.starts, [*ends, None], strict=True)) if self.starts else []


def told(first: int, last: int, sign: str = "") -> str:
    """A range in words; with a sign each end has its own."""
    if first == last:
        return f"{sign}{first:,}"
    return f"{sign}{first:,} … {sign}{last:,}" if sign else f"{first:,}–{last:,}"


@dataclass(frozen=True)
class Signed(Scale):
    """Classes of a change: those of what rose above zero, those of what fell below it in shades of their own."""

    fallen: Scale = Scale((), 0, FALLEN)

    def step(self, value: float) -> int:
        """Class of a change, the greatest fall first."""
        below = len(self.fallen.starts)
        return below + super().step(value) if value > 0 else below - self.fallen.step(-value)

    @property
    def colours(self) -> tuple[str, ...]:
        """Shade of every class, the greatest fall first."""
        return (*self.fallen.colours[:0:-1], *super().colours)

    @property
    def labels(self) -> tuple[str, ...]:
        """Range of every class in words, such as ≤ −8, −7 … −5, 0, +1 … +4, ≥ +5."""
        down = [f"≤ −{start:,}" if end is None else told(end, start, "−") for start, end in self.fallen.ranges]
        up = [f"≥ +{start:,}" if end is None else told(start, end, "+") for start, end in self.ranges]
        return (*reversed(down), "0", *up)


def signed_of(values: Iterable[float]) -> Signed:
    """Classes for these changes, which may be below zero."""
    known = [value for value in values if not math.isnan(value)]
    up, down = scale_of(known), scale_of((-value for value in known), FALLEN)
    return Signed(up.starts, up.largest, up.shades, down)


def left_of(values: Iterable[float]) -> Scale:
    """Classes for counts of what left."""
    return scale_of(values, LEFT)


def scale_of(values: Iterable[float], shades: tuple[str, ...] = SHADES) -> Scale:
    """Classes for these counts: at most four besides zero, each beginning at a round number and, as far as possible,
    equally filled. Counts that lie close together get finer bounds: one shade for all of them would say nothing.
    """
    positive = sorted(value for value in values if value > 0)
    if not positive:
        return Scale((), 0, shades)
    parts = range(1, len(SHADES))
    quartiles = [positive[min(len(positive) * part // len(SHADES), len(positive) - 1)] for part in parts]
    coarse, fine = (sorted({rounding(value) for value in (positive[0], *quartiles)}) for rounding in (rounded, floor))
    return Scale(tuple(coarse if len(coarse) >= ENOUGH else fine), int(positive[-1]), shades)


def rounded(value: float) -> int:
    """The largest round number (1, 2, 3, 5 or 8 times a power of ten) not above a value ≥ 1."""
    power = 10 ** (len(str(int(value))) - 1)
    return max((step * power for step in ROUND if step * power <= value), default=1)


def floor(value: float) -> int:
    """A value ≥ 1 cut to two significant digits."""
    power = int(max(1, 10 ** (len(str(int(value))) - 2)))
    return int(value) // power * power
