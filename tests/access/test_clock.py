"""The clock of the machine is set back, or forward: nobody is let in for longer, and what is kept stays in order."""

import time

import pytest

from lib.access.access_log import AccessLog
from lib.access.accounts import Accounts
from lib.access.guessing import HERE_TRIES, WINDOW, Guessing
from lib.access.sessions import Sessions
from lib.settings import Settings

HOUR = 3600


@pytest.mark.parametrize(
    ("moved", "stands"), [(-13 * HOUR, False), (-HOUR, False), (-60, True), (60, True), (HOUR, False)]
)
def test_a_session_counts_no_longer(settings: Settings, accounts: Accounts, moved: int, stands: bool):
    now = time.time()
    token = Sessions(settings, lambda: now).begin("王")
    later = Sessions(settings, lambda: now + moved)
    assert bool(later.visit(token)) == bool(later.standing()) == bool(later.listed()) == stands
    assert later.visit(later.begin("王")), "who signs in anew is in"


def test_guesses_stay_counted_and_end_with_their_window(accounts: Accounts, monkeypatch: pytest.MonkeyPatch):
    guessing, now = Guessing(accounts.book), time.time()
    assert all(guessing.listens("李", "10.0.0.7") for _ in range(HERE_TRIES))
    for moved, listens in ((-HOUR, False), (0, False), (WINDOW + 1, True)):
        monkeypatch.setattr(time, "time", lambda moved=moved: now + moved)
        assert guessing.listens("李", "10.0.0.7") == listens, moved


def test_entries_of_the_access_log_stay_in_their_order(settings: Settings, accounts: Accounts, monkeypatch):
    log, now = AccessLog(settings), time.time()
    made = log.verified().count  # the accounts of the test
    for moved in (0, -HOUR, -13 * HOUR, HOUR):
        monkeypatch.setattr(time, "time", lambda moved=moved: now + moved)
        log.note("signed in", "王", "10.0.0.7")
    assert (log.verified().count, log.verified().faults) == (made + 4, ())
