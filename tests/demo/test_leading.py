"""What the made-up city's leadership asks: goals met and missed, instructions in every state."""

from datetime import date

from lib.register.store import Register

NOVEMBER, DECEMBER = date(2022, 11, 30), date(2022, 12, 31)


def test_goals_are_met_missed_and_not_set(demo: Register):
    rows = demo.ask("pages/area/goals", DECEMBER, "zh", area="", sector="")
    unset, goals = rows[rows.goal_id.isna()], rows.dropna(subset=["goal_id"])
    assert len(goals) == 10 and set(unset.area_code) == {"LC-GX", "LC-JK"}
    assert (goals.goal_counted_lines >= goals.goal_lines).sum() >= 2
    assert (goals.goal_counted_lines < goals.goal_lines).sum() >= 5
    pace = demo.ask("pages/leading/pace", DECEMBER, area="", sector="").iloc[0]
    assert (pace.goal_lines, pace.goal_areas) == (35, 9) and 0 < pace.goal_counted_lines < pace.goal_lines
    before = demo.ask("pages/area/goals", date(2022, 7, 15), "zh", area="", sector="")
    assert before.goal_id.isna().all(), "each stands from the day it was set"


def test_instructions_stand_in_every_state_on_the_day_the_demo_opens(demo: Register):
    rows = demo.ask("marts/instructions/instructions", DECEMBER, "zh").set_index("instruction_id")
    assert dict(rows.instruction_state) == {
        "J2022-0001": "overdue", "J2022-0002": "replied", "J2022-0003": "done", "J2022-0004": "open",
    }  # fmt: skip
    counts = demo.ask("pages/overview/instructions", DECEMBER).iloc[0]
    assert (counts.standing_instructions, counts.overdue_instructions) == (3, 1)
    assert set(demo.ask("marts/instructions/instructions", NOVEMBER).instruction_id) == {"J2022-0001"}
    told = demo.known(NOVEMBER).ask("marts/instructions/instructions", DECEMBER)
    assert set(told.instruction_id) == {"J2022-0001"}, "nobody knew of the others then"
