"""Writes the Word templates as first delivered: `python -m lib.reports.templates FOLDER`; what exists is left alone.

The templates in `data/templates` are the product's, for the papers of every plan that has none of its own; an office
rewords copies of them in Word (docs/settings.md).
"""

import sys
from pathlib import Path
from typing import Any

from docx.enum.text import WD_ALIGN_PARAGRAPH as ALIGN
from docx.shared import Pt

from lib.reports.template_parts import control, heading, line, masthead, paper, title, together
from lib.reports.template_tables import annex, areas, letters, matrix, processes, screened, screening, statements, table

PLAN, OFFICE, CITY, PROVINCE = "{{ plan }}", "{{ words.office }}", "{{ words.city }}", "{{ words.province }}"


def main(folder: Path) -> list[Path]:
    """Write the templates that the folder lacks and return their paths."""
    folder.mkdir(parents=True, exist_ok=True)
    made = []
    for name, make in PAPERS.items():
        if not (path := folder / f"{name}.docx").exists():
            make().save(path)
            made.append(path)
    return made


def letter() -> Any:
    """An area's letter (函) to the city."""
    document = paper("关于报送落后产能退出情况的函")
    masthead(document, "issuer", "{{ document_no }}", is_letter=True)
    control(document, "{%p if is_filled %}")
    title(document, "{{ issuer }}", "关于报送{{ span }}", "落后产能退出情况的函")
    control(document, "{%p else %}")
    title(document, "{{ issuer }}", "关于报送{{ span }}落后产能退出情况的函")
    control(document, "{%p endif %}")
    line(document, f"{OFFICE}：", indent=0)
    line(document, f"根据{PLAN}要求，现将{{{{ since }}}}至{{{{ as_of }}}}{{{{ area_name }}}}落后产能退出情况函告如下。")
    heading(document, "一、依法关闭退出情况")
    line(document, "截至{{ as_of }}，{{ sentence }}。")
    processes(document)
    heading(document, "二、重点行业报送情况")
    statements(document)
    heading(document, "三、淘汰类生产工艺排查情况")
    screened(document)
    heading(document, "四、工作总结")
    control(document, "{%p if is_filled %}")
    control(document, "{%p for part in summary %}")
    line(document, "{{ part }}")
    control(document, "{%p endfor %}")
    control(document, "{%p if is_drafted %}")
    line(document, "（以上据退出账拟写，报送单位核改后用印。）")
    control(document, "{%p endif %}")
    line(document, "特此函告。")
    control(document, "{%p else %}")
    line(document, "（由报送单位填写）{{ blank }}{{ blank }}{{ blank }}")
    control(document, "{%p endif %}")
    line(document, "附件：退出情况清单")
    _signed(document, "{{ issuer }}（盖章）", "{{ letter_day }}")
    line(document, "（联系人：{{ blank }}　联系电话：{{ blank }}）")
    annex(document, "附件", "退出情况清单", "exits")
    return document


def reminder() -> Any:
    """Letters (催报函) to the areas that have not stated everything, a page each."""
    document = paper("关于催报落后产能退出情况的函")
    control(document, "{%p for one in reminded %}")
    masthead(document, "words.office", "{{ blank }}〔{{ due_year }}〕____号", is_letter=True)
    for paragraph in document.paragraphs:
        paragraph.paragraph_format.page_break_before = OFFICE in paragraph.text or None
    title(document, "关于催报{{ span }}", "落后产能退出情况的函")
    line(document, "{{ one.issuer }}：", indent=0)
    line(document, f"根据{PLAN}，落后产能退出情况应于{{{{ due_on }}}}前报送。截至{{{{ today }}}}，"
         "{{ one.area_name }}下列事项尚未报齐：")  # fmt: skip
    control(document, "{%p for part in one.missing %}")
    line(document, "{{ part }}")
    control(document, "{%p endfor %}")
    line(document, "请于____月__日前逐行业报送；确无退出的，也须逐行业零报告。未报送不等于零报告。特此函告。")
    _signed(document, OFFICE)
    line(document, "（联系人：{{ office.contact }}　联系电话：{{ office.telephone }}）")
    control(document, "{%p endfor %}")
    return document


def summary() -> Any:
    """The city's summary."""
    document = paper("落后产能退出情况汇总")
    title(document, f"{CITY}{{{{ span }}}}落后产能退出情况汇总", subtitle="{{ period }}")
    line(document, f"根据{PLAN}，现将{{{{ since }}}}至{{{{ as_of }}}}全市落后产能退出情况汇总如下。")
    heading(document, "一、总体情况")
    line(
        document,
        "截至{{ as_of }}，全市{{ sentence }}。关停、封存未拆除、拆除与计入退出分别统计，不同工序的产能不相加。",
    )
    processes(document)
    heading(document, "二、各县（市、区）、市属开发区情况")
    areas(document)
    control(document, "{%p if matrix %}")
    heading(document, "三、重点行业报送情况")
    line(document, "{% if silent %}以下属地和行业截至{{ as_of }}未报送（未报送不等于零报告）：{{ silent }}。"
         "{% else %}各属地{{ sectors | length }}个重点行业均已报送。{% endif %}")  # fmt: skip
    matrix(document, "matrix", "sectors")
    heading(document, "四、淘汰类生产工艺排查情况")
    screening(document)
    line(document, "{% if disputed %}※ 报送与台账不一致，须核实：{{ disputed | join('；') }}。{% endif %}")
    control(document, "{%p if departments %}")
    heading(document, "五、市直有关单位报送情况")
    letters(document)
    control(document, "{%p endif %}")
    control(document, "{%p endif %}")
    line(document, "附件：退出情况清单")
    line(document, "填表人：{{ blank }}　审核人：{{ blank }}　负责人：{{ blank }}", size=14, indent=0)
    _signed(document, OFFICE)
    annex(document, "附件", "退出情况清单", "exits")
    return document


def notice() -> Any:
    """The public notice (公示): how long it stands, and with whom to object."""
    document = paper("落后产能退出情况公示")
    title(document, f"关于{CITY}{{{{ year }}}}年依法关闭退出落后产能", "企业、设备和产能情况的公示")
    line(document, f"根据{PLAN}，现将全市{{{{ year }}}}年依法关闭退出的企业、设备和产能情况予以公示，接受社会监督。")
    line(
        document,
        "截至{{ as_of }}，全市{{ sentence }}。计入退出的见附件1；已关停但尚未完成拆除或验收、暂不计入退出的见附件2。",
    )
    line(document, "公示期不少于{{ notice_days }}日：自{{ notice_from }}起至{{ notice_to }}止。")
    line(document, "公示期内，任何单位和个人如有异议，可书面（单位加盖公章，个人署真实姓名和联系方式）向我局反映。"
         f"异议逐件登记、核实并答复；异议未答复前，不上报{PROVINCE}。")  # fmt: skip
    line(document, f"受理单位：{OFFICE}")
    line(document, "联系人：{{ office.contact }}　联系电话：{{ office.telephone }}")
    line(document, "通信地址：{{ office.address }}　电子邮箱：{{ office.email }}")
    _closing(document, "特此公示。")
    line(document, "附件：1.计入退出的企业、设备和产能清单")
    line(document, "2.已关停、尚未计入退出的清单", indent=5)
    _signed(document, OFFICE)
    annex(document, "附件1", "计入退出的企业、设备和产能清单", "counted")
    annex(document, "附件2", "已关停、尚未计入退出的清单", "uncounted")
    return document


def province() -> Any:
    """The report to the province after the notice."""
    document = paper("落后产能退出工作情况的报告")
    masthead(document, f"{OFFICE}文件", "{{ blank }}〔{{ due_year }}〕____号", "签发人：{{ blank }}")
    title(document, "关于{{ year }}年利用综合标准依法依规", "推动落后产能退出工作情况的报告")
    line(document, f"{PROVINCE}：", indent=0)
    line(document, "按照全省部署和" + PLAN + f"，现将{CITY}{{{{ year }}}}年落后产能退出工作情况报告如下。")
    heading(document, "一、退出情况")
    line(document, "截至{{ as_of }}，全市{{ sentence }}。")
    processes(document)
    areas(document)
    heading(document, "二、公示情况")
    line(document, "上述情况于{{ notice_from }}至{{ notice_to }}在{{ office.website }}面向社会公示，"
         "公示期不少于{{ notice_days }}日。"
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
    _closing(document, "特此报告。")
    line(document, "附件：依法关闭退出的企业、设备和产能清单")
    _signed(document, OFFICE)
    annex(document, "附件", "依法关闭退出的企业、设备和产能清单", "counted")
    return document


def _closing(document: Any, words: str) -> None:
    """The words a paper of its kind ends with; reports frozen before have none."""
    control(document, "{%p if is_filled %}")
    line(document, words)
    control(document, "{%p endif %}")


def _signed(document: Any, who: str, day: str = "{{ blank_day }}") -> None:
    """Who signs and when, at the right, on one page with the last words before."""
    before = document.paragraphs[-3:]
    rows = [line(document, "", indent=0), line(document, who, align=ALIGN.RIGHT, indent=0)]
    date = line(document, day, align=ALIGN.RIGHT, indent=0)
    for row in (rows[1], date):
        row.paragraph_format.right_indent = Pt(32)
    together([*before, *rows])


PAPERS = {"letter": letter, "reminder": reminder, "summary": summary, "notice": notice, "province": province}

if __name__ == "__main__":
    main(Path(sys.argv[1]))
