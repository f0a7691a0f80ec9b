"""Dates as people write them: 2022-07-15, 2022.7.15, 2022年12月底, 2016年3月, 2016, and serial numbers."""

import re
from collections.abc import Iterable
from datetime import date, timedelta
from functools import lru_cache

from lib.imports.cells import Reading, is_blank, plain
from lib.numbers import has_odd_digits

EPOCH_1900, EPOCH_1904 = date(1899, 12, 30), date(1904, 1, 1)  # day 0 of Excel's two calendars
SERIALS = range(10_000, 73_051)  # 1927 to 2099 in the calendar of 1900; years are smaller, yyyymm is larger
_DATES = tuple(
    re.compile(pattern)
    for pattern in (
        r"(?P<year>[0-9]{4})(?P<month>[0-9]{2})(?P<day>[0-9]{2})?",
        r"(?P<year>[0-9]{4})年?(?:(?<=年)(?P<month>[0-9]{1,2})(?:月份?(?:(?P<day>[0-9]{1,2})[日号]?)?)?)?",
        r"(?P<year>[0-9]{4})(?P<sign>[-./])(?P<month>[0-9]{1,2})(?:月份?|(?P=sign)(?P<day>[0-9]{1,2})[日号]?)?",
    )
)  # one sign between all parts: 2022.7-8 is two months, 1992-2006 years

_IN_TITLE = re.compile(
    r"(?<![0-9])(?:19|20)[0-9]{2}(?:年(?:[0-9]{1,2}月(?:(?P<day>[0-9]{1,2})[日号])?)?|"
    r"(?P<sign>[-./])[0-9]{1,2}(?:(?P=sign)(?P<last>[0-9]{1,2}))?)[底末]?(?![0-9])"
)
_ENDS_WITH = re.compile(r"(?:截[至止]到?|数据(?:日期|时间)|统计(?:日期|时间)|asof|asat)(?:日期|时间)?[::]?$", re.I)
_FILLED_ON = re.compile(r"(?:[填上]报|填表|编制|制表|报送|印发)(?:日期|时间)?[::]?$")


_YEAR = str.maketrans("〇○零Oo一二三四五六七八九", "00000123456789")
_PART = "([一二三四五六七八九十]{1,3})"
_CHINESE = re.compile(
    rf"([〇○零Oo一二三四五六七八九]{{4}}|[0-9]{{4}})年(?:{_PART}月(?:份|{_PART}[日号])?)?(?=$|[底末])"
)
_ONES = {sign: value for value, sign in enumerate("一二三四五六七八九", start=1)}


def in_digits(text: str) -> str:
    """A date in Chinese numbers in digits: 二〇一九年七月十五日 is 2019年7月15日; any other text as it stands."""
    found = _CHINESE.match(text)
    if not found:
        return text
    year, month, day_of_month = found.groups()
    digits = year.translate(_YEAR) + "年" + (f"{_below_hundred(month)}月" if month else "")
    return digits + (f"{_below_hundred(day_of_month)}日" if day_of_month else "") + text[found.end() :]


def _below_hundred(text: str) -> int:
    """The value of a number: 十五 is 15, 三十 is 30; 0 for signs in an order that is none."""
    tens, ten, ones = text.rpartition("十")
    if len(tens) > 1 or len(ones) > 1:
        return 0
    return (_ONES.get(tens, 1) * 10 if ten else 0) + _ONES.get(ones, 0)


@lru_cache(maxsize=20_000)
def day(text: str, epoch: date = EPOCH_1900) -> Reading[date]:
    """A date; a year or month alone means its first day, with 底 or 末 its last. Serial numbers count from `epoch`.

    Problem: unreadable (also for 年底前, 下半年 and a month without year: no day can be told).
    """
    if is_blank(text):
        return Reading(None)
    half = re.sub(r"(?:\s+|(?<=[0-9])T)\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?$", "", plain(text))
    half = re.sub(r"(?<![0-9])\s+|\s+(?![0-9])", "", half)  # a space between digits is none of a date's
    if re.fullmatch(r"[0-9]{5}(?:\.[0-9]+)?", half) and int(float(half)) in SERIALS:
        return Reading(epoch + timedelta(days=int(float(half))))
    half = in_digits(half.removesuffix(".0"))
    is_last = half.endswith(("底", "末"))
    bare = half[:-1] if is_last else half
    found = next((found for pattern in _DATES if (found := pattern.fullmatch(bare))), None)
    return _date_of(found, is_last) if found and not has_odd_digits(text) else Reading(None, "unreadable")


def _date_of(found: re.Match[str], is_last: bool) -> Reading[date]:
    year, month, day_of_month = (int(part) if (part := found[name]) else None for name in ("year", "month", "day"))
    parts = year or 0, (12 if is_last else 1) if month is None else month, 1 if day_of_month is None else day_of_month
    try:
        first = date(*parts)
    except ValueError:
        return Reading(None, "unreadable")
    if not 1900 <= first.year <= 2099:
        return Reading(None, "unreadable")
    if is_last and not day_of_month:
        return Reading((first.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1))
    return Reading(first)


def day_said(titles: Iterable[str]) -> tuple[date, str] | None:
    """The day the data of a sheet speak of as its titles say it, and the words that do: 截至2022年6月底. A day named
    as the end of the data counts before another day of a title; several that differ say nothing, and so does a month or
    year alone, unless the data end with it.
    """
    ends: dict[date, str] = {}
    others: dict[date, str] = {}
    for title in titles:
        half = "".join(plain(title).split())
        for found in _IN_TITLE.finditer(half):
            before, written = half[: found.start()], found[0]
            is_end = bool(_ENDS_WITH.search(before))
            is_whole = bool(found["day"] or found["last"]) or written[-1] in "底末"
            said = day(written if is_whole else f"{written}底").value if is_end or is_whole else None
            if said and not _FILLED_ON.search(before):
                (ends if is_end else others).setdefault(said, title)
    said_days = list((ends or others).items())
    return said_days[0] if len(said_days) == 1 else None
