"""Pictures walked to their end: the segments of a JPEG with what phones lay behind it, the chunks of PNG and WebP."""

import re
from typing import Final

from lib.cases.filetypes import films
from lib.cases.filetypes.reader import CHUNK, CutOff, Foreign, Reader

START, END, SCAN = 0xD8, 0xD9, 0xDA
BARE: Final = {0x01, *range(0xD0, 0xD8)}  # markers without a length
MARKER: Final = re.compile(rb"\xff+[^\x00\xff\xd0-\xd7]")  # the first that ends the coded picture
PNG: Final = b"\x89PNG\r\n\x1a\n"
PNG_NEEDED: Final = (b"IHDR", b"PLTE", b"IDAT", b"IEND")
WEBP_CHUNKS: Final = (b"VP8 ", b"VP8L", b"VP8X", b"ALPH", b"ANIM", b"ANMF", b"ICCP", b"EXIF", b"XMP ")
# What phones write behind the pictures of a file, known by its last bytes: Samsung, Huawei and Honor, vivo.
SIGNED: Final = re.compile(rb"SEFT$|LIVE_\d+\s*$|vivo\x00*.{0,64}$", re.DOTALL)
SIGNED_MOST: Final = 64 << 20
NOTHING_OF_OURS: Final = re.compile(
    rb"PK\x03\x04|%PDF-|Rar!\x1a|7z\xbc\xaf|\x7fELF|MZ.{58,1024}PE\x00\x00|<(html|script|svg|\?php)\b",
    re.DOTALL | re.IGNORECASE,
)


def jpeg(file: Reader) -> None:
    """A JPEG and the pictures, the moving picture and the notes a phone lays behind it (MPF, motion photo)."""
    one_jpeg(file)
    file.pass_blank()
    while file.left:
        if file.peek(3) == b"\xff\xd8\xff":
            one_jpeg(file)
        elif (kind := file.peek(8).find(b"ftyp")) in (1, 2, 4):  # the zeros of its length were passed over
            file.seek(file.at + kind - 4)
            films.boxes(file, is_last=False)
        else:
            _signed(file)
        file.pass_blank()


def one_jpeg(file: Reader) -> None:
    """From the start of a picture to its end. Raises CutOff, or Foreign where no marker stands."""
    if file.read(2) != bytes((0xFF, START)):
        raise Foreign
    while (marker := _marker(file)) != END:
        if marker in BARE:
            continue
        if marker == START or marker < 0xC0:
            raise Foreign
        length = file.number(">H")
        if length < 2:
            raise Foreign
        file.seek(file.at + length - 2)
        if marker == SCAN:
            _coded(file)


def _marker(file: Reader) -> int:
    if file.read(1) != b"\xff":
        raise Foreign
    while (marker := file.read(1)[0]) == 0xFF:
        pass
    return marker


def _coded(file: Reader) -> None:
    """Go over the coded picture to the next marker."""
    while chunk := file.stream.read(CHUNK):
        if found := MARKER.search(chunk):
            file.seek(file.at - len(chunk) + found.start())
            return
        if chunk.endswith(b"\xff") and file.left:
            file.seek(file.at - 1)
    raise CutOff


def _signed(file: Reader) -> None:
    """The notes of a phone's maker, to the end of the file: signed, or of a maker unknown here.

    Raises Foreign for words, and for what another program would open.
    """
    if file.left > SIGNED_MOST:
        raise Foreign
    notes = file.read(file.left)
    if not (SIGNED.search(notes[-128:]) or b"\x00" in notes) or NOTHING_OF_OURS.search(notes):
        raise Foreign


def png(file: Reader) -> None:
    """The chunks of a PNG; nothing stands behind the last."""
    file.seek(len(PNG))
    kind, is_first = b"", True
    while kind != b"IEND":
        length, kind = file.number(">I"), file.read(4)
        if not kind.isalpha() or (kind[:1].isupper() and kind not in PNG_NEEDED) or is_first != (kind == b"IHDR"):
            raise Foreign
        file.seek(file.at + length + 4)
        is_first = False
    _nothing_more(file)


def webp(file: Reader) -> None:
    """The chunks of a WebP; they fill the length its head names, and the file ends there."""
    file.seek(4)
    end = file.number("<I") + 8
    if end > file.size:
        raise CutOff
    file.seek(12)
    while file.at < end:
        kind, length = file.read(4), file.number("<I")
        if kind not in WEBP_CHUNKS or file.at + length > end:
            raise Foreign
        file.seek(min(file.at + length + length % 2, end))
    _nothing_more(file)


def _nothing_more(file: Reader) -> None:
    file.pass_blank()
    if file.left:
        raise Foreign
