"""The credit list: publications with their class and term, each measure with its own basis, and why an entry stays."""

from datetime import date

import pytest

from lib.cases.ledger import Entry, append, numbered, record_many
from lib.cases.loading import load_cases
from lib.cases.opening import open_case
from tests.cases.telling import step_of, tell

NINE = (
    *("land_supply", "funding", "taxation", "production_permit", "safety_permit", "bond_issue", "financing_credit"),
    *("government_procurement", "public_tenders"),
)
DUE = {"exit_due_on": date(2022, 12, 31)}
MEASURE = "doc; field=funding; basis=某条例 第一条; by=市财政局"
HEADING = """step | on | with | becomes
    identified       | 2022-02-20 |                                       | identified
    verified         | 2022-02-25 |                                       | verified
"""


def test_a_measure_names_its_field_basis_authority_and_end():
    tell("technology", HEADING + f"""
    measure_taken    | 2023-01-05 | {MEASURE}; due=2023-12-31             | refused needs_step
    credit_published | 2023-01-01 | doc                                   | verified
    measure_taken    | 2023-01-05 | doc; field=funding; due=2023-12-31    | refused needs_field
    measure_taken    | 2023-01-05 | {MEASURE}                             | refused needs_field
    measure_taken    | 2023-01-05 | doc; field=everything; basis=x; by=y; due=2023-12-31 | refused unknown_restriction
    measure_taken    | 2023-01-05 | {MEASURE}; due=2028-01-02             | refused measure_beyond
    measure_taken    | 2023-01-05 | {MEASURE}; due=2023-12-31             | verified
    shut_down        | 2023-04-20 | doc                                   | shut_down
    credit_repaired  | 2023-05-01 | doc                                   | shut_down
    measure_taken    | 2023-05-02 | {MEASURE}; due=2023-12-31             | refused not_published
    """, **DUE)  # fmt: skip


@pytest.mark.parametrize(
    ("given", "becomes"),
    [
        ("doc", "refused needs_field"),
        ("doc; class=ordinary", "refused needs_field"),
        ("doc; class=ordinary; decided=2026-04-01", "verified"),
        ("doc; class=ordinary; decided=2026-04-02", "refused decided_late"),
        ("doc; class=minor; decided=2026-04-01; due=2026-07-01", "verified"),
        ("doc; class=minor; decided=2026-04-01; due=2026-07-02", "refused credit_range"),
        ("doc; class=minor; decided=2026-01-15; due=2026-04-16", "refused credit_range"),
        ("doc; class=minor; decided=2025-12-31", "refused credit_over"),
        ("doc; class=ordinary; decided=2026-04-01; due=2026-06-30", "refused credit_range"),
        ("doc; class=ordinary; decided=2026-03-01; due=2026-06-01", "verified"),
        ("doc; class=ordinary; decided=2026-04-01; due=2027-04-01", "verified"),
        ("doc; class=serious; decided=2026-04-01; due=2029-04-02", "refused credit_range"),
    ],
)
def test_since_april_2026_a_publication_has_a_class_and_its_term_counts_from_the_decision(given, becomes):
    tell("technology", HEADING + f"credit_published | 2026-04-01 | {given} | {becomes}", today=NOW, **DUE)


def test_a_repair_waits_for_the_shortest_term_of_the_class_from_the_decision():
    tell("technology", HEADING + """
    credit_published | 2026-04-01 | doc; class=ordinary; decided=2026-03-20 | verified
    measure_taken    | 2026-04-02 | doc; field=funding; basis=x; by=y; due=2027-03-21 | refused measure_beyond
    shut_down        | 2026-05-01 | doc                                     | shut_down
    credit_repaired  | 2026-06-19 | doc; promise                            | refused repair_early
    credit_repaired  | 2026-06-20 | doc                                     | refused needs_evidence
    credit_repaired  | 2026-06-20 | doc; promise                            | shut_down
    """, today=NOW, **DUE)  # fmt: skip


NOW = date(2026, 11, 29)


@pytest.fixture
def published(register):
    """A mill overdue at the end of 2022 and published."""
    case_id = open_case(register, line_id="mill_32", rule_id="LC22-T-CEM-03", on=date(2022, 8, 1), actor="张三")
    steps = [step_of("verified", "2022-08-02", ""), step_of("credit_published", "2023-01-05", "doc; due=2024-01-05")]
    record_many(register, [Entry(case_id, step) for step in steps], actor="张三")
    return case_id


def fields(row):
    return {name for name in NINE if row[name]}


def test_a_publication_sets_no_field_by_itself_and_a_measure_ends_by_itself(register, mart, published):
    day = date(2023, 2, 1)
    [entry] = mart("credit_list", day)
    assert entry["is_published"] and fields(entry) == set() and entry["restrictions"] is None
    assert (entry["published_until"], entry["listed_because"]) == (date(2024, 1, 5), "2023-01-01 起逾期，未关停")
    record_many(
        register, [Entry(published, step_of("measure_taken", "2023-01-20", MEASURE + "; due=2023-06-30"))], actor="张三"
    )
    assert fields(mart("credit_list", day)[0]) == {"funding"}
    [measure] = mart("credit_measures", day)
    assert (measure["basis"], measure["authority"]) == ("某条例 第一条", "市财政局")
    assert (measure["from_on"], measure["until_on"]) == (date(2023, 1, 20), date(2023, 6, 30))
    assert measure["is_standing"] is True
    found = {
        place: len(register.ask("pages/ledger/measures", day, area=place[0], sector=place[1]))
        for place in (("", ""), (measure["area_code"], ""), ("0", ""), ("", "cement"), ("", "paper"))
    }
    assert list(found.values()) == [1, 1, 0, 1, 0]
    assert fields(mart("credit_list", date(2023, 7, 1))[0]) == set()


def test_a_measure_rests_on_its_own_publication(register, mart, published):
    """A later publication neither ends nor prolongs it; a repair ends it for good, also after a relapse."""

    def record(*steps):
        record_many(register, [Entry(published, step_of(*step)) for step in steps], actor="张三")

    record(
        ("measure_taken", "2023-01-20", MEASURE + "; due=2023-12-31"), ("credit_published", "2023-02-01", "doc"),
        ("measure_taken", "2023-02-02", "doc; field=taxation; basis=x; by=y; due=2024-12-31"),
    )  # fmt: skip
    assert fields(mart("credit_list", date(2023, 3, 1))[0]) == {"funding", "taxation"}
    assert fields(mart("credit_list", date(2024, 2, 1))[0]) == {"taxation"}
    record(
        ("shut_down", "2023-03-10", "doc"), ("credit_repaired", "2023-03-20", "doc"),
        ("relapsed", "2023-04-01", "doc; due=2023-05-01"), ("credit_published", "2023-06-01", "doc"),
        ("measure_taken", "2023-06-02", "doc; field=land_supply; basis=x; by=y; due=2023-12-31"),
    )  # fmt: skip
    day = date(2023, 7, 1)
    assert fields(mart("credit_list", day)[0]) == {"land_supply"}
    ends = {row["restriction"]: (row["until_on"], row["is_standing"]) for row in mart("credit_measures", day)}
    repaired = (date(2023, 3, 20), False)
    assert ends == {"funding": repaired, "taxation": repaired, "land_supply": (date(2023, 12, 31), True)}


def test_a_publication_without_a_class_says_that_none_is_registered(register, mart, published):
    with register.write("张三", "step", published) as cursor:  # as versions without classes wrote it
        for step in (step_of("credit_published", "2026-05-01", "doc"), step_of("shut_down", "2026-05-02", "")):
            [case] = load_cases(register, cursor, [published]).values()
            append(register, cursor, [(published, numbered(case, step))], "张三")
    [entry] = mart("credit_list", date(2026, 6, 1))
    assert entry["listed_because"] == "已公布，未登记失信等级，公布期限无法计算"


def test_a_publication_ends_by_itself(mart, published):
    assert mart("credit_list", date(2024, 1, 5))[0]["is_published"] is True
    assert mart("credit_list", date(2024, 1, 6))[0]["is_published"] is False


def test_a_line_shut_in_another_case_is_listed_by_its_sibling_only_with_the_reason(register, mart, published):
    other = open_case(
        register, line_id="paper", rule_id="LC22-ENV-01-EMISSION", on=date(2022, 8, 1), actor="张三", document_no="1"
    )
    closing = open_case(register, line_id="paper", rule_id="LC22-S-01", on=date(2022, 8, 1), actor="张三")
    told = [
        (other, "verified", "2022-08-02", ""), (other, "production_limited", "2022-08-03", "doc; due=2022-09-30"),
        (closing, "verified", "2022-08-02", ""),
        (closing, "rectification_ordered", "2022-08-03", "doc; due=2022-09-30"),
    ]  # fmt: skip
    record_many(register, [Entry(case_id, step_of(*step)) for case_id, *step in told], actor="张三")
    listed = {row["case_id"] for row in mart("credit_list", date(2022, 11, 1))}
    assert listed == {other, closing}
    told = [(closing, "closure_requested", "2022-10-02", "doc"), (closing, "closure_approved", "2022-10-10", "doc")]
    told += [(closing, "shut_down", "2022-10-20", "")]
    record_many(register, [Entry(case_id, step_of(*step)) for case_id, *step in told], actor="张三")
    assert mart("credit_list", date(2022, 11, 1)) == [], "neither the case that is shut nor its sibling"
    record_many(register, [Entry(other, step_of("credit_published", "2022-10-01", "doc"))], actor="张三")
    [entry] = mart("credit_list", date(2022, 11, 1))
    assert (entry["case_id"], entry["listed_because"]) == (
        other, f"本事项曾公布；所涉生产线已于 2022-10-20 在事项 {closing} 关停",
    )  # fmt: skip
    assert (entry["clock"], entry["overdue_since"], entry["days_overdue"]) == (None, None, None)
