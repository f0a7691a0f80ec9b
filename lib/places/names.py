"""The tables of the gazetteer as dictionaries and patterns, made once per register version."""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple, TypeVar

from lib.register.simplified import simplified

Value = TypeVar("Value")  # Python 3.11 has no type parameters yet
Rows = list[dict[str, Any]]

TOWN_SUFFIX = r"街道办事处|街道办|街道|街办|办事处|镇|乡"
NOT_A_PLACE = r"(?!路|街(?!道|办)|大街|大道|巷|大厦|广场|宾馆|酒店)"  # 茌平路 is a road, not the county
TOWN_CODE = 9  # digits
CHINESE = re.compile(r"[一-龥]{2,}")
NEVER = re.compile(r"(?!)")


class Member(NamedTuple):
    """A part of a zone without a statistical code, between two dates (None = open)."""

    zone: str
    valid_from: date | None
    valid_to: date | None


def normal(text: str) -> str:
    """A text as it is compared: full-width forms folded, simplified, lower case, no spaces, no punctuation."""
    return re.sub(r"[\W_]+", "", simplified(unicodedata.normalize("NFKC", text)).casefold())


def stem(town_name: str) -> str:
    """A town's name without its kind, which changes as towns are upgraded: 韩集乡 is 韩集镇 today."""
    return re.sub(rf"({TOWN_SUFFIX})$", "", town_name) or town_name


def any_of(names: Iterable[str]) -> str:
    """Alternatives of a pattern, the longest first, so that 茌平区 wins over 茌平."""
    return "|".join(re.escape(name) for name in sorted(set(names), key=lambda name: (-len(name), name)))


def pattern(names: Iterable[str], behind: str = "") -> re.Pattern[str]:
    """One group that matches any of the names; matches nothing where there are none."""
    alternatives = any_of(names)
    return re.compile(rf"({alternatives}){behind}") if alternatives else NEVER


@dataclass(frozen=True)
class Names:
    """What the gazetteer knows of one city."""

    areas: Mapping[str, str]  # normalised name, alias or code → area code
    kinds: Mapping[str, str]  # area code → county or zone
    host: Mapping[str, str]  # zone → county it lies in
    titles: Mapping[str, tuple[str, str]]  # area or town code → its name in Chinese and English
    towns: Mapping[str, list[tuple[str, str]]]  # stem → (town code, county)
    members: Mapping[str, list[Member]]  # stem of a part without code → zones
    moves: Mapping[tuple[str, str], str]  # (town code, former county) → present county
    city_code: str
    city: re.Pattern[str]
    province: re.Pattern[str]
    other_provinces: re.Pattern[str]
    any_area: re.Pattern[str]
    county_start: re.Pattern[str]
    county_anywhere: re.Pattern[str]
    zone_start: re.Pattern[str]
    zone_anywhere: re.Pattern[str]
    town: re.Pattern[str]

    def county_of(self, code: str | None) -> str | None:
        """The county of an area or town: a zone counts as its host county."""
        if code is None:
            return None
        return self.host.get(code) or (code[:6] if len(code) == TOWN_CODE and code[:6] in self.kinds else code)

    @classmethod
    def made(cls, places: Rows, members: Rows, moves: Rows, city: Rows, provinces: Rows) -> "Names":
        """Names from the rows of `queries/setup/{place_names,zone_members,town_moves,city_name,other_provinces}`."""
        areas = [row for row in places if row["kind"] in {"county", "zone"}]
        town_rows = [row for row in places if row["kind"] == "town"]
        of_kind = {kind: chinese_names(row for row in areas if row["kind"] == kind) for kind in ("county", "zone")}
        city_name = city[0]["name_zh"] if city else ""
        town_stems = [stem(row["name"]) for row in town_rows if stem(row["name"]) != row["name"]]
        parts = {stem(row["town_name"]) for row in members if stem(row["town_name"]) != row["town_name"]}
        every = [row["town_name"] for row in members] + [row["name"] for row in town_rows]
        whole = {name for name in every if stem(name) == name}  # 香江光彩大市场服务中心 is no 街道, 镇 or 乡
        return cls(
            areas=area_names(areas),
            kinds={row["code"]: row["kind"] for row in areas},
            host={row["code"]: row["parent"] for row in areas if row["parent"]},
            titles={row["code"]: (row["name_zh"], row["name_en"]) for row in places},
            towns=grouped((stem(row["name"]), (row["code"], row["parent"])) for row in town_rows),
            members=grouped(
                (stem(row["town_name"]), Member(row["area_code"], row["valid_from"], row["valid_to"]))
                for row in members
            ),
            moves={(row["town_code"], row["from_county"]): row["to_county"] for row in moves},
            city_code=city[0]["area_code"] if city else "",
            city=pattern({city_name, city_name.removesuffix("市")} - {""}),
            province=pattern({row[key] for row in city for key in ("province", "province_short") if row[key]}),
            other_provinces=elsewhere(provinces),
            any_area=pattern(of_kind["county"] | of_kind["zone"], NOT_A_PLACE),
            county_start=pattern(of_kind["county"], NOT_A_PLACE),
            county_anywhere=pattern({name for name in of_kind["county"] if name[-1] in "县区市"}, NOT_A_PLACE),
            zone_start=pattern(of_kind["zone"], NOT_A_PLACE),
            zone_anywhere=pattern({name for name in of_kind["zone"] if len(name) >= 6}),
            town=re.compile(
                rf"({any_of([*town_stems, *parts]) or '(?!)'})(?:{TOWN_SUFFIX})|({any_of(whole) or '(?!)'})"
            ),
        )


def area_names(areas: Rows) -> dict[str, str]:
    """Normalised name, alias or code → area code."""
    return {normal(row["name"]): row["code"] for row in areas}


def chinese_names(areas: Iterable[dict[str, Any]]) -> set[str]:
    """The Chinese names of at least two characters by which an address may call the areas."""
    return {name for name in area_names(list(areas)) if CHINESE.fullmatch(name)}


def grouped(pairs: Iterable[tuple[str, Value]]) -> dict[str, list[Value]]:
    """Values by key, in order."""
    groups: dict[str, list[Value]] = {}
    for key, value in pairs:
        groups.setdefault(key, []).append(value)
    return groups


def elsewhere(provinces: Rows) -> re.Pattern[str]:
    """Matches a text that begins with another province, or its short name before a city or county (not 河北路)."""
    full, short = any_of(row["name_zh"] for row in provinces), any_of(row["short_zh"] for row in provinces)
    return re.compile(rf"(?:{full})|(?:{short})(?![路街大])[一-龥]{{1,3}}[市县区]") if full else NEVER
