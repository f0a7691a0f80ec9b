"""A checklist as a Word paper to be filled in by hand: who is visited and by whom, the items, statement and signatures.

Made of our own reference files, so it needs no limited child.
"""

import io
from collections.abc import Iterator
from datetime import date
from typing import Any, Final

from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from lib.errors import UserError
from lib.register.reading import Reading
from lib.reports.filling import normalised
from lib.reports.template_parts import HEAD, TABLE, line, paper, title, write

HEADINGS: Final = ("序号", "核查内容", "结果", "所见事实和数值", "依据")
WIDTHS: Final = (17, 58, 25, 24, 32)  # millimetres
HEADS: Final = {
    "enterprise": (
        "被检查单位",
        "统一社会信用代码",
        "地址",
        "陪同人员及职务",
        "检查时间",
        "检查机关",
        "检查人员及执法证号",
    ),
    "area": ("被督导属地", "督导时间", "督导组", "督导人员"),
}
SIGNED: Final = {
    "enterprise": ("企业陈述意见", "企业人员签名（拒签的注明）", "检查人员签名（两人）"),
    "area": ("属地意见", "属地负责人签名", "督导人员签名"),
}
BOXES: Final = {"yes_no": "□是　□否", "yes_no_na": "□是　□否\n□不适用", "date": "　　年　月　日"}
SMALL: Final = 10.5


def blank_checklist(register: Reading, checklist: str, on: date) -> bytes:
    """The items of a checklist as they are asked on a day, as a Word paper in Chinese with room for every answer.

    Raises UserError when there is no such checklist.
    """
    rows = register.ask("pages/checklist/items", on, "zh", checklist=checklist).to_dict("records")
    if not rows:
        raise UserError("There is no checklist {checklist} on {day}.", checklist=repr(checklist), day=on)
    name, subject = rows[0]["checklist_name"], rows[0]["checklist_subject"]
    document = paper(name, demo="", stamp=f"{name} · {on} 起用的条目 · 共 {len(rows)} 项")
    title(document, name)
    _form(document, HEADS[subject])
    line(document, "", indent=0, size=8)
    _items(document, rows)
    line(document, "", indent=0, size=8)
    _form(document, SIGNED[subject], height=16)
    out = io.BytesIO()
    document.save(out)
    return normalised(out.getvalue())


def _form(document: Any, names: tuple[str, ...], height: int = 9) -> None:
    """Names with room beside them; heights are in millimetres."""
    table = _table(document, len(names), (45, sum(WIDTHS) - 45))
    for row, name in zip(table.rows, names, strict=True):
        row.height = Mm(height)
        _write(row.cells[0], name, HEAD)


def _items(document: Any, rows: list[dict[str, Any]]) -> None:
    """The items with a row for each section; the headings stand on every page."""
    table = _table(document, 1, WIDTHS)
    for cell, heading in zip(table.rows[0].cells, HEADINGS, strict=True):
        _write(cell, heading, HEAD)
    table.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
    section = ""
    for row in rows:
        if row["section_name"] != section:
            section = row["section_name"]
            cells = table.add_row().cells
            _write(cells[0].merge(cells[-1]), section, HEAD)
        cells = table.add_row().cells
        for cell, text in zip(cells, _cells(row), strict=True):
            _write(cell, text)
        cells[0]._tc.getparent().get_or_add_trPr().append(OxmlElement("w:cantSplit"))


def _cells(row: dict[str, Any]) -> Iterator[str]:
    """What stands in the row of an item before anybody wrote into it."""
    yield row["item"]
    item, _sign, value = str(row["shown_if"] or "").partition("=")
    said = {"yes": "是", "no": "否", "na": "不适用"}.get(value, value)
    yield row["question"] + (f"（{item} 为“{said}”时填写）" if item else "")
    yield room(row)
    yield ""
    yield row["item_basis"]


def room(row: dict[str, Any]) -> str:
    """The room for an answer: boxes to tick, or a line with its unit."""
    if row["answer_kind"] == "choice":
        return "\n".join(f"□{choice}" for choice in row["choices"].split(";"))
    if row["answer_kind"] == "number":
        return f"　　　　{row['unit_name']}"
    return str(BOXES.get(row["answer_kind"], ""))


def _table(document: Any, count: int, widths: tuple[int, ...]) -> Any:
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


def _write(cell: Any, text: str, face: str = TABLE) -> None:
    paragraph = cell.paragraphs[0]
    paragraph.paragraph_format.space_before = paragraph.paragraph_format.space_after = Pt(2)
    write(paragraph, text, size=SMALL, face=face)
