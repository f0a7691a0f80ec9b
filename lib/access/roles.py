"""Roles and rights: what a person may do (`data/reference/roles.csv`), and which right each kind of write needs."""

import re
from dataclasses import dataclass
from typing import Final

from lib.errors import Sentence, UserError
from lib.register import reference
from lib.settings import Settings

MEANINGS: Final = {  # right → what it is to do, as sentences say it
    "read": "read the register",
    "export": "take data out",
    "import": "bring in what areas hand in",
    "steps": "record on exit cases",
    "findings": "enter findings",
    "inspections": "record inspections",
    "freeze": "freeze periods, make their papers, answer objections and tick off duties",
    "approve": "set goals and approve",
    "switch": "switch rules on or off",
    "void": "void imported files",
    "instruct": "give instructions",
    "reply": "reply to instructions",
    "manage": "manage accounts",
}
OF_NO_DIMENSION: Final = ("reply to instruction",)  # what also who works in some dimensions alone may do
NEEDS: Final = {  # what `Register.write` is asked to do → the right it needs; what stands not here, nobody may
    "import": "import",
    "merge": "import",
    "split": "import",
    "tell apart": "import",
    "report": "import",
    "withdraw report": "import",
    "void": "void",
    "open": "steps",
    "step": "steps",
    "steps": "steps",
    "void steps": "steps",
    "reverse": "steps",
    "evidence": "steps",
    "finding": "findings",
    "withdraw finding": "findings",
    "freeze": "freeze",
    "pack": "freeze",
    "objection": "freeze",
    "answer objection": "freeze",
    "duty done": "freeze",
    "withdraw duty": "freeze",
    "draw inspections": "inspections",
    "assign inspections": "inspections",
    "plan inspection": "inspections",
    "order inspection": "inspections",
    "join inspection": "inspections",
    "record visit": "inspections",
    "withdraw inspection": "inspections",
    "answer item": "inspections",
    "bring answers": "inspections",
    "finish checklist": "inspections",
    "approve inspection": "inspections",
    "set aside": "inspections",
    "record found": "inspections",
    "decide found": "import",
    "order correction": "inspections",
    "hand in correction": "inspections",
    "withdraw correction": "inspections",
    "open supervision": "inspections",
    "answer supervision": "inspections",
    "feed back": "inspections",
    "circulate": "inspections",
    "close issue": "inspections",
    "withdraw supervision": "inspections",
    "area document": "import",
    "withdraw area document": "import",
    "goal": "approve",
    "withdraw goal": "approve",
    "rule status": "switch",
    "accept": "steps",  # a step by which the city accepts an exit
    "instruct": "instruct",
    "reply to instruction": "reply",
    "return instruction": "instruct",
    "finish instruction": "instruct",
    "withdraw instruction": "instruct",
    "ask": "read",  # what is asked for was tried with its own right
    "withdraw request": "read",
    "reject": "approve",
}

OF_MANAGING: Final = re.compile(r"/(admin/?|metrics)?|/(static|_stcore|media)/.+|/(favicon\.png|manifest\.json)")


class NotYours(UserError):
    """A person's role does not give the right; nothing was done."""


@dataclass(frozen=True)
class Person:
    """Who is signed in: the account's name, its role and what it works for, what the role may do, the areas whose rows
    it sees and the dimensions it works in (None: every one)."""

    name: str
    role: str
    areas: tuple[str, ...] = ()
    rights: frozenset[str] = frozenset()
    scope: tuple[str, ...] | None = ()
    dimensions: tuple[str, ...] | None = None

    def may(self, right: str) -> bool:
        """Whether the role gives a right."""
        return right in self.rights

    @property
    def has_pages(self) -> bool:
        """Whether there is any page for the role."""
        return self.may("read") or self.may("manage")

    def may_ask(self, path: str) -> bool:
        """Whether the role has anything to do at an address: who only manages asks for the administrator's page."""
        return self.may("read") or (self.may("manage") and bool(OF_MANAGING.fullmatch(path)))

    def demand(self, right: str) -> None:
        """Raise NotYours when the role does not give a right."""
        if not self.may(right):
            raise NotYours(
                "{name}: this role does not {what}. Ask somebody whose role does, or the administrator.",
                name=self.name,
                what=Sentence(MEANINGS.get(right, right)),
            )


def roles(settings: Settings) -> dict[str, reference.Row]:
    """Every role by its code, as the reference files say. Raises ReferenceRefused."""
    return {row["role"]: row for row in reference.kept(settings)["roles"]}


def person(settings: Settings, name: str, role: str, areas: tuple[str, ...] = ()) -> Person:
    """The person of an account; a role that is no longer there may do nothing. `areas` are the codes it works for: of
    areas, or for a role about dimensions of these."""
    row = roles(settings).get(role, {})
    rights = frozenset(filter(None, row.get("rights", "").split(";")))
    scope = row.get("scope", "none")
    dimensions = tuple(sorted(set(areas))) if scope == "dimension" else None
    return Person(name, role, areas, rights, scope_of(scope, areas), dimensions)


def scope_of(scope: str, areas: tuple[str, ...]) -> tuple[str, ...] | None:
    """The areas whose rows a role sees, by its `scope` in the table; None = every area. The dimension of a department
    and the targets of a team narrow what they are shown, not what verdicts are made of."""
    if scope == "areas":
        return tuple(sorted(set(areas)))
    return () if scope == "none" else None
