"""What makes a checklist askable: checks of checklists.csv and of the files of the checklists."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from lib.errors import Sentence
from lib.register.reference.columns import Doubt, Row
from lib.register.reference.rules import allowed

if TYPE_CHECKING:
    from lib.register.reference.book import Book

YES_NO = {"yes_no": ("yes", "no"), "yes_no_na": ("yes", "no", "na")}


def has_items(row: Row, book: "Book") -> Iterator[Doubt]:
    """Every checklist has a file with its items."""
    if not items_of(row["checklist"], book):
        yield "checklist", Sentence("has no file {file} with items", {"file": f"checklists/{row['checklist']}.csv"})


def items_of(checklist: str, book: "Book") -> list[Row]:
    """The items of a checklist in their order, all editions."""
    return [one for one in book.all("checklist_items") if one["checklist"] == checklist]


def answer_is_whole(row: Row, _: "Book") -> Iterator[Doubt]:
    """A number has its unit and a choice its choices, in both languages; nothing else has them."""
    for kind, columns in (("number", ("unit_zh", "unit_en")), ("choice", ("choices_zh", "choices_en"))):
        for column in columns:
            if row["answer"] == kind and not row[column]:
                yield column, Sentence("must be filled in where the answer is a {kind}", {"kind": kind})
            elif row["answer"] != kind and row[column]:
                yield column, Sentence("must be empty where the answer is no {kind}", {"kind": kind})
    if len(row["choices_zh"].split(";")) != len(row["choices_en"].split(";")):
        yield "choices_en", Sentence("has not as many choices as {column}", {"column": "choices_zh"})


def no_is_answerable(row: Row, _: "Book") -> Iterator[Doubt]:
    """Only an answer that can be no asks for something, and proposes a finding."""
    for column in ("needs_on_no", "dimension"):
        if row[column] and row["answer"] not in YES_NO:
            yield column, allowed("speaks of a no, which only these answers know: {allowed}", tuple(YES_NO))


def is_shown_by_an_item(row: Row, book: "Book") -> Iterator[Doubt]:
    """What shows an item is an answer that an item above it in the same list may have."""
    if not row["shown_if"]:
        return
    item, _sign, value = row["shown_if"].partition("=")
    items = items_of(row["checklist"], book)
    above = [one for one in items[: items.index(row)] if one["item"] == item]
    if not above:
        yield "shown_if", Sentence("names no item above it in the same checklist; write ITEM=answer")
    elif value not in (answers := answers_of(above[-1])):
        yield "shown_if", allowed("names no answer of {item}; allowed: {allowed}", answers, item=item)


def answers_of(row: Row) -> tuple[str, ...]:
    """The answers an item may have, where they can be told."""
    return YES_NO.get(row["answer"]) or tuple(filter(None, row["choices_zh"].split(";")))


def feeds_its_attribute(row: Row, book: "Book") -> Iterator[Doubt]:
    """A number that becomes a measurement is asked in the unit that values of its attribute are kept in."""
    attribute = book.row("attributes", row["attribute"])
    if attribute and (row["answer"] != "number" or attribute["kind"] != "number"):
        yield "attribute", Sentence("can be fed by a number only, and be a number itself")
    elif attribute and row["unit_en"] != attribute["unit"]:
        yield "attribute", Sentence("is kept in {unit}, so unit_en must be {unit}", {"unit": attribute["unit"]})


def is_of_the_supervision(row: Row, book: "Book") -> Iterator[Doubt]:
    """What is said of an item of the checklist of areas is said of one it has; a number is held against a number."""
    items = {one["item"]: one for one in items_of("area_supervision", book)}
    if row["item"] not in items:
        yield "item", Sentence("is no item of {file}", {"file": "checklists/area_supervision.csv"})
    if bool(row["operator"]) != bool(row["against"]):
        yield "against", Sentence("must be filled in together with {column}, or neither", {"column": "operator"})
    held = row["against"]
    if held and not held.isdecimal() and items.get(held, {}).get("answer") != "number":
        yield "against", Sentence("must be a number, or an item answered by one")


def says_what_is_known(row: Row, _: "Book") -> Iterator[Doubt]:
    """A fact has its sentence and the page of its rows; an item is known by one thing only."""
    for column in ("opens", "told_zh", "told_en"):
        if bool(row[column]) != bool(row["known_by"]):
            yield column, Sentence("must be filled in together with {column}, or neither", {"column": "known_by"})
    if row["known_by"] and row["document_kind"]:
        yield "document_kind", Sentence("must be empty where {column} answers the item", {"column": "known_by"})
