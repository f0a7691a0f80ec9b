"""现场检查笔录: the Word record of one visit, its answered items with facts and basis, statement and signatures."""

import io
from datetime import date
from typing import Any

from lib.errors import UserError
from lib.inspections.blank import SIGNED
from lib.inspections.finishing import SIGNING
from lib.inspections.item_sheets import form, listed
from lib.inspections.pack import Row, demo_mark, rows_of, text
from lib.inspections.picture_sheets import pictures
from lib.register.reading import Reading
from lib.reports.filling import normalised
from lib.reports.template_parts import heading, line, paper, title

HEADINGS = ("序号", "核查内容", "结果", "所见事实", "依据")
WIDTHS = (17, 56, 21, 34, 28)  # millimetres


def visit_record(register: Reading, plan_id: str, enterprise_id: str, on: date) -> bytes:
    """The record of a visit as the register stands on a day, in Chinese: facts, no conclusions. Raises UserError when
    there is no such visit."""
    stops = rows_of(register, "pages/inspection_plan/stops", on, plan=plan_id)
    stop = next((one for one in stops if one["enterprise_id"] == enterprise_id), None)
    if stop is None:
        raise UserError("{plan} has no visit of {enterprise}.", plan=plan_id, enterprise=enterprise_id)
    (plan,) = rows_of(register, "pages/inspection_plan/plan", on, plan=plan_id)
    stamp = f"{plan_id} · 截至 {on} · 台账第 {register.version()} 版"
    document = paper("现场检查笔录", demo=demo_mark(register, on), stamp=stamp)
    title(document, "现场检查笔录")
    form(document, _heads(plan, stop))
    for row in rows_of(register, "pages/checklist/lists", on, plan=plan_id, enterprise=enterprise_id):
        if row["answered_count"]:
            heading(document, f"{row['checklist_name']}（已答 {row['answered_count']} 项，共 {row['item_count']} 项）")
            asked = {"plan": plan_id, "enterprise": enterprise_id, "checklist": row["checklist"]}
            given = rows_of(register, "pages/checklist/given", on, **asked)
            listed(document, HEADINGS, WIDTHS, [_cells(one) for one in given])
            shown = rows_of(register, "pages/checklist/pictures", on, **asked)
            line(document, "", indent=0, size=8)
            pictures(register, document, [(one["item"], one) for one in shown])
    line(document, "", indent=0, size=8)
    asked = {"plan": plan_id, "enterprise": enterprise_id, "checklist": SIGNING}
    form(document, _signed(rows_of(register, "pages/checklist/answers", on, **asked)), height=16)
    out = io.BytesIO()
    document.save(out)
    return normalised(out.getvalue())


def _signed(rows: list[Row]) -> dict[str, str]:
    """The foot of the paper: what was stated and signed, or room for it."""
    said = {row["item"]: text(row["item_value"]) for row in rows}
    refusal = f"拒签：{said['SGN-06']}；见证人：{said['SGN-07']}" if said["SGN-04"] == "拒签" else ""
    officers = "、".join(filter(None, (said["SGN-01"], said["SGN-02"])))
    return dict(zip(SIGNED["enterprise"], (said["SGN-03"], refusal or said["SGN-05"], officers), strict=True))


def _heads(plan: Row, stop: Row) -> dict[str, Any]:
    return {
        "被检查单位": text(stop["enterprise_name"]),
        "统一社会信用代码": text(stop["credit_code"]),
        "地址": text(stop["address"]),
        "检查时间": text(stop["outcome_on"]) or text(plan["planned_on"]),
        "检查机关和事项": f"{text(plan['body_name'])} {text(plan['matter_name'])}",
        "检查人员及执法证号": text(plan["officers"]),
        "审批": f"{text(plan['approved_on'])} {text(plan['approval_no'])}".strip(),
    }


def _cells(row: Row) -> tuple[str, ...]:
    asked = f"{row['question']}（{row['line_name']}）" if row["line_name"] else row["question"]
    pictures = f"（照片{row['picture_count']}张）" if row["picture_count"] else ""
    seen = f"{text(row['item_remark'])}{pictures}"
    return (row["item"], asked, text(row["item_value_name"]), seen, row["item_basis"])
