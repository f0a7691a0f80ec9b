"""What the ladder cites: documents that were read, no law for what it does not say, and practice called practice."""

import re

import pytest

from lib.register.reference import kept
from lib.settings import Settings

TABLES = kept(Settings())
CITED = [
    (table, cell)
    for table in (
        "ladder",
        "steps",
        "variants",
        "grounds",
        "evidence_kinds",
        "exit_facts",
        "restrictions",
        "credit_terms",
    )
    for row in TABLES[table]
    for cell in (row.get("clause") or row.get("source") or "",)
    if cell
]
PLAN = (  # the parts of the plan as it is printed (seed.md)
    *"一二三四",
    *(
        f"二（{part}）{item}"
        for part, items in zip("一二三四五", (2, 3, 2, 2, 4), strict=True)
        for item in range(1, items + 1)
    ),
    *(f"{part}（{item}）" for part in "三四" for item in "一二三四"),
)
READ = (  # documents and articles that domain.md holds, or words that say there is none
    rf"聊工信发〔2022〕64号 ({'|'.join(PLAN)})(、({'|'.join(PLAN)}|[1-4]))*$",
    r"工信部产业函〔2015〕97号 [一二三四]",
    r"工信部联产业〔2017〕30号$",
    r"节约能源法 第七十二条$",
    r"环境保护法 第六十条$",
    r"安全生产法 第一百一十三条$",
    r"山东省社会信用条例 第(三十八|四十一)条$",
    r"(2026年4月1日起)?信用修复管理办法（国家发展改革委令第36号，条号待核实）$",
    r"惯例：|台账规则：|.+为惯例$",
)


@pytest.mark.parametrize(("table", "cell"), CITED)
def test_every_clause_was_read_or_says_that_it_is_practice(table, cell):
    for part in cell.split("；"):
        assert any(re.match(pattern, part) for pattern in READ), (table, part)


def clauses(variant, *steps):
    return [
        row["clause"] for row in TABLES["ladder"] if row["variant"] == variant and (row["step"] in steps or not steps)
    ]


def test_exits_of_tyres_and_cement_do_not_rest_on_the_law_of_energy():
    assert not any("节约能源法" in clause for clause in clauses("technology"))


def test_the_plan_orders_no_rectification_of_safety():
    assert not any("64号 二（四）" in clause for clause in clauses("safety")), "it speaks of enforcement; 30号 does"


@pytest.mark.parametrize(
    "cited", ["聊工信发〔2022〕64号 四（九）", "聊工信发〔2022〕64号 二（一）3", "聊工信发〔2022〕64号 五"]
)
def test_a_part_that_the_plan_does_not_have_is_noticed(cited):
    assert not any(re.match(pattern, cited) for pattern in READ)


def test_the_law_of_water_closes_nothing():
    assert not any("水法" in clause for clause in clauses("water")), "it knows an order and a fine"


def test_the_days_of_the_notice_are_practice():
    [clause] = clauses("*", "reported")
    assert clause == "聊工信发〔2022〕64号 四（四）；公示满7日为惯例"
