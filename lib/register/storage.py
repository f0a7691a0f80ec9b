"""What disks and damaged files do to the register, as sentences that say what to do."""

import errno
import os
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb

from lib.errors import RegisterBusy, RegisterDamaged, StorageFailed, UserError

Identity = tuple[int, int] | None
SPARE = 1 << 20  # bytes a change needs at least beside the register
FULL = (
    "The disk of {folder} is full ({reason}); nothing was changed. Make room there: the atlas then goes on by itself."
)
BARRED = (
    "{folder} may not be written to ({reason}); nothing was changed. "
    "Let the user of the service write there: the atlas then goes on by itself."
)
BROKEN = (
    "The disk of {folder} fails ({reason}). Have it seen to, then bring back the newest copy: python -m lib restore"
)
REASONS = {
    errno.ENOSPC: FULL,
    errno.EDQUOT: FULL,
    errno.EFBIG: FULL,
    errno.EROFS: BARRED,
    errno.EACCES: BARRED,
    errno.EPERM: BARRED,
    errno.EIO: BROKEN,
}
MEMORY = "The memory is not enough for this ({reason}). Ask for less, or set ATLAS_MEMORY_LIMIT higher."
FOLDER = "{path} is a folder. REGISTER_URL must name the register's file."
EMPTY = "{path} is empty (0 bytes). Bring back the newest copy: python -m lib restore"
SHORT = "{path} is cut short: its end is missing. Bring back the newest copy: python -m lib restore"
ALTERED = (
    "{path} was altered or damaged: a block is not what was written. Bring back the newest copy: python -m lib restore"
)
FOREIGN = (
    "{path} is not a register (no DuckDB file). "
    "Check REGISTER_URL, or bring back the newest copy: python -m lib restore"
)
OTHER = (
    "{path} was written by another version of DuckDB. "
    "Start the version of the atlas that wrote it, and back up with that."
)
SIGNS = (  # words of DuckDB's message → what they mean; the first that fits
    ("Is a directory", FOLDER),
    ("not a valid DuckDB database file", FOREIGN),
    ("sqlite_scanner", FOREIGN),
    ("Loading external extensions is disabled", FOREIGN),  # the same file, asked with external access off
    ("Could not read enough bytes", SHORT),
    ("with version number", OTHER),
    ("Corrupt", ALTERED),
    ("does not match stored checksum", ALTERED),
    ("replaying WAL", ALTERED),
)
BUSY = "{path} is held by another process ({holder}). Stop the server (or use its Import page) and try again."


@contextmanager
def explained(path: Path) -> Iterator[None]:
    """Turn what a disk or a damaged file throws into StorageFailed, RegisterDamaged or RegisterBusy.

    `path` is the register; an error that names its own file speaks of that. Other errors pass.
    """
    try:
        yield
    except (OSError, duckdb.Error) as error:
        if sentence := sentence_of(error, path):
            raise sentence from error
        raise


def sentence_of(error: OSError | duckdb.Error, path: Path) -> UserError | None:
    """The sentence for an error; None when it is neither the disk's nor the file's."""
    if isinstance(error, OSError):
        folder = Path(os.fsdecode(error.filename)).parent if error.filename else path.parent
        is_temporary = isinstance(error, FileNotFoundError) and "temporary directory" in str(error)
        return _failed(errno.ENOSPC, Path("/tmp")) if is_temporary else _failed(error.errno, folder)
    if isinstance(error, duckdb.OutOfMemoryException):
        return StorageFailed(MEMORY, reason=str(error).splitlines()[0])
    message = str(error)
    if "Could not set lock on file" in message:
        return RegisterBusy(BUSY, path=path, holder=_holder(message))
    number = next((number for number in REASONS if os.strerror(number) in message), None)
    return _failed(number, path.parent) or _damaged(message, path)


def _failed(number: int | None, folder: Path) -> UserError | None:
    return StorageFailed(REASONS[number], folder=folder, reason=os.strerror(number)) if number in REASONS else None


def _damaged(message: str, path: Path) -> UserError | None:
    meaning = next((meaning for words, meaning in SIGNS if words in message), None)
    if meaning == FOREIGN and path.is_file() and not path.stat().st_size:
        meaning = EMPTY
    return RegisterDamaged(meaning, path=path) if meaning else None


def _holder(message: str) -> str:
    """The part of DuckDB's message that names the process."""
    start = message.find("held in")
    return message[start:].split(". ")[0] if start >= 0 else "its name is unknown"


def log_of(path: Path) -> Path:
    """DuckDB's log of the changes that are not folded into the file yet (write-ahead log)."""
    return path.with_name(f"{path.name}.wal")


def size_of(path: Path) -> int:
    """Bytes of a file; 0 when it is not there."""
    return path.stat().st_size if path.is_file() else 0


def identity_of(path: Path) -> Identity:
    """Device and number of the file at a path; None when there is none."""
    try:
        state = path.stat()
    except OSError:
        return None
    return state.st_dev, state.st_ino


def released(path: Path, file: Identity, seconds: float = 5.0) -> None:
    """Wait until this process has let go of a file; raises StorageFailed when it does not in time.

    The file is looked for among the open ones, never opened: closing it again would drop DuckDB's lock on it.
    """
    until = time.monotonic() + seconds
    while any(identity_of(handle) == file for handle in Path("/proc/self/fd").iterdir()):
        if time.monotonic() > until:
            raise StorageFailed("{path} is being opened anew after a failure; try again in a moment.", path=path)
        time.sleep(0.05)


def room(path: Path) -> None:
    """Raise StorageFailed when a change could not be kept beside the register now: full disk, no right to write.

    It asks for room behind the register's own size, so that a limit on the size of files is found too.
    """
    with explained(path), tempfile.TemporaryFile(dir=path.parent) as probe:
        os.posix_fallocate(probe.fileno(), size_of(path) + size_of(log_of(path)), SPARE)


def settled(folder: Path) -> None:
    """Flush a folder to the disk, so that a rename in it outlives a power cut."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
