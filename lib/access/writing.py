"""The register as one person may write in it: checked where the write happens, whatever the page showed."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from lib.access.roles import NEEDS, NotYours, Person
from lib.register.store import Cursor, Register


class OwnRegister(Register):
    """The same open register, reading and all; what is written needs the person's right, and carries their name."""

    __slots__ = ("person",)

    def __init__(self, whole: Register, person: Person) -> None:
        self.__dict__ = whole.__dict__  # one state: a file that is opened anew is opened for everybody
        self.person = person  # in a slot, beside that state

    @contextmanager
    def write(self, actor: str, action: str, subject: str, **detail: Any) -> Iterator[Cursor]:
        """As `Register.write`. Raises NotYours when the role does not give the right, or in another's name."""
        self.person.demand(NEEDS.get(action, action))
        if actor != self.person.name:
            raise NotYours("{name} cannot write in the name of {actor}.", name=self.person.name, actor=actor)
        with super().write(actor, action, subject, **detail) as cursor:
            yield cursor
