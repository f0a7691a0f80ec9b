"""Coordinate texts as counties write them: decimal, degrees-minutes-seconds, hemispheres, one cell or two, swapped.

A text becomes longitude and latitude in degrees *in the datum it was written in*, or a reason (a key of reasons.csv).
"""

import re
from functools import lru_cache
from typing import NamedTuple

from lib.numbers import DIGITS

LON_RANGE, LAT_RANGE = (73.0, 136.0), (3.0, 54.0)  # degrees; the ranges of China do not overlap, so a swap can be seen

WIDE = str.maketrans(
    {code: chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)}
)  # full-width digits, letters and signs
SIGNS = str.maketrans({"度": "°", "º": "°", "˚": "°"} | dict.fromkeys("分′’‘´", "'") | dict.fromkeys("秒″”“", '"'))
WORDS = (
    (r"\s*(?:longitude|lng|long?|东经|東經|经度|經度)\s*[:=]?\s*", "E"),
    (r"\s*(?:latitude|lat|北纬|北緯|纬度|緯度)\s*[:=]?\s*", "N"),
    (r"\s*西经\s*[:=]?\s*", "W"),
    (r"\s*南纬\s*[:=]?\s*", "S"),
)
NUMBER = DIGITS
BARE_PAIR = re.compile(r"[0-9]+[,、，\s]+[0-9]+")  # 115,98 may be one number with a comma for its point
ANGLE = rf"[-+]?{NUMBER}(?:\s*°(?:\s*{NUMBER}\s*'?(?:\s*{NUMBER}\s*\"?)?)?)?|[0-9]+[:\-][0-9]+[:\-]{NUMBER}"
BETWEEN = r"[\s,;/|、，；]*"
PAIRS = tuple(
    re.compile(pattern)
    for pattern in (
        rf"(?P<h1>[EWNS])\s*(?P<a1>{ANGLE}){BETWEEN}(?P<h2>[EWNS])\s*(?P<a2>{ANGLE})",
        rf"(?P<a1>{ANGLE})\s*(?P<h1>[EWNS]){BETWEEN}(?P<a2>{ANGLE})\s*(?P<h2>[EWNS])",
        rf"(?P<h1>)(?P<h2>)(?P<a1>{ANGLE})[\s,;/|、，；]+(?P<a2>{ANGLE})",
        rf"(?P<h1>)(?P<h2>)(?P<a1>{NUMBER}\s*°[^°]*?[\"'°])\s*(?P<a2>{NUMBER}\s*°.*)",
    )
)
SINGLES = (re.compile(rf"(?P<h>[EWNS]?)\s*(?P<a>{ANGLE})"), re.compile(rf"(?P<a>{ANGLE})\s*(?P<h>[EWNS])"))
PARTS = re.compile(rf"([-+]?)({NUMBER})(?:\s*[°:\-]\s*({NUMBER})?\s*['\:\-]?\s*({NUMBER})?\s*\"?)?")


class Reading(NamedTuple):
    """Longitude and latitude in degrees as given, or the reason why there are none.

    `is_swapped` says that they stood in the wrong order; the reading has put them right.
    """

    lon: float | None
    lat: float | None
    reason: str | None = None
    is_swapped: bool = False


def tidy(text: str) -> str:
    """The text with ASCII digits and signs, hemispheres as E W N S, brackets removed."""
    plain = text.translate(WIDE).strip().strip("()[]").lower()
    for pattern, letter in WORDS:  # before the signs: 经度 is a word, 115度 an angle
        plain = re.sub(pattern, letter, plain)
    return plain.translate(SIGNS).replace("''", '"').upper().strip().strip(",;")


def degrees(angle: str) -> float | None:
    """An angle (decimal, or degrees, minutes and seconds) in degrees; None when it is not one."""
    match = PARTS.fullmatch(angle.strip())
    if match is None:
        return None
    sign, whole, minutes, seconds = match.groups()
    if float(minutes or 0) >= 60 or float(seconds or 0) >= 60 or (minutes and "." in whole):
        return None
    value = float(whole) + float(minutes or 0) / 60 + float(seconds or 0) / 3600
    return -value if sign == "-" else value


def signed(value: float | None, hemisphere: str) -> float | None:
    """West and south are negative."""
    return -value if value is not None and hemisphere in {"W", "S"} else value


@lru_cache(maxsize=200_000)
def read_pair(text: str) -> Reading:
    """Longitude and latitude out of one cell, such as `115°58′44″E 36°27′22″N` or `115.97,36.45`."""
    plain = tidy(text)
    for pattern in () if BARE_PAIR.fullmatch(plain) else PAIRS:
        match = pattern.fullmatch(plain)
        if match is None:
            continue
        first, second = signed(degrees(match["a1"]), match["h1"]), signed(degrees(match["a2"]), match["h2"])
        if first is None or second is None:
            continue
        if match["h1"] in {"N", "S"} and match["h2"] in {"E", "W"}:
            return settled(second, first)
        return (
            Reading(None, None, "coordinates_unreadable")
            if is_one_axis(match["h1"], match["h2"])
            else settled(first, second)
        )
    return Reading(None, None, "coordinates_unreadable")


def is_one_axis(first: str, second: str) -> bool:
    """True when both hemispheres speak of the same axis."""
    return bool(first and second) and (first in "EW") == (second in "EW")


@lru_cache(maxsize=200_000)
def read_columns(lon_text: str, lat_text: str) -> Reading:
    """Longitude and latitude out of two cells; one of them may be blank (`coordinates_incomplete`)."""
    if not lon_text or not lat_text:
        return Reading(None, None, "coordinates_incomplete")
    lon, lon_hemisphere = read_single(lon_text)
    lat, lat_hemisphere = read_single(lat_text)
    if lon is None or lat is None or is_one_axis(lon_hemisphere, lat_hemisphere):
        return Reading(None, None, "coordinates_unreadable")
    return settled(lon, lat)


def read_single(text: str) -> tuple[float | None, str]:
    """One angle and its hemisphere (empty when the text does not say)."""
    plain = tidy(text)
    for pattern in SINGLES:
        match = pattern.fullmatch(plain)
        if match is not None:
            return signed(degrees(match["a"]), match["h"]), match["h"]
    return None, ""


def settled(lon: float, lat: float) -> Reading:
    """A reading of two numbers: swapped back where only that makes sense, refused where no place on Earth has them."""
    if max(abs(lon), abs(lat)) > 1000:
        return Reading(None, None, "coordinates_projected")
    if LAT_RANGE[0] <= lon <= LAT_RANGE[1] and LON_RANGE[0] <= lat <= LON_RANGE[1]:
        return Reading(lat, lon, None, is_swapped=True)
    if abs(lon) > 180 or abs(lat) > 90 or (lon == 0 and lat == 0):
        return Reading(None, None, "coordinates_off_earth")
    return Reading(lon, lat)
