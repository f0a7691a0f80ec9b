"""Reading: what pages, maps and exports may ask, of the register as it stands or of one version of it."""

import weakref
from abc import ABC, abstractmethod
from datetime import date
from typing import Any

import duckdb
import pandas as pd

from lib.register import views
from lib.settings import Settings

Cursor = duckdb.DuckDBPyConnection
DOUBTED = "getvariable('doubted')"  # in a view that tells statements which do not fit the register
Scope = tuple[str, ...] | None  # codes of the areas whose rows are seen, in order; None = everything


class Reading(ABC):
    """Something that named queries are put to: an open register, or an edition (one version of it)."""

    settings: Settings
    known_on: date | None = None  # the day at whose end its facts were known; None = now
    scope: Scope = None  # the areas whose rows it answers with

    @abstractmethod
    def version(self) -> int:
        """Number of the last committed change; 0 = nothing was ever written."""

    @abstractmethod
    def cursor(self, as_of: date | None = None, language: str | None = None, stated_by: date | None = None) -> Cursor:
        """A cursor of its own, answering as of a date (default: today) in a language (`zh`, `en`).

        `stated_by` (default: the date) is the day whose statements of areas are held against the register of the date.
        """

    @abstractmethod
    def snapshot_cursor(
        self,
        as_of: date | None = None,
        language: str | None = None,
        stated_by: date | None = None,
        *,
        query: str = "",
    ) -> Cursor:
        """The same inside a snapshot, where the heavy views are tables; it is of one version, and built on first use:
        what any query reads, or the one that is named.

        Raises UserError when too many dates are asked for at once.
        """

    def compared_cursor(
        self, as_of: date | None = None, language: str | None = None, *, since: date, query: str = ""
    ) -> Cursor:
        """`snapshot_cursor`, whose variable `before` names the standings of an earlier date, of the same version."""
        earlier = self.snapshot_cursor(since, query="asks/account/standings")
        before = earlier.execute(self.sql("asks/account/standings")).fetchall()[0][0]
        cursor = self.snapshot_cursor(as_of, language, query=query)
        cursor.execute("set variable before = $1", [before])
        weakref.finalize(cursor, _read_no_more, earlier).atexit = False
        return cursor

    def tell_doubted(self, cursor: Cursor, day: date, query: str) -> Cursor:
        """The cursor; for a query that tells them, its variable `doubted` names the statements of the newest period
        that do not fit the register as it stood on the due date, which no view of a later day can know."""
        if not views.names(self.settings.queries_dir, query, DOUBTED):
            return cursor
        sql = self.sql("asks/reports/newest_period")
        found = cursor.execute(sql, {"day": day}).fetchone()
        rows = self.ask_rows("asks/reports/doubted", found[1], stated_by=day, period=found[0]) if found else []
        cursor.execute("set variable doubted = $1", [rows])
        return cursor

    @abstractmethod
    def reading(self) -> "Reading":
        """One version to put several queries to, so that their answers agree."""

    def sql(self, name: str) -> str:
        """Text of `queries/<name>.sql`."""
        return views.read_sql(self.settings.queries_dir / f"{name}.sql")

    def query(self, name: str, as_of: date | None = None, language: str | None = None, **params: Any) -> pd.DataFrame:
        """Run `queries/<name>.sql` on the views with named parameters."""
        return self.cursor(as_of, language).execute(self.sql(name), params or None).df()

    def ask(
        self,
        name: str,
        as_of: date | None = None,
        language: str | None = None,
        *,
        since: date | None = None,
        **params: Any,
    ) -> pd.DataFrame:
        """Run `queries/<name>.sql` on the snapshot (compared with `since`): what pages, maps and exports use."""
        return self.asked_cursor(as_of, language, since, query=name).execute(self.sql(name), params or None).df()

    def asked_cursor(
        self, as_of: date | None = None, language: str | None = None, since: date | None = None, *, query: str = ""
    ) -> Cursor:
        """`compared_cursor` when there is an earlier date, else `snapshot_cursor`."""
        if since:
            return self.compared_cursor(as_of, language, since=since, query=query)
        return self.snapshot_cursor(as_of, language, query=query)

    def ask_rows(
        self,
        name: str,
        as_of: date | None = None,
        language: str | None = None,
        *,
        stated_by: date | None = None,
        **params: Any,
    ) -> list[dict[str, Any]]:
        """Like `ask`, as dictionaries of Python values: dates as date, amounts as Decimal."""
        cursor = self.snapshot_cursor(as_of, language, stated_by, query=name)
        found = cursor.execute(self.sql(name), params or None)
        columns = [column[0] for column in found.description or []]
        return [dict(zip(columns, row, strict=True)) for row in found.fetchall()]


def _read_no_more(_earlier: Cursor) -> None:
    """The later cursor is gone, which read what lies under the earlier one."""


def cursor_of(
    con: Cursor,
    settings: Settings,
    as_of: date | None,
    language: str | None,
    stated_by: date | None,
    scope: Scope = None,
) -> Cursor:
    """A new cursor whose variables say date, day of statements, language and scope; what is not given is today's."""
    cursor, day = con.cursor(), as_of or date.today()
    cursor.execute("set variable as_of = $1", [day])
    cursor.execute("set variable stated_by = $1", [stated_by or day])
    cursor.execute("set variable lang = $1", [language or settings.language])
    cursor.execute("set variable scope = $1", [scope])
    return cursor
