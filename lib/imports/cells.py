"""Single values of a cell: text, exact numbers, pieces, telephone numbers. Nothing is rounded or guessed."""

import re
import unicodedata
from datetime import datetime
from decimal import Decimal
from functools import lru_cache
from typing import Generic, NamedTuple, TypeVar

from lib.numbers import has_odd_digits, written
from lib.register.simplified import simplified

T = TypeVar("T")

BLANK = frozenset(
    ["", *"-—―–/\\_.·", "--", "——", "//", "n/a", "na", "#n/a", "null", "none", "nan", "nil"]
    + [
        "无",
        "(无)",
        "暂无",
        "暂缺",
        "缺",
        "不详",
        "未知",
        "未填",
        "未提供",
        "空",
        "空白",
        "无此项",
        "待定",
        "待补",
        "待核实",
        "?",
        "...",
        "......",
    ]
)
INTEGER_DIGITS, DECIMAL_DIGITS = 10, 8  # what decimal(18, 8) of the register keeps

_SPACED = re.compile(r"[+-]?[0-9]{1,3}(?: [0-9]{3})+(?:\.[0-9]+)?")  # 1 200.5
_APPROXIMATE = re.compile(r"^(?:大?约|近|大概|不足|超过?|接近)\s*\d|\d.*(?:左右|上下|余|多|以上|以下|以内|以外)", re.S)
_RANGE = re.compile(r"\d\D{0,6}?(?:[~～〜—–]|-|至|到)\s*\d")
_PHONE = re.compile(r"(?:\+?86-?)?(?:1\d{10}|(?:\(?0\d{2,3}\)?-?)?\d{7,8}(?:[-转]\d{1,6})?|400-?\d{3}-?\d{4})")
_INVISIBLE = (
    dict.fromkeys(  # no reader sees them: zero width, orders to a terminal, signs that turn the writing direction
        [
            *map(ord, "\u00ad\u061c\ufeff\ufffe\uffff"),
            *range(9),
            *range(0x0B, 0x0D),
            *range(0x0E, 0x20),
            *range(0x7F, 0x85),
        ]
        + [*range(0x86, 0xA0), *range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2060, 0x206A)]
    )
)


class Reading(NamedTuple, Generic[T]):
    """What a cell says: a value, or None for a blank cell, or None and the tail of a reason (`range`, …)."""

    value: T | None
    problem: str = ""


def cell_text(value: object) -> str:
    """A cell as its reader sees it: whole numbers without .0, dates as 2022-07-15, text trimmed.

    Binary fractions are written with the 15 digits a spreadsheet keeps: 0.1+0.2 reads 0.3, as on its screen.
    """
    if value is None:
        return ""
    if isinstance(value, str):
        return seen(value).strip()
    if isinstance(value, float):
        if not abs(value) < 1e20:
            return repr(value)
        short = format(value, ".15g")
        return format(Decimal(short), "f") if "e" in short else short
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == datetime.min.time() else value.isoformat(sep=" ")
    return str(value)


def seen(text: str) -> str:
    """A text without the signs that no reader sees."""
    return text if text.isprintable() else text.translate(_INVISIBLE)


@lru_cache(maxsize=20_000)
def plain(text: str) -> str:
    """Text for reading values: half-width, simplified, trimmed. Names of enterprises are never passed through it."""
    return simplified(unicodedata.normalize("NFKC", seen(text))).strip()


@lru_cache(maxsize=20_000)
def key(text: str) -> str:
    """Text for looking words up: half-width, lower case, without spaces, line breaks, stars and trailing colons."""
    return re.sub(r"[\s*＊]+", "", plain(text)).rstrip(":").casefold()


_LONGEST_BLANK = max(map(len, BLANK))


def is_blank(text: str) -> bool:
    """Whether a cell says nothing: empty, a dash, 无, 不详 and their like (a flag reads 无 as no before asking)."""
    if not text:
        return True
    if len(text) > 2 * _LONGEST_BLANK or text[-1].isdigit():  # spares most cells the normalising
        return text.isspace()
    return key(text) in BLANK


@lru_cache(maxsize=20_000)
def number(text: str) -> Reading[Decimal]:
    """An exact decimal, read whole; problems: unreadable, approximate, range, precision (over 10.8 digits)."""
    if is_blank(text):
        return Reading(None)
    half = plain(text)
    value = written(half.replace(" ", "") if _SPACED.fullmatch(half) else half)
    if value is None or has_odd_digits(text):
        return Reading(None, _number_problem(half))
    return fitted(value)


def fitted(value: Decimal) -> Reading[Decimal]:
    """A decimal the register can keep without rounding, else the problem `precision`."""
    if not value:
        return Reading(Decimal(0))
    _, digits, exponent = value.as_tuple()
    trailing = len(digits) - len("".join(map(str, digits)).rstrip("0"))
    if value.adjusted() >= INTEGER_DIGITS or int(exponent) + trailing < -DECIMAL_DIGITS:
        return Reading(None, "precision")
    return Reading(value.quantize(Decimal(1).scaleb(min(0, int(exponent) + trailing))))


def _number_problem(text: str) -> str:
    if _APPROXIMATE.search(text):
        return "approximate"
    return "range" if _RANGE.search(text) else "unreadable"


_CHINESE = {word: value for value, word in enumerate("零一二三四五六七八九十")} | {"两": 2, "壹": 1, "贰": 2, "叁": 3}


@lru_cache(maxsize=10_000)
def count(text: str) -> Reading[int]:
    """A number of pieces, with or without its classifier (`2台`, `两座`); problem: unreadable."""
    if is_blank(text):
        return Reading(None)
    bare = re.sub(r"(?:\(?(?:台套|台|套|条|座|组|个|线|只|孔)\)?(?:/(?:台|套|条))?)$", "", plain(text)).strip()
    if bare in _CHINESE:
        return Reading(_CHINESE[bare])
    value = number(bare).value
    if value is None or value != int(value) or not 0 <= value < 1_000_000:
        return Reading(None, "unreadable")
    return Reading(int(value))


@lru_cache(maxsize=20_000)
def phone(text: str) -> Reading[str]:
    """A telephone number as written; problem: odd (kept all the same). Commas or slashes separate several."""
    if is_blank(text):
        return Reading(None)
    parts = [part for part in re.split(r"[,;/、\s]+", plain(text)) if part]
    is_odd = not all(_PHONE.fullmatch(part) for part in parts)
    return Reading(text, "odd" if is_odd else "")
