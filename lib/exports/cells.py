"""One cell, told the same way in every format: exact numbers, plain dates, text no spreadsheet runs as a formula."""

import re
import unicodedata
from datetime import date, datetime
from decimal import Decimal
from numbers import Real

import numpy as np
import pandas as pd

FORMULA_STARTS = tuple("=+-@\t\r\n＝＋－＠")  # the full-width forms start a formula in East Asian versions of Excel
LONE_SIGNS = frozenset("=+-＝＋－")
NUMBER = re.compile(r"[+-]?\d+(\.\d+)?")

Plain = None | bool | Decimal | date | datetime | str | list[str]


def plain(value: object) -> Plain:
    """A cell without the accident of its dtype: numbers as Decimal, missing values of every kind as None.

    A float stands for the shortest decimal that reads back as it, so 0.1 is 0.1. A timestamp at midnight is a date.
    """
    if isinstance(value, str | Decimal):  # most cells: told without asking pandas
        return value if isinstance(value, str) else number(value)
    if isinstance(value, list | tuple | np.ndarray):
        return [text(item) for item in value]
    if value is None or pd.isna(value):
        return None
    if isinstance(value, bool | np.bool_):
        return bool(value)
    if isinstance(value, Real):
        return number(value)
    if isinstance(value, datetime):
        return value.date() if value.time() == datetime.min.time() else pd.Timestamp(value).to_pydatetime()
    return value if isinstance(value, date) else str(value)


def number(value: Decimal | Real) -> Decimal | str | None:
    """An exact number without trailing zeros; infinity is text, for no format has a cell for it."""
    exact = (
        value
        if isinstance(value, Decimal)
        else Decimal(int(value) if isinstance(value, int | np.integer) else repr(float(value)))
    )
    if not exact.is_finite():
        return None if exact.is_nan() else str(exact)
    return Decimal(digits(exact))


def digits(value: Decimal) -> str:
    """A decimal written out in digits, never as a power of ten: 1E+3 is 1000, 2.500 is 2.5."""
    written = format(value, "f")
    if "." in written:
        written = written.rstrip("0").rstrip(".")
    return "0" if written == "-0" else written


def text(value: object) -> str:
    """The canonical text of a cell: what the content hash is taken over and filters are compared with."""
    if isinstance(value, str):
        return value
    cell = plain(value)
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "true" if cell else "false"
    if isinstance(cell, Decimal):
        return digits(cell)
    if isinstance(cell, datetime):
        return cell.isoformat(sep=" ", timespec="seconds")
    if isinstance(cell, date):
        return cell.isoformat()
    return ";".join(cell) if isinstance(cell, list) else cell


def neutral(value: object) -> str:
    """The text of a cell with an apostrophe before what Excel would run as a formula; numbers and a sign that stands
    alone (the operator `=`) are left as they are."""
    written = text(value)
    bare = written.lstrip(" ")
    is_formula = bare.startswith(FORMULA_STARTS) and not NUMBER.fullmatch(written) and bare not in LONE_SIGNS
    return f"'{written}" if is_formula else written


def width(written: str) -> int:
    """Columns a text takes in a spreadsheet: Chinese characters count two; of several lines the widest counts."""
    return max(
        (sum(2 if unicodedata.east_asian_width(sign) in "WF" else 1 for sign in line) for line in written.split("\n")),
        default=0,
    )
