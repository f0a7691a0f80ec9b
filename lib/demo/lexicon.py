"""The words of the made-up register, from `data/demo`: names, kinds of lines, layouts of workbooks."""

from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from lib.register.reference import read_rows
from lib.settings import ROOT, Settings

FOLDER: Final = ROOT / "data" / "demo"


@dataclass(frozen=True)
class Kind:
    """A kind of line as a county writes it; `share` weighs how many enterprises have it."""

    sector: str
    noun: str
    process: str
    name: str
    products: tuple[str, ...]
    capacities: tuple[str, ...]
    unit: str
    models: tuple[str, ...]
    share: int


@dataclass(frozen=True)
class Column:
    """A column of a layout: the heading, the group heading above it, and the field of a row it shows."""

    group: str
    heading: str
    field: str


@lru_cache
def words(kind: str) -> tuple[str, ...]:
    """The words of a kind, in file order."""
    return tuple(row["word"] for row in read_rows(FOLDER / "words.csv") if row["kind"] == kind)


def word(kind: str) -> str:
    """The one word of a kind."""
    return words(kind)[0]


@lru_cache
def kinds() -> tuple[Kind, ...]:
    """Every kind of line."""
    return tuple(kind_of(row) for row in read_rows(FOLDER / "lines.csv"))


def kind_of(row: dict[str, str]) -> Kind:
    """A row of lines.csv; lists stand in it with semicolons."""
    products, capacities, models = (tuple(row[name].split(";")) for name in ("products", "capacities", "models"))
    return Kind(
        sector=row["sector"],
        noun=row["noun"],
        process=row["process"],
        name=row["name"],
        products=products,
        capacities=capacities,
        unit=row["unit"],
        models=models,
        share=int(row["share"]),
    )


@lru_cache
def layout(name: str) -> tuple[Column, ...]:
    """The columns of a layout from left to right."""
    rows = read_rows(FOLDER / "layouts.csv")
    return tuple(Column(row["group"], row["heading"], row["field"]) for row in rows if row["layout"] == name)


@lru_cache
def names_of_codes() -> dict[str, str]:
    """Code → Chinese name of sectors, processes, units, states and areas, and of yes and no."""
    directory = Settings().reference_dir
    files = {"sectors": "sector", "processes": "process", "units": "unit", "states": "state", "areas": "area_code"}
    named = {row[key]: row["name_zh"] for file, key in files.items() for row in read_rows(directory / f"{file}.csv")}
    return named | {"true": word("yes"), "false": word("no")}
