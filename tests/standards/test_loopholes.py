"""Ways to look better than one is: denied exemptions, mixed products, planned lines, an unstated sector."""

OUT, OK = "outdated", "compliant"


def test_a_product_that_denies_the_exemption_is_not_exempt(judged):
    lines = judged("""
        line     | process | product                      | capacity
        special  | clinker | 特种水泥熟料                 | 1000
        remark   | clinker | 熟料（特种水泥）             | 1000
        denied   | clinker | 非特种水泥熟料（通用）       | 1000
        without  | clinker | 普通熟料（不含特种水泥熟料） | 1000
        mixed    | clinker | 普通熟料、特种水泥熟料       | 1000
        both     | clinker | 特种水泥熟料、化工配套熟料   | 1000
    """)
    assert lines.rule("LC22-T-CEM-01") == {
        "special": "exempt",
        "remark": "exempt",
        "denied": OUT,
        "without": OUT,
        "mixed": OUT,
        "both": "exempt",
    }


def test_planned_and_shut_lines_lift_no_enterprise_above_the_bound(judged):
    tyres = judged("""
        line | enterprise | sector | process   | capacity | state
        1    | planned    | tyre   | all_steel | 60       | operating
        2    | planned    | tyre   | all_steel | 60       | planned
        3    | shut       | tyre   | all_steel | 100      | suspended
        4    | shut       | tyre   | all_steel | 30       | shut
        5    | only_plan  | tyre   | all_steel | 150      | planned
        6    | unknown    | tyre   | all_steel | 60       | operating
        7    | unknown    | tyre   | all_steel |          | planned
    """)
    assert tyres.rule("LC22-T-TYR-01") == {"planned": OUT, "shut": OUT, "only_plan": OK, "unknown": OUT}
    said = tyres.sentences("LC22-T-TYR-01")
    assert {name for name, sentence in said.items() if "未计入" in sentence} == {"planned", "shut", "unknown"}
    assert said["planned"].endswith("判定：落后。合计未计入在建、拟建或已关停的生产线 1 条。")
    assert "leaves out 1 line(s)" in tyres.sentences("LC22-T-TYR-01", "en")["planned"]
    assert "未计入" in tyres.line_sentences()["2"]


def test_a_line_without_a_sector_is_never_called_compliant(judged):
    lines = judged("""
        line    | sector  | energy_over_limit
        clean   | unknown | false
        dirty   | unknown | true
        silent  | unknown |
    """)
    assert lines.lines == {"clean": "not_assessable", "dirty": OUT, "silent": "not_assessable"}
