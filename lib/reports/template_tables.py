"""The tables of the papers: sectors and processes, areas, the matrices, and the exit list as the annex."""

from collections.abc import Sequence
from typing import Any

from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT, WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH as ALIGN
from docx.enum.text import WD_LINE_SPACING
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from lib.reports.listing import HEADINGS
from lib.reports.template_parts import HEAD, TABLE, TEXT_WIDTH, TITLE, control, landscape, line, together, write

LISTED = ("number", "area", "enterprise", "sector", "line", "model", "quantity", "capacity", "unit", "form", "shut_on",
          "dismantled_on", "basis", "acceptance", "note")  # fmt: skip
LISTED_WIDTHS = (8, 17, 28, 16, 20, 18, 8, 13, 17, 10, 17, 17, 22, 27, 23)
COUNTS = ("关停企业\n（家）", "关停\n（条）", "封存未拆\n除（条）", "拆除\n（条）", "计入退出\n（条）")
COUNT_FIELDS = ("enterprises", "lines", "sealed", "dismantled", "counted")
PROCESSES = ("行业", "工序", *COUNTS, "关停产能", "计入退出\n产能", "单位")
PROCESS_CELLS = (
    "{{ p.name }}", "{{ p.process }}", *(f"{{{{ p.figures.{field} }}}}" for field in COUNT_FIELDS),
    "{{ p.capacity }}", "{{ p.figures.counted_capacity }}", "{{ p.unit or '未填' }}",
)  # fmt: skip
SCREENED = ("enterprise_count", "screened_enterprises", "unscreened_enterprises", "caught_enterprises")
SCREENED_HEADINGS = ("企业\n（家）", "已排查\n（家）", "未排查\n（家）", "查出\n（家）")


def processes(document: Any) -> None:
    """Exits per sector and process, when there are any."""
    control(document, "{%p if processes %}")
    widths = (15, 20, 15, 12, 15, 12, 15, 18, 15, 19)
    table(document, PROCESSES, "p in processes", PROCESS_CELLS, widths, size=9)
    control(document, "{%p endif %}")


def areas(document: Any) -> None:
    """Every area, also those without exits."""
    cells = ("{{ a.name }}", "{{ a.outdated }}", *(f"{{{{ a.figures.{field} }}}}" for field in COUNT_FIELDS))
    headings, earlier = (("属地", f"期末{owed}\n生产线（条）", *COUNTS) for owed in ("应退未退", "仍落后"))
    table(document, headings, "a in areas", cells, (42, 25, 19, 16, 19, 16, 19), earlier=earlier)


def matrix(document: Any, rows: str, sectors: str) -> None:
    """Areas down, as many sectors across as there are, the state in words; columns share the room (word.py)."""
    headings = ("属地", f"{{%tc for sector in {sectors} %}}", "{{ sector }}", "{%tc endfor %}")
    cells = ("{{ m[0] }}", "{%tc for state in m[1] %}", "{{ state }}", "{%tc endfor %}")
    table(document, headings, f"m in {rows}", cells, (34, 1, TEXT_WIDTH - 36, 1), size=9)


def statements(document: Any) -> None:
    """What one area stated for each focus sector."""
    table(
        document, ("行业", "报送状态", "报送日期", "签发人", "文号", "核对说明"), "s in statements",
        ("{{ s.sector_name }}", "{{ s.state_name }}", "{{ s.reported_on or '' }}", "{{ s.signer or '' }}",
         "{{ s.document_no or '' }}", "{{ s.remark }}"), (20, 22, 24, 20, 35, 35),
    )  # fmt: skip


def screened(document: Any) -> None:
    """How far one area is screened, and what it stated."""
    table(
        document, ("行业", *SCREENED_HEADINGS, "报送状态", "核对说明"), "s in screening",
        ("{{ s.sector_name }}", *(f"{{{{ s.{name} }}}}" for name in SCREENED), "{{ s.state_name }}", "{{ s.remark }}"),
        (24, 18, 20, 20, 18, 22, 34),
    )  # fmt: skip


def screening(document: Any) -> None:
    """Screening per sector over all areas, then what each area stated."""
    names = ("sector_name", *SCREENED, "operating_lines", "suspended_lines", "building_lines", "planned_lines")
    headings = ("行业", *SCREENED_HEADINGS, "在产\n（条）", "停产\n（条）", "在建\n（条）", "拟建\n（条）")
    cells = tuple(f"{{{{ t.{name} }}}}" for name in names)
    table(document, headings, "t in screening_totals", cells, (20, *[17] * 8))
    matrix(document, "screening_matrix", "screening_sectors")


def letters(document: Any) -> None:
    """What each municipal department stated at large."""
    table(
        document, ("市直部门", "报送状态", "报送日期", "签发人", "文号", "备注"), "d in departments",
        ("{{ d.reporter_name }}", "{{ d.state_name }}", "{{ d.reported_on or '' }}", "{{ d.signer or '' }}",
         "{{ d.document_no or '' }}", "{{ d.note or '' }}"), (32, 22, 24, 20, 35, 23),
    )  # fmt: skip


def annex(document: Any, number: str, name: str, rows: str) -> None:
    """The exit list with the columns of the official lists, on landscape pages of its own; its note stands above."""
    landscape(document)
    line(document, number, face=HEAD, indent=0)
    line(document, name, face=TITLE, size=18, align=ALIGN.CENTER, indent=0)
    line(document, "产能按工序分别统计，不同工序不相加。数据截至{{ as_of }}。", size=10.5, align=ALIGN.RIGHT, indent=0)
    control(document, f"{{%p if {rows} %}}")
    cells = tuple(f"{{{{ e.{field} }}}}" for field in LISTED)
    table(document, HEADINGS, f"e in {rows}", cells, LISTED_WIDTHS, size=8)
    control(document, "{%p else %}")
    line(document, "截至{{ as_of }}，没有应列入本清单的生产线（主体设备）。")
    control(document, "{%p endif %}")


def gap(document: Any, points: float = 8) -> Any:
    """A little room between text and table."""
    paragraph = document.add_paragraph()
    shape = paragraph.paragraph_format
    shape.line_spacing_rule, shape.line_spacing = WD_LINE_SPACING.EXACTLY, Pt(points)
    shape.space_before = shape.space_after = Pt(0)
    return paragraph


def table(
    document: Any,
    headings: Sequence[str],
    loop: str,
    cells: Sequence[str],
    widths: Sequence[float],
    size: float = 10.5,
    earlier: Sequence[str] = (),
) -> None:
    """A table of one heading row, repeated on every page, and one row for each item of `loop` (`row in rows`).

    Widths are millimetres. `earlier` are the headings of reports frozen before they read the account.
    """
    together([gap(document)])
    grid = document.add_table(rows=0, cols=len(headings), style="Table Grid")
    grid.alignment, grid.autofit = WD_TABLE_ALIGNMENT.CENTER, False
    _narrow(grid)
    for column, width in zip(grid.columns, widths, strict=True):
        column.width = Mm(width)
    heads: list[Sequence[str]] = [headings]
    if earlier:
        heads = [["{%tr if reads_account %}"], headings, ["{%tr else %}"], earlier, ["{%tr endif %}"]]
    for texts in (*heads, [f"{{%tr for {loop} %}}"], cells, ["{%tr endfor %}"]):
        row = grid.add_row()
        _whole(row)
        for number, width in enumerate(widths):
            cell = row.cells[number]
            cell.width, cell.vertical_alignment = Mm(width), WD_CELL_VERTICAL_ALIGNMENT.CENTER
            text = texts[number] if number < len(texts) else ""
            paragraph = cell.paragraphs[0]
            paragraph.alignment = ALIGN.CENTER
            paragraph.paragraph_format.space_before = paragraph.paragraph_format.space_after = Pt(2)
            is_heading = texts is headings or texts is earlier
            paragraph.paragraph_format.keep_with_next = is_heading or None
            write(paragraph, text, size=size, face=HEAD if is_heading else TABLE)
        if texts is headings or texts is earlier:
            row._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
    gap(document)


def _narrow(grid: Any) -> None:
    """Cells with little room at their sides, so that a unit stands in one line."""
    margins = OxmlElement("w:tblCellMar")
    for side in ("left", "right"):
        margin = OxmlElement(f"w:{side}")
        margin.set(qn("w:w"), "40")
        margin.set(qn("w:type"), "dxa")
        margins.append(margin)
    grid._tbl.tblPr.append(margins)


def _whole(row: Any) -> None:
    """A row does not break across pages."""
    row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
