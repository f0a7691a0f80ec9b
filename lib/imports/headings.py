"""What a column's heading says: the field or attribute it means and the unit it names."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from lib.imports.cells import key, plain
from lib.imports.profiles import Profile, profile_words
from lib.imports.values.datums import POSITIONS, without_datum
from lib.imports.values.units import Unit, powers_in_words
from lib.imports.vocabulary import Vocabulary

_BRACKET = re.compile(r"(.*?)[(\[【](.*)[)\]】]\s*", re.S)
_TAIL = re.compile(r"(.*?)[,:/、](.*)", re.S)


_UNIT_LIKE = re.compile(
    r"(?:单位\s*:?)?\s*[×x]?(?:10)?\d?[亿万千百十]*(?:吨|条|标[条胎]|块|重?量?箱|平方?米|[千兆]瓦|[kMGm]?[tTwWm]\b)"
    r"|[亿万千百]{1,2}[^\W\d_]{1,8}$"
)

_ABOUT = re.compile(r"(?:基本)?(?:信息|情况|概况|资料)$")  # what a group of columns is headed by besides its matter


class Meaning(NamedTuple):
    """What a heading means: `kind` field or attribute, and the unit in its brackets."""

    kind: str
    name: str
    unit: Unit | None


def meaning(parts: Sequence[str], vocabulary: Vocabulary, profile: Profile | None = None) -> Meaning | None:
    """The meaning of a heading given as its cells from top to bottom (`产能`, `备案`); None when it is not known."""
    words = [part for part in parts if part]
    if profile and (named := _by_profile(words, vocabulary, profile)) is not None:
        return named
    for spelling in _spellings(words):
        for base, unit in _with_unit(spelling, vocabulary):
            if found := _known(base, vocabulary):
                return Meaning(*found, unit)
    bare = (base for spelling in _spellings(words) for base in without_datum(spelling, vocabulary))
    return next((Meaning(*found, None) for base in bare if (found := _position(base, vocabulary))), None)


def _position(base: str, vocabulary: Vocabulary) -> tuple[str, str] | None:
    """The field of coordinates a heading means."""
    found = _known(base, vocabulary)
    return found if found and found[1] in POSITIONS else None


def _by_profile(words: list[str], vocabulary: Vocabulary, profile: Profile) -> Meaning | None:
    heading = "".join(words)
    targets = profile_words(tuple(profile.columns.items()))
    target = targets.get(key(heading))
    if target is None:
        return None
    kind = "attribute" if target in vocabulary.attributes else "field"
    units = [unit for base, unit in _with_unit(heading, vocabulary) if unit]
    return Meaning(kind, target or "ignored", units[0] if units else None)


def _spellings(words: list[str]) -> list[str]:
    """The ways to say stacked cells in one heading, likeliest first."""
    if len(words) == 1 and len(split := plain(words[0]).split()) > 1:
        return ["".join(split), *_spellings(split)]
    if len(words) < 2:
        return words
    words = [_ABOUT.sub("", plain(word)) or word for word in words[:-1]] + words[-1:]
    return ["".join(words), words[-1] + words[0], "".join(words[-2:]), words[-1] + words[-2], words[-1]]


def _with_unit(heading: str, vocabulary: Vocabulary) -> list[tuple[str, Unit | None]]:
    """A heading as it stands, and without its brackets: a unit there is taken, other words are tried on either side."""
    half = plain(powers_in_words(heading))
    tries: list[tuple[str, Unit | None]] = [(half, None)]
    find = vocabulary.units.per_day if is_daily(half) else vocabulary.units.find
    for pattern in (_BRACKET, _TAIL):
        if found := pattern.fullmatch(half):
            unit = find(re.sub(r"^单位\s*:?", "", found[2]))
            tries += (
                [(found[1], unit)]
                if unit
                else [(found[2] + found[1], None), (found[1] + found[2], None), (found[1], None)]
            )
            inner = _BRACKET.fullmatch(found[1])
            tries += [(inner[2] + inner[1], unit), (inner[1], unit)] if inner and unit else []
    return tries


def is_daily(heading: str) -> bool:
    """Whether a column holds what is made in a day: 日产能 in 吨 is in 吨/日."""
    return "日产" in heading


def unit_in_brackets(title: str, vocabulary: Vocabulary) -> str:
    """What stands in a title's brackets as a unit does, also as one we do not know; "" where nothing does."""
    said = (re.sub(r"^单位\s*:?", "", one) for one in re.findall(r"\(([^()]*)\)", plain(title)))
    return next((one for one in said if vocabulary.units.find(one) or _UNIT_LIKE.match(one)), "")


def strange_unit(heading: str) -> str:
    """What stands in a heading's brackets where a unit does, but is none we know; "" where nothing does."""
    return next((said for said in re.findall(r"[(\[【]([^()\[\]【】]*)", plain(heading)) if _UNIT_LIKE.match(said)), "")


def _known(base: str, vocabulary: Vocabulary) -> tuple[str, str] | None:
    spelled = key(base)
    if named := vocabulary.words["field"].get(spelled):
        return "field", named
    attributes = vocabulary.words["attribute"]
    code = attributes.get(spelled) or attributes.get(spelled.removeprefix("是否"))
    return ("attribute", code) if code in vocabulary.attributes else None


def is_unit_text(text: str, vocabulary: Vocabulary) -> bool:
    """Whether a cell under a heading names a unit, in brackets or not."""
    return vocabulary.units.find(text.strip("()（）")) is not None
