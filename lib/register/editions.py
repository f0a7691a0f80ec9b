"""Editions: versions of the register held in memory, each never changing, so that everything read from one agrees.

Pages read the latest edition that is ready while the next one is made behind them, so that no reader waits for a
writer; a session that has written asks for an edition that holds its write. One builder makes a snapshot, the others
who want the same date wait for it; few build at a time, and few dates may wait.

An edition seen by who sees some areas alone is an edition of its own, made of the whole one and kept with it.
"""

import threading
from collections import OrderedDict
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from time import monotonic
from typing import Any, cast

import duckdb

from lib.counting import count
from lib.errors import UserError
from lib.register import snapshot, views
from lib.register.held import Held, Tables
from lib.register.reading import DOUBTED, Cursor, Reading, Scope, cursor_of
from lib.register.snapshot import Snapshot
from lib.settings import Settings

KEPT = 8  # dates of one edition kept at a time; fewer where memory is short (`snapshot.is_crowded`)
FEWEST = 2  # … but the one that is looked at, and that it is compared with
KEPT_OF_SCOPE = 5  # dates kept of an edition seen in a scope: two that are looked at, compared with, and a due date
SCOPES = 16  # scopes kept of one edition, the longest unasked go
KNOWN = 2  # days kept of which it was asked what was known then
BUILDERS = 2  # snapshots built at a time: DuckDB gives each build every core, a second one fills its pauses
WAITING = 24  # different dates and scopes that may be built or waited for; who asks for one more is told to try again


class Edition(Reading):
    """The register as of one version; with `known_on`, as it was known then; with `scope`, the rows of those areas."""

    def __init__(
        self, keeper: "Editions", number: int, tables: Tables, known_on: date | None = None, scope: Scope = None
    ) -> None:
        self.settings, self.number, self.tables = keeper.settings, number, tables
        self.known_on, self.scope = known_on, scope
        self.ready: OrderedDict[date, Snapshot] = OrderedDict()  # the longest unasked date first
        self.asked: set[date] = set()
        self.scopes: OrderedDict[Scope, Edition] = OrderedDict()  # as some areas see it; the longest unasked first
        self.made: Snapshot | None = None  # of a scope: where its rows were chosen
        self.homes: Snapshot | None = None  # of the whole: whose its enterprises are, once somebody asked
        self.choosing = threading.Lock()
        self._keeper = keeper

    def version(self) -> int:
        """The version all its answers are of."""
        return self.number

    def reading(self) -> "Edition":
        """Itself."""
        return self

    def scoped(self, scope: Scope) -> "Edition":
        """The same version as those see it who see these areas alone. Raises ValueError for other areas than one's own:
        nothing is wider than it was made."""
        if scope == self.scope:
            return self
        if self.scope is not None:
            raise ValueError(f"an edition of {self.scope} holds no rows of {scope}")
        return self._keeper.scoped(self, scope)

    def snapshot_cursor(
        self,
        as_of: date | None = None,
        language: str | None = None,
        stated_by: date | None = None,
        *,
        query: str = "",
    ) -> Cursor:
        """A cursor inside its snapshot as of a date."""
        day = as_of or date.today()
        self.asked.add(day)
        found = self._keeper.snapshot(day, self, wanted=views.behind(self.settings.queries_dir, query))
        cursor = cursor_of(self._keeper.con, self.settings, day, language, stated_by, self.scope)
        return self.tell_doubted(found.lent(cursor), day, query)

    def is_ready(self, day: date, query: str = "") -> bool:
        """Whether its snapshot of a date holds what a query reads (default: any query)."""
        found = self.ready.get(day)
        return found is not None and found.holds(views.behind(self.settings.queries_dir, query))

    def read(self, day: date, query: str) -> tuple[int, ...]:
        """Numbers of the tables that a query reads of a date, its snapshot made where it is not: editions in which they
        are the same give one answer. Of a query that tells doubted statements also the version: it reads other dates.
        """
        queries_dir = self.settings.queries_dir
        tables = self._keeper.snapshot(day, self, wanted=views.behind(queries_dir, query)).tables
        numbers = sorted(tables[name].number for name in views.read_by(queries_dir, query) if name in tables)
        return (*numbers, -self.number) if views.names(queries_dir, query, DOUBTED) else tuple(numbers)

    def is_asked(self) -> bool:
        """Whether anybody read it, in whatever scope."""
        return bool(self.asked or any(one.asked for one in list(self.scopes.values())))

    def cursor(self, as_of: date | None = None, language: str | None = None, stated_by: date | None = None) -> Cursor:
        """A cursor inside its snapshot, for the live views speak of another version already; the stored views are made
        that its SQL reads, when it is executed."""
        day, queries_dir = as_of or date.today(), self.settings.queries_dir
        self.asked.add(day)
        found = self._keeper.snapshot(day, self, wanted=())
        inner = found.lent(cursor_of(self._keeper.con, self.settings, day, language, stated_by, self.scope))
        return cast(
            Cursor,
            _Asking(inner, lambda sql: self._keeper.complete(found, day, self.scope, views.behind(queries_dir, sql))),
        )

    query = Reading.ask


class _Asking:
    """A cursor that says what it is about to read."""

    def __init__(self, cursor: Cursor, prepare: Callable[[str], object]) -> None:
        self._cursor, self._prepare = cursor, prepare

    def execute(self, sql: str, parameters: object = None) -> Cursor:
        """As DuckDB's."""
        self._prepare(sql)
        return self._cursor.execute(sql, parameters)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._cursor, name)


@dataclass
class _Turn:
    """Those who want one date in one scope: the first of them builds it."""

    building: threading.Lock = field(default_factory=threading.Lock)
    count: int = 0


class Editions:
    """Makes and keeps the editions of an open register: the one pages read (`published`) and the newest."""

    def __init__(self, con: Cursor, settings: Settings) -> None:
        self.con, self.settings = con, settings
        self._lock = threading.Lock()  # guards what stands below; nothing is built or asked under it
        self._kept: list[Edition] = []
        self._published: Edition | None = None
        self._known: OrderedDict[date, Edition] = OrderedDict()  # what was known on a day; the longest unasked first
        self._turns: dict[tuple[date, Scope], _Turn] = {}
        self._refresher: threading.Thread | None = None
        self._own = threading.local()
        self._closing = threading.Event()
        self._copying = threading.Lock()
        self._builders = threading.BoundedSemaphore(BUILDERS)

    @cached_property
    def _plain(self) -> Held:
        """The views that every snapshot begins with; the register's change only while nobody reads it yet."""
        return snapshot.plain_views(self.con, self.settings.queries_dir)

    def version(self) -> int:
        """The register's version now."""
        return snapshot.version_of(self.con.cursor(), self.settings.queries_dir)

    def kept(self, version: int, known_on: date | None = None) -> Edition | None:
        """The edition of just this version, while it is kept; as it was known on a day, while no later one stands."""
        if known_on:
            return self.known(known_on) if version == self.version() else None
        with self._lock:
            return next((edition for edition in self._kept if edition.number == version), None)

    def at_least(self, version: int) -> Edition:
        """The newest edition when it is of this version or a later one, else a new one of the version now."""
        if found := self._newest(version):
            return found
        with self._copying:
            if found := self._newest(version):
                return found
            with self._lock:
                earlier = self._kept[-1].tables if self._kept else None
            made = Edition(self, *snapshot.copy_facts(self.con, self.settings.queries_dir, earlier))
            with self._lock:
                before, self._kept = self._kept, [self._published or (self._kept or [made])[-1], made]
            del before  # what goes with it is detached outside the lock
            return made

    def known(self, day: date) -> Edition:
        """The register of now as it was known at the end of a day: what was recorded later is not there."""
        version = self.version()
        with self._copying:
            found = self._known.pop(day, None)
            if not found or found.number != version:
                found = Edition(self, *snapshot.copy_facts(self.con, self.settings.queries_dir, known_on=day), day)
            self._known[day] = found
            while len(self._known) > KNOWN:
                self._known.popitem(last=False)
        return found

    def scoped(self, whole: Edition, scope: Scope) -> Edition:
        """An edition as those see it who see these areas alone."""
        with whole.choosing:
            found = whole.scopes.pop(scope, None) or self._chosen(whole, scope)
            whole.scopes[scope] = found
            while len(whole.scopes) > SCOPES:
                whole.scopes.popitem(last=False)
        return found

    def _chosen(self, whole: Edition, scope: Scope) -> Edition:
        """The rows of some areas, taken over where the last edition had the same."""
        now = self.at_least(whole.number) if whole.known_on else whole
        with self._lock:
            before = [one for one in reversed(self._kept) if one is not whole]
        homes = now.homes = now.homes or snapshot.build_homes(
            self.con, now.tables, self._plain, self.settings.queries_dir, [one.homes for one in before if one.homes]
        )
        former = [one.scopes[scope].made for one in before if scope in one.scopes and not whole.known_on]
        made = snapshot.build_scope(
            self.con,
            list(scope or ()),
            whole.tables,
            homes,
            self._plain,
            self.settings.queries_dir,
            [one for one in former if one],
        )
        found = Edition(self, whole.number, snapshot.scoped(whole.tables, made), whole.known_on, scope)
        found.made = made
        return found

    def _newest(self, version: int) -> Edition | None:
        with self._lock:
            return self._kept[-1] if self._kept and self._kept[-1].number >= version else None

    def latest(self, at_least: int = 0) -> Edition:
        """What a page reads: the published edition, also while a newer one is being made, unless it is older than
        `at_least`, the version the reader wrote."""
        version = self.version()
        at_least = min(at_least, version)  # a session may have written in a register that was replaced since
        with self._lock:
            published, is_refreshing = self._published, self._refresher is not None
            if published and published.number >= (at_least if is_refreshing else version):
                return published
        found = self.at_least(at_least if is_refreshing else version)
        with self._lock:
            if not is_refreshing:
                self._published = found
        return found

    def own(self) -> int:
        """The version of the newest change this thread has committed; 0 = none."""
        return int(getattr(self._own, "version", 0))

    def overtaken(self) -> None:
        """This thread committed a change: make the next edition behind the readers, when there are any."""
        with suppress(duckdb.Error):  # the change stands, whatever hinders reading it now
            self._own.version = self.version()
        with self._lock:
            if self._published and self._published.is_asked() and not self._refresher:
                self._refresher = threading.Thread(target=self._refresh, daemon=True)
                self._refresher.start()

    def _refresh(self) -> None:
        try:
            with suppress(duckdb.Error, UserError):  # the next reader meets the same trouble and is told
                while (before := self._published) and before.is_asked() and before.number < (version := self.version()):
                    start = monotonic()
                    self._publish(self.at_least(version), before)
                    self._closing.wait(monotonic() - start)  # who writes without pause leaves readers half the machine
        finally:
            with self._lock:
                self._refresher = None

    def _publish(self, edition: Edition, before: Edition) -> None:
        """Build what readers asked of the edition before, then let them read the new one; who sees some areas alone
        builds little, and it is built once the others read."""
        self._follow(edition, before)
        with self._lock:
            self._published = edition
        for scope, former in list(before.scopes.items()):
            if former.asked:
                self._follow(edition.scoped(scope), former)

    def _follow(self, edition: Edition, before: Edition) -> None:
        with self._lock:
            made = {day: set(one.made_of) for day, one in before.ready.items() if day in before.asked}
        for day, wanted in made.items():
            self.snapshot(day, edition, wanted=wanted)

    def snapshot(
        self,
        day: date,
        edition: Edition | None = None,
        at_least: int = 0,
        wanted: Collection[str] | None = None,
    ) -> Snapshot:
        """The snapshot of a date: of this edition, or of any that is at least of a version; built when there is none,
        and the `wanted` stored views (default: all) in it.

        Raises UserError when too many other dates wait to be built.
        """
        needed = views.behind(self.settings.queries_dir) if wanted is None else wanted
        if (found := self._ready(day, edition, at_least)) and found[1].holds(needed):
            return found[1]
        with self._turn(day, edition.scope if edition else None):
            found = self._ready(day, edition, at_least)
            if found and found[1].holds(needed):
                return found[1]
            with self._builders:
                start = monotonic()
                source, made = found or self._begun(day, edition or self.at_least(at_least))
                made.need(needed)
            count("atlas_snapshot_seconds_total", monotonic() - start)
            return self._keep(source, day, made)

    def complete(self, made: Snapshot, day: date, scope: Scope, wanted: Collection[str]) -> None:
        """Make more of the stored views of a snapshot that somebody reads."""
        if not made.holds(wanted):
            with self._turn(day, scope), self._builders:
                made.need(wanted)

    def _begun(self, day: date, source: Edition) -> tuple[Edition, Snapshot]:
        queries_dir, earlier = self.settings.queries_dir, self._earlier(day, source)
        if same := next((one for one in earlier if one.is_of(source.tables)), None):
            return source, same
        count("atlas_snapshots_total")
        made = snapshot.build(self.con, day, source.tables, self._plain, queries_dir, earlier, areas=source.scope)
        return source, made

    def _ready(self, day: date, edition: Edition | None, at_least: int) -> tuple[Edition, Snapshot] | None:
        with self._lock:
            sources = [edition] if edition else [one for one in self._kept if one.number >= at_least]
            for source in sources:
                if day in source.ready:
                    source.ready.move_to_end(day)
                    return source, source.ready[day]
        return None

    def _earlier(self, day: date, edition: Edition) -> list[Snapshot]:
        """Snapshots of a date that hold some of the tables another edition needs, the newest first."""
        with self._lock:
            kept = [one.scopes.get(edition.scope) if edition.scope is not None else one for one in reversed(self._kept)]
            return [one.ready[day] for one in kept if one and day in one.ready and not edition.known_on]

    @contextmanager
    def _turn(self, day: date, scope: Scope) -> Iterator[None]:
        asked = day, scope
        with self._lock:
            if asked not in self._turns and len(self._turns) >= WAITING:
                raise UserError("Too many different dates are being asked for at once. Try again in a minute.")
            turn = self._turns.setdefault(asked, _Turn())
            turn.count += 1
        try:
            with turn.building:
                yield
        finally:
            with self._lock:
                turn.count -= 1
                if not turn.count:
                    del self._turns[asked]

    def _keep(self, edition: Edition, day: date, made: Snapshot) -> Snapshot:
        """Keep a snapshot; the longest unasked ones are let go, which those who read them do not notice."""
        is_crowded = snapshot.is_crowded(self.con, self.settings.queries_dir)
        let_go: list[Snapshot] = []  # detached after the lock
        with self._lock:
            edition.ready[day] = made
            kept = {edition, *self._kept}
            for source in {*kept, *(one for whole in kept for one in list(whole.scopes.values()))}:
                most = KEPT if source.scope is None else KEPT_OF_SCOPE
                while len(source.ready) > (FEWEST if is_crowded else most):
                    let_go.append(source.ready.popitem(last=False)[1])
        return made

    def close(self) -> None:
        """Wait for an edition that is being made."""
        self._closing.set()
        if refresher := self._refresher:
            refresher.join()
