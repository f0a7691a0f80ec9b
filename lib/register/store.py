"""The register: one DuckDB file, a cursor per query, short write transactions, and the version every number carries."""

import gc
import json
import logging
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import duckdb

from lib.counting import count
from lib.errors import CheckFailed, NotBuilt, RegisterDamaged, UserError
from lib.register import audit, copies, storage, views
from lib.register.editions import Edition, Editions
from lib.register.journal import Journal
from lib.register.reading import Cursor, Reading, cursor_of
from lib.settings import Settings

__all__ = ["Cursor", "Reading", "Register", "connect", "now", "offenders"]
log = logging.getLogger("atlas")
SWITCHED_OFF = (  # nothing is fetched at run time; a table has no order of its own, which judging need not keep
    "autoinstall_known_extensions",
    "autoload_known_extensions",
    "enable_external_access",  # SQL reads and writes the register, no other file
    "preserve_insertion_order",
)
BY_HAND = "1TB"  # size of the log at which DuckDB folds it in by itself: never; `settle` does, with a copy at hand
# With cte_inlining DuckDB 1.5.5 waits for itself for ever in marts.lines of some registers; compressed_materialization
# costs half of all planning (marts.lines 3.5 → 1.7 s, marts.data_quality 16 → 5 s of processor) and no query of ours
# runs slower without it, up to 10⁵ lines.
OPTIMIZERS_OFF = "cte_inlining,compressed_materialization"


@dataclass
class Register(Reading):
    """An open register. Readers get cursors; writers go through `write`, one at a time."""

    con: Cursor
    settings: Settings
    journal: Journal = field(init=False)
    file: storage.Identity = field(init=False)  # which file was opened; None = in memory
    floor: int = field(init=False)  # bytes the file has at least, as long as nobody else cuts it
    is_open: bool = True
    _writing: threading.Lock = field(default_factory=threading.Lock)
    _reopening: threading.Lock = field(default_factory=threading.Lock)
    _editions: Editions = field(init=False)

    def __post_init__(self) -> None:
        path = self.settings.register_path
        self.journal, self.file, self.floor = Journal(path), storage.identity_of(path), storage.size_of(path)
        self._editions = Editions(self.con, self.settings)

    @property
    def editions(self) -> Editions:
        """What is held in memory of the file that is open now."""
        self._living()
        return self._editions

    def version(self) -> int:
        """Number of the last committed change; 0 = nothing was ever written."""
        return self.editions.version()

    def whole_cursor(
        self, as_of: date | None = None, language: str | None = None, stated_by: date | None = None
    ) -> Cursor:
        """A cursor of its own on the live views, which sees every area whoever the register was handed to: for writing,
        and to tell whom a delivered row speaks of. What it finds of other areas is told to nobody.
        """
        return cursor_of(self._living(), self.settings, as_of, language, stated_by)

    def cursor(self, as_of: date | None = None, language: str | None = None, stated_by: date | None = None) -> Cursor:
        """A cursor of its own on the live views."""
        return self.whole_cursor(as_of, language, stated_by)

    def snapshot_cursor(
        self,
        as_of: date | None = None,
        language: str | None = None,
        stated_by: date | None = None,
        *,
        query: str = "",
    ) -> Cursor:
        """A cursor inside a snapshot that holds every change committed before it was asked for."""
        day, editions = as_of or date.today(), self.editions
        wanted = views.behind(self.settings.queries_dir, query)
        found = editions.snapshot(day, at_least=editions.version(), wanted=wanted)
        return self.tell_doubted(found.lent(self.whole_cursor(day, language, stated_by)), day, query)

    def reading(self) -> Edition:
        """The version that stands now, to put several queries to."""
        return self.editions.at_least(self.version())

    def known(self, day: date) -> Edition:
        """The version that stands now, as it was known at the end of a day."""
        return self.editions.known(day)

    def latest(self, at_least: int = 0) -> Edition:
        """The version that pages read: ready, and not older than what the reader wrote (`Editions.latest`)."""
        return self.editions.latest(at_least)

    def kept(self, version: int, known_on: date | None = None) -> Edition | None:
        """Just this version, while it is kept; as it was known on a day, while no later one stands."""
        return self.editions.kept(version, known_on)

    def own_version(self) -> int:
        """The version of the newest change this thread has committed; 0 = none."""
        return self.editions.own()

    def _living(self) -> Cursor:
        """The connection; cursors made from it end with it, whoever holds one. The file is opened anew when DuckDB
        has given it up (it then answers nothing, though the disk may be well again), and when another file was put in
        its place.
        """
        con = self.con
        if not self.is_open:
            return con
        with suppress(duckdb.FatalException, duckdb.ConnectionException):
            cursor = con.cursor()
            cursor.begin()
            cursor.rollback()
            if self.file == storage.identity_of(self.settings.register_path):
                return con
        with self._reopening:
            if self.con is con:
                self._reopen()
        return self.con

    def _reopen(self) -> None:
        """Raises StorageFailed while somebody still reads the file that was given up."""
        self._editions.close()
        self.con.close()
        gc.collect()  # DuckDB lets go of the old file with the last cursor on it
        storage.released(self.settings.register_path, self.file)
        self.con = opened(self.settings)
        self.__post_init__()
        log.warning(json.dumps({"register": str(self.settings.register_path), "reopened": True}))

    @contextmanager
    def write(self, actor: str, action: str, subject: str, **detail: Any) -> Iterator[Cursor]:
        """One transaction: readers see all of it or nothing; the audit row is the new version.

        Raises CheckFailed (nothing is written) when a check of `queries/checks/` finds offenders, StorageFailed when
        the disk refuses. What is committed when this returns outlives the process and is in the journal.
        """
        with self._writing, storage.explained(self.settings.register_path):
            cursor = self.whole_cursor()
            self.prove_whole()
            cursor.begin()
            try:
                yield cursor
                cursor.execute("set variable written = $1", [subject])
                self.run_checks(cursor)
                audit.add(cursor, self.settings.queries_dir, now(), actor, action, subject, detail)
                cursor.commit()
            except BaseException:
                with suppress(duckdb.Error):  # what went wrong first is what the reader must know
                    cursor.rollback()
                raise
            count("atlas_writes_total", action=action)
            self.keep_journal(written=1)
            self._editions.overtaken()

    @contextmanager
    def rehearsal(self) -> Iterator[Cursor]:
        """A transaction that is taken back in any case: what a change would make of the register. Writers wait."""
        with self._writing:
            cursor = self.whole_cursor()
            cursor.begin()
            try:
                yield cursor
            finally:
                cursor.rollback()

    def keep_journal(self, written: int = 0) -> None:
        """Bring the journal up to the register's version; `written` = changes just committed.

        What hinders it is logged: the commits stand, and the next call catches up.
        """
        if not self.file:
            return
        try:
            if self.journal.last is None:
                self.journal.begin(self.version() - written)
            self.journal.add(
                copies.commits_after(self._living().cursor(), self.settings.queries_dir, self.journal.last or 0)
            )
        except (OSError, duckdb.Error, UserError) as error:
            log.error(json.dumps({"journal": str(self.journal.path), "error": str(error)}, ensure_ascii=False))

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

    def settle(self) -> None:
        """Fold DuckDB's log into the file, the only place where that happens, with a proved copy of both at hand.

        Readers go on; writers wait. Raises StorageFailed, with nothing changed, when there is no room for the copy.
        """
        path = self.settings.register_path
        with self.no_writes() as version, storage.explained(path):
            if storage.size_of(storage.log_of(path)):
                with copies.guarded(path, self.settings.queries_dir, version):
                    self._living().cursor().execute("checkpoint")
                    self.floor = storage.size_of(path)

    def audited(self) -> audit.Looked:
        """What looking at every entry of the audit finds."""
        return audit.looked_at(self.whole_cursor(), self.settings.queries_dir, self.settings.register_path)

    def prove_whole(self) -> None:
        """Raise RegisterDamaged when another program has cut the file short since it was opened."""
        path = self.settings.register_path
        if storage.size_of(path) < self.floor:
            raise RegisterDamaged(storage.SHORT, path=path)

    def tidy(self) -> None:
        """`settle`, if the disk allows it: otherwise the log stays beside the file and is read at the next start."""
        try:
            self.settle()
        except (UserError, duckdb.Error) as error:
            log.warning(json.dumps({"not_settled": str(error)}, ensure_ascii=False))

    def close(self) -> None:
        """Fold the log and release the file."""
        if self.is_open:
            self.tidy()
        self.is_open = False
        self._editions.close()
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

    Raises NotBuilt when there is none and `create` is not given, RegisterBusy when another process holds it,
    RegisterDamaged when it is not whole or no register at all, StorageFailed when the disk refuses.
    """
    if create:
        settings.register_path.parent.mkdir(parents=True, exist_ok=True)
    return Register(opened(settings, create=create), settings)


def opened(settings: Settings, *, create: bool = False) -> Cursor:
    """A connection to the register's file; nothing is folded into it but by `settle`."""
    path = settings.register_path
    if not create and str(path) != ":memory:" and not path.exists():
        raise NotBuilt("There is no register at {path}. Make one: python -m lib init (or init --demo).", path=path)
    config: dict[str, str | bool | int | float | list[str]] = dict.fromkeys(SWITCHED_OFF, "false")
    config |= {"disabled_optimizers": OPTIMIZERS_OFF, "checkpoint_threshold": BY_HAND}
    config["lock_configuration"] = True  # no SQL opens again what is off
    if settings.memory_limit:
        config["memory_limit"] = settings.memory_limit
    with storage.explained(path):
        con = duckdb.connect(str(path), config=config)
        con.execute("pragma disable_checkpoint_on_shutdown")
    return con
