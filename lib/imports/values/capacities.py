"""Capacities: a number, and its unit from the cell, the unit column, the heading, the title or the profile."""

from decimal import Decimal
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from lib.imports.cells import is_blank
from lib.imports.fields import Context, Values
from lib.imports.headings import is_daily, strange_unit
from lib.imports.remarks import Remarks, Said
from lib.imports.tables import Column, Table
from lib.imports.values.units import Unit, to_base, unit_part
from lib.imports.vocabulary import Vocabulary

CAPACITIES = ("capacity_filed", "capacity_actual", "capacity_recognised")


class Capacity(NamedTuple):
    """A capacity in its base unit, and as it was written."""

    value: Decimal
    unit: str
    written: str


class Outside(NamedTuple):
    """A unit stated outside a row, and its text where the heading of the column does not show it."""

    unit: Unit | None
    written: str
    strange: str = ""  # what stands in the heading in the place of a unit


def read_capacities(table: Table, context: Context, remarks: Remarks) -> dict[str, Values]:
    """The three capacities, their common base unit and the text as written, of every row."""
    found = {name: _column(table, name, context, remarks) for name in CAPACITIES}
    size = len(table.row_numbers)
    columns: dict[str, Values] = {
        name: np.full(size, None, dtype=object) for name in (*CAPACITIES, "capacity_unit", "capacity_original")
    }
    for position, row in enumerate(zip(*found.values(), strict=True)):
        stated = [capacity for capacity in row if capacity]
        units = {capacity.unit for capacity in stated}
        if len(units) > 1:
            remarks.row(
                position,
                table.column("capacity_unit") or _first(table),
                "capacity_units_differ",
                {"units": "、".join(sorted(units))},
            )
        if stated:
            for name, capacity in zip(CAPACITIES, row, strict=True):
                columns[name][position] = capacity.value if capacity else None
            columns["capacity_unit"][position] = stated[0].unit
            columns["capacity_original"][position] = "；".join(capacity.written for capacity in stated)
    return columns


def _first(table: Table) -> Column | None:
    return next((column for name in CAPACITIES if (column := table.column(name))), None)


def _column(table: Table, name: str, context: Context, remarks: Remarks) -> Values:
    """One capacity of every row; each distinct pair of cell and unit is read once."""
    column, unit_column = table.column(name), table.column("capacity_unit")
    if column is None:
        return np.full(len(table.row_numbers), None, dtype=object)
    merged = (
        [at for at, number in enumerate(table.row_numbers) if int(number) in table.merged_numbers]
        if table.merged_numbers
        else []
    )
    for covered in merged:
        remarks.row(
            covered, column, "capacity_merged", {"rows": str(table.merged_numbers[int(table.row_numbers[covered])])}
        )
    unit_codes = unit_column.codes if unit_column else np.zeros(len(column.codes), np.int32)
    texts = unit_column.texts if unit_column else [""]
    unit_texts = [context.mapped("capacity_unit", text) for text in texts]
    outsides, outside_of_row = _outsides(column, table, context)
    pairs, inverse = np.unique(
        (column.codes.astype(np.int64) * len(unit_texts) + unit_codes) * len(outsides) + outside_of_row,
        return_inverse=True,
    )
    said = []
    for pair in pairs.tolist():
        cell, outside = divmod(pair, len(outsides))
        said.append(_pair(column, cell, unit_texts, outsides[outside], context.vocabulary))
    for position in np.flatnonzero(np.array([bool(one.reason) for one in said])[inverse]):
        bad = said[inverse[position]]
        remarks.row(int(position), column, bad.reason, bad.params)
    values = np.empty(len(said), dtype=object)
    for at, one in enumerate(said):
        values[at] = one.value
    taken: Values = values[inverse]
    return taken


def _outsides(column: Column, table: Table, context: Context) -> tuple[list[Outside], NDArray[np.int64]]:
    """The units stated outside the rows, and which of them holds for each row: its section's, else the column's."""
    whole = _outside(column, table, context)
    if not table.section_units:
        return [whole], np.zeros(len(column.codes), np.int64)
    units = context.vocabulary.units
    said = {text: at for at, text in enumerate(dict.fromkeys(["", *table.section_units]))}
    of_sections = [Outside(unit, text, "" if unit else text) for text in said if text for unit in [units.find(text)]]
    return [whole, *of_sections], np.array([said[text] for text in table.section_units], np.int64)


def _outside(column: Column, table: Table, context: Context) -> Outside:
    """The unit of bare numbers, from the heading, else the title, else the profile; a heading shows it itself."""
    if column.unit:
        return Outside(column.unit, "")
    if strange := strange_unit(column.label):
        return Outside(None, "", strange)
    if table.header.title_unit:
        return Outside(table.header.title_unit, table.header.title_unit_text)
    constant = context.constant("capacity_unit") or ""
    return Outside(context.vocabulary.units.find(constant), constant)


def _pair(column: Column, pair: int, unit_texts: list[str], outside: Outside, vocabulary: Vocabulary) -> Said:
    text, unit_text = column.texts[pair // len(unit_texts)], unit_texts[pair % len(unit_texts)]
    quantity, problem = vocabulary.units.read(text)
    allowed = {"allowed": "、".join(_capacity_units(vocabulary))}
    if problem == "unit_unknown":
        return Said(None, "capacity_unit_unknown", allowed | {"unit": unit_part(text)})
    if problem:
        return Said(None, f"capacity_{problem}")
    if quantity is None:
        return Said(None)
    find = vocabulary.units.per_day if is_daily(column.label) else vocabulary.units.find
    beside = find(unit_text) if not is_blank(unit_text) else None
    if quantity.unit is None and not is_blank(unit_text) and beside is None:
        return Said(None, "capacity_unit_unknown", allowed | {"unit": unit_text})
    if quantity.unit and beside and quantity.unit.base != beside.base:
        return Said(None, "capacity_units_differ", {"units": f"{unit_part(text)}、{unit_text}"})
    unit_said = "" if quantity.unit else unit_text if beside else outside.written
    written = f"{column.label} {text} {unit_said}".rstrip()
    own = quantity.unit and (find(unit_part(text)) if is_daily(column.label) else quantity.unit)
    unit = own or beside or (find(outside.written) if outside.written else None) or outside.unit
    if unit is None and outside.strange:
        return Said(None, "capacity_unit_unknown", allowed | {"unit": outside.strange})
    return _in_base(quantity.number, unit, written, allowed)


def _in_base(number: Decimal, unit: Unit | None, written: str, allowed: dict[str, str]) -> Said:
    if unit is None:
        return Said(None, "capacity_unit_missing")
    if not unit.is_capacity:
        return Said(None, "capacity_unit_unknown", allowed | {"unit": unit.code})
    if number < 0:
        return Said(None, "capacity_negative")
    value, problem = to_base(number, unit)
    if value is None:
        return Said(None, f"capacity_{problem}")
    return Said(Capacity(value, unit.base, written))


def _capacity_units(vocabulary: Vocabulary) -> list[str]:
    return [
        name
        for code, name in vocabulary.names["unit"].items()
        if (unit := vocabulary.units.find(code)) and unit.is_capacity
    ]


def warn_other_unit(
    position: int, process: str | None, columns: dict[str, Values], table: Table, context: Context, remarks: Remarks
) -> None:
    """Warn when a capacity stands in a unit in which its process is not judged."""
    stated: Any = columns["capacity_unit"][position]
    vocabulary = context.vocabulary
    expected = vocabulary.units.find(vocabulary.process_unit.get(process or "", ""))
    if stated and expected and expected.base != stated:
        names = {
            "process": vocabulary.name("process", process or ""),
            "expected": vocabulary.name("unit", expected.base),
        }
        remarks.row(position, _first(table), "capacity_unit_other", names | {"unit": vocabulary.name("unit", stated)})
