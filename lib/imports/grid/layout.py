"""The layout of a sheet: its tables, and what each of its rows is."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import groupby

from lib.imports.cells import cell_text
from lib.imports.fields import Context
from lib.imports.grid.row_words import NOTE, RowWords, is_chapter, is_ditto, is_numeral, is_plant, section_title
from lib.imports.header import TITLES, Header, headers
from lib.imports.headings import unit_in_brackets
from lib.imports.tables import spread
from lib.imports.workbook import Grid

# title: words above a heading · heading: with its rows of units and column numbers · section: what holds for the rows
# below it · total: what is summed up, never a plant · note: who filled it in, remarks · skipped: what no other kind is
LONGEST_TITLE = 3  # texts in a row
LONGEST_SECTION = 20  # letters
FEW_COLUMNS = 2  # in a table of so few a name may stand alone
KINDS = ("heading", "section", "data", "hidden", "total", "note", "title", "skipped", "blank")


_PAGE = re.compile(r"续表|续\d|第\s*\d+\s*页")


@dataclass
class Section:
    """A row that speaks for those below it, until the next."""

    row: int  # from 0
    text: str
    area: str | None = None  # the one it names
    sector: str | None = None  # a sector's or process' word
    unit: str = ""  # of the numbers below it, as in 三、平板玻璃（万重量箱）
    around: str = ""  # the words of the section that it stands in

    def level(self) -> str:
        """What it alone names: area, sector, or "" = neither or both."""
        if bool(self.area) == bool(self.sector):
            return ""
        return "area" if self.area else "sector"


@dataclass
class Region:
    """A table of a sheet: a heading, and the rows (from 0) below it up to the next."""

    header: Header
    titles: list[str]  # texts above its heading
    merged_numbers: dict[int, int] = field(default_factory=dict)  # row (from 1) → rows over which a capacity is merged
    data: list[int] = field(default_factory=list)
    sections: list[Section] = field(default_factory=list)
    section_of: list[int] = field(default_factory=list)  # of each data row: position in `sections`, -1 = none
    totals: dict[int, str] = field(default_factory=dict)  # row → its words
    unlike: dict[int, str] = field(default_factory=dict)  # data row whose name is none → reason

    def goes_on_with(self, header: Header, titles: list[str]) -> bool:
        """Whether a heading only repeats this table's at the top of a printed page, with no titles of its own."""
        is_same = self.header.labels == header.labels and header.title_unit in (None, self.header.title_unit)
        return is_same and all(title in self.titles or _PAGE.search(title) for title in titles)


@dataclass
class Layout:
    """The tables of a sheet and the kind of each row."""

    regions: list[Region]
    kinds: list[str]
    texts: list[str]  # of titles and notes: what may say whose sheet it is

    def counts(self) -> dict[str, int]:
        """How many rows are of each kind, in the order of KINDS."""
        counted = Counter(self.kinds)
        return {kind: counted[kind] for kind in KINDS if counted[kind]}


def layout_of(grid: Grid, context: Context, words: RowWords) -> Layout:
    """Tell the rows of a sheet apart. A sheet without any heading has no tables; its rows are skipped or blank."""
    kinds = ["" if any(cell not in ("", None) for cell in row) else "blank" for row in grid.rows]
    found = list(headers(grid, context.vocabulary, context.profile))
    starts = [_title_row(grid, header, before) for before, header in zip([None, *found], found, strict=False)]
    readers: list[_Reader] = []
    for header, start, end in zip(found, starts, [*starts[1:], len(grid.rows)], strict=False):
        _name(kinds, range(start, header.first_row), "title")
        _name(kinds, range(header.first_row, header.data_row), "heading")
        titles = [text for row in grid.rows[start : header.first_row] for text in texts_of(row)]
        if not readers or not readers[-1].region.goes_on_with(header, titles):
            readers.append(_Reader(grid, Region(header, titles), words, kinds))
        readers[-1].region.merged_numbers |= spread(grid, header, end)
        readers[-1].read(range(header.data_row, end))
    for reader in readers:
        reader.doubt_bare()
    kinds = [kind or "skipped" for kind in kinds]
    texts = [text for row, kind in enumerate(kinds) if kind in ("title", "note") for text in texts_of(grid.rows[row])]
    for row in grid.hidden_rows:
        kinds[row] = "hidden" if kinds[row] == "data" else kinds[row]
    return Layout([reader.region for reader in readers], kinds, texts)


def without_tables(grid: Grid) -> Layout:
    """The layout of a sheet of which nothing is read."""
    return Layout([], ["skipped" if texts_of(row) else "blank" for row in grid.rows], [])


def texts_of(row: list[object]) -> list[str]:
    """The cells of a row that say something."""
    return [text for cell in row if (text := cell_text(cell))]


def runs(kinds: list[str]) -> Iterator[tuple[str, int, int]]:
    """Kind, first and last row (from 1) of each stretch of rows of one kind."""
    at = 1
    for kind, group in groupby(kinds):
        size = len(list(group))
        yield kind, at, at + size - 1
        at += size


def _name(kinds: list[str], rows: range, kind: str) -> None:
    for row in rows:
        kinds[row] = kinds[row] or kind


def _title_row(grid: Grid, header: Header, before: Header | None) -> int:
    """Where the titles above a heading begin: at the top of the sheet, or with the texts that name no plant."""
    if before is None:
        return 0
    at = header.first_row
    while at > max(before.data_row, header.first_row - TITLES) and _is_title(texts_of(grid.rows[at - 1])):
        at -= 1
    return at


def _is_title(said: list[str]) -> bool:
    forms = [text for text in said if NOTE.match(text) or "单位" in text]
    if len(said) > 1 and not forms:
        return False
    return len(said) <= LONGEST_TITLE and not any(is_plant(text) for text in said if text not in forms)


class _Reader:
    """Tells the rows of one table apart."""

    def __init__(self, grid: Grid, region: Region, words: RowWords, kinds: list[str]) -> None:
        self.grid, self.region, self.words, self.kinds = grid, region, words, kinds
        said = [(one.name if one and one.kind == "field" else "") for one in region.header.meanings]
        self.serial = said.index("serial") if "serial" in said else -1
        anchor = words.vocabulary.anchor
        self.name = said.index(anchor) if anchor in said else -1
        self.style = ""  # above or below: where a bare name of an area or sector with a sum stands
        self.current = -1
        self.level = self.outer = ""  # of the current section; what the sections name that others stand in
        for title in region.titles:
            if words.sector(section_title(title) or ""):
                self._open(region.header.first_row, title, title)

    def read(self, rows: range) -> None:
        """Give each row its kind, and keep data, sections and totals."""
        region, take = self.region, self._kind
        for number in rows:
            if self.kinds[number]:
                continue
            kind = self.kinds[number] = take(number, self.grid.rows[number])
            if kind == "data":
                region.data.append(number)
                region.section_of.append(self.current)

    def doubt_bare(self) -> None:
        """Refuse what is no plant's name and has only numbers beside it, where most rows say more than that."""
        rows = self.grid.rows
        bare = [number for number in self.region.data if self._is_bare(rows[number])]
        if 2 * len(bare) < len(self.region.data):
            for number in bare:
                self.region.unlike.setdefault(number, "name_bare")

    def _is_bare(self, row: list[object]) -> bool:
        name = row[self.name] if self.name >= 0 else ""
        if any(isinstance(cell, str) and cell and cell != name and not _is_numeric(cell) for cell in row):
            return False
        numbered = self.serial >= 0 and row[self.serial] not in ("", None)
        return isinstance(name, str) and name != "" and not (numbered or is_plant(name) or is_ditto(name))

    def _kind(self, number: int, row: list[object]) -> str:
        name = row[self.name] if self.name >= 0 else ""
        first = next((cell for cell in row if cell not in ("", None)), "")
        said = self.words.kind(name) if isinstance(name, str) and name else ""
        opens = self.words.kind(first) if isinstance(first, str) and first is not name else ""
        if said in ("area", "sector") and self.serial >= 0 and is_numeral(str(row[self.serial])):
            said = "section"
        if isinstance(name, str) and name and opens not in ("note", "total"):
            opens = ""  # a word in a first cell speaks of the row only where no plant is named
        word, text = (said, name) if said else (opens, first)
        if word == "note" or (not word and self._is_heading_again(row, name)):
            return word or "heading"
        if not word:
            return self._plain(number, row, name)
        if word == "total":
            return self._total(number, str(text))
        return self._worded(number, row, word, str(text), is_name=bool(said))

    def _worded(self, number: int, row: list[object], word: str, text: str, *, is_name: bool) -> str:
        """A row whose words may be a section, a total or, with a line beside them, no name of a plant."""
        if self._line_texts(row, text, row[self.serial] if self.serial >= 0 else ""):
            if word in ("ending", "area") and is_name:
                self.region.unlike[number] = "name_is_total" if word == "ending" else "name_is_area"
            return "data"
        if word == "ending":
            return self._total(number, text)
        has_number = any(isinstance(cell, (int, float)) or _is_numeric(cell) for cell in self._others(row, text))
        if word in ("area", "sector") and has_number:
            self.style = self.style or ("below" if self.region.data else "above")
            if self.style == "below":
                return self._total(number, text)
        self._open(number, text, section_title(text) or text)
        return "section"

    def _total(self, number: int, text: str) -> str:
        self.region.totals[number] = text
        return "total"

    def _open(self, number: int, text: str, title: str) -> None:
        unit = unit_in_brackets(text, self.words.vocabulary)
        section = Section(number, text, self.words.area(title), self.words.sector(title), unit)
        if self.current >= 0:
            self._within(section, self.region.sections[self.current])
        self.region.sections.append(section)
        self.current, self.level = len(self.region.sections) - 1, section.level()

    def _within(self, section: Section, before: Section) -> None:
        """Let a section say what the one around it says: 一、水泥 below 【阳谷县】 is that county's, where once a
        section of the one kind stood right above one of the other."""
        level = section.level()
        if (
            not self.outer
            and level
            and self.level not in ("", level)
            and before.row >= max(self.region.data, default=-1)
        ):
            self.outer = self.level
        if level and self.outer not in ("", level):
            section.text = f"{before.around or before.text} · {section.text}"
            section.around = before.around or before.text
            section.area, section.sector = section.area or before.area, section.sector or before.sector
            if self.outer == "sector":
                section.unit = section.unit or before.unit

    def _plain(self, number: int, row: list[object], name: object) -> str:
        """A row without telling words: data, where it names a plant or says several things."""
        others = (cell for at, cell in enumerate(row) if cell not in ("", None) and at not in (self.serial, self.name))
        first = next(others, None)
        if name not in ("", None):
            if first is None and isinstance(name, str) and is_chapter(name):
                self._open(number, name, section_title(name) or name)
                return "section"
            is_named = first is not None or not isinstance(name, str) or is_plant(name)
            if is_named or len(self.region.header.labels) <= FEW_COLUMNS:
                return "data"
            return self._single(number, str(name), "skipped")
        if next(others, None) is not None:
            return "data"
        serial = row[self.serial] if self.serial >= 0 else ""
        if isinstance(serial, str) and serial and first is None and not _is_numeric(serial) and not is_numeral(serial):
            first = serial
        if isinstance(first, str):
            return self._single(number, first)
        return "blank" if first is None else "skipped"  # a form numbers its rows before they are filled in

    def _single(self, number: int, text: str, else_kind: str = "note") -> str:
        """The kind of a row with a single text: a section where it names an area or sector in a few words."""
        if len(text) < LONGEST_SECTION and (self.words.area(text) or self.words.sector(text)):
            self._open(number, text, section_title(text) or text)
            return "section"
        return else_kind

    def _others(self, row: list[object], *said: object) -> list[object]:
        return [cell for cell in row if cell not in ("", None) and cell not in said]

    def _line_texts(self, row: list[object], *said: object) -> bool:
        """Whether a row says in words what a line is, besides the words it begins with."""
        units = self.words.vocabulary.units
        return any(
            isinstance(cell, str) and not _is_numeric(cell) and units.find(cell) is None and not self.words.kind(cell)
            for cell in self._others(row, *said)
        )

    def _is_heading_again(self, row: list[object], name: object) -> bool:
        """Whether a row repeats the heading, as it does at the top of printed pages."""
        parts = self.region.header.parts
        if not isinstance(name, str) or self.name < 0 or name.strip() not in parts[self.name]:
            return False
        said = [(cell_text(cell), at) for at, cell in enumerate(row[: len(parts)]) if cell_text(cell)]
        return all(text in parts[at] for text, at in said)


def _is_numeric(cell: object) -> bool:
    return isinstance(cell, str) and cell.strip().replace(".", "", 1).replace(",", "").isdigit()
