"""A random share of an area, drawn by a seed that is kept: the same for whoever draws again, and a reason to visit."""

from datetime import date

import pytest

from lib.errors import UserError
from lib.inspections.drawing import draw, drawn
from lib.register.store import Register

BY = {"actor": "张三"}


def test_a_seed_draws_the_same_for_everybody_and_rounds_up():
    pool = [f"E{number:03}" for number in range(101)]
    found = drawn(pool, 10, "2026-11-30 摇号 7")
    assert len(found) == 11
    assert found == drawn(pool[::-1], 10, "2026-11-30 摇号 7")
    assert found != drawn(pool, 10, "2026-11-30 摇号 8")
    assert drawn(pool, 100, "x") == pool


def test_who_was_drawn_is_a_target_of_this_year_and_says_by_which_seed(places: Register):
    draw_id, found = draw(places, "371502", share=50, seed="摇号 7", **BY)
    assert len(found) == 2
    rows = places.ask("marts/targets/target_reasons")
    told = rows[rows.source == "random"].set_index("enterprise_id")
    assert set(told.index) == set(found) and set(told.about) == {draw_id}
    assert told.visit_reason[found[0]] == f"{date.today()} 随机抽取（种子 摇号 7，4 家中抽 2 家）。"
    target = places.ask("marts/targets/targets").set_index("enterprise_id").loc[found[0]]
    assert target.priority_parts == "落后未立项 35 + 随机 12"
    (kept,) = places.ask("marts/inspections/inspection_draws").to_dict("records")
    assert (kept["seed"], kept["pool_count"], kept["drawn_enterprises"]) == ("摇号 7", 4, ";".join(found))
    next_year = places.ask("marts/targets/target_reasons", date(date.today().year + 1, 3, 1))
    assert "random" not in set(next_year.source)


REFUSED = (
    ({"share": 0}, "1 to 100 percent"),
    ({"seed": " "}, "needs a seed"),
    ({"area": "371526"}, "there is nobody to draw"),
    ({"actor": ""}, "Enter your name"),
)


@pytest.mark.parametrize(("said", "sentence"), REFUSED)
def test_what_is_no_draw_is_refused(places: Register, said, sentence):
    asked = {"area": "371502", "share": 10, "seed": "7", "actor": "张三"} | said
    with pytest.raises(UserError, match=sentence):
        draw(places, asked.pop("area"), **asked)
