"""A small city half-way through its plan year: cement in two areas, tyres, a paper mill, and exits at every stage."""

from collections.abc import Iterator
from contextlib import closing
from datetime import date
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
import xlsxwriter
from PIL import Image

from lib.cases.evidence import Upload
from lib.cases.ledger import record_step
from lib.cases.opening import open_case
from lib.imports.commit import import_file
from lib.register.store import Register
from lib.reports.freeze import freeze
from lib.reports.objections import record_objection
from lib.reports.statements import record_report
from tests.registers import copied, made

HEADING = (
    "企业名称",
    "所在县（市、区）",
    "所属行业",
    "工序",
    "生产线名称",
    "型号",
    "数量",
    "产能",
    "产能单位",
    "生产状态",
    "是否淘汰类",
)
SURVEY = (
    ("甲水泥有限公司", "阳谷县", "水泥", "熟料", "1#窑", "Φ3.5×54m", 1, 2000, "吨/日", "在产", "否"),
    ("甲水泥有限公司", "阳谷县", "水泥", "熟料", "2#窑", "Φ4.0×60m", 1, 2400, "吨/日", "停产", "否"),
    ("甲水泥有限公司", "阳谷县", "水泥", "熟料", "3#窑", "Φ4.8×72m", 1, 5000, "吨/日", "在产", None),
    ("乙水泥有限公司", "茌平区", "水泥", "熟料", "1#窑", "Φ3.0×48m", 1, 1000, "吨/日", "在产", "是"),
    ("丙水泥有限公司", "东阿县", "水泥", "熟料", "1#窑", "Φ4.8×72m", 1, 5000, "吨/日", "在产", "否"),
    ("丁造纸有限公司", "冠县", "造纸", "造纸", "纸机1", "2400型", 2, 5, "万吨/年", "在产", None),
)
LATER = (  # a delivery in autumn that speaks of June, and one line more in 东阿县
    ("甲水泥有限公司", "阳谷县", "水泥", "熟料", "1#窑", "Φ3.5×54m", 1, 2200, "吨/日", "在产", "否"),
    ("丙水泥有限公司", "东阿县", "水泥", "熟料", "2#窑", "Φ3.2×50m", 1, 1500, "吨/日", "在产", None),
)
SURVEYED = date(2022, 6, 1)
JULY, DECEMBER = date(2022, 7, 15), date(2022, 12, 31)
YANGGU, CHIPING, DONGE, GUAN = "371521", "371503", "371524", "371525"
STEPS = {  # line → the steps of its case: step, day, document
    ("甲水泥有限公司", "1#窑"): (
        ("verified", 2, ""), ("shut_down", 3, "阳政〔2022〕3号"), ("dismantled", 6, ""),
        ("county_accepted", 8, "阳工信验〔2022〕1号"), ("city_accepted", 12, "聊工信验〔2022〕1号"),
    ),
    ("甲水泥有限公司", "2#窑"): (
        ("verified", 2, ""), ("shut_down", 5, "阳政〔2022〕4号"), ("utilities_cut", 6, ""),
        ("power_unit_removed", 7, ""), ("sealed", 8, ""),
    ),
    ("乙水泥有限公司", "1#窑"): (("verified", 2, ""), ("shut_down", 15, "茌政〔2022〕9号")),
}  # fmt: skip


def write(path: Path, rows: tuple[tuple[object, ...], ...]) -> Path:
    """A county workbook."""
    with xlsxwriter.Workbook(str(path)) as book:
        sheet = book.add_worksheet("台账")
        for number, row in enumerate((HEADING, *rows)):
            for column, cell in enumerate(row):
                if cell is not None:
                    sheet.write(number, column, cell)
    return path


LINE = """select lines.line_id from staging.stg_lines as lines
    inner join staging.stg_enterprises as enterprises using (enterprise_id)
    where enterprises.enterprise_name = $1 and lines.line_name = $2"""


def line_id(register: Register, enterprise: str, line: str) -> str:
    """Id of a line by names."""
    [found] = register.cursor(JULY).execute(LINE, [enterprise, line]).fetchone()
    return str(found)


def photos() -> list[Upload]:
    """Different pictures of before, during and after."""
    shots = []
    for kind, colour in (("before", "red"), ("during", "green"), ("after", "blue")):
        out = BytesIO()
        Image.new("RGB", (64, 48), colour).save(out, "JPEG")
        shots.append(Upload(kind, f"{kind}.jpg", out.getvalue()))
    return shots


def carry_out(register: Register) -> dict[str, list[str]]:
    """Open the cases and record their steps of July; line name → its step ids."""
    done = {}
    for (enterprise, line), steps in STEPS.items():
        line_ = line_id(register, enterprise, line)
        case = open_case(register, on=date(2022, 7, 1), actor="test", line_id=line_, rule_id="LC22-T-CEM-01")
        done[enterprise[0] + line] = [
            record_step(
                register, case, step, on=date(2022, 7, day), actor="test", document_no=document or None,
                due_on=date(2022, 11, 30) if step == "sealed" else None,
                destination="就地切割，废钢回炉" if step == "dismantled" else None,
                evidence=photos() if step == "dismantled" else (),
            )
            for step, day, document in steps
        ]  # fmt: skip
    return done


def survey(register: Register, *, is_demo: bool = False) -> None:
    """The survey imported; no case, no statement."""
    with TemporaryDirectory() as folder:
        import_file(register, write(Path(folder) / "survey.xlsx", SURVEY), actor="test", on=SURVEYED, is_demo=is_demo)


def july(register: Register) -> None:
    """The survey, the cases of July, and three statements."""
    survey(register)
    carry_out(register)
    say(register, YANGGU, "cement", "reported", date(2022, 7, 14))
    say(register, DONGE, "cement", "zero", date(2022, 7, 15))
    say(register, CHIPING, "cement", "zero", date(2022, 7, 15))
    say(register, CHIPING, "cement", "zero", date(2022, 7, 10), matrix="screening")


def objected(register: Register) -> None:
    """The survey, the cases of July, two statements, the period frozen, and an objection nobody has answered."""
    survey(register)
    carry_out(register)
    say(register, CHIPING, "cement", "zero", JULY)
    say(register, DONGE, "cement", "zero", date(2022, 7, 18))
    freeze(register, "2022-07", actor="test")
    record_objection(register, "2023-01", on=date(2023, 1, 5), objector="赵六", content="2#窑未封存", actor="test")


@pytest.fixture
def city(tmp_path: Path) -> Iterator[Register]:
    """The survey imported; no case, no statement."""
    with closing(copied(made("city", survey), tmp_path)) as register:
        yield register


@pytest.fixture
def year(tmp_path: Path) -> Iterator[Register]:
    """The survey, the cases of July, and three statements."""
    with closing(copied(made("year", july), tmp_path)) as register:
        yield register


def say(register: Register, area: str, sector: str, statement: str, on: date, **others: str) -> str:
    """A statement of July by a signer, in a numbered letter."""
    facts = {"period": "2022-07", "signer": "王局长", "document_no": "阳工信函〔2022〕7号", "actor": "test"} | others
    return record_report(register, area=area, sector=sector, statement=statement, on=on, **facts)
