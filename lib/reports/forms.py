"""The Excel pack with the official look: title, date and unit, ruled tables, who filled it in and who checked it."""

import io
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import xlsxwriter

from lib.exports.cells import width
from lib.exports.workbook import new_book
from lib.reports import listing
from lib.reports.content import Content
from lib.reports.figures import Group, by_area, by_process, chinese_day, figures
from lib.reports.papers import BLANK, BLANK_DAY, DEMO, screening_totals

FACE, TITLE_FACE = "SimSun", "方正小标宋简体"
BOX: dict[str, Any] = {"font_name": FACE, "border": 1, "align": "center", "valign": "vcenter", "text_wrap": True}
WIDEST = 18
COUNTS = ("关停企业\n（家）", "关停\n（条）", "封存未拆除\n（条）", "拆除\n（条）", "计入退出\n（条）")


@dataclass(frozen=True)
class Form:
    """One sheet: its name, title, heading, rows, an optional total row, and what to know when reading it."""

    name: str
    title: str
    headings: Sequence[str]
    rows: Sequence[Sequence[object]]
    total: Sequence[object] = ()
    note: str = ""


def workbook(content: Content, stamp: str) -> bytes:
    """Every form of a report as one workbook; equal contents give equal bytes."""
    buffer = io.BytesIO()
    with new_book(buffer, f"聊城市{content['exits_from'][:4]}年落后产能退出情况") as book:
        looks = _looks(book)
        for form in forms(content):
            _sheet(book, looks, form, content, stamp)
    return buffer.getvalue()


def forms(content: Content) -> list[Form]:
    """The sheets: areas, processes, the exit list, and in periods in which areas report both matrices."""
    year = content["exits_from"][:4]
    found = [_areas(content, year), _processes(content, year), _exits(content, year)]
    return [*found, _statements(content), _screening(content)] if content["statements"] else found


def _areas(content: Content, year: str) -> Form:
    groups, total = by_area(content), figures(content["exits"])
    rows = [(group.name, group.outdated, *_counts(group)) for group in groups]
    last = (
        "合计",
        sum(group.outdated for group in groups),
        total.enterprises,
        total.lines,
        total.sealed,
        total.dismantled,
    )
    return Form(
        "表1 分属地", f"聊城市{year}年落后产能退出情况汇总表", ("属地", "期末仍落后\n生产线（条）", *COUNTS), rows,
        (*last, total.counted),
        "期末仍落后生产线为截至日台账判定仍属落后的生产线，不是关停的基数。"
        "关停为期内全部关停的生产线，封存未拆除、拆除、计入退出为其中数；计入退出须经市级验收并有影像或法定证明。",
    )  # fmt: skip


def _counts(group: Group) -> tuple[int, ...]:
    one = group.figures
    return one.enterprises, one.lines, one.sealed, one.dismantled, one.counted


def _processes(content: Content, year: str) -> Form:
    rows = [
        (group.name, group.process, *_counts(group), _amount(group.figures.capacity),
         _amount(group.figures.counted_capacity), group.unit or "未填", group.figures.without_capacity)
        for group in by_process(content["exits"])
    ]  # fmt: skip
    headings = ("行业", "工序", *COUNTS, "关停产能", "计入退出产能", "单位", "未填产能\n（条）")
    return Form("表2 分行业工序", f"聊城市{year}年落后产能退出情况（分行业工序）", headings, rows,
                note="不同工序、不同单位的产能不相加，故不设产能合计；未填产能的生产线计条数，不计产能。")  # fmt: skip


def _exits(content: Content, year: str) -> Form:
    amounts = [listing.HEADINGS.index(heading) for heading in ("数量", "淘汰产能")]
    rows = [
        [_amount(cell) if number in amounts else cell for number, cell in enumerate(one.cells)]
        for one in listing.listed(content["exits"])
    ]
    return Form("表3 退出清单", f"聊城市{year}年落后产能退出情况清单", listing.HEADINGS, rows)


def _statements(content: Content) -> Form:
    sectors, rows = listing.matrix_rows(content, "statements")
    return Form(
        "表4 报送情况", "重点行业报送情况表", ("属地", *sectors), [(name, *states) for name, states in rows],
        note="未报送不等于零报告。※ 报送与台账不一致，须核实。",
    )  # fmt: skip


def _screening(content: Content) -> Form:
    names = ("enterprise_count", "screened_enterprises", "unscreened_enterprises", "caught_enterprises")
    rows = [
        (row["area_name"], row["sector_name"], *(row[name] for name in names), row["state_name"],
         listing.remark(row, "screening"))
        for row in content["screening"]
    ]  # fmt: skip
    totals = screening_totals(content["screening"])
    total = ("合计", "", *(sum(row[name] for row in totals) for name in names), "", "")
    headings = (
        "属地",
        "行业",
        "企业\n（家）",
        "已排查\n（家）",
        "未排查\n（家）",
        "查出\n（家）",
        "报送状态",
        "核对说明",
    )
    return Form("表5 淘汰类工艺排查", "零报告行业淘汰类生产工艺排查情况表", headings, rows, total,
                "范围：在产、停产、在建、拟建企业；一家企业的生产线全部有排查结果才算已排查。"
                "同一企业涉及多个行业的分别计数。")  # fmt: skip


def _amount(written: object) -> object:
    """A number where the text is one."""
    return Decimal(str(written)) if written and str(written).replace(".", "", 1).isdigit() else written


def _looks(book: xlsxwriter.Workbook) -> dict[str, Any]:
    """The formats of the workbook."""
    plain = {"font_name": FACE, "font_size": 10.5, "valign": "vcenter"}
    return {
        "title": book.add_format({"font_name": TITLE_FACE, "font_size": 20, "align": "center", "valign": "vcenter"}),
        "plain": book.add_format(plain),
        "right": book.add_format(plain | {"align": "right"}),
        "note": book.add_format(plain | {"font_size": 9, "text_wrap": True, "valign": "top"}),
        "heading": book.add_format(BOX | {"font_size": 10.5, "bold": True}),
        "cell": book.add_format(BOX | {"font_size": 10}),
        "total": book.add_format(BOX | {"font_size": 10, "bold": True}),
    }


def _sheet(book: xlsxwriter.Workbook, looks: dict[str, Any], form: Form, content: Content, stamp: str) -> None:
    """One form: title, filler and date, table, note, signatures."""
    sheet, last = book.add_worksheet(form.name), len(form.headings) - 1
    widths = _widths(form)
    sheet.set_row(0, 40)
    sheet.merge_range(0, 0, 0, last, form.title, looks["title"])
    middle = max(last // 2, 1)
    sheet.merge_range(1, 0, 1, middle, f"填报单位（盖章）：{BLANK}", looks["plain"])
    sheet.merge_range(1, middle + 1, 1, last, f"数据截至：{chinese_day(content['as_of'])}", looks["right"])
    _row(sheet, 2, form.headings, looks["heading"], widths)
    for number, cells in enumerate(form.rows, start=3):
        _row(sheet, number, cells, looks["cell"], widths)
    end = 3 + len(form.rows)
    if form.total:
        _row(sheet, end, form.total, looks["total"], widths)
        end += 1
    sheet.set_row(end, 30)
    sheet.merge_range(end, 0, end, last, form.note, looks["note"])
    signed = (
        f"填表人：{BLANK}　　审核人：{BLANK}　　负责人：{BLANK}",
        f"联系电话：{BLANK}　　填报日期：{BLANK_DAY}",
    )
    for row, text in enumerate(signed, start=end + 1):
        sheet.set_row(row, 24)
        sheet.merge_range(row, 0, row, last, text, looks["plain"])
    for column, columns in enumerate(widths):
        sheet.set_column(column, column, columns)
    _print(sheet, content, stamp)


def _row(sheet: Any, number: int, cells: Sequence[object], look: Any, widths: list[int]) -> None:
    """One row as high as its longest cell needs; texts stay texts."""
    lines = max(_lines(str(cell), columns) for cell, columns in zip(cells, widths, strict=True))
    sheet.set_row(number, max(20, 15 * lines + 4))
    for column, cell in enumerate(cells):
        if isinstance(cell, int | Decimal):
            sheet.write_number(number, column, float(cell), look)
        else:
            sheet.write_string(number, column, str(cell), look)


def _lines(text: str, columns: int) -> int:
    """Lines a text takes in a column."""
    return sum(max(1, -(-width(part) // (columns - 2))) for part in text.split("\n"))


def _widths(form: Form) -> list[int]:
    """Columns wide enough for a line of their heading and all of a short text."""
    columns = range(len(form.headings))
    texts = [
        [width(str(row[column])) for row in (*form.rows, *([form.total] if form.total else []))] for column in columns
    ]
    return [
        min(
            max(7, min(width(form.headings[column]), 10) + 2, max(texts[column], default=0) + 3),
            WIDEST if column else 26,
        )
        for column in columns
    ]


def _print(sheet: Any, content: Content, stamp: str) -> None:
    """Landscape A4, one page wide, heading on every page, demo mark at the head, origin at the foot."""
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.set_margins(left=0.5, right=0.5, top=0.8, bottom=0.7)
    sheet.center_horizontally()
    sheet.repeat_rows(2)
    sheet.freeze_panes(3, 0)
    sheet.set_header(f'&C&"黑体"&10&KC8382E{DEMO}' if content["is_demo"] else "")
    sheet.set_footer(f"&L&8{stamp}&R第 &P 页，共 &N 页")
