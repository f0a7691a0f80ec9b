"""Whose a sheet is: what its tab, its titles or its form say of the area of rows that name none."""

import re
from dataclasses import dataclass

from lib.imports.cells import plain
from lib.imports.grid.row_words import RowWords

FORM = re.compile(r"(?:填报|填表|报送|编制|上报)(?:单位|部门)\s*(?:\(.*?\))?\s*[::](.*)", re.S)


@dataclass(frozen=True)
class AreaSaid:
    """An area's code and name, what says it (chosen, sheet, title or form) and in which words."""

    code: str
    name: str
    source: str
    text: str


def area_of_sheet(sheet: str, texts: list[str], words: RowWords) -> tuple[AreaSaid | None, AreaSaid | None]:
    """What says whose a sheet is: first its tab, then its titles, then who filled it in; and another that differs."""
    forms = [text for text in texts if FORM.search(plain(text))]
    titles = [text for text in texts if text not in forms]
    sources = [("sheet", [sheet]), ("title", titles), ("form", forms)]
    found: list[AreaSaid] = []
    for source, said in sources:
        codes = {code: text for text in reversed(said) if (code := words.area(text))}
        if len(codes) == 1:
            ((code, text),) = codes.items()
            found.append(AreaSaid(code, words.vocabulary.name("area", code), source, text))
    other = next((one for one in found[1:] if one.name != found[0].name), None)
    return (found[0] if found else None), other
