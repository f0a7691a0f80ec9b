"""Who was outdated before a change: written down inside its transaction, because verdicts forget (docs/account.md)."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime

from lib.register.reading import Cursor, Reading


@contextmanager
def remembering(
    register: Reading,
    cursor: Cursor,
    action: str,
    cause: str,
    days: list[date],
    recorded_at: datetime,
    *,
    among: list[str] | None = None,
    held: list[str] | None = None,
) -> Iterator[None]:
    """Write down who is outdated on the days a change begins to hold, before it is written inside this; a change of a
    past that files have spoken of since is followed by what it made true for a while. `action` and `cause` are those of
    the audit; `among` are the enterprises it can concern (default: all), `held` those of them that the register holds
    on the first of the days (default: all of them): it can let nobody else go, unless later days were spoken of.
    """
    told = {"action": action, "cause": cause, "recorded_at": recorded_at}
    remember_ended(register, cursor, recorded_at)
    found = cursor.execute(register.sql("asks/account/identifying_days"), {"days": days}).fetchall()
    days, is_backdated = [day for day, _ in found], any(after for _, after in found)
    if held is None or held:
        _write_down(register, cursor, days, told, among if held is None or is_backdated else held)
    yield
    if is_backdated:
        _write_down(register, cursor, days, told, among)


def remember_ended(register: Reading, cursor: Cursor, recorded_at: datetime) -> None:
    """Write down whom a rule caught on its last day, once it is over: its end lets nobody go."""
    days = [day for (day,) in cursor.execute(register.sql("asks/account/ended_rules")).fetchall()]
    _write_down(register, cursor, days, {"action": "rules ended", "cause": "", "recorded_at": recorded_at})


def recollect(register: Reading, cursor: Cursor, recorded_at: datetime) -> None:
    """For a register whose files came before anybody was written down: ask of the day before each of them."""
    if not cursor.execute(register.sql("asks/account/is_anyone_remembered")).fetchall():
        days = [day for (day,) in cursor.execute(register.sql("asks/account/batch_days")).fetchall()]
        _write_down(register, cursor, days, {"action": "reference", "cause": "", "recorded_at": recorded_at})


def _write_down(
    register: Reading, cursor: Cursor, days: list[date], told: dict[str, object], among: list[str] | None = None
) -> None:
    if among is not None:
        cursor.execute(register.sql("setup/ask_among"), {"enterprises": among})
    for day in days:
        cursor.execute("set variable as_of = $1", [day])
        cursor.execute(register.sql("writes/insert_identifications"), told)
    cursor.execute("set variable asked = null")
    cursor.execute("set variable as_of = $1", [date.today()])
