"""Sizes nobody has seen: a number outside the range of its process is questioned, for a slipped point or unit."""

from decimal import Decimal

from lib.imports.fields import Context, Values
from lib.imports.remarks import Remarks, Said
from lib.imports.tables import Table
from lib.imports.vocabulary import Attribute, Vocabulary

CAPACITY = "capacity"


def implausible(
    vocabulary: Vocabulary, process: str | None, attribute: str, unit: str, number: Decimal
) -> dict[str, str] | None:
    """What is to be said about a number outside its range; None for one inside, or where no range is known."""
    size = vocabulary.size(process, attribute, unit)
    if size is None or size.low <= number <= size.high:
        return None
    shown = {"number": number, "low": size.low, "high": size.high}
    name = vocabulary.name("unit", unit)
    return {key: f"{value.normalize():f}" for key, value in shown.items()} | {"unit": name, "unit_en": unit}


def doubt_capacities(
    position: int,
    process: str | None,
    capacities: dict[str, Values],
    unit: str,
    table: Table,
    context: Context,
    remarks: Remarks,
) -> None:
    """Question the capacities of a row, in their base unit."""
    for name, values in capacities.items():
        number = values[position]
        said = implausible(context.vocabulary, process, CAPACITY, unit, number) if number else None
        if said:
            remarks.row(position, table.column(name), "capacity_implausible", said)


def questioned(attribute: Attribute, read: Said, vocabulary: Vocabulary) -> Said:
    """A measured number as it was read, questioned where nobody has seen one of its size."""
    if not isinstance(read.value, Decimal) or read.reason:
        return read
    said = implausible(vocabulary, None, attribute.code, attribute.unit, read.value)
    return Said(read.value, "number_implausible", said) if said else read
