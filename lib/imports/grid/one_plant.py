"""A form of one plant, its items one below the other with the values beside them, laid out as a table.

Several forms may stand below each other, several plants beside each other in one form, and the items of a line again
for the next line of the plant.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from lib.imports.cells import cell_text
from lib.imports.fields import Context
from lib.imports.grid.row_words import NOTE
from lib.imports.headings import Meaning, meaning
from lib.imports.tables import FILLED_DOWN
from lib.imports.workbook import Grid, Place

ROWS, FIELDS, STACKED = 60, 4, 3  # where items are looked for, how many make a form, how many of them in one column
NAME = "enterprise_name"
Labels = dict[Place, Meaning]


@dataclass(frozen=True)
class Item:
    """A labelled value of a form: the label as it is read, what it means, and where label and value stand."""

    label: str
    said: Meaning | None
    value: object
    at: Place
    place: Place

    def means(self, name: str) -> bool:
        """Whether its label is a heading of a field."""
        return self.said is not None and self.said.name == name


Row = dict[str, Item]  # of the table, by the labels


def labels_of(grid: Grid, context: Context) -> Labels:
    """Where the cells of a form are that are headings we know; empty where they do not stand as those of a form do."""
    found = _known(grid, range(min(ROWS, len(grid.rows))), context)
    names = [column for (_, column), said in found.items() if said.name == NAME][:1]
    stacked = {said.name for (_, column), said in found.items() if column in names}
    if len(stacked) < STACKED or len({said.name for said in found.values()}) < FIELDS:
        return {}
    return found | _known(grid, range(ROWS, len(grid.rows)), context)


def _known(grid: Grid, numbers: range, context: Context) -> Labels:
    found: Labels = {}
    for number in numbers:
        for column, cell in enumerate(grid.rows[number]):
            text = cell_text(cell) if isinstance(cell, str) else ""
            said = meaning([text], context.vocabulary, context.profile) if text else None
            if said and said.name != "serial":
                found[number, column] = said
    return found


def laid_out(grid: Grid, labels: Labels, context: Context) -> Grid | None:
    """A form as a table: its titles, a row of headings, a row for each line, its notes.

    None where it cannot be told which value belongs to which plant or line, as in a form with a table in it.
    """
    first, notes = min(labels)[0], _notes(grid, labels)
    numbers = [number for number in range(first, len(grid.rows)) if number not in notes]
    rows = _rows(grid, labels, numbers, context)
    if not rows:
        return None
    headings = list(dict.fromkeys(label for row in rows for label in row))
    places: dict[Place, Place] = {}
    for number, row in enumerate(rows, start=first + 1):
        for column, label in enumerate(headings):
            if label in row:
                places |= {(number, column): row[label].place, (first, column): row[label].at}
    values = [[row[label].value if label in row else "" for label in headings] for row in rows]
    table: list[list[object]] = [row if number not in notes else [""] for number, row in enumerate(grid.rows[:first])]
    table += [[*headings], *values, *(grid.rows[number] for number in notes)]
    width = max(map(len, table))
    table = [row + [""] * (width - len(row)) for row in table]
    hidden = frozenset(column for (_, column), (row, _) in places.items() if row in grid.hidden_rows)
    return Grid(grid.sheet, table, hidden_columns=hidden, places=places)


def form_kinds(grid: Grid, table: Grid) -> list[str]:
    """The kind of each row of a form as it stands in the file, once it is laid out as a table."""
    items = {row for row, _ in table.places.values()}
    said = [any(map(cell_text, row)) for row in grid.rows]
    others = ["title" if number < min(items) else "note" for number in range(len(grid.rows))]
    kinds = ["data" if number in items else others[number] for number in range(len(grid.rows))]
    return [kind if is_said else "blank" for kind, is_said in zip(kinds, said, strict=True)]


def _rows(grid: Grid, labels: Labels, numbers: list[int], context: Context) -> list[Row] | None:
    """The rows of the table a form becomes; None where an item cannot be told to belong to one of them."""
    rows: list[Row] = []
    columns = {column for _, column in labels}
    for number in numbers:
        pieces = list(_pieces(grid.rows[number], number, labels, columns))
        if len(pieces) > 1 and not any(values for _, values in pieces):
            return None  # headings beside each other: a table within the form
        for column, values in pieces:
            said, label = labels.get((number, column)), cell_text(grid.rows[number][column])
            units = [cell for _, cell in values if isinstance(cell, str) and context.vocabulary.units.find(cell)]
            if len(values) > 1 and len(units) == 1:  # a unit beside the value is the label's
                label, values = f"{label}（{units[0]}）", [one for one in values if one[1] != units[0]]
            items = [Item(label, said, value, (number, column), (number, at)) for at, value in values]
            if items and not _put(rows, items):
                return None
    return rows if all(map(_name_of, rows)) else None


def _pieces(
    row: list[object], number: int, labels: Labels, columns: set[int]
) -> Iterator[tuple[int, list[tuple[int, object]]]]:
    """The columns in which a row holds labels, each with the values up to the next one.

    A text where labels stand in other rows is one we do not know, unless the label before it has no value yet.
    """
    at, values = -1, list[tuple[int, object]]()
    for column, cell in enumerate(row):
        if cell in ("", None):
            continue
        stands_as_label = column in columns and isinstance(cell, str) and (at < 0 or bool(values))
        if (number, column) in labels or stands_as_label:
            if at >= 0:
                yield at, values
            at, values = column, []
        elif at >= 0:
            values.append((column, cell))
    if at >= 0:
        yield at, values


def _put(rows: list[Row], items: list[Item]) -> bool:
    """Put the values of one label where they belong; False when that cannot be told."""
    label = items[0].label
    if items[0].means(NAME):
        begins = [] if not rows or _name_of(rows[-1]) else rows.pop().items()
        if begins and (rows or len(items) > 1):
            return False  # what stood before the name may be another's
        rows += [dict(begins) | {label: item} for item in items]
        return True
    if not rows:
        rows.append({})
    plants = _beside(rows)
    if len(plants) == 1 and len(items) > 1:
        return False
    for item in items:
        row = plants.get(item.place[1]) if len(plants) > 1 else rows[-1]
        if row is None:
            return False
        if label in row:  # the next line of the plant
            if label in _of_plant(row):
                return False
            row = _of_plant(row)
            rows.append(row)
        row[label] = item
    return True


def _notes(grid: Grid, labels: Labels) -> list[int]:
    """The rows that say who filled the form in, and the like; 备注 beside a value is an item."""
    labelled = {number for number, _ in labels}
    firsts = ((number, next(filter(None, map(cell_text, row)), "")) for number, row in enumerate(grid.rows))
    return [number for number, text in firsts if number not in labelled and NOTE.match(text)]


def _of_plant(row: Row) -> Row:
    """What a row says of its plant, and so of every line of it."""
    return {label: item for label, item in row.items() if item.said and item.said.name in FILLED_DOWN}


def _name_of(row: Row) -> Item | None:
    return next((item for item in row.values() if item.means(NAME)), None)


def _beside(rows: list[Row]) -> dict[int, Row]:
    """The last row of each plant of the last form, by the column of its values."""
    names = [(name.place, row) for row in rows if (name := _name_of(row))]
    return {place[1]: row for place, row in names if place[0] == names[-1][0][0]} or {-1: rows[-1]}
