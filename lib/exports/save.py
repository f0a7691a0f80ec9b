"""Files that appear whole or not at all, under names every system accepts."""

import os
import tempfile
from datetime import date
from pathlib import Path

from lib.errors import UserError
from lib.filenames import stem

LONGEST = 120  # UTF-8 bytes of the title, of the 255 a file name may have


def file_name(title: str, as_of: date, extension: str) -> str:
    """A safe file name such as 落后产能_20220715.xlsx; Chinese stays, separators and control signs become a hyphen."""
    return f"{safe(title)}_{as_of:%Y%m%d}.{extension}"


def safe(title: str) -> str:
    """A title as the name of a file, without an ending: no path, no control or direction sign, no device of Windows."""
    return stem(title, LONGEST) or "export"


def folder(path: Path) -> Path:
    """Make a folder that several files go into; the folder around it must be there. Raises UserError when it is not."""
    try:
        path.mkdir(exist_ok=True)
    except OSError as error:
        raise UserError(
            "The folder {folder} cannot be made ({reason}); choose another.", folder=path, reason=error.strerror
        ) from error
    return path


def save(path: Path, content: bytes) -> Path:
    """Write a file under a temporary name beside it and rename it.

    Raises UserError when that cannot be done, and for a folder that is not there: a mistyped path makes no folders.
    """
    if not path.parent.is_dir():
        raise UserError(
            "There is no folder {folder}; make it first, or choose another place for {file}.",
            folder=path.parent,
            file=path.name,
        )
    try:
        handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=f".{path.stem[:20]}-", suffix=".part")
    except OSError as error:
        raise UserError(
            "{folder} cannot be written to ({reason}); choose another folder.",
            folder=path.parent,
            reason=error.strerror,
        ) from error
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        os.chmod(temporary, 0o644)
        os.replace(temporary, path)
    except OSError as error:
        Path(temporary).unlink(missing_ok=True)
        raise UserError("{file} cannot be written ({reason}).", file=path, reason=error.strerror) from error
    return path
