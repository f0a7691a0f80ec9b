"""A form that was filled in, as the programs of ODK write it: read in a limited child, for anybody may have sent it.

This module is what the child loads: it knows no register.
"""

import re
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final
from xml.parsers import expat

from lib.errors import UserError
from lib.filenames import delivered
from lib.limited.zips import TORN, UNOPENED

Read = tuple[str, str, list[dict[str, str]]]  # instance, form, groups

MOST: Final = 2 << 20  # bytes of the answers of one form; pictures are files of their own
DEEPEST: Final = 32
BOOKS: Final = {"xl/workbook.xml", "content.xml"}  # the part that makes a zip a workbook
INSTANCE: Final = re.compile(r"[\w:.-]{1,100}", re.ASCII)


@dataclass(frozen=True)
class Submission:
    """What was filled in: `instance` names it for ever, `groups` are the answers by name of each group of questions,
    and of each round of one that is asked again."""

    instance: str
    form: str
    groups: Sequence[dict[str, str]]

    @property
    def target(self) -> str:
        """Whom it is about."""
        return next((group["target"] for group in self.groups if "target" in group), "")


def read(content: bytes, name: str) -> Read:
    """The child's part: instance, form and groups of a submission. Raises UserError for what is none."""
    reader = _Reader()
    parser = expat.ParserCreate(namespace_separator="}")
    parser.buffer_text = True
    parser.StartElementHandler, parser.EndElementHandler = reader.start, reader.end
    parser.CharacterDataHandler = reader.text
    parser.StartDoctypeDeclHandler = reader.doctype
    try:
        if len(content) > MOST:
            raise _Strange
        parser.Parse(content, True)
    except (expat.ExpatError, _Strange, ValueError, LookupError):
        raise UserError("{file} is no submission of a form: it was not read.", file=name) from None
    if not INSTANCE.fullmatch(reader.instance):
        raise UserError("{file} does not say which submission it is (instanceID): it was not read.", file=name)
    return reader.instance, reader.form, [group for group in reader.groups if group]


class _Strange(Exception):
    """Something no program of ODK writes."""


class _Reader:
    """Takes elements as they come: those that hold no others are answers of the group they stand in."""

    def __init__(self) -> None:
        self.form = self.instance = ""
        self.groups: list[dict[str, str]] = []
        self.open: list[tuple[str, dict[str, str]]] = []
        self.said: list[str] = []
        self.is_answer = False

    def start(self, name: str, attributes: dict[str, Any]) -> None:
        """An element begins; what held it is a group."""
        if len(self.open) >= DEEPEST:
            raise _Strange
        if not self.open:
            self.form = str(attributes.get("id", ""))
        group: dict[str, str] = {}
        self.groups.append(group)
        self.open.append((name.rpartition("}")[2], group))
        self.said, self.is_answer = [], True

    def end(self, _name: str) -> None:
        """An element ends."""
        name, _ = self.open.pop()
        if self.is_answer and self.open:
            text = "".join(self.said).strip()
            self.open[-1][1].setdefault(name, text)
            if name == "instanceID":
                self.instance = text
        self.is_answer = False

    def text(self, data: str) -> None:
        """A piece of text."""
        self.said.append(data)

    def doctype(self, *_: object) -> None:
        """Entities come with it; no program of ODK writes one."""
        raise _Strange


def has_book(path: Path) -> bool:
    """The child's part: whether a zip holds the part that makes it a workbook. Raises UserError for what is no zip."""
    try:
        with zipfile.ZipFile(path) as archive:
            return not BOOKS.isdisjoint(archive.namelist())
    except UNOPENED:
        raise UserError("A file in the zip cannot be unpacked.") from None


def read_all(path: Path, asked: Sequence[tuple[int, str]]) -> list[Read | tuple[str, dict[str, Any]]]:
    """The child's part: each submission in a zip, by place and name of its file, or the sentence why it is none."""
    found: list[Read | tuple[str, dict[str, Any]]] = []
    with zipfile.ZipFile(path) as archive:
        entries = archive.infolist()
        for index, name in asked:
            try:
                with archive.open(entries[index]) as file:
                    found.append(read(file.read(MOST + 1), delivered(name)))
            except UserError as error:
                found.append((error.message, dict(error.values)))
            except TORN:
                found.append(("{file} is no submission of a form: it was not read.", {"file": delivered(name)}))
    return found
