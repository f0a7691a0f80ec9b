"""The folder of the next plan: what goes on is carried over, what its document must decide is left empty."""

import shutil
from pathlib import Path
from typing import Final

from lib.errors import UserError
from lib.register.reference import TABLES, Row
from lib.register.reference.allowed import OF_OUR_OWN
from lib.register.reference.book import Book
from lib.register.reference.columns import PLAN
from lib.register.reference.csvfile import write_rows
from lib.register.reference.plans import ADOPTED, DRAFT, LATE, YEAR
from lib.settings import Settings

CARRIED: Final[dict[str, tuple[str, ...]]] = {  # what of a row goes on; the other cells wait for the new document
    "plans": ("kind",),
    "periods": ("reporter", "papers"),
    "report_sectors": ("matrix", "sector"),
    "work_stages": ("work_stage", "name_zh", "name_en", "what_zh", "what_en"),
    "duties": ("duty", "dimension", "task_zh", "task_en", "lead_departments"),
    "choices": ("choice",),
    "paper_words": ("word",),
    "rules": (),  # no row goes on: earlier rules judge from where they stand
    "conditions": (),
}

OVER: Final = ("replaced", "ended")  # decisions after which a rule needs no other


def new_plan(settings: Settings, plan: str, old: str) -> list[Path]:
    """Make the folder of a plan, a draft, from that of an adopted one of a year and return its files.

    Raises UserError for a name that is taken or no code, an unknown `old`, or files that are wrong as they stand.
    """
    book = Book(settings)
    if book.faults:
        raise UserError("The files of the plans are wrong as they stand: {fault}", fault=book.faults[0])
    years = [row[PLAN] for row in book.all("plans") if row["kind"] == YEAR and row["status"] == ADOPTED]
    if old not in years:
        raise UserError("There is no plan {plan}; there are {known}.", plan=old, known=", ".join(years))
    folder = settings.plans_dir / plan
    if not OF_OUR_OWN.fullmatch(plan) or folder.exists():
        raise UserError("{plan} is no name of a new plan: it is taken, or no code like LC2026.", plan=plan)
    files = {
        name: [carried(name, row) for row in book.all(name) if row[PLAN] == old and columns]
        for name, columns in CARRIED.items()
    }
    files["earlier_rules"] = [{"rule_id": rule} for rule in undecided(book, plan)]
    folder.mkdir()
    try:
        return [
            write_rows(folder / TABLES[name].plan_file, TABLES[name].headings, rows) for name, rows in files.items()
        ]
    except OSError:  # half a plan would be taken for one that somebody began to fill in
        shutil.rmtree(folder, ignore_errors=True)
        raise


def carried(name: str, row: Row) -> Row:
    """What of a row goes on into the next plan."""
    return {column: row[column] for column in CARRIED[name]} | ({"status": DRAFT} if name == "plans" else {})


def undecided(book: Book, plan: str) -> list[str]:
    """Rules of earlier plans of a year that judge on, as far as data say, and of which `plan` decides nothing."""
    years = {row[PLAN] for row in book.all("plans") if row["kind"] == YEAR and row[PLAN] != plan}
    first = book.folders.plans.get(plan, {}).get("effective_from") or LATE
    decided = {one["rule_id"] for one in book.all("earlier_rules") if one[PLAN] == plan or one["decision"] in OVER}
    return [
        row["rule_id"]
        for row in book.all("rules")
        if row[PLAN] in years and row["rule_id"] not in decided and row["effective_from"] < first <= until(row, first)
    ]


def until(rule: Row, day: str) -> str:
    """The last day of a rule as it says itself; without one it judges on the day that is asked about."""
    return rule["effective_to"] or day
