"""Evidence: files kept outside the database under their content hash, checked by content, never by name."""

import hashlib
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import astuple, dataclass
from datetime import date, datetime
from io import BytesIO
from pathlib import Path
from typing import IO

from lib.cases.history import Proof
from lib.cases.loading import refused
from lib.cases.looking import look, small_copy
from lib.cases.photos import MEGAPIXELS
from lib.cases.requirements import Ladder
from lib.filenames import delivered
from lib.register import copies, storage
from lib.register.backup import WRITING
from lib.register.reading import Reading
from lib.register.store import Register
from lib.settings import Settings

CHUNK = 1 << 20


@dataclass(frozen=True)
class Upload:
    """A file offered as evidence of a kind: from a path, or as the bytes a page received."""

    kind: str
    file_name: str
    content: Path | bytes

    def __post_init__(self) -> None:
        object.__setattr__(self, "file_name", delivered(self.file_name))

    @contextmanager
    def open(self) -> Iterator[IO[bytes]]:
        """The content as a stream."""
        if isinstance(self.content, bytes):
            yield BytesIO(self.content)
        else:
            with self.content.open("rb") as stream:
                yield stream


@dataclass(frozen=True)
class Kept:
    """A stored file; `taken_at` is the camera's local time, lon and lat are WGS84 degrees."""

    file_name: str
    sha256: str
    byte_count: int
    mime: str
    taken_at: datetime | None
    lon: float | None
    lat: float | None
    is_exif_unreadable: bool


def kind_of(file_name: str, ladder: Ladder) -> str:
    """Kind of evidence its name speaks of (拆除前, before …), else `other`."""
    name = file_name.casefold()
    words = [(word, kind) for kind, row in ladder.kinds.items() for word in row["words"].split(";") if word]
    return next((kind for word, kind in words if word in name), "other")


def inspect(upload: Upload, register: Register) -> Kept:
    """What a file is by its content. Raises CaseRefused: absent, empty, too large, damaged or of no known type."""
    if isinstance(upload.content, Path) and not upload.content.is_file():
        raise refused(register, "file_missing", file=str(upload.content))
    size, most = byte_count(upload), register.settings.evidence_megabytes
    if not size:
        raise refused(register, "file_empty", file=upload.file_name)
    if size > most << 20:
        raise refused(register, "file_size", file=upload.file_name, megabytes=most)
    seen = look(upload.content, register.settings)
    if seen.problem:
        raise refused(register, seen.problem, file=upload.file_name, megapixels=MEGAPIXELS)
    return Kept(upload.file_name, hash_of(upload), size, seen.mime, *astuple(seen.shot))


def proof(kind: str, kept: Kept) -> Proof:
    """A file as a step's evidence of a kind."""
    return Proof(kind, kept.sha256, kept.mime, kept.file_name)


def byte_count(upload: Upload) -> int:
    """Size of a file in bytes."""
    return len(upload.content) if isinstance(upload.content, bytes) else upload.content.stat().st_size


def hash_of(upload: Upload) -> str:
    """SHA-256 of a file's content."""
    with upload.open() as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()  # type: ignore[arg-type]


def keep(upload: Upload, kept: Kept, register: Register) -> None:
    """Store an inspected file under its hash; one that is there unaltered is not written again.

    Raises CaseRefused when the file is not the one that was inspected any more.
    """
    path = path_of(register.settings, kept.sha256)
    if path.exists() and hash_of(Upload("", path.name, path)) == kept.sha256:
        return
    if not write_once(upload, path, kept.sha256):
        raise refused(register, "file_changed", file=upload.file_name)


def write_once(upload: Upload, path: Path, sha256: str) -> bool:
    """Write under a temporary name, flush to the disk, then rename: a half-written file never bears its final name.

    False, and nothing written, when the content has another hash. Raises StorageFailed, with nothing left behind, when
    the disk refuses.
    """
    digest = hashlib.sha256()
    with storage.explained(path):
        path.parent.mkdir(parents=True, exist_ok=True)
        with copies.partial(path.parent, suffix=WRITING) as folder:
            draft = folder / sha256
            with draft.open("wb") as target, upload.open() as source:
                while chunk := source.read(CHUNK):
                    digest.update(chunk)
                    target.write(chunk)
                target.flush()
                os.fsync(target.fileno())
            if digest.hexdigest() == sha256:
                os.replace(draft, path)
                storage.settled(path.parent)
    return digest.hexdigest() == sha256


def path_of(settings: Settings, sha256: str) -> Path:
    """Where the content of a hash is kept."""
    return settings.evidence_dir / sha256[:2] / sha256


def stored(register: Reading, evidence_id: str, as_of: date | None = None) -> tuple[Path, str] | None:
    """Where the content of a file is kept and of what type it is; None where the register shows no such file. Files are
    asked for by the id of what they prove, never by their content's hash, which says nothing of whose they are.
    """
    found = register.ask_rows("asks/cases/file", as_of, evidence_id=evidence_id)
    return (path_of(register.settings, found[0]["sha256"]), found[0]["mime"]) if found else None


def thumbnail(settings: Settings, path: Path, mime: str, pixels: int = 320) -> bytes | None:
    """A small JPEG of a stored picture, turned as the camera was held; None for what is no picture or is missing."""
    return small_copy(path, settings, pixels) if mime.startswith("image/") and path.is_file() else None


def missing_or_altered(register: Register) -> list[dict[str, str]]:
    """Evidence whose file is gone or has other content than when it was recorded."""
    wrong = []
    for row in register.query("asks/cases/evidence_files").itertuples():
        path = path_of(register.settings, row.sha256)
        if not path.is_file():
            problem = "missing"
        elif hash_of(Upload("", row.file_name, path)) != row.sha256:
            problem = "altered"
        else:
            continue
        found = {"problem": problem, "sha256": row.sha256, "file_name": row.file_name}
        wrong.append(found | {"case_ids": row.case_ids, "path": str(path)})
    return wrong
