"""The one grammar of written numbers: a number is read whole or not at all, in cells, models, dates and coordinates.

Digits that only a comma, a stop, a space or the like keeps apart were meant as one number (`3,8`, `3。8`, `3 .8`): what
stands there is read as a number when it is written like one, and never by its first or last part.
"""

import re
import unicodedata
from argparse import ArgumentTypeError
from decimal import Decimal

DIGITS = r"[0-9]+(?:\.[0-9]+)?"
GROUPED = r"[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?"
MARKS = r""".,。、·・•∙⋅‧'’‘`´′"“”″;:_…点"""  # what people, keyboards and scanners write in the place of a point
RUN = rf"(?>\.?[0-9](?:[0-9\s{MARKS}]*[0-9])?(?:[{MARKS}](?=\s*[×xX*m米毫厘]))?)"  # digits that were meant together
ENDS = rf"(?!\s*[{MARKS}]?\s*[0-9])"  # behind a number: nothing that goes on with it
_WRITTEN = re.compile(rf"[+-]?(?:{GROUPED}|{DIGITS}|\.[0-9]+)(?:e[+-]?[0-9]{{1,3}})?", re.I)


def written(run: str) -> Decimal | None:
    """The value of a text that is one number in half-width signs (`3.8`, `1,200`, `1e3`); None when it is not."""
    return Decimal(run.replace(",", "")) if _WRITTEN.fullmatch(run) else None


def exact_number(text: str) -> Decimal:
    """A number given to a command, exactly as it was written. Raises ArgumentTypeError for anything else."""
    value = written(text.strip())
    if value is None:
        raise ArgumentTypeError(f"{text!r} is no number like 12.5")
    return value


def has_odd_digits(text: str) -> bool:
    """Whether digits stand in it that would change when made plain: 10² is not 102, ½ and ③ are no digits."""
    return not text.isascii() and any(unicodedata.category(sign) == "No" for sign in text)
