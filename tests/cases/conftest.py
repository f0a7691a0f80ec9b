"""A small register of named lines, and real pictures to prove steps with."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from lib.cases.evidence import Upload
from lib.register.store import Register
from tests import registers
from tests.cases.made_files import pdf

ENTERPRISE = """insert into facts.enterprise by name
    select $1 as enterprise_id, $2 as enterprise_name, $3 as area_declared, date '2022-01-01' as valid_from"""
LINE = """insert into facts.line by name
    select $1 as line_id, $2 as enterprise_id, $3 as sector, $4 as process, $5::decimal(18, 8) as capacity_filed,
        $6 as capacity_unit, $1 as line_name, 'operating' as state, date '2022-01-01' as valid_from"""
FACT = """insert into facts.measurement by name
    select 'line' as subject_kind, $1 as subject_id, $2 as attribute, $3::decimal(18, 8) as value_number,
        $4 as value_text, date '2022-01-01' as valid_from"""
LINES = (  # id, enterprise, sector, process, capacity, unit
    ("kiln_2400", "甲水泥", "cement", "clinker", 2400, "t/d"),
    ("kiln_2500", "甲水泥", "cement", "clinker", 2500, "t/d"),
    ("kiln_5000", "甲水泥", "cement", "clinker", 5000, "t/d"),
    ("mill_32", "甲水泥", "cement", "grinding", 60, "10kt/a"),
    ("mill_38", "甲水泥", "cement", "grinding", 100, "10kt/a"),
    ("steel_a", "乙轮胎", "tyre", "all_steel", 60, "10k/a"),
    ("steel_b", "乙轮胎", "tyre", "all_steel", 50, "10k/a"),
    ("paper", "丙造纸", "paper", "paper", 5, "10kt/a"),
)
FACTS = (  # line, attribute, number, text
    ("mill_32", "mill_diameter", 3.2, None),
    ("mill_38", "mill_diameter", 3.8, None),
    ("paper", "energy_over_limit", None, "true"),
    ("paper", "product_below_standard", None, "true"),
    ("paper", "emission_over_standard", None, "true"),
    ("paper", "high_water_process", None, "true"),
    ("paper", "serious_safety_violation", None, "true"),
)
FORGET = (
    "delete from facts.exit_case",
    "delete from facts.case_step",
    "delete from facts.evidence",
    "delete from facts.finding",
    "delete from facts.objection",
    "delete from facts.step_batch",
)


@pytest.fixture(scope="session")
def _opened(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Register]:
    register = registers.empty(tmp_path_factory.mktemp("cases"))
    with register.write("test", "fill", "lines") as cursor:
        for name, area in (("甲水泥", "371502"), ("乙轮胎", "371521"), ("丙造纸", "371526")):
            cursor.execute(ENTERPRISE, [name, name, area])
        for line in LINES:
            cursor.execute(LINE, list(line))
        for fact in FACTS:
            cursor.execute(FACT, list(fact))
    yield register
    register.close()


@pytest.fixture
def register(_opened: Register, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Register:
    """The lines above and no case; evidence goes to a folder of the test's own."""
    with _opened.write("test", "empty", "cases") as cursor:
        for statement in FORGET:
            cursor.execute(statement)
    monkeypatch.setattr(_opened, "settings", replace(_opened.settings, evidence_dir=tmp_path / "evidence"))
    return _opened


def picture(colour: str) -> bytes:
    """A small JPEG of one colour."""
    out = BytesIO()
    Image.new("RGB", (64, 48), colour).save(out, "JPEG")
    return out.getvalue()


@pytest.fixture
def photos() -> list[Upload]:
    """Different pictures of before, during and after the dismantling."""
    shots = (("before", "red"), ("during", "green"), ("after", "blue"))
    return [Upload(kind, f"{kind}.jpg", picture(colour)) for kind, colour in shots]


@pytest.fixture
def papers() -> list[Upload]:
    """A court's order and the province's consent."""
    return [Upload(kind, f"{kind}.pdf", pdf(kind)) for kind in ("proof", "consent")]


@pytest.fixture
def mart(register: Register) -> Callable[..., list[dict[str, object]]]:
    """`mart("cases", as_of, column=value …)` gives the mart's rows."""

    def rows(name: str, as_of: date | None = None, language: str = "zh", **wanted: object) -> list[dict[str, object]]:
        found = register.cursor(as_of, language).execute(register.sql("asks/exports/mart"), {"mart": f"marts.{name}"})
        columns = [column[0] for column in found.description]
        every = [dict(zip(columns, row, strict=True)) for row in found.fetchall()]
        return [row for row in every if all(row[column] == value for column, value in wanted.items())]

    return rows
