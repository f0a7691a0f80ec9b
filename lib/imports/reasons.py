"""Sentences about files and cells: data, in two languages, filled with what was found."""

from collections import defaultdict
from collections.abc import Mapping
from functools import lru_cache

from lib.errors import FileRefused
from lib.register.reference import Row, kept
from lib.settings import Settings


@lru_cache(maxsize=1)
def reasons() -> dict[str, Row]:
    """Reason code → its row of reasons.csv (severity, sentence_zh, sentence_en)."""
    return {row["reason"]: row for row in kept(Settings())["reasons"]}


def sentence(reason: str, params: Mapping[str, str], language: str = "zh") -> str:
    """The sentence of a reason, filled; a param the sentence names and the caller lacks stays empty.

    Raises KeyError for a reason that reasons.csv does not have.
    """
    row = reasons()[reason]
    return row["sentence_en" if language == "en" else "sentence_zh"].format_map(defaultdict(str, params))


def severity(reason: str) -> str:
    """What a reason does: `file` or `refused` (the row), `warning`, or `label`: a word of our workbooks."""
    return reasons()[reason]["severity"]


def refused(reason: str, language: str = "zh", **params: object) -> FileRefused:
    """The error for a file that is not read at all, in the reader's language."""
    return FileRefused(sentence(reason, {name: str(value) for name, value in params.items()}, language))
