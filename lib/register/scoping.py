"""Whose rows a change touches: what lies outside a scope, before it and after it."""

from collections.abc import Iterator
from contextlib import contextmanager

from lib.register import views
from lib.register.editions import Edition
from lib.register.held import Table
from lib.register.reading import Cursor, Scope
from lib.register.snapshot import LAST

OF_NOBODY = frozenset({"facts.identification"})  # verdicts of the whole city, which the atlas notes whoever writes


def strays(cursor: Cursor, whole: Edition, own: Edition) -> list[str]:
    """Tables of facts in which a transaction changed a row that does not belong to a scope, or moved one into it or out
    of it. `whole` and `own` are the editions, of all and of the scope, of the version that the transaction began with.

    Only what follows from tables it changed is chosen anew, on the live views.
    """
    queries = own.settings.queries_dir
    facts = [name for name in whole.tables if name.startswith("facts.")]
    now = views.contents_of(cursor, facts)
    changed = {name for name in facts if now[name] != whole.tables[name].content}
    known = {**_kept(whole), **_kept(own)}
    names = {view: table.name for view, table in known.items()}
    with as_now(cursor, own.scope):
        for view in views.scope_views(queries):
            if changed & views.tables_behind(queries, view):
                names[view] = views.create_temporary(cursor, queries, view, names)
    anew = [name for name in facts if names[views.scope_of(name)] != known[views.scope_of(name)].name]
    inside = views.contents_of(cursor, [names[views.scope_of(name)] for name in anew]) if anew else {}
    return [
        name
        for name in anew
        if name not in OF_NOBODY
        and _less(now[name], inside[names[views.scope_of(name)]])
        != _less(whole.tables[name].content, known[views.scope_of(name)].content)
    ]


@contextmanager
def as_now(cursor: Cursor, scope: Scope = None) -> Iterator[None]:
    """Let a cursor on the live views tell where enterprises belong: by the newest that was told, whatever its date."""
    [day] = cursor.execute("select getvariable('as_of')").fetchone() or (None,)
    cursor.execute("set variable as_of = $1", [LAST])
    cursor.execute("set variable scope = $1", [scope])
    yield
    cursor.execute("set variable as_of = $1", [day])
    cursor.execute("set variable scope = null")


def _kept(edition: Edition) -> dict[str, Table]:
    """The views of a scope as an edition holds them, by name."""
    made = edition.homes or edition.made
    return {view: table for view, table in made.tables.items() if views.is_scope(view)} if made else {}


def _less(whole: views.Content, part: views.Content) -> views.Content:
    """What tells the rows that are in the one and not in the other: counts and sums of hashes are differences."""
    return whole[0] - part[0], (whole[1] or 0) - (part[1] or 0)
