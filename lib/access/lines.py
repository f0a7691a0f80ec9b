"""Open websockets, each cut as soon as what it was opened with no longer stands."""

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import suppress
from typing import Final

from starlette.concurrency import run_in_threadpool
from starlette.types import ASGIApp, Message, Receive, Scope, Send

EVERY: Final = 0.5  # seconds between two looks: another process, the command line, disables accounts too
CUT: Final = 4401  # code of the close: sign in again


class Line:
    """One open websocket and the key of the visit it was opened with."""

    def __init__(self, key: str, still: Callable[[], Awaitable[bool]], receive: Receive, send: Send) -> None:
        self.key, self.still, self.receive, self.send = key, still, receive, send
        self.cut, self.is_closed = asyncio.Event(), False

    async def heard(self) -> Message:
        """The next message, if whoever sends it may still send; otherwise the end."""
        coming, cut = asyncio.ensure_future(self.receive()), asyncio.ensure_future(self.cut.wait())
        try:
            await asyncio.wait({coming, cut}, return_when=asyncio.FIRST_COMPLETED)
            if not self.cut.is_set():
                message = coming.result()
                if message["type"] != "websocket.receive" or await self.still():
                    return message
        finally:
            coming.cancel()
            cut.cancel()
        await self.close()
        return {"type": "websocket.disconnect", "code": CUT}

    async def close(self) -> None:
        """Hang up; what the page still says afterwards is heard by nobody."""
        if not self.is_closed:
            self.is_closed = True
            with suppress(RuntimeError, OSError):  # the other side hung up first
                await self.send({"type": "websocket.close", "code": CUT})

    async def said(self, message: Message) -> None:
        """Pass on what the page says, to who may hear it."""
        if self.cut.is_set():
            await self.close()
        elif not self.is_closed:
            await self.send(message)


class Lines:
    """Every open websocket; `standing` tells the keys of the visits that may go on."""

    def __init__(self, standing: Callable[[], frozenset[str]]) -> None:
        self.standing, self.open = standing, set[Line]()
        self.watch: asyncio.Task[None] | None = None

    async def carry(self, app: ASGIApp, scope: Scope, line: Line) -> None:
        """Let the app speak over a line until it ends."""
        self.open.add(line)
        if self.watch is None or self.watch.done():
            self.watch = asyncio.create_task(self._watch())
        try:
            await app(scope, line.heard, line.said)
        finally:
            self.open.discard(line)

    async def look(self) -> None:
        """Cut every line whose visit is over."""
        standing = await run_in_threadpool(self.standing)
        for line in list(self.open):
            if line.key not in standing:
                line.cut.set()

    async def _watch(self) -> None:
        while self.open:
            await self.look()
            await asyncio.sleep(EVERY)
