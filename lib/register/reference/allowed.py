"""Whether one cell has its column's type and holds what is allowed: each why not is a sentence."""

import re
from collections.abc import Collection, Iterator, Sequence
from datetime import date
from decimal import Decimal
from difflib import get_close_matches

from lib.errors import Sentence
from lib.register.reference.columns import AMOUNT, CODE, COLOUR, DAY, FLAG, WHOLE, Column
from lib.register.reference.csvfile import invisible

YEARS = (1949, 2099)  # a year outside them is a slip of the pen
SHAPES = {
    FLAG: re.compile(r"true|false"),
    DAY: re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}"),
    WHOLE: re.compile(r"-?[0-9]{1,9}"),
    AMOUNT: re.compile(r"-?[0-9]{1,10}(\.[0-9]{1,8})?"),
    COLOUR: re.compile(r"#[0-9A-Fa-f]{6}"),
}
OF_OUR_OWN = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.-]*")  # shape of a code that no list allows
WRONG = {
    FLAG: "is not allowed; write true or false",
    DAY: "is not a date like 2022-07-15 between {least} and {most}",
    WHOLE: "is not a whole number between {least} and {most}, in plain digits",
    AMOUNT: "is not a number between {least} and {most} with at most 8 decimals, in plain digits",
    COLOUR: "is not a colour like #C8382E",
}
NEAREST = 12  # longer lists are told by their number and what comes nearest


def doubts(cell: str, column: Column, keys: Collection[str] | None) -> Iterator[tuple[str, Sentence]]:
    """What of a cell is refused and why; `keys` are those of the table the column refers to, None when not known."""
    if not cell:
        if not column.is_optional:
            yield cell, Sentence("must not be empty")
    elif sign := invisible(cell):
        yield cell, Sentence("holds an invisible character ({sign})", {"sign": sign})
    elif cell != cell.strip():
        yield cell, Sentence("begins or ends with a space")
    elif column.separators and "；" in cell:
        yield cell, Sentence("holds a full-width semicolon; separate values by ;")
    else:
        parts = column.parts(cell)
        if len(parts) > len(set(parts)) or ("*" in parts and len(parts) > 1):
            yield cell, Sentence("names a value twice, or others beside *, which stands for all")
        yield from ((part, why) for part in parts if (why := part_doubt(part, column, keys)))


def part_doubt(part: str, column: Column, keys: Collection[str] | None) -> Sentence | None:
    """Why one value of a cell is refused; None when it is not."""
    if not part or part != part.strip():
        return Sentence("is empty or has a space beside a semicolon")
    if column.kind in SHAPES:
        least, most = YEARS if column.kind == DAY else (column.least, column.most)
        return None if has_shape(part, column) else Sentence(WRONG[column.kind], {"least": least, "most": most})
    if column.refers:
        is_known = keys is None or part in keys or part in column.allowed
        return None if is_known else not_in(part, [*column.allowed, *(keys or ())], f"{column.refers}.csv")
    if column.allowed:
        return None if part in column.allowed else not_among(part, column.allowed)
    if column.kind == CODE and not OF_OUR_OWN.fullmatch(part):
        return Sentence("is not a code: letters, digits, hyphens, underscores")
    return None


def has_shape(part: str, column: Column) -> bool:
    """Whether a value has the type of its column and lies between its bounds."""
    if not SHAPES[column.kind].fullmatch(part):
        return False
    if column.kind in (WHOLE, AMOUNT):
        return column.least <= Decimal(part) <= column.most
    return column.kind != DAY or is_day(part)


def is_day(text: str) -> bool:
    """Whether the calendar has the day, in years the plans may speak of."""
    try:
        return YEARS[0] <= date.fromisoformat(text).year <= YEARS[1]
    except ValueError:
        return False


def told(part: str, allowed: Sequence[str]) -> str:
    """What is allowed: all of a few, else what comes nearest."""
    few = allowed if len(allowed) <= NEAREST else get_close_matches(part, allowed, 3, 0.3) or sorted(allowed)[:3]
    return ", ".join(few)


def not_among(part: str, allowed: Sequence[str]) -> Sentence:
    """That a value is not one of those the program knows."""
    values: dict[str, object] = {"allowed": told(part, allowed), "count": len(allowed)}
    if len(allowed) <= NEAREST:
        return Sentence("is not allowed; allowed: {allowed}", values)
    return Sentence("is not allowed; allowed are {count} codes, such as {allowed}", values)


def not_in(part: str, allowed: Sequence[str], where: str) -> Sentence:
    """That a value names no row of the file it should."""
    values: dict[str, object] = {"allowed": told(part, allowed), "count": len(allowed), "where": where}
    if len(allowed) <= NEAREST:
        return Sentence("is not in {where}; allowed: {allowed}", values)
    return Sentence("is not in {where}; allowed are {count} codes, such as {allowed}", values)
