"""The map's legend as HTML: symbols with their counts, shades of the areas, source and date. Every text is escaped
here.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape

from lib.maps.scale import Scale
from lib.maps.symbols import Symbol, svg


@dataclass(frozen=True)
class Entry:
    """One verdict of the legend: its words, its symbol and how many enterprises have it."""

    name: str
    mark: Symbol
    count: int


def legend_html(title: str, entries: Sequence[Entry], shades_title: str, scale: Scale, notes: Sequence[str]) -> str:
    """Legend with counts; `notes` are lines of small print (source, date, what is not on the map)."""
    rows = "".join(
        f'<div class="row">{svg(entry.mark)}<span>{escape(entry.name)}</span><b>{entry.count:,}</b></div>'
        for entry in entries
    )
    small = "".join(f"<div>{escape(note)}</div>" for note in notes)
    return (
        f"<details open><summary>{escape(title)}</summary>{rows}"
        f'<div class="heading">{escape(shades_title)}</div>{shades_html(scale)}'
        f'<div class="source">{small}</div></details>'
    )


def shades_html(scale: Scale) -> str:
    """The steps of the areas' shade side by side, each with its range."""
    steps = zip(scale.colours, scale.labels, strict=True)
    return (
        '<div class="shades">'
        + "".join(f'<span><i style="background:{colour}"></i>{escape(label)}</span>' for colour, label in steps)
        + "</div>"
    )


def entries(verdicts: Mapping[str, tuple[str, Symbol]], counts: Mapping[str, int]) -> list[Entry]:
    """Legend rows in the order of `verdicts` (gravest first) for those that occur."""
    return [Entry(name, mark, counts[verdict]) for verdict, (name, mark) in verdicts.items() if counts.get(verdict)]
