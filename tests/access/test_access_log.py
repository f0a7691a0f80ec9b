"""Who came in, was refused and left is kept, and what somebody does to it afterwards is found."""

import io
import json
import sqlite3
import time
from dataclasses import replace

import pytest

from lib.access.access_log import AccessLog
from lib.access.accounts import Accounts
from lib.access.book import Book
from lib.cli import main
from tests.access.conftest import FIRST, OWN


@pytest.fixture
def log(accounts: Accounts, settings) -> AccessLog:
    """A log with five entries."""
    made = AccessLog(settings)
    for turn in range(5):
        made.note("signed in", "王", f"10.0.0.{turn}", turn=turn)
    return made


def tampered(settings, sql: str) -> None:
    with sqlite3.connect(Book(settings).path) as file:
        file.execute(sql)


def kinds(settings) -> list[tuple[str, str]]:
    return [(row["kind"], row["who"]) for row in Book(settings).ask("entries") if row["position"]]


def test_what_happens_at_the_gate_is_kept_and_never_what_was_typed(browser, accounts, settings):
    one = browser()
    one.enter("王", "Wrong-1-guess")
    one.enter("Typed-a-passw0rd-here", "Wrong-1-guess")
    one.enter("王")
    one.send("/password", old=OWN, new=FIRST, again=FIRST)
    one.send("/signout")
    assert kinds(settings) == [
        ("refused", "王"), ("refused", ""), ("signed in", "王"), ("changed password", "王"), ("signed in", "王"),
        ("signed out", "王"),
    ]  # fmt: skip
    assert AccessLog(settings).verified().faults == ()
    assert b"Typed-a-passw0rd" not in Book(settings).path.read_bytes()


@pytest.mark.parametrize(
    ("sql", "faults"),
    [
        ("update access_log set who = '李' where entry_id = 3", (3,)),
        ("update access_log set noted_at = noted_at - 1 where entry_id = 1", (1,)),
        ("update access_log set detail = '{}' where entry_id = 5", (5,)),
        ("update access_log set hash = 'x' where entry_id = 2", (2, 3)),
        ("delete from access_log where entry_id = 3", (4,)),
        ("delete from access_log where entry_id = 1", (2,)),
        ("delete from access_log_start", (0,)),
        ("update access_log_start set entry_id = 2", (1,)),
    ],
)
def test_an_entry_that_is_changed_or_taken_out_is_found(log: AccessLog, settings, sql, faults):
    before = log.verified()
    assert (before.count, before.faults) == (5, ())
    tampered(settings, sql)
    assert log.verified().faults == faults


def test_the_newest_are_missed_by_who_knows_their_hash(log: AccessLog, settings, monkeypatch, capsys):
    settings.register_path.touch()
    monkeypatch.setenv("REGISTER_URL", settings.register_url)
    monkeypatch.setattr("sys.stdin", io.StringIO())
    assert main(["audit", "verify"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert (told["entries"], told["faults"]) == (5, [])
    tampered(settings, "delete from access_log where entry_id = 5")
    assert main(["audit", "verify"]) == 0
    assert main(["audit", "verify", "--known", told["last_hash"]]) == 1
    tampered(settings, "delete from access_log where entry_id = 2")
    assert main(["audit", "verify"]) == 1


def test_old_entries_are_forgotten_in_order_and_that_is_no_fault(log: AccessLog, settings):
    before = log.verified()
    aged = AccessLog(replace(settings, access_days=1))
    now = time.time()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("lib.access.access_log.time.time", lambda: now + 2 * 24 * 3600)
        aged.note("signed in", "王", "10.0.0.9")
    after = aged.verified()
    assert (after.count, after.faults) == (1, ())
    assert before.last_hash in after.hashes
    AccessLog(replace(settings, access_days=0)).note("signed in", "王", "10.0.0.9")
    assert aged.verified().count == 2
