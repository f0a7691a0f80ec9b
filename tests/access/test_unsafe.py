"""Settings that are not safe refuse the start, each with a sentence; those that offices use do not."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from lib.access.accounts import Accounts
from lib.access.unsafe import OF_NOTHING, Unsafe, prove_safe
from lib.cli import main
from lib.settings import ROOT, Settings
from tests.access.conftest import FIRST

BEHIND = {"hosts": ("atlas.example.gov",), "proxies": ("127.0.0.9",)}
HERE, EVERYWHERE = "127.0.0.1", "0.0.0.0"  # noqa: S104 - an address that a setting names


@pytest.mark.parametrize(
    ("told", "host", "sentence"),
    [
        ({"log": "xml"}, HERE, "ATLAS_LOG is 'xml'"),
        ({"language": "fr"}, HERE, "ATLAS_LANGUAGE is 'fr'"),
        ({"metrics_sha256": "secret"}, HERE, "not the SHA-256 of a token"),
        ({"metrics_sha256": OF_NOTHING.upper()}, HERE, "not the SHA-256 of a token"),
        ({"proxies": ("0.0.0.0",)}, EVERYWHERE, "from which nobody comes"),
        ({"user_header": "X-User"}, EVERYWHERE, "names no proxy that may write it"),
        ({"user_header": "X-Forwarded-For", "proxies": ("10.0.0.9",)}, EVERYWHERE, "means something else"),
        ({"user_header": "X-Atlas-Name", "proxies": ("10.0.0.9",)}, EVERYWHERE, "means something else"),
        ({"user_header": "X-User", "proxies": ("10.0.0.9", "::ffff:127.0.0.1")}, HERE, "every program of this machine"),
        ({"hosts": ("atlas.example.gov",)}, HERE, "cookies would lack Secure"),
        ({"idle_minutes": 0}, HERE, "ATLAS_IDLE_MINUTES is 0"),
        ({"idle_minutes": 1441}, HERE, "between 1 and 1440"),
        ({"signed_in_hours": 0}, HERE, "ATLAS_SIGNED_IN_HOURS is 0"),
        ({"signed_in_hours": 169}, HERE, "between 1 and 168"),
        ({"access_days": 30}, HERE, "184 or more"),
        ({"evidence_dir": ROOT / "lib" / "maps" / "static"}, HERE, "ATLAS_EVIDENCE_DIR lies inside the program"),
        ({"register_url": str(ROOT / "pages" / "register.duckdb")}, HERE, "REGISTER_URL lies inside the program"),
    ],
)
def test_the_start_is_refused(settings: Settings, told: dict[str, Any], host: str, sentence: str):
    with pytest.raises(Unsafe, match=sentence):
        prove_safe(replace(settings, **told), host)


@pytest.mark.parametrize(
    ("told", "host"),
    [
        ({}, HERE),
        ({}, EVERYWHERE),
        ({"hosts": ("atlas.example.gov",)}, "10.0.0.5"),
        (BEHIND, HERE),
        (BEHIND | {"user_header": "X-Remote-User"}, HERE),
        ({"metrics_sha256": "0a" * 32, "log": "json", "access_days": 0}, HERE),
        ({"hosts": ("atlas.example.gov",), "is_open_allowed": True}, HERE),
    ],
)
def test_what_offices_use_is_safe(settings: Settings, accounts: Accounts, told: dict[str, Any], host: str):
    prove_safe(replace(settings, **told), host)


def test_copies_lie_apart_from_what_they_copy(settings: Settings, tmp_path: Path):
    for told in (
        {"backup_dir": str(tmp_path)},
        {"backup_dir": str(tmp_path / "b"), "evidence_dir": tmp_path / "b" / "evidence"},
        {"backup_dir": str(tmp_path / "e" / "x" / ".."), "evidence_dir": tmp_path / "e"},
    ):
        with pytest.raises(Unsafe, match="a folder of its own"):
            prove_safe(replace(settings, **told), HERE)


def test_secrets_are_for_the_servers_own_user(settings: Settings, accounts: Accounts, tmp_path: Path):
    provider = tmp_path / "provider.toml"
    provider.touch(0o640)
    with pytest.raises(Unsafe, match="chmod 600 .*provider.toml"):
        prove_safe(replace(settings, provider_file=str(provider)), HERE)
    accounts.book.path.chmod(0o604)
    with pytest.raises(Unsafe, match="chmod 600 .*accounts"):
        prove_safe(settings, HERE)


def test_nobody_else_may_put_another_register_in_its_place(settings: Settings, tmp_path: Path):
    tmp_path.chmod(0o777)
    with pytest.raises(Unsafe, match="chmod o-w"):
        prove_safe(settings, HERE)
    tmp_path.chmod(0o1777)
    prove_safe(settings, HERE)


def test_the_command_line_says_so_and_serves_nothing(settings: Settings, monkeypatch, capsys):
    Accounts(settings).add("王", "office", (), FIRST)
    monkeypatch.setenv("REGISTER_URL", settings.register_url)
    monkeypatch.setenv("ATLAS_USER_HEADER", "X-User")
    assert main(["serve", "--port", "1"]) == 2
    assert "ATLAS_PROXIES 未指明可写入该标头的代理" in capsys.readouterr().err
