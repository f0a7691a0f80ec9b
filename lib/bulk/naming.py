"""Which case a row speaks of: by its number, or by enterprise and line; what may be several is asked, never guessed."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from lib.cases.history import WITHDRAWN
from lib.cases.loading import rows
from lib.imports.cells import key
from lib.register.store import Cursor, Register

NAMED = 6  # cases a sentence names before it only counts


@dataclass(frozen=True)
class Named:
    """A case with the names of its enterprise and its lines, as they are shown and as they are looked up."""

    case_id: str
    enterprise_name: str
    line_name: str
    enterprises: frozenset[str]
    lines: frozenset[str]
    is_withdrawn: bool


@dataclass
class Cases:
    """Every case, by its number and by the names of its enterprise."""

    by_id: dict[str, Named]
    by_enterprise: dict[str, list[Named]] = field(default_factory=lambda: defaultdict(list))

    @classmethod
    def of(cls, register: Register, cursor: Cursor) -> "Cases":
        """The cases of today."""
        named = [_named(**row) for row in rows(register, cursor, "asks/cases/named", {})]
        found = cls({key(one.case_id): one for one in named})
        for one in named:
            for name in one.enterprises:
                found.by_enterprise[name].append(one)
        return found

    def meant(self, enterprise: str, line: str) -> list[Named]:
        """The cases a name means, and of those the ones about a line of that name, where one is given."""
        known = [one for one in self.by_enterprise.get(key(enterprise), []) if not one.is_withdrawn]
        return [one for one in known if not line or key(line) in one.lines]


def some(cases: Iterable[Named]) -> str:
    """Some cases as a sentence names them."""
    ids = [one.case_id for one in cases]
    return "、".join(ids[:NAMED]) + (f" … ({len(ids)})" if len(ids) > NAMED else "")


def _named(
    case_id: str, stage: str, enterprise_name: str | None, former_names: list[str] | None,
    line_names: list[str] | None, line_codes: list[str] | None, models: list[str] | None,
) -> Named:  # fmt: skip
    names = frozenset(key(one) for one in (enterprise_name, *(former_names or ())) if one)
    lines = frozenset(key(one) for one in (*(line_names or ()), *(line_codes or ()), *(models or ())))
    shown = "、".join(line_names or models or line_codes or ())
    return Named(case_id, enterprise_name or "", shown, names, lines, stage == WITHDRAWN)
