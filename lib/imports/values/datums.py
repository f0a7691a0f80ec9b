"""The datum that a heading or a title names: 经度(GCJ-02), lng_bd09, 坐标系：火星坐标."""

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

from lib.imports.cells import plain
from lib.imports.vocabulary import Vocabulary

POSITIONS = ("lon_text", "lat_text", "coordinates_text")
_SPEAKS_OF_POSITIONS = re.compile(r"坐标|座標|经纬度|经度|纬度|coordinate|datum|longitude|latitude", re.I)
_NAMED = re.compile(
    r"(?:坐标系统?|datum)\s*[::为是]\s*([^\s,，;；。(（]{2,20})|([^(（]*(?:坐标系|54|80)[^)）]*)(?=[)）])"
    r"|(谷歌|google|奥维|ovital|天地图|卫星图)",
    re.I,
)


_BESIDE = re.compile(r"\(([^()]+)\)")
_HARMLESS = re.compile(
    r"[°º]|^[\d.EeNnXx度分秒]+$|东经|北纬|度|十进制|小数|位|填|数字|数值|格式|如|例|lon|lat|lng", re.I
)


class Stated(NamedTuple):
    """The datum that is named, or the words that name none we know, or several."""

    datum: str | None = None
    unknown: str = ""


def without_datum(heading: str, vocabulary: Vocabulary) -> list[str]:
    """A heading without the datum it names, as it may be known then: 高德经度 is 经度, 百度坐标 is 坐标."""
    half = plain(heading).casefold()
    pattern = _pattern(tuple(vocabulary.words["datum"]))
    if not pattern.search(half):
        return []
    left = (pattern.sub("", half), pattern.sub(lambda word: "坐标" if word[0].endswith("坐标") else "", half))
    return [bare for one in left if (bare := one.strip("-_()[]. "))]


def stated_datum(headings: Iterable[str], around: Iterable[str], vocabulary: Vocabulary) -> Stated:
    """The datum of a table's coordinates by the headings above them, else by what stands around the table."""
    headings = list(headings)
    for texts in (headings, [text for text in around if _SPEAKS_OF_POSITIONS.search(text)]):
        found = {datum for text in texts for datum in _named(text, vocabulary)}
        if len(found) == 1:
            return Stated(found.pop())
        strange = ["".join(hit) for text in texts for hit in _NAMED.findall(plain(text))]
        if texts is headings:
            strange += [hit for text in texts for hit in _BESIDE.findall(plain(text)) if not _HARMLESS.search(hit)]
        if found or strange:
            return Stated(None, "、".join(texts) if found else strange[0])
    return Stated()


def _named(text: str, vocabulary: Vocabulary) -> set[str]:
    words = vocabulary.words["datum"]
    pattern = _pattern(tuple(words))
    spelled = {_bare(word): code for word, code in words.items()}
    return {spelled[_bare(hit)] for hit in pattern.findall(plain(text).casefold())}


def _bare(word: str) -> str:
    return re.sub(r"[-_\s]", "", word)


@lru_cache(maxsize=8)
def _pattern(words: tuple[str, ...]) -> re.Pattern[str]:
    """Any of the words; one in letters stands alone (bd is no part of abdomen), one of digits alone names nothing."""
    alternatives = []
    for word in sorted((_bare(word) for word in words), key=len, reverse=True):
        spelled = r"[-_\s]?".join(map(re.escape, word))
        if word.isascii():
            spelled = rf"(?<![a-z0-9]){spelled}(?![a-z0-9])"
        if not word.isdigit():
            alternatives.append(spelled)
    return re.compile("|".join(alternatives))
