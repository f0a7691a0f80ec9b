"""The pack of a day as one workbook that comes back: a sheet for each visit, its items with cells to answer in.

What a sheet is of, and what each row asks, stands in a hidden column beside it and moves with it: rows may be sorted,
columns put between, sheets taken out and brought one by one.
"""

import hashlib
import io
import json
from datetime import date
from typing import Any, Final

from lib.errors import UserError
from lib.exports.sheets import row_height
from lib.exports.styles import Styles
from lib.exports.workbook import new_book
from lib.inspections.item_sheets import SAID, asked_if
from lib.inspections.kinds import YES_NO
from lib.inspections.pack import SITES, Row, demo_mark, known_of, plan_facts, rows_of, sites, text
from lib.register.reading import Reading
from lib.words import printable

MARK: Final = "atlas-visit"  # in the hidden cell of each heading row
ANSWER, UNIT, REMARK = "结果", "单位", "所见事实和数值"  # headings; the first and the last are read
COLUMNS: Final = {  # heading → width in letters
    "": 4, "序号": 11, "核查内容": 52, ANSWER: 18, UNIT: 9, REMARK: 38, "台账记载": 28, "依据": 34,
}  # fmt: skip
WIDTHS: Final = list(COLUMNS.values())
FILLED: Final = (*YES_NO, "choice", "number", "date", "text")  # kinds of answers that a cell can hold
LONGEST_LIST, LONGEST_NAME, MOST = 255, 28, 10**10  # Excel's lists and names of sheets; numbers of the register
FREE: Final = {"bg_color": "#FFF9E3", "locked": False}
LOOKS: Final[dict[str, dict[str, Any]]] = {
    "answer": FREE | {"num_format": "@", "align": "center"},
    "number": FREE | {"num_format": "General", "align": "center"},
    "date": FREE | {"num_format": "yyyy-mm-dd", "align": "center"},
    "remark": FREE | {"num_format": "@", "text_wrap": True},
    "told": {"text_wrap": True},
    "list": {"bold": True, "font_size": 11, "bg_color": "#DCE6F0"},
    "section": {"bold": True, "bg_color": "#F4F7FA"},
}
BOXED: Final = {"border": 1, "border_color": "#C9D3DE", "valign": "vcenter"}
HOW: Final = (
    "只填写各企业工作表中的黄色单元格；其余单元格已锁定。结果从下拉列表选取，数值只填数字，日期写成 2022-07-15。",
    "填好后在“检查计划”页上传，或运行 inspection import。先显示会登记什么，确认后才登记；重复上传不会重复登记。",
    "结果留空的不登记，也不会清除台账里已有的回答。行可以排序，工作表可以分给几个人各自上传。",
)


def day_workbook(register: Reading, plan_id: str, on: date) -> bytes:
    """The pack of a plan as a workbook, as the register stands on a day, in Chinese. Raises UserError when there is no
    such plan."""
    plans = rows_of(register, "pages/inspection_plan/plan", on, plan=plan_id)
    if not plans:
        raise UserError("There is no plan of inspections {plan}.", plan=plan_id)
    (plan,) = plans
    stops = rows_of(register, "pages/inspection_plan/stops", on, plan=plan_id)
    told = " · ".join(filter(None, (demo_mark(register, on), f"截至 {on}", f"台账第 {register.version()} 版")))
    buffer = io.BytesIO()
    with new_book(buffer, f"入企联合检查一日一包 {plan_id}") as book:
        looks = {name: book.add_format(BOXED | look) for name, look in LOOKS.items()}
        _cover(book.add_worksheet("封面"), Styles(book), plan, stops, told)
        for stop in stops:
            sheet = book.add_worksheet(_name(stop))
            _visit(sheet, Styles(book), looks, plan, stop, told)
            _items(sheet, looks, register, plan_id, stop["enterprise_id"], on)
            _print(sheet)
    return buffer.getvalue()


def seal_of(plan: Row) -> str:
    """What tells a plan from one of the same number in another register."""
    told = f"{plan['inspection_plan_id']} {plan['actor']} {plan['recorded_at']:%Y-%m-%d %H:%M:%S.%f}"
    return hashlib.sha256(told.encode()).hexdigest()[:16]


def _name(stop: Row) -> str:
    """The number and the name of an enterprise as Excel allows it."""
    name = printable(f"{stop['stop_number']:02} {stop['enterprise_name'] or stop['enterprise_id']}")
    cut = name.translate(dict.fromkeys(map(ord, "[]:*?/\\"), "-")).encode("utf-16-le")[: 2 * LONGEST_NAME]
    return cut.decode("utf-16-le", "ignore").strip("' ")


def _cover(sheet: Any, styles: Styles, plan: Row, stops: list[Row], told: str) -> None:
    """What is visited by whom, and how the sheets are filled in."""
    widths = [10, 11, 34, 44, 26, 12]
    for at, width in enumerate(widths):
        sheet.set_column(at, at, width)
    sheet.set_row(0, 30)
    sheet.write_string(0, 0, "入企联合检查一日一包", styles.look("title"))
    sheet.write_string(1, 0, told, styles.look("subtitle"))
    for row, line in enumerate(HOW, start=2):
        sheet.merge_range(row, 0, row, 5, line, styles.look("note"))
        sheet.set_row(row, 16)
    top = 3 + len(HOW)
    for row, (name, value) in enumerate(plan_facts(plan).items(), start=top):
        sheet.merge_range(row, 0, row, 1, name, styles.look("label"))
        sheet.merge_range(row, 2, row, 5, printable(value), styles.look("wrapped"))
    top += len(plan_facts(plan)) + 1
    sheet.write_row(top, 0, SITES, styles.look("heading"))
    for row, cells in enumerate(sites(stops), start=top + 1):
        sheet.set_row(row, row_height(cells, widths) + 4)
        for column, value in enumerate(cells):
            sheet.write_string(row, column, printable(value), styles.look("wrapped"))
    sheet.protect()
    _print(sheet)


def _visit(sheet: Any, styles: Styles, looks: dict[str, Any], plan: Row, stop: Row, told: str) -> None:
    """The head of a visit's sheet; in the hidden column beside the headings stands what it is of."""
    sheet.protect("", {"format_rows": True, "format_columns": True})
    for at, width in enumerate(WIDTHS):
        sheet.set_column(at, at, width)
    sheet.set_column(0, 0, None, None, {"hidden": True})
    sheet.set_row(0, 26)
    name = printable(stop["enterprise_name"] or stop["enterprise_id"])
    sheet.write_string(0, 1, f"{stop['stop_number']}．{name}", styles.look("title"))
    sheet.write_string(1, 1, f"{plan['inspection_plan_id']} · {plan['planned_on']:%Y-%m-%d} · {told}",
                       styles.look("subtitle"))  # fmt: skip
    where = (text(stop["address"]), text(stop["contact_name"]), text(stop["contact_phone"]), text(stop["visit_reason"]))
    sheet.merge_range(2, 1, 2, len(COLUMNS) - 1, printable(" · ".join(filter(None, where))), styles.look("note"))
    sheet.set_row(2, 32)
    key = [MARK, plan["inspection_plan_id"], stop["enterprise_id"], seal_of(plan)]
    sheet.write_string(3, 0, json.dumps(key, ensure_ascii=False))
    sheet.write_row(3, 1, list(COLUMNS)[1:], styles.look("heading"))
    sheet.set_row(3, 22)
    sheet.freeze_panes(4, 3)
    sheet.repeat_rows(3)


def _items(sheet: Any, looks: dict[str, Any], register: Reading, plan_id: str, enterprise: str, on: date) -> None:
    """The checklists of a visit, item by item, with what was answered already."""
    known = known_of(register, enterprise, on)
    asked: dict[str, Any] = {"plan": plan_id, "enterprise": enterprise}
    at, last = 4, len(COLUMNS) - 1
    for checklist in rows_of(register, "pages/checklist/lists", on, **asked):
        sheet.merge_range(at, 1, at, last, checklist["checklist_name"], looks["list"])
        at, section = at + 1, ""
        for row in rows_of(register, "pages/checklist/answers", on, checklist=checklist["checklist"], **asked):
            if row["section_name"] != section:
                section = row["section_name"]
                sheet.merge_range(at, 1, at, last, section, looks["section"])
                at += 1
            key = [row["checklist"], row["item"], row["edition"], row["answer_id"] or "", row["line_id"] or ""]
            if row["answer_kind"] in FILLED:
                sheet.write_string(at, 0, json.dumps(key, ensure_ascii=False))
            told = (row["item"], asked_if(row), "", row["unit_name"] or "", "", known.get(row["attribute"] or "", ""))
            cells = ("", *told, row["item_basis"])
            for column, value in enumerate(cells[1:], start=1):
                sheet.write_string(at, column, printable(value), looks["told"])
            sheet.set_row(at, max(20, row_height((*cells[:5], row["item_remark"] or "", *cells[6:]), WIDTHS) + 4))
            if row["answer_kind"] in FILLED:
                _answer(sheet, looks, at, row)
                sheet.write_string(at, 5, printable(row["item_remark"] or ""), looks["remark"])
            else:
                sheet.write_string(at, 5, "在页面上传", looks["told"])
            at += 1


def _answer(sheet: Any, looks: dict[str, Any], at: int, row: Row) -> None:
    """The cell of an answer: a list to choose from, or a number, a day or a text."""
    kind, value = row["answer_kind"], row["item_value"] or ""
    if kind == "number":
        rule = {"validate": "decimal", "criteria": "between", "minimum": -MOST, "maximum": MOST}
        _allow(sheet, at, rule, "只填数字，单位见右侧一格。")
        if value:
            sheet.write_number(at, 3, float(value), looks["number"])
        else:
            sheet.write_blank(at, 3, None, looks["number"])
    elif kind == "date":
        rule = {"validate": "date", "criteria": ">=", "value": date(1949, 10, 1)}
        _allow(sheet, at, rule, "填日期，如 2022-07-15。")
        if value:
            sheet.write_datetime(at, 3, date.fromisoformat(value), looks["date"])
        else:
            sheet.write_blank(at, 3, None, looks["date"])
    else:
        said = choices(row)
        if said and len(",".join(said)) <= LONGEST_LIST:
            _allow(sheet, at, {"validate": "list", "source": list(said)}, "从下拉列表选取。")
        shown = next((word for word, code in said.items() if code == value), value)
        sheet.write_string(at, 3, printable(shown), looks["answer" if said else "remark"])


def choices(row: Row) -> dict[str, str]:
    """What the cell of an item may say → the answer it means; empty where it is a number, a day or a text."""
    if row["answer_kind"] == "choice":
        return {one: one for one in row["choices_zh"].split(";")}
    return {SAID[code]: code for code in YES_NO.get(row["answer_kind"], ())}


def _allow(sheet: Any, at: int, rule: dict[str, Any], sentence: str) -> None:
    sheet.data_validation(at, 3, at, 3, rule | {"error_title": "核查表", "error_message": sentence})


def _print(sheet: Any) -> None:
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
    sheet.set_footer("&C&P / &N")
    sheet.fit_to_pages(1, 0)
