"""What a file is by the whole of it: the types evidence comes in, and nothing else. The first bytes only say which way
to walk; a file that ends too early, or is two things at once, is none of them."""

from typing import IO

from lib.cases.filetypes import films, papers, pictures
from lib.cases.filetypes.packages import WORD, package
from lib.cases.filetypes.reader import CutOff, Foreign, Reader, expect_one_face

__all__ = ["WORD", "is_cut_off", "type_of"]


def type_of(stream: IO[bytes]) -> str | None:
    """MIME type of jpeg, png, webp, heic, pdf, mp4, mov, docx without macros, or ofd; None for anything else."""
    try:
        return _walked(Reader(stream))
    except (CutOff, Foreign):
        return None


def is_cut_off(stream: IO[bytes]) -> bool:
    """Whether a file begins as one of the types and ends before it is complete."""
    try:
        _walked(Reader(stream))
    except CutOff:
        return True
    except Foreign:
        return False
    return False


def _walked(file: Reader) -> str | None:
    """The type of a file that was walked to its end. Raises CutOff or Foreign."""
    head = file.peek(16)
    if head.startswith(b"PK\x03\x04"):
        return package(file)
    if head.startswith(b"%PDF-"):
        papers.pdf(file)
        return "application/pdf"
    mime = _picture(file, head)
    if mime is None and (head[4:8] == b"ftyp" or head[4:8] in films.BEFORE_BRANDS):
        mime = films.film(file)
    if mime is not None:
        expect_one_face(file)
    return mime


def _picture(file: Reader, head: bytes) -> str | None:
    """The type of a picture that is no ISO media file; None for what does not begin as one."""
    if head.startswith(b"\xff\xd8\xff"):
        pictures.jpeg(file)
        return "image/jpeg"
    if head.startswith(pictures.PNG):
        pictures.png(file)
        return "image/png"
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        pictures.webp(file)
        return "image/webp"
    return None
