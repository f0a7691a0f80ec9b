"""What the papers count and how they say it, on rows made by hand."""

from typing import Any

from lib.reports.figures import by_process, figures
from lib.reports.listing import note
from lib.reports.papers import sentence

FACTS = [
    "line_id",
    "enterprise_id",
    "sector_name",
    "process_name",
    "unit_name",
    "capacity",
    "sealed_on",
    "dismantled_on",
    "dismantling_due_on",
    "sealing_completes_on",
    "ground_name",
    "is_exit_counted",
    "sector_position",
    "process_position",
]
CEMENT = {"sector_name": "水泥", "sector_position": 2}
CLINKER = CEMENT | {"process_name": "熟料", "process_position": 5}
GRINDING = CEMENT | {"process_name": "粉磨", "process_position": 6}
STEEL = {"sector_name": "钢铁", "sector_position": 1, "process_name": "炼铁", "process_position": 1}

UNCOUNTED = "未完成验收，暂不计入退出"
WORDS = {"counted": "经市级验收并有影像或法定证明"}  # the words of a plan


def row(line: str | None = "L1", **facts: Any) -> dict[str, Any]:
    return dict.fromkeys(FACTS) | {"line_id": line, "enterprise_id": "E1"} | facts


def told(rows: list[dict[str, Any]]) -> list[tuple[str, str, str, int, str]]:
    return [(one.name, one.process, one.unit, one.figures.lines, one.capacity) for one in by_process(rows)]


def test_sectors_and_processes_stand_in_official_order_whatever_the_area():
    rows = [row(**GRINDING), row(**CLINKER), row(**STEEL)]
    assert [(one.name, one.process) for one in by_process(rows)] == [
        ("钢铁", "炼铁"),
        ("水泥", "熟料"),
        ("水泥", "粉磨"),
    ]


def test_a_line_without_capacity_stands_with_its_process_and_is_told():
    rows = [row(**CLINKER, unit_name="吨/日", capacity="2000"), row(**CLINKER), row(**CLINKER, unit_name="吨/日")]
    assert told(rows) == [("水泥", "熟料", "吨/日", 3, "2000（另2条未填产能）")]


def test_unlike_units_and_processes_are_never_added():
    rows = [
        row(**CLINKER, unit_name="吨/日", capacity="2000"),
        row(**CLINKER, unit_name="万吨/年", capacity="60"),
        row(**CLINKER, capacity="7"),
        row(**GRINDING, unit_name="吨/日", capacity="1"),
    ]
    assert told(rows) == [
        ("水泥", "熟料", "吨/日", 1, "2000"),
        ("水泥", "熟料", "万吨/年", 1, "60"),
        ("水泥", "熟料", "", 1, "1条未填产能"),
        ("水泥", "粉磨", "吨/日", 1, "1"),
    ]


def test_an_enterprise_without_lines_is_no_line():
    rows = [row(**CLINKER, is_exit_counted=True), row(None, enterprise_id="E2", is_exit_counted=True, **CEMENT)]
    found = figures(rows)
    assert (found.enterprises, found.lines, found.counted, found.whole, found.counted_whole) == (2, 1, 1, 1, 1)
    assert sentence(found, WORDS) == (
        "依法关停企业2家（其中1家台账未登记生产线，按企业计）、生产线（主体设备）1条（台、套），其中封存未拆除0条、拆除0条；"
        "经市级验收并有影像或法定证明、计入当年退出的1条、整体退出企业1家"
    )
    assert told(rows)[-1] == ("水泥", "未登记生产线", "", 0, "")


def test_a_sealing_that_counts_as_complete_owes_no_dismantling():
    sealed = {"sealed_on": "2022-07-08", "dismantling_due_on": "2022-11-30"}
    assert note(row(**sealed), UNCOUNTED) == "限2022年11月30日前拆除；未完成验收，暂不计入退出"
    complete = row(**sealed, sealing_completes_on="2022-08-01", ground_name="国有资产尚未处置", is_exit_counted=True)
    assert note(complete, UNCOUNTED) == "封存视为完成：国有资产尚未处置"


def test_rows_frozen_before_the_order_was_kept_are_still_read():
    names = {"sector_position", "process_position", "sealing_completes_on", "ground_name"}
    old = {name: value for name, value in row(**CLINKER, sealed_on="2022-07-08").items() if name not in names}
    assert note(old, UNCOUNTED) == "拆除时限未登记；未完成验收，暂不计入退出"
    assert [one.process for one in by_process([old])] == ["熟料"]
