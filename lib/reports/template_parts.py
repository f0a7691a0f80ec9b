"""The look of official papers (GB/T 9704): A4, its margins, faces with fallbacks, 28-point lines, the red head."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from docx import Document
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.enum.text import WD_ALIGN_PARAGRAPH as ALIGN
from docx.enum.text import WD_LINE_SPACING, WD_TAB_ALIGNMENT
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
RED = "C8161D"
LONG_NAME = 14  # signs of the red head in one line
TEXT_WIDTH = 156  # millimetres between the margins of a portrait page


def paper(title: str, demo: str = "{{ demo }}", stamp: str = "{{ stamp }}") -> Any:
    """An empty paper: page, faces, head with the demo mark, foot with page number and the origin of the figures, both
    of which a template leaves to be filled in."""
    document = Document()
    document.core_properties.title, document.core_properties.author = title, "Exit Atlas 落后产能退出一张图"
    document.core_properties.created = document.core_properties.modified = MADE_ON
    document.core_properties.comments = ""
    normal = document.styles["Normal"]
    normal.font.name, normal.font.size = LATIN, Pt(16)
    normal.element.rPr.rFonts.set(qn("w:eastAsia"), BODY)
    _fallbacks(document)
    _page(document.sections[0], demo, stamp)
    return document


def _page(section: Any, demo: str, stamp: str) -> None:
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin, section.bottom_margin = Mm(37), Mm(33)
    section.left_margin, section.right_margin = Mm(28), Mm(26)
    section.header_distance, section.footer_distance = Mm(15), Mm(18)
    head = section.header.paragraphs[0]
    head.alignment = ALIGN.CENTER
    write(head, demo, size=10.5, face=HEAD, colour="C8382E")
    foot = section.footer.paragraphs[0]
    foot.alignment = ALIGN.CENTER
    write(foot, "— ", size=14, face=TABLE)
    _page_number(foot)
    write(foot, " —", size=14, face=TABLE)
    origin = section.footer.add_paragraph()
    origin.alignment = ALIGN.CENTER
    write(origin, stamp, size=8, face=TABLE, colour="7A7A7A")


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


def line(
    document: Any,
    text: str,
    *,
    face: str = BODY,
    size: float = 16,
    align: Any = None,
    indent: int = 2,
    colour: str = "",
) -> Any:
    """A paragraph of 28-point lines, indented by `indent` signs."""
    paragraph = document.add_paragraph()
    shape = paragraph.paragraph_format
    shape.line_spacing_rule, shape.line_spacing = WD_LINE_SPACING.EXACTLY, Pt(28 if size <= 16 else 34)
    shape.space_before = shape.space_after = Pt(0)
    shape.first_line_indent = Pt(size * indent)
    paragraph.alignment = align
    write(paragraph, text, size=size, face=face, colour=colour)
    return paragraph


def title(document: Any, *lines: str, subtitle: str = "") -> None:
    """The title of the paper, centred, with an empty line below."""
    for text in lines:
        line(document, text, face=TITLE, size=22, align=ALIGN.CENTER, indent=0)
    if subtitle:
        line(document, subtitle, face=SUBHEAD, align=ALIGN.CENTER, indent=0)
    line(document, "", indent=0)


def heading(document: Any, text: str) -> None:
    """A heading of the first order: 一、…"""
    line(document, text, face=HEAD).paragraph_format.keep_with_next = True


def control(document: Any, text: str) -> None:
    """A paragraph that holds only a template instruction and leaves no trace in the paper."""
    document.add_paragraph(text)


def masthead(document: Any, who: str, *marks: str, is_letter: bool = False) -> None:
    """The red head of a paper: who issues it over a red line, with number and signatory (版头); a letter (函) has its
    number under a double line, and `who` is the name of the template's value: a long one is written smaller.
    """
    if is_letter:
        control(document, f"{{%p if {who} | length <= {LONG_NAME} %}}")
        _ruled(_name(document, f"{{{{ {who} }}}}", 30), "thickThinSmallGap", 24)
        control(document, "{%p else %}")
        _ruled(_name(document, f"{{{{ {who} }}}}", 23), "thickThinSmallGap", 24)
        control(document, "{%p endif %}")
        line(document, marks[0], align=ALIGN.RIGHT, indent=0)
    else:
        _name(document, who, 30)
        number = line(document, "\t".join(marks), indent=0)
        number.paragraph_format.tab_stops.add_tab_stop(Mm(TEXT_WIDTH), WD_TAB_ALIGNMENT.RIGHT)
        number.paragraph_format.space_after = Pt(4)
        _ruled(number, "single", 18)
    line(document, "", indent=0)


def _name(document: Any, text: str, size: float) -> Any:
    """The name of who issues a paper, in red."""
    name = line(document, text, face=TITLE, size=size, align=ALIGN.CENTER, indent=0, colour=RED)
    name.paragraph_format.line_spacing, name.paragraph_format.space_after = Pt(48), Pt(10)
    return name


def _ruled(paragraph: Any, kind: str, size: int) -> None:
    """A red line below a paragraph."""
    borders, bottom = OxmlElement("w:pBdr"), OxmlElement("w:bottom")
    for name, value in (("val", kind), ("sz", str(size)), ("space", "4"), ("color", RED)):
        bottom.set(qn(f"w:{name}"), value)
    borders.append(bottom)
    paragraph._p.get_or_add_pPr().insert_element_before(
        borders, "w:shd", "w:tabs", "w:suppressAutoHyphens", "w:spacing", "w:ind", "w:jc", "w:rPr"
    )


def together(paragraphs: Sequence[Any]) -> None:
    """These paragraphs and the one after them stand on one page: a signature never stands alone."""
    for paragraph in paragraphs:
        paragraph.paragraph_format.keep_with_next = True
