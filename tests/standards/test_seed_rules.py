"""The clauses of the Liaocheng plan of 2022, each below, at and above its bound, unknown and exempt."""

from datetime import date

OUT, OK, REVIEW, OPEN = "outdated", "compliant", "review", "not_assessable"


def test_clinker_below_2500_exits(judged):
    lines = judged("""
        line        | process  | product          | capacity      | unit
        below       | clinker  |                  | 2400          |
        just_below  | clinker  |                  | 2499.99999999 |
        at          | clinker  |                  | 2500          |
        just_above  | clinker  |                  | 2500.00000001 |
        above       | clinker  |                  | 5000          |
        unknown     | clinker  |                  |               |
        in_tons     | clinker  |                  | 75            | 10kt/a
        special     | clinker  | 特种水泥熟料     | 1000          |
        chemical    | clinker  | 化工配套水泥熟料 | 1000          |
        big_special | clinker  | 特种水泥熟料     |               |
        ordinary    | clinker  | 通用水泥熟料     | 1000          |
        mill        | grinding |                  | 60            |
        no_process  |          |                  | 1000          | t/d
    """)
    assert lines.rule("LC22-T-CEM-01") == {
        "below": OUT,
        "just_below": OUT,
        "at": OK,
        "just_above": OK,
        "above": OK,
        "unknown": OPEN,
        "in_tons": OPEN,
        "special": "exempt",
        "chemical": "exempt",
        "big_special": "exempt",
        "ordinary": OUT,
        "mill": "not_applicable",
        "no_process": OPEN,
    }
    assert lines.missing("LC22-T-CEM-01") == {"unknown": "capacity", "in_tons": "capacity", "no_process": "process"}


def test_a_person_looks_at_what_the_trade_calls_special_and_the_file_does_not(judged):
    lines = judged("""
        line      | process | product                  | capacity
        white     | clinker | 白水泥熟料               | 600
        aluminate | clinker | 铝酸盐水泥熟料           | 300
        sulpho    | clinker | 硫铝酸盐水泥熟料         | 1000
        at_white  | clinker | 白色硅酸盐水泥熟料       | 2500
        told      | clinker | 特种水泥熟料（白水泥）   | 600
        ordinary  | clinker | 普通硅酸盐水泥熟料       | 600
    """)
    review = dict.fromkeys(("white", "aluminate", "sulpho", "at_white"), REVIEW)
    assert lines.rule("LC22-T-CEM-01") == review | {"told": "exempt", "ordinary": OUT}
    assert lines.rule("LC22-T-CEM-02") == review | {"told": "exempt", "ordinary": OK}


def test_clinker_of_exactly_2500_owes_a_replacement_plan(judged):
    lines = judged("""
        line       | process | product      | capacity
        below      | clinker |              | 2499.99999999
        at         | clinker |              | 2500
        at_decimal | clinker |              | 2500.00000000
        just_above | clinker |              | 2500.00000001
        unknown    | clinker |              |
        special    | clinker | 特种水泥熟料 | 2500
    """)
    assert lines.rule("LC22-T-CEM-02") == {
        "below": OK,
        "at": "replace",
        "at_decimal": "replace",
        "just_above": OK,
        "unknown": OPEN,
        "special": "exempt",
    }
    assert lines.lines["below"] == OUT and lines.lines["at"] == "replace" and lines.lines["just_above"] == OK


def test_mills_of_3_2_m_or_less_exit(judged):
    lines = judged("""
        line       | process  | mill_diameter
        below      | grinding | 2.4
        at         | grinding | 3.2
        just_above | grinding | 3.20000001
        above      | grinding | 3.8
        unknown    | grinding |
        kiln       | clinker  | 3.0
    """)
    assert lines.rule("LC22-T-CEM-03") == {
        "below": OUT,
        "at": OUT,
        "just_above": OK,
        "above": OK,
        "unknown": OPEN,
        "kiln": "not_applicable",
    }


def test_all_steel_enterprises_below_1_2_million_exit(judged):
    tyres = judged("""
        line | enterprise | sector | process    | product  | capacity | unit
        1    | below      | tyre   | all_steel  |          | 60       |
        2    | below      | tyre   | all_steel  |          | 59.99    |
        3    | at         | tyre   | all_steel  |          | 60       |
        4    | at         | tyre   | all_steel  |          | 60       |
        5    | above      | tyre   | all_steel  |          | 60       |
        6    | above      | tyre   | all_steel  |          | 60.01    |
        7    | exempted   | tyre   | all_steel  | 工程轮胎 | 10       |
        8    | mixed      | tyre   | all_steel  | 工程轮胎 | 90       |
        9    | mixed      | tyre   | all_steel  |          | 90       |
        10   | unknown    | tyre   | all_steel  |          | 60       |
        11   | unknown    | tyre   | all_steel  |          |          |
        12   | surely     | tyre   | all_steel  |          | 200      |
        13   | surely     | tyre   | all_steel  |          |          |
        14   | other_unit | tyre   | all_steel  |          | 5        | 10kt/a
        15   | semi_only  | tyre   | semi_steel |          | 60       |
        16   | no_process | tyre   |            |          | 60       | 10k/a
        17   | bias       | tyre   | bias       |          | 60       | 10k/a
    """)
    assert tyres.rule("LC22-T-TYR-01") == {
        "below": OUT,
        "at": REVIEW,
        "above": OK,
        "exempted": "exempt",
        "mixed": OUT,
        "unknown": OPEN,
        "surely": OK,
        "other_unit": OPEN,
        "semi_only": "not_applicable",
        "no_process": OPEN,
        "bias": "not_applicable",
    }
    assert {line: tyres.lines[line] for line in ("1", "2", "4", "5", "7", "8", "9", "10", "13", "17")} == {
        "1": OUT,
        "2": OUT,
        "4": REVIEW,
        "5": OK,
        "7": "exempt",
        "8": "exempt",
        "9": OUT,
        "10": OPEN,
        "13": OK,
        "17": "no_rule",
    }


def test_semi_steel_enterprises_below_5_million_exit(judged):
    tyres = judged("""
        line | enterprise | sector | process    | product      | capacity
        1    | below      | tyre   | semi_steel |              | 499.99999999
        2    | at         | tyre   | semi_steel |              | 500
        3    | above      | tyre   | semi_steel |              | 300
        4    | above      | tyre   | semi_steel |              | 200.00000001
        5    | printed    | tyre   | semi_steel | 补气保用轮胎 | 10
        6    | meant      | tyre   | semi_steel | 缺气保用轮胎 | 10
        7    | racing     | tyre   | semi_steel | 赛车胎       | 10
        8    | unknown    | tyre   | semi_steel |              |
        9    | two_kinds  | tyre   | semi_steel |              | 450
        10   | two_kinds  | tyre   | all_steel  |              | 450
    """)
    assert tyres.rule("LC22-T-TYR-02") == {
        "below": OUT,
        "at": REVIEW,
        "above": OK,
        "printed": "exempt",
        "meant": "exempt",
        "racing": "exempt",
        "unknown": OPEN,
        "two_kinds": OUT,
    }
    assert (tyres.lines["9"], tyres.lines["10"]) == (OUT, OK), "all-steel and semi-steel capacity are never added"


def test_dismantled_tyre_lines_leave_the_total(judged):
    tyres = judged("""
        line | enterprise | sector | process   | capacity | state
        1    | E          | tyre   | all_steel | 100      | operating
        2    | E          | tyre   | all_steel | 100      | dismantled
    """)
    assert tyres.rule("LC22-T-TYR-01") == {"E": OUT}
    assert tyres.lines == {"1": OUT, "2": "not_applicable"}


def test_eliminated_process_is_a_finding_of_five_sectors(judged):
    lines = judged("""
        line       | sector       | eliminated_class_process
        yes        | aluminium    | true
        no         | fertiliser   | false
        silent     | chlor_alkali |
        elsewhere  | steel        | true
    """)
    assert lines.rule("LC22-T-CHK-01") == {"yes": OUT, "no": OK}
    assert lines.rule("LC22-T-CAT-02") == {"elsewhere": OUT}, "the catalogue's clause names every sector"
    assert lines.lines == {"yes": OUT, "no": OK, "silent": "no_rule", "elsewhere": OUT}


def test_catalogue_class(judged):
    lines = judged("""
        line       | sector | catalogue_class
        eliminated | steel  | 淘汰类
        restricted | steel  | 限制类
        permitted  | other  | 允许类
        silent     | steel  |
    """)
    assert lines.rule("LC22-T-CAT-01") == {"eliminated": OUT, "restricted": OK, "permitted": OK}


FINDINGS = {
    "LC22-T-WAT-01": "water",
    "LC22-E-01": "energy",
    "LC22-ENV-01-EMISSION": "emission",
    "LC22-ENV-01-WASTE": "waste",
    "LC22-ENV-01-QUOTA": "quota",
    "LC22-Q-01": "quality",
    "LC22-S-01": "safety",
}


def test_findings_speak_only_where_the_fact_is_on_record(judged):
    found = {
        "water": "high_water_process",
        "energy": "energy_over_limit",
        "emission": "emission_over_standard",
        "waste": "solid_waste_breach",
        "quota": "total_quota_exceeded",
        "quality": "product_below_standard",
        "safety": "serious_safety_violation",
    }
    heading = "line | sector | " + " | ".join(found.values())
    rows = [
        f"{name}_{value} | steel | " + " | ".join(value if column == name else "" for column in found)
        for name in found
        for value in ("true", "false")
    ]
    lines = judged("\n".join([heading, *rows, "silent | steel" + " |" * len(found)]))
    for rule_id, name in FINDINGS.items():
        assert lines.rule(rule_id) == {f"{name}_true": OUT, f"{name}_false": OK}, rule_id
    assert lines.lines == {f"{name}_true": OUT for name in found} | {f"{name}_false": OK for name in found} | {
        "silent": "no_rule"
    }


def test_not_meeting_licence_rules_is_for_a_person_to_decide(judged):
    lines = judged("""
        line   | sector | meets_licence_rules
        bad    | steel  | false
        good   | steel  | true
        silent | steel  |
    """)
    assert lines.rule("LC22-Q-02") == {"bad": REVIEW, "good": OK}
    assert lines.lines == {"bad": REVIEW, "good": OK, "silent": "no_rule"}


def test_a_finding_on_the_enterprise_holds_for_each_of_its_lines(judged):
    lines = judged(
        """
        line | enterprise | sector | emission_over_standard
        1    | A          | steel  |
        2    | A          | coal   |
        3    | A          | steel  | false
        4    | B          | steel  |
        """,
        enterprises="""
        enterprise | emission_over_standard
        A          | true
        """,
    )
    assert lines.rule("LC22-ENV-01-EMISSION") == {"1": OUT, "2": OUT, "3": OK}
    assert lines.lines == {"1": OUT, "2": OUT, "3": OK, "4": "no_rule"}


def test_environmental_credit_concerns_the_enterprise_and_leaves_its_lines(judged):
    lines = judged(
        """
        line | enterprise | sector
        1    | black      | steel
        2    | yellow     | steel
        3    | blue       | steel
        4    | silent     | steel
        """,
        enterprises="""
        enterprise | env_credit_colour
        black      | 黑
        yellow     | 黄
        blue       | 蓝
        green      | 绿
        """,
    )
    assert lines.rule("LC22-ENV-02") == {"black": REVIEW, "yellow": REVIEW, "blue": OK, "green": OK}
    assert set(lines.lines.values()) == {"no_rule"}


def test_states_that_are_judged(judged):
    lines = judged("""
        line       | process | capacity | state
        running    | clinker | 1000     | operating
        suspended  | clinker | 1000     | suspended
        building   | clinker | 1000     | building
        planned    | clinker | 1000     | planned
        shut       | clinker | 1000     | shut
        dismantled | clinker | 1000     | dismantled
        cancelled  | clinker | 1000     | cancelled
    """)
    judged_states = {"running", "suspended", "building", "planned", "shut"}
    assert lines.rule("LC22-T-CEM-01") == dict.fromkeys(judged_states, OUT)
    assert lines.lines == dict.fromkeys(judged_states, OUT) | dict.fromkeys(
        ("dismantled", "cancelled"), "not_applicable"
    )


def test_a_row_of_several_lines_has_no_capacity_per_line(judged):
    lines = judged("""
        line | process | capacity | quantity
        one  | clinker | 2400     | 1
        two  | clinker | 5000     | 2
    """)
    assert lines.rule("LC22-T-CEM-01") == {"one": OUT, "two": OPEN}


def test_a_row_of_several_tyre_lines_counts_whole_in_the_total(judged):
    tyres = judged("""
        line | enterprise | sector | process   | capacity | quantity
        1    | E          | tyre   | all_steel | 130      | 2
    """)
    assert tyres.rule("LC22-T-TYR-01") == {"E": OK}


def test_no_verdict_before_the_plan_is_in_force(judged):
    table = """
        line | process  | capacity | mill_diameter
        kiln | clinker  | 1000     |
        mill | grinding |          | 3.0
    """
    assert judged(table, as_of=date(2022, 6, 30)).lines == {"kiln": "no_rule", "mill": "no_rule"}
    assert judged(table, as_of=date(2022, 7, 1)).lines == {"kiln": OUT, "mill": OUT}


def test_the_gravest_verdict_of_a_line_counts(judged):
    lines = judged("""
        line | process  | mill_diameter | meets_licence_rules | emission_over_standard
        1    | grinding | 3.8           | false               |
        2    | grinding | 3.8           | false               | true
        3    | grinding |               |                     | false
        4    | grinding |               | false               |
    """)
    assert lines.lines == {"1": REVIEW, "2": OUT, "3": OPEN, "4": REVIEW}


def test_a_line_without_a_sector_cannot_be_judged(judged):
    assert judged("line | sector\n 1 | unknown\n 2 | coal").lines == {"1": OPEN, "2": "no_rule"}


def test_the_groups_add_up_to_the_register(judged, register):
    lines = judged("""
        line | sector  | process   | product  | capacity | state
        1    | cement  | clinker   |          | 2400     |
        2    | cement  | clinker   |          | 2500     |
        3    | cement  | clinker   | 特种水泥 | 1000     |
        4    | cement  | clinker   |          |          |
        5    | cement  | clinker   |          | 5000     | dismantled
        6    | cement  | clinker   |          | 5000     |
        7    | coal    | mining    |          | 60       |
        8    | unknown |           |          |          |
        9    | tyre    | all_steel |          | 120      |
    """)
    assert sorted(lines.lines.values()) == sorted(
        [OUT, "replace", "exempt", OPEN, "not_applicable", OK, "no_rule", OPEN, REVIEW]
    )
    register.run_checks(register.cursor(lines.as_of))
