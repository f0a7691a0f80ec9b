"""A small register of named enterprises of 东昌府 (371502), with where they are."""

import io
from collections.abc import Iterator
from contextlib import closing
from datetime import date

import pytest
from PIL import Image

from lib.cases.evidence import Upload
from lib.inspections.planning import Draft, Officer, approve_plan, plan_inspection
from lib.register.store import Register
from tests import registers

ENTERPRISES = (  # name, area, longitude, latitude: 东 lies east of the centre, 北 north, 远 far north, 无 nowhere
    ("东水泥", "371502", 116.10, 36.43),
    ("北水泥", "371502", 115.99, 36.50),
    ("远水泥", "371502", 115.99, 36.60),
    ("无水泥", "371502", None, None),
    ("阳谷水泥", "371521", 115.79, 36.11),
)
ENTERPRISE = """insert into facts.enterprise by name
    select $1 as enterprise_id, $1 as enterprise_name, $2 as area_declared, $3 as lon, $4 as lat,
        date '2022-01-01' as valid_from"""
LINE = """insert into facts.line by name
    select $1 || '磨' as line_id, $1 as enterprise_id, 'cement' as sector, 'grinding' as process,
        60::decimal(18, 8) as capacity_filed, '10kt/a' as capacity_unit, '1号磨' as line_name, 'operating' as state,
        date '2022-01-01' as valid_from"""
DIAMETER = """insert into facts.measurement by name
    select 'line' as subject_kind, $1 || '磨' as subject_id, 'mill_diameter' as attribute,
        3.2::decimal(18, 8) as value_number, 'm' as unit, date '2022-01-01' as valid_from"""
TEAM = (Officer("王科长", "15010001"), Officer("李科员", "15010002"))
DRAFTED = {"actor": "张科长"}
APPROVED = {"actor": "赵局长", "document_no": "聊工信检〔2026〕1号"}


@pytest.fixture(scope="module")
def places(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Register]:
    with closing(registers.empty(tmp_path_factory.mktemp("inspections"))) as register:
        filled(register)
        yield register


def filled(register: Register) -> None:
    """Enter the enterprises, each with a mill of 3.2 m."""
    with register.write("test", "fill", "lines") as cursor:
        for row in ENTERPRISES:
            cursor.execute(ENTERPRISE, list(row))
            for statement in (LINE, DIAMETER):
                cursor.execute(statement, [row[0]])


def draft(*enterprises: str, on: date, **more: object) -> Draft:
    """A day of the bureau of industry in 东昌府, but for what `more` says."""
    usual: dict[str, object] = {
        "area_code": "371502", "planned_on": on, "body": "市工业和信息化局", "matter": "technology_check",
        "officers": TEAM, "enterprise_ids": enterprises,
    }  # fmt: skip
    return Draft(**usual | more)


@pytest.fixture(scope="module")
def visit(places: Register) -> tuple[str, str]:
    """An approved plan of today and the enterprise it visits."""
    plan = plan_inspection(places, draft("东水泥", on=date.today()), **DRAFTED)
    approve_plan(places, plan, on=date.today(), **APPROVED)
    return plan, "东水泥"


def answers(register: Register, visit: tuple[str, str], checklist: str = "cement") -> dict[str, dict[str, object]]:
    """The items of a checklist with what was answered at a visit; of a line by item and line."""
    plan, enterprise = visit
    rows = register.ask("pages/checklist/answers", None, "zh", plan=plan, enterprise=enterprise, checklist=checklist)
    return {row["item"]: row for row in rows.astype(object).where(rows.notna(), None).to_dict("records")}


def shot(colour: str = "red", name: str = "现场.jpg") -> Upload:
    """A small picture of one colour."""
    out = io.BytesIO()
    Image.new("RGB", (64, 48), colour).save(out, "JPEG")
    return Upload("photo", name, out.getvalue())
