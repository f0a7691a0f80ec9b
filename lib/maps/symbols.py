"""How each verdict is drawn: a shape and a fill of its own, so that the map survives colour blindness and a black-
and-white printer.

Colours come from `data/reference/verdicts.csv`. What was not assessed is hollow and dashed: it must never look like
a clean bill.
"""

import re
from dataclasses import dataclass
from typing import Final

SQUARE: Final = "M-5.5,-5.5H5.5V5.5H-5.5Z"
DIAMOND: Final = "M0,-7.5L7.5,0L0,7.5L-7.5,0Z"
TRIANGLE: Final = "M0,-7L7,6H-7Z"
CIRCLE: Final = "M-5.5,0A5.5,5.5 0 1,0 5.5,0A5.5,5.5 0 1,0 -5.5,0Z"
DOT: Final = "M-4,0A4,4 0 1,0 4,0A4,4 0 1,0 -4,0Z"
SHAPES: Final = {
    "outdated": SQUARE,
    "replace": DIAMOND,
    "review": TRIANGLE,
    "not_assessable": CIRCLE,
    "compliant": CIRCLE,
}
HOLLOW: Final = ("not_assessable", "no_rule", "not_applicable")
OUTLINE: Final = "#8A8F98"
COLOUR = re.compile(r"#[0-9A-Fa-f]{6}")


@dataclass(frozen=True)
class Symbol:
    """One marker: an SVG path around (0, 0) within ±8, its fill, its outline, and whether the outline is dashed."""

    path: str
    fill: str
    stroke: str
    dashed: bool


def symbol(verdict: str, colour: str) -> Symbol:
    """The marker of a verdict in its colour (`#RRGGBB`). Raises ValueError for what is not a colour: it would be
    markup.
    """
    if not COLOUR.fullmatch(colour):
        raise ValueError(f"{colour!r} is not a colour like #C8382E")
    path = SHAPES.get(verdict, DOT)
    if verdict in HOLLOW:
        return Symbol(path, "#FFFFFF", OUTLINE, verdict == "not_assessable")
    return Symbol(path, colour, "#FFFFFF", False)


def svg(mark: Symbol, size: int = 16) -> str:
    """The marker as an inline SVG of `size` pixels; on paper a white outline would vanish, so the legend outlines in
    grey.
    """
    dash = ' stroke-dasharray="2.5 1.5"' if mark.dashed else ""
    stroke = OUTLINE if mark.stroke == "#FFFFFF" else mark.stroke
    return (
        f'<svg width="{size}" height="{size}" viewBox="-9 -9 18 18" aria-hidden="true">'
        f'<path d="{mark.path}" fill="{mark.fill}" stroke="{stroke}" stroke-width="1.4"{dash}/></svg>'
    )
