"""Accounts: who may come in, in which role."""

import sqlite3
import time
from dataclasses import dataclass, field

from lib.access import passwords, roles, spelling
from lib.access.access_log import AccessLog
from lib.access.book import Book, Run
from lib.access.guessing import Guessing
from lib.errors import UserError
from lib.register import reference
from lib.settings import Settings


class NoAccount(UserError):
    """There is no account of a name."""


@dataclass(frozen=True)
class Account:
    """An account; `password` is a hash, empty where another sign-in vouches for the person."""

    name: str
    role: str
    areas: tuple[str, ...]
    password: str = field(repr=False)
    must_change: bool
    is_disabled: bool
    changed_at: float = 0  # seconds since 1970

    @classmethod
    def of(cls, row: sqlite3.Row) -> "Account":
        """An account from its row."""
        areas = tuple(filter(None, row["areas"].split(";")))
        flags = bool(row["must_change"]), bool(row["is_disabled"])
        return cls(row["name"], row["role"], areas, row["password"], *flags, row["changed_at"])


class Accounts:
    """The accounts of a register."""

    def __init__(self, settings: Settings, by: str = "", place: str = "") -> None:
        """`by` and `place` are who changes accounts and from where, for the access log."""
        self.settings, self.book, self.log = settings, Book(settings), AccessLog(settings)
        self.by, self.place = by, place

    def any(self) -> bool:
        """Whether there is any; without one the register is open."""
        return self.book.is_there() and bool(self.book.ask("any_account")[0]["is_there"])

    def one(self, name: str) -> Account | None:
        """An account by its name, however it is spelled; None when there is none."""
        found = self.book.ask("account", name=name) if self.book.is_there() else []
        return Account.of(found[0]) if found else None

    def listed(self) -> list[Account]:
        """All of them, in the order they were made."""
        return [Account.of(row) for row in self.book.ask("accounts")] if self.book.is_there() else []

    def add(self, name: str, role: str, areas: tuple[str, ...], password: str | None) -> None:
        """Make an account, whose password must be changed when it is first used; None = another sign-in vouches for
        the person. Raises UserError for a name that is none or taken, and for an unknown role or area."""
        name = spelling.tidy(name)
        if not spelling.NAME.fullmatch(name):
            raise UserError("{name} is no name for an account: letters, digits, . · _ and - only.", name=repr(name))
        self.prove_known(role, areas)
        kept = "" if password is None else self._kept(name, password)
        self.book.make()
        facts = {"name": name, "role": role, "areas": ";".join(areas), "password": kept, "must_change": bool(kept)}
        with self.book.change() as run:
            if not run("add_account", now=time.time(), **facts).rowcount:
                raise UserError("There is an account {name} already.", name=name)
            self._note(run, "account made", name, after=_seat(role, areas))

    def reset(self, name: str, password: str) -> None:
        """Give a new first password; what was tried is forgiven, a disabled account is let in again, and its sessions
        and devices end. Raises NoAccount or PasswordWeak."""
        self._set(self.known(name).name, password, is_first=True)
        Guessing(self.book).forgive(name)

    def change(self, account: Account, old: str, new: str) -> None:
        """A person's own new password; every session of the account ends. Raises UserError."""
        self.prove_new(account, old, new)
        if not passwords.matches(account.password, old):
            raise UserError("The present password is not right.")
        self._set(account.name, new, is_first=False)

    def prove_new(self, account: Account, old: str, new: str) -> None:
        """Raise UserError for a new password that would not be taken, whatever the present one is."""
        passwords.prove_strong(new, account.name)
        if spelling.folded(old) == spelling.folded(new):
            raise UserError("The new password is the present one. Choose another.")

    def disable(self, name: str) -> None:
        """Let an account in no more; its sessions and devices end at once. Raises NoAccount."""
        account = self.known(name)
        with self.book.change() as run:
            run("disable", name=account.name, now=time.time())
            run("end_sessions_of", name=account.name)
            run("devices/withdraw_all", name=account.name)
            self._note(run, "account disabled", account.name)

    def move(self, name: str, role: str, areas: tuple[str, ...]) -> None:
        """Give an account another role or other areas; its sessions end. Raises NoAccount, or UserError for an unknown
        role or area."""
        account = self.known(name)
        self.prove_known(role, areas)
        with self.book.change() as run:
            run("set_role", name=account.name, role=role, areas=";".join(areas), now=time.time())
            run("end_sessions_of", name=account.name)
            before = _seat(account.role, account.areas)
            self._note(run, "role given", account.name, before=before, after=_seat(role, areas))

    def bound(self, subject: str) -> Account | None:
        """The account of a person as a provider numbers them; None when they were never here."""
        found = self.book.ask("bound", subject=subject) if self.book.is_there() else []
        return Account.of(found[0]) if found else None

    def bind(self, name: str, subject: str, role: str, areas: tuple[str, ...]) -> Account:
        """The account of a name, for a person a provider vouches for: a new one, or one that was made without a
        password for them. Raises UserError for a name that has a password here, or is another person's."""
        account = self.one(name)
        if account is None:
            self.add(name, role, areas, None)
            account = self.known(name)
        elif account.password or self.book.ask("is_bound", name=account.name)[0]["is_there"]:
            raise UserError("The name {name} belongs to another account here. Ask the administrator.", name=name)
        with self.book.change() as run:
            run("bind", subject=subject, name=account.name)
            self._note(run, "account bound", account.name, subject=subject)
        return account

    def end_sessions(self, name: str) -> None:
        """End every session of an account."""
        self.book.do("end_sessions_of", name=name)

    def known(self, name: str) -> Account:
        """An account by its name. Raises NoAccount."""
        if account := self.one(name):
            return account
        raise NoAccount("There is no account {name}. `python -m lib user list` shows them.", name=name)

    def prove_known(self, role: str, areas: tuple[str, ...]) -> None:
        """Raise UserError for a role or an area that is none."""
        known = roles.roles(self.settings)
        if role not in known:
            raise UserError("There is no role {role}; there are {known}.", role=role, known=", ".join(known))
        if known[role]["scope"] == "areas" and not areas:
            raise UserError("The role {role} works for areas: name at least one.", role=role)
        if known[role]["scope"] == "dimension":
            self._prove_dimensions(role, areas)
            return
        areas_known = [row["area_code"] for row in reference.kept(self.settings)["areas"]]
        if strange := [area for area in areas if area not in areas_known]:
            raise UserError(
                "There is no area {area}; there are {known}.", area=strange[0], known=", ".join(areas_known)
            )

    def _prove_dimensions(self, role: str, given: tuple[str, ...]) -> None:
        codes = [row["dimension"] for row in reference.kept(self.settings)["dimensions"]]
        if not given or set(given) - set(codes):
            raise UserError(
                "The role {role} works for dimensions: name at least one of {known}.", role=role, known=", ".join(codes)
            )

    def _set(self, name: str, password: str, *, is_first: bool) -> None:
        kept = self._kept(name, password)
        with self.book.change() as run:
            run("set_password", name=name, password=kept, must_change=is_first, now=time.time())
            run("end_sessions_of", name=name)
            if is_first:
                run("devices/withdraw_all", name=name)
                self._note(run, "password reset", name)

    def _note(self, run: Run, kind: str, name: str, **detail: str) -> None:
        self.log.add(run, kind, name, self.place, by=self.by, **detail)

    def _kept(self, name: str, password: str) -> str:
        passwords.prove_strong(password, name)
        return passwords.hashed(password)


def _seat(role: str, areas: tuple[str, ...]) -> str:
    """Role and areas in one word."""
    return " ".join((role, *areas))
