"""Cases in a real register: opening, recording, reversing, what counts as an exit, and as of which day."""

from datetime import date
from decimal import Decimal

import pytest

from lib.cases.findings import record_finding, withdraw_finding
from lib.cases.ledger import Entry, record_many, record_step, reverse_step
from lib.cases.opening import open_case, open_many
from lib.cases.refusal import CaseRefused, StaleSave
from lib.reports.objections import answer_objection, record_objection
from tests.cases.telling import step_of

CLINKER, REPLACE, MILL = "LC22-T-CEM-01", "LC22-T-CEM-02", "LC22-T-CEM-03"
JULY, DECEMBER = date(2022, 7, 15), date(2022, 12, 31)


def opened(register, line="kiln_2400", rule=CLINKER, on=date(2022, 7, 2)):
    return open_case(register, line_id=line, rule_id=rule, on=on, actor="张三")


def play(register, case_id, table, **given):
    """Record the rows of a table (step | on | with); the ids of the steps by name."""
    rows = [[cell.strip() for cell in line.split("|")] for line in table.strip().splitlines()]
    entries = []
    for name, on, what in rows:
        step = step_of(name, on, what.replace("photos", "").replace("papers", ""))
        files = tuple(given["photos"]) if "photos" in what else tuple(given["papers"]) if "papers" in what else ()
        entries.append(Entry(case_id, step, files))
    ids = record_many(register, entries, actor="张三")
    return {entry.step.step: step_id for entry, step_id in zip(entries, ids, strict=True)}


def code_of(error):
    return [refusal.code for refusal in error.value.refusals]


@pytest.mark.parametrize(
    ("line", "rule", "variant"),
    [
        ("kiln_2400", CLINKER, "technology"),
        ("kiln_2500", REPLACE, "replacement"),
        ("mill_32", MILL, "technology"),
        ("steel_a", "LC22-T-TYR-01", "technology"),
        ("paper", "LC22-E-01", "energy"),
        ("paper", "LC22-Q-01", "quality"),
        ("paper", "LC22-ENV-01-EMISSION", "environment"),
        ("paper", "LC22-T-WAT-01", "water"),
        ("paper", "LC22-S-01", "safety"),
    ],
)
def test_the_variant_follows_from_the_rule(register, mart, line, rule, variant):
    case_id = opened(register, line, rule)
    [case] = mart("cases", case_id=case_id)
    assert (case["variant"], case["stage"], case["line_id"]) == (variant, "identified", line)


@pytest.mark.parametrize(
    ("subject", "code"),
    [
        ({"line_id": "kiln_5000", "rule_id": CLINKER}, "no_verdict"),
        ({"line_id": "mill_38", "rule_id": MILL}, "no_verdict"),
        ({"line_id": "paper", "rule_id": CLINKER}, "no_verdict"),
        ({"line_id": "nobody", "rule_id": CLINKER}, "unknown_subject"),
        ({"line_id": "paper", "rule_id": "X"}, "unknown_rule"),
        ({"enterprise_id": "甲水泥", "rule_id": "LC22-ENV-02"}, "discipline"),
        ({"line_id": "paper"}, "one_subject"),
        ({"line_id": "paper", "enterprise_id": "丙造纸", "rule_id": "LC22-E-01"}, "one_subject"),
        ({"line_id": "paper", "finding_id": "F"}, "unknown_finding"),
    ],
)
def test_no_case_without_a_verdict_or_a_finding(register, mart, subject, code):
    with pytest.raises(CaseRefused) as error:
        open_case(register, **subject, on=date(2022, 8, 1), actor="张三")
    assert code_of(error) == [code]
    assert mart("cases") == []


def test_a_verdict_counts_from_the_day_its_rule_is_in_force(register):
    with pytest.raises(CaseRefused) as error:
        opened(register, on=date(2022, 6, 30))
    assert code_of(error) == ["no_verdict"]


def test_opening_many_skips_what_has_a_case_and_says_so(register, mart):
    first = opened(register, "mill_32", MILL)
    wanted = [
        {"subject_kind": "line", "subject_id": line, "rule_id": rule}
        for line, rule in (("kiln_2400", CLINKER), ("mill_32", MILL), ("mill_38", MILL), ("kiln_2500", REPLACE))
    ]
    done = open_many(register, wanted, on=JULY, actor="李四")
    assert len(done.case_ids) == 2
    assert {request["subject_id"]: refusal.code for request, refusal in done.skipped} == {
        "mill_32": "already_open",
        "mill_38": "no_verdict",
    }
    assert next(r for _, r in done.skipped if r.code == "already_open").params["case_id"] == first
    assert len(mart("cases")) == 3
    again = open_many(register, wanted, on=JULY, actor="李四")
    assert again.case_ids == [] and len(again.skipped) == 4


def test_a_whole_enterprise_exits_with_the_lines_its_rule_concerns(register, mart):
    case_id = open_case(register, enterprise_id="乙轮胎", rule_id="LC22-T-TYR-01", on=JULY, actor="张三")
    [case] = mart("cases", case_id=case_id)
    assert (case["line_count"], case["capacity"], case["capacity_unit"]) == (2, 110, "10k/a")
    [row] = mart("exit_progress")
    assert (row["lines"], row["enterprises"], row["capacity"], row["state"]) == (2, 1, 110, "identified")
    with pytest.raises(CaseRefused) as error:
        open_case(register, line_id="steel_a", rule_id="LC22-T-TYR-01", on=JULY, actor="张三")
    assert code_of(error) == ["already_open"]


PATH = """
    verified             | 2022-07-04 |
    shut_down            | 2022-07-10 | doc
    utilities_cut        | 2022-07-12 |
    power_unit_removed   | 2022-07-20 |
    sealed               | 2022-08-01 | due=2022-11-30
    commitment_published | 2022-08-02 | doc
    notice_published     | 2022-08-03 | doc
"""
DISMANTLED = """
    dismantled           | 2022-11-20 | photos; to=鲁西再生资源公司
    county_accepted      | 2022-12-01 | doc
"""


def test_shut_sealed_and_dismantled_are_different_facts_on_different_days(register, mart, photos):
    case_id = opened(register)
    play(register, case_id, PATH + DISMANTLED.lstrip("\n") + "    city_accepted | 2022-12-20 | doc", photos=photos)
    days = {
        date(2022, 7, 1): None,
        date(2022, 7, 3): "identified",
        JULY: "shut_down",
        date(2022, 8, 1): "sealed",
        date(2022, 11, 20): "dismantled",
        date(2022, 12, 19): "dismantled",
        DECEMBER: "accepted",
    }
    for day, stage in days.items():
        assert [row["state"] for row in mart("exit_progress", day)] == ([stage] if stage else []), day
    [case] = mart("cases", JULY)
    assert (case["shut_down_on"], case["sealed_on"], case["is_exit_counted"]) == (date(2022, 7, 10), None, False)
    [case] = mart("cases", DECEMBER)
    assert (case["exit_form"], case["is_exit_counted"]) == ("dismantled", True)
    [row] = mart("exit_progress", DECEMBER)
    assert (row["counted_lines"], row["counted_capacity"], row["capacity_unit"]) == (1, Decimal(2400), "t/d")


def test_a_sealed_line_still_owes_its_dismantling(register, mart):
    case_id = opened(register)
    play(register, case_id, PATH)
    [clock] = mart("deadlines", date(2022, 11, 30), clock="dismantling")
    assert (clock["due_on"], clock["colour"], clock["days_left"]) == (date(2022, 11, 30), "behind", 0)
    [clock] = mart("deadlines", date(2022, 12, 1), clock="dismantling")
    assert (clock["colour"], clock["days_left"]) == ("overdue", -1)
    [case] = mart("cases", date(2022, 12, 1))
    assert (case["stage"], case["colour"], case["is_open"], case["is_exit_counted"]) == (
        "sealed",
        "overdue",
        True,
        False,
    )


def test_sealing_counts_only_as_a_legal_case_accepted_by_the_city(register, mart, papers):
    case_id = opened(register)
    play(register, case_id, PATH)
    with pytest.raises(CaseRefused) as error:
        record_step(register, case_id, "city_accepted", on=DECEMBER, actor="张三", document_no="1")
    assert code_of(error) == ["needs_step"]
    play(register, case_id, "sealing_completes | 2022-11-01 | doc; ground=seizure; papers", papers=papers)
    assert mart("cases")[0]["is_exit_counted"] is False
    play(register, case_id, "county_accepted | 2022-11-10 | doc\n city_accepted | 2022-12-10 | doc")
    [case] = mart("cases")
    assert (case["exit_form"], case["is_exit_counted"], case["ground"]) == ("sealed", True, "seizure")
    assert mart("cases", date(2022, 12, 9))[0]["is_exit_counted"] is False


@pytest.mark.parametrize(
    "loss",
    [
        "delete from facts.evidence where kind = 'during'",
        "update facts.evidence set kind = 'before' where kind = 'during'",
        "update facts.evidence set mime = 'application/pdf' where kind = 'during'",
        "update facts.evidence set sha256 = 'the same'",
    ],
)
def test_an_exit_without_its_three_pictures_on_record_does_not_count(register, mart, photos, loss):
    case_id = opened(register)
    play(register, case_id, PATH + DISMANTLED.lstrip("\n") + "    city_accepted | 2022-12-20 | doc", photos=photos)
    with register.write("test", "lose", case_id) as cursor:
        cursor.execute(loss)
    assert mart("cases")[0]["is_exit_counted"] is False


def test_a_reversal_keeps_both_rows_and_what_it_undoes_never_was(register, mart):
    case_id = opened(register)
    ids = play(register, case_id, "verified | 2022-07-04 |\n shut_down | 2022-07-10 | doc")
    reverse_step(register, ids["shut_down"], on=date(2022, 8, 1), actor="李四", reason="设备仍在运转")
    assert {mart("cases", day)[0]["stage"] for day in (JULY, date(2022, 7, 31), date(2022, 8, 1))} == {"identified"}
    assert mart("case_steps", JULY, step="shut_down")[0]["is_reversed"], "also on a day before the correction"
    steps = mart("case_steps", case_id=case_id)
    assert [row["step"] for row in sorted(steps, key=lambda row: row["position"])] == [
        "identified", "verified", "shut_down", "reversal",
    ]  # fmt: skip
    [wrong] = [row for row in steps if row["step"] == "shut_down"]
    assert (wrong["is_reversed"], wrong["is_standing"], wrong["why_reversed"]) == (True, False, "设备仍在运转")
    play(register, case_id, "shut_down | 2022-08-05 | doc")
    assert mart("cases")[0]["shut_down_on"] == date(2022, 8, 5)


def test_a_step_that_others_rest_on_is_not_reversed(register):
    case_id = opened(register)
    ids = play(register, case_id, PATH)
    with pytest.raises(CaseRefused) as error:
        reverse_step(register, ids["utilities_cut"], on=DECEMBER, actor="李四", reason="误登")
    assert code_of(error) == ["depends"]
    assert [code.code for code in error.value.refusals[0].params["dependents"]] == ["sealed"]
    assert "封存主体设备 2022-08-01" in str(error.value)
    assert "Main equipment sealed 2022-08-01" in error.value.sentence("en")


@pytest.mark.parametrize(
    ("which", "on", "reason", "code"),
    [
        ("identified", "2022-08-01", "误", "not_reversible"),
        ("verified", "2022-07-03", "误", "before_step"),
        ("verified", "2022-08-01", " ", "needs_reason"),
        ("verified", "2999-01-01", "误", "in_future"),
        ("nothing", "2022-08-01", "误", "unknown_step_id"),
    ],
)
def test_a_reversal_has_its_own_rules(register, mart, which, on, reason, code):
    case_id = opened(register)
    play(register, case_id, "verified | 2022-07-04 |")
    ids = {row["step"]: row["step_id"] for row in mart("case_steps")}
    with pytest.raises(CaseRefused) as error:
        reverse_step(register, ids.get(which, "S0"), on=date.fromisoformat(on), actor="李四", reason=reason)
    assert code_of(error) == [code]


def test_reversing_twice_or_reversing_a_reversal_is_refused(register):
    case_id = opened(register)
    ids = play(register, case_id, "verified | 2022-07-04 |")
    reversal = reverse_step(register, ids["verified"], on=JULY, actor="李四", reason="误登")
    for step_id, code in ((ids["verified"], "already_reversed"), (reversal, "is_reversal")):
        with pytest.raises(CaseRefused) as error:
            reverse_step(register, step_id, on=JULY, actor="李四", reason="误登")
        assert code_of(error) == [code]


def test_an_extension_that_a_pass_rests_on_cannot_be_reversed(register):
    case_id = opened(register, "paper", "LC22-E-01")
    ids = play(register, case_id, """
    verified              | 2022-07-04 |
    rectification_ordered | 2022-07-05 | doc
    extension_granted     | 2022-12-20 | doc; months=2
    rectification_passed  | 2023-02-10 | doc
    """.rstrip())  # fmt: skip
    with pytest.raises(CaseRefused) as error:
        reverse_step(register, ids["extension_granted"], on=date(2023, 3, 1), actor="李四", reason="误登")
    assert [code.code for code in error.value.refusals[0].params["dependents"]] == ["rectification_passed"]


def test_a_relapse_undoes_the_exit_from_its_day_on(register, mart, photos):
    case_id = opened(register)
    play(register, case_id, PATH + DISMANTLED.lstrip("\n") + "    city_accepted | 2022-12-20 | doc", photos=photos)
    play(register, case_id, "relapsed | 2023-05-01 | doc")
    [before], [after] = mart("cases", date(2023, 4, 30)), mart("cases", date(2023, 5, 1))
    assert (before["stage"], before["is_exit_counted"]) == ("accepted", True)
    assert (after["stage"], after["state"], after["is_exit_counted"], after["shut_down_on"]) == (
        "identified", "relapsed", False, None,
    )  # fmt: skip
    assert after["is_open"] is True and len(mart("case_steps", case_id=case_id)) == 12


def test_a_stale_save_is_refused_and_shows_both(register, mart):
    case_id = opened(register)
    [first] = mart("case_steps", case_id=case_id)
    record_step(register, case_id, "verified", on=JULY, actor="张三", seen=first["step_id"])
    with pytest.raises(StaleSave) as error:
        record_step(register, case_id, "shut_down", on=JULY, actor="李四", document_no="1", seen=first["step_id"])
    assert "认定 2022-07-02" in error.value.seen and "核实 2022-07-15" in error.value.now
    assert len(mart("case_steps", case_id=case_id)) == 2


def test_many_steps_are_recorded_together_or_not_at_all(register, mart):
    case_id = opened(register)
    good, bad = step_of("verified", "2022-07-04", ""), step_of("sealed", "2022-07-05", "due=2022-09-01")
    with pytest.raises(CaseRefused):
        record_many(register, [Entry(case_id, good), Entry(case_id, bad)], actor="张三")
    assert len(mart("case_steps")) == 1


def test_unknown_cases_are_said(register):
    with pytest.raises(CaseRefused) as error:
        record_step(register, "C0", "verified", on=JULY, actor="张三")
    assert code_of(error) == ["unknown_case"]


def test_a_finding_opens_a_case_and_a_serious_one_the_way_to_closure(register, mart):
    finding = record_finding(
        register, line_id="kiln_5000", dimension="environment", found_on=date(2022, 7, 5), what="烟气超标2倍",
        seriousness="serious", department="市生态环境局", measured_value=Decimal("105.5"), actor="王五",
    )  # fmt: skip
    case_id = open_case(register, line_id="kiln_5000", finding_id=finding, on=date(2022, 7, 6), actor="王五")
    play(register, case_id, "verified | 2022-07-07 |\n closure_requested | 2022-07-08 | doc")
    [case] = mart("cases", case_id=case_id)
    assert (case["variant"], case["stage"], case["lead_department"]) == ("environment", "closing", "市生态环境局")
    english = register.ask("marts/cases/cases", JULY, "en").set_index("case_id").loc[case_id]
    assert english["lead_department"] == "Municipal Bureau of Ecology and Environment"
    assert english["departments"] == "市生态环境局", "as written: the filter of the ledger"
    assert set(register.ask("marts/cases/deadlines", JULY, "en").lead_department) <= {english["lead_department"]}
    assert mart("findings")[0]["case_ids"] == case_id
    with pytest.raises(CaseRefused) as error:
        withdraw_finding(register, finding, on=JULY, actor="王五", reason="检测有误")
    assert code_of(error) == ["finding_in_use"]


def test_a_wrong_finding_is_withdrawn_and_stays_visible(register, mart):
    finding = record_finding(
        register, enterprise_id="甲水泥", dimension="safety", found_on=date(2022, 7, 5), what="无证上岗", actor="王五"
    )
    withdraw_finding(register, finding, on=JULY, actor="王五", reason="查无实据")
    for day in (date(2022, 7, 14), DECEMBER):
        assert mart("findings", day)[0]["why_withdrawn"] == "查无实据", "what was found in error never was found"
        with pytest.raises(CaseRefused) as error:
            open_case(register, enterprise_id="甲水泥", finding_id=finding, on=day, actor="王五")
        assert code_of(error) == ["unknown_finding"]
    for day, code in ((JULY, "unknown_finding"), (date(2999, 1, 1), "in_future")):
        with pytest.raises(CaseRefused) as error:
            withdraw_finding(register, finding, on=day, actor="王五", reason="再撤")
        assert code_of(error) == [code]


def test_a_serious_finding_that_a_closure_rests_on_is_not_withdrawn(register):
    usual = {"line_id": "kiln_5000", "dimension": "environment", "actor": "王五", "what": "烟气超标"}
    basis = record_finding(register, found_on=date(2022, 7, 5), **usual)
    case_id = open_case(register, line_id="kiln_5000", finding_id=basis, on=date(2022, 7, 6), actor="王五")
    serious = record_finding(register, found_on=date(2022, 7, 7), seriousness="serious", **usual)
    ids = play(register, case_id, """
    verified          | 2022-07-07 |
    closure_requested | 2022-07-08 | doc
    closure_approved  | 2022-07-20 | doc
    shut_down         | 2022-08-01 |
    """.rstrip())  # fmt: skip
    with pytest.raises(CaseRefused) as error:
        withdraw_finding(register, serious, on=DECEMBER, actor="王五", reason="检测有误")
    assert code_of(error) == ["finding_in_use"] and case_id in str(error.value)
    with pytest.raises(CaseRefused) as error:
        reverse_step(register, ids["closure_approved"], on=DECEMBER, actor="李四", reason="误登")
    assert code_of(error) == ["depends"]
    for name in ("shut_down", "closure_approved", "closure_requested"):
        reverse_step(register, ids[name], on=DECEMBER, actor="李四", reason="误登")
    withdraw_finding(register, serious, on=DECEMBER, actor="王五", reason="检测有误")


@pytest.mark.parametrize("value", ["12345678901", "0.123456789", "NaN"])
def test_a_value_the_register_cannot_hold_is_said(register, value):
    with pytest.raises(CaseRefused) as error:
        record_finding(
            register, line_id="paper", dimension="safety", found_on=JULY, what="x", actor="王五",
            measured_value=Decimal(value),
        )  # fmt: skip
    assert code_of(error) == ["number_range"]


def test_an_unanswered_objection_to_the_whole_notice_holds_every_case_back(register, photos):
    case_id = opened(register)
    play(register, case_id, PATH + DISMANTLED.lstrip("\n") + "    city_accepted | 2022-12-20 | doc", photos=photos)
    play(register, case_id, "publicised | 2023-01-03 | doc")
    objection = record_objection(
        register, "2023-01", on=date(2023, 1, 5), objector="群众", content="名单不实", actor="李四"
    )
    with pytest.raises(CaseRefused) as error:
        play(register, case_id, "reported | 2023-01-20 | doc")
    assert code_of(error) == ["objection_open"] and "名单不实" in str(error.value)
    answer_objection(register, objection, on=date(2023, 1, 12), answer="已核实", actor="李四")
    play(register, case_id, "reported | 2023-01-20 | doc")


def test_an_enterprise_opens_with_the_lines_that_are_in_no_case(register, mart):
    first = open_case(register, line_id="steel_a", rule_id="LC22-T-TYR-01", on=JULY, actor="张三")
    offered = {"area": "", "sector": "", "rule": "LC22-T-TYR-01", "verdict": "", "settled": "", "start": 0, "size": 9}
    [row] = register.ask("pages/ledger/openable", JULY, **offered).to_dict("records")
    assert row["subject_id"] == "乙轮胎"
    second = open_case(register, enterprise_id="乙轮胎", rule_id="LC22-T-TYR-01", on=JULY, actor="张三")
    assert {case["case_id"]: case["capacity"] for case in mart("cases")} == {first: 60, second: 50}
    assert register.ask("pages/ledger/openable", JULY, **offered).empty
    assert sum(row["lines"] for row in mart("exit_progress")) == 2


def test_what_a_case_settled_is_offered_again_only_when_something_new_was_told(register):
    def offered(settled):
        asked = {
            "area": "",
            "sector": "",
            "rule": "LC22-E-01",
            "verdict": "",
            "settled": settled,
            "start": 0,
            "size": 9,
        }
        return len(register.ask("pages/ledger/openable", DECEMBER, **asked))

    assert (offered(""), offered("settled")) == (1, 0)
    case_id = opened(register, "paper", "LC22-E-01")
    assert (offered(""), offered("settled")) == (0, 0)
    play(register, case_id, """
    verified              | 2022-07-04 |
    rectification_ordered | 2022-07-05 | doc
    rectification_passed  | 2022-10-10 | doc
    """.rstrip())  # fmt: skip
    assert (offered(""), offered("settled")) == (0, 1)
    again = [["line", "paper", "energy_over_limit", "true"]]
    with register.write("test", "measured anew", "paper") as cursor:
        cursor.execute("""update facts.measurement set valid_to = date '2022-11-01'
            where subject_id = 'paper' and attribute = 'energy_over_limit'""")
        cursor.executemany(
            """insert into facts.measurement by name select $1 as subject_kind, $2 as subject_id, $3 as attribute,
            $4 as value_text, date '2022-11-01' as valid_from""",
            again,
        )
    try:
        assert (offered(""), offered("settled")) == (1, 0)
    finally:
        with register.write("test", "as before", "paper") as cursor:
            cursor.execute("delete from facts.measurement where valid_from = date '2022-11-01'")
            cursor.execute("update facts.measurement set valid_to = null where subject_id = 'paper'")


def test_a_rule_with_a_date_of_its_own_is_not_moved(register, mart):
    with pytest.raises(CaseRefused) as error:
        open_case(register, line_id="mill_32", rule_id=MILL, on=JULY, actor="张三", due_on=date(2025, 12, 31))
    assert code_of(error) == ["due_after_rule"]
    with pytest.raises(CaseRefused) as error:
        open_case(register, line_id="mill_32", rule_id=MILL, on=JULY, actor="张三", due_on=date(2022, 7, 1))
    assert code_of(error) == ["due_not_after"]
    wanted = [
        {"subject_kind": "line", "subject_id": line, "rule_id": rule}
        for line, rule in (("mill_32", MILL), ("kiln_2400", CLINKER))
    ]
    open_many(register, wanted, on=JULY, actor="张三", due_on=date(2023, 6, 30))
    due = {row["line_id"]: row["due_on"] for row in mart("deadlines", clock="exit")}
    assert due == {"mill_32": date(2022, 12, 31), "kiln_2400": date(2023, 6, 30)}


def test_an_accepted_case_tells_the_stage_of_a_line_with_two(register, mart, photos):
    first = opened(register, "paper", "LC22-T-WAT-01")
    play(register, first, "verified | 2022-07-04 |\n production_limited | 2022-07-05 | doc; due=2022-08-05")
    play(register, first, """
    rectification_failed | 2022-08-06 | doc
    closure_requested | 2022-08-07 | doc
    closure_approved | 2022-08-08 | doc
    shut_down | 2022-08-09 |
    """.rstrip() + DISMANTLED + "    city_accepted | 2022-12-20 | doc", photos=photos)  # fmt: skip
    second = opened(register, "paper", "LC22-ENV-01-EMISSION")
    play(register, second, """
    verified | 2022-07-04 |
    production_limited | 2022-07-05 | doc; due=2022-08-05
    rectification_failed | 2022-08-06 | doc
    closure_requested | 2022-08-07 | doc
    closure_approved | 2022-08-08 | doc
    shut_down | 2022-08-09 |
    """.rstrip())  # fmt: skip
    [row] = mart("exit_progress")
    assert (row["state"], row["lines"], row["counted_lines"]) == ("accepted", 1, 1)


@pytest.mark.parametrize("unknown", ["capacity_unit", "process"])
def test_capacities_are_added_only_where_process_and_unit_are_known(register, mart, unknown):
    usual = {"enterprise_id": "乙轮胎", "actor": "王五"}
    finding = record_finding(register, dimension="safety", found_on=JULY, what="无证", **usual)
    case_id = open_case(register, finding_id=finding, on=JULY, **usual)
    assert mart("cases", case_id=case_id)[0]["capacity"] == 110
    column = {"capacity_unit": "10k/a", "process": "all_steel"}
    with register.write("test", "forget", unknown) as cursor:
        cursor.execute(f"update facts.line set {unknown} = null where line_id = 'steel_b'")
    try:
        [case] = mart("cases", case_id=case_id)
        assert (case["line_count"], case["capacity"], case["capacity_unit"]) == (2, None, None)
    finally:
        with register.write("test", "as before", unknown) as cursor:
            cursor.execute(f"update facts.line set {unknown} = '{column[unknown]}' where line_id = 'steel_b'")
