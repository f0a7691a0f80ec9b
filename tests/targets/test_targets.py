"""Whom to visit and why: named lines whose story makes them a target on one day and not on another.

enterprise | what is known of it
甲水泥     | mills of 3.2 m without a case; a kiln of 2400 t/d, ordered to exit by the end of October 2022
           | its area reported zero for cement on 10 July 2022
乙轮胎     | two lines whose total is below the bound, one whose kind nobody told
丙造纸     | a breach entered in November 2021, and outdated by what departments found
"""

from collections.abc import Iterator
from contextlib import closing
from datetime import date

import pytest

from lib.cases.findings import record_finding
from lib.cases.opening import open_case
from lib.register.store import Register
from lib.reports.statements import record_report
from tests import registers
from tests.cases.conftest import ENTERPRISE, FACT, FACTS, LINE, LINES

BY = {"actor": "张三"}
JULY, NOVEMBER, NEXT_YEAR = date(2022, 7, 15), date(2022, 11, 20), date(2023, 3, 1)
UNTOLD = ("kiln_x", "丁水泥", "cement", "clinker", None, "t/d")
EVERYTHING = dict.fromkeys(
    ("area", "sector", "source", "process", "dimension", "verdict", "standing", "colour", "scale", "q"), ""
)


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Register]:
    with closing(registers.empty(tmp_path_factory.mktemp("targets"))) as register:
        with register.write("test", "fill", "lines") as cursor:
            homes = (("甲水泥", "371502"), ("乙轮胎", "371521"), ("丙造纸", "371526"), ("丁水泥", "371521"))
            for name, area in homes:
                cursor.execute(ENTERPRISE, [name, name, area])
            for line in (*LINES, UNTOLD):
                cursor.execute(LINE, list(line))
            for fact in FACTS:
                cursor.execute(FACT, list(fact))
        record_finding(
            register, dimension="environment", found_on=date(2022, 1, 10), what="废水超标", line_id="paper",
            department="市生态环境局", **BY,
        )  # fmt: skip
        open_case(
            register, line_id="kiln_2400", rule_id="LC22-T-CEM-01", on=date(2022, 7, 2), due_on=date(2022, 11, 30), **BY
        )
        record_report(
            register, period="2022-07", area="371502", sector="cement", statement="zero", on=date(2022, 7, 10),
            signer="李四", document_no="1号", **BY,
        )  # fmt: skip
        yield register


def reasons(register: Register, on: date) -> set[tuple[str, str, str]]:
    rows = register.ask("marts/targets/target_reasons", on)
    return set(zip(rows.enterprise_name, rows.source, rows.about, strict=True))


def asked(register: Register, on: date, **filters: str) -> list[tuple[str, str]]:
    rows = register.ask("pages/targets/matching", on, **EVERYTHING | filters, start=0, size=50)
    return list(zip(rows.enterprise_name, rows.visit_reason, strict=True))


def test_each_day_has_its_reasons(told: Register):
    case = "371502-2022-0001"
    july = reasons(told, JULY)
    assert ("甲水泥", "not_opened", "mill_32") in july
    assert {("甲水泥", "zero_report", line) for line in ("mill_32", "kiln_2400")} <= july
    assert ("丁水泥", "not_assessable", "kiln_x") in july
    assert not {one for one in july if one[2] == case}, "a deadline four months away is no reason"
    assert ("甲水泥", "behind", case) in reasons(told, NOVEMBER)
    later = reasons(told, NEXT_YEAR)
    assert ("甲水泥", "overdue", case) in later
    assert {one for one in later if one[1] == "last_year"} == {("丙造纸", "last_year", "F2022-0001")}
    assert not {one for one in july if one[1] == "last_year"}, "a finding of this year is no breach of the last"


def test_a_line_under_a_case_is_not_without_one(told: Register):
    assert ("甲水泥", "not_opened", "kiln_2400") in reasons(told, date(2022, 7, 1))
    assert ("甲水泥", "not_opened", "kiln_2400") not in reasons(told, JULY)


def test_priority_is_the_sum_of_its_parts_and_each_source_counts_once(told: Register):
    rows = told.ask("marts/targets/targets", JULY).set_index("enterprise_name")
    assert rows.priority_parts["甲水泥"] == "落后未立项 35 + 零报告存疑 30"
    assert rows.priority["甲水泥"] == 65
    assert rows.reason_count["甲水泥"] > 2
    assert list(told.ask("marts/targets/targets", JULY).sort_values("position").enterprise_name)[0] == "甲水泥"


def test_the_reason_is_a_sentence_with_value_and_clause_clock_or_contradiction(told: Register):
    ((_, sentence),) = asked(told, JULY, area="371502", source="not_opened")
    assert "3.2" in sentence and "聊工信发〔2022〕64号" in sentence
    ((_, sentence),) = asked(told, NEXT_YEAR, source="overdue")
    assert sentence == "退出期限 2022-11-30，已逾期91天；现处“已认定待处置”。"
    ((_, sentence),) = asked(told, JULY, source="zero_report")
    assert sentence.startswith("属地于 2022-07-10 报送零报告，而该线“")


def test_several_areas_and_sources_are_asked_for_at_once(told: Register):
    names = [name for name, _ in asked(told, JULY, area="371502,371526")]
    assert set(names) == {"甲水泥", "丙造纸"}
    assert {name for name, _ in asked(told, JULY, source="zero_report,not_assessable")} >= {"甲水泥", "丁水泥"}
    assert [name for name, _ in asked(told, JULY, q="丁水")] == ["丁水泥"]
    assert asked(told, JULY, area="371522") == []


def test_numbers_by_source_are_those_of_the_list(told: Register):
    others = {key: value for key, value in EVERYTHING.items() if key != "source"}
    counts = told.ask("pages/targets/sources", JULY, **others)
    assert dict(zip(counts.source, counts.enterprise_count, strict=True)) == {
        source: len(asked(told, JULY, source=source)) for source in counts.source
    }
