"""The file of accounts: an older one goes on, and what is no file of accounts opens no register."""

import shutil
import sqlite3
from contextlib import closing
from dataclasses import replace

import pytest

from lib.access.accounts import Accounts
from lib.access.book import AccountsFailed, Book
from lib.access.guessing import Guessing
from lib.register.accounts import is_whole

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


def test_a_change_that_a_kill_cut_off_is_undone_and_the_accounts_are_no_older(settings, accounts, tmp_path):
    """Taken for broken, they would be replaced by those of the last copy, in which who was disabled since comes in."""
    there, other = accounts.book.path, tmp_path / "killed"
    other.mkdir()
    with closing(sqlite3.connect(there, isolation_level=None)) as cut_off:
        cut_off.execute("pragma cache_size = 1")
        cut_off.execute("begin immediate")
        for number in range(2000):
            cut_off.execute("insert into tries (who, place, tried_at) values (?, ?, 0)", ["x" * 90, str(number)])
        for file in (there, there.with_name(f"{there.name}-journal")):
            shutil.copy(file, other / file.name)
    assert (other / f"{there.name}-journal").stat().st_size > 512
    assert is_whole(other / there.name, settings.queries_dir)
    killed = Accounts(replace(settings, register_url=str(other / settings.register_path.name)))
    assert [one.name for one in killed.listed()] == [one.name for one in accounts.listed()]
