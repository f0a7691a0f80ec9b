"""Names in Streamlit's Markdown, in a real browser: it makes icons, emoji, links and arrows even of escaped text."""

import os
import subprocess
import sys

import pytest

from lib.settings import ROOT
from lib.ui.frame.words import JOINER
from tests.browser import letters
from tests.browser.conftest import free_port, wait

SHOWN = """count => Array.from({length: count}, (_, place) => {
    const box = document.querySelector(".st-key-name" + place);
    return [box.textContent, box.querySelectorAll(".stMarkdown p *").length];
})"""


@pytest.fixture(scope="module")
def address(tmp_path_factory):
    """Where `letters.py` is served."""
    port, log = free_port(), tmp_path_factory.mktemp("letters") / "server.log"
    command = [sys.executable, "-m", "streamlit", "run", "tests/browser/letters.py", "--server.port", str(port),
               "--server.address", "127.0.0.1", "--server.headless", "true"]  # fmt: skip
    with log.open("wb") as output:
        server = subprocess.Popen(
            command, cwd=ROOT, env=os.environ | {"PYTHONPATH": str(ROOT)}, stdout=output, stderr=subprocess.STDOUT
        )
        try:
            wait(f"http://127.0.0.1:{port}/_stcore/health", server, log)
            yield f"http://127.0.0.1:{port}"
        finally:
            server.terminate()
            server.wait(timeout=60)


def bare(text):
    """A text as HTML shows it: white space runs together, NUL is no sign."""
    return " ".join(text.replace(JOINER, "").replace("\x00", "\ufffd").replace("\ufeff", "").split())


def test_a_name_in_a_sentence_is_shown_letter_by_letter_and_makes_nothing(address, page):
    page.goto(address)
    page.wait_for_selector(f".st-key-name{len(letters.NAMES) - 1}", state="attached", timeout=60_000)
    page.wait_for_selector("[data-test-script-state=notRunning]", state="attached", timeout=60_000)
    shown = page.evaluate(SHOWN, len(letters.NAMES))
    assert [bare(text) for text, _made in shown] == [bare(name) for name in letters.NAMES]
    assert not [(name, made) for name, (_text, made) in zip(letters.NAMES, shown, strict=True) if made]
    assert page.foreign == [] and page.failures == []
