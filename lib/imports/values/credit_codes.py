"""Unified social credit codes, GB 32100-2015: 18 characters; some legal early codes fail the check digit."""

import re
from functools import lru_cache
from operator import mul

from lib.imports.cells import Reading, is_blank, plain

ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"  # no I O S V Z
VALUES = {character: value for value, character in enumerate(ALPHABET)}
WEIGHTS = (1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28)  # 3^(i-1) mod 31
OLD_LENGTHS = (9, 10, 13, 15)  # organisation codes (9, with hyphen 10) and business registration numbers (13, 15)
_NUMERIC = re.compile(r"\d(?:\.\d+)?[eE]\+?\d+")


def check_digit(code: str) -> str:
    """The 18th character that the first 17 of a code ask for (GB 32100-2015); it holds characters of ALPHABET only."""
    total = sum(map(mul, map(VALUES.__getitem__, code[:17]), WEIGHTS))
    return ALPHABET[(31 - total % 31) % 31]


_PENDING = re.compile(
    r"(?:正在|尚未|暂未|还未|未|待|已)?(?:申请|申办|办理|补办|换证|换发|取得|领取|核发|下发)(?:中|之中)?|(?:办证|注册|登记)中"
)
_ROUNDED = "000"  # a spreadsheet keeps 15 digits of a number


@lru_cache(maxsize=20_000)
def credit_code(text: str) -> Reading[str]:
    """A code in capitals and half width; problems: numeric, pending (not yet issued), old, length, characters,
    check_digit (kept). Eighteen digits that end in 000 without a fitting check digit were a number once."""
    if is_blank(text):
        return Reading(None)
    if _PENDING.fullmatch(plain(text)):
        return Reading(None, "pending")
    code = re.sub(r"[\s'’‘`-]+", "", plain(text)).upper()
    if _NUMERIC.fullmatch(plain(text)):
        return Reading(None, "numeric")
    if len(code) != 18:
        return Reading(None, "old" if len(code) in OLD_LENGTHS and code[:-1].isdigit() else "length")
    if strange_characters(code):
        return Reading(None, "characters")
    if check_digit(code) == code[17]:
        return Reading(code)
    return Reading(None, "numeric") if code.isdigit() and code.endswith(_ROUNDED) else Reading(code, "check_digit")


def strange_characters(text: str) -> str:
    """The characters of a code that no code ever holds, each once."""
    return "".join(sorted(set(plain(text).upper()) - set(ALPHABET) - set(" '-")))
