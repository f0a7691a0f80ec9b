"""A checklist as a Word paper to be filled in by hand: who is visited by whom, the items, statement, signatures."""

import io
from datetime import date
from typing import Final

from lib.errors import UserError
from lib.inspections.item_sheets import form, items
from lib.register.reading import Reading
from lib.reports.filling import normalised
from lib.reports.template_parts import line, paper, title

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


def blank_checklist(register: Reading, checklist: str, on: date) -> bytes:
    """The items of a checklist as they are asked on a day, as a Word paper in Chinese with room for every answer.

    Raises UserError when there is no such checklist.
    """
    rows = register.ask_rows("pages/checklist/items", on, "zh", checklist=checklist)
    if not rows:
        raise UserError("There is no checklist {checklist} on {day}.", checklist=repr(checklist), day=on)
    name, subject = rows[0]["checklist_name"], rows[0]["checklist_subject"]
    document = paper(name, demo="", stamp=f"{name} · 按 {on} 有效的条目 · 共 {len(rows)} 项")
    title(document, name)
    form(document, dict.fromkeys(HEADS[subject], ""))
    line(document, "", indent=0, size=8)
    items(document, rows)
    line(document, "", indent=0, size=8)
    form(document, dict.fromkeys(SIGNED[subject], ""), height=16)
    out = io.BytesIO()
    document.save(out)
    return normalised(out.getvalue())
