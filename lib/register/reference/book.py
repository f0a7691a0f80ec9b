"""All reference files together, read and checked: every fault of every file is found before any is told."""

from collections.abc import Collection, Mapping
from difflib import get_close_matches
from pathlib import Path

from lib.errors import ReferenceRefused, Sentence, Sentences
from lib.register.reference.allowed import doubts
from lib.register.reference.columns import Row, Table
from lib.register.reference.csvfile import Rows, rows_of
from lib.register.reference.files import TABLES

LONGEST = 60  # characters of a value that a sentence repeats
TOLD = 20  # faults that are told; of the others the number


class Book:
    """The rows of every file; a row with a fault is not looked up by others, so that one slip is told once."""

    def __init__(self, directory: Path, tables: Mapping[str, Table] = TABLES) -> None:
        self.tables, self.faults = tables, list[Sentence]()
        self.rows: dict[str, Rows] = {}
        self._bad: set[tuple[str, int]] = set()
        self._unread: set[str] = set()
        for name, table in tables.items():
            self.rows[name], shape = rows_of(directory / f"{name}.csv", table)
            self.faults += shape
            self._unread |= {name} if shape else set()
        keys = {name: self._keys(name) for name in tables}
        for name in tables:
            self._check_cells(name, keys)
            self._check_keys(name)
        self._index = {name: {row[tables[name].key[0]]: row for row in self.clean(name)} for name in tables}
        for name in tables:
            self._check_rows(name)

    def row(self, table: str, key: str) -> Row:
        """The faultless row with this first key; empty when there is none."""
        return self._index[table].get(key, {})

    def clean(self, table: str) -> list[Row]:
        """The faultless rows of a table."""
        return [row for number, row in self.rows[table].items() if (table, number) not in self._bad]

    def all(self, table: str) -> list[Row]:
        """Every row of a table, in the file's order."""
        return list(self.rows[table].values())

    def is_whole(self, table: str) -> bool:
        """Whether every row of a table was understood, so that what it lacks may be told."""
        return table not in self._unread and all(name != table for name, _ in self._bad)

    def _keys(self, name: str) -> Collection[str] | None:
        """What others may refer to; None when the file could not be read, which is told once."""
        first = self.tables[name].key[0]
        return None if name in self._unread else {row[first]: row for row in self.rows[name].values()}

    def _tell(self, name: str, number: int, column: str, why: Sentence, value: str | None = None) -> None:
        value = self.rows[name].get(number, {}).get(column, "") if value is None else value
        shown = repr(value if len(value) <= LONGEST else f"{value[:LONGEST]}…")
        place: dict[str, object] = {"file": f"{name}.csv", "row": number, "column": column, "value": shown, "why": why}
        self.faults.append(Sentence("{file}, row {row}, column {column}: {value} {why}.", place))
        self._bad.add((name, number))

    def _check_cells(self, name: str, keys: Mapping[str, Collection[str] | None]) -> None:
        columns = {column: self.tables[name].column(column) for column in self.tables[name].columns}
        for number, row in self.rows[name].items():
            for column, declared in columns.items():
                for value, why in doubts(row[column], declared, keys.get(declared.refers)):
                    self._tell(name, number, column, why, value)

    def _check_keys(self, name: str) -> None:
        table = self.tables[name]
        for columns in (table.key, *table.unique):
            seen: dict[tuple[str, ...], int] = {}
            for number, row in self.rows[name].items():
                first = seen.setdefault(tuple(row[column] for column in columns), number)
                if first != number:
                    together = ", ".join(columns)
                    why = Sentence("stands already in row {first} ({columns})", {"first": first, "columns": together})
                    self._tell(name, number, columns[0], why)
        if self.is_whole(name):
            self._check_names(name)

    def _check_names(self, name: str) -> None:
        """The rows that the program calls by name are there; what looks most like a lost one is told for it."""
        numbers = {row[self.tables[name].key[0]]: number for number, row in self.rows[name].items()}
        for lost in (one for one in self.tables[name].names if one not in numbers):
            others = [one for one in numbers if one not in self.tables[name].names]
            near = get_close_matches(lost, others, 1, 0.5)
            number = numbers[near[0]] if near else max(numbers.values(), default=1)
            why = Sentence("is there, but no row {lost}, which the program calls by this name", {"lost": repr(lost)})
            self._tell(name, number, self.tables[name].key[0], why)

    def _check_rows(self, name: str) -> None:
        for number, row in self.rows[name].items():
            if (name, number) not in self._bad:
                for check in self.tables[name].checks:
                    for column, why in list(check(row, self)):
                        self._tell(name, number, column, why)


def checked(directory: Path) -> dict[str, list[Row]]:
    """The rows of every reference file. Raises ReferenceRefused with all faults of all files."""
    book = Book(directory)
    if book.faults:
        raise ReferenceRefused(
            "{count} faults in the reference files, so nothing was loaded:\n{faults}",
            count=len(book.faults),
            faults=Sentences(book.faults[:TOLD]),
        )
    return {name: book.all(name) for name in book.tables}


_KEPT: dict[Path, dict[str, list[Row]]] = {}


def kept(directory: Path) -> dict[str, list[Row]]:
    """The rows as this process knows them: files that change under a running server change nothing."""
    return _KEPT.get(directory) or renewed(directory)


def renewed(directory: Path) -> dict[str, list[Row]]:
    """The rows as the files say now, kept from here on. Raises ReferenceRefused and keeps what stood before."""
    _KEPT[directory] = checked(directory)
    return _KEPT[directory]
