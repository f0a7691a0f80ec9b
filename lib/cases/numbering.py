"""Numbers people can say: a case is area, year and running number (371503-2022-0017), its steps count on (….3)."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from lib.cases.loading import rows
from lib.register.store import Cursor, Register


@dataclass
class CaseNumbers:
    """Gives new cases their numbers: `areas` are the areas of enterprises on the day, `last` the last number given in
    each area and year. A number keeps the area in which the case was opened, also when the enterprise moves."""

    year: int
    city: str
    areas: dict[str, str]
    last: dict[str, int] = field(default_factory=dict)

    @classmethod
    def of(cls, register: Register, enterprise_ids: Sequence[str], on: date) -> "CaseNumbers":
        """For cases about enterprises, opened on a day; those without an area count under the city's own code."""
        found = register.ask_rows("asks/cases/areas", on, enterprise_ids=sorted(set(enterprise_ids)))
        areas = {row["enterprise_id"]: row["area_code"] for row in found}
        return cls(on.year, register.settings.city_adcode, areas)

    def count_on(self, register: Register, cursor: Cursor) -> None:
        """Take up the numbers given so far, inside the transaction that gives the next ones."""
        self.last = {row["series"]: row["last_number"] for row in rows(register, cursor, "asks/cases/numbers", {})}

    def next(self, enterprise_id: str) -> str:
        """The number of the next case about an enterprise."""
        series = f"{self.areas.get(enterprise_id, self.city)}-{self.year}"
        self.last[series] = self.last.get(series, 0) + 1
        return f"{series}-{self.last[series]:04}"
