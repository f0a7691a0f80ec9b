"""What is to be done, as a clerk and a leader meet it: every row leads to where it is done."""

import shutil
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from urllib.parse import parse_qs

import pytest

from lib.register.store import Register
from tests.ui.conftest import html, open_page
from tests.ui.test_cases_pages import served
from tests.ui.test_inspections import field, send


@pytest.fixture
def office(small_file: Path, tmp_path: Path) -> Iterator[Register]:
    """A register of the test's own."""
    shutil.copy(small_file, tmp_path / "register.duckdb")
    with served(tmp_path) as opened:
        yield opened


def test_what_is_to_be_done_stands_with_its_way(office: Register):
    test = open_page("todo", as_of="2022-12-20", lang="en")
    assert not test.exception and not test.error
    shown = html(test)
    assert "have not stated everything" in shown and "Fill in the letter" in shown
    assert "part=reports&amp;area=" in shown.replace("%3D", "=")
    assert "Verdicts without a case" in shown
    named = html(open_page("todo", as_of="2022-12-20", kind="not_opened"))
    assert "view=open" in named and "未立项判定" in named
    assert ">未立项<" not in named, "that is what lines without a case are called, which are another number"


def test_an_instruction_goes_from_an_area_to_its_reply(office: Register):
    area = html(open_page("area", area="371521", as_of="2022-12-20", lang="en"))
    assert "give=%2Farea%3F" in area, "the way from the area"
    asked = area[area.index("give=") :].split('"')[0].replace("&amp;", "&")
    form = {key: value for key, (value,) in parse_qs(asked).items()}
    test = open_page("todo", **form | {"lang": "en"})
    field(test, "text_area", "give_what").set_value("7月底前**拆完**")
    field(test, "text_input", "give_actor").set_value("王市长")
    send(test, "Give the instruction")
    assert not test.exception and not test.error and "was given" in test.success[0].value
    [row] = office.ask_rows("pages/todo/instruction", instruction="J2026-0001".replace("2026", str(date.today().year)))
    assert (row["area_code"], row["instructed"], row["page_address"]) == ("371521", "7月底前**拆完**", form["give"])

    assert dict(test.query_params)["as_of"] == date.today().isoformat(), "on the demo's own day it was not given yet"
    owed = html(open_page("todo", kind="instruction", as_of=date.today().isoformat(), lang="en"))
    assert f"instruction={row['instruction_id']}" in owed and "7月底前**拆完**" in owed
    late = (date.today() + timedelta(31)).isoformat()
    screen = html(open_page("overview", as_of=late, lang="en"))
    assert "Instructions: 1, 1 of them overdue" in screen
    assert f"give=%2F%3Fas_of%3D{late}" in screen, screen[screen.find("give=") :][:80]
    test = open_page("todo", instruction=row["instruction_id"], as_of=date.today().isoformat(), lang="en")
    assert "Back to the list" in html(test) and "area=371521" in html(test)
    field(test, "text_area", "reply_note").set_value("已拆完")
    field(test, "text_input", "reply_actor").set_value("李科员")
    send(test, "Reply")
    assert not test.error and "Recorded" in test.success[0].value
    field(test, "text_area", "return_note").set_value("附照片")
    field(test, "text_input", "return_actor").set_value("王市长")
    send(test, "Hand it back")
    assert not test.error and "附照片" in html(test)
    assert "Hand it back" not in [button.label for button in test.button], "it is owed again"
    field(test, "text_area", "reply_note").set_value("照片已补")
    field(test, "text_input", "reply_actor").set_value("李科员")
    send(test, "Reply")
    field(test, "text_area", "finish_note").set_value("同意")
    field(test, "text_input", "finish_actor").set_value("王市长")
    send(test, "It is done")
    [row] = office.ask_rows("pages/todo/instruction", instruction=row["instruction_id"])
    assert row["instruction_state"] == "done"
