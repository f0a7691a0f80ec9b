"""The fictional register: county workbooks are written and imported through the same door as real ones."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import Final

from lib.demo.cases import build_cases
from lib.demo.cases_reports import build_reports
from lib.demo.companies import Company, Row, company
from lib.demo.faults import later_rows, refused_rows
from lib.demo.ground import Ground, grounds
from lib.demo.leading import build_goals, build_instructions
from lib.demo.lexicon import word
from lib.demo.season import build_season
from lib.demo.workbooks import write_file
from lib.imports.commit import import_file
from lib.register.store import Register
from lib.switching import switch_on_seed

SEED: Final = 2022
ENTERPRISES: Final = 1200
SWITCHED_ON: Final = date(2022, 7, 1)  # the day of the plan
SURVEY, UPDATE = date(2022, 6, 30), date(2022, 12, 15)  # the dates the two deliveries speak of
FORMS: Final = (("grouped", "xlsx"), ("plain", "xlsx"), ("plain", "csv"))  # by turns, in the order of the areas
SILENT_AREAS: Final = 2  # the last areas send no update


@dataclass(frozen=True)
class Delivery:
    """A workbook on disk and the date its data speak of."""

    path: Path
    on: date


def build(register: Register, actor: str = "demo", switched_on_by: str | None = None) -> None:
    """Fill an empty register: a survey of every area, half a year later updates of most, a plan year of cases, a season
    of inspections, and what the leadership asks. The plan's own rules are in force in the name of `switched_on_by`, or
    of somebody made up."""
    switch_on_seed(register, switched_on_by or word("rule_actor"), SWITCHED_ON)
    with TemporaryDirectory() as folder:
        for delivery in deliveries(register, Path(folder), ENTERPRISES):
            import_file(register, delivery.path, actor=actor, on=delivery.on, is_demo=True)
    build_cases(register)
    build_reports(register)
    build_season(register)
    build_goals(register)
    build_instructions(register)
    with register.write(actor, "demo", "the days on which its facts were told") as cursor:
        cursor.execute(register.sql("setup/demo_told_on"))


def deliveries(register: Register, folder: Path, enterprises: int) -> Iterator[Delivery]:
    """Write the workbooks of a made-up register of that many enterprises, in the order in which they are imported."""
    dice = Random(SEED)  # noqa: S311 - made-up data, not secrets
    places = grounds(register, dice)
    made = companies(places, enterprises, dice)
    for number, ground in enumerate(places):
        name, suffix = FORMS[number % len(FORMS)]
        rows = with_mistakes(made[ground.code], number)
        path = folder / f"{ground.code}-{SURVEY:%Y%m%d}.{suffix}"
        yield Delivery(write_file(path, name, word("title").format(area=ground.name), rows), SURVEY)
    for ground in places[: len(places) - SILENT_AREAS]:
        path = folder / f"{ground.code}-{UPDATE:%Y%m%d}.xlsx"
        rows = later_rows(made[ground.code], dice)
        yield Delivery(write_file(path, "update", word("later_title").format(area=ground.name), rows), UPDATE)


def companies(places: list[Ground], enterprises: int, dice: Random) -> dict[str, list[Company]]:
    """The enterprises of each area; counties have twice as many as zones."""
    weights = [2 if ground.code.isdigit() else 1 for ground in places]
    made: dict[str, list[Company]] = {ground.code: [] for ground in places}
    for number in range(enterprises):
        ground = dice.choices(places, weights)[0]
        made[ground.code].append(company(number, ground, places, dice))
    return made


def with_mistakes(members: list[Company], turn: int) -> list[Row]:
    """The rows of an area with a few that must be refused: mistakes of the last enterprise, and a row said twice."""
    rows = [row for member in members for row in member.rows()]
    return [*rows, *refused_rows(members[-1], turn), dict(rows[-1])] if rows else []
