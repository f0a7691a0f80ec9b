"""The look of official papers (GB/T 9704): A4, its margins, faces with fallbacks, 28-point lines; tables."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from docx import Document
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT, WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH as ALIGN
from docx.enum.text import WD_LINE_SPACING
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

TITLE, BODY, HEAD, SUBHEAD, TABLE, LATIN = (
    "方正小标宋简体",
    "仿宋_GB2312",
    "黑体",
    "楷体_GB2312",
    "宋体",
    "Times New Roman",
)
FALLBACKS = {  # what a program takes where the face is not installed
    TITLE: "宋体;SimSun;Noto Serif CJK SC",
    BODY: "仿宋;FangSong;Noto Serif CJK SC",
    HEAD: "SimHei;Noto Sans CJK SC",
    SUBHEAD: "楷体;KaiTi;Noto Serif CJK SC",
    TABLE: "SimSun;Noto Serif CJK SC",
}
MADE_ON = datetime(2022, 7, 1)


def paper(title: str) -> Any:
    """An empty paper: page, faces, head with the demo mark, foot with page number and the origin of the figures."""
    document = Document()
    document.core_properties.title, document.core_properties.author = title, "Exit Atlas 落后产能退出一张图"
    document.core_properties.created = document.core_properties.modified = MADE_ON
    document.core_properties.comments = ""
    normal = document.styles["Normal"]
    normal.font.name, normal.font.size = LATIN, Pt(16)
    normal.element.rPr.rFonts.set(qn("w:eastAsia"), BODY)
    _fallbacks(document)
    _page(document.sections[0])
    return document


def _page(section: Any) -> None:
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin, section.bottom_margin = Mm(37), Mm(33)
    section.left_margin, section.right_margin = Mm(28), Mm(26)
    section.header_distance, section.footer_distance = Mm(15), Mm(18)
    head = section.header.paragraphs[0]
    head.alignment = ALIGN.CENTER
    write(head, "{{ demo }}", size=10.5, face=HEAD, colour="C8382E")
    foot = section.footer.paragraphs[0]
    foot.alignment = ALIGN.CENTER
    write(foot, "— ", size=14, face=TABLE)
    _page_number(foot)
    write(foot, " —", size=14, face=TABLE)
    origin = section.footer.add_paragraph()
    origin.alignment = ALIGN.CENTER
    write(origin, "{{ stamp }}", size=8, face=TABLE, colour="7A7A7A")


def landscape(document: Any) -> None:
    """Continue on landscape pages, for wide tables."""
    section = document.add_section(WD_SECTION.NEW_PAGE)
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Mm(297), Mm(210)
    section.top_margin, section.bottom_margin = Mm(26), Mm(24)
    section.left_margin = section.right_margin = Mm(18)
    section.header_distance, section.footer_distance = Mm(12), Mm(10)


def _fallbacks(document: Any) -> None:
    """Name for each face the ones to take in its place (`w:altName` of the font table)."""
    part = next(rel.target_part for rel in document.part.rels.values() if rel.reltype.endswith("/fontTable"))
    fonts = "".join(
        f'<w:font w:name="{face}"><w:altName w:val="{others}"/><w:charset w:val="86"/></w:font>'
        for face, others in FALLBACKS.items()
    )
    part._blob = part.blob.replace(b"</w:fonts>", fonts.encode() + b"</w:fonts>")


def _page_number(paragraph: Any) -> None:
    run = write(paragraph, "", size=14, face=TABLE)
    for kind, text in (("begin", ""), ("instr", "PAGE"), ("end", "")):
        element = OxmlElement("w:instrText" if kind == "instr" else "w:fldChar")
        if kind == "instr":
            element.text = text
        else:
            element.set(qn("w:fldCharType"), kind)
        run._r.append(element)


def write(
    paragraph: Any, text: str, *, size: float = 16, face: str = BODY, colour: str = "", bold: bool = False
) -> Any:
    """Add a run in a Chinese face; figures and Latin letters stand in Times New Roman."""
    run = paragraph.add_run(text)
    run.font.size, run.font.name, run.font.bold = Pt(size), LATIN, bold
    run._r.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), face)
    if colour:
        run.font.color.rgb = RGBColor.from_string(colour)
    return run


def line(document: Any, text: str, *, face: str = BODY, size: float = 16, align: Any = None, indent: int = 2) -> Any:
    """A paragraph of 28-point lines, indented by `indent` signs."""
    paragraph = document.add_paragraph()
    shape = paragraph.paragraph_format
    shape.line_spacing_rule, shape.line_spacing = WD_LINE_SPACING.EXACTLY, Pt(28 if size <= 16 else 34)
    shape.space_before = shape.space_after = Pt(0)
    shape.first_line_indent = Pt(size * indent)
    paragraph.alignment = align
    write(paragraph, text, size=size, face=face)
    return paragraph


def title(document: Any, *lines: str) -> None:
    """The title of the paper, centred, with an empty line below."""
    for text in lines:
        line(document, text, face=TITLE, size=22, align=ALIGN.CENTER, indent=0)
    line(document, "", indent=0)


def heading(document: Any, text: str) -> None:
    """A heading of the first order: 一、…"""
    line(document, text, face=HEAD).paragraph_format.keep_with_next = True


def control(document: Any, text: str) -> None:
    """A paragraph that holds only a template instruction and leaves no trace in the paper."""
    document.add_paragraph(text)


def table(
    document: Any, headings: Sequence[str], loop: str, cells: Sequence[str], widths: Sequence[float], size: float = 10.5
) -> None:
    """A table of one heading row, repeated on every page, and one row for each item of `loop` (`row in rows`).

    Widths are millimetres.
    """
    grid = document.add_table(rows=0, cols=len(headings), style="Table Grid")
    grid.alignment, grid.autofit = WD_TABLE_ALIGNMENT.CENTER, False
    for column, width in zip(grid.columns, widths, strict=True):
        column.width = Mm(width)
    for texts in (headings, [f"{{%tr for {loop} %}}"], cells, ["{%tr endfor %}"]):
        row = grid.add_row()
        _whole(row)
        for number, width in enumerate(widths):
            cell = row.cells[number]
            cell.width, cell.vertical_alignment = Mm(width), WD_CELL_VERTICAL_ALIGNMENT.CENTER
            text = texts[number] if number < len(texts) else ""
            paragraph = cell.paragraphs[0]
            paragraph.alignment = ALIGN.CENTER
            paragraph.paragraph_format.space_before = paragraph.paragraph_format.space_after = Pt(2)
            write(paragraph, text, size=size, face=HEAD if texts is headings else TABLE)
    mark = OxmlElement("w:tblHeader")
    grid.rows[0]._tr.get_or_add_trPr().append(mark)


def _whole(row: Any) -> None:
    """A row does not break across pages."""
    row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
