"""Every path of every ladder, and every order the law forbids."""

from dataclasses import replace
from datetime import date

import pytest

from lib.cases.history import Objection, Proof, Step
from lib.cases.ladder import refusals
from tests.cases.telling import LADDER, PHOTOS, TODAY, case_after, step_of, tell, try_step

START = """
    identified            | 2022-02-20 |                              | identified
    verified              | 2022-02-25 |                              | verified
"""
HEADING = "    step | on | with | becomes"
EXIT = """
    utilities_cut         | 2023-01-11 |                              | utilities_cut
    power_unit_removed    | 2023-01-12 |                              | power_unit_removed
    sealed                | 2023-01-13 | due=2023-06-30               | sealed
    commitment_published  | 2023-01-14 | doc                          | sealed
    notice_published      | 2023-01-15 | doc                          | sealed
    dismantled            | 2023-05-20 | photos; to=鲁西再生资源公司  | dismantled
    county_accepted       | 2023-06-01 | doc                          | county_accepted
    city_accepted         | 2023-06-10 | doc                          | city_accepted
    publicised            | 2023-07-01 | doc                          | publicised
    reported              | 2023-07-07 | doc                          | refused wait
    reported              | 2023-07-08 | doc                          | reported
    revisited             | 2024-01-08 |                              | reported
"""


def table(*parts: str) -> str:
    return "\n".join([HEADING, *(part.strip("\n") for part in parts)])


def test_energy_passes_in_time():
    tell("energy", table(START, """
    rectification_ordered | 2022-03-01 | doc                          | rectification_ordered
    rectification_passed  | 2022-09-01 | doc                          | rectification_passed
    closure_requested     | 2022-09-02 | doc                          | refused needs_any, forbidden_after
    shut_down             | 2022-09-02 |                              | refused needs_any, forbidden_after
    revisited             | 2022-12-01 |                              | rectification_passed
    """))  # fmt: skip


def test_a_step_entered_late_cannot_slip_in_before_one_that_may_not_follow_it():
    tell("energy", table(START, """
    rectification_ordered | 2022-03-01 | doc                          | rectification_ordered
    rectification_failed  | 2022-07-05 | doc                          | rectification_failed
    rectification_passed  | 2022-07-04 | doc                          | refused overtaken
    withdrawn             | 2022-06-01 | doc                          | refused overtaken
    closure_requested     | 2022-07-10 | doc                          | closure_requested
    rectification_passed  | 2022-07-09 | doc                          | refused overtaken
    """))  # fmt: skip


def test_energy_extended_once_then_closed():
    tell("energy", table(START, """
    closure_requested     | 2022-03-01 | doc                          | refused needs_any
    rectification_ordered | 2022-03-01 |                              | refused needs_document
    rectification_ordered | 2022-03-01 | doc; due=2022-09-02          | refused due_beyond
    rectification_ordered | 2022-03-01 | doc                          | rectification_ordered
    rectification_ordered | 2022-03-02 | doc                          | refused too_often
    closure_requested     | 2022-09-01 | doc                          | refused needs_any
    extension_granted     | 2022-08-01 | doc                          | refused needs_field
    extension_granted     | 2022-08-01 | doc; months=4                | refused months_range
    extension_granted     | 2022-08-01 | doc; months=0                | refused months_range
    extension_granted     | 2022-09-02 | doc; months=3                | refused deadline_over
    extension_granted     | 2022-09-01 | doc; months=3                | extension_granted
    extension_granted     | 2022-09-01 | doc; months=1                | refused too_often
    closure_requested     | 2022-12-01 | doc                          | refused needs_any
    rectification_passed  | 2022-12-02 | doc                          | refused deadline_over
    closure_requested     | 2022-12-02 | doc                          | closure_requested
    shut_down             | 2022-12-10 | doc                          | refused needs_any
    closure_approved      | 2022-12-01 | doc                          | refused before_required
    closure_approved      | 2022-12-20 |                              | refused needs_document
    closure_approved      | 2022-12-20 | doc                          | closure_approved
    rectification_passed  | 2022-11-20 | doc                          | refused forbidden_after
    shut_down             | 2023-01-10 |                              | shut_down
    """, EXIT))  # fmt: skip


def test_energy_failed_at_the_recheck_is_closed_without_waiting():
    tell("energy", table(START, """
    rectification_failed  | 2022-03-01 | doc                          | refused needs_any
    rectification_ordered | 2022-03-01 | doc                          | rectification_ordered
    rectification_failed  | 2022-07-01 | doc                          | rectification_failed
    extension_granted     | 2022-07-02 | doc; months=1                | refused forbidden_after
    closure_requested     | 2022-06-30 | doc                          | refused before_required
    closure_requested     | 2022-07-05 | doc                          | closure_requested
    closure_approved      | 2022-07-20 | doc                          | closure_approved
    shut_down             | 2023-01-10 |                              | shut_down
    """, EXIT))  # fmt: skip


def test_an_extension_asked_for_in_time_counts_from_the_application():
    order = "rectification_ordered | 2022-03-01 | doc | rectification_ordered\n"
    tell("energy", table(START, order, """
    extension_requested   | 2022-09-02 |                              | refused deadline_over
    extension_requested   | 2022-08-29 |                              | extension_requested
    extension_requested   | 2022-08-30 |                              | refused too_often
    extension_granted     | 2022-09-06 | doc; months=3                | extension_granted
    closure_requested     | 2022-09-06 | doc                          | refused needs_any
    rectification_passed  | 2022-12-02 | doc                          | refused deadline_over
    rectification_passed  | 2022-12-01 | doc                          | rectification_passed
    """))  # fmt: skip
    tell("energy", table(START, order, "extension_granted | 2022-09-02 | doc; months=3 | refused deadline_over"))
    tell("energy", table(START, order, """
    extension_requested   | 2022-08-29 |                              | extension_requested
    closure_requested     | 2022-09-02 | doc                          | closure_requested
    """))  # fmt: skip
    quality = table(START, order, "extension_requested | 2022-08-29 | | refused no_extension")
    tell("quality", quality)


def test_a_cure_in_time_that_is_inspected_later_counts_by_the_day_of_the_cure():
    order = "rectification_ordered | 2022-03-01 | doc | rectification_ordered\n"
    tell("energy", table(START, order, """
    rectification_failed  | 2022-08-01 | doc; cured=2022-07-31; cure  | refused cure_of_pass
    rectification_passed  | 2022-09-12 | doc                          | refused deadline_over
    rectification_passed  | 2022-09-12 | doc; cured=2022-09-02; cure  | refused deadline_over
    rectification_passed  | 2022-09-12 | doc; cured=2022-09-01        | refused needs_evidence
    rectification_passed  | 2022-09-12 | doc; cured=2022-02-28; cure  | refused cure_range
    rectification_passed  | 2022-09-12 | doc; cured=2022-09-13; cure  | refused deadline_over, cure_range
    rectification_passed  | 2022-09-12 | doc; cured=2022-09-01; cure  | rectification_passed
    """))  # fmt: skip


def test_a_cure_is_not_older_than_the_inspection_that_saw_none():
    tell("energy", """step | on | with | becomes
    identified            | 2022-02-20 |                              | identified
    verified              | 2022-02-25 |                              | verified
    rectification_ordered | 2022-03-01 | doc                          | rectification_ordered
    rectification_failed  | 2022-07-10 | doc                          | rectification_failed
    rectification_passed  | 2022-09-12 | doc; cured=2022-07-09; cure  | refused cure_range
    rectification_passed  | 2022-09-12 | doc; cured=2022-07-10; cure  | rectification_passed
    """)  # fmt: skip


@pytest.mark.parametrize("variant", ["energy", "quality", "environment", "safety", "water"])
def test_an_enterprise_may_close_of_its_own_will_while_it_rectifies(variant):
    tell(variant, table(START, """
    rectification_ordered | 2022-03-01 | doc; due=2022-08-31          | rectification_ordered
    shut_down             | 2022-04-01 | doc                          | refused needs_any
    closure_declared      | 2022-04-01 | doc                          | refused needs_evidence
    closure_declared      | 2022-04-01 | doc; declared                | closure_declared
    shut_down             | 2023-01-10 |                              | shut_down
    """, EXIT))  # fmt: skip


def test_a_case_opened_after_the_date_of_its_rule_is_given_a_date_of_its_own():
    tell("technology", table(START, """
    credit_published      | 2022-03-01 | doc                          | refused needs_any
    exit_ordered          | 2022-03-01 | doc                          | refused needs_field
    exit_ordered          | 2022-03-01 | doc; due=2022-06-30          | exit_ordered
    exit_ordered          | 2022-03-02 | doc; due=2022-07-31          | refused already_dated
    credit_published      | 2022-06-30 | doc                          | refused needs_any
    credit_published      | 2022-07-01 | doc                          | exit_ordered
    """))  # fmt: skip
    dated = {"exit_due_on": date(2022, 12, 31)}
    tell("technology", table(START, "exit_ordered | 2022-03-01 | doc; due=2023-06-30 | refused already_dated"), **dated)


def test_quality_has_six_months_and_no_extension():
    tell("quality", table(START, """
    rectification_ordered | 2022-03-31 | doc                          | rectification_ordered
    extension_granted     | 2022-08-01 | doc; months=1                | refused no_extension
    closure_requested     | 2022-09-30 | doc                          | refused needs_any
    rectification_passed  | 2022-10-01 | doc                          | refused deadline_over
    closure_requested     | 2022-10-01 | doc                          | closure_requested
    closure_approved      | 2022-10-20 | doc                          | closure_approved
    shut_down             | 2023-01-10 |                              | shut_down
    """, EXIT))  # fmt: skip


@pytest.mark.parametrize("variant", ["environment", "safety", "water"])
def test_serious_breach_is_closed_on_approval_without_rectification(variant):
    steps = table(START, """
    closure_requested     | 2022-03-01 | doc                          | closure_requested
    shut_down             | 2022-03-10 |                              | refused needs_any
    closure_approved      | 2022-03-20 | doc                          | closure_approved
    shut_down             | 2023-01-10 |                              | shut_down
    """, EXIT)  # fmt: skip
    tell(variant, steps, serious_on=date(2022, 2, 10))
    tell(variant, table(START, "closure_requested | 2022-03-01 | doc | refused needs_any"))
    tell(variant, table(START, "closure_requested | 2022-03-01 | doc | refused needs_any"), serious_on=date(2022, 3, 2))


@pytest.mark.parametrize("variant", ["energy", "quality"])
def test_seriousness_alone_does_not_close_where_the_plan_grants_months(variant):
    steps = table(START, "closure_requested | 2022-03-01 | doc | refused needs_any")
    tell(variant, steps, serious_on=date(2022, 2, 10))


def test_environment_limits_then_halts_production_by_decision():
    tell("environment", table(START, """
    production_limited    | 2022-03-01 | doc                          | refused needs_field
    production_limited    | 2022-03-01 | doc; due=2022-03-01          | refused due_not_after
    production_limited    | 2022-03-01 | doc; due=2022-05-31          | production_limited
    production_halted     | 2022-06-02 | doc; due=2022-08-31          | production_halted
    extension_granted     | 2022-06-03 | doc; months=1                | refused no_extension
    closure_requested     | 2022-08-31 | doc                          | refused needs_any
    production_limited    | 2022-09-01 | doc; due=2022-12-31          | production_halted
    closure_requested     | 2022-09-02 | doc                          | closure_requested
    rectification_passed  | 2022-09-15 | doc                          | rectification_passed
    """))  # fmt: skip


@pytest.mark.parametrize("variant", ["safety", "water"])
def test_by_decision_the_deadline_opens_the_way_to_closure(variant):
    tell(variant, table(START, """
    rectification_ordered | 2022-03-01 | doc                          | refused needs_field
    rectification_ordered | 2022-03-01 | doc; due=2022-05-31          | rectification_ordered
    closure_requested     | 2022-05-31 | doc                          | refused needs_any
    closure_requested     | 2022-06-01 | doc                          | closure_requested
    closure_approved      | 2022-06-20 | doc                          | closure_approved
    shut_down             | 2023-01-10 |                              | shut_down
    """, EXIT))  # fmt: skip


def test_water_overdue_cannot_pass_and_safety_can():
    order = "rectification_ordered | 2022-03-01 | doc; due=2022-05-31 | rectification_ordered\n"
    tell("water", table(START, order, "rectification_passed | 2022-06-01 | doc | refused deadline_over"))
    tell("safety", table(START, order, "rectification_passed | 2022-06-01 | doc | rectification_passed"))


def test_technology_exits_by_order_or_own_declaration():
    tell("technology", table(START, """
    rectification_ordered | 2022-03-01 | doc                          | refused not_on_ladder
    extension_granted     | 2022-03-01 | doc; months=1                | refused no_extension
    scheme_filed          | 2022-03-01 | doc; due=2022-12-31          | refused not_on_ladder
    shut_down             | 2022-03-01 |                              | refused needs_any
    shut_down             | 2023-01-10 | doc                          | shut_down
    """, EXIT))  # fmt: skip


def test_technology_exits_by_government_approval():
    tell("technology", table(START, """
    closure_approved      | 2022-03-01 | doc                          | refused needs_step
    closure_requested     | 2022-03-01 | doc                          | closure_requested
    closure_approved      | 2022-03-20 | doc                          | closure_approved
    shut_down             | 2023-01-10 |                              | shut_down
    """, EXIT))  # fmt: skip


def test_replacement_transfers_the_capacity_before_the_exit_is_accepted():
    tell("replacement", table(START, """
    shut_down             | 2022-03-01 |                              | refused needs_step
    scheme_filed          | 2022-03-01 | doc                          | refused needs_field
    scheme_filed          | 2022-03-01 | doc; due=2023-12-31          | scheme_filed
    capacity_transferred  | 2022-02-28 | doc                          | refused before_required
    shut_down             | 2022-05-01 |                              | shut_down
    dismantled            | 2022-06-01 | photos; to=scrapped          | dismantled
    county_accepted       | 2022-06-10 | doc                          | refused needs_step
    capacity_transferred  | 2022-07-01 | doc                          | dismantled
    county_accepted       | 2022-07-10 | doc                          | county_accepted
    """))  # fmt: skip


SHUT = table(START, "    shut_down             | 2023-01-10 | doc                          | shut_down")


def test_sealing_needs_both_cuts_and_a_date_for_the_dismantling():
    tell("technology", SHUT + """
    sealed                | 2023-01-11 | due=2023-06-30               | refused needs_step
    utilities_cut         | 2023-01-09 |                              | refused before_required
    utilities_cut         | 2023-01-11 |                              | utilities_cut
    sealed                | 2023-01-12 | due=2023-06-30               | refused needs_step
    power_unit_removed    | 2023-01-12 |                              | power_unit_removed
    sealed                | 2023-01-13 |                              | refused needs_field
    sealed                | 2023-01-13 | due=2023-06-30               | sealed
    county_accepted       | 2023-02-01 | doc                          | refused needs_any
    """)  # fmt: skip


def test_a_promise_alone_seals_nothing():
    tell("technology", SHUT + """
    notice_published      | 2023-01-12 | doc                          | refused needs_step
    commitment_published  | 2023-01-12 |                              | refused needs_document
    commitment_published  | 2023-01-12 | doc                          | commitment_published
    notice_published      | 2023-01-13 | doc                          | notice_published
    sealing_completes     | 2023-01-14 | doc; ground=seizure; papers  | refused needs_step
    """)  # fmt: skip


def test_sealing_counts_in_the_four_legal_cases_only():
    sealed = "identified verified shut_down utilities_cut power_unit_removed sealed commitment_published"
    case = case_after("technology", sealed)
    assert try_step(case, step_of("sealing_completes", "2022-02-01", "doc; ground=seizure; papers"))[1] == (
        "refused needs_step"
    )
    case = case_after("technology", sealed + " notice_published")
    for given, becomes in {
        "doc; ground=seizure": "refused needs_evidence",
        "doc; papers": "refused needs_field",
        "ground=seizure; papers": "refused needs_document",
        "doc; ground=no_money; papers": "refused unknown_ground",
        "doc; ground=seizure; papers": "sealing_completes",
        "doc; ground=state_assets; papers": "sealing_completes",
        "doc; ground=heritage; papers": "sealing_completes",
        "doc; ground=conversion; papers": "sealing_completes",
    }.items():
        assert try_step(case, step_of("sealing_completes", "2022-02-01", given))[1] == becomes, given
    accepted = case_after("technology", sealed + " notice_published sealing_completes county_accepted")
    assert try_step(accepted, step_of("dismantled", "2022-03-01", "photos; to=scrapped"))[1] == "county_accepted"


def test_dismantling_is_proven_by_three_different_pictures_and_a_destination():
    case = case_after("technology", "identified verified shut_down")
    full = step_of("dismantled", "2022-02-01", "photos; to=scrapped")
    same = tuple(replace(proof, sha256="one") for proof in PHOTOS)
    paper = (*PHOTOS[:2], Proof("after", "h", "application/pdf", "after.pdf"))
    film = (*PHOTOS[:2], Proof("after", "h", "video/mp4", "after.mp4"))
    for step, becomes in (
        (full, "dismantled"),
        (replace(full, evidence=film), "dismantled"),
        (replace(full, evidence=PHOTOS[:2]), "refused needs_evidence"),
        (replace(full, evidence=same), "refused same_evidence"),
        (replace(full, evidence=paper), "refused wrong_media"),
        (replace(full, destination=" "), "refused needs_field"),
    ):
        assert try_step(case, step)[1] == becomes


def test_no_step_lies_in_the_future_or_before_the_case():
    tell("technology", table("""
    identified            | 2025-01-01 |                              | refused in_future
    identified            | 2024-12-31 |                              | identified
    verified              | 2024-12-30 |                              | refused before_opening, before_required
    """), opened_on=date(2024, 12, 31))  # fmt: skip


def test_an_objection_holds_the_report_back():
    steps = "identified verified shut_down dismantled county_accepted city_accepted publicised"
    case = case_after("technology", steps, objections=(Objection(date(2022, 2, 20), "O1 线未拆净"),))
    assert try_step(case, step_of("reported", "2022-03-01", "doc"))[1] == "refused objection_open"
    before = try_step(case, step_of("reported", "2022-02-19", "doc"))[1]
    assert before == "reported", "what came later cannot block what lawfully happened before"
    assert try_step(replace(case, objections=()), step_of("reported", "2022-03-01", "doc"))[1] == "reported"


def test_a_relapse_starts_the_exit_again():
    tell("technology", SHUT + EXIT.rstrip() + """
    relapsed              | 2024-02-01 |                              | refused needs_document
    relapsed              | 2023-07-01 | doc                          | refused before_required
    relapsed              | 2024-02-01 | doc                          | relapsed
    sealed                | 2024-02-03 | due=2024-06-30               | refused needs_step
    withdrawn             | 2024-02-03 | doc                          | refused forbidden_after
    shut_down             | 2024-01-31 | doc                          | refused before_relapse
    shut_down             | 2024-02-05 | doc                          | shut_down
    county_accepted       | 2024-02-06 | doc                          | refused needs_any
    dismantled            | 2024-03-01 | photos; to=scrapped          | dismantled
    """)  # fmt: skip


def test_a_withdrawn_case_is_over():
    tell("technology", table(START, """
    withdrawn             | 2022-03-01 |                              | refused needs_document
    withdrawn             | 2022-03-01 | doc                          | withdrawn
    shut_down             | 2022-03-02 | doc                          | refused closed_case
    """))  # fmt: skip
    tell("technology", SHUT + "\n withdrawn | 2023-03-01 | doc | refused forbidden_after")


def test_the_credit_list_takes_what_is_overdue_and_repairs_what_was_published():
    tell("technology", table(START, """
    credit_published      | 2022-12-31 | doc                          | refused needs_any
    credit_repaired       | 2023-01-01 | doc                          | refused needs_step, needs_any
    credit_published      | 2023-01-01 | doc                          | verified
    credit_repaired       | 2023-05-01 | doc                          | refused needs_any
    shut_down             | 2023-04-20 | doc                          | shut_down
    credit_repaired       | 2023-04-19 | doc                          | refused before_required
    credit_repaired       | 2023-05-01 | doc                          | shut_down
    relapsed              | 2023-08-01 | doc; due=2023-08-31          | relapsed
    credit_published      | 2023-09-01 | doc                          | relapsed
    credit_repaired       | 2023-09-02 | doc                          | refused needs_any
    """), exit_due_on=date(2022, 12, 31))  # fmt: skip
    tell("technology", table(START, "credit_published | 2023-01-01 | doc | refused needs_any"))


def test_unknown_steps_and_kinds_are_named():
    case = case_after("technology", "identified verified")
    assert try_step(case, Step("explode", TODAY))[1] == "refused unknown_step"
    assert try_step(case, Step("reversal", TODAY))[1] == "refused unknown_step"
    odd = replace(step_of("shut_down", "2022-02-01", "doc"), evidence=(Proof("selfie", "h", "image/png", "x"),))
    assert try_step(case, odd)[1] == "refused unknown_kind"


def test_a_refusal_says_what_is_missing_and_which_clause_in_both_languages():
    case = case_after("energy", "identified verified rectification_ordered")
    [refusal] = refusals(case, step_of("shut_down", "2022-12-01", ""), TODAY, LADDER)
    assert refusal.sentence(LADDER, "zh") == (
        "须先具备下列条件之一：政府批准关停、企业声明自愿关停。"
        "（依据：节约能源法 第七十二条；聊工信发〔2022〕64号 二（一）2）"
    )
    assert refusal.sentence(LADDER, "en").startswith(
        "One of these must come first: Closure approved by government; Closure declared by the enterprise. (Clause: "
    )


def test_every_rung_names_its_clause_and_every_refusal_fills():
    assert all(rung.clause for rung in LADDER.rungs.values())
    reachable = {step for *_, step in LADDER.rungs}
    assert reachable | {"reversal"} == set(LADDER.steps), "every step is on some ladder"
