"""`python -m lib user`: accounts by the command line, and whose name a command's change carries."""

import argparse
import io
import json
import os
from collections.abc import Iterator
from pwd import getpwuid

import pytest

from lib.access import passwords
from lib.access.accounts import Accounts
from lib.access.author import authored, system_user
from lib.access.book import Book
from lib.cli import main, parser
from lib.settings import Settings
from tests.access.conftest import FIRST, OWN

ME = getpwuid(os.getuid()).pw_name


@pytest.fixture
def user(settings: Settings, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]):
    """`user("add", "王", …, typed=…)`: exit code, what it printed, and its sentence."""
    settings.register_path.touch()
    monkeypatch.setenv("REGISTER_URL", settings.register_url)
    monkeypatch.setenv("ATLAS_LANGUAGE", "en")

    def run(*words: str, typed: str = f"{FIRST}\n{FIRST}\n") -> tuple[int, dict, str]:
        monkeypatch.setattr("sys.stdin", io.StringIO(typed))
        code = main(["user", *words])
        told = capsys.readouterr()
        return code, json.loads(told.out or "{}"), told.err

    return run


def test_an_account_is_made_with_a_first_password(user, settings):
    code, told, _ = user("add", "李四", "--role", "county", "--area", "371521", "--area", "371522")
    assert (code, told["must_change"]) == (0, True)
    account = Accounts(settings).known("李四")
    assert (account.role, account.areas) == ("county", ("371521", "371522"))
    assert passwords.matches(account.password, FIRST)
    assert FIRST.encode() not in Book(settings).path.read_bytes()
    assert Book(settings).path.stat().st_mode & 0o077 == 0, "for the eyes of its owner alone"


def test_all_are_listed_without_their_hashes(user):
    user("add", "王", "--role", "admin")
    user("add", "李", "--role", "reader", "--no-password")
    _, told, _ = user("list")
    assert [one["name"] for one in told["accounts"]] == ["王", "李"]
    assert set(told["accounts"][0]) == {"name", "role", "areas", "must_change", "disabled"}


@pytest.mark.parametrize(
    ("words", "typed", "sentence"),
    [
        (("add", "王", "--role", "king"), None, "no role king"),
        (("add", "王", "--role", "county", "--area", "110000"), None, "no area 110000"),
        (("add", "a b", "--role", "office"), None, "no name"),
        (("add", "<b>", "--role", "office"), None, "no name"),
        (("add", "x" * 41, "--role", "office"), None, "no name"),
        (("add", "王", "--role", "office"), "Kiln-2022-exit\nKiln-2022-exot\n", "not given the same twice"),
        (("add", "王", "--role", "office"), "short\nshort\n", "10 to 200"),
        (("add", "王", "--role", "office"), "", "10 to 200"),
        (("reset", "nobody"), None, "no account nobody"),
        (("disable", "nobody"), None, "no account nobody"),
    ],
)
def test_what_is_wrong_is_told_and_nothing_is_made(user, settings, words, typed, sentence):
    code, _, told = user(*words, **({} if typed is None else {"typed": typed}))
    assert code == 2
    assert sentence in told
    assert not Accounts(settings).listed()


def test_a_name_is_taken_whatever_its_capitals(user):
    assert user("add", "Wang", "--role", "office")[0] == 0
    code, _, told = user("add", "WANG", "--role", "admin")
    assert (code, "already" in told) == (2, True)


def test_and_however_an_input_method_spells_it(user, settings):
    assert user("add", "Ｗａｎｇ１", "--role", "office")[1]["name"] == "Wang1"
    for spelled in ("wang1", "ＷＡＮＧ１", "Wang１"):
        assert user("add", spelled, "--role", "admin")[0] == 2
        assert Accounts(settings).known(spelled).name == "Wang1"
    assert user("disable", "ｗａｎｇ1")[1]["disabled"]
    assert [one.name for one in Accounts(settings).listed()] == ["Wang1"]


def test_without_a_register_no_account_is_made(user, settings):
    settings.register_path.unlink()
    code, _, told = user("add", "王", "--role", "office")
    assert (code, "no register" in told, Book(settings).is_there()) == (2, True, False)


def test_a_reset_account_is_let_in_again_with_its_new_first_password(user, settings):
    user("add", "王", "--role", "office")
    accounts = Accounts(settings)
    accounts.change(accounts.known("王"), FIRST, OWN)
    assert user("disable", "王")[1]["disabled"]
    assert not user("reset", "王")[1]["disabled"]
    account = accounts.known("王")
    assert account.must_change
    assert passwords.matches(account.password, FIRST)


def test_the_author_of_a_command_is_the_system_s_user_where_there_are_accounts(settings):
    assert authored(settings, "王处长") == "王处长", "without accounts as it always was"
    Accounts(settings).add("王", "office", (), FIRST)
    assert authored(settings, "王处长") == f"{ME} on behalf of 王处长"
    assert authored(settings, ME) == ME
    assert authored(settings, None) is None


def test_the_environment_makes_nobody_another_author(settings, monkeypatch):
    Accounts(settings).add("王", "office", (), FIRST)
    for name in ("LOGNAME", "USER", "LNAME", "USERNAME"):
        monkeypatch.setenv(name, "王处长")
    assert system_user() == ME
    assert authored(settings, "王处长") == f"{ME} on behalf of 王处长"
    assert {one.default for one in named(parser(), "actor")} == {ME, None}, "init: whoever runs it"


def named(top: argparse.ArgumentParser, dest: str) -> Iterator[argparse.Action]:
    """The options of a name, of every command."""
    for action in top._actions:
        if isinstance(action, argparse._SubParsersAction):
            for command in action.choices.values():
                yield from named(command, dest)
        elif action.dest == dest:
            yield action
