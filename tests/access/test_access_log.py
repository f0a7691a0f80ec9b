"""Who came in, was refused and left is kept, and what somebody does to it afterwards is found."""

import json
import shutil
import sqlite3
import time
from dataclasses import replace

import pytest

from lib.access.access_log import AccessLog
from lib.access.accounts import Accounts
from lib.access.book import Book
from lib.cli import main
from lib.errors import UserError
from tests.access.conftest import FIRST, OWN

ASKED = {"who": "", "action": "", "q": "", "since": 0.0, "until": 1e12}  # everything


@pytest.fixture
def log(accounts: Accounts, settings) -> AccessLog:
    """A log with five entries."""
    tampered(settings, "delete from access_log")  # of making the accounts
    made = AccessLog(settings)
    for turn in range(5):
        made.note("signed in", "王", f"10.0.0.{turn}", turn=turn)
    return made


def tampered(settings, sql: str) -> None:
    with sqlite3.connect(Book(settings).path) as file:
        file.execute(sql)


def kinds(settings, *left_out: str) -> list[tuple[str, str]]:
    rows = (row for row in Book(settings).ask("entries") if row["position"])
    return [(row["kind"], row["who"]) for row in rows if row["kind"] not in left_out]


def test_what_happens_at_the_gate_is_kept_and_never_what_was_typed(browser, accounts, settings):
    one = browser()
    one.enter("王", "Wrong-1-guess")
    one.enter("Typed-a-passw0rd-here", "Wrong-1-guess")
    one.enter("王")
    one.send("/password", old=OWN, new=FIRST, again=FIRST)
    one.send("/signout")
    assert kinds(settings, "account made") == [
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


def test_the_newest_are_missed_by_who_knows_their_hash(log: AccessLog, settings, empty_file, monkeypatch, capsys):
    shutil.copy(empty_file, settings.register_path)
    monkeypatch.setenv("REGISTER_URL", settings.register_url)
    assert main(["audit", "verify"]) == 0
    told = json.loads(capsys.readouterr().out)["access_log"]
    assert (told["count"], told["faults"]) == (5, [])
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


def test_a_change_of_an_account_is_told_with_who_made_it_and_never_a_password(accounts, settings):
    root = Accounts(settings, "root", "10.0.0.1")
    root.add("赵", "reader", (), FIRST)
    root.move("赵", "county", ("371521",))
    root.reset("赵", "Another-2026-first")
    root.disable("赵")
    with pytest.raises(UserError):
        root.add("赵", "admin", (), FIRST)
    entries, count = AccessLog(settings).page(**ASKED | {"who": "root", "q": "赵"}, start=0, size=9)
    assert [(one["kind"], one["account_name"], one["from_place"]) for one in entries] == [
        (kind, "赵", "10.0.0.1") for kind in ("account disabled", "password reset", "role given", "account made")
    ]
    assert json.loads(entries[2]["note"]) == {"by": "root", "before": "reader", "after": "county 371521"}
    assert count == 4
    assert b"Another-2026" not in Book(settings).path.read_bytes()


def test_entries_are_found_by_person_kind_word_and_time(log: AccessLog):
    log.note("taken out", "李", "10.1.0.1", what="lines.csv", rows=7)
    assert log.names() == ["李", "王"]
    for asked, count in (
        ({}, 6), ({"who": "李"}, 1), ({"action": "signed in"}, 5), ({"q": "LINES"}, 1), ({"until": 1.0}, 0),
    ):  # fmt: skip
        assert log.page(**ASKED | asked, start=0, size=9)[1] == count, asked
    first, second = (log.page(**ASKED, start=start, size=3)[0] for start in (0, 3))
    assert [one["entry_id"] for one in first + second] == sorted(one["entry_id"] for one in first + second)[::-1]
    assert log.page(**ASKED | {"q": "' or 1=1 --"}, start=0, size=9) == ([], 0)


def test_a_command_that_takes_data_out_is_told(log: AccessLog, settings, empty_file, monkeypatch, capsys):
    shutil.copy(empty_file, settings.register_path)
    monkeypatch.setenv("REGISTER_URL", settings.register_url)
    monkeypatch.chdir(settings.register_path.parent)
    assert main(["query", "labels", "--param", "kind=area"]) == 0
    assert main(["inspection", "checklist", "cement", "--out", "cement.docx"]) == 0
    assert main(["query", "no_such"]) == 2
    entries, _ = log.page(**ASKED | {"action": "taken out"}, start=0, size=9)
    assert [json.loads(one["note"])["what"] for one in reversed(entries)] == [
        "query labels --param kind=area", "inspection checklist cement --out cement.docx",
    ]  # fmt: skip
