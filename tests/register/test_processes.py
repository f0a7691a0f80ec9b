"""Two processes, one register: the second is told what to do; a killed import leaves the old or the new one."""

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from lib.errors import NotBuilt, RegisterBusy
from lib.register.store import Register, connect, offenders
from lib.settings import ROOT, Settings
from lib.up_to_date import open_atlas
from tests.register import county

KILLS = 12
ROWS = tuple(
    (f"企业{n // 2}有限公司", "阳谷县", "水泥", "熟料", f"{n}#窑", 1000 + n, "吨/日", "在产", "张三")
    for n in range(600)
)


def command(register: Path, *arguments: str) -> subprocess.Popen[bytes]:
    """A command of the atlas on a register file, running."""
    environment = os.environ | {"REGISTER_URL": str(register)}
    return subprocess.Popen(
        [sys.executable, "-m", "lib", *arguments],
        cwd=ROOT,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )


def test_a_second_process_is_told_who_holds_the_register(register: Register):
    second = command(register.settings.register_path, "check")
    _, words = second.communicate(timeout=300)
    assert second.returncode == 2
    assert f"PID {os.getpid()}" in words.decode()
    assert "请先停止该服务" in words.decode()
    assert "Traceback" not in words.decode()


def test_a_closed_register_is_let_go_whoever_still_has_a_cursor(register_file: Path):
    register = open_atlas(Settings(register_url=str(register_file)))
    with register.write("test", "nothing", "nothing") as kept:
        kept.execute("select 1")
    register.close()
    assert command(register_file, "check").wait(timeout=300) == 0


def test_without_a_register_the_sentence_says_how_to_make_one(tmp_path):
    with pytest.raises(NotBuilt, match="python -m lib init"):
        connect(Settings(register_url=str(tmp_path / "none.duckdb")))


def counts(file: Path, checks: str = "before_commit") -> tuple[int, int, int, int]:
    """Enterprises, lines, batches and audited imports of a register file that the checks of a folder find sound."""
    register = open_atlas(Settings(register_url=str(file)))
    cursor, folder = register.cursor(), register.settings.queries_dir / "checks" / checks
    assert not [name for name, rows in offenders(cursor, folder).items() if rows]
    question = """select (select count(*) from facts.enterprise), (select count(*) from facts.line),
        (select count(*) from facts.import_batch), (select count(*) from facts.audit where action = 'import')"""
    row = cursor.execute(question).fetchone()
    register.close()
    return row


def test_a_killed_import_leaves_the_old_register_or_the_new_one(empty_file, tmp_path):
    """SIGKILL at moments spread over the whole import and, densely, over its writing."""
    workbook = county.write(tmp_path / "big.xlsx", ROWS)
    first, start = fresh(empty_file, tmp_path / "whole.duckdb"), time.monotonic()
    assert command(first, "import", str(workbook)).wait(timeout=300) == 0
    whole, seconds = counts(first), time.monotonic() - start
    assert whole == (300, 600, 1, 1)
    dice, ends = random.Random(7), {}  # noqa: S311 - moments, not secrets
    for number in range(KILLS):
        file = fresh(empty_file, tmp_path / f"killed{number}.duckdb")
        process = command(file, "import", str(workbook))
        time.sleep(seconds * dice.uniform(0.3, 1.0))
        process.send_signal(signal.SIGKILL)
        process.communicate()
        ends[counts(file)] = file
    assert set(ends) <= {(0, 0, 0, 0), whole}
    for file in ends.values():
        assert counts(file, "") in ends, "every check, those that judge too, finds one of each kind sound"


def fresh(source: Path, target: Path) -> Path:
    """A copy of the empty register."""
    target.write_bytes(source.read_bytes())
    return target


def test_a_process_killed_inside_the_transaction_leaves_the_old_register(empty_file, tmp_path):
    """The moment that matters most, hit for certain: everything is written, nothing is committed."""
    file = fresh(empty_file, tmp_path / "torn.duckdb")
    script = """
import os, signal, sys
from lib.register.store import connect
from lib.settings import Settings
register = connect(Settings(register_url=sys.argv[1]))
with register.write("test", "import", "E1") as cursor:
    cursor.execute(
        "insert into facts.enterprise (enterprise_id, valid_from) "
        "select 'E' || x, date '2022-01-01' from range(300000) t(x)"
    )
    os.kill(os.getpid(), signal.SIGKILL)
"""
    assert (
        subprocess.run([sys.executable, "-c", script, str(file)], cwd=ROOT, check=False).returncode == -signal.SIGKILL
    )
    assert counts(file) == (0, 0, 0, 0)


def test_the_busy_message_is_a_user_error(register: Register):
    """In one process DuckDB hands out one instance; another process gets RegisterBusy with file and holder."""
    script = f"""
from lib.register.store import connect
from lib.settings import Settings
connect(Settings(register_url={str(register.settings.register_path)!r}))
"""
    done = subprocess.run([sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=False)
    assert RegisterBusy.__name__ in done.stderr
    assert str(register.settings.register_path) in done.stderr
