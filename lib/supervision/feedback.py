"""督导反馈: the Word paper by which an area is told what a supervision found, what is unknown, by when it mends."""

import io
from datetime import date
from typing import Any, Final

from lib.errors import UserError
from lib.inspections.blank import SIGNED
from lib.inspections.item_sheets import form, listed
from lib.inspections.pack import demo_mark, text
from lib.register.reading import Reading
from lib.reports.filling import normalised
from lib.reports.template_parts import heading, line, paper, title
from lib.supervision.supervising import items_of

HEADINGS: Final = ("序号", "督导内容", "结果", "台账所知和说明", "依据")
WIDTHS: Final = (17, 52, 18, 41, 28)  # millimetres
ISSUES: Final = ("序号", "问题", "整改要求", "整改期限", "销号")
ISSUE_WIDTHS: Final = (17, 58, 28, 26, 27)
NAMES: Final = {"failed": "需要整改的问题", "unknown": "不明（未计为符合）", "fulfilled": "符合", "noted": "记录"}


def feedback_paper(register: Reading, area: str, period: str, on: date) -> bytes:
    """The paper for an area as the register stands on a day, in Chinese: facts first, what is unknown apart. Raises
    UserError where no supervision stands."""
    rows = register.ask("pages/supervision/board", on, "zh", period=period, area=area)
    found = rows.astype(object).where(rows.notna(), None).to_dict("records")
    if not found or found[0]["supervision_id"] is None:
        raise UserError("No supervision of {area} in {period} stands on {day}.", area=area, period=period, day=on)
    (row,) = found
    items = items_of(register, area, period, on)
    stamp = f"{row['supervision_id']} · 截至 {on} · 台账第 {register.version()} 版"
    document = paper("督导反馈", demo=demo_mark(register, on), stamp=stamp)
    title(document, "落后产能退出工作督导反馈", subtitle=f"{row['area_name']} {row['period_name']}")
    form(document, _heads(row))
    line(document, _summary(row), size=12)
    told = {name: [one for one in items if _is_told(one, name)] for name in NAMES}
    for number, (name, found) in zip("一二三四", ((name, some) for name, some in told.items() if some), strict=False):
        heading(document, f"{number}、{NAMES[name]}（{len(found)} 项）")
        if name == "failed":
            listed(document, ISSUES, ISSUE_WIDTHS, [_issue(one) for one in found])
        else:
            listed(document, HEADINGS, WIDTHS, [_cells(one) for one in found])
    line(document, "", indent=0, size=8)
    form(document, dict.fromkeys(SIGNED["area"], ""), height=16)
    out = io.BytesIO()
    document.save(out)
    return normalised(out.getvalue())


def _is_told(row: dict[str, Any], outcome: str) -> bool:
    """Whether an item stands among those that came out so; what cannot be in order is unknown to nobody's harm."""
    return row["item_outcome"] == outcome and (bool(row["is_judged"]) or outcome == "noted")


def _heads(row: dict[str, Any]) -> dict[str, str]:
    return {
        "被督导属地": text(row["area_name"]),
        "督导组": text(row["body_name"]),
        "督导人员": text(row["supervisors"]),
        "督导开始": text(row["opened_on"]),
        "反馈": f"{text(row['fed_back_on'])} {text(row['feedback_no'])}".strip() or "未反馈（草稿）",
        "整改期限": text(row["due_on"]),
        "通报": f"{text(row['circulated_on'])} {text(row['circular_no'])}".strip(),
    }


def _summary(row: dict[str, Any]) -> str:
    return (
        f"应评 {row['judged_count']} 项，符合 {row['fulfilled_count']} 项，不符合 {row['failed_count']} 项，"
        f"不明 {row['unknown_count']} 项；不明的不计为符合。符合率 {text(row['fulfilled_share'])}%。"
    )


def _issue(row: dict[str, Any]) -> tuple[str, ...]:
    facts = _facts(row)
    closed = (
        f"{text(row['issue_closed_on'])} {text(row['cure_no'])}" if row["cure_no"] else text(row["issue_state_name"])
    )
    what = f"{row['question']}：{text(row['item_value_name'])}" + (f"（{facts}）" if facts else "")
    return row["item"], what, text(row["on_no"]), text(row["due_on"]), closed


def _cells(row: dict[str, Any]) -> tuple[str, ...]:
    return row["item"], row["question"], text(row["item_value_name"]), _facts(row), row["item_basis"]


def _facts(row: dict[str, Any]) -> str:
    """What stands behind an item: what was taken down with its answer, else what the register knows of it now."""
    return text(row["item_remark"]) or text(row["known_words"])
