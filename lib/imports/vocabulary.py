"""The words a delivered file may use, read from the register's reference tables."""

from collections import defaultdict
from dataclasses import dataclass, field
from decimal import Decimal
from typing import NamedTuple

import duckdb

from lib.imports.cells import key
from lib.imports.values.units import Unit, Units
from lib.register.reading import Reading
from lib.register.views import read_sql
from lib.settings import Settings

DEFAULTS = Settings()


@dataclass(frozen=True)
class Attribute:
    """An attribute a column may measure."""

    code: str
    name_zh: str
    name_en: str
    kind: str  # number, flag, code or text
    unit: str  # code of units.csv, "" = without unit
    scope: str  # line or enterprise
    allowed: tuple[str, ...]  # codes, for kind code


@dataclass(frozen=True)
class TemplateColumn:
    """A column of the template workbook."""

    field: str
    heading: dict[str, str]  # by language
    is_required: bool
    choices: str  # kind of words offered in a drop-down
    example: str
    note: dict[str, str]


class Size(NamedTuple):
    """The smallest and the largest number that is not questioned."""

    low: Decimal
    high: Decimal


@dataclass
class Vocabulary:
    """Kind → spelling → code, with the names to show, the units, attributes and processes."""

    words: dict[str, dict[str, str]]
    names: dict[str, dict[str, str]]  # kind → code → Chinese name, in the reference list's order
    units: Units
    attributes: dict[str, Attribute]
    process_sector: dict[str, str]
    process_unit: dict[str, str]
    template: list[TemplateColumn] = field(default_factory=list)
    sizes: dict[tuple[str, str, str], Size] = field(default_factory=dict)  # process ("" = any), attribute, base unit
    anchor: str = "enterprise_name"  # the field without whose column a row is no heading

    @classmethod
    def of(cls, register: Reading) -> "Vocabulary":
        """That of a register."""
        return cls.from_register(register.cursor(), register.settings)

    @classmethod
    def from_register(cls, cursor: duckdb.DuckDBPyConnection, settings: Settings = DEFAULTS) -> "Vocabulary":
        """Read the reference tables through `queries/asks/vocabulary`."""

        def rows(name: str) -> list[tuple[str, ...]]:
            return cursor.execute(read_sql(settings.queries_dir / f"{name}.sql")).fetchall()

        words, names = _words(rows("asks/vocabulary/words"))
        units = [
            Unit(code, Decimal(factor), base, bool(is_capacity))
            for code, factor, base, is_capacity in rows("asks/vocabulary/units")
        ]
        processes = rows("asks/vocabulary/processes")
        return cls(
            words=words,
            names=names,
            units=Units.of(
                units, [(word, code) for kind, word, code, _ in rows("asks/vocabulary/words") if kind == "unit"]
            ),
            attributes={row[0]: _attribute(row) for row in rows("asks/vocabulary/attributes")},
            process_sector={process: sector for process, sector, _ in processes},
            process_unit={process: unit or "" for process, _, unit in processes},
            template=[_template_column(row) for row in rows("asks/vocabulary/template")],
            sizes={
                (process, attribute, unit): Size(Decimal(str(low)), Decimal(str(high)))
                for process, attribute, unit, low, high in rows("asks/vocabulary/sizes")
            },
        )

    def code(self, kind: str, text: str) -> str | None:
        """The code a word of a kind means; None when it is not known."""
        return self.words.get(kind, {}).get(key(text))

    def name(self, kind: str, code: str) -> str:
        """The Chinese name of a code."""
        return self.names.get(kind, {}).get(code, code)

    def listed(self, kind: str) -> str:
        """The names of a kind for a sentence: 在产、停产、…"""
        return "、".join(self.names.get(kind, {}).values())

    def size(self, process: str | None, attribute: str, unit: str) -> Size | None:
        """The range of a number of a process in a base unit; None where none is known."""
        own = self.sizes.get((process or "", attribute, unit))
        return own or self.sizes.get(("", attribute, unit))

    def processes_of(self, sector: str) -> list[str]:
        """Processes of a sector, in the reference list's order."""
        return [process for process, own in self.process_sector.items() if own == sector]


def _words(rows: list[tuple[str, ...]]) -> tuple[dict[str, dict[str, str]], dict[str, dict[str, str]]]:
    """Spellings and names; rows come best first, and the first meaning of a spelling within its kind stands."""
    words: dict[str, dict[str, str]] = defaultdict(dict)
    names: dict[str, dict[str, str]] = defaultdict(dict)
    for kind, word, code, _ in rows:
        words[kind].setdefault(key(word), code)
        names[kind].setdefault(code, word)
    return dict(words), dict(names)


def _attribute(row: tuple[str, ...]) -> Attribute:
    code, name_zh, name_en, kind, unit, scope, allowed = row
    return Attribute(code, name_zh, name_en, kind, unit or "", scope, tuple(filter(None, allowed.split(";"))))


def _template_column(row: tuple[str, ...]) -> TemplateColumn:
    column, zh, en, required, choices, example, note_zh, note_en = row
    return TemplateColumn(
        column, {"zh": zh, "en": en}, bool(required), choices, example, {"zh": note_zh, "en": note_en}
    )
