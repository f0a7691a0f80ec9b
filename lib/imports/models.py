"""Mill diameters in model texts: `Φ3.2×13m`, `φ3.8*13m`, `Ф3200×13000`, `直径3.2米`."""

import re
from decimal import Decimal
from functools import lru_cache

from lib.imports.cells import Reading, is_blank, plain

_SIGN = r"(?:[ΦφФфØø∅⌀ϕΦ]|直径|直徑)\s*[:=为]?\s*"
_NUMBER = r"(\d+(?:\.\d+)?)"
_UNIT = r"\s*(mm|毫米|cm|厘米|m(?!m)|米)?"
_SIGNED = re.compile(_SIGN + _NUMBER + _UNIT + rf"(\s*/\s*{_NUMBER})?", re.I)
_BARE = re.compile(rf"(?<![\d.]){_NUMBER}{_UNIT}\s*[×xX*]\s*\d+(?:\.\d+)?\s*(?:mm|m|毫米|米)?", re.I)
_VERTICAL = re.compile(r"立式|立磨|辊磨|辊压|vertical|\b[HT]?RMS?\d|LM\d", re.I)
MILLIMETRES_FROM = Decimal(100)  # no mill is 100 m wide or 100 mm thin: a larger bare number is in millimetres
FACTORS = {"mm": Decimal("0.001"), "毫米": Decimal("0.001"), "cm": Decimal("0.01"), "厘米": Decimal("0.01")}


@lru_cache(maxsize=20_000)
def mill_diameter(text: str) -> Reading[Decimal]:
    """Diameter in metres; None when the text gives none. Problems: vertical (roller mills have none), two_diameters."""
    if is_blank(text):
        return Reading(None)
    half = plain(text)
    signed = list(_SIGNED.finditer(half))
    found = {_metres(match[1], match[2]) for match in signed or list(_BARE.finditer(half))[:1]}
    if len(found) > 1 or any(match[3] for match in signed):
        return Reading(None, "two_diameters")
    if found:
        return Reading(found.pop())
    return Reading(None, "vertical" if _VERTICAL.search(half) else "")


def _metres(digits: str, unit: str | None) -> Decimal:
    value = Decimal(digits)
    factor = FACTORS.get((unit or "").lower())
    if factor is None:
        factor = Decimal("0.001") if value >= MILLIMETRES_FROM else Decimal(1)
    return (value * factor).normalize() + 0
