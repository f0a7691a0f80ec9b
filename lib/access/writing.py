"""The register as one person may use it: what they read is of their areas alone, what they write is checked where it is
written, whatever a page showed."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from typing import Any

from lib.access.roles import NEEDS, NotYours, Person
from lib.access.unlocked import prove_guarded_import
from lib.register.editions import Edition
from lib.register.scoping import strays
from lib.register.store import Cursor, Register


class OwnRegister(Register):
    """The same open register. Whoever sees some areas alone reads editions of these, live queries too; what is written
    needs the person's right, carries their name and touches no other area."""

    __slots__ = ("person",)

    def __init__(self, whole: Register, person: Person) -> None:
        self.__dict__ = whole.__dict__  # one state: a file that is opened anew is opened for everybody
        self.person = person  # in a slot, beside that state

    @property
    def scope(self) -> tuple[str, ...] | None:  # type: ignore[override]
        """The areas whose rows the person sees; None = every area."""
        return self.person.scope

    def cursor(self, as_of: date | None = None, language: str | None = None, stated_by: date | None = None) -> Cursor:
        """A cursor of its own on the live views; in a scope, on the version that stands now."""
        if self.scope is None:
            return super().cursor(as_of, language, stated_by)
        return self.reading().snapshot_cursor(as_of, language, stated_by)

    def snapshot_cursor(
        self, as_of: date | None = None, language: str | None = None, stated_by: date | None = None
    ) -> Cursor:
        """A cursor inside a snapshot of the person's scope, that holds every change committed before."""
        if self.scope is None:
            return super().snapshot_cursor(as_of, language, stated_by)
        return self.reading().snapshot_cursor(as_of, language, stated_by)

    def reading(self) -> Edition:
        """The version that stands now, in the person's scope."""
        return super().reading().scoped(self.scope)

    def known(self, day: date) -> Edition:
        """The same as it was known at the end of a day."""
        return super().known(day).scoped(self.scope)

    def latest(self, at_least: int = 0) -> Edition:
        """The version that pages read, in the person's scope."""
        return super().latest(at_least).scoped(self.scope)

    def kept(self, version: int, known_on: date | None = None) -> Edition | None:
        """Just this version in the person's scope, while it is kept."""
        found = super().kept(version, known_on)
        return found and found.scoped(self.scope)

    @contextmanager
    def write(self, actor: str, action: str, subject: str, **detail: Any) -> Iterator[Cursor]:
        """As `Register.write`. Raises NotYours when the role does not give the right, in another's name, or when a row
        of another area than theirs would come, go or change: then nothing is written."""
        self.person.demand(NEEDS.get(action, action))
        if actor != self.person.name:
            raise NotYours("{name} cannot write in the name of {actor}.", name=self.person.name, actor=actor)
        with super().write(actor, action, subject, **detail) as cursor:
            before = super().reading() if self.scope is not None else None
            yield cursor
            if before and self.scope is not None and strays(cursor, before, before.scoped(self.scope)):
                raise NotYours(
                    "Nothing was written: it concerns another area than {areas}. Ask the office that answers for it, "
                    "or the city.",
                    areas="、".join(self.scope) or "–",
                )


class OpenRegister(Register):
    """The register while it is open to its own machine: nothing that an office handed in is brought in."""

    def __init__(self, whole: Register) -> None:
        self.__dict__ = whole.__dict__

    @contextmanager
    def write(self, actor: str, action: str, subject: str, **detail: Any) -> Iterator[Cursor]:
        """As `Register.write`. Raises Unlocked for an import."""
        if action == "import":
            prove_guarded_import(self.settings)
        with super().write(actor, action, subject, **detail) as cursor:
            yield cursor
