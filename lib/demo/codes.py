"""Credit codes that nobody can hold: correct check digits, but a division of registration that does not exist."""

from typing import Final

ALPHABET: Final = "0123456789ABCDEFGHJKLMNPQRTUWXY"  # GB 32100-2015: no I O S V Z
WEIGHTS: Final = tuple(pow(3, position, 31) for position in range(17))
BODY_WEIGHTS: Final = (3, 7, 9, 10, 5, 8, 4, 2)  # GB 11714, the organisation number inside the code
DIVISION: Final = "379900"  # no division of GB/T 2260 bears it


def credit_code(number: int) -> str:
    """The fictional credit code of a number from 0 to 999999; equal numbers give equal codes."""
    body = f"DM{number:06d}"
    stem = "91" + DIVISION + body + body_check(body)
    return stem + code_check(stem)


def body_check(body: str) -> str:
    """Check character of an organisation number of 8 characters (GB 11714: 11 minus the weighted sum modulo 11)."""
    rest = 11 - sum(int(character, 36) * weight for character, weight in zip(body, BODY_WEIGHTS, strict=True)) % 11
    return {10: "X", 11: "0"}.get(rest, str(rest))


def code_check(stem: str) -> str:
    """Check character of the first 17 characters of a credit code (GB 32100-2015, modulo 31)."""
    total = sum(ALPHABET.index(character) * weight for character, weight in zip(stem, WEIGHTS, strict=True))
    return ALPHABET[(31 - total % 31) % 31]
