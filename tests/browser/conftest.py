"""A served atlas and a browser that reaches nothing but it.

`server` is the base URL of the small register, `page` a Playwright page; `page.foreign` lists the requests that
tried to leave our origin (they are blocked), `page.failures` the script errors. Assert that both are empty.
"""

import os
import secrets
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from lib.settings import ROOT
from tests.browser import small

START_SECONDS = 120
expect.set_options(timeout=60_000)  # Playwright's own five seconds are too few for a busy machine


def free_port() -> int:
    """A port nobody listens on, below those the kernel lends to connections: nobody gets it before the server does."""
    while True:
        port = secrets.choice(range(20_000, 32_000))
        with socket.socket() as probe, suppress(OSError):
            probe.bind(("127.0.0.1", port))
            return port


@contextmanager
def served(register: Path, log: Path, **environment: str) -> Iterator[str]:
    """Serve a register file on a free port until the block ends; `environment` holds further settings."""
    port = free_port()
    command = [sys.executable, "-m", "lib", "serve", "--port", str(port), "--host", "127.0.0.1"]
    settings = os.environ | {"REGISTER_URL": str(register)} | environment
    with log.open("wb") as output:
        process = subprocess.Popen(command, cwd=ROOT, env=settings, stdout=output, stderr=subprocess.STDOUT)
        try:
            wait(f"http://127.0.0.1:{port}/health", process, log)
            yield f"http://127.0.0.1:{port}"
        finally:
            process.terminate()
            process.wait(timeout=60)


def wait(url: str, process: subprocess.Popen[bytes], log: Path) -> None:
    """Until the server answers; its log is the message when it does not."""
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline and process.poll() is None:
        try:
            with urllib.request.urlopen(url, timeout=5):
                return
        except (urllib.error.URLError, ConnectionError, TimeoutError):
            time.sleep(0.2)
    raise AssertionError(f"the server did not start:\n{log.read_text(errors='replace')[-4000:]}")


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Base URL of the atlas serving the small register."""
    folder = tmp_path_factory.mktemp("small")
    with served(small.build(folder / "register.duckdb"), folder / "server.log") as url:
        yield url


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A watched page of its own."""
    with watched(browser) as opened:
        yield opened


@contextmanager
def watched(browser: Browser) -> Iterator[Page]:
    """A page of 1366 × 768 whose requests to any other host are blocked and listed in `page.foreign`."""
    context = browser.new_context(viewport={"width": 1366, "height": 768}, locale="zh-CN")
    opened = context.new_page()
    opened.foreign, opened.failures = [], []

    def gate(route: Route) -> None:
        if urlsplit(route.request.url).hostname in ("127.0.0.1", None):
            route.continue_()
        else:
            opened.foreign.append(route.request.url)
            route.abort()

    context.route("**/*", gate)
    opened.on("pageerror", lambda error: opened.failures.append(str(error)))
    yield opened
    context.close()
