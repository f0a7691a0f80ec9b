"""What is held in memory: catalogues and the tables in them, each as long as somebody refers to it."""

import weakref
from contextlib import suppress
from functools import cached_property
from itertools import count

import duckdb

from lib.register import views

Cursor = duckdb.DuckDBPyConnection
_numbers = count(1)  # a name is never used twice: the former bearer may still be read


class Held:
    """A catalogue in memory. It is detached when nobody refers to it any more: no snapshot, no table in it."""

    def __init__(self, con: Cursor, kind: str) -> None:
        self.name = f"{kind}_{next(_numbers)}"
        weakref.finalize(self, _detach, con, self.name).atexit = False
        con.cursor().execute(f"attach ':memory:' as {self.name}")


class Table:
    """A table that never changes, of a catalogue in memory or (`home` is none) of the register; several editions and
    snapshots may read it. In memory it is dropped when nobody refers to it any more.
    """

    def __init__(self, con: Cursor, name: str, home: Held | None, content: views.Content | None = None) -> None:
        self.number, self.name, self.home, self._con = next(_numbers), name, home, con
        if home:
            self.name = f"{home.name}.{name}"
            self.drop = weakref.finalize(self, _drop, con, self.name)
            self.drop.atexit = False
        if content:
            self.content = content

    @cached_property
    def content(self) -> views.Content:
        """What tells whether it holds the same rows as another one."""
        return views.contents_of(self._con.cursor(), [self.name])[self.name]


Tables = dict[str, Table]  # by the name that the SQL of views gives them: `facts.line`


def _detach(con: Cursor, name: str) -> None:
    with suppress(duckdb.Error):  # a closed register has let it go already
        con.cursor().execute(f"detach database if exists {name}")


def _drop(con: Cursor, name: str) -> None:
    with suppress(duckdb.Error):  # with its catalogue, or never made
        con.cursor().execute(f"drop table if exists {name}")
