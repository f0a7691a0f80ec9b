"""The file of accounts: an older one goes on, and what is no file of accounts opens no register."""

import sqlite3

import pytest

from lib.access.accounts import Accounts
from lib.access.book import AccountsFailed, Book
from lib.access.guessing import Guessing

OLD = """
    create table accounts (name text primary key collate nocase, role text not null, areas text not null,
        password text not null, must_change integer not null, is_disabled integer not null, made_at real not null,
        changed_at real not null);
    create table attempts (attempt_id integer primary key, subject text not null, tried_at real not null);
    insert into accounts values ('王', 'office', '', '', 0, 0, 1, 1);
"""


def test_a_file_of_an_earlier_version_gets_what_it_lacks(settings):
    with sqlite3.connect(Book(settings).path) as file:
        file.executescript(OLD)
    assert Accounts(settings).known("王").role == "office"
    assert Guessing(Book(settings)).listens("王", "10.0.0.1")


@pytest.mark.parametrize("content", [b"", b"no database" * 1000])
def test_what_holds_no_accounts_is_left_as_it_is_and_opens_nothing(settings, content):
    Book(settings).path.write_bytes(content)
    with pytest.raises(AccountsFailed):
        Accounts(settings).any()
    assert Book(settings).path.read_bytes() == content
