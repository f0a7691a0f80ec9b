"""Open websockets, each cut as soon as what it was opened with no longer stands."""

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import suppress
from time import monotonic
from typing import Final

from starlette.concurrency import run_in_threadpool
from starlette.types import ASGIApp, Message, Receive, Scope, Send

EVERY: Final = 0.5  # seconds between two looks: another process, the command line, disables accounts too
CUT: Final = 4401  # code of the close: sign in again
ENDLESS: Final = float("inf")


class Line:
    """One open websocket and the key of the visit it was opened with.

    `farewell` is what the page is told before it is hung up on, in its own words. `idle` and `life` are seconds after
    which it ends by itself, for a visit that nobody keeps time of.
    """

    def __init__(
        self,
        key: str,
        receive: Receive,
        send: Send,
        farewell: bytes = b"",
        idle: float = ENDLESS,
        life: float = ENDLESS,
    ) -> None:
        self.key, self.receive, self.send, self.farewell = key, receive, send, farewell
        self.idle, self.life = idle, life
        self.begun_at = self.heard_at = monotonic()
        self.cut, self.is_accepted, self.is_closed = asyncio.Event(), False, False

    @property
    def is_over(self) -> bool:
        """Whether its own time is over."""
        now = monotonic()
        return now - self.heard_at >= self.idle or now - self.begun_at >= self.life

    async def heard(self, still: Callable[[], Awaitable[bool]]) -> Message:
        """The next message, if whoever sends it may still send; otherwise the end."""
        coming, cut = asyncio.ensure_future(self.receive()), asyncio.ensure_future(self.cut.wait())
        try:
            await asyncio.wait({coming, cut}, return_when=asyncio.FIRST_COMPLETED)
            if not self.cut.is_set():
                message = coming.result()
                if message["type"] != "websocket.receive" or (not self.is_over and await still()):
                    self.heard_at = monotonic()
                    return message
        finally:
            coming.cancel()
            cut.cancel()
        await self.close()
        return {"type": "websocket.disconnect", "code": CUT}

    async def close(self) -> None:
        """Say farewell and hang up; what the page still says afterwards is heard by nobody."""
        if not self.is_closed:
            self.is_closed = True
            with suppress(RuntimeError, OSError):  # the other side hung up first
                if self.farewell and self.is_accepted:
                    await self.send({"type": "websocket.send", "bytes": self.farewell})
                await self.send({"type": "websocket.close", "code": CUT})

    async def said(self, message: Message) -> None:
        """Pass on what the page says, to who may hear it."""
        if self.cut.is_set():
            await self.close()
        elif not self.is_closed:
            self.is_accepted = self.is_accepted or message["type"] == "websocket.accept"
            await self.send(message)

    async def decline(self, protocol: str | None) -> None:
        """Open it only to say farewell; a browser listens when one of its protocols is spoken."""
        await self.receive()
        await self.said({"type": "websocket.accept", "subprotocol": protocol})
        await self.close()


class Lines:
    """Every open websocket; `standing` tells the keys of the visits that may go on."""

    def __init__(self, standing: Callable[[], frozenset[str]]) -> None:
        self.standing, self.open = standing, set[Line]()
        self.watch: asyncio.Task[None] | None = None

    async def carry(self, app: ASGIApp, scope: Scope, line: Line, still: Callable[[], Awaitable[bool]]) -> None:
        """Let the app speak over a line until it ends; `still` is asked at every message."""
        self.open.add(line)
        if self.watch is None or self.watch.done():
            self.watch = asyncio.create_task(self._watch())
        try:
            await app(scope, lambda: line.heard(still), line.said)
        finally:
            self.open.discard(line)

    async def look(self) -> None:
        """Cut every line whose visit is over."""
        standing = await run_in_threadpool(self.standing)
        for line in list(self.open):
            if line.key not in standing or line.is_over:
                line.cut.set()

    async def _watch(self) -> None:
        while self.open:
            await self.look()
            await asyncio.sleep(EVERY)
