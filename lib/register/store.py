"""The register: one DuckDB file, a cursor per query, short write transactions, and the version every number carries."""

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import duckdb

from lib.errors import CheckFailed, NotBuilt, RegisterBusy
from lib.register import views
from lib.register.editions import Edition, Editions
from lib.register.reading import Cursor, Reading, cursor_of
from lib.settings import Settings

__all__ = ["Cursor", "Reading", "Register", "connect", "now", "offenders"]
SWITCHED_OFF = (  # nothing is fetched at run time; a table has no order of its own, which judging need not keep
    "autoinstall_known_extensions",
    "autoload_known_extensions",
    "preserve_insertion_order",
)
OPTIMIZERS_OFF = "cte_inlining"  # with it DuckDB 1.5.5 waits for itself for ever in marts.lines of some registers


@dataclass
class Register(Reading):
    """An open register. Readers get cursors; writers go through `write`, one at a time."""

    con: Cursor
    settings: Settings
    _writing: threading.Lock = field(default_factory=threading.Lock)
    editions: Editions = field(init=False)

    def __post_init__(self) -> None:
        self.editions = Editions(self.con, self.settings)

    def version(self) -> int:
        """Number of the last committed change; 0 = nothing was ever written."""
        return self.editions.version()

    def cursor(self, as_of: date | None = None, language: str | None = None, stated_by: date | None = None) -> Cursor:
        """A cursor of its own on the live views."""
        return cursor_of(self.con, self.settings, as_of, language, stated_by)

    def snapshot_cursor(
        self, as_of: date | None = None, language: str | None = None, stated_by: date | None = None
    ) -> Cursor:
        """A cursor inside a snapshot that holds every change committed before it was asked for."""
        day = as_of or date.today()
        found = self.editions.snapshot(day, at_least=self.version())
        return found.lent(self.cursor(day, language, stated_by))

    def reading(self) -> Edition:
        """The version that stands now, to put several queries to."""
        return self.editions.at_least(self.version())

    @contextmanager
    def write(self, actor: str, action: str, subject: str, **detail: Any) -> Iterator[Cursor]:
        """One transaction: readers see all of it or nothing; the audit row is the new version.

        Raises CheckFailed (nothing is written) when a check of `queries/checks/` finds offenders.
        """
        with self._writing:
            cursor = self.cursor()
            cursor.begin()
            try:
                yield cursor
                cursor.execute("set variable written = $1", [subject])
                self.run_checks(cursor)
                record = {"actor": actor, "action": action, "subject": subject}
                cursor.execute(
                    self.sql("writes/audit"),
                    record | {"recorded_at": now(), "detail_json": json.dumps(detail, ensure_ascii=False, default=str)},
                )
                cursor.commit()
            except BaseException:
                cursor.rollback()
                raise
            self.editions.overtaken()

    @contextmanager
    def no_writes(self) -> Iterator[int]:
        """Hold back writers, for a backup; gives the version that stands meanwhile."""
        with self._writing:
            yield self.version()

    def run_checks(self, cursor: Cursor) -> None:
        """Raise CheckFailed with the first offenders of every check of `queries/checks/before_commit` that finds any.

        The other checks read what is judged, which takes seconds in a big register; `python -m lib check` runs all.
        """
        folder = self.settings.queries_dir / "checks" / "before_commit"
        found = {name: rows for name, rows in offenders(cursor, folder).items() if rows}
        if found:
            raise CheckFailed("; ".join(f"{name}: {len(rows)} rows, first {rows[0]}" for name, rows in found.items()))

    def close(self) -> None:
        """Release the file."""
        self.editions.close()
        self.con.close()


def now() -> datetime:
    """The time of writing, UTC without zone, as the fact tables keep it."""
    return datetime.now(UTC).replace(tzinfo=None)


def offenders(cursor: Cursor, folder: Path) -> dict[str, list[tuple[Any, ...]]]:
    """Name of each check of a folder and the folders in it → the rows that break it (at most 100)."""
    files = sorted(folder.rglob("*.sql"))
    return {file.stem: cursor.execute(views.read_sql(file)).fetchmany(100) for file in files}


def connect(settings: Settings, *, create: bool = False) -> Register:
    """Open the register file.

    Raises NotBuilt when there is none and `create` is not given, RegisterBusy when another process holds it.
    """
    path = settings.register_path
    if not create and str(path) != ":memory:" and not path.exists():
        raise NotBuilt("There is no register at {path}. Make one: python -m lib init (or init --demo).", path=path)
    path.parent.mkdir(parents=True, exist_ok=True)
    config: dict[str, str | bool | int | float | list[str]] = dict.fromkeys(SWITCHED_OFF, "false")
    config["disabled_optimizers"] = OPTIMIZERS_OFF
    if settings.memory_limit:
        config["memory_limit"] = settings.memory_limit
    try:
        con = duckdb.connect(str(path), config=config)
    except duckdb.IOException as error:
        if "lock" not in str(error).lower():
            raise
        raise RegisterBusy(
            "{path} is held by another process ({holder}). Stop the server (or use its Import page) and try again.",
            path=path,
            holder=_holder(str(error)),
        ) from error
    return Register(con, settings)


def _holder(message: str) -> str:
    """The part of DuckDB's message that names the process."""
    start = message.find("held in")
    return message[start:].split(". ")[0] if start >= 0 else "its name is unknown"
