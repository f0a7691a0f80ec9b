"""What stands around the rows of a table: the area and sector they do not say themselves."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from lib.imports.fields import Context, Values
from lib.imports.grid.areas import AreaSaid, area_of_sheet
from lib.imports.grid.layout import Region
from lib.imports.grid.row_words import RowWords
from lib.imports.remarks import Remarks


@dataclass(frozen=True)
class Around:
    """A table with its sections, and whose rows they are that name no area."""

    region: Region
    area: AreaSaid | None


def own_area(region: Region, area: AreaSaid | None, words: RowWords) -> AreaSaid | None:
    """Whose a table is: as its sheet says by choice or tab, else as its own titles say, else as the sheet's do."""
    if area and area.source in ("chosen", "sheet"):
        return area
    return area_of_sheet("", region.titles, words)[0] or area


def say_around(around: Around, fields: dict[str, Values], context: Context, remarks: Remarks) -> None:
    """Fill in what sections and the sheet say of rows that do not say it, and tell how many and from where."""
    sections = around.region.sections
    of_row = np.array(around.region.section_of, dtype=np.int64)
    vocabulary = context.vocabulary
    areas = [vocabulary.name("area", one.area) if one.area else None for one in sections]
    by_area = _fill(fields["area_text"], areas, of_row)
    by_sector = _fill(fields["sector"], [one.sector for one in sections], of_row)
    sectors = vocabulary.names["sector"].values()  # 造纸 and 铸造 name a sector first
    processes = [one.sector if one.sector and one.sector not in sectors else None for one in sections]
    _fill(fields["process"], [one if one and vocabulary.code("process", one) else None for one in processes], of_row)
    for at, section in enumerate(sections):
        told = {"text": section.text, "area": areas[at] or "", "sector": section.sector or ""}
        if by_area[at]:
            remarks.sheet_row(section.row, section.text, "area_from_section", told | {"rows": str(by_area[at])})
        if by_sector[at]:
            remarks.sheet_row(section.row, section.text, "sector_from_section", told | {"rows": str(by_sector[at])})
        if not (section.area or section.sector):
            remarks.sheet_row(section.row, section.text, "section_unread", told)
    if around.area and (rows := _fill(fields["area_text"], [around.area.name], np.zeros(len(of_row), np.int64))[0]):
        told = {"area": around.area.name, "text": around.area.text, "rows": str(rows)}
        remarks.heading(None, f"area_from_{around.area.source}", told)


def _fill(values: Values, words: Iterable[str | None], of_row: np.ndarray) -> Counter[int]:
    """Give rows without a value the word of their section; how many rows each section filled."""
    words = list(words)
    filled: Counter[int] = Counter()
    for position in np.flatnonzero((values == None) & (of_row >= 0)):  # noqa: E711 - elementwise
        section = int(of_row[position])
        if word := words[section]:
            values[position] = word
            filled[section] += 1
    return filled
