"""The file of accounts beside the register: SQLite, so that the running server and the command line open it at once.

Never through `Register.write`: its audit row is the register's version, and every sign-in would judge everything anew.
"""

import os
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from functools import cache
from pathlib import Path
from typing import Any, Final
from urllib.parse import quote

from lib.access import spelling
from lib.errors import UserError
from lib.register.accounts import accounts_of
from lib.register.views import read_sql
from lib.settings import Settings

VERSION: Final = 5  # of the tables; a file of accounts of an earlier one gets what it lacks
PATIENCE: Final = 5  # seconds to wait for another process that writes
Run = Callable[..., sqlite3.Cursor]


class AccountsFailed(UserError):
    """The file of accounts cannot be read or written; nobody is let in meanwhile."""


class Book:
    """The file, opened anew for every question: what another process wrote, or put in its place, is seen at once."""

    def __init__(self, settings: Settings) -> None:
        self.path = accounts_of(settings.register_path)
        self.queries = settings.queries_dir / "access"

    def is_there(self) -> bool:
        """Whether the file exists; it is made with the first account."""
        return self.path.exists()

    def make(self) -> None:
        """Make the file, for the eyes of its owner alone, or leave it as it is. Raises AccountsFailed."""
        try:
            os.close(os.open(self.path, os.O_CREAT | os.O_RDWR, 0o600))
        except OSError as error:
            raise self._failed(error) from error
        with self._opened() as connection:
            connection.executescript(self._sql("setup/schema"))

    def ask(self, query: str, **params: Any) -> list[sqlite3.Row]:
        """Rows of `queries/access/<query>.sql`. Raises AccountsFailed."""
        with self._opened() as connection:
            return connection.execute(self._sql(query), params).fetchall()

    @contextmanager
    def change(self) -> Iterator[Run]:
        """Several queries, all of them or none, while no other process writes. Raises AccountsFailed."""

        def run(query: str, **params: Any) -> sqlite3.Cursor:
            return connection.execute(self._sql(query), params)

        with self._opened() as connection:
            connection.execute("begin immediate")
            try:
                yield run
                connection.commit()
            except BaseException:
                connection.rollback()
                raise

    def do(self, query: str, **params: Any) -> int:
        """One change; how many rows it met. Raises AccountsFailed."""
        with self.change() as run:
            return run(query, **params).rowcount

    @contextmanager
    def _opened(self) -> Iterator[sqlite3.Connection]:
        try:
            address = f"file:{quote(str(self.path))}?mode=rw"
            with closing(sqlite3.connect(address, PATIENCE, uri=True, isolation_level=None)) as connection:
                connection.row_factory = sqlite3.Row
                connection.create_function("name_key", 1, spelling.key, deterministic=True)
                if connection.execute(self._sql("setup/version")).fetchone()["version"] < VERSION:
                    connection.executescript(self._sql("setup/schema"))
                yield connection
        except sqlite3.Error as error:
            raise self._failed(error) from error

    def _sql(self, query: str) -> str:
        return _text(self.queries / f"{query}.sql")

    def _failed(self, error: Exception) -> AccountsFailed:
        return AccountsFailed(
            "The accounts in {path} cannot be used ({reason}). The server's own user must be able to read and write "
            "the file and its folder.",
            path=self.path,
            reason=error,
        )


@cache
def _text(path: Path) -> str:
    return read_sql(path)
