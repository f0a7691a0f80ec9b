"""Files that arrived before the answers they belong to: each under its hash, beside the evidence, until an answer
takes it. What nobody asked for in a week goes, and with what killed writers leave (`lib/register/backup.py`)."""

import hashlib
import os
import re
import secrets
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager
from io import BufferedRandom
from pathlib import Path
from typing import IO, Final

from starlette.concurrency import run_in_threadpool

from lib.errors import UserError
from lib.register import copies, storage
from lib.register.backup import WRITING
from lib.settings import Settings

FORGOTTEN: Final = 7 * 86_400.0  # seconds after which nobody asks for a file any more
SHA256: Final = re.compile(r"[0-9a-f]{64}")


class Torn(UserError):
    """What arrived is not what its hash says: it is sent again."""


class Full(UserError):
    """Too much waits already: it is sent later."""


def waiting(settings: Settings, sha256: str) -> Path:
    """Where the file of a hash waits."""
    return settings.evidence_dir / "waiting" / f"{sha256}{WRITING}"


def is_waiting(settings: Settings, sha256: str) -> bool:
    """Whether the file of a hash arrived, and waits."""
    return bool(SHA256.fullmatch(sha256)) and waiting(settings, sha256).exists()


async def arrive(settings: Settings, sha256: str, parts: AsyncIterator[bytes]) -> None:
    """Let a file wait. Raises Torn for another content, UserError for a hash that is none and while too much waits,
    StorageFailed when the disk refuses; nothing is left then."""
    with _drafted(settings, sha256) as target:
        async for part in parts:
            target.write(part)
        await run_in_threadpool(_prove, target, sha256)  # a film takes a second, in which the server answers others


@contextmanager
def arriving(settings: Settings, sha256: str) -> Iterator[IO[bytes]]:
    """A file to write into, which waits under its hash when the block ends. Raises as `arrive`."""
    with _drafted(settings, sha256) as target:
        yield target
        _prove(target, sha256)


def _prove(target: BufferedRandom, sha256: str) -> None:
    """On the disk, and what its hash says. Raises Torn."""
    target.flush()
    os.fsync(target.fileno())
    target.seek(0)
    if hashlib.file_digest(target, "sha256").hexdigest() != sha256:
        raise Torn("The file did not arrive whole. It is sent again.")


@contextmanager
def _drafted(settings: Settings, sha256: str) -> Iterator[BufferedRandom]:
    if not SHA256.fullmatch(sha256):
        raise UserError("{text} is no SHA-256 of a file.", text=repr(sha256[:80]))
    path = waiting(settings, sha256)
    with storage.explained(path):
        path.parent.mkdir(parents=True, exist_ok=True)
        copies.sweep(path.parent, f"*{WRITING}", seconds=FORGOTTEN)
        if sum(map(storage.size_of, path.parent.iterdir())) > settings.sessions_megabytes << 20:
            raise Full("Too many files of all users are waiting to be saved. Try again in a few minutes.")
        draft = path.with_name(f"{secrets.token_hex(8)}{WRITING}")
        try:
            with draft.open("w+b") as target:
                yield target
            os.replace(draft, path)
        finally:
            draft.unlink(missing_ok=True)


def forget(settings: Settings, sha256: str) -> None:
    """A file was taken, and is kept as evidence now."""
    waiting(settings, sha256).unlink(missing_ok=True)
