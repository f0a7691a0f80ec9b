"""The rules we ship: each has a test, candidates say how they were read."""

import re
from pathlib import Path

import pytest

from lib.register.reference import checked
from lib.settings import Settings

SHIPPED = checked(Settings())
RULES, CONDITIONS = SHIPPED["rules"], SHIPPED["conditions"]
GRADES = {"provenance_zh": ("原文：", "转引："), "provenance_en": ("Document: ", "Second-hand: ")}
QUOTED = {"以下", "及以下", "高于", "补气保用", "缺气保用"}  # Chinese words an English note quotes
CHINESE = re.compile(r"[\u4e00-\u9fff]+")


@pytest.mark.parametrize("row", RULES, ids=lambda row: row["rule_id"])
def test_a_rule_has_a_test(row):
    tests = "".join(
        file.read_text(encoding="utf-8")
        for file in Path(__file__).parent.glob("test_*.py")
        if file.name != Path(__file__).name
    )
    assert f'"{row["rule_id"]}"' in tests, "a table in tests/standards names the rule"


def test_only_the_clauses_of_the_plan_are_in_force_and_candidates_say_how_they_were_read():
    for row in RULES:
        is_seed = row["plan_id"] == "LC2022"
        assert row["status"] == ("in_force" if is_seed else "candidate"), row["rule_id"]
        assert is_seed or all(row[name].startswith(how) for name, how in GRADES.items()), row["rule_id"]


def test_our_english_about_a_rule_quotes_chinese_only_where_it_must():
    for text in [row["provenance_en"] for row in RULES] + [row["note_en"] for row in CONDITIONS]:
        assert set(CHINESE.findall(text)) <= QUOTED, text


def test_a_bare_below_is_never_settled_for_candidates():
    bare = {
        row["rule_id"]
        for row in RULES
        if row["plan_id"] == "CANDIDATE" and "以下" in row["title_zh"] and "及以下" not in row["title_zh"]
    }
    settled = {row["rule_id"]: row["is_settled"] for row in CONDITIONS if row["role"] == "outdated_if"}
    assert bare and {settled[rule_id] for rule_id in bare} == {"false"}
