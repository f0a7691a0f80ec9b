"""All reference files together, read and checked: every fault of every file is found before any is told."""

from collections.abc import Collection, Mapping
from difflib import get_close_matches
from pathlib import Path

from lib.errors import ReferenceRefused, Sentence, Sentences
from lib.register.reference.allowed import doubts
from lib.register.reference.columns import PLAN, Row, Table
from lib.register.reference.csvfile import Place, Rows, rows_of, rows_of_files
from lib.register.reference.files import COMPLETED, TABLES
from lib.register.reference.plans import Folders, complete
from lib.settings import Settings

LONGEST = 60  # characters of a value that a sentence repeats
TOLD = 20  # faults that are told; of the others the number


class Book:
    """The rows of every file, shared and of the plans; a row with a fault is not looked up by others, so that one slip
    is told once. Drafts of plans are left out but for those named."""

    def __init__(self, settings: Settings, drafts: Collection[str] = (), tables: Mapping[str, Table] = TABLES) -> None:
        self.tables, self.folders = tables, Folders.of(settings.plans_dir, tables, drafts)
        self.faults = list(self.folders.faults)
        self.rows: dict[str, Rows] = {}
        self._bad: set[tuple[str, Place]] = set()
        self._unread: set[str] = {"plans"} if self.faults else set()
        for name, table in tables.items():
            self.rows[name], shape = self._read(name, table, settings)
            self.faults += shape
            self._unread |= {name} if shape else set()
        keys = {name: self._keys(name) for name in tables}
        for name in tables:
            self._check_cells(name, keys)
            self._check_keys(name)
        self._index = {name: {row[tables[name].name]: row for row in self.clean(name)} for name in tables}
        for name in tables:
            self._check_rows(name)

    def _read(self, name: str, table: Table, settings: Settings) -> tuple[Rows, list[Sentence]]:
        if table.plan_file:
            return self.folders.rows(table)
        if table.in_files:
            return rows_of_files(settings.checklists_dir, table)
        return rows_of(settings.reference_dir / f"{name}.csv", table)

    def row(self, table: str, key: str) -> Row:
        """The faultless row with this first key; empty when there is none."""
        return self._index[table].get(key, {})

    def clean(self, table: str) -> list[Row]:
        """The faultless rows of a table."""
        return [row for place, row in self.rows[table].items() if (table, place) not in self._bad]

    def all(self, table: str) -> list[Row]:
        """Every row of a table, in the file's order."""
        return list(self.rows[table].values())

    def is_whole(self, table: str) -> bool:
        """Whether every row of a table was understood, so that what it lacks may be told."""
        return table not in self._unread and all(name != table for name, _ in self._bad)

    def _keys(self, name: str) -> Collection[str] | None:
        """What others may refer to; None when the file could not be read, which is told once."""
        first = self.tables[name].name
        return None if name in self._unread else {row[first]: row for row in self.rows[name].values()}

    def _tell(self, name: str, place: Place, column: str, why: Sentence, value: str | None = None) -> None:
        value = self.rows[name].get(place, {}).get(column, "") if value is None else value
        shown = repr(value if len(value) <= LONGEST else f"{value[:LONGEST]}…")
        told: dict[str, object] = {
            "file": place.file,
            "row": place.number,
            "column": column,
            "value": shown,
            "why": why,
        }
        self.faults.append(Sentence("{file}, row {row}, column {column}: {value} {why}.", told))
        self._bad.add((name, place))

    def _check_cells(self, name: str, keys: Mapping[str, Collection[str] | None]) -> None:
        columns = {column: self.tables[name].column(column) for column in self.tables[name].columns}
        for place, row in self.rows[name].items():
            for column, declared in columns.items():
                for value, why in doubts(row[column], declared, keys.get(declared.refers)):
                    self._tell(name, place, column, why, value)

    def _check_keys(self, name: str) -> None:
        table = self.tables[name]
        for columns in (table.key, *table.unique):
            seen: dict[tuple[str, ...], Place] = {}
            for place, row in ((place, row) for place, row in self.rows[name].items() if row[table.name]):
                first = seen.setdefault(tuple(row[column] for column in columns), place)
                if first != place:
                    where = "" if first.file == place.file else f"{first.file} "
                    told: dict[str, object] = {"where": where, "first": first.number, "columns": ", ".join(columns)}
                    why = Sentence("stands already in {where}row {first} ({columns})", told)
                    self._tell(name, place, table.name if columns is table.key else columns[0], why)
        if self.is_whole(name) and table.names:
            for plan in self._with_names(table):
                self._check_names(name, plan)

    def _with_names(self, table: Table) -> list[str]:
        """The plans in whose files the named rows must be; of a shared file the one that is no plan's."""
        if not table.plan_file:
            return [""]
        return [plan for plan, head in self.folders.plans.items() if head.get("kind") in table.kinds]

    def _check_names(self, name: str, plan: str) -> None:
        """The rows that the program calls by name are there; what looks most like a lost one is told for it."""
        table = self.tables[name]
        rows = {place: row for place, row in self.rows[name].items() if row.get(PLAN, "") == plan or not plan}
        places = {row[table.name]: place for place, row in rows.items()}
        nowhere = Place(f"{plan}/{table.plan_file}" if plan else f"{name}.csv", 1)
        for lost in (one for one in table.names if one not in places):
            others = [one for one in places if one not in table.names]
            near = get_close_matches(lost, others, 1, 0.5)
            place = places[near[0]] if near else max(places.values(), default=nowhere)
            why = Sentence("is there, but no row {lost}, which the program calls by this name", {"lost": repr(lost)})
            self._tell(name, place, table.name, why)

    def _check_rows(self, name: str) -> None:
        for place, row in self.rows[name].items():
            if (name, place) not in self._bad:
                for check in self.tables[name].checks:
                    for column, why in list(check(row, self)):
                        self._tell(name, place, column, why)


def checked(settings: Settings) -> dict[str, list[Row]]:
    """The rows of every reference file. Raises ReferenceRefused with all faults of all files."""
    book = Book(settings)
    if book.faults:
        raise ReferenceRefused(
            "{count} faults in the reference files, so nothing was loaded:\n{faults}",
            count=len(book.faults),
            faults=Sentences(book.faults[:TOLD]),
        )
    rows = {name: book.all(name) for name in book.tables}
    return rows | {own: complete(rows, shared, own, TABLES[own].key) for shared, own in COMPLETED.items()}


_KEPT: dict[tuple[Path, ...], dict[str, list[Row]]] = {}


def kept(settings: Settings) -> dict[str, list[Row]]:
    """The rows as this process knows them: files that change under a running server change nothing."""
    return _KEPT.get(_folders(settings)) or renewed(settings)


def renewed(settings: Settings) -> dict[str, list[Row]]:
    """The rows as the files say now, kept from here on. Raises ReferenceRefused and keeps what stood before."""
    rows = _KEPT[_folders(settings)] = checked(settings)
    return rows


def _folders(settings: Settings) -> tuple[Path, ...]:
    return settings.reference_dir, settings.plans_dir, settings.checklists_dir
