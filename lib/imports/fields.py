"""Reading the columns that are fields of an enterprise or a line."""

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from lib.imports.cells import count, is_blank, key, phone, plain
from lib.imports.profiles import Profile, profile_words
from lib.imports.remarks import Remarks, Said
from lib.imports.tables import Column, Table
from lib.imports.values.credit_codes import check_digit, credit_code, strange_characters
from lib.imports.values.days import day
from lib.imports.vocabulary import Vocabulary
from lib.numbers import ENDS

Values = NDArray[np.object_]


@dataclass(frozen=True)
class Context:
    """What reading a sheet needs to know besides its cells."""

    vocabulary: Vocabulary
    profile: Profile | None
    epoch: date  # day 0 of the workbook's serial dates

    def mapped(self, name: str, text: str) -> str:
        """A word of the file as the profile says it in our words, however it is spaced and capitalised."""
        words = self.profile.values.get(name) if self.profile else None
        return profile_words(tuple(words.items())).get(key(text), text) if words else text

    def constant(self, name: str) -> str | None:
        """What the profile says of every row."""
        return self.profile.constants.get(name) if self.profile else None


def field_values(table: Table, name: str, context: Context, remarks: Remarks) -> Values:
    """A field of every row; the profile's constant where the file says nothing, None where nobody does."""
    column = table.column(name)
    constant = READERS[name](context.constant(name) or "", False, context).value
    if column is None:
        values: Values = np.full(len(table.row_numbers), constant, dtype=object)
        return values
    values = column_values(
        column, lambda text, is_number: READERS[name](context.mapped(name, text), is_number, context), remarks
    )
    if constant is not None:
        values[values == None] = constant  # noqa: E711 - elementwise
    return values


def column_values(column: Column, read: Callable[[str, bool], Said], remarks: Remarks) -> Values:
    """A column with each distinct cell read once; problems are remarked row by row."""
    said = [read(text, is_number) for text, is_number in zip(column.texts, column.is_number, strict=True)]
    problems = {index: one for index, one in enumerate(said) if one.reason and index not in column.broken}
    remarks.column(column, problems)
    values = np.empty(len(said), dtype=object)
    values[:] = [one.value for one in said]
    taken: Values = values[column.codes]
    return taken


def _text(text: str, _: bool, __: Context) -> Said:
    return Said(None if is_blank(text) else " ".join(text.split()))


def _line_code(text: str, _: bool, __: Context) -> Said:
    """A number as it is compared: full-width signs and letters of either case are the same, spaces mean nothing."""
    folded = "".join(unicodedata.normalize("NFKC", text).split()).upper()
    return Said(None if is_blank(text) else folded)


_SEVERAL_NAMES = re.compile(
    r"等\s*(?:[0-9]+|[一二两三四五六七八九十]+)\s*[家户个]|(?:公司|[厂社矿])\s*[、;/+和与及]\s*[^()]+(?:公司|[厂社矿])$"
)


def _name(text: str, _: bool, __: Context) -> Said:
    if is_blank(text):
        return Said(None, "no_enterprise_name")
    return Said(None, "name_several") if _SEVERAL_NAMES.search(plain(text)) else Said(" ".join(text.split()))


def _former_names(text: str, _: bool, __: Context) -> Said:
    if is_blank(text):
        return Said(None)
    parts = re.split(r"[;；、,，\n]+", re.sub(r"(?:原名|曾用名|原企业名称)[:：]?", "", text))
    bare = (_WHEN.sub("", part).strip() for part in parts)
    return Said(tuple(name for name in bare if name))


_WHEN = re.compile(r"[(（][^()（）]*(?:\d{4}|更名|变更|改名)[^()（）]*[)）]\s*$")  # behind a former name: when it ended
_PLANT_BEFORE = r"(?P<former>(?![料煤纸油矿址材厂])[^()（）]{2,}(?:公司|[厂社矿场]|集团))"
_RENAMED = (
    re.compile(
        rf"(?P<name>[^()（）]{{3,}})\s*[(（](?:曾用名|更名前|原企业名称|原名称?|原)\s*[:：为]?\s*{_PLANT_BEFORE}[)）]"
    ),
    re.compile(
        r"(?P<former>[^()（）]{3,})\s*[(（](?:现|已)?(?:更名|变更|改名)为\s*[:：]?\s*(?P<name>[^()（）]{3,})[)）]"
    ),
)


def renamed(name: str) -> tuple[str, str]:
    """The name of today and the former one where a cell says both: `甲公司（原乙厂）`, `乙厂（现更名为甲公司）`; else
    the name, and nothing."""
    found = next(filter(None, (pattern.fullmatch(name) for pattern in _RENAMED)), None)
    return (found["name"].strip(), found["former"].strip()) if found else (name, "")


def _credit_code(text: str, is_number: bool, _: Context) -> Said:
    code, problem = credit_code(text)
    if is_number and not is_blank(text):
        return Said(None, "credit_code_numeric")
    if problem == "check_digit":
        return Said(code, "credit_code_check_digit", {"expected": check_digit((code or "")[:17])})
    if problem:
        return Said(
            None, f"credit_code_{problem}", {"length": str(len(text.strip())), "characters": strange_characters(text)}
        )
    return Said(code)


def _coded(kind: str, reason: str) -> Callable[[str, bool, Context], Said]:
    """A reader of a field whose words are a list; the sentence names what the list allows."""

    def read(text: str, _: bool, context: Context) -> Said:
        if is_blank(text):
            return Said(None)
        code = context.vocabulary.code(kind, text) or context.vocabulary.code(kind, re.sub(r"\(.*?\)", "", plain(text)))
        return Said(code) if code else Said(None, reason, {"allowed": context.vocabulary.listed(kind)})

    return read


def _industry_code(text: str, is_number: bool, _: Context) -> Said:
    if is_blank(text):
        return Said(None)
    found = re.match(rf"[A-Ta-t]?([0-9]{{3,4}}){ENDS}", plain(text))
    if not found or (len(found[1]) == 3 and not is_number):
        return Said(None, "industry_code_odd")
    return Said(found[1].zfill(4))


def _phone(text: str, _: bool, __: Context) -> Said:
    number, problem = phone(text)
    return Said(number, "phone_odd" if problem else "")


def _quantity(text: str, _: bool, __: Context) -> Said:
    pieces, problem = count(text)
    return Said(pieces, "quantity_unreadable" if problem else "")


def _day(text: str, is_number: bool, context: Context) -> Said:
    """A typed number such as 2022.1 may have been October (2022.10): no day can be told from it."""
    if is_number and re.fullmatch(r"\d{4}\.1", text):
        return Said(None, "date_unreadable")
    value, problem = day(text, context.epoch)
    return Said(value, "date_unreadable" if problem else "")


_STATE = _coded("state", "state_unknown")
READERS: dict[str, Callable[[str, bool, Context], Said]] = {
    "enterprise_id": _text,
    "line_id": _text,
    "enterprise_name": _name,
    "credit_code": _credit_code,
    "former_names": _former_names,
    "address": _text,
    "area_text": _text,
    "coordinates_text": _text,
    "lon_text": _text,
    "lat_text": _text,
    "datum": _coded("datum", "datum_unknown"),
    "industry_code": _industry_code,
    "industry_edition": _coded("edition", "industry_edition_unknown"),
    "scale": _coded("scale", "scale_unknown"),
    "contact_name": _text,
    "contact_phone": _phone,
    "line_code": _line_code,
    "line_name": _text,
    "model": _text,
    "sector": _text,
    "process": _text,
    "product": _text,
    "quantity": _quantity,
    "state": _STATE,
    "built_on": _day,
    "observed_on": _day,
    "remark": _text,
}


def flag(attribute: str, text: str, vocabulary: Vocabulary) -> str | None:
    """`true` or `false` for a yes-or-no cell, by the attribute's own words first; None when it is neither."""
    own = vocabulary.code(attribute, text)
    return own or vocabulary.words["flag"].get(key(text))
