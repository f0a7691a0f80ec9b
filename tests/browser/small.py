"""A small register for the browser tests in which every awkward case has a name; the facts are real rows of the fact
tables.
"""

import shutil
from collections.abc import Sequence
from pathlib import Path

from lib.register.store import connect
from lib.settings import Settings
from tests.registers import made

NAMED_AREA = "371525"
HOSTILE = '<img src=x onerror="window.top.hacked=1">厂'
ENTERPRISES = (  # id, name, declared area, longitude, latitude
    ("LC_0001", "阳谷示例水泥有限公司", "371521", 115.79, 36.11),
    ("LC_0002", "莘县示例建材有限公司", "371522", 115.67, 36.23),
    ("same-1", "同址甲厂", "371526", 116.23, 36.85),
    ("same-2", "同址乙厂", "371526", 116.23, 36.85),
    ("hostile", HOSTILE, "371525", 115.44, 36.48),
    ("in-zone", "开发区轮胎有限公司", "LC-JK", 116.05, 36.46),
    ("twin_0001", "LC_0001", "371524", 116.25, 36.33),  # twins differ only after an underscore
    ("twin_0002", "LC_0002", "371524", 116.25, 36.33),
    ("no-point", "临清无坐标造纸厂", "371581", None, None),
    ("nowhere", "未落位砖瓦厂", None, None, None),
)
LINES = (  # id, enterprise, sector, process, capacity, unit, state, name
    ("line-1", "LC_0001", "cement", "clinker", "2000", "t/d", "operating", "1#窑"),
    ("line-2", "LC_0001", "cement", "clinker", "5000", "t/d", "operating", "2#窑"),
    ("line-3", "LC_0002", "cement", "clinker", "2500", "t/d", "operating", "1#窑"),
    ("line-4", "same-1", "cement", "clinker", "4500", "t/d", "suspended", "1#窑"),
    ("line-5", "same-2", "cement", "clinker", "1000", "t/d", "operating", "1#窑"),
    ("line-6", "hostile", "cement", "clinker", None, None, "operating", "<b>粗</b>"),
    ("line-7", "in-zone", "tyre", "all_steel", "100", "10k/a", "operating", "全钢线"),
    ("line-8", "no-point", "paper", None, "3", "10kt/a", "operating", "纸机"),
    ("twin_line_1", "twin_0001", "cement", "clinker", "2000", "t/d", "operating", "1#窑"),
    ("twin_line_2", "twin_0002", "cement", "clinker", "2000", "t/d", "suspended", "1#窑"),
    ("line-9", "nowhere", "brick", None, None, None, "shut", "轮窑"),
)
ENTERPRISE = """insert into facts.enterprise by name
    select $1 as enterprise_id, $2 as enterprise_name, $3 as area_declared, $4::double as lon, $5::double as lat,
        'B1' as batch_id, date '2022-01-01' as valid_from"""
LINE = """insert into facts.line by name
    select $1 as line_id, $2 as enterprise_id, $3 as sector, $4 as process, $5::decimal(18, 8) as capacity_filed,
        $6 as capacity_unit, $7 as state, $8 as line_name, 'B1' as batch_id, date '2022-01-01' as valid_from"""
BATCH = """insert into facts.import_batch by name
    select 'B1' as batch_id, '小样.xlsx' as file_name, timestamp '2022-07-01 08:30:00' as recorded_at,
        true as is_demo"""
MANY = """insert into facts.enterprise by name
    select 'many-' || number as enterprise_id, '大量' || number || '号厂' as enterprise_name, '371526' as area_declared,
        116.1 + (number % 80) * 0.003 as lon, 36.75 + (number // 80) * 0.003 as lat, date '2022-01-01' as valid_from
    from range(4000) as numbers (number)"""
MANY_LINES = """insert into facts.line by name
    select 'many-line-' || number as line_id, 'many-' || number as enterprise_id, 'cement' as sector,
        'clinker' as process, (1000 + number)::decimal(18, 8) as capacity_filed, 't/d' as capacity_unit, 'operating'
        as state, '1#窑' as line_name, date '2022-01-01' as valid_from
    from range(4000) as numbers (number)"""


def build(path: Path, *, many: bool = False, named: Sequence[str] = ()) -> Path:
    """Write the register's file; `many` adds 4,000 enterprises in one county, more than a browser is sent as points,
    `named` one of each name in another, far enough apart to be clicked.
    """
    shutil.copy(made("empty"), path)
    register = connect(Settings(register_url=str(path)))
    with register.write("test", "fill", "cases") as cursor:
        cursor.execute(BATCH)
        for enterprise in ENTERPRISES:
            cursor.execute(ENTERPRISE, list(enterprise))
        for line in LINES:
            cursor.execute(LINE, list(line))
        for place, name in enumerate(named):
            cursor.execute(ENTERPRISE, [f"named-{place}", name, NAMED_AREA, 115.3 + place * 0.02, 36.5])
            cursor.execute(
                LINE, [f"named-line-{place}", f"named-{place}", "cement", "clinker", "2000", "t/d", "operating", name]
            )
        if many:
            cursor.execute(MANY)
            cursor.execute(MANY_LINES)
    register.close()
    return path
