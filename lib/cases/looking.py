"""Evidence is looked at in a limited child: its type by content, whether it can be read, when and where it was shot."""

import logging
from dataclasses import astuple, dataclass
from io import BytesIO
from pathlib import Path
from typing import Any

from lib.cases.filetypes import is_cut_off, type_of
from lib.cases.photos import Shot, problem, shot, small
from lib.limited.run import Broke, limits_of, run
from lib.settings import Settings

log = logging.getLogger("atlas.evidence")
Content = Path | bytes


@dataclass(frozen=True)
class Seen:
    """What a file is; `problem` is the refusal for one that proves nothing, empty for one that may."""

    mime: str = ""
    problem: str = ""
    shot: Shot = Shot()


def look(content: Content, settings: Settings) -> Seen:
    """What a file is by its content, found in a child: whatever it holds, it cannot harm or hold up the caller."""
    try:
        mime, wrong, taken = run(_seen, _portable(content), limits=limits_of(settings))
    except Broke as error:
        log.warning("a file offered as evidence broke its reader: %s", error)
        return Seen(problem="file_damaged")
    return Seen(mime, wrong, Shot(*taken))


def small_copy(path: Path, settings: Settings, pixels: int) -> bytes | None:
    """A JPEG of at most `pixels` on its longer side; None when the picture cannot be read within the limits."""
    try:
        answer: bytes | None = run(small, path.absolute(), pixels, limits=limits_of(settings))
    except Broke:
        return None
    return answer


def _portable(content: Content) -> Content:
    """The content as a process with another working folder finds it."""
    return content.absolute() if isinstance(content, Path) else content


def _seen(content: Content) -> tuple[str, str, tuple[Any, ...]]:
    """The child's part."""
    with content.open("rb") if isinstance(content, Path) else BytesIO(content) as stream:
        mime = type_of(stream)
        cut_off = mime is None and is_cut_off(stream)
        wrong = problem(stream, mime) if mime else "file_damaged" if cut_off else "file_type"
        taken = Shot() if wrong or not mime else shot(stream, mime)
    return mime or "", wrong, astuple(taken)
