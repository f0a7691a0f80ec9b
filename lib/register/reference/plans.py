"""The folders of the plans: which there are, in which order, and the rows of their files; a draft is not loaded."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from lib.errors import Sentence
from lib.register.reference.allowed import OF_OUR_OWN
from lib.register.reference.columns import PLAN, Row, Table
from lib.register.reference.csvfile import Rows, rows_of

YEAR, COLLECTION = "year", "collection"  # the plan of a year, and clauses that wait for somebody's decision
DRAFT, ADOPTED = "draft", "adopted"
PLANS: Final = "plans"  # the table whose one row each plan.csv holds
LATE: Final = "9999-12-31"  # a plan that begins on no day stands after all that do


@dataclass
class Folders:
    """The plans of a folder in the order in which they begin, with the faults of finding them."""

    directory: Path
    tables: Mapping[str, Table]
    plans: dict[str, Row] = field(default_factory=dict)  # plan_id → its row; no row where plan.csv cannot be read
    heads: Rows = field(default_factory=dict)
    faults: list[Sentence] = field(default_factory=list)

    @classmethod
    def of(cls, directory: Path, tables: Mapping[str, Table], drafts: Collection[str] = ()) -> "Folders":
        """The adopted plans of a folder, and those drafts that are asked for."""
        found = cls(directory, tables)
        if not directory.is_dir():
            found.faults.append(Sentence("There is no folder of plans {folder}.", {"folder": directory}))
            return found
        for folder in sorted(path for path in directory.iterdir() if path.is_dir() and path.name[0] not in "._"):
            found._add(folder.name, drafts)
        order = sorted(found.plans, key=lambda plan: (found.plans[plan].get("effective_from") or LATE, plan))
        found.plans = {plan: found.plans[plan] for plan in order}
        found.heads = {place: row for plan in order for place, row in found.heads.items() if row[PLAN] == plan}
        return found

    def _add(self, plan: str, drafts: Collection[str]) -> None:
        if not OF_OUR_OWN.fullmatch(plan):
            message = "{folder} is no name of a plan's folder: letters, digits, hyphens, underscores."
            self.faults.append(Sentence(message, {"folder": plan}))
            return
        rows, faults = rows_of(self.directory / plan / self.tables[PLANS].plan_file, self.tables[PLANS], plan)
        if len(rows) != 1 and not faults:
            faults = [Sentence("{folder}/plan.csv must have one row.", {"folder": plan})]
        row = next(iter(rows.values()), {})
        if row.get("status") == DRAFT and plan not in drafts:
            return
        self.plans[plan], self.heads = row, self.heads | rows
        self.faults += [*faults, *self._strange(plan)]

    def _strange(self, plan: str) -> Iterator[Sentence]:
        """Files that no table has: what is misspelt must not be passed over."""
        known = [table.plan_file for table in self.tables.values() if table.plan_file]
        for file in sorted((self.directory / plan).glob("*.csv")):
            if file.name not in known:
                values: dict[str, object] = {"file": f"{plan}/{file.name}", "allowed": ", ".join(known)}
                yield Sentence("{file} is no file of a plan; allowed: {allowed}.", values)

    def rows(self, table: Table) -> tuple[Rows, list[Sentence]]:
        """The rows that all plans have of a table, and the faults of the files' shape."""
        if table is self.tables[PLANS]:
            return self.heads, []
        rows, faults = Rows(), list[Sentence]()
        for plan, head in self.plans.items():
            file = self.directory / plan / table.plan_file
            if head and (file.is_file() or head["kind"] in table.kinds):
                found, wrong = rows_of(file, table, plan)
                rows, faults = rows | found, faults + wrong
        return rows, faults


def complete(rows: dict[str, list[Row]], shared: str, own: str, key: tuple[str, ...]) -> list[Row]:
    """What holds under each plan of a year: the rows all years share, those the plan has of its own in their place."""
    found: list[Row] = []
    for plan in (row[PLAN] for row in rows[PLANS] if row["kind"] == YEAR):
        theirs = [{PLAN: plan} | row for row in rows[shared]] + [row for row in rows[own] if row[PLAN] == plan]
        found += {tuple(row[column] for column in key): row for row in theirs}.values()
    return found
