"""A full disk, made by a limit on the size of files in a process of its own: what is told, and what goes on."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from lib.settings import ROOT

PRELUDE = """
import json, os, resource, sys
from pathlib import Path
import duckdb
import app
from lib.up_to_date import open_atlas
from lib.errors import StorageFailed, UserError
from lib.register.backup import backup
from lib.settings import from_environment
from lib.ui.frame import data, state

settings = from_environment()
HARD = resource.getrlimit(resource.RLIMIT_FSIZE)[1]

def limit(size):
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, HARD))

def add(register, name, rows=1):
    with register.write("张三", "add", name) as cursor:
        cursor.execute(
            "insert into facts.enterprise (enterprise_id, valid_from) "
            "select $1 || x || repeat('x', 300), date '2022-01-01' from range($2) t(x)", [name, rows])

def refused(act, kind=StorageFailed):
    try:
        act()
    except kind as error:
        return str(error)
    raise SystemExit("nothing was refused")

def health():
    answer = state.health(None)
    return answer.status_code, json.loads(answer.body)
"""


@pytest.fixture
def child(register_file, tmp_path):
    """Run a script on the empty register with a limit to set; it fails the test when it fails."""

    def run(script: str) -> None:
        done = subprocess.run(
            [sys.executable, "-c", PRELUDE + script],
            cwd=ROOT,
            env=os.environ | {"REGISTER_URL": str(register_file), "ATLAS_EVIDENCE_DIR": str(tmp_path / "evidence")},
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
        )
        assert done.returncode == 0, done.stderr[-3000:] + done.stdout

    return run


def test_a_change_is_refused_with_a_sentence_reading_goes_on_and_room_mends_it(child):
    child("""
register = data.shared()
shown = register.ask("asks/register/any_enterprise")
add(register, "before")
log = Path(f"{settings.register_path}.wal")
limit(log.stat().st_size + 2000)
said = refused(lambda: add(register, "lost", 500))
assert "is full (File too large)" in said and "nothing was changed" in said, said
assert register.version() == 2 and len(register.query("asks/register/any_enterprise")) == 1
assert len(register.ask("asks/register/any_enterprise")) == 1
code, body = health()
assert code == 503 and "is full" in body["reason"], body
limit(HARD)
assert health()[0] == 200
add(register, "after")
assert data.shared() is register and register.version() == 3
os._exit(0)  # as a kill does: nothing is folded, what was acknowledged is in the log
""")


def test_a_checkpoint_that_met_a_full_disk_is_followed_by_opening_the_register_anew(child):
    child("""
register = data.register()
register.snapshot_cursor()
add(register, "before", 2000)
limit(settings.register_path.stat().st_size + 1000)
try:
    register.con.execute("checkpoint")
except duckdb.FatalException:
    pass
else:
    raise SystemExit("the checkpoint found room")
assert register.version() == 2, "reading goes on while the disk is full"
assert len(register.ask("asks/register/any_enterprise")) == 1
assert health()[0] == 503
limit(HARD)
add(register, "after")
assert register.version() == 3 and health()[0] == 200
""")


def test_folding_the_log_without_room_for_a_copy_touches_nothing(child):
    child("""
register = open_atlas(settings)
add(register, "before", 100)
stood = settings.register_path.stat()
limit(stood.st_size // 2)
assert "is full" in refused(register.settle)
assert settings.register_path.stat().st_mtime_ns == stood.st_mtime_ns
limit(HARD)
register.settle()
assert register.version() == 2 and not Path(f"{settings.register_path}.guard").exists()
assert sorted(path.name for path in settings.register_path.parent.glob("register*")) == [
    "register.duckdb", "register.duckdb.journal"]
""")


def test_a_backup_without_room_is_told_in_health_and_leaves_nothing(child):
    child("""
from lib.register.schedule import Schedule
register = data.register()
limit(settings.register_path.stat().st_size // 2)
app.schedule.look()
assert "is full" in app.schedule.failed, app.schedule.failed
assert not [path for path in settings.backups_dir.rglob("*") if path.name != ".lock"]
limit(HARD)
assert "is full" in health()[1]["backup_failed"]
app.schedule.look()
assert health()[1]["backup"].endswith("-v1.duckdb") and "backup_failed" not in health()[1]
""")


def test_evidence_without_room_is_a_sentence_and_leaves_no_half_file(child):
    child("""
import hashlib
from lib.cases.evidence import Upload, path_of, write_once
content = b"%PDF-1.4" + b"x" * 9000
digest = hashlib.sha256(content).hexdigest()
keep = lambda: write_once(Upload("other", "big.pdf", content), path_of(settings, digest), digest)
limit(1000)
assert "is full" in refused(keep)
limit(HARD)
assert not [path for path in settings.evidence_dir.rglob("*") if path.is_file()]
assert keep() and path_of(settings, digest).read_bytes() == content
""")


def test_what_went_wrong_first_is_told_not_the_rollback_after_it(child):
    child("""
register = open_atlas(settings)
def act():
    with register.write("张三", "add", "E1") as cursor:
        cursor.rollback()
        raise ZeroDivisionError("the first error")
assert refused(act, ZeroDivisionError) == "the first error"
""")


def test_the_command_line_tells_a_full_disk_with_exit_code_2(child, tmp_path: Path):
    child(f"""
import contextlib, io
from lib.cli import main
said = io.StringIO()
limit(1 << 20)
with contextlib.redirect_stderr(said):
    assert main(["backup", {str(tmp_path / "copies")!r}]) == 2
assert "已满" in said.getvalue(), said.getvalue()
""")


def test_accounts_without_room_let_nobody_in_and_stay_whole(child):
    child("""
from lib.access.access_log import AccessLog
from lib.access.accounts import Accounts
from lib.access.book import AccountsFailed
from lib.access.sessions import Sessions
accounts, log, sessions = Accounts(settings), AccessLog(settings), Sessions(settings)
accounts.add("王", "office", (), None)
log.note("signed in", "王", "10.0.0.7")
token = sessions.begin("王")
limit(accounts.book.path.stat().st_size)
def many():
    for number in range(300):
        log.note("refused", "王", "10.0.0.7", why="x" * 300)
said = refused(many, AccountsFailed)
assert "cannot be used" in said, said
limit(1)
refused(lambda: sessions.begin("王"), AccountsFailed)
refused(lambda: accounts.disable("王"), AccountsFailed)
assert sessions.visit(token), "who is in reads on"
limit(HARD)
before = log.verified()
assert not before.faults
log.note("signed out", "王", "10.0.0.7")
accounts.disable("王")
assert log.verified().count == before.count + 2 and not log.verified().faults
assert not sessions.visit(token)
""")


def test_a_log_without_room_stops_nothing(child):
    child("""
import logging
from lib import logs
handler = logging.FileHandler(settings.register_path.with_suffix(".log"))
handler.setFormatter(logs.OneLine())
logs.log.addHandler(handler)
limit(1)
number = logs.incident(ValueError("x" * 9000))
limit(HARD)
assert len(number) == 6 and health()[0] == 200
""")
