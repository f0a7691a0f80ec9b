"""The submissions in a zip as ODK Central, Briefcase and KoboToolbox export them: XML files, their pictures beside them
or in `media`."""

from collections import Counter
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory
from typing import Any, Final

from lib.bulk.archive import Archive, Entry, in_child, opened, unpacked
from lib.cases.evidence import Upload
from lib.errors import Sentence, UserError
from lib.inspections.odk.submission import Submission, has_book, read_all
from lib.inspections.odk.taking import RECORDED, REFUSED, SAME, STALE, WAITING, Told, as_rows, take
from lib.register.store import Register

ZIP: Final = b"PK"


def is_archive(path: Path, register: Register) -> bool:
    """Whether a file is a zip of files and no workbook, by its content."""
    if not path.is_file():
        return False
    with path.open("rb") as stream:
        if stream.read(len(ZIP)) != ZIP:
            return False
    try:
        return not in_child(has_book, path, settings=register.settings)
    except UserError:
        return path.suffix.casefold() == ".zip"  # what cannot be opened is refused in the words of what it says it is


def bring(
    register: Register, path: Path, language: str, *, actor: str, replaces: bool = False, is_tried: bool = False
) -> dict[str, Any]:
    """Record what the submissions of a zip answer; counts, and in words what was not recorded. With `is_tried` nothing
    is written. Raises UserError for a zip that must not be opened or holds no submission."""
    archive = opened(path, register)
    forms = [one for one in archive.entries if one.path.casefold().endswith(".xml")]
    if not forms:
        raise UserError("{file} holds no submission of a form.", file=archive.file_name)
    asked = [(one.index, one.path) for one in forms]
    found = in_child(read_all, path, asked, settings=register.settings)
    told: list[Told] = []
    for form, (first, *rest) in zip(forms, found, strict=True):
        if len(rest) == 1:
            told.append(Told(form.path, "", REFUSED, Sentence(first, *rest)))
            continue
        with TemporaryDirectory(prefix="atlas-") as folder:
            media = _Media(register, archive, form, path, Path(folder))
            told += take(register, Submission(first, *rest), media, actor=actor, replaces=replaces, is_tried=is_tried)
    counts = Counter(one.fate for one in told)
    fates = (RECORDED, SAME, STALE, WAITING, REFUSED)
    summary = {"file": archive.file_name, "submissions": len(forms)} | {fate: counts[fate] for fate in fates}
    return summary | {"doubts": as_rows(told, language)}


class _Media:
    """The pictures of a submission: beside it, or in a folder `media`, or anywhere if only one bears the name."""

    def __init__(self, register: Register, archive: Archive, form: Entry, path: Path, folder: Path) -> None:
        self.register, self.archive, self.form, self.path, self.folder = register, archive, form, path, folder

    def __call__(self, name: str) -> Upload | None:
        """A picture by its name."""
        same = [one for one in self.archive.entries if one.name == name]
        beside = PurePosixPath(self.form.path).parent
        near = [one for one in same if PurePosixPath(one.path).parent in (beside, beside / "media")] or same
        if len(near) != 1:
            return None
        folder = self.folder / str(near[0].index)
        folder.mkdir(exist_ok=True)
        upload = unpacked(near[0], self.path, folder, self.register)
        return Upload("photo", upload.file_name, upload.content)
