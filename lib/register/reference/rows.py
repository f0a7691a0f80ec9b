"""What the cells of a row must say together, beside their own types: checks that several files share."""

import re
from collections.abc import Collection, Iterator, Mapping
from string import Formatter
from typing import TYPE_CHECKING

from lib.errors import Sentence
from lib.register.reference.columns import Check, Doubt, Row
from lib.register.reference.plans import LATE, YEAR

if TYPE_CHECKING:
    from lib.register.reference.book import Book

FOUR_DIGITS = re.compile(r"[0-9]{4}")


def in_order(first: str, *later: str) -> Check:
    """No day of `later` stands before the first."""

    def check(row: Row, _: "Book") -> Iterator[Doubt]:
        for column in later:
            if row[first] and row[column] and row[column] < row[first]:
                yield column, Sentence("lies before {first} {day}", {"first": first, "day": row[first]})

    check.__doc__ = f"No earlier than {first}: {', '.join(later)}."
    return check


def same_holes(row: Row, _: "Book") -> Iterator[Doubt]:
    """Both languages of a sentence name the same placeholders; English names of places end in `_en`."""
    try:
        zh, en = (
            {name.split("!")[0].removesuffix("_en") for _, name, _, _ in Formatter().parse(row[column]) if name}
            for column in ("sentence_zh", "sentence_en")
        )
    except ValueError:
        yield "sentence_zh", Sentence("has a bracket of a placeholder that is not closed, here or in English")
        return
    if zh != en:
        told = ", ".join(sorted(zh ^ en))
        yield "sentence_zh", Sentence("and its English do not name the same placeholders: {names}", {"names": told})


def notes_in_both(row: Row, _: "Book") -> Iterator[Doubt]:
    """A remark stands in both languages or in none."""
    if bool(row["note_zh"]) != bool(row["note_en"]):
        yield "note_zh", Sentence("must be filled in together with {column}, or neither", {"column": "note_en"})


def alias_of_one(table: str) -> Check:
    """No name or alias means two rows of the table."""

    def check(row: Row, book: "Book") -> Iterator[Doubt]:
        """No name or alias means two rows of the table."""
        for other in book.all(table):
            if other is row:
                return
            if twice := words(row) & words(other):
                yield "aliases", Sentence("{word} means another row already", {"word": repr(min(twice))})

    return check


def words(row: Row) -> set[str]:
    """The name and the aliases of a row."""
    return {row["name_zh"], *filter(None, row["aliases"].split(";"))}


def industry_codes(column: str) -> Check:
    """Codes of GB/T 4754 have four digits."""

    def check(row: Row, _: "Book") -> Iterator[Doubt]:
        """Codes of GB/T 4754 have four digits."""
        if not all(FOUR_DIGITS.fullmatch(code) for code in filter(None, row[column].split(";"))):
            yield column, Sentence("is not made of codes of four digits")

    return check


def unit_has_a_base(row: Row, book: "Book") -> Iterator[Doubt]:
    """A base unit is its own base, with factor 1, and measures the same thing."""
    base = book.row("units", row["base_unit"])
    if base and (base["base_unit"] != base["unit"] or base["quantity"] != row["quantity"]):
        yield "base_unit", Sentence("is no base unit of {quantity}", {"quantity": row["quantity"]})
    if row["unit"] == row["base_unit"] and float(row["factor"]) != 1:
        yield "factor", Sentence("must be 1: the unit is its own base")
    if float(row["factor"]) == 0:
        yield "factor", Sentence("must not be 0")


def is_base_of_capacity(unit: Row) -> bool:
    """Whether capacities are kept in a unit."""
    is_capacity = unit["quantity"].startswith(("daily ", "yearly ")) or unit["quantity"] == "power"
    return is_capacity and unit["unit"] == unit["base_unit"]


def capacity_unit_is_a_base(row: Row, book: "Book") -> Iterator[Doubt]:
    """A process's capacity is kept in a base unit of capacity: delivered values are converted to it, bounds are not."""
    unit = book.row("units", row["capacity_unit"])
    if unit and not is_base_of_capacity(unit):
        known = ", ".join(one["unit"] for one in book.clean("units") if is_base_of_capacity(one))
        yield "capacity_unit", Sentence("is no base unit of capacity; allowed: {allowed}", {"allowed": known})


def attribute_has_its_bounds(row: Row, book: "Book") -> Iterator[Doubt]:
    """A number has a base unit (capacity that of its process), a code its list (process that of processes.csv)."""
    has_unit = row["kind"] == "number" and row["attribute"] != "capacity"
    if has_unit != bool(row["unit"]):
        yield "unit", Sentence("must be filled in for a number, and for nothing else (capacity has its process's unit)")
    unit = book.row("units", row["unit"])
    if unit and unit["base_unit"] != unit["unit"]:
        yield "unit", Sentence("is no base unit; write {unit}", {"unit": unit["base_unit"]})
    if (row["kind"] == "code" and row["attribute"] != "process") != bool(row["allowed"]):
        yield "allowed", Sentence("must list the values of a code, and of nothing else")


def stage_is_one_thing(row: Row, _: "Book") -> Iterator[Doubt]:
    """A stage that counts as exited is shut and asks for no more steps."""
    if row["is_exit"] == "true" and (row["is_open"] == "true" or row["is_shut"] == "false"):
        yield "is_exit", Sentence("does not go with is_open and is_shut: what has exited is shut and not open")


def zone_has_a_host(row: Row, _: "Book") -> Iterator[Doubt]:
    """A zone lies in a county, a county in none."""
    if (row["kind"] == "zone") != bool(row["host_area"]):
        yield "host_area", Sentence("must be filled in for a zone, and for nothing else")


def plan_is_dated(row: Row, _: "Book") -> Iterator[Doubt]:
    """The plan of a year has number, issuers, day of issue and first day in force."""
    for column in ("document_no", "issuers", "issued_on", "effective_from"):
        if row["kind"] == YEAR and not row[column]:
            yield column, Sentence("must not be empty in the plan of a year")


def decision_is_whole(row: Row, book: "Book") -> Iterator[Doubt]:
    """A plan decides of rules of earlier plans; a replaced one names the rule of this plan in its place."""
    rule, other = book.row("rules", row["rule_id"]), book.row("rules", row["replaced_by"])
    if rule and not begins_before(rule["plan_id"], row["plan_id"], book):
        yield "rule_id", Sentence("is no rule of an earlier plan")
    if (row["decision"] == "replaced") != bool(row["replaced_by"]):
        yield "replaced_by", Sentence("must be filled in for a replaced rule, and for no other")
    elif other and other["plan_id"] != row["plan_id"]:
        yield "replaced_by", Sentence("is no rule of this plan")


def begins_before(plan: str, other: str, book: "Book") -> bool:
    """Whether a plan is in force before another; a collection of clauses never is."""
    first, second = book.row("plans", plan), book.row("plans", other)
    return first.get("kind") == YEAR and first["effective_from"] < (second.get("effective_from") or LATE)


def choice_is_known(choices: Mapping[str, Collection[str]]) -> Check:
    """A choice has one of its own values."""

    def check(row: Row, _: "Book") -> Iterator[Doubt]:
        """A choice has one of its own values."""
        if row["value"] not in (known := choices[row["choice"]]):
            yield "value", Sentence("is not allowed; allowed: {allowed}", {"allowed": ", ".join(known)})

    return check
