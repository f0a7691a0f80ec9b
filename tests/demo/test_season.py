"""The made-up season of inspections: each state of a plan, a relapse, a zero returned, one area supervised."""

from datetime import date

from lib.cases.evidence import path_of
from lib.register.store import Register
from lib.reports.matrix import matrix

DECEMBER, JANUARY = date(2022, 12, 31), date(2023, 1, 31)


def test_the_season_has_a_plan_in_every_state_it_could_be_in(demo: Register):
    rows = demo.ask("marts/inspections/inspection_plans", DECEMBER, "zh")
    assert set(rows.inspection_state) == {"draft", "approved", "under_way", "done", "withdrawn"}
    assert set(rows[rows.inspection_state == "done"].skipped_count) == {0, 1}


def test_what_inspections_come_to_is_counted_and_each_number_has_its_rows(demo: Register):
    counts = demo.ask("pages/every/inspection_counts", DECEMBER, "zh", area="", enterprise="")
    assert set(counts[counts.thing_count > 0].mark) == set(counts.mark)
    for row in counts.itertuples():
        rows = demo.ask("pages/every/inspection_rows", DECEMBER, "zh", mark=row.mark, area="", enterprise="")
        assert (len(rows), rows.enterprise_id.nunique()) == (row.thing_count, row.enterprise_count)


def test_a_relapse_was_found_and_its_case_is_open_again(demo: Register):
    (row,) = demo.ask("marts/inspections/revisits", DECEMBER, "zh").to_dict("records")
    assert row["is_relapse"] and not row["is_unrecorded"]
    reopened = demo.ask("marts/cases/cases", DECEMBER, "zh").set_index("case_id").loc[row["case_ids"]]
    assert reopened.relapsed_on == row["answered_on"] and not reopened.is_exit_counted


def test_a_zero_that_was_drawn_and_visited_is_returned(demo: Register):
    found = [row for row in matrix(demo, "2022-12", "screening", JANUARY) if row["state"] == "returned"]
    assert [(row["area_code"], row["statement"], row["returned_by"]) for row in found] == [
        ("371502", "zero", "J2023-0001")
    ]


def test_one_area_was_supervised_in_december_and_mends(demo: Register):
    rows = demo.ask("marts/supervision/supervision", JANUARY, "zh")
    (row,) = rows[rows.supervision_id.notna()].to_dict("records")
    assert (row["area_code"], row["period"], row["supervision_state"]) == ("371521", "2022-12", "circulated")
    assert row["closed_issue_count"] == 1 and row["unknown_count"] > 0
    assert row["overdue_issue_count"] == row["open_issue_count"] > 0


def test_whom_a_department_named_is_still_to_be_visited(demo: Register):
    rows = demo.ask("marts/inspections/inspection_assignments", JANUARY, "zh")
    assert len(rows) == 2 and set(rows.is_overdue) == {True} and set(rows.area_code) == {"371521"}


def test_what_is_to_be_mended_is_closed_late_and_still_in_time(demo: Register):
    rows = demo.ask("marts/inspections/corrective_actions", DECEMBER, "zh").set_index("action_id")
    assert dict(rows.action_state) == {"Z2022-0001": "overdue", "Z2022-0002": "closed", "Z2022-0003": "open"}
    late = demo.ask("marts/targets/target_reasons", DECEMBER, "zh")
    assert list(late[late.source == "correction"].about) == ["Z2022-0001"]


def test_a_visit_is_signed_and_pictured(demo: Register):
    rows = demo.ask("marts/inspections/inspection_pictures", DECEMBER, "zh")
    assert set(rows.item) == {"SGN-01", "SGN-02", "SGN-05", "SGN-08", "ENV-01"}
    assert all(path_of(demo.settings, one).is_file() for one in rows.sha256)


def test_what_nobody_knew_is_a_draft_set_aside_or_in_the_register(demo: Register):
    rows = demo.ask("marts/inspections/found_plants", DECEMBER, "zh").set_index("draft_id")
    assert dict(rows.found_state) == {"D2022-0001": "registered", "D2022-0002": "rejected", "D2022-0003": "draft"}
    lines = demo.ask("marts/enterprises/lines", DECEMBER, "zh")
    (line,) = lines[lines.batch_id == rows.batch_id["D2022-0001"]].to_dict("records")
    assert (line["line_name"], line["area_code"]) == ("1号水泥磨", "371521")
