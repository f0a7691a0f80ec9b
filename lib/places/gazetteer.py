"""The gazetteer: what a declared area or an address says of area, town and zone, as of a date."""

import re
from dataclasses import dataclass, field
from datetime import date
from typing import Any, NamedTuple

from lib.errors import UserError
from lib.places.addresses import AddressReading, read_address, within_city, zone_of
from lib.places.names import Names, normal
from lib.register.store import Cursor, Register

CODE_LENGTHS = {9, 12}  # statistical codes of towns and villages, whose first six digits are the county's


class AreaReading(NamedTuple):
    """What a declared area says: its code, or the reason (a key of reasons.csv) why it says none."""

    area_code: str | None
    reason: str | None = None


@dataclass
class Gazetteer:
    """Reads declared areas and addresses; every distinct text is read once."""

    names: Names
    _areas: dict[tuple[str, date], AreaReading] = field(default_factory=dict)
    _addresses: dict[tuple[str, date], AddressReading] = field(default_factory=dict)

    @classmethod
    def from_register(cls, register: Register, cursor: Cursor) -> "Gazetteer":
        """The gazetteer of the register's reference tables, as they stand in this cursor's transaction."""

        def rows(name: str) -> list[dict[str, Any]]:
            result = cursor.execute(register.sql(f"setup/{name}"))
            columns = [column[0] for column in result.description or []]
            return [dict(zip(columns, row, strict=True)) for row in result.fetchall()]

        members, moves = rows("zone_members"), rows("town_moves")
        return cls(Names.made(rows("place_names"), members, moves, rows("city_name"), rows("other_provinces")))

    def read_area(self, text: str, on: date) -> AreaReading:
        """The area a cell declares as of a date: a name, an alias, a code, or a zone together with its host county."""
        known = self._areas.get((text, on))
        if known is None:
            known = self._areas[text, on] = self._area(text, normal(text), on)
        return known

    def read_address(self, text: str, on: date) -> AddressReading:
        """Area and town of an address as of a date; an empty reading where it names none."""
        known = self._addresses.get((text, on))
        if known is None:
            known = self._addresses[text, on] = read_address(self.names, normal(text), on)
        return known

    def name_of(self, area_code: str) -> str:
        """The Chinese name of an area's code. Raises UserError when the register has no such area."""
        if area_code not in self.names.kinds:
            known = ", ".join(sorted(self.names.kinds))
            raise UserError("{area} is not an area of this register; use one of {known}.", area=area_code, known=known)
        return self.names.titles[area_code][0]

    def _area(self, written: str, text: str, on: date) -> AreaReading:
        names = self.names
        inside = within_city(names, text)
        for name in (text, inside or "", text[:6] if text.isdigit() and len(text) in CODE_LENGTHS else ""):
            if name in names.areas:
                return AreaReading(names.areas[name])
        if inside == "" or text == names.city_code:
            return AreaReading(None, "area_is_whole_city")
        parts = {normal(part) for part in re.split(r"[,，;/|、\s]+", written)}
        found = {names.areas[name] for name in names.any_area.findall(inside or text) or parts & names.areas.keys()}
        if found:
            return self.one_of(found, inside or text)
        if inside is None:
            return AreaReading(None, "area_elsewhere")
        code = read_address(names, text, on).area_code
        return AreaReading(code, None if code else "area_unreadable")

    def one_of(self, found: set[str], text: str) -> AreaReading:
        """The area several words mean: a zone with its host is the zone; another county's zone is that county."""
        zones = {code for code in found if self.names.kinds[code] == "zone"}
        counties = found - zones
        if len(counties) > 1 or len(zones) > 1:
            return AreaReading(None, "area_ambiguous")
        if not zones or (counties and self.names.host.get(min(zones)) not in counties):
            return AreaReading(min(counties))
        code = min(zones) if counties else zone_of(self.names, text, None)[0]  # 嘉明开发区 is not the city's
        return AreaReading(code, None if code else "area_unreadable")
