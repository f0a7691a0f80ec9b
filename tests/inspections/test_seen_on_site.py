"""A number read on site outranks what files say from its day on, is told where it differs, and is undone when the
answer is taken back."""

from collections.abc import Iterator
from contextlib import closing
from datetime import date, timedelta

import pytest

from lib.inspections.answers import answer_item
from lib.inspections.planning import approve_plan, plan_inspection
from lib.register.store import Register
from tests import registers
from tests.inspections.conftest import APPROVED, DRAFTED, draft, filled

TODAY = date.today()
MILL = {"line_id": "东水泥磨", "actor": "王科长"}


@pytest.fixture(scope="module")
def seen(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Register, tuple[str, str]]]:
    with closing(registers.empty(tmp_path_factory.mktemp("seen"))) as register:
        filled(register)
        plan = plan_inspection(register, draft("东水泥", on=TODAY), **DRAFTED)
        approve_plan(register, plan, on=TODAY, **APPROVED)
        yield register, (plan, "东水泥")


def judged(register: Register, on: date | None = None) -> tuple[object, str]:
    """The diameter of the mill that counts on a day, and the verdict of its line."""
    asked = "select value_number from marts.measurements where subject_id = '东水泥磨' and attribute = 'mill_diameter'"
    cursor = register.snapshot_cursor(on, query="marts.lines marts.measurements")
    verdict = cursor.execute("select verdict from marts.lines where line_id = '东水泥磨'").fetchone()[0]
    return float(cursor.execute(asked).fetchone()[0]), verdict


def told(register: Register) -> dict[str, object]:
    """What of the mill is told as a contradiction: by quality, and as a reason to visit."""
    quality = register.ask("marts/imports/data_quality", None, "zh")
    reasons = register.ask("marts/targets/target_reasons", None, "zh")
    return {
        "quality": [row.sentence for row in quality[quality.reason == "seen_differs"].itertuples()],
        "reasons": list(reasons[reasons.source == "seen_differs"].visit_reason),
    }


def test_what_was_seen_counts_is_told_and_is_undone(seen):
    register, visit = seen
    assert judged(register) == (3.2, "outdated")
    first = answer_item(register, *visit, "cement", "CEM-11", "3.80", **MILL)
    assert judged(register) == (3.8, "compliant")
    assert judged(register, TODAY - timedelta(days=1)) == (3.2, "outdated"), "from its day on"
    assert told(register)["reasons"] == [f"{TODAY} 现场看到磨机直径 3.8 米，台账填 3.2，待核实更正。"]
    (sentence,) = told(register)["quality"]
    assert "3.8 m" in sentence and "3.2" in sentence and first in sentence
    (row,) = register.ask("pages/enterprise/measurements", None, "zh", enterprise="东水泥").to_dict("records")
    assert (row["origin"], float(row["told_number"]), row["row_ref"]) == ("seen", 3.2, first)

    second = answer_item(register, *visit, "cement", "CEM-11", "3.2", seen=first, **MILL)
    assert judged(register) == (3.2, "outdated") and told(register) == {"quality": [], "reasons": []}
    third = answer_item(register, *visit, "cement", "CEM-11", "4", seen=second, **MILL)
    assert judged(register)[0] == 4
    answer_item(register, *visit, "cement", "CEM-11", "", seen=third, **MILL)
    assert judged(register) == (3.2, "outdated") and told(register) == {"quality": [], "reasons": []}


def test_an_answer_that_measures_nothing_judges_no_line_again(seen):
    register, visit = seen
    before = register.editions.snapshot(TODAY, at_least=register.version()).tables
    answer_item(register, *visit, "cement", "CEM-02", "yes", actor="王科长")
    after = register.editions.snapshot(TODAY, at_least=register.version()).tables
    kept = {name for name in before if before[name].number == after[name].number}
    assert {"staging.stg_seen_measurements", "intermediate.int_verdicts", "intermediate.int_lines"} <= kept


def test_a_number_of_a_whole_enterprise_that_files_contradict_is_a_reason_too(seen):
    register, visit = seen
    with register.write("test", "fill", "an attribute of enterprises") as cursor:
        cursor.execute("update reference.attributes set scope = 'enterprise' where attribute = 'mill_diameter'")
        cursor.execute(
            "insert into facts.measurement by name select 'enterprise' as subject_kind, '东水泥' as subject_id,"
            " 'mill_diameter' as attribute, 'm' as unit, 3.2 as value_number, date '2022-01-01' as valid_from"
        )
    answer_item(register, *visit, "cement", "CEM-11", "3.9", actor="王科长")
    assert told(register)["reasons"] == [f"{TODAY} 现场看到磨机直径 3.9 米，台账填 3.2，待核实更正。"]
