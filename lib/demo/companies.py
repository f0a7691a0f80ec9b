"""The made-up enterprises and their lines, as rows of text the way counties write them with all their faults."""

from dataclasses import dataclass, field
from decimal import Decimal
from random import Random
from typing import Final

from lib.demo.codes import credit_code
from lib.demo.ground import Ground, address
from lib.demo.lexicon import Kind, kinds, names_of_codes, word, words
from lib.demo.position import position

Row = dict[str, object]
LINE_COUNTS: Final = ((1, 32), (2, 29), (3, 22), (4, 17))  # lines of an enterprise, and how often
STATE_WEIGHTS: Final = (70, 12, 3, 3, 6, 4, 2)  # in the order of the words of kind `state`
# field: share of lines for which it is recorded, share of those that are caught
FINDINGS: Final = {
    "eliminated": (0.30, 0.06),
    "water": (0.20, 0.04),
    "energy": (0.25, 0.07),
    "emission": (0.35, 0.05),
    "waste": (0.20, 0.03),
    "quota": (0.20, 0.03),
    "quality": (0.20, 0.04),
    "safety": (0.20, 0.03),
}
LOST: Final = 200  # one enterprise in so many says nothing of where it is, so that it stands in no area
NOWHERE: Final = ("area", "address", "lon", "lat", "coordinates", "datum")
SCREENED: Final = (0.99, 0.012)  # the same for the class of processes in the sectors that the plan has screened
# field: the product or process whose lines report it, from, to, decimals
ENERGIES: Final = {
    "clinker_energy": ("clinker", 96.0, 126.0, 1),
    "glass_energy": ("float", 10.0, 15.0, 2),
    "wool_energy": ("rock_wool", 380.0, 520.0, 1),
    "aluminium_power": ("electrolysis", 12700.0, 14100.0, 0),
}


@dataclass
class Company:
    """An enterprise: the cells all its rows share, and the cells of each line."""

    ground: Ground
    cells: Row
    kind: Kind
    lines: list[Row] = field(default_factory=list)

    def rows(self) -> list[Row]:
        """One row per line; one row of its own when it has none."""
        return [self.cells | line for line in self.lines] or [dict(self.cells)]


def company(number: int, ground: Ground, all_grounds: list[Ground], dice: Random) -> Company:
    """The enterprise of a number: always the same for the same dice."""
    kind = dice.choices(kinds(), [kind.share for kind in kinds()])[0]
    name = company_name(number, ground, kind)
    where = position(ground, all_grounds, dice)
    area_name = old_or_new(ground, dice)
    cells: Row = {
        "name": name,
        "code": "" if dice.random() < 0.03 else credit_code(number),
        "former_name": former_name(name) if dice.random() < 0.03 else "",
        "area": "" if dice.random() < 0.04 else area_name,
        "address": "" if dice.random() < 0.05 else address(ground, area_name, dice),
        **where,
        "sector": dice.choice(words("unknown_sector")) if dice.random() < 0.012 else kind.sector,
        "scale": word("above") if dice.random() < 0.35 else word("below"),
        "contact": word("contact"),
        "phone": f"0635-000{number:04d}",
        "colour": dice.choices(words("colour"), (70, 20, 7, 3))[0] if dice.random() < 0.6 else "",
    }
    if number % LOST == LOST - 1:
        cells |= dict.fromkeys(NOWHERE, "")
    made = Company(ground, cells, kind)
    count = (
        0
        if dice.random() < 0.005
        else dice.choices([count for count, _ in LINE_COUNTS], [weight for _, weight in LINE_COUNTS])[0]
    )
    siblings = [other for other in kinds() if other.sector == kind.sector]
    for serial in range(1, count + 1):
        made.lines.append(line(serial, kind if dice.random() < 0.7 else dice.choice(siblings), dice))
    return made


def company_name(number: int, ground: Ground, kind: Kind) -> str:
    """A name that says it is a demonstration; its two middle characters come from the number."""
    first, second = words("syllable"), words("ending")
    middle = first[number % len(first)] + second[number // len(first) % len(second)]
    return f"{word('prefix')}{ground.name}{middle}{number:04d}{kind.noun}{word('suffix')}"


def former_name(name: str) -> str:
    """What an enterprise was called before it became a company."""
    return name.removesuffix(word("suffix")) + word("former_suffix")


def old_or_new(ground: Ground, dice: Random) -> str:
    """The area's name; every second clerk of a renamed county still writes the old one."""
    old = word("old_county")
    return old if old[:-1] == ground.name[:-1] and dice.random() < 0.5 else ground.name


def line(serial: int, kind: Kind, dice: Random) -> Row:
    """The cells of one line."""
    model = "" if dice.random() < 0.12 else dice.choice(kind.models)
    capacity, unit = capacity_as_written(kind, dice)
    is_several = bool(model) and dice.random() < 0.02
    findings = FINDINGS | ({"eliminated": SCREENED} if kind.sector in words("screened_sector") else {})
    return {
        "line": kind.name.format(n=serial),
        "process": "" if dice.random() < 0.03 else kind.process,
        "model": word("two_lines").format(model=model) if is_several else model,
        "product": dice.choice(kind.products),
        "capacity": capacity,
        "unit": unit,
        "state": dice.choices(words("state"), STATE_WEIGHTS)[0],
        "built": built(dice),
        "class": dice.choices(words("class"), (12, 78, 7, 3))[0] if dice.random() < 0.5 else "",
        "licence": recorded(0.3, 0.96, dice),
        **{name: recorded(*shares, dice) for name, shares in findings.items()},
        **energies(kind, dice),
    }


def capacity_as_written(kind: Kind, dice: Random) -> tuple[str, str]:
    """Capacity and its unit; some clerks write tons instead of ten thousand tons, some nothing."""
    value = dice.choice(kind.capacities)
    if dice.random() < 0.05:
        return "", ""
    if kind.unit == word("ten_thousand_tons") and dice.random() < 0.06:
        return f"{Decimal(value) * 10000:f}".removesuffix(".0"), word("yearly_tons")
    return value, kind.unit


def recorded(share: float, yes: float, dice: Random) -> str:
    """Yes, no or nothing."""
    drawn, caught = dice.random(), dice.random()
    return "" if drawn >= share else word("yes") if caught < yes else word("no")


def built(dice: Random) -> str:
    """When a line was built, in one of the ways clerks write it."""
    year, month = dice.randrange(1996, 2022), dice.randrange(1, 13)
    return dice.choice(
        (
            f"{year}-{month:02d}-15",
            word("year_month").format(year=year, month=month),
            f"{year}.{month:02d}",
            str(year),
            "",
        )
    )


def energies(kind: Kind, dice: Random) -> Row:
    """The energy values that lines of this kind report."""
    cells: Row = {}
    for name, (process, low, high, decimals) in ENERGIES.items():
        value = dice.uniform(low, high)
        if names_of_codes()[process] == kind.process and dice.random() < 0.7:
            cells[name] = round(value, decimals) if decimals else round(value)
    return cells
