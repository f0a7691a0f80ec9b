"""What runs in the child: the limits first, then the job, and how it ended as the last frame."""

import gc
import os
import pickle
import resource
import signal
from collections.abc import Callable
from types import TracebackType
from typing import Any, Final

from lib.errors import UserError
from lib.limited.frames import BROKE, DONE, REFUSED, TOLD, send

PAGE: Final = resource.getpagesize()
_pipe: list[int] = []  # where this process tells its progress; empty in a process that is no child


def tell(**note: Any) -> None:
    """Tell the parent how far the job is; where a job runs without a child nobody listens."""
    if _pipe:
        send(_pipe[0], TOLD, note)


def work(request: int, pipe: int) -> None:
    """Do the job that the file `request` holds, tell its answer through `pipe`, and never return."""
    with _LastWords(pipe), os.fdopen(request, "rb") as stream:
        megabytes, seconds, job, arguments = pickle.load(stream)  # noqa: S301 - written by our own parent
        confine(megabytes, seconds)
        gc.disable()  # the process is over before what it leaves behind is in the way
        _pipe.append(pipe)
        send(pipe, DONE, job(*arguments))


def confine(megabytes: int, seconds: int) -> None:
    """Let this process take so much more memory than it has, run so long, and write no file."""
    with open("/proc/self/statm", encoding="ascii") as sizes:
        taken = int(sizes.read().split()[0]) * PAGE
    most = taken + (megabytes << 20)
    resource.setrlimit(resource.RLIMIT_AS, (most, most))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    signal.setitimer(signal.ITIMER_REAL, seconds)  # its signal ends the process: also one that waits without working


class _LastWords:
    """However the job ends, the parent is told and the process is over."""

    def __init__(self, pipe: int) -> None:
        self.pipe = pipe

    def __enter__(self) -> None:
        """Nothing to prepare."""

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        del trace  # it holds the job's values; letting go of them leaves room for these words
        say: Callable[..., None] = send
        if isinstance(error, UserError):
            said = {name: value if isinstance(value, int) else str(value) for name, value in error.values.items()}
            say(self.pipe, REFUSED, (type(error).__name__, error.message, said))
        elif kind is not None:
            say(self.pipe, BROKE, (kind.__name__, str(error)[:500]))
        os._exit(0)
