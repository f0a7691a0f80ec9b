"""Where the printed pages of a form end: one page wide, and note and signatures never alone on the last one.

Excel ignores page breaks where it fits a sheet to pages by itself, so scale and breaks are both set.
"""

from collections.abc import Sequence
from dataclasses import dataclass

WIDE, HIGH = 10.6 * 96, 6.65 * 72  # room on landscape A4 between the margins: pixels, points
PIXELS, PADDING = 7, 5  # of one sign of a column's width, and of its sides
HEADING, TAIL = 2, 3  # row of the heading, repeated on every page; rows of note and signatures
KEPT = 2  # rows of the table that stay with them
SMALLEST, TIGHTER = 40, 0.8  # least scale in percent; how much smaller a form may be to stand on one page


@dataclass(frozen=True)
class Pages:
    """Scale in percent, and the rows before which a page ends."""

    scale: int
    breaks: list[int]


def paged(heights: Sequence[float], widths: Sequence[int]) -> Pages:
    """Pages of a form whose rows have these heights (points) and whose columns have these widths (signs)."""
    scale = min(1.0, WIDE / sum(PIXELS * width + PADDING for width in widths))
    whole = HIGH / sum(heights)
    if scale * TIGHTER <= whole < scale:
        scale = whole
    percent = max(SMALLEST, int(scale * 100))
    return Pages(percent, _breaks(heights, HIGH * 100 / percent))


def _breaks(heights: Sequence[float], room: float) -> list[int]:
    """First rows of the pages after the first."""
    last = max(len(heights) - TAIL - KEPT, HEADING + 1)  # from here on the rows stay together
    breaks, used = [], 0.0
    for row, height in enumerate(heights):
        needs = sum(heights[last:]) if row == last else height
        if row <= last and used + needs > room and row > HEADING + 1:
            breaks.append(row)
            used = heights[HEADING]
        used += height
    return breaks
