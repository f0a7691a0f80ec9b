"""The file a phone saves when it cannot send: a line of JSON, then the pictures one after the other. An office hands it
in, and it comes in as if the phone had sent it."""

import json
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from typing import IO, Any, Final

from lib.errors import UserError
from lib.inspections.receiving import MOST, read_entries, receive
from lib.inspections.waiting_files import arriving, forget
from lib.register.store import Register

FORM: Final = "exit-atlas-field-1"
LONGEST: Final = 8 << 20  # bytes of the first line
FILES: Final = 1000
CHUNK: Final = 1 << 20


def is_saved(file: Path) -> bool:
    """Whether a file says that a phone saved it."""
    with suppress(OSError), file.open("rb") as source:
        return FORM.encode() in source.read(CHUNK).partition(b"\n")[0]
    return False


def hand_in(register: Register, file: Path, *, actor: str, language: str, is_tried: bool = False) -> dict[str, Any]:
    """Record what a saved file holds and tell how much was kept, in conflict or refused, with what is not kept by
    itself, and with what was not complete on the phone (`drafts`), for the office to ask after, whose pictures stay in
    the file; once more is nothing more. `is_tried`: only count what it holds. Raises UserError for what is no such
    file, and for a torn one: then nothing of it is recorded."""
    with file.open("rb") as source:
        head = _head(source)
        entries = [one for part in _parts(head.get("entries")) for one in read_entries(part)]
        drafts = [one for part in _parts(head.get("drafts", [])) for one in part if isinstance(one, dict)]
        named = _named(head.get("files"))
        if is_tried:
            return {"entries": len(entries), "files": len(named), "drafts": len(drafts)}
        told = []
        try:
            for sha256, size in named:
                _copy(register, source, sha256, size)
            # One by one: of two answers to one item the later does not wait for an acknowledgement here.
            names = {sha256 for sha256, _ in named}
            for one in entries:
                told += receive(register, [one], actor=actor, language=language, keeps=names)
        finally:  # a picture is here with its record or not at all: the phone has it still, and so has the file
            for sha256, _ in named:
                forget(register.settings, sha256)
    return {
        "owner": str(head.get("owner") or ""),
        "states": dict(Counter(one["state"] for one in told)),
        "open": [o for o in told if o["state"] != "kept"],
        "drafts": drafts,
    }


def _head(source: IO[bytes]) -> Mapping[str, Any]:
    try:
        head = json.loads(source.readline(LONGEST))
    except (ValueError, RecursionError):
        head = None
    if not isinstance(head, dict) or head.get("form") != FORM:
        raise UserError("This is no file that the page for the field saved.")
    return head


def _parts(found: object) -> Iterator[list[Any]]:
    if not isinstance(found, list):
        raise UserError("This is no file that the page for the field saved.")
    yield from (found[at : at + MOST] for at in range(0, len(found), MOST))


def _named(found: object) -> list[tuple[str, int]]:
    """Hash and size of the files that follow."""
    if not isinstance(found, list) or len(found) > FILES:
        raise UserError("This is no file that the page for the field saved.")
    named = [(str(one.get("sha256")), one.get("size")) for one in found if isinstance(one, dict)]
    if len(named) < len(found) or not all(isinstance(size, int) and size > 0 for _, size in named):
        raise UserError("This is no file that the page for the field saved.")
    return [(sha256, int(size or 0)) for sha256, size in named]


def _copy(register: Register, source: IO[bytes], sha256: str, size: int) -> None:
    if size > register.settings.evidence_megabytes << 20:
        raise UserError(
            "The file is larger than {megabytes} MB, which is the most this page takes.",
            megabytes=register.settings.evidence_megabytes,
        )
    with arriving(register.settings, sha256) as target:
        while size and (part := source.read(min(CHUNK, size))):
            size -= len(part)
            target.write(part)
