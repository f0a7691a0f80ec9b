"""What a file is by its first bytes: the types evidence comes in, and nothing else."""

import zipfile
from typing import IO

HEIC_BRANDS = (b"heic", b"heix", b"mif1", b"msf1", b"hevc")
SIGNATURES = ((b"\xff\xd8\xff", "image/jpeg"), (b"\x89PNG\r\n\x1a\n", "image/png"), (b"%PDF-", "application/pdf"))
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def type_of(stream: IO[bytes]) -> str | None:
    """MIME type of jpeg, png, webp, heic, pdf, mp4, mov, docx without macros, or ofd; None for anything else."""
    stream.seek(0)
    head = stream.read(16)
    for signature, mime in SIGNATURES:
        if head.startswith(signature):
            return mime
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        return "image/webp"
    if head[4:8] == b"ftyp":
        return _film(head[8:12])
    return _package(stream) if head[:4] == b"PK\x03\x04" else None


def _film(brand: bytes) -> str:
    """ISO media files name their brand: a phone's picture, QuickTime, else MP4."""
    if brand in HEIC_BRANDS:
        return "image/heic"
    return "video/quicktime" if brand == b"qt  " else "video/mp4"


def _package(stream: IO[bytes]) -> str | None:
    """Word and OFD are zip files; one with macros is refused."""
    stream.seek(0)
    try:
        with zipfile.ZipFile(stream) as package:
            names = set(package.namelist())
    except zipfile.BadZipFile:
        return None
    if any(name.endswith("vbaProject.bin") for name in names):
        return None
    if "word/document.xml" in names:
        return WORD
    return "application/ofd" if "OFD.xml" in names else None
