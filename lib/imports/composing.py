"""Fields a profile makes from other columns, and telling apart the places of one plant."""

from collections.abc import Iterable

import numpy as np

from lib.imports.cells import is_blank, key
from lib.imports.profiles import Composed, Profile
from lib.imports.tables import Column, Table

SITE = "{name}（厂址{number}）"


def compose(table: Table, profile: Profile) -> None:
    """Add the profile's composed fields as columns of the table."""
    for target, how in profile.composed.items():
        texts = [_composed(cells, how) for cells in zip(*_cells(table, how.columns), strict=True)]
        table.columns.append(_made(target, " / ".join(how.columns), texts))
    if profile.sites:
        _name_sites(table, profile.sites)


def _cells(table: Table, headings: Iterable[str]) -> list[list[str]]:
    columns = {key(column.label): column for column in table.columns if column.index >= 0}
    found = [columns[key(heading)].of_rows() for heading in headings if key(heading) in columns]
    return found or [[""] * len(table.row_numbers)]


def _composed(cells: tuple[str, ...], how: Composed) -> str:
    stated = [cell for cell in cells if not is_blank(cell)]
    if how.join is not None:
        return how.join.join(stated)
    text = stated[0] if stated else ""
    return text.split(how.before)[0].strip() if how.before else text


def _made(name: str, label: str, texts: list[str]) -> Column:
    seen: dict[str, int] = {}
    codes = np.fromiter((seen.setdefault(text, len(seen)) for text in texts), np.int32, len(texts))
    return Column(-1, label, "field", name, None, list(seen), [False] * len(seen), codes)


def _name_sites(table: Table, headings: tuple[str, ...]) -> None:
    """Where a plant lies at several places, call the second 厂址2: an enterprise has but one position."""
    names = table.column("enterprise_name")
    if names is None:
        return
    plants, *place = _cells(table, headings)
    sites: dict[str, dict[tuple[str, ...], int]] = {}
    texts = []
    for plant, name, *where in zip(plants, names.of_rows(), *place, strict=True):
        known = sites.setdefault(plant, {})
        number = known.setdefault(tuple(where), len(known) + 1)
        texts.append(name if number == 1 else SITE.format(name=name, number=number))
    table.columns[table.columns.index(names)] = _made("enterprise_name", names.label, texts)
