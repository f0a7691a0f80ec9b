"""What Word papers of inspections are made of: names with room beside them, tables, the items of a checklist.

Made of our own reference files and of the register's texts as data, so it needs no limited child.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT, WD_TABLE_ALIGNMENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from lib.reports.template_parts import HEAD, TABLE, write
from lib.words import printable

HEADINGS: Final = ("序号", "核查内容", "结果", "所见事实和数值", "依据")
WIDTHS: Final = (17, 58, 25, 24, 32)  # millimetres
BOXES: Final = {"yes_no": "□是　□否", "yes_no_na": "□是　□否\n□不适用", "date": "　　年　月　日"}
SAID: Final = {"yes": "是", "no": "否", "na": "不适用"}
ROOM: Final = 6  # signs in the column of answers
SMALL: Final = 10.5


def form(document: Any, names: Mapping[str, str], height: int = 9) -> None:
    """Names with what is known beside them, or room; heights are in millimetres."""
    table = grid(document, len(names), (45, sum(WIDTHS) - 45))
    for row, (name, known) in zip(table.rows, names.items(), strict=True):
        row.height = Mm(height)
        for cell in row.cells:
            cell.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.CENTER
        put(row.cells[0], name, HEAD)
        put(row.cells[1], known)
        row.cells[0].paragraphs[0].paragraph_format.keep_with_next = name != list(names)[-1]  # signed on one page


def listed(document: Any, headings: Sequence[str], widths: tuple[int, ...], rows: Sequence[Sequence[str]]) -> Any:
    """A table whose headings stand on every page and whose rows are not torn."""
    table = grid(document, 1, widths)
    for cell, heading in zip(table.rows[0].cells, headings, strict=True):
        put(cell, heading, HEAD)
    table.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
    for row in rows:
        added = table.add_row()
        added._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
        for cell, text in zip(added.cells, row, strict=True):
            put(cell, text)
    return table


def items(document: Any, rows: Sequence[dict[str, Any]], known: Mapping[str, str] | None = None) -> None:
    """The items of a checklist with a row for each section; `known` says of attributes what the register has."""
    table = listed(document, HEADINGS, WIDTHS, ())
    section = ""
    for row in rows:
        if row["section_name"] != section:
            section = row["section_name"]
            cells = table.add_row().cells
            put(cells[0].merge(cells[-1]), section, HEAD)
            cells[0].paragraphs[0].paragraph_format.keep_with_next = True  # no section without an item below it
        added = table.add_row()
        added._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
        for cell, text in zip(added.cells, _cells(row, known or {}), strict=True):
            put(cell, text)


def _cells(row: dict[str, Any], known: Mapping[str, str]) -> Iterator[str]:
    """What stands in the row of an item before anybody wrote into it."""
    yield row["item"]
    yield asked_if(row)
    yield room(row)
    yield known.get(row["attribute"] or "", "")
    yield row["item_basis"]


def asked_if(row: dict[str, Any]) -> str:
    """What an item asks, and after which answer to another one alone."""
    item, _sign, value = str(row["shown_if"] or "").partition("=")
    said = SAID.get(value, value)
    line = f"（{row['line_name']}）" if row.get("line_name") else ""
    return f"{row['question']}{line}" + (f"（{item} 为“{said}”时填写）" if item else "")


def room(row: dict[str, Any]) -> str:
    """The room for an answer: boxes to tick, or a line with its unit."""
    if row["answer_kind"] == "choice":
        return "\n".join(f"□{choice}" for choice in row["choices"].split(";"))
    if row["answer_kind"] == "number":
        unit = str(row["unit_name"])
        return "　" * max(1, ROOM - len(unit)) + unit
    return str(BOXES.get(row["answer_kind"], ""))


def grid(document: Any, count: int, widths: tuple[int, ...]) -> Any:
    """A table with lines and so many rows; widths are in millimetres."""
    table = document.add_table(count, len(widths))
    table.style, table.autofit, table.alignment = "Table Grid", False, WD_TABLE_ALIGNMENT.CENTER
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Mm(width)
        for cell in column.cells:
            cell.width = Mm(width)
    margins = OxmlElement("w:tblCellMar")
    for side in ("left", "right"):
        element = OxmlElement(f"w:{side}")
        element.set(qn("w:w"), "60")
        element.set(qn("w:type"), "dxa")
        margins.append(element)
    table._tbl.tblPr.append(margins)
    return table


def put(cell: Any, text: str, face: str = TABLE) -> None:
    """Write into a cell; signs that XML forbids are replaced."""
    paragraph = cell.paragraphs[0]
    paragraph.paragraph_format.space_before = paragraph.paragraph_format.space_after = Pt(2)
    write(paragraph, printable(text), size=SMALL, face=face)
