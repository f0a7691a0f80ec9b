"""The one thing every writer takes: rows with the 口径 they were taken under."""

import csv
import hashlib
import io
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property

import pandas as pd

from lib.exports import cells
from lib.exports.language import Words
from lib.register.store import now


@dataclass(frozen=True)
class Table:
    """Rows as a page shows them, with headings, filters, date, version and rules.

    `labels` maps columns to headings (a column without one keeps its name), `filters` headings to the chosen values,
    `rules` holds rule_id, title, document and clause of every rule in force, or None where no rule speaks. `shapes` is
    the geometry of each row (WGS84; None: from lon and lat), `placing` what it is. `words` maps coded columns to the
    names of their codes, which a workbook shows, and a CSV that people read (`is_read_by_people`).
    """

    name: str
    title: str
    frame: pd.DataFrame
    labels: dict[str, str]
    filters: dict[str, str]
    as_of: date
    version: int
    is_demo: bool
    rules: pd.DataFrame | None = None
    language: str = "zh"
    made_at: datetime = field(default_factory=now)
    shapes: pd.Series | None = None
    placing: str = ""
    words: dict[str, dict[str, str]] = field(default_factory=dict)
    is_read_by_people: bool = False

    @property
    def columns(self) -> list[str]:
        """Column names in order."""
        return [str(column) for column in self.frame.columns]

    def heading(self, column: str) -> str:
        """What a person reads above the column."""
        return self.labels.get(column) or column

    def rows(self) -> list[tuple[object, ...]]:
        """The rows as tuples, in the frame's order and with its values."""
        series = (self.frame.iloc[:, position].astype(object) for position in range(self.frame.shape[1]))
        return list(zip(*series, strict=True))

    def shown_rows(self) -> list[tuple[object, ...]]:
        """The rows as a person reads them: codes in words, where there are some."""
        coded = {self.columns.index(column): names for column, names in self.words.items() if column in self.columns}
        if not coded:
            return self.rows()
        return [
            tuple(
                coded[place].get(cell, cell) if place in coded and isinstance(cell, str) else cell
                for place, cell in enumerate(row)
            )
            for row in self.rows()
        ]

    @cached_property
    def sha256(self) -> str:
        """Hash of the canonical CSV (column names, canonical texts): the same rows have the same hash in any format."""
        buffer = io.StringIO()
        writer = csv.writer(buffer, lineterminator="\n")
        writer.writerow(self.columns)
        writer.writerows([cells.text(value) for value in row] for row in self.rows())
        return hashlib.sha256(buffer.getvalue().encode("utf-8", "surrogatepass")).hexdigest()

    @property
    def demo_notice(self) -> str:
        """The mark every sheet of fictional data carries; empty for a real register."""
        return Words(self.language)("Demo data, not real") if self.is_demo else ""


def caliber(table: Table) -> list[tuple[str, str]]:
    """The 口径 of a table as (heading, value): what it shows, under which filters, as of when, and how to check it."""
    say = Words(table.language)
    filters = "; ".join(f"{heading} = {value}" for heading, value in table.filters.items())
    pairs = [
        (say("Title"), table.title),
        (say("Filters"), filters or say("none: every row")),
        (say("As of"), table.as_of.isoformat()),
        (say("Rows"), str(len(table.frame))),
        (say("Register version"), str(table.version)),
        (say("SHA-256 of the rows"), table.sha256),
        (say("Made at (UTC)"), table.made_at.isoformat(sep=" ", timespec="seconds")),
    ]
    return [(say("Notice"), table.demo_notice), *pairs] if table.is_demo else pairs
