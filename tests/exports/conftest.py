"""A small register where every awkward case has a name; hostile texts included."""

from datetime import date

import pytest

from tests import registers

DAY = date(2022, 7, 15)
HOSTILE = '=HYPERLINK("http://x","甲")'
ENTERPRISES = (  # id, name, declared area, longitude, latitude
    ("E1", "甲水泥", "371502", 116.0, 36.45),
    ("E2", "乙轮胎", "LC-GX", None, None),
    ("E3", HOSTILE, None, None, None),
)
LINES = (  # id, enterprise, sector, process, product, capacity, unit, name
    ("below", "E1", "cement", "clinker", None, "2499.99999999", "t/d", "1#窑"),
    ("at", "E1", "cement", "clinker", None, "2500", "t/d", "2#窑"),
    ("above", "E1", "cement", "clinker", None, "5000", "t/d", "@SUM(A1)"),
    ("unknown", "E1", "cement", "clinker", None, None, None, "-2+3"),
    ("special", "E1", "cement", "clinker", "特种水泥熟料", "1000.5", "t/d", "\t=1"),
    ("mill", "E1", "cement", "grinding", None, "60", "10kt/a", "φ3.2×13m"),
    ("tyre", "E2", "tyre", "all_steel", None, "119.5", "10k/a", "+86"),
    ("semi", "E2", "tyre", "semi_steel", None, "500", "10k/a", "半钢1线"),
    ("wool", "E3", "rock_wool", "rock_wool", None, "1.25", "10kt/a", "线\n二"),
)
ENTERPRISE = """insert into facts.enterprise by name
    select $1 as enterprise_id, $2 as enterprise_name, $3 as area_declared, $4::double as lon, $5::double as lat,
        ['旧名一', '旧名二'] as former_names, date '2022-01-01' as valid_from"""
LINE = """insert into facts.line by name
    select $1 as line_id, $2 as enterprise_id, $3 as sector, $4 as process, $5 as product,
        $6::decimal(18, 8) as capacity_filed, $7 as capacity_unit, $8 as line_name, 'operating' as state,
        date '2001-05-06' as built_on, date '2022-01-01' as valid_from"""
DIAMETER = """insert into facts.measurement by name
    select 'line' as subject_kind, 'mill' as subject_id, 'mill_diameter' as attribute, 3.2 as value_number,
        date '2022-01-01' as valid_from"""
BATCH = """insert into facts.import_batch by name
    select 'B1' as batch_id, '演示.xlsx' as file_name, timestamp '2022-07-01 08:30:00' as recorded_at,
        true as is_demo"""


@pytest.fixture(scope="session")
def register(tmp_path_factory):
    """Nine lines of three enterprises: one placed with a point, one placed without, one not placed at all."""
    opened = registers.empty(tmp_path_factory.mktemp("exports"))
    with opened.write("test", "fill", "cases") as cursor:
        cursor.execute(BATCH)
        cursor.execute(DIAMETER)
        for row in ENTERPRISES:
            cursor.execute(ENTERPRISE, list(row))
        for row in LINES:
            cursor.execute(LINE, list(row))
    yield opened
    opened.close()
