"""What model texts say besides the model: mill diameters (`Φ3.2×13m`, `φ3.8*13m`, `Ф3200×13000`, `直径3.2米`), and how
many machines there are (`Φ2.2×7m水泥磨2台`)."""

import re
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from lib.imports.cells import Reading, count, is_blank, plain
from lib.numbers import DIGITS, MARKS, RUN, has_odd_digits, written

_SIGN = r"[ΦφфФØø∅⌀ϕ]|直径|直徑"
_UNIT = r"(?:mm|毫米|cm|厘米|m(?!m)|米)"
_TIMES = r"\s*[×✕✖╳*xXхХ]\s*"
_LIMIT = r"(?P<limit>约|近|大概|[<>≤≥≦≧]|大于|小于|不足|超过?|低于|高于)?\s*"
_END = rf"(?=\s*(?:$|[()\[\],;:.。、|\"'/]|[一-鿿]|-(?!\s*[0-9])|{_TIMES}))"
_MEANT = re.compile(rf"{_LIMIT}(?P<sign>{_SIGN})(?=[^0-9]{{0,4}}[0-9]|\s*[〇零一二三四五六七八九十])")
_SIGNED = re.compile(
    rf"(?:{_SIGN})\s*[:=为]?\s*(?P<number>{RUN})\s*(?P<unit>{_UNIT})?+(?P<second>\s*/\s*{DIGITS})?{_END}", re.I
)
_BARE = re.compile(
    rf"{_LIMIT}(?P<before>{DIGITS}\D{{0,2}}{_TIMES})?(?P<number>{RUN})\s*(?P<unit>{_UNIT})?+{_TIMES}{DIGITS}"
    rf"\s*{_UNIT}?(?P<behind>{_TIMES}[0-9])?",
    re.I,
)
_GOES_ON = re.compile(rf"[0-9](?:{_UNIT}|[{MARKS}\s~～—–+/-]|至|到)+$", re.I)  # before a number: it began earlier
_LIMITED = re.compile(r"\s*(?:以[上下内外]|左右|上下|余|多|至|到|英?[尺寸]|分米|丝)")  # no exact number, or no metre
_VERTICAL = re.compile(r"立式|立磨|辊磨|辊压|vertical|\b[HT]?RMS?\d|LM\d", re.I)
_PIECES = re.compile(
    r"(?<![\d.第#号万千百一二两三四五六七八九十+~～至到—-])(\d{1,2}|[两二三四五六七八九十])\s*(?:条|台套?|座|套)(?![龙件])"
)
MILLIMETRES_FROM = Decimal(100)  # no mill is 100 m wide or 100 mm thin: a larger bare number is in millimetres
FACTORS = {"mm": Decimal("0.001"), "毫米": Decimal("0.001"), "cm": Decimal("0.01"), "厘米": Decimal("0.01")}


@lru_cache(maxsize=20_000)
def mill_diameter(text: str) -> Reading[Decimal]:
    """Diameter in metres; None when the text gives none.

    Problems: unreadable (what is written is no whole, exact number), two_diameters, vertical (roller mills have none).
    """
    if is_blank(text):
        return Reading(None)
    half = plain(text)
    meant = list(_MEANT.finditer(half))
    said = [_signed(half, one) for one in meant] or [_bare(half, one) for one in _BARE.finditer(half)][:1]
    if None in said or (said and has_odd_digits(text)):
        return Reading(None, "unreadable")
    if len(set(said)) > 1 or any(one and one.is_double for one in said):
        return Reading(None, "two_diameters")
    if said and said[0]:
        return Reading(said[0].metres)
    return Reading(None, "vertical" if _VERTICAL.search(half) else "")


@lru_cache(maxsize=20_000)
def pieces(text: str) -> int | None:
    """How many machines or lines a model names, several kinds added up; None where it names one, or no number."""
    said = sum(count(one).value or 0 for one in _PIECES.findall(plain(text)))
    return said if said > 1 else None


class _Diameter(NamedTuple):
    """A diameter as written; double where a second one stands behind a stroke (a kiln's 2.5/3.1)."""

    metres: Decimal
    is_double: bool = False


def _signed(text: str, meant: re.Match[str]) -> _Diameter | None:
    """What stands behind a sign of diameter; None when it is no whole number."""
    found = _SIGNED.match(text, meant.start("sign"))
    if not found or meant["limit"] or _LIMITED.match(text, found.end()):
        return None
    metres = _metres(found["number"], found["unit"])
    return _Diameter(metres, bool(found["second"])) if metres else None


def _bare(text: str, found: re.Match[str]) -> _Diameter | None:
    """The first of two factors; None where it is no whole number, or there are three."""
    if found["limit"] or found["before"] or found["behind"] or _GOES_ON.search(text[: found.start()]):
        return None
    metres = _metres(found["number"], found["unit"])
    return _Diameter(metres) if metres else None


def _metres(run: str, unit: str | None) -> Decimal | None:
    value = written(run)
    if not value:
        return None
    factor = FACTORS.get((unit or "").lower())
    if factor is None:
        factor = Decimal("0.001") if value >= MILLIMETRES_FROM else Decimal(1)
    return (value * factor).normalize() + 0
