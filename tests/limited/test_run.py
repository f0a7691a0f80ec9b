"""Jobs in a limited child: answers come back, whatever breaks is told, and this process goes on."""

import logging
import math
import operator
import os
import signal
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from lib.errors import FileRefused, UserError
from lib.limited import run as limited
from lib.limited.child import tell
from lib.limited.run import Broke, Limits, OutOfMemory, OutOfTime, run

SMALL = Limits(megabytes=200, seconds=3, answer_megabytes=16)


def told(stages: int) -> int:
    for number in range(stages):
        tell(stage="counting", done=number)
    return stages


def refuse(kind: type[UserError]) -> None:
    raise kind("{count} rows of {file} cannot be read.", count=3, file=Path("a.xlsx"))


def recurse(depth: int) -> int:
    return recurse(depth + 1)


def write(path: str) -> None:
    Path(path).write_bytes(b"x" * 100_000)


def test_an_answer_of_plain_values_comes_back_as_it_was():
    answer = run(operator.add, [Decimal("3.20"), None], [date(2022, 7, 15), "水泥", {"a": (1, b"\x00")}], limits=SMALL)
    assert answer == [Decimal("3.20"), None, date(2022, 7, 15), "水泥", {"a": (1, b"\x00")}]


def test_progress_is_heard_in_order():
    heard = []
    assert run(told, 3, limits=SMALL, told=lambda **note: heard.append(note)) == 3
    assert heard == [{"stage": "counting", "done": number} for number in range(3)]


@pytest.mark.parametrize("kind", [UserError, FileRefused])
def test_a_refusal_is_the_same_error_here(kind):
    with pytest.raises(kind, match=r"3 rows of a\.xlsx") as caught:
        run(refuse, kind, limits=SMALL)
    assert (type(caught.value), caught.value.values["count"]) == (kind, 3)


@pytest.mark.parametrize(
    ("how", "job", "arguments"),
    [
        (OutOfMemory, operator.mul, (b"x", 10**10)),
        (OutOfMemory, operator.mul, (b"x", 17 << 20)),  # the answer itself is too large
        (OutOfTime, operator.pow, (9, 9**9)),  # computes, deaf to every signal that Python handles
        (OutOfTime, time.sleep, (60,)),  # waits
        (Broke, math.sqrt, (-1,)),
        (Broke, recurse, (0,)),
        (Broke, os.abort, ()),
        (Broke, os._exit, (0,)),
        (Broke, signal.raise_signal, (signal.SIGKILL,)),
        (Broke, signal.raise_signal, (signal.SIGSEGV,)),
    ],
)
def test_whatever_breaks_a_job_is_told_and_the_next_one_runs(how, job, arguments):
    start = time.monotonic()
    with pytest.raises(Broke) as caught:
        run(job, *arguments, limits=SMALL)
    assert type(caught.value) is how
    assert time.monotonic() - start < SMALL.seconds + 60
    assert run(math.sqrt, 4, limits=SMALL) == 2


def test_what_is_no_plain_value_is_not_taken_from_a_child():
    """A child that read a hostile file could send anything; a pickle that names a callable is not followed."""
    with pytest.raises(Broke, match="not a plain value"):
        run(logging.getLogger, "atlas", limits=SMALL)


def test_a_job_writes_no_file(tmp_path):
    with pytest.raises(Broke, match="OSError"):
        run(write, str(tmp_path / "written"), limits=SMALL)
    assert (tmp_path / "written").stat().st_size == 0


def test_jobs_of_many_threads_get_their_own_answers():
    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(lambda number: run(operator.mul, number, number, limits=SMALL), range(40)))
    assert answers == [number * number for number in range(40)]


def test_a_nursery_that_was_killed_is_replaced():
    assert run(math.sqrt, 9, limits=SMALL) == 3
    nursery = limited._nursery()
    nursery.process.kill()
    nursery.process.wait()
    assert run(math.sqrt, 9, limits=SMALL) == 3
    assert limited._nursery() is not nursery


def test_a_nursery_that_cannot_load_what_children_need_is_told(monkeypatch):
    monkeypatch.setattr(limited, "LOADED", ("lib.nothing_of_this_name",))
    limited._nurseries.clear()
    with pytest.raises(Broke):
        run(math.sqrt, 4, limits=SMALL)
    monkeypatch.undo()
    assert run(math.sqrt, 4, limits=SMALL) == 2


def test_a_nursery_ends_with_its_parent():
    script = """
import math, os, signal
from lib.limited import run
run.run(math.sqrt, 4, limits=run.Limits(100, 5))
print(run._nursery().process.pid, flush=True)
os.kill(os.getpid(), signal.SIGKILL)
"""
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=False)
    pid = int(done.stdout)
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline and is_running(pid):
        time.sleep(0.1)
    assert not is_running(pid)


def is_running(pid: int) -> bool:
    """Whether a process is there and is no zombie, which waits only to be counted."""
    try:
        return Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rsplit(")", 1)[1].split()[0] != "Z"
    except OSError:
        return False
