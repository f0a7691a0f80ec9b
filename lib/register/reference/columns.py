"""What a reference file is declared with: its columns, each with its meaning, its type and what it may hold."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final

from lib.errors import Sentence

if TYPE_CHECKING:
    from lib.register.reference.book import Book

Row = dict[str, str]
Doubt = tuple[str, Sentence]  # the column it concerns, and why
Check = Callable[[Row, "Book"], Iterator[Doubt]]  # what the cells of a row must say together, or beside other files

TEXT, CODE, FLAG, DAY, WHOLE, AMOUNT, COLOUR = "text", "code", "flag", "day", "whole", "amount", "colour"
LISTED: Final = ";"
PLAN: Final = "plan_id"


@dataclass(frozen=True)
class Column:
    """A column: what it means, its type, and what its cells may hold; an empty cell only where it is optional."""

    meaning: str
    kind: str = TEXT
    is_optional: bool = False
    allowed: tuple[str, ...] = ()
    refers: str = ""  # table whose keys the cells name
    separators: str = ""  # what divides the parts of a list; empty = one value
    least: int = 0  # of numbers
    most: int = 1_000_000_000

    def parts(self, cell: str) -> list[str]:
        """The values a cell holds."""
        for separator in self.separators[1:]:
            cell = cell.replace(separator, self.separators[0])
        return cell.split(self.separators[0]) if self.separators else [cell]


@dataclass(frozen=True)
class Table:
    """A reference file: what one row is, its key, its columns in order, the rows the program calls by name, and what
    the cells of a row must say together. A file of the plans stands in each plan's folder, whose name is `plan_id`; of
    a table `in_files` every file of its folder has some of the rows, and the file's name is the first key."""

    meaning: str
    key: tuple[str, ...]
    columns: dict[str, Column]
    names: tuple[str, ...] = ()  # keys that must be there
    is_closed: bool = False  # … and no others: the program gives each its sense
    unique: tuple[tuple[str, ...], ...] = ()  # further columns that together must differ
    checks: tuple[Check, ...] = field(default=())
    plan_file: str = ""  # its name in the folder of a plan; empty: all years share the file
    kinds: tuple[str, ...] = ()  # plans that must have it
    in_files: bool = False

    @property
    def headings(self) -> list[str]:
        """The columns a file has; of which plan, or of what, a row is, the folder or the file's name says."""
        return [name for name in self.columns if name != self.given]

    @property
    def given(self) -> str:
        """The column that is not written in the file."""
        return PLAN if self.plan_file else self.key[0] if self.in_files else ""

    @property
    def name(self) -> str:
        """The column that names a row among the others of its file."""
        return next(column for column in self.key if column != self.given or self.key == (PLAN,))

    def column(self, name: str) -> Column:
        """A column; the key of a closed table allows its names only."""
        column = self.columns[name]
        is_named = self.is_closed and self.name == name
        return replace(column, allowed=self.names) if is_named else column


def text(meaning: str) -> Column:
    """Words for people."""
    return Column(meaning)


def code(meaning: str) -> Column:
    """A code of our own: letters, digits, hyphen, underscore."""
    return Column(meaning, CODE)


def flag(meaning: str) -> Column:
    """`true` or `false`."""
    return Column(meaning, FLAG)


def day(meaning: str) -> Column:
    """A date like 2022-07-15."""
    return Column(meaning, DAY)


def whole(meaning: str, least: int = 0, most: int = 1_000_000) -> Column:
    """A whole number between two bounds."""
    return Column(meaning, WHOLE, least=least, most=most)


def amount(meaning: str, least: int = 0, most: int = 1_000_000_000) -> Column:
    """A decimal number between two bounds, at most 8 digits after the point."""
    return Column(meaning, AMOUNT, least=least, most=most)


def colour(meaning: str = "its colour on maps and in tables") -> Column:
    """`#RRGGBB`."""
    return Column(meaning, COLOUR)


def one_of(meaning: str, allowed: tuple[str, ...]) -> Column:
    """One word of a list."""
    return Column(meaning, CODE, allowed=allowed)


def some_of(meaning: str, allowed: tuple[str, ...]) -> Column:
    """Words of a list, separated by semicolons."""
    return Column(meaning, CODE, allowed=allowed, separators=LISTED)


def ref(meaning: str, table: str, *besides: str) -> Column:
    """A key of another file; `besides` may stand in its place."""
    return Column(meaning, CODE, refers=table, allowed=besides)


def refs(meaning: str, table: str, *besides: str, separators: str = LISTED) -> Column:
    """Keys of another file, separated by semicolons."""
    return Column(meaning, CODE, refers=table, allowed=besides, separators=separators)


def spellings(meaning: str = "other spellings in delivered files, separated by semicolons") -> Column:
    """Words separated by semicolons; may be empty."""
    return Column(meaning, TEXT, is_optional=True, separators=LISTED)


def optional(column: Column) -> Column:
    """The column, whose cells may be empty."""
    return replace(column, is_optional=True)


def plan() -> dict[str, Column]:
    """The plan a row of a plan's file is of."""
    return {PLAN: ref("the plan: the name of the folder", "plans")}


def names(what: str) -> dict[str, Column]:
    """The two names most files carry."""
    return {"name_zh": text(f"Chinese name of the {what}"), "name_en": text(f"English name of the {what}")}
