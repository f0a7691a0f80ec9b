"""Every verdict explains itself in both languages: the value, the bound, the document and the clause."""

import pytest

EVERYTHING = """
    line    | sector     | process    | product  | capacity | mill_diameter | meets_licence_rules | catalogue_class
    small   | cement     | clinker    |          | 2499.5   |               | false               | 淘汰类
    exact   | cement     | clinker    |          | 2500     |               | true                | 允许类
    special | cement     | clinker    | 特种水泥 | 1000     |               |                     |
    unknown | cement     | clinker    |          |          |               |                     |
    mill    | cement     | grinding   |          |          | 3.2           |                     |
    tyre    | tyre       | all_steel  |          | 120      |               |                     |
    drawn   | flat_glass | flat_drawn |          |          |               |                     |
    kiln    | flat_glass | float      |          |          |               |                     |
"""
CREDIT = "enterprise | env_credit_colour\n E | 黄\n F | 绿"


@pytest.fixture
def explained(judged):
    return judged(EVERYTHING, enterprises=CREDIT, switched_on=("CN10-T-GLS-01",))


@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_sentence_names_its_clause_and_what_was_measured(explained, language):
    rows = explained.ask("from marts.verdicts", language)
    assert set(rows["verdict"]) == {
        *("outdated", "replace", "review", "not_assessable", "exempt", "compliant", "not_applicable"),
    }
    for row in rows.itertuples():
        said = row.explanation
        assert f"{row.document} {row.clause}" in said and "{" not in said, row
        if row.verdict in {"outdated", "replace", "review", "compliant"}:
            text = row.measured_text if isinstance(row.measured_text, str) else ""
            spoken = {"true": ("是", "yes"), "false": ("否", "no")}.get(text)
            number = "" if text else f"{row.measured_number:.8f}".rstrip("0").rstrip(".")
            value = spoken[language == "en"] if spoken else text or number
            assert row.attribute == "process" or value in said, row
            assert spoken or row.attribute == "process" or row.bound in said, row


def test_sentences_read_like_an_official_wrote_them(explained):
    clause = "聊工信发〔2022〕64号 二（五）1"
    assert explained.sentences("LC22-T-CEM-01") == {
        "small": f"产能 2499.5 吨/日 < 2500 吨/日，依据 {clause}，判定：落后。",
        "exact": f"产能 2500 吨/日，不属于“< 2500 吨/日”，未触及 {clause}，达标。",
        "special": f"“特种水泥”属于 {clause} 载明的除外情形，豁免。",
        "unknown": f"缺少“产能”（或单位与条款不符，或一行填报多条线），依据 {clause} 无法判定。",
        "mill": f"{clause} 不适用于该对象。",
    }
    assert explained.sentences("LC22-T-CEM-03")["mill"] == f"磨机直径 3.2 米 ≤ 3.2 米，依据 {clause}，判定：落后。"
    assert explained.sentences("LC22-T-TYR-01") == {
        "E": f"企业合计产能 120 万条/年 等于界限值 120 万条/年，{clause} 未明确是否含本数，须人工核定。"
    }
    assert explained.sentences("LC22-ENV-02", "en") == {
        "E": "Environmental credit colour 黄 is one of 黄;黑; 聊工信发〔2022〕64号 二（二）3: review.",
        "F": "Environmental credit colour 绿 is not one of 黄;黑; 聊工信发〔2022〕64号 二（二）3 does not catch it. "
        "This speaks of that finding only: what was not recorded is not judged.",
    }


ONE_NO = """
    line     | enterprise | sector | process | capacity | emission_over_standard
    only_no  | E          | paper  |         | 10       | false
    silent   | E          | paper  |         | 10       |
    measured | E          | cement | clinker | 5000     | false
    unknown  | E          | cement | clinker |          | false
"""


def test_one_recorded_no_speaks_of_that_finding_only(judged):
    lines = judged(ONE_NO)
    assert lines.lines == {
        "only_no": "compliant", "silent": "no_rule", "measured": "compliant", "unknown": "not_assessable"
    }  # fmt: skip
    said = lines.line_sentences()
    assert said["only_no"].split("(")[0].strip().startswith("“") and "登记为“否”" in said["only_no"]
    assert "仅就该项而言，未登记的事项未作判定" in said["only_no"]
    assert "未登记的事项" not in said["measured"], "a measured rule was answered"
    assert "not recorded is not judged" in lines.line_sentences("en")["only_no"]


def test_a_rule_that_asks_for_no_says_no(explained):
    said = explained.sentences("LC22-Q-02")
    assert "登记为“否”" in said["small"] and "登记为“是”" in said["exact"]
    english = explained.sentences("LC22-Q-02", "en")
    assert "recorded as no;" in english["small"] and "recorded as yes;" in english["exact"]


def test_every_line_has_a_sentence_and_names_further_clauses(explained):
    said = explained.line_sentences()
    assert all(said.values()) and len(said) == 8
    assert "LC22-T-CAT-01" in said["small"] and "LC22-T-CEM-01" not in said["small"].split("(+")[0]
