"""Codes in the reader's words, for workbooks and files of a page: columns whose heading names the thing, not its code.

A column headed 行业代码 (sector code) keeps its codes, and so does every format that scripts read.
"""

from collections.abc import Iterable
from datetime import date

from lib.register.reading import Reading

KINDS = {  # column → kind of marts.labels
    "located_by": "located_by",
    "located_confidence": "confidence",
    "datum": "datum",
    "datum_basis": "datum_basis",
    "area_kind": "area_kind",
    "scale": "scale",
    "scope": "scope",
    "trigger": "trigger",
    "effect": "effect",
    "verdict_when_met": "verdict",
    "status": "rule_status",
    "subject_kind": "subject_kind",
    "missing_attribute": "attribute",
    "operator": "operator",
    "role": "role",
    "host_area": "area",
    "seriousness": "seriousness",
    "fact": "fact",
    "value_text": "flag",
}


def words_of(register: Reading, columns: Iterable[str], as_of: date, language: str) -> dict[str, dict[str, str]]:
    """Column → code → name, for the columns that hold codes and have no column of names beside them."""
    names = set(columns)
    coded = [column for column in KINDS if column in names and f"{column}_name" not in names]
    found: dict[str, dict[str, str]] = {}
    for column in coded:
        rows = register.ask("pages/every/labels", as_of, language, kind=KINDS[column])
        found[column] = dict(zip(rows["code"], rows["name"], strict=True))
    return found
