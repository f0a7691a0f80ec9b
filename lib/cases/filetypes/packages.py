"""Word and OFD are zip files: the parts they must have, none that runs, and nothing between or around the parts."""

import re
import zipfile
import zlib
from typing import Final

from lib.cases.filetypes.reader import CutOff, Foreign, Reader

WORD: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
OFD: Final = "application/ofd"
PARTS: Final = 5000
NAME: Final = re.compile(r"(?!/)(?!.*(^|/)\.\.(/|$))[^\\\x00-\x1f:]+")
RUNS: Final = re.compile(  # macros, controls, packaged objects, programs
    r"vbaProject\.bin|/activeX/|oleObject[^/]*\.bin"
    r"|\.(exe|dll|scr|bat|cmd|com|pif|js|jse|vbs|vbe|wsf|hta|ps1|jar|lnk|msi|html?|mht)$",
    re.IGNORECASE,
)
FETCHES: Final = re.compile(  # a template or an object that Word takes from another machine when the paper is opened
    rb"<Relationship\b(?=[^>]*TargetMode\s*=\s*[\"']External)"
    rb"(?=[^>]*/(attachedTemplate|oleObject|frame|subDocument|aFChunk)[\"'])",
    re.IGNORECASE,
)
READ: Final = 4 << 20  # bytes of a part that are looked through
GAP: Final = 24  # bytes a part's sizes may take behind it


def package(file: Reader) -> str | None:
    """MIME type of a Word document or an OFD; None for another zip file. Raises CutOff or Foreign."""
    try:
        with zipfile.ZipFile(file.stream) as archive:
            parts = archive.infolist()
            mime = _kind({part.filename for part in parts})
            if mime:
                _expect_whole(file, archive, parts)
                _expect_still(archive, parts)
    except zipfile.BadZipFile:
        raise CutOff from None
    except (NotImplementedError, RuntimeError, zlib.error, EOFError, OSError):
        raise Foreign from None
    return mime


def _kind(names: set[str]) -> str | None:
    if {"[Content_Types].xml", "word/document.xml"} <= names:
        return WORD
    is_ofd = "OFD.xml" in names and any(name.endswith("/Document.xml") for name in names)
    return OFD if is_ofd else None


def _expect_whole(file: Reader, archive: zipfile.ZipFile, parts: list[zipfile.ZipInfo]) -> None:
    """Raise Foreign unless the parts fill the file from its first byte to the directory, which ends it."""
    names = [part.filename for part in parts]
    if len(parts) > PARTS or len(set(names)) < len(names) or not all(NAME.fullmatch(name) for name in names):
        raise Foreign
    end = 0
    for part in sorted(parts, key=lambda part: part.header_offset):
        if part.flag_bits & 1 or not end <= part.header_offset <= end + GAP * bool(end):
            raise Foreign
        file.seek(part.header_offset + 26)
        end = part.header_offset + 30 + file.number("<H") + file.number("<H") + part.compress_size
    if not end <= archive.start_dir <= end + GAP or archive.comment:
        raise Foreign
    file.seek(file.size - 22)
    if file.read(4) != b"PK\x05\x06":
        raise Foreign


def _expect_still(archive: zipfile.ZipFile, parts: list[zipfile.ZipInfo]) -> None:
    """Raise Foreign for a paper that runs something or fetches it from elsewhere."""
    for part in parts:
        if RUNS.search(part.filename):
            raise Foreign
        if part.filename == "[Content_Types].xml" or part.filename.endswith(".rels"):
            with archive.open(part) as stream:
                text = stream.read(READ)
            if b"macroEnabled" in text or FETCHES.search(text):
                raise Foreign
