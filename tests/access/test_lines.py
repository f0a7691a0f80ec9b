"""A websocket that is open ends with what it was opened with: no page goes on for who has left."""

import os
import sqlite3
import subprocess
import sys
import time

import pytest
from websockets.exceptions import ConnectionClosed
from websockets.sync.client import ClientConnection

from lib.access.accounts import Accounts
from lib.access.book import Book
from lib.access.lines import CUT
from lib.settings import ROOT
from tests.access.conftest import FIRST


def cut(line: ClientConnection, within: float) -> int | None:
    """Seconds within which a line must end without a word of ours; the code it ends with."""
    with pytest.raises(ConnectionClosed) as ended:
        line.recv(within)
    return ended.value.rcvd and ended.value.rcvd.code


def test_signing_out_ends_the_pages_of_that_session_and_no_others(browser, accounts: Accounts):
    one, other = browser(), browser()
    one.enter("王")
    other.enter("王")
    with one.socket() as first, one.socket() as second, other.socket() as third:
        one.send("/signout")
        assert cut(first, 5) == cut(second, 5) == CUT
        third.send("still")
        assert third.recv(10).startswith("heard still")


def test_disabling_by_another_process_ends_its_pages_at_once(browser, accounts: Accounts, settings):
    one, other = browser(), browser()
    one.enter("李")
    other.enter("王")
    settings.register_path.touch()
    with one.socket() as line, other.socket() as staying:
        environment = os.environ | {"REGISTER_URL": settings.register_url}
        command = [sys.executable, "-m", "lib", "user", "disable", "李"]
        subprocess.run(command, cwd=ROOT, env=environment, check=True, capture_output=True)
        start = time.monotonic()
        assert cut(line, 5) == CUT
        assert time.monotonic() - start < 3
        staying.send("still")
        assert staying.recv(10).startswith("heard still")


def test_a_new_password_ends_them_too(browser, accounts: Accounts):
    one = browser()
    one.enter("王")
    with one.socket() as line:
        accounts.reset("王", FIRST)
        assert cut(line, 5) == CUT


def test_an_expired_session_is_not_heard_any_more(browser, accounts: Accounts, settings):
    one = browser()
    one.enter("王")
    with one.socket() as line:
        with sqlite3.connect(Book(settings).path) as file:
            file.execute("update sessions set seen_at = seen_at - 3600, begun_at = begun_at - 3600")
        line.send("do something")
        assert cut(line, 5) == CUT, "and nothing was answered"


def test_messages_keep_a_session_alive(browser, accounts: Accounts, settings):
    one = browser()
    one.enter("王")
    with one.socket() as line:
        for _ in range(3):
            with sqlite3.connect(Book(settings).path) as file:
                file.execute("update sessions set seen_at = seen_at - 1200, begun_at = begun_at - 1200")
            line.send("on")
            assert line.recv(10).startswith("heard on")


def test_the_first_account_ends_what_was_open(browser, settings):
    one = browser()
    with one.socket() as line:
        line.send("open")
        assert line.recv(10) == "heard open from None"
        Accounts(settings).add("王", "office", (), FIRST)
        assert cut(line, 5) == CUT
    assert one.page() == 303
