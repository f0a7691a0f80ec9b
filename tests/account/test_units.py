"""A number always carries its unit: 项 counts cases, 条 lines, 家 enterprises; one label never names two numbers."""

from datetime import date

import pandas as pd

from lib.maps import tiles

DECEMBER = date(2022, 12, 31)
UNITS = {
    "zh": (
        "（条）", "（家）", "（项）", "（条或家）", "（行）", "（个）", "（件）", "（天）", "（月）", "（次）",
        "（张）", "台（条）数", "字节数",
    ),
    "en": (
        "line", "enterprise", "case", "row", "problem", "warning", "file", "clock", "day", "month", "bytes", "quantity",
        "visit", "reason", "item", "issue", "picture",
    ),
}  # fmt: skip
NO_COUNT = {"position", "severity", "sector_position", "row_number", "register_version", "exit_year"} | {
    "weight", "priority", "edition", "stop_number", "step_number", "drawn_share",
}  # fmt: skip
PAGE_COUNTS = {  # of queries of pages, beyond those of marts
    "case_lines", "change", "lines_before", "entered", "departed", "problem_count", "running_clocks", "overdue_cases",
    "due_month_cases", "more", "fewer", "goal_lines", "stage_identified", "stage_in_rectification", "stage_closing",
    "stage_shut_down", "stage_sealed", "stage_dismantled", "stage_accepted", "stage_rectified",
}  # fmt: skip
COUNTS = """select distinct column_name from information_schema.columns
    where table_schema = 'marts' and data_type in ('INTEGER', 'BIGINT', 'HUGEINT')"""


def labels(demo, language):
    """Column → heading of every count that a table or an export can show."""
    found = {name for (name,) in demo.cursor().execute(COUNTS).fetchall()} - NO_COUNT | PAGE_COUNTS
    named = demo.ask("pages/every/labels", DECEMBER, language, kind="column").set_index("code")["name"]
    return {column: named[column] for column in found}  # a count without a heading is an error here


def test_every_heading_of_a_count_says_its_unit(demo):
    for language, units in UNITS.items():
        found = labels(demo, language)
        assert len(found) > 50
        assert not {column: name for column, name in found.items() if not any(unit in name.lower() for unit in units)}


def test_no_two_counts_share_a_heading(demo):
    for language in UNITS:
        names = pd.Series(labels(demo, language))
        assert not list(names[names.duplicated(keep=False)].items())


def test_both_maps_shade_an_area_by_the_same_lines(demo):
    overview = demo.ask("pages/overview/areas", DECEMBER).set_index("area_code")
    for verdict in ("", "outdated", "review"):
        filters = dict.fromkeys(tiles.FILTERS, "") | {"verdict": verdict}
        shades = demo.ask("pages/map/counts", DECEMBER, **filters).groupby("area_code").shaded_lines.sum()
        wanted = overview[f"{verdict or 'outdated'}_lines"]
        assert shades[shades > 0].to_dict() == wanted[wanted > 0].to_dict()


def test_a_rule_counts_each_enterprise_it_catches_once(demo):
    rules = demo.ask("marts/judging/rule_catches", DECEMBER).set_index("rule_id")
    verdicts = demo.ask("marts/judging/verdicts", DECEMBER)
    caught = verdicts[verdicts.verdict.isin(["outdated", "replace", "review"])].groupby("rule_id").enterprise_id
    assert caught.nunique().to_dict() == rules.caught_enterprises[rules.caught > 0].to_dict()
    assert (rules.outdated + rules.replace_owed + rules.review == rules.caught).all()
