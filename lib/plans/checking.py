"""What a plan still lacks and what of it is doubtful: file, row, column, and what to do."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from lib.errors import Sentence, UserError
from lib.plans.making import undecided
from lib.register.reference import TABLES, Row
from lib.register.reference.book import Book
from lib.register.reference.columns import DAY, PLAN, TEXT
from lib.register.reference.csvfile import Place
from lib.register.reference.plans import DRAFT, YEAR
from lib.settings import Settings
from lib.words import said

NAMED = ("rule_id", "replaced_by")  # cells that name something of an earlier plan and so may bear its year


@dataclass(frozen=True)
class Checked:
    """A plan as its files say: `missing` keeps it from being loaded or leaves open how lines are judged; `doubtful` is
    for a person to look at."""

    plan: str
    status: str
    missing: list[dict[str, Any]]
    doubtful: list[dict[str, Any]]


def check_plan(settings: Settings, plan: str) -> Checked:
    """Check a plan, draft or adopted. Raises UserError when there is no such folder."""
    if not (settings.plans_dir / plan / "plan.csv").is_file():
        known = sorted(file.parent.name for file in settings.plans_dir.glob("*/plan.csv"))
        raise UserError("There is no plan {plan}; there are {known}.", plan=plan, known=", ".join(known))
    book = Book(settings, drafts=[plan])
    before = predecessor(book, plan)
    missing = [told(fault, settings.language, book, before) for fault in [*book.faults, *open_rules(book, plan)]]
    doubtful = [told(doubt, settings.language, book, before) for doubt in doubts(book, plan, before)]
    return Checked(plan, book.folders.plans[plan].get("status", ""), missing, doubtful)


def predecessor(book: Book, plan: str) -> Row:
    """The plan of a year that begins before this one, the latest of them; empty when it is the first."""
    first = book.folders.plans[plan].get("effective_from", "")
    years = [row for row in book.all("plans") if row["kind"] == YEAR and row[PLAN] != plan]
    return max(
        (row for row in years if not first or row["effective_from"] < first),
        key=lambda row: row["effective_from"],
        default={},
    )


def open_rules(book: Book, plan: str) -> Iterator[Sentence]:
    """Rules of earlier plans of which this one says nothing."""
    if book.folders.plans[plan].get("kind") == YEAR:
        for rule in undecided(book, plan):
            yield at(
                Place(f"{plan}/earlier_rules.csv", 1),
                "rule_id",
                rule,
                "has no row; write whether it is carried_over, replaced or ended",
            )


def doubts(book: Book, plan: str, before: Row) -> Iterator[Sentence]:
    """What is allowed and yet looks forgotten."""
    head = book.folders.plans[plan]
    for name, table in TABLES.items():
        if not head or not table.plan_file or head["kind"] not in table.kinds:
            continue
        rows = {place: row for place, row in book.rows[name].items() if row[PLAN] == plan}
        if not rows and name != "earlier_rules":
            yield at(Place(f"{plan}/{table.plan_file}", 1), table.name, "", "holds no row, which may be forgotten")
        for place, row in rows.items():
            yield from row_doubts(name, place, row, head, before)
            yield from lost(name, place, row, same(book, name, row, before))
    if head:
        yield from unset(book, plan, head)


def row_doubts(name: str, place: Place, row: Row, head: Row, before: Row) -> Iterator[Sentence]:
    """Cells that still speak of the plan before, or of another year."""
    old, year = before.get("effective_from", "")[:4], head["effective_from"][:4]
    for column in TABLES[name].headings:
        cell, kind = row[column], TABLES[name].column(column).kind
        if (
            kind == TEXT
            and old
            and old != year
            and column not in NAMED
            and (old in cell or before["document_no"] in cell)
        ):
            yield at(place, column, cell, "still speaks of {plan}", plan=before[PLAN])
        if kind == DAY and cell and year and not (year <= cell[:4] <= str(int(year) + 1)):
            yield at(place, column, cell, "lies outside {year} and the year after it", year=year)


def lost(name: str, place: Place, row: Row, earlier: Row) -> Iterator[Sentence]:
    """Cells that may be empty and were filled in the plan before."""
    for column in TABLES[name].headings:
        if TABLES[name].column(column).is_optional and not row[column] and earlier.get(column):
            said_then = {"plan": earlier[PLAN], "then": repr(earlier[column])}
            yield at(place, column, "", "is empty where {plan} says {then}", **said_then)


def unset(book: Book, plan: str, head: Row) -> Iterator[Sentence]:
    """The last step of a draft, and days off that nobody entered for a plan that moves due days."""
    place = next(place for place, row in book.rows["plans"].items() if row[PLAN] == plan)
    if head["status"] == DRAFT:
        yield at(place, "status", DRAFT, "is not loaded; write adopted once everything is decided")
    moves = any(row["value"] == "next_workday" for row in book.all("choices") if row[PLAN] == plan)
    year = head["effective_from"][:4]
    if moves and not any(row["day"][:4] == year for row in book.all("holidays")):
        why = "has no day off, and the plan moves due days: python -m lib holidays {year}"
        yield at(Place("holidays.csv", 1), "day", year, why, year=year)


def same(book: Book, name: str, row: Row, before: Row) -> Row:
    """The row of the plan before with the same name; empty when there is none."""
    column = TABLES[name].name
    of_old = [one for one in book.all(name) if one[PLAN] == before.get(PLAN)]
    if name == "plans":
        return before
    return next((one for one in of_old if one[column] and one[column] == row[column]), {})


def at(place: Place, column: str, value: str, why: str, **values: object) -> Sentence:
    """A doubt in the shape of the faults of reference files."""
    told: dict[str, object] = {"file": place.file, "row": place.number, "column": column, "value": repr(value)}
    return Sentence("{file}, row {row}, column {column}: {value} {why}.", told | {"why": Sentence(why, dict(values))})


def told(fault: Sentence, language: str, book: Book, before: Row) -> dict[str, Any]:
    """A fault as data and as a sentence, with what the plan before says in that cell."""
    values = fault.values
    found: dict[str, Any] = {name: values.get(name, "") for name in ("file", "row", "column")}
    earlier = {}
    for name, rows in book.rows.items():
        row = rows.get(Place(str(found["file"]), int(found["row"] or 0)))
        if row and TABLES[name].plan_file:
            earlier = same(book, name, row, before)
    found["what"] = said(fault.message, language, **values)
    return found | {"before": earlier.get(str(found["column"]), "")}
