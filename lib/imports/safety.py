"""Refusing unsafe files before anything parses them: size, magic, bombs, macros, passwords, DDE, entities."""

import hashlib
import io
import re
import zipfile
from dataclasses import dataclass
from pathlib import Path

from lib.errors import FileRefused
from lib.filenames import delivered
from lib.imports.formats.xlsx import sheet_parts
from lib.imports.reasons import refused
from lib.limited.zips import TORN

ZIP, OLE2 = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
KINDS = {"xlsx": ZIP, "ods": ZIP, "xls": OLE2, "csv": b""}
OTHERS = (
    (ZIP, "zip/xlsx"),
    (OLE2, "xls/doc"),
    (b"%PDF", "pdf"),
    (b"MZ", "exe"),
    (b"\x7fELF", "ELF"),
    (b"<", "html/xml"),
    (b"{\\rtf", "rtf"),
)
NESTED = re.compile(r"/embeddings/|\.(zip|7z|rar|gz|xlsx?|xlsm|docx?|pptx?|exe|dll|js|vbs|bat)$", re.I)
CHUNK = 1 << 20
FEWEST_COLUMNS = 26  # a row is counted as wide as this
_ROW = re.compile(rb"<row [^>]*?\br=\"(\d{1,7})\"")
_FAR_CELL = re.compile(rb"<c r=\"([A-Z]{2,3})\d")


@dataclass(frozen=True)
class Limits:
    """How much a file may hold; megabytes come from the setting ATLAS_UPLOAD_MEGABYTES."""

    megabytes: int = 50
    unpacked_megabytes: int = 1024
    ratio: int = 200  # a register sheet packs about 1:15, a bomb up to 1:1000
    ratio_from_bytes: int = 4 << 20  # small repetitive parts are harmless
    entries: int = 2000
    cells: int = 40_000_000  # a sheet is held as a full rectangle while it is read


@dataclass(frozen=True)
class SafeFile:
    """A file that may be parsed."""

    name: str
    extension: str
    content: bytes
    sha256: str
    has_external_links: bool = False
    is_1904: bool = False


def admit(path: Path, limits: Limits = Limits(), language: str = "zh") -> SafeFile:
    """The file's bytes once they are known to be safe to parse.

    Raises FileRefused with the sentence of a reason whose severity is `file`.
    """
    size = path.stat().st_size
    if size > limits.megabytes << 20:
        raise refused("file_too_large", language, megabytes=f"{size / (1 << 20):.1f}", limit=limits.megabytes)
    return admit_bytes(path.name, path.read_bytes(), limits, language)


def admit_bytes(name: str, content: bytes, limits: Limits = Limits(), language: str = "zh") -> SafeFile:
    """As `admit`, for bytes that are already in memory (an upload)."""
    name = delivered(name)
    extension = Path(name).suffix.lower().removeprefix(".")
    if not content.strip(b"\x00\xef\xbb\xbf\r\n \t"):
        raise refused("file_empty", language)
    if len(content) > limits.megabytes << 20:
        raise refused("file_too_large", language, megabytes=f"{len(content) / (1 << 20):.1f}", limit=limits.megabytes)
    _expect_kind(extension, content, language)
    sha256 = hashlib.sha256(content).hexdigest()
    if KINDS[extension] != ZIP:
        if extension == "xls":
            _expect_plain_ole(content, language)
        return SafeFile(name, extension, content, sha256)
    try:
        return _admit_zip(SafeFile(name, extension, content, sha256), limits, language)
    except TORN as error:
        raise refused("file_damaged", language) from error


def _expect_kind(extension: str, content: bytes, language: str) -> None:
    if extension in {"xlsm", "xltm", "xlsb", "xlam", "xla"}:
        raise refused("file_macros", language)
    if extension not in KINDS:
        raise refused("file_type", language, extension=f".{extension}")
    magic = KINDS[extension]
    if content.startswith(OLE2) and "EncryptedPackage".encode("utf-16-le") in content:
        raise refused("file_encrypted", language)
    known = next((found for start, found in OTHERS if content.startswith(start)), "")
    if (magic and not content.startswith(magic)) or (not magic and known):
        raise refused("file_magic", language, extension=f".{extension}", found=known or "text")


def _expect_plain_ole(content: bytes, language: str) -> None:
    """Old workbooks: macro storages and embedded objects are named in the directory, in UTF-16."""
    if any(mark.encode("utf-16-le") in content for mark in ("_VBA_PROJECT", "VBA\x00")):
        raise refused("file_macros", language)


def _admit_zip(file: SafeFile, limits: Limits, language: str) -> SafeFile:
    with zipfile.ZipFile(io.BytesIO(file.content)) as archive:
        entries = archive.infolist()
        _expect_small(entries, limits, language)
        _expect_no_strangers(entries, language)
        names = {entry.filename for entry in entries}
        if not names & {"xl/workbook.xml", "content.xml"}:
            raise refused("file_magic", language, extension=f".{file.extension}", found="zip")
        for entry in entries:
            _expect_calm_part(archive, entry, limits, language)
        book = archive.read("xl/workbook.xml") if "xl/workbook.xml" in names else b""
    links = any("/externalLinks/" in name for name in names)
    return SafeFile(
        file.name, file.extension, file.content, file.sha256, links, bool(re.search(rb"date1904=[\"'](1|true)", book))
    )


def _expect_small(entries: list[zipfile.ZipInfo], limits: Limits, language: str) -> None:
    if len(entries) > limits.entries:
        raise refused("file_entries", language, entries=len(entries), limit=limits.entries)
    total = sum(entry.file_size for entry in entries)
    ratio = max(
        (e.file_size / max(e.compress_size, 1) for e in entries if e.file_size > limits.ratio_from_bytes), default=0.0
    )
    if total > limits.unpacked_megabytes << 20 or ratio > limits.ratio:
        raise refused("file_bomb", language, megabytes=f"{total / (1 << 20):.0f}", ratio=f"{ratio:.0f}")


def _expect_no_strangers(entries: list[zipfile.ZipInfo], language: str) -> None:
    for entry in entries:
        if entry.flag_bits & 0x1:
            raise refused("file_encrypted", language)
        if "vbaProject" in entry.filename or "/macrosheets/" in entry.filename or entry.filename.startswith("Basic/"):
            raise refused("file_macros", language)
        if NESTED.search(entry.filename):
            raise refused("file_nested", language, entry=entry.filename)


def _expect_calm_part(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, limits: Limits, language: str) -> None:
    """Unpack a part in pieces: a lying size ends in BadZipFile; entities, DDE and absurd sheets are refused."""
    is_xml = entry.filename.endswith((".xml", ".rels"))
    is_sheet = entry.filename.startswith("xl/worksheets/") and is_xml
    extent, tail = _Extent(), b""
    with archive.open(entry) as part:
        while piece := part.read(CHUNK):
            text = tail + piece
            if is_xml and re.search(rb"<!(?:DOCTYPE|ENTITY)", text, re.I):
                raise refused("file_entities", language, entry=entry.filename)
            if b"ddeLink" in text or b"ddeService" in text or b"dde-source" in text:
                raise refused("file_dde", language)
            if entry.filename == "META-INF/manifest.xml" and b"encryption-data" in text:
                raise refused("file_encrypted", language)
            if is_sheet:
                extent.add(text)
            tail = text[-64:]
    rows, columns = extent.row, max(extent.column, FEWEST_COLUMNS)
    if rows * columns > limits.cells or rows > 200 * extent.rows + 100_000:
        tabs = {part: name for name, part in sheet_parts(archive).items()}
        tab = tabs.get(entry.filename, Path(entry.filename).stem)
        raise refused("file_area", language, sheet=tab, rows=rows, columns=max(extent.column, 1))


@dataclass
class _Extent:
    """How far a sheet reaches: the last row with a value, and the last column; blank formatted cells are nothing."""

    rows: int = 0
    row: int = 0
    column: int = 0
    _last: int = 0  # the row the next piece goes on with

    def add(self, text: bytes) -> None:
        """Take in the next piece of the sheet's XML."""
        seen = [(found.start(), int(found[1])) for found in _ROW.finditer(text)]
        valued = max(text.rfind(mark) for mark in (b"<v", b"<is", b"<f"))
        reached = [row for at, row in seen if at < valued] or ([self._last] if valued >= 0 else [])
        self.rows, self.row = self.rows + len(seen), max([self.row, *reached])
        self._last = seen[-1][1] if seen else self._last
        self.column = max([self.column, *map(_column_number, set(_FAR_CELL.findall(text)))])


def _column_number(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number


__all__ = ["FileRefused", "Limits", "SafeFile", "admit", "admit_bytes"]
