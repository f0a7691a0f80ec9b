"""What stands in a sheet beside its values, whatever the format; and cells whose value could not be had."""

import re
from dataclasses import dataclass, field

Merged = tuple[tuple[int, int], tuple[int, int]]  # (first row, first column), (last row, last column), from 0
Span = tuple[int, int]  # first and last, from 0
UNSAVED = "#UNSAVED!"  # before a formula whose result the file does not hold
_BROKEN = re.compile(r"(?:#(?:N/A|GETTING_DATA|[A-Z][A-Z0-9/_]*[!?])|Err:[0-9]+)(?:\s*=.*)?", re.S)


@dataclass
class Beside:
    """Hidden rows and columns as spans, merged ranges, and the text of each cell that holds an error or no result."""

    hidden_rows: list[Span] = field(default_factory=list)
    hidden_columns: list[Span] = field(default_factory=list)
    merged: list[Merged] = field(default_factory=list)
    broken: dict[tuple[int, int], str] = field(default_factory=dict)


def is_broken(text: str) -> bool:
    """Whether a cell shows an error such as #N/A, or a formula without a saved result: not blank, and no value."""
    return text.startswith(("#", "Err:")) and _BROKEN.fullmatch(text) is not None


def within(spans: list[Span], size: int) -> frozenset[int]:
    """The positions below `size` that the spans cover."""
    return frozenset(at for first, last in spans for at in range(first, min(last, size - 1) + 1))
