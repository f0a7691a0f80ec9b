"""PDF walked to its end: head, objects, and the table its last lines point to. A paper is looked at: one that runs a
script, starts a program or carries other files is no evidence, and would run on the desk of whoever checks it."""

import re
import zlib
from collections.abc import Iterator
from typing import Final

from lib.cases.filetypes.reader import CHUNK, CutOff, Foreign, Reader

FIRST_LINES: Final = re.compile(
    rb"%PDF-[12]\.\d[ \t]*[\r\n]+(?:[ \t]*(?:%[^\r\n]*)?[\r\n]+)*[ \t]*\d+[ \t]+\d+[ \t]+obj\b"
)
MARKUP: Final = re.compile(rb"<[a-z!?/]", re.IGNORECASE)
LAST_LINES: Final = re.compile(rb"startxref\s+(\d{1,12})\s+%%EOF[\s\x00]*\Z")
TABLE: Final = re.compile(rb"\s*(xref\b|\d+\s+\d+\s+obj\b)")
STREAM: Final = re.compile(rb"\bstream\r?\n")
ESCAPED: Final = re.compile(rb"#([0-9a-f]{2})", re.IGNORECASE)
ACTIVE: Final = re.compile(
    rb"/(JavaScript|JS|Launch|EmbeddedFiles?|RichMedia|SubmitForm|ImportData|GoToE|XFA)(?=[\s()<>\[\]/%]|\Z)"
)
OBJECTS: Final = re.compile(rb"/Type\s*/ObjStm\b")
TAIL: Final = 4096
KEPT: Final = 8192  # bytes of text before a stream in which its description stands
UNPACKED: Final = 32 << 20  # bytes of packed objects that are looked through, all together


def pdf(file: Reader) -> None:
    """Raise CutOff for a PDF without its end, Foreign for one that is something else too or is not only looked at."""
    head = FIRST_LINES.match(file.peek(KEPT))
    if not head or MARKUP.search(head[0]):
        raise Foreign
    file.seek(max(0, file.size - TAIL))
    last = LAST_LINES.search(file.read(file.left))
    if not last:
        raise Foreign if b"%%EOF" in _tail(file) else CutOff
    if int(last[1]) >= file.size:
        raise CutOff
    file.seek(int(last[1]))
    if not TABLE.match(file.peek(64)):
        raise Foreign
    seen = 0
    for text, objects in parts(file):
        seen += len(objects)
        if seen > UNPACKED or ACTIVE.search(spelled(text)) or ACTIVE.search(spelled(objects)):
            raise Foreign


def _tail(file: Reader) -> bytes:
    file.seek(max(0, file.size - TAIL))
    return file.read(file.left)


def spelled(text: bytes) -> bytes:
    """Names as they are read: `/J#53` is `/JS`."""
    return ESCAPED.sub(lambda found: bytes((int(found[1], 16),)), text)


def unpacked(content: bytes, is_packed: bool) -> bytes:
    """The objects of an object stream. Raises Foreign when they cannot be looked through, as in a paper with a
    password."""
    try:
        return zlib.decompressobj().decompress(content, UNPACKED) if is_packed else content
    except zlib.error:
        raise Foreign from None


def parts(file: Reader) -> Iterator[tuple[bytes, bytes]]:
    """The text between the streams of a PDF piece by piece, and with it the objects packed in the stream that follows.

    The streams themselves, pictures and drawings, are passed over: any bytes may stand in them.
    """
    file.seek(0)
    text = b""
    while chunk := file.stream.read(CHUNK):
        text += chunk
        while found := STREAM.search(text):
            file.seek(file.at - len(text) + found.end())
            before = text[: found.start()]
            described = spelled(before[max(0, before.rfind(b" obj")) :])
            is_objects = bool(OBJECTS.search(described))
            content = _stream(file, keep=is_objects)
            yield before, unpacked(content, b"/Filter" in described) if is_objects else b""
            text = file.stream.read(CHUNK)
        yield text, b""
        text = text[-KEPT:]


def _stream(file: Reader, *, keep: bool) -> bytes:
    """Go behind the end of the stream that begins here; its bytes when they are kept. Raises CutOff, Foreign."""
    kept, last = bytearray(), b""
    while chunk := file.stream.read(CHUNK):
        last += chunk
        if (at := last.find(b"endstream")) >= 0:
            file.seek(file.at - len(last) + at + len(b"endstream"))
            return bytes(kept + last[:at]) if keep else b""
        if keep:
            kept += last[:-16]
            if len(kept) > UNPACKED:
                raise Foreign
        last = last[-16:]
    raise CutOff
