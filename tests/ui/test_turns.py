"""Few scripts at a time, rubbish collected in quiet moments, and a page run of one version."""

import gc
import re
import subprocess
import sys
import weakref
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier, Event, Thread
from time import sleep

import pytest
from streamlit.testing.v1 import AppTest

from lib.register.store import Register
from lib.settings import ROOT
from lib.ui.frame import data, turns
from tests.browser.conftest import free_port
from tests.ui.conftest import Open, html


def wait_for(condition) -> None:
    for _ in range(600):
        if condition():
            return
        sleep(0.05)
    raise AssertionError("it never came true")


def test_only_so_many_scripts_run_at_once_and_each_gets_its_turn():
    running, most = [], []

    def script(number: int) -> None:
        with turns.turn(), turns.turn():  # a fragment inside a page takes no second turn
            running.append(number)
            most.append(len(running))
            sleep(0.02)
            running.remove(number)

    with ThreadPoolExecutor(12) as pool:
        list(pool.map(script, range(24)))
    assert len(most) == 24 and max(most) == turns.AT_ONCE


def test_a_script_that_ends_early_gives_its_turn_back():
    for _ in range(turns.AT_ONCE + 1):
        with pytest.raises(RuntimeError, match="rerun"), turns.turn():
            raise RuntimeError("rerun")
    with turns.turn():
        pass


def test_who_waits_lets_others_run():
    """More scripts than turns meet while each of them waits: none would arrive if waiting took a turn."""
    meeting = Barrier(turns.AT_ONCE + 2)

    def script(_: int) -> None:
        with turns.turn():
            with turns.aside():
                meeting.wait(30)
            assert turns._mine.held

    with ThreadPoolExecutor(meeting.parties) as pool:
        list(pool.map(script, range(meeting.parties)))


def test_rubbish_is_collected_after_a_script_once_it_is_quiet(monkeypatch: pytest.MonkeyPatch):
    collected = Event()
    monkeypatch.setattr(gc, "collect", collected.set)
    Thread(target=turns.tidy, daemon=True).start()
    with turns.turn():
        assert not collected.wait(turns.QUIET / 2)
    assert collected.wait(60)


def test_streamlit_collects_nothing_after_a_script_of_the_served_atlas(small_file):
    """Read in a process that serves: the setting had no effect when it came by the environment."""
    script = f"""
import os, threading, time
from streamlit import config, runtime
def look():
    while not runtime.exists():
        time.sleep(0.05)
    print(config.get_option("runner.postScriptGC"), flush=True)
    os._exit(0)
threading.Thread(target=look).start()
import app
app.run("127.0.0.1", {free_port()})
"""
    done = subprocess.run([sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "False"


@pytest.fixture
def shown(opened: Open) -> Register:
    """The register the pages show."""
    opened("lines")
    return data.register()


def versions(test: AppTest) -> list[str]:
    """Every version the page says its numbers are of."""
    return [one or other for one, other in re.findall(r"台账版本 (\d+)|台账第 (\d+) 版", html(test))]


def note(register: Register) -> int:
    """Write something that changes no number of any page; the version."""
    with register.write("test", "note", "nothing"):
        pass
    return register.version()


def test_a_page_speaks_of_one_version_whoever_writes_meanwhile(
    opened: Open, shown: Register, monkeypatch: pytest.MonkeyPatch
):
    before, labels = shown.version(), data.labels

    def meanwhile(kind: str) -> dict[str, str]:
        if shown.version() == before:
            note(shown)
        return labels(kind)

    test = opened("lines")
    monkeypatch.setattr(data, "labels", meanwhile)
    test.run()
    assert shown.version() > before, "someone wrote while the page was drawn"
    assert versions(test) == [str(before)] * 2, "the foot and the basis of the exports"
    assert versions(opened("lines")) == [str(shown.version())] * 2, "who opens the page anew sees the newest"


def test_a_session_goes_on_with_the_version_at_hand_while_the_next_is_made(
    opened: Open, shown: Register, monkeypatch: pytest.MonkeyPatch
):
    test = opened("lines")
    before = shown.version()
    let, publish = Event(), shown.editions._publish
    monkeypatch.setattr(shown.editions, "_publish", lambda *given: (let.wait(60), publish(*given)))
    with ThreadPoolExecutor(1) as pool:
        version = pool.submit(note, shown).result()
    assert versions(test.run()) == [str(before)] * 2
    let.set()
    wait_for(lambda: shown.editions.latest().version() == version)
    assert versions(test.run()) == [str(version)] * 2


def test_a_file_is_of_the_version_of_the_page_while_that_is_kept(shown: Register, monkeypatch: pytest.MonkeyPatch):
    """What waits to be clicked must not hold a version in memory: sessions wait for hours."""
    page = shown.editions.latest()
    monkeypatch.setattr(data, "reading", lambda: page)
    file = data.later(lambda source: f"{source.version()}".encode())
    monkeypatch.undo()
    assert file() == b"%d" % page.version()
    gone, page = weakref.ref(page), None
    while gone():
        newest = note(shown)
        shown.editions.latest(newest).snapshot_cursor()
    assert int(file()) >= newest
