"""Restoring: the newest good copy comes back, what was there is set aside, what is missing is told by name."""

import json
import os
import shutil
import stat
import subprocess
import sys
import time
from datetime import datetime
from pathlib import Path

import pytest

from lib.access import passwords
from lib.access.accounts import Accounts
from lib.access.sessions import Sessions
from lib.cli import main
from lib.errors import BackupRunning
from lib.register import copies, storage
from lib.register.accounts import accounts_of
from lib.register.backup import backup, prune
from lib.register.journal import journal_of
from lib.register.restore import candidates
from lib.register.schedule import Schedule
from lib.register.store import connect
from lib.settings import ROOT, Settings
from lib.up_to_date import open_atlas


@pytest.fixture
def settings(register_file, tmp_path, monkeypatch) -> Settings:
    """Settings of an empty register of the test's own, for the command line too."""
    monkeypatch.setenv("REGISTER_URL", str(register_file))
    monkeypatch.setenv("ATLAS_EVIDENCE_DIR", str(tmp_path / "evidence"))
    return Settings(register_url=str(register_file), evidence_dir=tmp_path / "evidence")


def change(settings: Settings, *who: str) -> None:
    """One commit by each, in a register opened and closed for it."""
    register = open_atlas(settings)
    for name in who:
        with register.write(name, "note", f"by {name}"):
            pass
    register.close()


def backed_up(settings: Settings) -> Path:
    """A copy made now."""
    register = open_atlas(settings)
    made = backup(register, settings.backups_dir)
    register.close()
    return Path(made["file"])


def restored(capsys, *options: str) -> dict:
    """What `restore` says."""
    capsys.readouterr()
    assert main(["restore", "--actor", "管理员", *options]) == 0
    return json.loads(capsys.readouterr().out)


def versions(settings: Settings) -> list[int]:
    """Versions in the journal, in its order."""
    lines = journal_of(settings.register_path).read_text(encoding="utf-8").splitlines()
    return [json.loads(line)["version"] for line in lines]


def test_a_broken_register_is_set_aside_and_the_missing_commits_are_told(settings, capsys):
    change(settings, "张三")
    copy = backed_up(settings)
    change(settings, "李四", "王五")
    settings.register_path.write_bytes(b"torn" * 9999)
    told = restored(capsys)
    assert (told["copy"], told["version"]) == (str(copy), 2)
    assert [(lost["version"], lost["actor"], lost["action"]) for lost in told["missing"]["list"]] == [
        (3, "李四", "note"),
        (4, "王五", "note"),
    ]
    (aside,) = map(Path, told["set_aside"])
    assert "-broken-" in aside.name
    assert aside.read_bytes() == b"torn" * 9999
    register = open_atlas(settings)
    assert register.version() == 2
    register.close()
    change(settings, "赵六")
    assert versions(settings) == [1, 2, 3, 4, 2, 3]


def test_a_copy_that_cannot_be_read_is_passed_over(settings, capsys):
    good = backed_up(settings)
    change(settings, "张三")
    bad = backed_up(settings)
    os.truncate(bad, bad.stat().st_size // 2)
    told = restored(capsys)
    assert told["copy"] == str(good)
    assert [str(bad) in line for line in told["unreadable"]] == [True]
    assert "-replaced-" in told["set_aside"][0]


def test_into_another_folder_the_register_stays_as_it_is(settings, capsys, tmp_path):
    backed_up(settings)
    change(settings, "张三")
    before = settings.register_path.read_bytes()
    told = restored(capsys, "--to", str(tmp_path / "elsewhere"))
    assert told["register"] == str(tmp_path / "elsewhere" / "register.duckdb")
    assert (told["missing"]["commits"], told["set_aside"]) == (1, [])
    assert settings.register_path.read_bytes() == before
    assert versions(settings) == [1, 2]


def test_what_is_kept_while_the_log_is_folded_is_the_newest_copy(settings, capsys):
    backed_up(settings)
    change(settings, "张三")
    shutil.copy(settings.register_path, copies.guard_of(settings.register_path))
    settings.register_path.write_bytes(b"")
    told = restored(capsys)
    assert (told["version"], told["missing"]["commits"]) == (2, 0)


def test_of_copies_of_one_second_the_time_of_the_file_decides_not_the_version(settings):
    """A version starts lower again after a restore; the order is that of restoring and of letting old copies go."""
    second = datetime(2022, 12, 31, 12).timestamp()
    settings.backups_dir.mkdir(parents=True)
    stem = settings.register_path.stem
    older, newer = (settings.backups_dir / f"{stem}-20221231-120000-v{version}.duckdb" for version in (7, 3))
    guard = copies.guard_of(settings.register_path)
    for file, part in ((older, 0.2), (newer, 0.5), (guard, 0.8)):
        file.write_bytes(b"copy")
        os.utime(file, (second + part, second + part))
    assert candidates(settings) == [guard, newer, older]
    os.utime(guard, (second + 0.4, second + 0.4))
    assert candidates(settings) == [newer, guard, older]
    prune(settings.backups_dir, stem, 1)
    assert candidates(settings) == [newer, guard]


def test_without_a_copy_a_sentence_says_so_and_nothing_is_moved(settings, capsys):
    settings.register_path.write_bytes(b"")
    assert main(["restore"]) == 2
    assert "没有可用的台账备份" in capsys.readouterr().err
    assert settings.register_path.exists()


def test_while_a_server_holds_the_register_nothing_is_restored(settings):
    backed_up(settings)
    register = open_atlas(settings)
    done = subprocess.run(
        [sys.executable, "-m", "lib", "restore"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert (done.returncode, "Traceback" in done.stderr) == (2, False)
    assert f"PID {os.getpid()}" in done.stderr
    register.close()


def test_after_a_backup_a_second_process_is_still_kept_out(settings):
    """Copying the file inside the process dropped DuckDB's lock on it: two writers could then tear it."""
    register = open_atlas(settings)
    for act in (lambda: backup(register, settings.backups_dir), register.settle):
        act()
        done = subprocess.run(
            [sys.executable, "-m", "lib", "check"], cwd=ROOT, capture_output=True, text=True, check=False
        )
        assert done.returncode == 2
        assert f"PID {os.getpid()}" in done.stderr
    register.close()


def test_only_settling_folds_the_log_never_its_size_nor_the_end_of_the_process(settings):
    """32 MB of log: DuckDB by itself folds at 16 MB, and at the end."""
    headers = settings.register_path.read_bytes()[:12288]
    register = connect(settings)
    for number in range(2):
        with register.write("test", "add", f"E{number}") as cursor:
            cursor.execute(
                "insert into facts.enterprise (enterprise_id, valid_from) "
                "select $1 || repeat(hash(x)::varchar, 20), date '2022-01-01' from range(40000) t(x)",
                [str(number)],
            )
    register.con.close()
    assert settings.register_path.read_bytes()[:12288] == headers
    assert storage.log_of(settings.register_path).stat().st_size > 16 << 20
    again = connect(settings)
    assert again.version() == 3
    again.close()
    assert settings.register_path.read_bytes()[:12288] != headers
    assert not storage.log_of(settings.register_path).exists()


def test_the_journal_goes_on_after_a_line_that_was_cut_short(settings):
    change(settings, "张三")
    journal = journal_of(settings.register_path)
    os.truncate(journal, journal.stat().st_size - 20)
    change(settings, "李四")
    lines = journal.read_text(encoding="utf-8").splitlines()
    assert [json.loads(line)["version"] for line in (lines[0], *lines[2:])] == [1, 2, 3]


def test_two_backups_into_one_folder_do_not_run_at_once(settings):
    register = open_atlas(settings)
    with copies.alone(settings.backups_dir), pytest.raises(BackupRunning):
        backup(register, settings.backups_dir)
    register.close()


def test_the_next_backup_sweeps_what_a_killed_one_left(settings):
    for name in ("copy.x.partial/register.duckdb", "old.partial", "evidence/ab/copy.y.partial/ab"):
        left = settings.backups_dir / name
        left.parent.mkdir(parents=True, exist_ok=True)
        left.write_bytes(b"half")
    backed_up(settings)
    assert not list(settings.backups_dir.rglob("*.partial"))


def test_the_schedule_copies_when_the_newest_is_old_and_keeps_as_many_as_set(settings):
    register = open_atlas(Settings(**vars(settings) | {"backup_hours": 6, "backups_kept": 2}))
    schedule = Schedule(lambda: register)
    for day in range(10, 13):
        old = settings.backups_dir / f"register-202207{day}-120000-v1.duckdb"
        old.parent.mkdir(exist_ok=True)
        old.touch()
        os.utime(old, (time.time() - 7 * 3600,) * 2)
    schedule.look()
    schedule.look()
    made = sorted(file.name for file in settings.backups_dir.glob("register*"))
    assert (len(made), made[0]) == (2, "register-20220712-120000-v1.duckdb")
    assert schedule.state(register) == {"backup": made[1]}
    register.close()


def accounts_in(settings: Settings) -> Accounts:
    """Accounts of a register: a county clerk, and somebody who is signed in."""
    accounts = Accounts(settings)
    accounts.add("李四", "county", ("371521",), "Yanggu-2026-first")
    accounts.add("王处长", "office", (), "Office-2026-first")
    Sessions(settings).begin("王处长")
    return accounts


def test_a_register_restored_elsewhere_has_its_accounts_and_nobody_is_signed_in(settings, tmp_path, capsys):
    change(settings, "甲")
    accounts_in(settings)
    made = backed_up(settings)
    kept = made.with_suffix(".accounts")
    assert stat.S_IMODE(kept.stat().st_mode) == 0o600

    told = restored(capsys, "--to", str(tmp_path / "elsewhere"))
    assert told["accounts"] == "restored"
    there = Settings(register_url=told["register"])
    assert [(one.name, one.role, one.areas) for one in Accounts(there).listed()] == [
        ("李四", "county", ("371521",)),
        ("王处长", "office", ()),
    ]
    assert passwords.matches(Accounts(there).known("李四").password, "Yanggu-2026-first")
    assert Sessions(settings).standing() and not Sessions(there).standing()
    assert stat.S_IMODE(accounts_of(there.register_path).stat().st_mode) == 0o600


def test_who_was_disabled_since_the_copy_stays_disabled(settings, capsys):
    change(settings, "甲")
    accounts = accounts_in(settings)
    backed_up(settings)
    accounts.disable("李四")
    assert restored(capsys)["accounts"] == "kept"
    assert Accounts(settings).known("李四").is_disabled


@pytest.mark.parametrize("damage", [b"", b"SQLite format 3\x00 torn", None])
def test_broken_or_lost_accounts_come_back_from_the_copy(settings, capsys, damage):
    change(settings, "甲")
    accounts_in(settings)
    backed_up(settings)
    file = accounts_of(settings.register_path)
    file.unlink() if damage is None else file.write_bytes(damage)
    assert restored(capsys)["accounts"] == "restored"
    assert len(Accounts(settings).listed()) == 2
    aside = list(file.parent.glob("*-broken-*.accounts"))
    assert [one.read_bytes() for one in aside] == ([] if damage is None else [damage])


def test_accounts_that_cannot_be_read_are_told_and_stop_no_backup(settings):
    change(settings, "甲")
    assert _backup_told(settings)["accounts"] == "none"
    accounts_of(settings.register_path).write_bytes(b"SQLite format 3\x00 torn")
    assert _backup_told(settings)["accounts"] == "broken"
    assert not list(settings.backups_dir.glob("*.accounts"))


def test_old_copies_go_with_their_accounts(settings):
    change(settings, "甲")
    accounts_in(settings)
    first = backed_up(settings)
    change(settings, "乙")
    second = backed_up(settings)
    prune(settings.backups_dir, "register", 1)
    left = {file.name for file in settings.backups_dir.glob("register-*")}
    assert left == {second.name, second.with_suffix(".accounts").name}, first


def _backup_told(settings: Settings) -> dict:
    register = open_atlas(settings)
    told = backup(register, settings.backups_dir)
    register.close()
    return told
