"""Kinds of answers, and what is an answer of a kind."""

import re
from contextlib import suppress
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any, Final

YES_NO: Final = {"yes_no": ("yes", "no"), "yes_no_na": ("yes", "no", "na")}
PHOTO: Final = "photo"
OFFICER: Final = "officer_signature"
SIGNATURES: Final = ("signature", OFFICER)
PICTURED: Final = (PHOTO, *SIGNATURES)  # what is no answer without a picture
NUMBER: Final = re.compile(r"[+-]?([0-9]+\.?[0-9]*|\.[0-9]+)")  # as SQL reads it too: no 9e3, no ９, no 1_000
LONGEST: Final = 2000  # characters of a text


def is_answer(row: dict[str, Any], value: str) -> bool:
    """Whether a text is an answer to an item: yes, no or na, one of its choices, a number, a date, or any text."""
    kind = row["answer_kind"]
    if len(value) > LONGEST:
        return False
    if kind in YES_NO:
        return value in YES_NO[kind]
    if kind == "choice":
        return value in row["choices_zh"].split(";")
    if kind == "number":
        with suppress(InvalidOperation):
            return bool(NUMBER.fullmatch(value)) and abs(Decimal(value)) < 10**10
        return False
    if kind == "date":
        with suppress(ValueError):
            return bool(date.fromisoformat(value))
        return False
    return True
