"""Writes the Word templates as first delivered: `python -m lib.reports.templates FOLDER`; what exists is left alone.

The templates in `data/templates` are the product's; an office rewords copies of them in Word (docs/settings.md).
"""

import sys
from pathlib import Path
from typing import Any

from docx.enum.text import WD_ALIGN_PARAGRAPH as ALIGN

from lib.reports.listing import HEADINGS
from lib.reports.template_parts import TITLE, control, heading, landscape, line, paper, table, title

PLAN = "《聊城市2022年利用综合标准依法依规推动落后产能退出工作方案》（聊工信发〔2022〕64号）"
OFFICE = "聊城市工业和信息化局"
LISTED = ("number", "area", "enterprise", "sector", "line", "model", "quantity", "capacity", "unit", "form", "shut_on",
          "dismantled_on", "basis", "acceptance", "note")  # fmt: skip
LISTED_WIDTHS = (9, 16, 27, 16, 19, 18, 10, 14, 13, 12, 19, 19, 22, 23, 24)
PROCESSES = (
    "行业",
    "工序",
    "关停\n（条）",
    "封存未\n拆除\n（条）",
    "拆除\n（条）",
    "计入退出\n（条）",
    "关停产能",
    "计入退出产能",
    "单位",
)
PROCESS_CELLS = (
    "{{ p.name }}", "{{ p.process }}", "{{ p.figures.lines }}", "{{ p.figures.sealed }}", "{{ p.figures.dismantled }}",
    "{{ p.figures.counted }}", "{{ p.capacity }}", "{{ p.figures.counted_capacity }}", "{{ p.unit or '未填' }}",
)  # fmt: skip


def main(folder: Path) -> list[Path]:
    """Write the templates that the folder lacks and return their paths."""
    folder.mkdir(parents=True, exist_ok=True)
    made = []
    for name, make in (("letter", letter), ("summary", summary), ("notice", notice), ("province", province)):
        if not (path := folder / f"{name}.docx").exists():
            make().save(path)
            made.append(path)
    return made


def letter() -> Any:
    """An area's letter (函) to the city."""
    document = paper("关于报送落后产能退出情况的函")
    title(document, "{{ area_name }}工业和信息化主管部门", "关于报送{{ year }}年落后产能退出情况的函")
    line(document, f"{OFFICE}：", indent=0)
    line(document, f"根据{PLAN}要求，现将{{{{ since }}}}至{{{{ as_of }}}}{{{{ area_name }}}}落后产能退出情况函告如下。")
    heading(document, "一、依法关闭退出情况")
    line(document, "截至{{ as_of }}，{{ sentence }}。")
    _processes(document)
    heading(document, "二、重点行业报送情况")
    table(
        document, ("行业", "报送状态", "报送日期", "签发人", "文号", "核对说明"), "s in statements",
        ("{{ s.sector_name }}", "{{ s.state_name }}", "{{ s.reported_on or '' }}", "{{ s.signer or '' }}",
         "{{ s.document_no or '' }}", "{{ s.remark }}"), (20, 22, 25, 20, 34, 35),
    )  # fmt: skip
    heading(document, "三、淘汰类生产工艺排查情况")
    table(
        document, ("行业", "企业\n（家）", "已排查\n（家）", "未排查\n（家）", "查出\n（家）", "报送状态", "核对说明"),
        "s in screening",
        ("{{ s.sector_name }}", "{{ s.enterprise_count }}", "{{ s.screened_enterprises }}",
         "{{ s.unscreened_enterprises }}", "{{ s.caught_enterprises }}", "{{ s.state_name }}", "{{ s.remark }}"),
        (24, 18, 20, 20, 18, 22, 34),
    )  # fmt: skip
    heading(document, "四、工作总结")
    line(document, "（由报送单位填写）{{ blank }}{{ blank }}{{ blank }}")
    line(document, "附件：退出情况清单")
    _signed(document, "{{ area_name }}工业和信息化主管部门（盖章）")
    line(document, "（联系人：{{ blank }}　联系电话：{{ blank }}）")
    _annex(document, "附件", "退出情况清单", "exits")
    return document


def summary() -> Any:
    """The city's summary."""
    document = paper("落后产能退出情况汇总")
    title(document, "聊城市{{ year }}年落后产能退出情况汇总", "（{{ period }}）")
    line(document, f"根据{PLAN}，现将{{{{ since }}}}至{{{{ as_of }}}}全市落后产能退出情况汇总如下。")
    heading(document, "一、总体情况")
    line(
        document,
        "截至{{ as_of }}，全市{{ sentence }}。关停、封存未拆除、拆除与计入退出分别统计，不同工序的产能不相加。",
    )
    _processes(document)
    heading(document, "二、各县（市、区）、市属开发区情况")
    _areas(document)
    control(document, "{%p if matrix %}")
    heading(document, "三、重点行业报送情况")
    line(document, "{% if silent %}以下属地和行业截至{{ as_of }}未报送（未报送不等于零报告）：{{ silent }}。"
         "{% else %}各属地七个重点行业均已报送。{% endif %}")  # fmt: skip
    _matrix(document, "matrix", "sectors", 7)
    heading(document, "四、淘汰类生产工艺排查情况")
    _screening(document)
    line(document, "{% if disputed %}※ 报送与台账不一致，须核实：{{ disputed | join('；') }}。{% endif %}")
    control(document, "{%p endif %}")
    line(document, "附件：退出情况清单")
    line(document, "填表人：{{ blank }}　审核人：{{ blank }}　负责人：{{ blank }}", size=14, indent=0)
    _signed(document, OFFICE)
    _annex(document, "附件", "退出情况清单", "exits")
    return document


def notice() -> Any:
    """The public notice (公示): at least seven days, with whom to object to."""
    document = paper("落后产能退出情况公示")
    title(document, "关于聊城市{{ year }}年依法关闭退出落后产能", "企业、设备和产能情况的公示")
    line(document, f"根据{PLAN}，现将全市{{{{ year }}}}年依法关闭退出的企业、设备和产能情况予以公示，接受社会监督。")
    line(
        document,
        "截至{{ as_of }}，全市{{ sentence }}。计入退出的见附件1；已关停但尚未完成拆除或验收、暂不计入退出的见附件2。",
    )
    line(document, "公示期不少于7日：自{{ blank_day }}起至{{ blank_day }}止。")
    line(document, "公示期内，任何单位和个人如有异议，可书面（单位加盖公章，个人署真实姓名和联系方式）向我局反映。"
         "异议逐件登记、核实并答复；异议未答复前，不上报省有关部门。")  # fmt: skip
    line(document, f"受理单位：{OFFICE}")
    line(document, "联系人：{{ blank }}　联系电话：{{ blank }}{{ blank }}")
    line(document, "通信地址、电子邮箱：{{ blank }}{{ blank }}{{ blank }}")
    line(document, "附件：1.计入退出的企业、设备和产能清单")
    line(document, "2.已关停、尚未计入退出的清单", indent=5)
    _signed(document, OFFICE)
    _annex(document, "附件1", "计入退出的企业、设备和产能清单", "counted")
    _annex(document, "附件2", "已关停、尚未计入退出的清单", "uncounted", is_new_page=False)
    return document


def province() -> Any:
    """The report to the province after the notice."""
    document = paper("落后产能退出工作情况的报告")
    title(document, "关于{{ year }}年利用综合标准依法依规", "推动落后产能退出工作情况的报告")
    line(document, "省有关部门：", indent=0)
    line(document, "按照全省部署和" + PLAN + "，现将聊城市{{ year }}年落后产能退出工作情况报告如下。")
    heading(document, "一、退出情况")
    line(document, "截至{{ as_of }}，全市{{ sentence }}。")
    _processes(document)
    line(document, "", indent=0)
    _areas(document)
    heading(document, "二、公示情况")
    line(document, "上述情况已于{{ blank_day }}至{{ blank_day }}面向社会公示，公示期不少于7日。"
         "{% if objections %}公示期内收到异议{{ objections | length }}件，均已核实答复，情况如下。"
         "{% else %}公示期内未收到异议。{% endif %}")  # fmt: skip
    control(document, "{%p if objections %}")
    table(
        document, ("收到日期", "提出人", "异议内容", "答复日期", "答复"), "o in objections",
        ("{{ o.received_on }}", "{{ o.objector }}", "{{ o.content }}", "{{ o.answered_on }}", "{{ o.answer }}"),
        (25, 25, 45, 25, 36),
    )  # fmt: skip
    control(document, "{%p endif %}")
    heading(document, "三、主要做法和下步打算")
    line(document, "（由起草单位填写）{{ blank }}{{ blank }}{{ blank }}")
    line(document, "附件：依法关闭退出的企业、设备和产能清单")
    _signed(document, OFFICE)
    _annex(document, "附件", "依法关闭退出的企业、设备和产能清单", "counted")
    return document


def _processes(document: Any) -> None:
    """Exits per sector and process, when there are any."""
    control(document, "{%p if processes %}")
    table(document, PROCESSES, "p in processes", PROCESS_CELLS, (17, 20, 16, 16, 16, 20, 17, 20, 14))
    control(document, "{%p endif %}")


def _areas(document: Any) -> None:
    """Every area, also those without exits."""
    cells = ("{{ a.name }}", "{{ a.outdated }}", "{{ a.figures.enterprises }}", "{{ a.figures.lines }}",
             "{{ a.figures.sealed }}", "{{ a.figures.dismantled }}", "{{ a.figures.counted }}")  # fmt: skip
    headings = (
        "属地",
        "期末仍落后\n生产线（条）",
        "关停企业\n（家）",
        "关停\n（条）",
        "封存未\n拆除\n（条）",
        "拆除\n（条）",
        "计入退出\n（条）",
    )
    table(document, headings, "a in areas", cells, (44, 24, 20, 16, 16, 16, 20))


def _matrix(document: Any, rows: str, sectors: str, count: int) -> None:
    """Areas down, sectors across, the state in words."""
    headings = ("属地", *(f"{{{{ {sectors}[{number}] }}}}" for number in range(count)))
    cells = ("{{ m[0] }}", *(f"{{{{ m[1][{number}] }}}}" for number in range(count)))
    table(document, headings, f"m in {rows}", cells, (34, *[124 / count] * count), size=9)


def _screening(document: Any) -> None:
    """Screening per sector, then what each area stated."""
    names = ("sector_name", "enterprise_count", "screened_enterprises", "unscreened_enterprises", "caught_enterprises",
             "operating_lines", "suspended_lines", "building_lines", "planned_lines")  # fmt: skip
    headings = ("行业", "企业\n（家）", "已排查\n（家）", "未排查\n（家）", "查出\n（家）", "在产\n（条）",
                "停产\n（条）", "在建\n（条）", "拟建\n（条）")  # fmt: skip
    cells = tuple(f"{{{{ t.{name} }}}}" for name in names)
    table(document, headings, "t in screening_totals", cells, (22, *[17] * 8))
    line(document, "", indent=0)
    _matrix(document, "screening_matrix", "screening_sectors", 5)


def _signed(document: Any, who: str) -> None:
    """Who signs and when, at the right."""
    line(document, "", indent=0)
    line(document, who, align=ALIGN.RIGHT, indent=0)
    line(document, "{{ blank_day }}", align=ALIGN.RIGHT, indent=0)


def _annex(document: Any, number: str, name: str, rows: str, *, is_new_page: bool = True) -> None:
    """The exit list with the columns of the official lists, on landscape pages."""
    if is_new_page:
        landscape(document)
    line(document, number, indent=0)
    line(document, name, face=TITLE, size=18, align=ALIGN.CENTER, indent=0)
    control(document, f"{{%p if {rows} %}}")
    cells = tuple(f"{{{{ e.{field} }}}}" for field in LISTED)
    table(document, HEADINGS, f"e in {rows}", cells, LISTED_WIDTHS, size=8)
    control(document, "{%p else %}")
    line(document, "截至{{ as_of }}，没有应列入本清单的生产线（主体设备）。")
    control(document, "{%p endif %}")
    line(document, "注：产能按工序分别统计，不同工序不相加。数据截至{{ as_of }}。", size=10.5)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
