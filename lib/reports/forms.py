"""The forms of the Excel pack: areas, sectors and processes, the exit list, and the matrices."""

import io
from datetime import date
from decimal import Decimal

from lib.exports.workbook import new_book
from lib.reports import listing
from lib.reports.content import Content
from lib.reports.figures import Group, by_area, by_process, figures, owed, span
from lib.reports.official_form import Form, draw, looks
from lib.reports.papers import screening_totals

LISTED_WIDTHS = (5, 11, 21, 11, 14, 12, 6, 9, 11, 6, 11, 11, 17, 20, 19)
COUNTS = ("关停企业\n（家）", "关停\n（条）", "封存未拆除\n（条）", "拆除\n（条）", "计入退出\n（条）")


def workbook(content: Content, stamp: str) -> bytes:
    """Every form of a report as one workbook; equal contents give equal bytes."""
    buffer = io.BytesIO()
    with new_book(buffer, f"{_of(content)}落后产能退出情况") as book:
        styles = looks(book)
        for form in forms(content):
            draw(book, styles, form, content, stamp)
    return buffer.getvalue()


def forms(content: Content) -> list[Form]:
    """The sheets: areas, processes, the exit list, and in periods in which areas report both matrices."""
    found = [_areas(content), _processes(content), _exits(content)]
    found += [_statements(content), _screening(content)] if content["statements"] else []
    return [*found, _letters(content)] if content.get("departments") else found


def _of(content: Content) -> str:
    """The city and the time that titles begin with."""
    return f"{content['words']['city']}{span(content)}"


def _basis(content: Content) -> str:
    """What is counted in the first table."""
    counted = content["words"]["counted"]
    if not content.get("reads_account"):
        return (
            "期末仍落后生产线为截至日台账判定仍属落后的生产线，不是关停的基数。"
            f"关停为期内全部关停的生产线，封存未拆除、拆除、计入退出为其中数；计入退出须{counted}。"
        )
    return (
        "期末应退未退生产线含截至日已关停、已封存而未拆除的，不是关停的基数。"
        "关停为期内计入退出的和截至日已关停而尚未计入的生产线，封存未拆除、拆除、计入退出为其中数；"
        f"计入退出须{counted}，按最后一项要件办结之日计入当年。"
    )


def _areas(content: Content) -> Form:
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
        "表1 分属地", f"{_of(content)}落后产能退出情况汇总表",
        ("属地", f"期末{owed(content)}\n生产线（条）", *COUNTS), rows,
        (*last, total.counted),
        _basis(content),
    )  # fmt: skip


def _counts(group: Group) -> tuple[int, ...]:
    one = group.figures
    return one.enterprises, one.lines, one.sealed, one.dismantled, one.counted


def _processes(content: Content) -> Form:
    rows = [
        (group.name, group.process, *_counts(group), _amount(group.figures.capacity),
         _amount(group.figures.counted_capacity), group.unit or "未填", group.figures.without_capacity)
        for group in by_process(content["exits"])
    ]  # fmt: skip
    headings = ("行业", "工序", *COUNTS, "关停产能", "计入退出产能", "单位", "未填产能\n（条）")
    return Form("表2 分行业工序", f"{_of(content)}落后产能退出情况（分行业工序）", headings, rows,
                note="不同工序、不同单位的产能不相加，故不设产能合计；未填产能的生产线计条数，不计产能。")  # fmt: skip


def _exits(content: Content) -> Form:
    amounts = [listing.HEADINGS.index(heading) for heading in ("数量", "淘汰产能")]
    headed = ("关停时间", "拆除时间") if content.get("reads_account") else ()  # frozen before, they stay texts
    days = [listing.HEADINGS.index(heading) for heading in headed]
    rows = [
        [
            _amount(cell) if number in amounts else _day(cell) if number in days else cell
            for number, cell in enumerate(one.cells)
        ]
        for one in listing.listed(content["exits"], content)
    ]
    return Form("表3 退出清单", f"{_of(content)}落后产能退出情况清单", listing.HEADINGS, rows,
                widths=LISTED_WIDTHS)  # fmt: skip


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


def _letters(content: Content) -> Form:
    headings = ("市直部门", "报送状态", "报送日期", "签发人", "文号", "备注")
    names = ("reporter_name", "state_name", "reported_on", "signer", "document_no", "note")
    rows = [
        tuple(_day(row[name] or "") if name == "reported_on" else row[name] or "" for name in names)
        for row in content["departments"]
    ]
    return Form("表6 市直单位报送", "市直有关单位报送情况表", headings, rows, note="未报送不等于零报告。")


def _amount(written: object) -> object:
    """A number where the text is one."""
    return Decimal(str(written)) if written and str(written).replace(".", "", 1).isdigit() else written


def _day(written: object) -> object:
    """A date where the text is one."""
    return date.fromisoformat(str(written)) if written else written
