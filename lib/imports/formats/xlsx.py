"""Beside the values of an xlsx sheet: hidden rows and columns, errors, formulas without a saved result."""

import io
import posixpath
import re
import zipfile
from xml.etree import ElementTree
from xml.parsers import expat

from lib.imports.formats.beside import UNSAVED, Beside

CHUNK = 1 << 20
# Most sheets have nothing of the kind: those are only searched, not parsed.
WORTH_PARSING = (b"hidden", b'"e"', b"'e'", b"<f", b":f")
_STRANGE_ERROR = re.compile(
    rb"(<(?:\w+:)?v>)(?:#(?!N/A<|REF!<|VALUE!<|DIV/0!<|NUM!<|NULL!<|NAME\?<)[^<]*|Err:\d+)(?=<)"
)
_LETTERS = re.compile(r"([A-Z]{1,3})(\d{1,7})")


def sheet_parts(archive: zipfile.ZipFile) -> dict[str, str]:
    """Tab name → part of the package that holds the sheet."""
    if "xl/_rels/workbook.xml.rels" not in archive.namelist():
        return {}
    book = ElementTree.fromstring(archive.read("xl/workbook.xml"))  # noqa: S314 - entities are refused before
    links = ElementTree.fromstring(archive.read("xl/_rels/workbook.xml.rels"))  # noqa: S314
    targets = {
        link.get("Id", ""): posixpath.normpath(posixpath.join("/xl", link.get("Target", "")))[1:] for link in links
    }
    return {
        sheet.get("name", ""): targets.get(value, "")
        for sheet in book.iter()
        if sheet.tag.endswith("}sheet")
        for name, value in sheet.items()
        if name.endswith("}id")
    }


def with_known_errors(content: bytes) -> bytes:
    """The workbook with #VALUE! for each error value that its reader does not know, such as #SPILL! or #BUSY!; what
    stands in the file is still told by `beside`."""
    changed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as archive, zipfile.ZipFile(changed, "w", zipfile.ZIP_DEFLATED) as copy:
        sheets = set(sheet_parts(archive).values())
        for name in archive.namelist():
            part = archive.read(name)
            copy.writestr(name, _STRANGE_ERROR.sub(rb"\1#VALUE!", part) if name in sheets else part)
    return changed.getvalue()


def beside(content: bytes, sheet: str) -> Beside:
    """What stands beside the values of a sheet."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        part = sheet_parts(archive).get(sheet, "")
        if part not in archive.namelist() or not _is_worth_parsing(archive, part):
            return Beside()
        scan = _Scan()
        with archive.open(part) as stream:
            while piece := stream.read(CHUNK):
                scan.parser.Parse(piece, False)
            scan.parser.Parse(b"", True)
    return scan.found


def _is_worth_parsing(archive: zipfile.ZipFile, part: str) -> bool:
    tail = b""
    with archive.open(part) as stream:
        while piece := stream.read(CHUNK):
            text = tail + piece
            if any(mark in text for mark in WORTH_PARSING):
                return True
            tail = piece[-64:]
    return False


class _Scan:
    """Walks a sheet's XML; a row or cell without an address follows the one before it."""

    def __init__(self) -> None:
        self.found = Beside()
        self.row, self.column = -1, -1
        self.kind, self.value, self.formula = "", "", None  # type: str, str, str | None
        self.parser = expat.ParserCreate()
        self.parser.buffer_text = True
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end

    def _start(self, name: str, said: dict[str, str]) -> None:
        name = name.rpartition(":")[2]
        if name == "c":
            place = _LETTERS.fullmatch(said.get("r", ""))
            self.column = column_number(place[1]) if place else self.column + 1
            self.kind, self.value, self.formula = said.get("t", ""), "", None
        elif name == "v":
            self.parser.CharacterDataHandler = self._in_value
        elif name == "f":
            self.formula = ""
            self.parser.CharacterDataHandler = self._in_formula
        elif name == "row":
            self.row = int(said["r"]) - 1 if said.get("r", "").isdigit() else self.row + 1
            self.column = -1
            if _is_true(said.get("hidden")):
                self.found.hidden_rows.append((self.row, self.row))
        elif name == "col" and _is_true(said.get("hidden")):
            self.found.hidden_columns.append((int(said["min"]) - 1, int(said["max"]) - 1))

    def _end(self, name: str) -> None:
        name = name.rpartition(":")[2]
        if name in ("v", "f"):
            self.parser.CharacterDataHandler = None
        elif name == "c" and self.kind == "e":
            self.found.broken[self.row, self.column] = self.value.strip() or "#VALUE!"
        elif name == "c" and self.formula is not None and not self.value.strip() and self.kind != "str":
            self.found.broken[self.row, self.column] = f"{UNSAVED} ={self.formula}"

    def _in_value(self, text: str) -> None:
        self.value += text

    def _in_formula(self, text: str) -> None:
        self.formula = (self.formula or "") + text


def column_number(letters: str) -> int:
    """Position of a column from 0: A is 0, AA is 26."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number - 1


def _is_true(text: str | None) -> bool:
    return text in ("1", "true")
