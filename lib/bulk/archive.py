"""The zip that comes with a workbook of steps: opened in a limited child only, file by file; its names are never paths
of ours."""

import hashlib
import re
import zipfile
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory
from typing import Any, Final
from unicodedata import normalize

from lib.cases import evidence
from lib.cases.evidence import Kept, Upload
from lib.cases.loading import refused
from lib.cases.refusal import CaseRefused
from lib.errors import UserError
from lib.filenames import delivered
from lib.limited.child import tell
from lib.limited.run import Broke, limits_of, run
from lib.limited.zips import TORN, UNOPENED
from lib.register.store import Register
from lib.settings import Settings

FILES: Final = 2000  # in one zip
RATIO: Final = 200  # pictures and papers pack about 1:1, a bomb up to 1:1000
RATIO_FROM: Final = 4 << 20  # bytes; small repetitive files are harmless
TIMES: Final = 4  # the zip's own limit, that all its files may be unpacked
CHUNK: Final = 1 << 20
UTF8_NAME: Final = 0x800  # flag of an entry whose name is UTF-8
UNSAFE: Final = re.compile(r"^/|^[A-Za-z]:|(^|/)\.\.(/|$)|[\x00-\x1f]")
ARCHIVES: Final = re.compile(r"\.(zip|rar|7z|gz|tgz|tar|bz2|xz|cab|iso)$", re.IGNORECASE)
LITTER: Final = re.compile(r"(^|/)(__MACOSX/|\._|\.DS_Store$|Thumbs\.db$|desktop\.ini$)", re.IGNORECASE)


@dataclass(frozen=True)
class Entry:
    """A file in the zip: its place in the directory, its path as people read it, its size in bytes as the zip says."""

    index: int
    path: str
    size: int

    @property
    def name(self) -> str:
        """The path's last part."""
        return PurePosixPath(self.path).name


@dataclass
class Archive:
    """The files of a zip, and what they were found to be."""

    file_name: str
    sha256: str
    entries: list[Entry]
    nested: list[Entry] = field(default_factory=list)  # archives inside it: never opened
    seen: dict[int, Kept | CaseRefused] = field(default_factory=dict)

    def meant(self, text: str) -> list[Entry]:
        """The files a name means: by path, else by name, else by either without its ending."""
        said = _same(text)
        for spelling in (
            lambda one: one.path, lambda one: one.name,
            lambda one: str(PurePosixPath(one.path).with_suffix("")), lambda one: PurePosixPath(one.path).stem,
        ):  # fmt: skip
            if found := [one for one in self.entries if _same(spelling(one)) == said]:
                return found
        return []


def opened(path: Path, register: Register) -> Archive:
    """What a zip holds, found in a child. Raises UserError for one that is too large, damaged, locked or hostile."""
    settings, most = register.settings, register.settings.evidence_zip_megabytes
    name = delivered(path.name)
    if not path.is_file():
        raise UserError("There is no file {file}.", file=path)
    if path.stat().st_size > most << 20:
        raise UserError("{file} is larger than {megabytes} MB. Bring it in several parts.", file=name, megabytes=most)
    found = in_child(listed, path, name, (most << 20) * TIMES, settings=settings)
    entries = [Entry(*one) for one in found]
    with path.open("rb") as stream:
        sha256 = hashlib.file_digest(stream, "sha256").hexdigest()
    files = [one for one in entries if not ARCHIVES.search(one.path)]
    return Archive(name, sha256, files, [one for one in entries if ARCHIVES.search(one.path)])


def inspected(archive: Archive, entry: Entry, path: Path, register: Register) -> Kept | CaseRefused:
    """What a file of the zip is, by its content, as any evidence is looked at; or why it proves nothing. Once each."""
    if entry.index not in archive.seen:
        with TemporaryDirectory(prefix="atlas-") as folder:
            try:
                archive.seen[entry.index] = evidence.inspect(unpacked(entry, path, Path(folder), register), register)
            except CaseRefused as refusal:
                archive.seen[entry.index] = refusal
    return archive.seen[entry.index]


def unpacked(entry: Entry, path: Path, folder: Path, register: Register) -> Upload:
    """A file of the zip in a folder of ours, under a name of ours.

    Raises CaseRefused for one that is larger than evidence may be or cannot be unpacked.
    """
    settings, file, name = register.settings, folder / "file", delivered(entry.name)
    most = settings.evidence_megabytes << 20
    with file.open("wb") as sink:
        try:
            in_child(piecewise, path, entry.index, most, settings=settings, told=lambda piece: sink.write(piece))
        except UserError as error:
            sink.truncate(0)
            raise refused(register, "file_damaged", file=name) from error
    if file.stat().st_size > most:
        raise refused(register, "file_size", file=name, megabytes=settings.evidence_megabytes)
    return Upload("other", name, file)


def listed(path: Path, name: str, most: int) -> list[tuple[int, str, int]]:
    """The child's part: place, path and size of every file; raises UserError for a zip that must not be opened."""
    try:
        with zipfile.ZipFile(path) as archive:
            entries = archive.infolist()
    except UNOPENED:
        raise UserError("{file} is no zip file, or it is damaged. Pack the files anew as zip.", file=name) from None
    files = [(index, one, _path(one)) for index, one in enumerate(entries) if not one.is_dir()]
    files = [(index, one, said) for index, one, said in files if not LITTER.search(said)]
    if len(files) > FILES:
        raise UserError("{file} holds more than {count} files. Bring it in several parts.", file=name, count=FILES)
    if any(one.flag_bits & 1 for _, one, _ in files):
        raise UserError("{file} has a password. Pack the files without one.", file=name)
    if unsafe := next((said for _, _, said in files if UNSAFE.search(said)), None):
        raise UserError(
            "{file} holds “{entry}”, a path that leads out of it: no office's program writes that. It was not opened.",
            file=name, entry=delivered(unsafe),
        )  # fmt: skip
    ratio = max(
        (one.file_size / max(one.compress_size, 1) for _, one, _ in files if one.file_size > RATIO_FROM), default=0
    )
    if ratio > RATIO or sum(one.file_size for _, one, _ in files) > most:
        raise UserError(
            "{file} would unpack to far more than it is. It was not opened; pack the originals anew.", file=name
        )
    return [(index, said, one.file_size) for index, one, said in files]


def piecewise(path: Path, index: int, most: int) -> None:
    """The child's part: tell a file's content in pieces, up to one piece more than it may have.

    Raises UserError when it cannot be unpacked.
    """
    left = most + 1
    try:
        with zipfile.ZipFile(path) as archive, archive.open(archive.infolist()[index]) as file:
            while left > 0 and (piece := file.read(min(CHUNK, left))):
                tell(piece=piece)
                left -= len(piece)
    except TORN:
        raise UserError("A file in the zip cannot be unpacked.") from None


def in_child(job: Callable[..., Any], path: Path, *asked: Any, settings: Settings, **heard: Any) -> Any:
    """A job on the zip; however it breaks, the zip is refused with a sentence."""
    try:
        return run(job, path.absolute(), *asked, limits=limits_of(settings), **heard)
    except Broke as error:
        raise UserError(
            "{file} needs more memory or time than reading it may take, or is damaged. Pack the files anew as zip.",
            file=delivered(path.name),
        ) from error


def _path(entry: zipfile.ZipInfo) -> str:
    """The path as people read it: what is not marked as UTF-8 is, from Chinese Windows, mostly in GBK."""
    name = entry.filename
    if not entry.flag_bits & UTF8_NAME and not name.isascii():
        raw = name.encode("cp437", "replace")
        name = next((text for encoding in ("utf-8", "gb18030") if (text := _decoded(raw, encoding))), name)
    return normalize("NFC", name.replace("\\", "/"))


def _decoded(raw: bytes, encoding: str) -> str:
    try:
        return raw.decode(encoding)
    except UnicodeDecodeError:
        return ""


def _same(text: str) -> str:
    """A name as it is compared: composed, of either case, with one kind of slash and no blanks around."""
    return normalize("NFKC", text.replace("\\", "/")).strip().strip("/").casefold()
