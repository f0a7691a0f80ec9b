"""Beside the values of an OpenDocument workbook: merged cells, hidden rows and columns, errors, unsaved formulas."""

import io
import zipfile
from xml.parsers import expat

from lib.imports.formats.beside import UNSAVED, Beside

CELLS = frozenset(("table:table-cell", "table:covered-table-cell"))
HIDDEN = frozenset(("collapse", "filter"))
FARTHEST = 1 << 20  # rows; what is repeated beyond is nothing


def besides(content: bytes) -> tuple[dict[str, Beside], bool]:
    """Tab name → what stands beside the values; and whether serial numbers of days count from 1904."""
    scan = _Scan()
    with zipfile.ZipFile(io.BytesIO(content)) as archive, archive.open("content.xml") as stream:
        scan.parser.ParseFile(stream)
    return scan.sheets, scan.is_1904


class _Scan:
    """Walks content.xml; prefixes are those every writer uses, so that a name is compared as it stands."""

    def __init__(self) -> None:
        self.sheets: dict[str, Beside] = {}
        self.is_1904 = False
        self.sheet = Beside()
        self.row, self.height, self.column, self.columns = 0, 1, 0, 0
        self.error: tuple[int, int] | None = None
        self.text = ""
        self.parser = expat.ParserCreate()
        self.parser.buffer_text = True
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end

    def _start(self, name: str, said: dict[str, str]) -> None:
        if name in CELLS:
            self._cell(said)
        elif name == "table:table-row":
            self.height, self.column = _count(said, "table:number-rows-repeated"), 0
            if said.get("table:visibility") in HIDDEN:
                self.sheet.hidden_rows.append((self.row, self.row + self.height - 1))
        elif name == "table:table-column":
            width = _count(said, "table:number-columns-repeated")
            if said.get("table:visibility") in HIDDEN:
                self.sheet.hidden_columns.append((self.columns, self.columns + width - 1))
            self.columns += width
        elif name == "table:table":
            self.sheet = self.sheets.setdefault(said.get("table:name", ""), Beside())
            self.row, self.columns = 0, 0
        elif name == "table:null-date":
            self.is_1904 = said.get("table:date-value", "").startswith("1904")

    def _cell(self, said: dict[str, str]) -> None:
        here, width = (self.row, self.column), _count(said, "table:number-columns-repeated")
        down, right = _count(said, "table:number-rows-spanned"), _count(said, "table:number-columns-spanned")
        if down > 1 or right > 1:
            self.sheet.merged.append((here, (self.row + down - 1, self.column + right - 1)))
        if said.get("calcext:value-type") == "error":
            self.error, self.text = here, ""
            self.parser.CharacterDataHandler = self._characters
        elif "table:formula" in said and "office:value-type" not in said:
            self.sheet.broken[here] = f"{UNSAVED} ={said['table:formula'].partition('=')[2]}"
        self.column += width

    def _end(self, name: str) -> None:
        if name in CELLS and self.error:
            self.sheet.broken[self.error] = self.text.strip() or "#VALUE!"
            self.error, self.parser.CharacterDataHandler = None, None
        elif name == "table:table-row":
            self.row += self.height

    def _characters(self, text: str) -> None:
        self.text += text


def _count(said: dict[str, str], name: str) -> int:
    text = said.get(name, "1")
    return min(max(int(text), 1), FARTHEST) if text.isdigit() else 1
