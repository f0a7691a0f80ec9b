"""Quantities with their unit: `2500t/d`, `60万吨/年`, `日产2500吨`, converted to the base unit by exact factors."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal
from typing import NamedTuple

from lib.imports.cells import Reading, fitted, is_blank, key, number, plain
from lib.numbers import RUN, has_odd_digits

MULTIPLIERS = (
    ("百万", 1_000_000),
    ("十万", 100_000),
    ("千万", 10_000_000),
    ("亿", 100_000_000),
    ("千", 1_000),
    ("百", 100),
    ("万", 10_000),
    ("k", 1_000),
)
_SPLIT = re.compile(
    rf"((?:设计|备案)?(?:日产|年产|产)?能?力?)[:]?\s*([+-]?{RUN}(?:e[+-]?[0-9]{{1,3}})?)\s*([^0-9].*)?", re.I | re.S
)
_SEVERAL = re.compile(
    r"[×xX*+/,、;(和及另]\s*\D{0,6}[0-9]|[0-9两二三四五六七八九十]\s*[条台座套线]\s*$|^[条台座套线]\D*[0-9]"
)
_NOTED = re.compile(r"\(.*\)\s*", re.S)


class Unit(NamedTuple):
    """A unit: one of it is `factor` of its base unit."""

    code: str
    factor: Decimal
    base: str
    is_capacity: bool = True  # a rate of production or a power, not a length or a consumption


class Quantity(NamedTuple):
    """A number and the unit written beside it; None = the cell holds a bare number."""

    number: Decimal
    unit: Unit | None


def unit_key(text: str) -> str:
    """A unit's spelling without what does not matter: case, spaces, · and 每; powers of ten become 万."""
    spelled = key(powers_in_words(text))
    return spelled.replace("每", "/").replace("·", "/").replace("//", "/").strip("()[]")


def powers_in_words(text: str) -> str:
    """A text in which 10⁴ is 万, as long as its digits still stand high."""
    return re.sub(r"[×xX*]?10(?:⁴|\^4)", "万", text)


@dataclass
class Units:
    """Every unit of the reference list under every spelling."""

    spellings: dict[str, Unit]
    _found: dict[str, Unit | None] = field(default_factory=dict)

    @classmethod
    def of(cls, units: Iterable[Unit], words: Iterable[tuple[str, str]]) -> "Units":
        """Units with their (spelling, code) pairs; the first of two units with one spelling keeps it."""
        by_code = {unit.code: unit for unit in units}
        spellings: dict[str, Unit] = {}
        for word, code in words:
            spellings.setdefault(unit_key(word), by_code[code])
        return cls(spellings)

    def find(self, text: str) -> Unit | None:
        """The unit a text names, also with a multiplier in front (亿条, 千吨/年); None when it is not known."""
        if text not in self._found:
            spelled = unit_key(text)
            self._found[text] = self.spellings.get(spelled) or self._multiplied(spelled)
        return self._found[text]

    def _multiplied(self, spelled: str) -> Unit | None:
        for word, times in MULTIPLIERS:
            rest = self.spellings.get(spelled.removeprefix(word)) if spelled.startswith(word) else None
            if rest:
                return Unit(spelled, rest.factor * times, rest.base, rest.is_capacity)
        return None

    def read(self, text: str) -> Reading[Quantity]:
        """A number with or without a unit.

        Problems: those of `number`; several numbers in one cell (`2×2500t/d`), noted (words beside them), unit_unknown.
        """
        if is_blank(text):
            return Reading(None)
        bare = number(text)
        if bare.value is not None or bare.problem in ("approximate", "range"):
            return Reading(Quantity(bare.value, None)) if bare.value is not None else Reading(None, bare.problem)
        found = _SPLIT.fullmatch(plain(text))
        if not found or not re.search(r"[^\W_]|%", found[3] or "") or has_odd_digits(text):
            return Reading(None, bare.problem)
        value = number(found[2])
        unit = self._of_phrase(found[1], found[3])
        if value.value is None or unit is None:
            return Reading(None, value.problem or self._more_than_a_unit(found[3]))
        return Reading(Quantity(value.value, unit))

    def _more_than_a_unit(self, tail: str) -> str:
        """Why what stands behind a number is no unit."""
        if _SEVERAL.search(tail):
            return "several"
        return "noted" if self.find(_NOTED.sub("", tail)) else "unit_unknown"

    def _of_phrase(self, prefix: str, unit_text: str) -> Unit | None:
        return self.per_day(unit_text) if "日产" in prefix else self.find(unit_text)

    def per_day(self, text: str) -> Unit | None:
        """The unit of what is made in a day: 吨 is 吨/日 there; one that names its time is as it says."""
        return self.find(text if re.search(r"/|每|·", text) else f"{text}/日")


def unit_part(text: str) -> str:
    """What stands after the number of a cell: the unit as written."""
    found = _SPLIT.fullmatch(plain(text))
    return (found[3] or "") if found else ""


def to_base(value: Decimal, unit: Unit) -> Reading[Decimal]:
    """The value in the unit's base unit, exact; problem: precision."""
    return fitted(value * unit.factor)
