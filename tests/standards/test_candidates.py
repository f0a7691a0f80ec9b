"""Candidate clauses: silent until a named person switches them on, then judged like any other, on their own dates."""

from datetime import date
from decimal import Decimal

import pytest

OUT, OK, REVIEW, OPEN, NA = "outdated", "compliant", "review", "not_assessable", "not_applicable"
NOVEMBER, LATER = date(2022, 11, 15), date(2026, 1, 1)

# rule, columns that make it apply, the measured attribute, below, at, above
LIMITS = [
    ("GB16780_2021-01", "cement", "grinding", {"clinker_share": "75"}, "cement_comprehensive_energy", "94"),
    ("GB16780_2021-02", "cement", "clinker", {}, "clinker_comprehensive_energy", "117"),
    ("GB16780_2021-03", "cement", "clinker", {}, "clinker_electricity", "61"),
    ("GB16780_2021-04", "cement", "clinker", {}, "clinker_coal", "109"),
    ("GB16780_2021-05", "cement", "grinding", {}, "cement_preparation_electricity", "34"),
    ("GB21340_2019-01", "flat_glass", "float", {"capacity": "500"}, "flat_glass_energy", "14.0"),
    ("GB21340_2019-02", "flat_glass", "float", {"capacity": "800"}, "flat_glass_energy", "13.5"),
    ("GB21340_2019-03", "flat_glass", "float", {"capacity": "900"}, "flat_glass_energy", "12.0"),
    ("GB21340_2019-04", "flat_glass", "rolled", {"capacity": "300"}, "rolled_glass_energy", "400"),
    ("GB21340_2019-05", "flat_glass", "rolled", {"capacity": "301"}, "rolled_glass_energy", "370"),
    ("GB21346_2013-01", "aluminium", "electrolysis", {}, "liquid_aluminium_ac_power", "13700"),
    ("GB21346_2013-02", "aluminium", "electrolysis", {}, "liquid_aluminium_total_ac_power", "14050"),
    ("GB21346_2013-03", "aluminium", "electrolysis", {}, "ingot_total_ac_power", "14100"),
    ("GB21346_2013-04", "aluminium", "electrolysis", {}, "ingot_energy", "1760"),
    ("GB30183_2013-01", "rock_wool", "rock_wool", {}, "rock_wool_comparable_energy", "490.0"),
    ("GB30183_2013-02", "rock_wool", "rock_wool", {}, "rock_wool_coke", "260.0"),
    ("GB31825_2015-01", "paper", "pulping", {"pulp_kind": "漂白化学木浆自用"}, "pulp_energy", "280"),
    ("GB31825_2015-02", "paper", "pulping", {"pulp_kind": "漂白化学木浆商品"}, "pulp_energy", "400"),
    ("GB31825_2015-03", "paper", "pulping", {"pulp_kind": "未漂化学浆自用"}, "pulp_energy", "220"),
    ("GB31825_2015-04", "paper", "pulping", {"pulp_kind": "未漂化学浆商品"}, "pulp_energy", "340"),
    ("GB31825_2015-05", "paper", "pulping", {"pulp_kind": "漂白化学非木浆自用"}, "pulp_energy", "400"),
    ("GB31825_2015-06", "paper", "pulping", {"pulp_kind": "化机浆及机械浆自用"}, "pulp_energy", "350"),
    ("GB31825_2015-07", "paper", "pulping", {"pulp_kind": "脱墨废纸浆自用"}, "pulp_energy", "210"),
    ("GB31825_2015-08", "paper", "pulping", {"pulp_kind": "未脱墨废纸浆自用"}, "pulp_energy", "90"),
    ("MIIT12-E-RW-01", "rock_wool", "rock_wool", {}, "rock_wool_unit_energy", "450"),
]
SUCCESSORS = [
    ("GB21346_2022-01", "aluminium", "electrolysis", {}, "liquid_aluminium_ac_power", "13350"),
    ("GB21346_2022-02", "aluminium", "electrolysis", {}, "liquid_aluminium_total_ac_power", "13700"),
    ("GB21346_2022-03", "aluminium", "electrolysis", {}, "ingot_total_ac_power", "13750"),
    ("GB21346_2022-04", "aluminium", "electrolysis", {}, "ingot_energy", "1720"),
    ("GB31825_2024-01", "paper", "pulping", {"pulp_kind": "漂白化学木浆自用"}, "pulp_energy", "260"),
    ("GB31825_2024-02", "paper", "pulping", {"pulp_kind": "漂白化学木浆商品"}, "pulp_energy", "380"),
    ("GB31825_2024-03", "paper", "pulping", {"pulp_kind": "未漂化学浆自用"}, "pulp_energy", "200"),
    ("GB31825_2024-04", "paper", "pulping", {"pulp_kind": "漂白化学非木浆自用"}, "pulp_energy", "370"),
    ("GB31825_2024-05", "paper", "pulping", {"pulp_kind": "化机浆及机械浆自用"}, "pulp_energy", "300"),
    ("GB31825_2024-06", "paper", "pulping", {"pulp_kind": "未脱墨废纸浆自用"}, "pulp_energy", "70"),
    ("GB31825_2024-07", "paper", "pulping", {"pulp_kind": "脱墨废纸浆自用"}, "pulp_energy", "140"),
    ("GB29449_2024-01", "tyre", "all_steel", {}, "tyre_energy", "340"),
    ("GB29449_2024-02", "tyre", "semi_steel", {}, "tyre_energy", "430"),
    ("GB29449_2024-04", "tyre", "bias", {}, "tyre_energy", "515"),
    ("CN23-E-CEM-BASE", "cement", "clinker", {}, "clinker_comprehensive_energy", "117"),
]


@pytest.mark.parametrize(
    ("rule_id", "sector", "process", "band", "attribute", "limit", "day"),
    [(*row, day) for rows, day in ((LIMITS, NOVEMBER), (SUCCESSORS, LATER)) for row in rows],
    ids=str,
)
def test_energy_limits_are_met_at_the_limit_itself(judged, rule_id, sector, process, band, attribute, limit, day):
    above = f"{Decimal(limit) + Decimal('0.00000001'):f}"
    own = " | ".join(band.values())
    heading = " | ".join(("line", "sector", "process", attribute, *band))
    rows = [
        f"{name} | {sector} | {process} | {value}" for name, value in (("at", limit), ("above", above), ("below", "1"))
    ]
    rows.append(f"elsewhere | {sector} | mining | {above}")
    unknown = f"unknown | {sector} | {process} | "
    table = "\n".join([heading, *(row + (f" | {own}" if band else "") for row in [*rows, unknown])])
    verdicts = judged(table, as_of=day, switched_on=(rule_id,)).rule(rule_id)
    is_finding = rule_id == "GB16780_2021-01"
    elsewhere = {"elsewhere": OUT if is_finding else NA}
    assert verdicts == {"at": OK, "above": OUT, "below": OK} | elsewhere | ({} if is_finding else {"unknown": OPEN})


def test_tyres_of_engineering_machines_have_a_limit_of_their_own(judged):
    table = """
        line   | sector | process   | product  | tyre_energy
        plain  | tyre   | all_steel |          | 500
        giant  | tyre   | all_steel | 工程胎   | 500
        bias   | tyre   | bias      |          | 520
        bias_g | tyre   | bias      | 工程轮胎 | 520
    """
    lines = judged(table, as_of=LATER, switched_on=("GB29449_2024-01", "GB29449_2024-04"))
    assert lines.rule("GB29449_2024-01") == {"plain": OUT, "giant": "exempt", "bias": NA, "bias_g": NA}
    assert lines.rule("GB29449_2024-04") == {"plain": NA, "giant": NA, "bias": OUT, "bias_g": "exempt"}


def test_a_candidate_says_nothing_until_it_is_switched_on(judged):
    table = """
        line | process | capacity | clinker_comprehensive_energy
        1    | clinker | 5000     | 200
    """
    assert judged(table, as_of=NOVEMBER).lines == {"1": OK}
    assert judged(table, as_of=NOVEMBER, switched_on=("GB16780_2021-02",)).lines == {"1": OUT}


def test_an_edition_counts_from_its_first_to_its_last_day(judged):
    cement = "line | process | clinker_electricity\n 1 | clinker | 200"
    paper = "line | sector | process | pulp_kind | pulp_energy\n 1 | paper | pulping | 脱墨废纸浆自用 | 999"
    for table, rule_id, day, verdicts in (
        (cement, "GB16780_2021-03", date(2022, 10, 31), {}),
        (cement, "GB16780_2021-03", date(2022, 11, 1), {"1": OUT}),
        (paper, "GB31825_2015-07", date(2025, 4, 30), {"1": OUT}),
        (paper, "GB31825_2015-07", date(2025, 5, 1), {}),
        (paper, "GB31825_2024-07", date(2025, 4, 30), {}),
        (paper, "GB31825_2024-07", date(2025, 5, 1), {"1": OUT}),
    ):
        assert judged(table, as_of=day, switched_on=(rule_id,)).rule(rule_id) == verdicts, (rule_id, day)


def test_glass_bands_meet_without_gap_or_overlap(judged):
    lines = judged(
        """
        line  | sector     | process | capacity     | quantity | flat_glass_energy
        500   | flat_glass | float   | 500          |          | 13.9
        500.1 | flat_glass | float   | 500.00000001 |          | 13.9
        800   | flat_glass | float   | 800          |          | 13.4
        800.1 | flat_glass | float   | 800.00000001 |          | 13.4
        none  | flat_glass | float   |              |          | 13.4
        two   | flat_glass | float   | 600          | 2        | 13.4
        """,
        switched_on=("GB21340_2019-01", "GB21340_2019-02", "GB21340_2019-03"),
    )
    unknown = {"none": OPEN, "two": OPEN}
    assert lines.rule("GB21340_2019-01") == {"500": OK, "500.1": NA, "800": NA, "800.1": NA} | unknown
    assert lines.rule("GB21340_2019-02") == {"500": NA, "500.1": OUT, "800": OK, "800.1": NA} | unknown
    assert lines.rule("GB21340_2019-03") == {"500": NA, "500.1": NA, "800": NA, "800.1": OUT} | unknown


def test_the_cement_limit_holds_at_three_quarters_clinker_only(judged):
    lines = judged(
        """
        line    | cement_comprehensive_energy | clinker_share
        at_75   | 95                          | 75
        at_60   | 95                          | 60
        unknown | 95                          |
        """,
        as_of=NOVEMBER,
        switched_on=("GB16780_2021-01",),
    )
    assert lines.rule("GB16780_2021-01") == {"at_75": OUT, "at_60": NA, "unknown": OPEN}


def test_provincial_cement_plan_of_2021_concerns_unlawful_projects(judged):
    lines = judged(
        """
        line        | process  | product  | capacity | mill_diameter | permits_complete | catalogue_class
        unlawful    | clinker  |          | 2500     |               | false            |
        above       | clinker  |          | 2500.1   |               | false            |
        lawful      | clinker  |          | 2500     |               | true             |
        not_said    | clinker  |          | 2500     |               |                  |
        no_capacity | clinker  |          |          |               | false            |
        special     | clinker  | 特种水泥 | 1000     |               | false            |
        mill        | grinding |          |          | 3.2           | false            | 淘汰类
        big_mill    | grinding |          |          | 3.20000001    | false            | 允许类
        odd_mill    | grinding |          |          |               | false            |
        """,
        switched_on=("SD21-T-CEM-01", "SD21-T-CEM-02", "SD21-T-CEM-03"),
    )
    mills = dict.fromkeys(("mill", "big_mill", "odd_mill"), NA)
    kilns = ("unlawful", "above", "lawful", "not_said", "no_capacity", "special")
    assert lines.rule("SD21-T-CEM-01") == mills | {
        "unlawful": OUT,
        "above": OK,
        "lawful": NA,
        "not_said": OPEN,
        "no_capacity": OPEN,
        "special": "exempt",
    }
    assert lines.rule("SD21-T-CEM-02") == dict.fromkeys(kilns, NA) | {"mill": OUT, "big_mill": OK, "odd_mill": OPEN}
    assert lines.rule("SD21-T-CEM-03") == {"mill": OUT, "big_mill": OK}


def test_old_kilns_and_mills(judged):
    lines = judged(
        """
        line    | process  | product  | mill_diameter | kiln_type  | kiln_diameter
        small   | grinding |          | 2.99999999    |            |
        at      | grinding |          | 3             |            |
        big     | grinding |          | 3.2           |            |
        no_size | grinding |          |               |            |
        special | grinding | 特种水泥 | 2.4           |            |
        shaft   | clinker  |          |               | 机械化立窑 | 2.5
        shaft_3 | clinker  |          |               | 机械化立窑 | 3.0
        shaft_4 | clinker  |          |               | 机械化立窑 | 4.0
        shaft_x | clinker  |          |               | 机械化立窑 |
        hollow  | clinker  |          |               | 干法中空窑 | 2.4
        hollow3 | clinker  |          |               | 干法中空窑 | 2.5
        alumina | clinker  | 高铝水泥 |               | 干法中空窑 | 2.4
        wet     | clinker  |          |               | 湿法窑     |
        sludge  | clinker  | 污泥处置 |               | 湿法窑     |
        """,
        switched_on=("CN-T-CEM-MILL3", "CN10-T-CEM-KILN1", "CN10-T-CEM-KILN2", "CN10-T-CEM-KILN3"),
    )
    asked = {
        rule_id: {line: verdict for line, verdict in lines.rule(rule_id).items() if verdict != NA}
        for rule_id in ("CN-T-CEM-MILL3", "CN10-T-CEM-KILN1", "CN10-T-CEM-KILN2")
    }
    assert asked == {
        "CN-T-CEM-MILL3": {"small": OUT, "at": REVIEW, "big": OK, "no_size": OPEN, "special": "exempt"},
        "CN10-T-CEM-KILN1": {"shaft": OUT, "shaft_3": REVIEW, "shaft_4": OK, "shaft_x": OPEN},
        "CN10-T-CEM-KILN2": {"hollow": OUT, "hollow3": REVIEW, "alumina": "exempt"},
    }
    wet = lines.rule("CN10-T-CEM-KILN3")
    assert (wet["wet"], wet["sludge"], wet["shaft"]) == (OUT, "exempt", OK) and "small" not in wet


def test_flat_drawn_glass_is_eliminated(judged):
    lines = judged(
        """
        line    | sector     | process
        drawn   | flat_glass | flat_drawn
        float   | flat_glass | float
        unknown | flat_glass |
        """,
        switched_on=("CN10-T-GLS-01",),
    )
    assert lines.rule("CN10-T-GLS-01") == {"drawn": OUT, "float": OK, "unknown": OPEN}
    assert "平拉" in lines.sentences("CN10-T-GLS-01")["drawn"]


def test_small_pulp_lines(judged):
    lines = judged(
        """
        line     | sector | process | product      | capacity
        straw    | paper  | pulping | 草浆         | 3.39999999
        straw_at | paper  | pulping | 草浆         | 3.4
        straw_up | paper  | pulping | 草浆         | 3.5
        chemical | paper  | pulping | 漂白化学木浆 | 1.6
        chem_at  | paper  | pulping | 化学浆       | 1.7
        chem_up  | paper  | pulping | 化学浆       | 1.8
        unknown  | paper  | pulping | 草浆         |
        unsaid   | paper  | pulping |              | 1
        """,
        switched_on=("CN07-T-PAP-01", "CN07-T-PAP-02"),
    )
    straw = {"straw": OUT, "straw_at": REVIEW, "straw_up": OK, "unknown": OPEN, "unsaid": OPEN}
    chemical = {"chemical": OUT, "chem_at": REVIEW, "chem_up": OK, "unsaid": OPEN}
    assert lines.rule("CN07-T-PAP-01") == straw | dict.fromkeys(("chemical", "chem_at", "chem_up"), NA)
    assert lines.rule("CN07-T-PAP-02") == chemical | dict.fromkeys(("straw", "straw_at", "straw_up", "unknown"), NA)


def test_the_energy_benchmark_speaks_of_its_fields_where_it_was_found_missed(judged):
    table = """
        line    | sector  | process    | energy_below_benchmark
        missed  | cement  | clinker    | true
        reached | cement  | clinker    | false
        silent  | cement  | clinker    |
        radial  | tyre    | all_steel  | true
        bias    | tyre    | bias       | true
        unnamed | cement  |            | true
    """
    fields = ("CN23-E-25", "CN23-E-11")
    found = judged(table, as_of=LATER, switched_on=fields)
    assert found.rule("CN23-E-25") == {"missed": OUT, "reached": OK, "unnamed": OPEN}
    assert found.rule("CN23-E-11") == {"radial": OUT, "bias": NA}
    assert judged(table, as_of=date(2023, 7, 3), switched_on=fields).rule("CN23-E-25") == {}


def test_a_class_of_the_catalogue_is_that_of_its_edition(judged):
    table = """
        line    | sector  | catalogue_class | catalogue_edition | catalogue_entry
        old     | foundry | 淘汰类          | 2019年本          | 三（一）2
        new     | foundry | 淘汰类          | 2024年本          | 三（一）2
        neither | foundry | 淘汰类          |                   |
        allowed | foundry | 允许类          | 2024年本          |
    """
    editions = ("CN19-T-CAT-01", "CN24-T-CAT-01")
    before = judged(table, as_of=date(2024, 1, 31), switched_on=editions)
    assert before.rule("CN19-T-CAT-01") == {"old": OUT, "new": NA, "neither": OPEN, "allowed": NA}
    assert before.rule("CN24-T-CAT-01") == {}
    after = judged(table, as_of=date(2024, 2, 1), switched_on=editions)
    assert after.rule("CN24-T-CAT-01") == {"old": NA, "new": OUT, "neither": OPEN, "allowed": OK}
    assert after.rule("CN19-T-CAT-01") == {}
