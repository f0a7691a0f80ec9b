"""Readers who click: many sessions on one served atlas, over Streamlit's own websocket.

    python -m tests.load.pages [--sessions N] [--seconds S] [--rate R] [--register FILE]

Closed loop (default): each session clicks again as soon as its page stands. Open loop (`--rate`): so many clicks a
second, whether the pages keep up or not. Prints JSON: page runs a second, their seconds (p50, p95, the slowest), errors
shown, the server's seconds of processor for one run (which other work on the machine does not change much), and its
memory at the start, at each minute and at the end.
"""

import argparse
import asyncio
import json
import random
import shutil
import sys
import tempfile
from dataclasses import dataclass, field
from pathlib import Path
from statistics import quantiles
from time import monotonic

import websockets
from streamlit.proto.Alert_pb2 import Alert
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from tests.load.serving import Served, serving
from tests.registers import made

PAGES = (
    ("", ""), ("map", ""), ("lines", ""), ("lines", "area=371521&sector=cement"), ("sector", ""),
    ("sector", "sector=cement"), ("area", "area=371521"), ("enterprise", ""), ("standards", ""), ("quality", ""),
    ("progress", ""), ("ledger", ""), ("reports", "period=2022-12"), ("", "as_of=2022-07-15"),
)  # fmt: skip
PATIENCE = 300  # seconds for one page


@dataclass
class Heard:
    """What the sessions found: seconds of each page run, errors shown, memory in MiB by time."""

    seconds: list[float] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    memory: list[int] = field(default_factory=list)


async def run_page(socket: websockets.ClientConnection, page: str, query: str) -> list[str]:
    """One click: ask for a page and wait until its script has ended; the errors it showed."""
    click = BackMsg()
    click.rerun_script.page_name, click.rerun_script.query_string = page, query
    await socket.send(click.SerializeToString())
    shown = []
    while True:
        said = ForwardMsg()
        said.ParseFromString(await asyncio.wait_for(socket.recv(), PATIENCE))
        element = said.delta.new_element
        if element.HasField("exception") or (element.HasField("alert") and element.alert.format == Alert.ERROR):
            shown.append(f"{page}?{query}: {element.exception.message or element.alert.body}")
        if said.WhichOneof("type") == "script_finished":
            return shown


async def session(url: str, heard: Heard, until: float, pause: float, dice: random.Random) -> None:
    """One reader: pages in a random order, until the time is over; `pause` is the mean between clicks, 0 = none."""
    address = url.replace("http", "ws") + "/_stcore/stream"
    async with websockets.connect(address, subprotocols=["streamlit"], max_size=None) as socket:
        while monotonic() < until:
            due = monotonic() + (dice.expovariate(1 / pause) if pause else 0)
            await asyncio.sleep(max(0.0, due - monotonic()))
            heard.errors += await run_page(socket, *dice.choice(PAGES))
            heard.seconds.append(monotonic() - due)


async def watch(served: Served, heard: Heard) -> None:
    """Note the server's memory at once and then every minute."""
    while True:
        heard.memory.append(served.memory())
        await asyncio.sleep(60)


async def click(served: Served, sessions: int, seconds: float, rate: float = 0) -> Heard:
    """Let the sessions click."""
    heard, until, pause = Heard(), monotonic() + seconds, sessions / rate if rate else 0.0
    watcher = asyncio.create_task(watch(served, heard))
    readers = (session(served.url, heard, until, pause, random.Random(number)) for number in range(sessions))
    await asyncio.gather(*readers)
    watcher.cancel()
    heard.memory.append(served.memory())
    return heard


def summary(heard: Heard, elapsed: float, cpu: float) -> dict[str, object]:
    """The figures."""
    cuts = quantiles(heard.seconds, n=20) if len(heard.seconds) > 1 else heard.seconds * 19
    return {
        "runs": len(heard.seconds),
        "runs_per_second": round(len(heard.seconds) / elapsed, 2),
        "p50_seconds": round(cuts[9], 2),
        "p95_seconds": round(cuts[18], 2),
        "slowest_seconds": round(max(heard.seconds), 2),
        "cpu_seconds_per_run": round(cpu / len(heard.seconds), 3),
        "errors": len(heard.errors),
        "first_errors": heard.errors[:3],
        "memory_mib": heard.memory,
    }


def main() -> None:
    """Serve a register and click."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sessions", type=int, default=50)
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--rate", type=float, default=0, help="clicks a second of all sessions together")
    parser.add_argument("--register", type=Path, help="a register file, copied; without one the demo is made")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder, serving(register_of(asked.register, Path(folder))) as served:
        for page, query in PAGES:  # one round first: what is measured is a server at work, not one that starts
            asyncio.run(alone(served, page, query))
        start, used = monotonic(), served.cpu()
        heard = asyncio.run(click(served, asked.sessions, asked.seconds, asked.rate))
        told = summary(heard, monotonic() - start, served.cpu() - used)
        sys.stdout.write(json.dumps(told, ensure_ascii=False) + "\n")


async def alone(served: Served, page: str, query: str) -> None:
    """One page for one reader."""
    async with websockets.connect(
        served.url.replace("http", "ws") + "/_stcore/stream", subprotocols=["streamlit"], max_size=None
    ) as socket:
        await run_page(socket, page, query)


def register_of(file: Path | None, folder: Path) -> Path:
    """A register of the run's own: a copy of the file, or the demo."""
    if file is None:
        from lib.demo.build import build

        file = made("demo", build)
    return Path(shutil.copy(file, folder / "register.duckdb"))


if __name__ == "__main__":
    main()
