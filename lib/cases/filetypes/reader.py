"""A file walked from front to back without being held in memory, and what is wrong with one that cannot be."""

import re
import struct
from typing import IO, Final

CHUNK: Final = 1 << 20
HEAD: Final = 1024  # bytes in which programs look for another type's first words
TAIL: Final = 22 + 0xFFFF  # bytes in which programs look for the directory of an archive
OTHER_FACE: Final = re.compile(rb"%PDF-|<(html|head|body|script|svg|iframe|!doctype|\?php)\b", re.IGNORECASE)
DIRECTORY_END: Final = b"PK\x05\x06"
DIRECTORY: Final = b"PK\x01\x02"


class CutOff(ValueError):
    """The file ends before what it announces does."""


class Foreign(ValueError):
    """The file holds what its type does not."""


class Reader:
    """A stream with its size and exact reads."""

    def __init__(self, stream: IO[bytes]) -> None:
        self.stream = stream
        self.size = stream.seek(0, 2)
        stream.seek(0)

    @property
    def at(self) -> int:
        """Position in bytes."""
        return self.stream.tell()

    @property
    def left(self) -> int:
        """Bytes from here to the end."""
        return self.size - self.at

    def read(self, count: int) -> bytes:
        """Exactly so many bytes. Raises CutOff."""
        found = self.stream.read(count)
        if len(found) < count:
            raise CutOff
        return found

    def seek(self, position: int) -> None:
        """Go on at a position. Raises CutOff beyond the end."""
        if position > self.size:
            raise CutOff
        self.stream.seek(position)

    def peek(self, count: int) -> bytes:
        """Up to so many of the bytes that follow, without going on."""
        here = self.at
        found = self.stream.read(count)
        self.stream.seek(here)
        return found

    def number(self, form: str) -> int:
        """A number as `struct` writes it, such as `>I`."""
        (found,) = struct.unpack(form, self.read(struct.calcsize(form)))
        return int(found)

    def pass_blank(self) -> None:
        """Go over the zeros, blanks and line ends some programs fill up with."""
        while chunk := self.stream.read(CHUNK):
            if rest := chunk.lstrip(b"\x00\r\n\t "):
                self.stream.seek(-len(rest), 1)
                return


def expect_one_face(file: Reader) -> None:
    """Raise Foreign when a program that looks for a paper, a page or an archive would find one in this file too."""
    file.seek(0)
    if OTHER_FACE.search(file.peek(HEAD)):
        raise Foreign
    file.seek(max(0, file.size - TAIL))
    tail = file.read(file.left)
    at = tail.rfind(DIRECTORY_END)
    while at >= 0:
        if _is_directory(file, file.size - len(tail) + at, tail[at : at + 22]):
            raise Foreign
        at = tail.rfind(DIRECTORY_END, 0, at)


def _is_directory(file: Reader, position: int, record: bytes) -> bool:
    """Whether the bytes at a position end an archive: its directory stands where they say."""
    length = struct.unpack("<I", record[12:16])[0] if len(record) == 22 else 0
    if not 0 < length <= position:
        return False
    file.seek(position - length)
    return file.peek(4) == DIRECTORY
