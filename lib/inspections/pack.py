"""一日一包: the Word pack of a day of inspections: cover with the way, one sheet per enterprise, its checklists."""

import io
from datetime import date
from typing import Any, Final

from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Mm

from lib.errors import UserError
from lib.inspections.blank import SIGNED
from lib.inspections.item_sheets import WIDTHS, form, items, listed
from lib.maps import choropleth
from lib.maps.way import way_picture
from lib.register.reading import Reading
from lib.reports.filling import normalised
from lib.reports.papers import DEMO
from lib.reports.template_parts import HEAD, heading, line, paper, title

ROOM: Final = sum(WIDTHS)  # millimetres
SITES: Final = ("顺序", "预计到达", "企业", "地址", "联系人", "直线公里")
Row = dict[str, Any]


def day_pack(register: Reading, plan_id: str, on: date) -> bytes:
    """The pack of a plan as the register stands on a day, in Chinese. Raises UserError when there is no such plan."""
    plans = rows_of(register, "pages/inspection_plan/plan", on, plan=plan_id)
    if not plans:
        raise UserError("There is no plan of inspections {plan}.", plan=plan_id)
    (plan,) = plans
    stops = rows_of(register, "pages/inspection_plan/stops", on, plan=plan_id)
    stamp = f"{plan_id} · 截至 {on} · 台账第 {register.version()} 版"
    document = paper("入企联合检查一日一包", demo=demo_mark(register, on), stamp=stamp)
    _cover(document, plan, stops)
    _way(register, document, plan, on)
    for stop in stops:
        _enterprise(register, document, plan, stop, on)
    out = io.BytesIO()
    document.save(out)
    return normalised(out.getvalue())


def demo_mark(register: Reading, on: date) -> str:
    """The line that says that a paper shows fictional data; empty where it does not."""
    return DEMO if bool(register.ask("pages/every/is_demo", on, "zh").iloc[0, 0]) else ""


def rows_of(register: Reading, query: str, on: date, **params: Any) -> list[Row]:
    """Rows of a query in Chinese; what is missing is None."""
    found = register.ask(query, on, "zh", **params)
    rows: list[Row] = found.astype(object).where(found.notna(), None).to_dict("records")
    return rows


def text(value: object) -> str:
    """A cell as the paper says it."""
    if value is None:
        return ""
    if isinstance(value, float):
        return f"{value:.8f}".rstrip("0").rstrip(".")
    return f"{value:%Y-%m-%d}" if isinstance(value, date) else str(value)


def plan_facts(plan: Row) -> dict[str, str]:
    """What a plan says of itself, as its papers name it."""
    approval = f"{text(plan['approved_on'])} {plan['approval_no']}（{plan['approved_by']}）"
    return {
        "检查计划": f"{plan['inspection_plan_id']}（{plan['inspection_state_name']}）",
        "检查机关": text(plan["body_name"]),
        "检查事项": text(plan["matter_name"]),
        "检查人员及执法证号": text(plan["officers"]),
        "参加部门": text(plan["joint_departments"]),
        "车辆": text(plan["vehicle"]),
        "出发": f"{text(plan['planned_on'])} {plan['starts_at']}",
        "审批": approval if plan["approval_no"] else "未批准",
    }


def sites(stops: list[Row]) -> list[tuple[str, ...]]:
    """The visits in their order, under the headings of SITES."""
    return [
        (text(stop["stop_number"]), text(stop["arrives_at"]), text(stop["enterprise_name"]), text(stop["address"]),
         "\n".join(filter(None, (stop["contact_name"], stop["contact_phone"]))), text(stop["leg_km"]))
        for stop in stops
    ]  # fmt: skip


def known_of(register: Reading, enterprise: str, on: date) -> dict[str, str]:
    """Attribute → what the register has of it, for the attributes measured at an enterprise."""
    rows = rows_of(register, "asks/inspections/known", on, enterprise=enterprise)
    return {row["attribute"]: row["told"] for row in rows}


def _cover(document: Any, plan: Row, stops: list[Row]) -> None:
    title(document, "入企联合检查一日一包", subtitle=f"{plan['area_name']} {text(plan['planned_on'])}")
    form(document, plan_facts(plan))
    line(document, "", indent=0, size=8)
    listed(document, SITES, (11, 17, 40, 38, 34, 16), sites(stops))
    line(document, "路程按直线距离估算，实际道路更长。", size=10.5)


def _way(register: Reading, document: Any, plan: Row, on: date) -> None:
    """The way as a picture, where coordinates are known."""
    shapes = register.ask("pages/map/shapes", on, "zh")
    stops = register.ask("pages/inspection_plan/stops", on, "zh", plan=plan["inspection_plan_id"])
    if picture := way_picture(stops, shapes, plan["area_code"]):
        document.add_picture(io.BytesIO(picture), width=Mm(ROOM))
        document.paragraphs[-1].alignment = WD_ALIGN_PARAGRAPH.CENTER
        source = choropleth.note("zh", f"{on}", shapes[shapes.geojson.notna()], has_circles=False)
        line(document, " · ".join(source), indent=0, size=9)


def _enterprise(register: Reading, document: Any, plan: Row, stop: Row, on: date) -> None:
    """The sheet of one enterprise, and its checklists."""
    enterprise = stop["enterprise_id"]
    line(document, f"{stop['stop_number']}．{stop['enterprise_name'] or enterprise}", face=HEAD, indent=0)
    document.paragraphs[-1].paragraph_format.page_break_before = True  # a break of its own may leave a page empty
    form(
        document,
        {
            "统一社会信用代码": text(stop["credit_code"]),
            "地址": text(stop["address"]),
            "联系人": f"{text(stop['contact_name'])} {text(stop['contact_phone'])}",
            "检查理由": text(stop["visit_reason"]),
            "检查来源": text(stop["source_names"]),
            "到场、离场时间": "",
        },
    )
    _history(register, document, plan, enterprise, on)
    known = {name: f"台账：{told}" for name, told in known_of(register, enterprise, on).items()}
    for row in rows_of(register, "pages/checklist/lists", on, plan="", enterprise=enterprise):
        heading(document, row["checklist_name"])
        items(document, rows_of(register, "pages/checklist/items", on, checklist=row["checklist"]), known)
    line(document, "", indent=0, size=8)
    form(document, dict.fromkeys(SIGNED["enterprise"], ""), height=16)


def _history(register: Reading, document: Any, plan: Row, enterprise: str, on: date) -> None:
    """What the register knows of an enterprise: lines and verdicts, cases, earlier visits."""
    heading(document, "生产线和判定")
    lines = [
        (text(row["line_name"]), text(row["process_name"]), f"{text(row['capacity'])} {text(row['unit_name'])}",
         text(row["verdict_name"]), text(row["explanation"]))
        for row in rows_of(register, "pages/map/dossier", on, enterprise=enterprise)
    ]  # fmt: skip
    listed(document, ("生产线", "工序", "产能", "判定", "说明"), (28, 20, 26, 18, ROOM - 92), lines)
    cases = rows_of(register, "pages/enterprise/cases", on, enterprise=enterprise)
    if cases:
        heading(document, "退出事项")
        told = [
            (row["case_id"], text(row["line_name"]), text(row["stage_name"]), text(row["deadline"])) for row in cases
        ]
        listed(document, ("事项编号", "生产线", "环节", "期限"), (42, 46, 36, ROOM - 124), told)
    visits = [
        (
            text(row["planned_on"]),
            text(row["body_name"]),
            text(row["matter_name"]),
            text(row["outcome_name"]),
            text(row["note"]),
        )
        for row in rows_of(register, "pages/enterprise/visits", on, enterprise=enterprise)
        if row["inspection_plan_id"] != plan["inspection_plan_id"] and row["outcome"] == "visited"
    ]
    if visits:
        heading(document, "以往检查")
        listed(document, ("日期", "检查机关", "检查事项", "情况", "说明"), (24, 34, 40, 16, ROOM - 114), visits)
