"""Sector and process of each row: as said, else by industry code, else by name, with a warning."""

import re
from functools import lru_cache

from lib.imports.cells import is_blank, key, plain
from lib.imports.fields import Context, Values
from lib.imports.remarks import Remarks, Said
from lib.imports.tables import Table
from lib.imports.vocabulary import Vocabulary
from lib.numbers import ENDS

UNKNOWN = "unknown"
NEWEST_EDITION = "2017"


class Classifier:
    """Finds sector and process by words; every distinct combination is thought about once."""

    def __init__(self, context: Context) -> None:
        self.vocabulary = context.vocabulary
        self.mapped = context.mapped
        self._sectors: dict[tuple[str | None, ...], Said] = {}
        self._processes: dict[tuple[str, ...], Said] = {}

    def sector(self, text: str | None, code: str | None, edition: str | None, process: str | None) -> Said:
        """Sector code of a row; `unknown` when nothing tells."""
        asked = (text, code, edition, process)
        if asked not in self._sectors:
            self._sectors[asked] = self._sector(text or "", code, edition, process or "")
        return self._sectors[asked]

    def _sector(self, text: str, code: str | None, edition: str | None, process: str) -> Said:
        named = self.sector_word(self.mapped("sector", text), edition)
        if named:
            return Said(named)
        as_process = self.vocabulary.process_sector.get(self.vocabulary.code("process", bare_word(text)) or "")
        if as_process:  # 水泥粉磨
            return Said(as_process)
        by_code = sector_of_industry(self.vocabulary, code, edition) if code else None
        if by_code:
            said = {
                "code": code or "",
                "edition": edition or NEWEST_EDITION,
                "sector": self.vocabulary.name("sector", by_code),
            }
            return Said(by_code, "sector_from_code", said)
        by_process = self.vocabulary.process_sector.get(
            self.vocabulary.code("process", self.mapped("process", process)) or ""
        )
        if by_process and not text:
            return Said(
                by_process,
                "sector_from_process",
                {"value": process, "sector": self.vocabulary.name("sector", by_process)},
            )
        if text:
            return Said(UNKNOWN, "sector_unknown", {"allowed": self.vocabulary.listed("sector")})
        return Said(UNKNOWN, "sector_missing")

    def sector_word(self, text: str, edition: str | None = None) -> str | None:
        """The sector a cell names: 水泥, 水泥行业, 水泥制造业, C3011, 3011水泥制造, 建材（水泥）."""
        half = plain(text)
        if not half or is_blank(half):
            return None
        code = re.match(rf"[A-Ta-t]?([0-9]{{4}}){ENDS}", half)
        if code and (found := sector_of_industry(self.vocabulary, code[1], edition)):
            return found
        bare = re.sub(r"^[A-Za-z]?\d+", "", half)
        tries = [half, bare, re.sub(r"\(.*\)", "", bare), *re.findall(r"\((.*?)\)", bare), *re.split(r"[/-]", bare)]
        tries += [bare_word(one) for one in tries]
        return next((found for one in tries if one and (found := self.vocabulary.code("sector", one))), None)

    def process(
        self, sector: str, text: str | None, line_name: str | None, model: str | None, sector_text: str | None = None
    ) -> Said:
        """Process code of a row, or None; where none is stated, by what its sector is called, its name or model."""
        names = (line_name or "", model or "", self.mapped("sector", sector_text or ""))
        asked = (sector, text, "", "", "") if text else (sector, "", *names)  # most rows say it
        if asked not in self._processes:
            self._processes[asked] = self._process(*asked)
        return self._processes[asked]

    def _process(self, sector: str, text: str, line_name: str, model: str, sector_text: str) -> Said:
        own = self.vocabulary.processes_of(sector)
        allowed = {"allowed": "、".join(self.vocabulary.name("process", process) for process in own)}
        if text:
            word = self.mapped("process", text)
            found = self.vocabulary.code("process", word) or process_within(self.vocabulary, tuple(own), word)
            if found in own:
                return Said(found)
            return Said(None, "process_unknown", allowed | {"sector": self.vocabulary.name("sector", sector)})
        if len(own) == 1:
            return Said(own[0])
        named = self.vocabulary.code("process", bare_word(sector_text))
        if named in own and bare_word(sector_text) != self.vocabulary.name(
            "sector", sector
        ):  # 造纸 is the whole sector
            return Said(
                named,
                "process_from_name",
                {"value": sector_text, "process": self.vocabulary.name("process", named or "")},
            )
        for name in filter(None, (line_name, model)):
            if found := process_within(self.vocabulary, tuple(own), name):
                return Said(
                    found, "process_from_name", {"value": name, "process": self.vocabulary.name("process", found)}
                )
        return Said(None, "process_missing", allowed) if own else Said(None)


def bare_word(text: str) -> str:
    """A sector or process without the words for industry behind it."""
    return re.sub(r"(?:制造业|制品业|生产业|行业|制造|生产|业|企业)$", "", plain(text))


def sector_of_industry(vocabulary: Vocabulary, code: str, edition: str | None) -> str | None:
    """Sector of a GB/T 4754 code in its edition (3034 is rock wool in 2017, waterproofing in 2011), or None."""
    own = vocabulary.words.get(f"industry_{edition or NEWEST_EDITION}", {})
    if code in own:
        return own[code] or None
    newest = vocabulary.words[f"industry_{NEWEST_EDITION}"]
    return newest.get(code) if edition in (None, NEWEST_EDITION, "2011") else None


@lru_cache(maxsize=20_000)
def _spelled(text: str) -> str:
    return key(text)


def process_within(vocabulary: Vocabulary, processes: tuple[str, ...], text: str) -> str | None:
    """The one process of a sector whose words occur in a name (`1号水泥磨`); None when several or none do."""
    spelled = _spelled(text)
    words = [(word, code) for word, code in vocabulary.words["process"].items() if code in processes and len(word) > 1]
    found = {code for word, code in words if word in spelled}
    return found.pop() if len(found) == 1 else None


def classify(
    table: Table, fields: dict[str, Values], has_line: Values, context: Context, remarks: Remarks
) -> tuple[list[str], list[str | None]]:
    """Sector and process of every row; rows that speak of an enterprise only get no warning."""
    classifier = Classifier(context)
    sectors: list[str] = []
    processes: list[str | None] = []
    sector_column, process_column = table.column("sector"), table.column("process")
    asked = zip(
        *(fields[name] for name in ("sector", "industry_code", "industry_edition", "process", "line_name", "model")),
        strict=True,
    )
    for position, (text, code, edition, process_text, line_name, model) in enumerate(asked):
        sector = classifier.sector(text, code, edition, process_text)
        process = (
            classifier.process(str(sector.value), process_text, line_name, model, text)
            if has_line[position]
            else Said(None)
        )
        if has_line[position]:
            if sector.reason and not (sector.reason == "sector_missing" and sector_column is None):
                remarks.row(position, sector_column, sector.reason, sector.params)
            if process.reason:
                remarks.row(position, process_column, process.reason, process.params)
        sectors.append(str(sector.value))
        processes.append(process.value if isinstance(process.value, str) else None)
    if sector_column is None and UNKNOWN in sectors:
        remarks.heading(None, "sector_missing")
    return sectors, processes
