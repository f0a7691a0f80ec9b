"""The register as one person may use it: what they read is of their areas alone, what they write is checked where it is
written, whatever a page showed; what weighs most waits there for a second person (`second` in actions.csv)."""

import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from typing import Any, Protocol

import pandas as pd

from lib.access import spelling
from lib.access.roles import NEEDS, OF_NO_DIMENSION, NotYours, Person
from lib.access.unlocked import prove_guarded_import
from lib.errors import UserError
from lib.register import reference
from lib.register.editions import Edition
from lib.register.scoping import strays
from lib.register.store import Cursor, Register, now
from lib.settings import Settings


class Unseconded(UserError):
    """It needs a second person; it was tried, found possible, and taken back."""

    def __init__(self, action: str, subject: str, detail: dict[str, Any]) -> None:
        self.action, self.subject, self.detail = action, subject, detail
        super().__init__(
            "Nothing was written yet: this needs a second person. Name one (on the command line with --second NAME)."
        )


class NoSecond(UserError):
    """Who confirms is no second person for this, or what was asked for is no longer as it was."""


class Second(Protocol):
    """The second person of a write."""

    def told(self, actor: str) -> dict[str, Any]:
        """What the audit says of them. Raises NoSecond for the first person."""

    def settle(self, register: Register, cursor: Cursor, actor: str, action: str, detail: Mapping[str, Any]) -> None:
        """Note it inside the transaction. Raises NoSecond or NotYours; nothing is written then."""


@dataclass(frozen=True)
class Typed:
    """A second name that somebody typed: nobody proved it, and the audit says so."""

    name: str

    def told(self, actor: str) -> dict[str, Any]:
        """The name, unproven. Raises NoSecond for the name of who writes."""
        prove_two(actor, self.name)
        return {"second": spelling.tidy(self.name), "second_unproven": True}

    def settle(self, register: Register, cursor: Cursor, actor: str, action: str, detail: Mapping[str, Any]) -> None:
        """Nothing waited for it."""


@dataclass(frozen=True)
class Confirming:
    """A person who is signed in and confirms a request."""

    person: Person
    request_id: str

    def told(self, actor: str) -> dict[str, Any]:
        """The account and what it confirms. Raises NoSecond, or NotYours without the right."""
        self.person.demand("approve")
        prove_two(actor, self.person.name)
        return {"second": self.person.name, "request": self.request_id}

    def settle(self, register: Register, cursor: Cursor, actor: str, action: str, detail: Mapping[str, Any]) -> None:
        """The request is confirmed together with what it asked for: by whom it was asked for, and as it was then."""
        row = waiting(register, cursor, self.request_id)
        if (row["asked_by"], row["action"]) != (actor, action) or row["detail_json"] != canonical(detail):
            raise NoSecond(
                "Nothing was written: what {name} asked for is no longer as it was then. Reject it, and let it be "
                "asked for anew.",
                name=row["asked_by"],
            )
        decide(register, cursor, self.request_id, "confirmed", self.person.name)
        _prove_inside(register, cursor, self.person)


class Attended(Register):
    """The register in somebody's hands: what needs a second person is tried, and taken back without one."""

    __slots__ = ("second",)

    def __init__(self, whole: Register, second: Second | None = None) -> None:
        self.__dict__ = whole.__dict__  # one state: a file that is opened anew is opened for everybody
        self.second = second  # in a slot, beside that state

    @contextmanager
    def write(self, actor: str, action: str, subject: str, **detail: Any) -> Iterator[Cursor]:
        """As `Register.write`. Raises Unseconded when it could be written, but for a second person; NoSecond for one
        who is none."""
        is_weighty = needs_second(self.settings, action)
        more = self.second.told(actor) if is_weighty and self.second else {}
        with super().write(actor, action, subject, **detail, **more) as cursor:
            yield cursor
            if is_weighty and not self.second:
                raise Unseconded(action, subject, detail)
            if is_weighty and self.second:
                self.second.settle(self, cursor, actor, action, detail)


class OwnRegister(Attended):
    """The same open register. Whoever sees some areas alone reads editions of these, live queries too; what is written
    needs the person's right, carries their name and touches no other area."""

    __slots__ = ("person",)

    def __init__(self, whole: Register, person: Person, second: Second | None = None) -> None:
        super().__init__(whole, second)
        self.person = person

    @property
    def scope(self) -> tuple[str, ...] | None:  # type: ignore[override]
        """The areas whose rows the person sees; None = every area."""
        return self.person.scope

    def cursor(self, as_of: date | None = None, language: str | None = None, stated_by: date | None = None) -> Cursor:
        """A cursor of its own on the live views; in a scope, on the version that stands now."""
        if self.scope is None:
            return super().cursor(as_of, language, stated_by)
        return self.reading().cursor(as_of, language, stated_by)

    def query(self, name: str, as_of: date | None = None, language: str | None = None, **params: Any) -> pd.DataFrame:
        """A query on the views that `cursor` reads; in a scope those alone are made that it asks for."""
        if self.scope is None:
            return super().query(name, as_of, language, **params)
        return self.reading().query(name, as_of, language, **params)

    def snapshot_cursor(
        self,
        as_of: date | None = None,
        language: str | None = None,
        stated_by: date | None = None,
        *,
        query: str = "",
    ) -> Cursor:
        """A cursor inside a snapshot of the person's scope, that holds every change committed before."""
        if self.scope is None:
            return super().snapshot_cursor(as_of, language, stated_by, query=query)
        return self.reading().snapshot_cursor(as_of, language, stated_by, query=query)

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
        """As `Attended.write`. Raises NotYours when the role does not give the right, in another's name, for what says
        none of their dimensions, or when a row of another area than theirs would come, go or change: then nothing is
        written."""
        self.person.demand(NEEDS.get(action, action))
        if actor != self.person.name:
            raise NotYours("{name} cannot write in the name of {actor}.", name=self.person.name, actor=actor)
        own = self.person.dimensions
        if own is not None and action not in OF_NO_DIMENSION and detail.get("dimension") not in own:
            raise NotYours(
                "{name} writes in {dimensions} alone.", name=self.person.name, dimensions="、".join(own) or "–"
            )
        with super().write(actor, action, subject, **detail) as cursor:
            yield cursor
            _prove_inside(self, cursor, self.person)


class OpenRegister(Attended):
    """The register while it is open to its own machine: nothing that an office handed in is brought in."""

    @contextmanager
    def write(self, actor: str, action: str, subject: str, **detail: Any) -> Iterator[Cursor]:
        """As `Attended.write`. Raises Unlocked for an import."""
        if action == "import":
            prove_guarded_import(self.settings)
        with super().write(actor, action, subject, **detail) as cursor:
            yield cursor


def answering(register: Register, actor: str) -> str:
    """Who answers for a write that needs two: its second person; empty while it is only tried without one. Where
    nobody is asked for one, who writes. Raises NoSecond for who is no second person."""
    if not isinstance(register, Attended):
        return actor
    return str(register.second.told(actor)["second"]) if register.second else ""


def needs_second(settings: Settings, action: str) -> bool:
    """Whether a kind of write needs a second person, as the table of actions says."""
    return any(row["action"] == action and row["second"] == "true" for row in reference.kept(settings)["actions"])


def prove_two(first: str, second: str) -> None:
    """Raise NoSecond for no name, and for the same one, however it is spelled."""
    if not second.strip() or spelling.key(first) == spelling.key(second):
        raise NoSecond("The second person must be another than the first.")


def canonical(detail: Mapping[str, Any]) -> str:
    """What a write tells the audit, in one spelling: at the asking and at the confirming it must be the same."""
    return json.dumps(detail, ensure_ascii=False, sort_keys=True, default=str)


def waiting(register: Register, cursor: Cursor, request_id: str) -> dict[str, Any]:
    """A request that waits. Raises NoSecond for none, and for one that is decided."""
    asked = cursor.execute(register.sql("asks/seconding/request"), {"request_id": request_id})
    names, row = [column[0] for column in asked.description or ()], asked.fetchone()
    if row is None:
        raise NoSecond("There is no request {request}.", request=request_id)
    found = dict(zip(names, row, strict=True))
    if found["decision"]:
        raise NoSecond(
            "This was decided already, by {name} on {when}.", name=found["decided_by"],
            when=f"{found['decided_at']:%Y-%m-%d %H:%M}",
        )  # fmt: skip
    return found


def decide(register: Register, cursor: Cursor, request_id: str, decision: str, name: str, reason: str = "") -> None:
    """Note inside a transaction what was decided of a request."""
    told = {"request_id": request_id, "decision": decision, "decided_by": name, "decided_at": now(), "reason": reason}
    cursor.execute(register.sql("writes/seconding/decide_request"), told)


def _prove_inside(register: Register, cursor: Cursor, person: Person) -> None:
    """Raise NotYours when a transaction changes a row of another area than a person's."""
    if person.scope is None:
        return
    before = Register.reading(register)
    if strays(cursor, before, before.scoped(person.scope)):
        raise NotYours(
            "Nothing was written: it concerns another area than {areas}. Ask the office that answers for it, "
            "or the city.",
            areas="、".join(person.scope) or "–",
        )
