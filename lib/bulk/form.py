"""The form in which steps come: its columns, the headings that mean them, and the words its cells may say."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from lib.cases.loading import ladder_of
from lib.cases.requirements import Ladder
from lib.imports.cells import key
from lib.imports.header import headers
from lib.imports.vocabulary import Vocabulary
from lib.imports.workbook import Grid
from lib.register.reference import Row, kept
from lib.register.store import Register
from lib.settings import Settings

OF_PLANTS = "field of plants"  # kind of words: the headings that an import knows
FILES = "evidence"  # the column whose cells name files; `evidence:before` those of a kind
LISTED = {"step": "step", "ground": "ground", "credit_class": "credit_class", "restriction": "restriction"}


def columns(settings: Settings) -> dict[str, Row]:
    """The columns of the form by field, in the order of the template."""
    return {row["field"]: row for row in kept(settings)["step_form"]}


def headings(settings: Settings, ladder: Ladder) -> dict[str, str]:
    """Every heading a file may have, as it is looked up → the field it means; files of a kind under the kind's name."""
    found: dict[str, str] = {}
    for field, row in columns(settings).items():
        said = (row["heading_zh"], row["heading_en"], field, *filter(None, row["aliases"].split(";")))
        found |= {key(one): field for one in said}
    kinds = {key(name): f"{FILES}:{kind}" for kind in ladder.kinds for name in ladder.names["kind", kind]}
    return kinds | found


def reading_words(register: Register) -> Vocabulary:
    """The words with which a workbook of steps is read: its own headings, the register's names of areas and sectors."""
    words = Vocabulary.from_register(register.cursor(), register.settings)
    serial = {spelling: field for spelling, field in words.words["field"].items() if field == "serial"}
    fields = serial | headings(register.settings, ladder_of(register))
    spelled = {**words.words, "field": fields, "attribute": {}, OF_PLANTS: words.words["field"]}
    return replace(words, words=spelled, attributes={}, anchor="step")


def is_of_plants(grid: Grid, words: Vocabulary) -> bool:
    """Whether a sheet is headed as those of enterprises and lines are, which are imported and record no steps."""
    imports = replace(words, words={**words.words, "field": words.words[OF_PLANTS]}, anchor="enterprise_name")
    return next(headers(grid, imports), None) is not None


def listed(names: Iterable[str], language: str) -> str:
    """Several names in a row, as a language separates them."""
    return (", " if language == "en" else "、").join(names)


@dataclass(frozen=True)
class Words:
    """The names of what the ladder knows, in both languages, as they are looked up → codes."""

    spelled: dict[str, dict[str, str]]  # kind (step, ground, kind of evidence …) → spelling → code

    @classmethod
    def of(cls, ladder: Ladder) -> "Words":
        """The words of a ladder."""
        codes: dict[str, Iterable[str]] = {
            "step": ladder.steps,
            "kind": ladder.kinds,
            "ground": ladder.grounds,
            "restriction": ladder.restrictions,
            "credit_class": {term.credit_class for term in ladder.credit_terms},
        }
        return cls({kind: _spelled(ladder, kind, known) for kind, known in codes.items()})

    def code(self, kind: str, text: str) -> str | None:
        """What a text means; None when it is not known."""
        return self.spelled[kind].get(key(text))


def _spelled(ladder: Ladder, kind: str, codes: Iterable[str]) -> dict[str, str]:
    return {key(one): code for code in codes for one in (*ladder.names[kind, code], code)}
