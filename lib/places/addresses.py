"""What an address says of area, zone and town; texts are normalised by `lib.places.names.normal`."""

import re
from datetime import date
from typing import NamedTuple

from lib.places.names import Names

ELSEWHERE = re.compile(r"[一-龥]{2,5}?(?:省|自治区|自治州|盟|市(?!场|区|民|政|委|级))|[一-龥]{1,3}县(?!级|域|道|政)")
COUNTRY = re.compile(r"中华人民共和国|中国")


class AddressReading(NamedTuple):
    """What an address says; `note` is a doubt (a key of reasons.csv) about `town`."""

    area_code: str | None = None  # the zone it names, else its county
    town_code: str | None = None
    note: str | None = None
    town: str = ""  # as written, for the sentence


def within_city(names: Names, text: str) -> str | None:
    """The text behind country, province and city; None when it names another province, city or county."""
    rest = behind(names.province, behind(COUNTRY, text))
    inside = behind(names.city, rest)
    if inside != rest or names.county_start.match(rest) or names.zone_start.match(rest):
        return inside
    other = names.other_provinces.match(rest) or ELSEWHERE.match(rest)
    return None if other and not names.county_anywhere.search(other[0]) else rest


def behind(start: re.Pattern[str], text: str) -> str:
    """The text behind what it starts with; the whole text when it does not start so."""
    match = start.match(text)
    return text[match.end() :] if match else text


def zone_of(names: Names, text: str, county: str | None) -> tuple[str | None, str]:
    """The city-run zone a text begins with or names in full, and the text behind it.

    A development zone behind another county is that county's own, not the city's.
    """
    match = names.zone_start.match(text) or names.zone_anywhere.search(text)
    if match is None:
        return None, text
    code = names.areas[match[1]]
    return (code if county in {None, names.host.get(code)} else None), text[match.end() :]


def read_address(names: Names, text: str, on: date) -> AddressReading:
    """Area and town of an address as of a date; an empty reading where it names none."""
    inside = within_city(names, text)
    if inside is None:
        return AddressReading(note="address_elsewhere")
    match = names.county_start.match(inside) or names.county_anywhere.search(inside)
    county = names.areas[match[1]] if match else None
    zone, rest = zone_of(names, inside[match.end() :] if match else inside, county)
    return with_town(names, rest, county, zone, on)


def with_town(names: Names, text: str, county: str | None, zone: str | None, on: date) -> AddressReading:
    """The first town of a text that fits the county, else what the address names without it, with the doubt."""
    within = county or names.host.get(zone or "")
    doubt = AddressReading(zone or county)
    for match in names.town.finditer(text):
        name = match[1] or match[2]
        if len(name) == 1 and match.start():  # 贾镇 right behind the county, never the end of another word
            continue
        member = member_zone(names, name, within, on)
        if member:
            return AddressReading(zone or member)
        reading = town_of(names, name, match[0], within, zone)
        if reading.town_code:
            return reading
        doubt = reading if reading.note else doubt
    return doubt


def member_zone(names: Names, name: str, within: str | None, on: date) -> str | None:
    """The zone a part without a code belongs to on a date."""
    for zone, start, end in names.members.get(name, []):
        fits = within in {None, names.host.get(zone)}
        if fits and (start is None or start <= on) and (end is None or on < end):
            return zone
    return None


def town_of(names: Names, name: str, written: str, within: str | None, zone: str | None) -> AddressReading:
    """The town of this name in a county (None = not said): found, moved to another county, ambiguous, or not there."""
    known = names.towns.get(name, [])
    fitting = [(code, county) for code, county in known if within in {None, county}]
    if len(fitting) == 1:
        return AddressReading(zone or fitting[0][1], fitting[0][0])
    for code, _ in known:
        if within and (code, within) in names.moves:
            return AddressReading(names.moves[code, within], code, "town_moved", written)
    if not known:
        return AddressReading(zone or within)
    return AddressReading(zone or within, None, "town_ambiguous" if fitting else "town_not_in_county", written)
