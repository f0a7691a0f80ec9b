"""A websocket that is open ends with what it was opened with: no page goes on for who has left."""

import os
import sqlite3
import subprocess
import sys
import time
from dataclasses import replace

import pytest
from websockets.exceptions import ConnectionClosed, InvalidStatus
from websockets.sync.client import ClientConnection

from lib.access.accounts import Accounts
from lib.access.book import Book
from lib.access.gate import Leading
from lib.access.lines import CUT
from lib.settings import ROOT
from tests.access.conftest import FIRST, Browser, gated, serving


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


@pytest.mark.parametrize(("idle", "life", "is_heard"), [(0.6, 60, False), (60, 1.2, True)])
def test_who_is_vouched_for_is_asked_anew_when_a_session_would_have_ended(settings, idle, life, is_heard):
    Accounts(settings).add("vouched", "office", (), None)
    limits = {"idle_minutes": idle / 60, "signed_in_hours": life / 3600}
    proxied = replace(settings, proxies=("127.0.0.9",), user_header="X-Remote-User", **limits)
    with serving(gated(proxied)) as port, Browser(port, "127.0.0.9", X_Remote_User="vouched").socket() as line:
        line.send("on")
        assert line.recv(10) == "heard on from vouched"
        with pytest.raises(ConnectionClosed) as ended:
            for _ in range(12 if is_heard else 1):
                time.sleep(0.2 if is_heard else 2)
                line.send("on")
                assert line.recv(10) == "heard on from vouched"
        assert ended.value.rcvd and ended.value.rcvd.code == CUT


def test_a_page_is_told_to_load_anew_before_it_is_hung_up_on(settings, accounts: Accounts):
    leading = Leading(b"farewell", {"/_stcore/health": "ok"})
    with serving(gated(settings, leading=leading)) as port:
        one = Browser(port)
        one.enter("王")
        with one.socket() as line:
            accounts.disable("王")
            assert line.recv(5) == b"farewell"
            assert cut(line, 5) == CUT
        with one.socket() as late:
            assert late.recv(5) == b"farewell"
            assert cut(late, 5) == CUT, "and nothing was answered"
        assert one.ask("/_stcore/health").text == '"ok"'
        assert one.ask("/_stcore/host-config").status == one.ask("/lines").status == 401
        with pytest.raises(InvalidStatus):
            Browser(port).socket()
        assert Browser(port).ask("/_stcore/health").status == 401, "who never had a session is told nothing"


def test_the_first_account_ends_what_was_open(browser, settings):
    one = browser()
    with one.socket() as line:
        line.send("open")
        assert line.recv(10) == "heard open from None"
        Accounts(settings).add("王", "office", (), FIRST)
        assert cut(line, 5) == CUT
    assert one.page() == 303
