"""Running a job in a limited child: the caller gets its answer, its UserError, or word of how it broke."""

import atexit
import os
import pickle
import select
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

from lib import errors
from lib.errors import AtlasError, UserError
from lib.limited.frames import BROKE, DONE, REFUSED, TOLD, plain, receive
from lib.settings import ROOT, Settings, inherited

LOADED: Final = (  # what children need, loaded once
    *("lib.imports.delivered", "lib.cases.looking", "lib.reports.filling", "lib.bulk.form_rows", "lib.bulk.archive"),
    "lib.inspections.odk.submission",
)
CHUNK: Final = 1 << 20
GRACE: Final = 2  # seconds after which a child that outlives its time is left alone
CALM: Final = {  # one thread and no arenas: a limit on memory counts what is reserved, not what is used
    "OPENBLAS_NUM_THREADS": "1",
    "OMP_NUM_THREADS": "1",
    "MALLOC_ARENA_MAX": "1",
    "ARROW_DEFAULT_MEMORY_POOL": "system",
}


Told = Callable[..., None]  # hears how far a job is: `stage` and what belongs to it


def unheard(**_note: Any) -> None:
    """For a caller who does not ask how far a job is."""


@dataclass(frozen=True)
class Limits:
    """What a job may take: memory beyond what its libraries hold, time on the clock, and the size of its answer."""

    megabytes: int
    seconds: int
    answer_megabytes: int = 256


def limits_of(settings: Settings) -> Limits:
    """The limits an operator set for foreign files."""
    return Limits(settings.reader_megabytes, settings.reader_seconds)


class Broke(AtlasError):
    """A job ended without an answer; `kind` names the error, empty when the process itself died."""

    def __init__(self, kind: str = "", message: str = "") -> None:
        self.kind, self.message = kind, message
        super().__init__(f"{kind}: {message}" if kind else "the process that did it died")


class OutOfMemory(Broke):
    """The job needed more memory, or gave a larger answer, than its limit."""


class OutOfTime(Broke):
    """The job took longer than its limit."""


def run(job: Callable[..., Any], *arguments: Any, limits: Limits, told: Told = unheard) -> Any:
    """The answer (plain values) of a function of a module, run in a child under limits.

    `told` is called with what the job tells of its progress. Raises the job's own UserError, and OutOfMemory, OutOfTime
    or Broke when it ends in any other way: whatever it was given, this process goes on.
    """
    with _turns, os.fdopen(os.memfd_create("request"), "w+b", closefd=True) as request:
        pickle.dump((limits.megabytes, limits.seconds, job, arguments), request, protocol=5)
        request.flush()
        request.seek(0)
        ear, mouth = os.pipe()
        with os.fdopen(ear, "rb", buffering=0) as pipe:
            try:
                _start(request.fileno(), mouth)
            finally:
                os.close(mouth)
            return _answer(pipe, limits, told)


def warm() -> None:
    """Start the process that children come from, so that the first file need not wait for its libraries."""
    _nursery()


def _start(request: int, mouth: int) -> None:
    """Start a child on a request; a nursery that died unseen is replaced once. Raises Broke when that dies too."""
    try:
        _nursery().start(request, mouth)
    except OSError:
        _nurseries.clear()
        try:
            _nursery().start(request, mouth)
        except OSError as error:
            raise Broke(type(error).__name__, str(error)) from error


def _answer(pipe: Any, limits: Limits, told: Told) -> Any:
    """Frames until the last one."""
    end = time.monotonic() + limits.seconds + GRACE

    def read(size: int) -> bytes:
        pieces: list[bytes] = []
        while size:
            if not select.select([pipe], [], [], max(0, end - time.monotonic()))[0]:
                raise OutOfTime
            piece = pipe.read(min(size, CHUNK))
            if not piece:
                raise OutOfTime if time.monotonic() >= end - GRACE else Broke
            pieces.append(piece)
            size -= len(piece)
        return b"".join(pieces)

    while True:
        try:
            kind, payload = receive(read, limits.answer_megabytes << 20)
            value = plain(payload)
        except OverflowError as error:
            raise OutOfMemory("OverflowError", str(error)) from error
        except pickle.UnpicklingError as error:
            raise Broke("UnpicklingError", str(error)) from error
        if kind == DONE:
            return value
        if kind == REFUSED:
            raise _refusal(*value)
        if kind == BROKE:
            raise OutOfMemory(*value) if value[0] == "MemoryError" else Broke(*value)
        if kind == TOLD:
            told(**value)


def _refusal(name: str, message: str, values: dict[str, Any]) -> UserError:
    """The error a job raised, as this process knows it."""
    kind = getattr(errors, name, UserError)
    return kind(message, **values) if issubclass(kind, UserError) else UserError(message, **values)


class _Nursery:
    """The process that children are forked from, and the way to ask it for one."""

    def __init__(self) -> None:
        ours, theirs = socket.socketpair()
        self.owner, self.socket, self.asking = os.getpid(), ours, threading.Lock()
        command = [sys.executable, "-m", "lib.limited", *LOADED]
        with theirs:
            self.process = subprocess.Popen(command, cwd=ROOT, env=inherited(CALM), stdin=theirs.fileno())
        self.socket.recv(1)  # it has loaded what children need: their time counts from their own start
        atexit.register(self.stop)

    def is_alive(self) -> bool:
        """Whether it can be asked: a process that was forked from the one that started it starts its own."""
        return self.owner == os.getpid() and self.process.poll() is None

    def start(self, request: int, mouth: int) -> None:
        """Start a child on a request."""
        with self.asking:
            socket.send_fds(self.socket, [b"!"], [request, mouth])

    def stop(self) -> None:
        """End it with this process."""
        if self.is_alive():
            self.socket.close()
            try:
                self.process.wait(timeout=GRACE)
            except subprocess.TimeoutExpired:  # on a busy machine, and nobody waits for an answer of it any more
                self.process.kill()


_nurseries: list[_Nursery] = []
_founding = threading.Lock()
_turns = threading.BoundedSemaphore(2)  # files read at once: each may take the whole of its memory


def _nursery() -> _Nursery:
    """The nursery of this process, started anew when it died."""
    with _founding:
        if not (_nurseries and _nurseries[-1].is_alive()):
            _nurseries[:] = [_Nursery()]
        return _nurseries[-1]
