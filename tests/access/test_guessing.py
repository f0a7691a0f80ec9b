"""Guessing passwords is stopped, and its answers tell nothing."""

import sqlite3
import time

import pytest
from argon2 import PasswordHasher

from lib.access import passwords
from lib.access.accounts import Accounts
from lib.access.book import Book
from lib.access.guessing import HERE_TRIES, NAME_TRIES, PLACE_TRIES, WINDOW, Guessing
from tests.access.conftest import FIRST, OWN

pytestmark = pytest.mark.usefixtures("accounts")


def test_a_name_is_tried_a_few_times_whether_it_has_an_account_or_not(browser):
    told = {}
    for name in ("王", "nobody"):
        one = browser()
        answers = [one.enter(name, f"Wrong-{turn}-guess") for turn in range(HERE_TRIES + 1)]
        assert [answer.status for answer in answers] == [401] * HERE_TRIES + [429]
        told[name] = [answer.text.replace(name, "").replace(one.proof(), "") for answer in answers]
        assert browser().enter(name, OWN).status == 429, "also with the right password, from any browser there"
    assert told["王"] == told["nobody"], "the answers do not tell who has an account"
    assert browser().enter("李").status == 303, "others are not locked out"
    assert browser("127.0.0.2").enter("王").status == 303, "nor is its owner, at another desk"
    assert browser().enter("王").status == 429, "which forgives nothing here"


def test_another_spelling_is_no_further_guess(browser):
    for spelled in ("Root", "ＲＯＯＴ", " root ", "ｒｏｏｔ", "rOOT"):
        assert browser().enter(spelled, "Wrong-1-guess").status == 401
    assert browser().enter("root").status == 429


def test_a_name_is_stopped_from_everywhere_in_the_end(accounts: Accounts):
    guessing = Guessing(accounts.book)
    for turn in range(NAME_TRIES):
        assert guessing.listens("王", f"10.0.{turn}.1")
    assert not guessing.listens("王", "10.1.0.1")
    assert guessing.listens("李", "10.1.0.1")
    guessing.forgive("王")
    assert guessing.listens("王", "10.1.0.1")


@pytest.mark.parametrize("new", ["short", "alllowercaseletters", OWN])
def test_a_new_password_that_is_not_taken_is_no_guess(browser, new):
    one = browser()
    one.enter("王")
    for _ in range(HERE_TRIES + 1):
        assert one.send("/password", old=OWN, new=new, again=new).status == 400
        assert one.send("/password", old=OWN, new=FIRST, again=f"{FIRST}x").status == 400
    assert one.send("/password", old=OWN, new=FIRST, again=FIRST).status == 303


def test_guessing_the_present_password_is_stopped_too(browser):
    one = browser()
    one.enter("王")
    for turn in range(HERE_TRIES):
        assert one.send("/password", old=f"Wrong-{turn}-guess", new=FIRST, again=FIRST).status == 400
    assert one.send("/password", old=OWN, new=FIRST, again=FIRST).status == 429


@pytest.mark.parametrize("name", ["nobody", "vouched", "gone", "王"])
def test_every_name_costs_one_look_at_a_password(browser, accounts: Accounts, monkeypatch, name):
    accounts.add("vouched", "office", (), None)
    accounts.add("gone", "office", (), FIRST)
    accounts.disable("gone")
    looked = []

    class Counting(PasswordHasher):
        def verify(self, hash, password):
            looked.append(name)
            return super().verify(hash, password)

    monkeypatch.setattr(passwords, "HASHER", Counting(1, 8, 1))
    assert browser().enter(name, "Wrong-1-guess").status == 401
    assert looked == [name], "argon2 is run once, whatever the name"


def test_a_lock_ends_with_time_or_by_the_administrator(browser, settings, accounts: Accounts):
    for name in ("王", "李"):
        for turn in range(HERE_TRIES):
            browser().enter(name, f"Wrong-{turn}-guess")
        assert browser().enter(name).status == 429
    accounts.reset("王", FIRST)
    assert browser().enter("王", FIRST).status == 303
    with sqlite3.connect(Book(settings).path) as file:
        file.execute("update tries set tried_at = tried_at - ?", (WINDOW,))
    assert browser().enter("李").status == 303


def test_many_names_from_one_address_are_stopped(browser):
    one, other = browser(), browser("127.0.0.2")
    for turn in range(PLACE_TRIES):
        assert one.enter(f"name-{turn}", "Wrong-1-guess").status == 401
    assert one.enter("李").status == 429
    for _ in range(HERE_TRIES + 1):
        assert other.enter("李").status == 303, "elsewhere they get in, and getting in is not counted as guessing"


def test_many_guesses_at_once_are_counted_before_a_password_is_looked_at(accounts: Accounts):
    tries = [Guessing(accounts.book).listens("王", "10.0.0.1") for _ in range(HERE_TRIES + 3)]
    assert sum(tries) == HERE_TRIES


def test_a_name_of_nobody_takes_as_long_as_one_with_an_account(monkeypatch):
    monkeypatch.setattr(passwords, "HASHER", PasswordHasher(20, 1 << 10, 1))
    kept = passwords.hashed(OWN)
    passwords.matches("", OWN)  # makes what nobody's password is compared with, once

    def least(kept: str) -> float:
        spans = []
        for _ in range(5):
            start = time.thread_time()
            assert not passwords.matches(kept, "Wrong-1-guess")
            spans.append(time.thread_time() - start)
        return min(spans)

    assert 0.5 < least(kept) / least("") < 2
