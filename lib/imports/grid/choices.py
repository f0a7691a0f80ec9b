"""What a person says the sheets of a file are for."""

from collections.abc import Iterable, Mapping

from lib.errors import UserError
from lib.imports.grid.model import ROLES, Choice
from lib.imports.reasons import refused
from lib.imports.vocabulary import Vocabulary

Choices = Mapping[str, Choice]  # by the names of the sheets
NO_CHOICES: Choices = {}


def choices_of(said: Iterable[str]) -> dict[str, Choice]:
    """Choices as the command line writes them, `NAME=ROLE` or `NAME=ROLE:AREA`. Raises UserError for another form."""
    choices = {}
    for one in said:
        name, equals, rest = one.rpartition("=")
        role, _, area = rest.partition(":")
        if not (name and equals and role):
            raise UserError("{said} says nothing of a sheet: write NAME=ROLE or NAME=ROLE:AREA.", said=one)
        choices[name] = Choice(role.strip(), area.strip())
    return choices


def read_choices(choices: Choices, vocabulary: Vocabulary, language: str) -> dict[str, Choice]:
    """Choices with the areas by their codes. Raises FileRefused for a role or an area that is none."""
    read = {}
    for name, choice in choices.items():
        area = vocabulary.code("area", choice.area) if choice.area else ""
        if choice.role not in ROLES or area is None:
            told = {"sheet": name, "said": choice.role if choice.role not in ROLES else choice.area}
            raise refused("sheet_choice", language, roles="、".join(ROLES), areas=vocabulary.listed("area"), **told)
        read[name] = Choice(choice.role, area)
    return read
