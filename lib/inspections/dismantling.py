"""Papers of a dismantling in Word: 设备现场拆除见证书, what went and who saw it, and 验收意见表, the number against
what had to go, with room for the opinions. Facts of the register and of the visit; no conclusion is made up.
"""

import io
from collections.abc import Callable
from datetime import date
from typing import Any, Final

from lib.errors import UserError
from lib.inspections.item_sheets import WIDTHS, form, listed
from lib.inspections.pack import Row, demo_mark, rows_of, text
from lib.inspections.picture_sheets import pictures
from lib.register.reading import Reading
from lib.reports.filling import normalised
from lib.reports.template_parts import heading, line, paper, title

ROOM: Final = sum(WIDTHS)  # millimetres
KINDS: Final = (("before", "拆除前"), ("during", "拆除中"), ("after", "拆除后"), ("scrapped", "报废和现场核实"))


def dismantling_paper(register: Reading, case_id: str, name: str, on: date) -> bytes:
    """A paper of a case as the register stands on a day, in Chinese: `witness` or `acceptance`. Raises UserError for
    another name and for an unknown case."""
    if name not in PAPERS:
        raise UserError("There is no paper {name}; there are {names}.", name=name, names=", ".join(PAPERS))
    found = rows_of(register, "pages/ledger/case", on, case_id=case_id)
    if not found:
        raise UserError("There is no case {case} on {day}.", case=case_id, day=on)
    (case,) = found
    heads, write = PAPERS[name]
    document = paper(
        heads, demo=demo_mark(register, on), stamp=f"{case_id} · 截至 {on} · 台账第 {register.version()} 版"
    )
    title(document, heads)
    asked = {"enterprise": case["enterprise_id"]}
    answers = {row["item"]: row for row in rows_of(register, "asks/inspections/acceptance_answers", on, **asked)}
    write(register, document, case, answers, on)
    out = io.BytesIO()
    document.save(out)
    return normalised(out.getvalue())


def _witness(register: Reading, document: Any, case: Row, answers: dict[str, Row], on: date) -> None:
    form(document, _who(case))
    heading(document, "拆除的设备")
    _devices(document, case)
    line(document, "", indent=0, size=8)
    form(
        document,
        {
            "关停日期": text(case["shut_down_on"]),
            "拆除日期": text(case["dismantled_on"]),
            "设备去向": "；".join(filter(None, (text(case["destination"]), _said(answers, "DSA-14")))),
            "废毁处理": _said(answers, "DSA-12"),
            "动力装置": _said(answers, "DSA-10"),
        },
    )
    _pictures(register, document, case, on)
    heading(document, "见证人签名")
    form(document, dict.fromkeys(("企业法定代表人", "县（市、区）经办人", "市级经办人", "见证日期"), ""), height=14)


def _acceptance(register: Reading, document: Any, case: Row, answers: dict[str, Row], on: date) -> None:
    form(document, _who(case))
    heading(document, "数量与目标")
    _devices(document, case)
    line(document, "", indent=0, size=8)
    owed = text(case["quantity"]) or "未登记"
    amounts = [
        ("主体设备（台、套）", owed, _said(answers, "DSA-04"), _said(answers, "DSA-05")),
        ("产能", _capacity(case), _said(answers, "DSA-06"), ""),
    ]
    listed(document, ("项目", "应退出", "已拆除（认定）", "已封存"), (46, 38, 40, ROOM - 124), amounts)
    asked = {"area": case["area_code"], "sector": case["sector"], "process": case["process"]}
    goals = [
        (text(row["document"]), text(row["area_name"]) or "全市", text(row["lines"]),
         f"{text(row['capacity'])} {text(row['capacity_unit'])}".strip(), text(row["due_on"]))
        for row in rows_of(register, "asks/inspections/case_goals", on, **asked)
    ]  # fmt: skip
    heading(document, "下达的目标任务")
    if goals:
        listed(document, ("文件", "范围", "生产线（条）", "产能", "期限"), (62, 28, 22, 24, ROOM - 136), goals)
    else:
        line(document, "未下达。")
    heading(document, "现场核实")
    told = [
        (row["item"], row["question"], text(row["item_value_name"]), text(row["item_remark"]))
        for row in answers.values()
    ]
    listed(document, ("序号", "核查内容", "结果", "所见事实"), (18, 68, 26, ROOM - 112), told)
    _pictures(register, document, case, on)
    heading(document, "验收意见")
    rooms = {"县（市、区）初验意见": text(case["county_accepted_on"]), "市级验收意见": text(case["city_accepted_on"])}
    form(document, rooms | dict.fromkeys(("验收人员签名", "企业负责人签名"), ""), height=20)


PAPERS: Final[dict[str, tuple[str, Callable[..., None]]]] = {
    "witness": ("设备现场拆除见证书", _witness),
    "acceptance": ("验收意见表", _acceptance),
}


def _who(case: Row) -> dict[str, str]:
    return {
        "企业": text(case["enterprise_name"]),
        "统一社会信用代码": text(case["credit_code"]),
        "属地": text(case["area_name"]),
        "退出事项": f"{case['case_id']}（{text(case['stage_name'])}）",
        "退出依据": text(case["clause"]),
    }


def _devices(document: Any, case: Row) -> None:
    row = (text(case["line_name"]), text(case["model"]), text(case["process_name"]), text(case["quantity"]) or "未登记")
    listed(
        document,
        ("设备（生产线）", "型号规格", "工序", "数量", "产能"),
        (44, 38, 26, 16, ROOM - 124),
        [(*row, _capacity(case))],
    )


def _capacity(case: Row) -> str:
    return f"{text(case['capacity'])} {text(case['unit_name'])}".strip()


def _said(answers: dict[str, Row], item: str) -> str:
    """What a visit answered to an item, with its remark."""
    row = answers.get(item)
    return "" if row is None else "；".join(filter(None, (text(row["item_value_name"]), text(row["item_remark"]))))


def _pictures(register: Reading, document: Any, case: Row, on: date) -> None:
    """Small copies by stage; the hash names the original."""
    asked = {"case": case["case_id"], "enterprise": case["enterprise_id"]}
    rows = rows_of(register, "asks/inspections/dismantling_pictures", on, **asked)
    heading(document, "影像")
    shown = [(name, row) for kind, name in KINDS for row in rows if row["kind"] == kind]
    pictures(register, document, shown)
    if missing := [name for kind, name in KINDS if kind not in {row["kind"] for row in rows}]:
        line(document, f"缺：{'、'.join(missing)}。", size=10.5)
