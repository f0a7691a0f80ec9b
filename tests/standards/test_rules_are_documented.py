"""The rule files themselves: every rule has its source and a test, every condition can be tested."""

import re
from collections import Counter
from decimal import Decimal
from pathlib import Path

import pytest

from lib.register.reference import read_rows
from lib.settings import Settings

DIRECTORY = Settings().reference_dir
RULES = read_rows(DIRECTORY / "rules.csv")
CONDITIONS = read_rows(DIRECTORY / "conditions.csv")
ATTRIBUTES = {row["attribute"]: row for row in read_rows(DIRECTORY / "attributes.csv")}
OWN = {"capacity", "process", "product"}  # columns of the line itself
NUMBERS = {"<", "<=", ">", ">=", "="}
GRADES = {"provenance_zh": ("原文：", "转引："), "provenance_en": ("Document: ", "Second-hand: ")}
QUOTED = {"以下", "及以下", "高于", "补气保用", "缺气保用"}  # Chinese words an English note quotes
CHINESE = re.compile(r"[\u4e00-\u9fff]+")
DEPARTMENTS = {row["department"] for row in read_rows(DIRECTORY / "departments.csv")}


@pytest.mark.parametrize("row", RULES, ids=lambda row: row["rule_id"])
def test_a_rule_has_its_source_and_a_test(row):
    tests = "".join(
        file.read_text(encoding="utf-8")
        for file in Path(__file__).parent.glob("test_*.py")
        if file.name != Path(__file__).name
    )
    assert f'"{row["rule_id"]}"' in tests, "a table in tests/standards names the rule"
    both = [f"{name}_{language}" for name in ("consequence", "provenance") for language in ("zh", "en")]
    assert all(row[name] for name in ["document", "clause", "clause_text", *both])
    assert row["effective_from"] and row["scope"] in {"line", "enterprise_total", "enterprise"}
    assert row["trigger"] in {"standing", "finding"} and row["effect"] in {"exit", "rectify", "replace", "discipline"}
    assert row["effect"] != "discipline" or row["verdict_when_met"] == "review"


def test_only_the_clauses_of_the_plan_are_in_force_and_candidates_say_how_they_were_read():
    for row in RULES:
        is_seed = row["plan_id"] == "LC2022"
        assert row["status"] == ("in_force" if is_seed else "candidate"), row["rule_id"]
        assert is_seed or all(row[name].startswith(how) for name, how in GRADES.items()), row["rule_id"]
        assert bool(row["checked_by_zh"]) == bool(row["checked_by_en"]) == is_seed, "nobody has checked a candidate yet"


@pytest.mark.parametrize(
    "row", CONDITIONS, ids=lambda row: "-".join((row["rule_id"], row["attribute"], row["operator"], row["bound"]))
)
def test_a_condition_can_be_tested(row):
    attribute = ATTRIBUTES[row["attribute"]]
    assert row["role"] in {"applies_if", "exempt_if", "outdated_if"}
    if row["attribute"] == "capacity" or attribute["kind"] == "number":
        assert row["operator"] in NUMBERS and Decimal(row["bound"]).is_finite()
        assert row["unit"] and (row["attribute"] == "capacity" or row["unit"] == attribute["unit"]), (
            "no unit is converted while judging"
        )
    else:
        assert row["operator"] in {"=", "in", "contains_any"} and not row["unit"]
    if attribute["allowed"]:
        assert set(row["bound"].split(";")) <= set(attribute["allowed"].split(";"))
    assert row["is_settled"] == "true" or row["note_zh"], "an unsettled bound says why"


def test_our_words_about_a_rule_stand_in_both_languages():
    for row in CONDITIONS:
        assert bool(row["note_zh"]) == bool(row["note_en"]), row["rule_id"]
    for text in [row["provenance_en"] for row in RULES] + [row["note_en"] for row in CONDITIONS]:
        assert set(CHINESE.findall(text)) <= QUOTED, text
    for row in RULES:
        assert set(filter(None, row["lead_department"].split(";"))) <= DEPARTMENTS, row["rule_id"]


def test_every_rule_tests_something_once():
    tested = Counter(row["rule_id"] for row in CONDITIONS if row["role"] == "outdated_if")
    assert tested == Counter(row["rule_id"] for row in RULES)


def test_a_bare_below_is_never_settled_for_candidates():
    bare = {
        row["rule_id"]
        for row in RULES
        if row["plan_id"] == "CANDIDATE" and "以下" in row["title_zh"] and "及以下" not in row["title_zh"]
    }
    settled = {row["rule_id"]: row["is_settled"] for row in CONDITIONS if row["role"] == "outdated_if"}
    assert bare and {settled[rule_id] for rule_id in bare} == {"false"}


def test_no_heading_means_two_attributes():
    words = Counter(
        word for row in ATTRIBUTES.values() for word in {row["name_zh"], *filter(None, row["aliases"].split(";"))}
    )
    fields = {row["synonym"] for row in read_rows(DIRECTORY / "headers.csv")}
    measured = {
        word
        for name, row in ATTRIBUTES.items()
        if name not in OWN
        for word in {row["name_zh"], *row["aliases"].split(";")}
    }
    assert [word for word, count in words.items() if count > 1] == []
    assert measured & fields == set()
