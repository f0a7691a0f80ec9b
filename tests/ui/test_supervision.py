"""The page of supervision, as a team works on it: begun, answered, fed back, and an issue closed."""

import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from lib.register.store import Register
from tests.ui.conftest import html, open_page
from tests.ui.test_cases_pages import served
from tests.ui.test_inspections import field, send

AREA, PERIOD = "371521", "2022-12"
HERE = {"period": PERIOD, "area": AREA}


@pytest.fixture
def office(small_file: Path, tmp_path: Path) -> Iterator[Register]:
    """A register of the test's own."""
    shutil.copy(small_file, tmp_path / "register.duckdb")
    with served(tmp_path) as opened:
        yield opened


def test_an_area_is_supervised_from_the_board_to_a_closed_issue(office: Register):
    board = html(open_page("supervision", period=PERIOD, lang="en"))
    assert f"area={AREA}" in board and "unknown" in board
    test = open_page("supervision", **HERE, lang="en")
    assert "no supervision yet" in html(test)
    field(test, "text_input", "begin_names").set_value("孙组长、周组员")
    field(test, "text_input", "begin_actor").set_value("张科长")
    send(test, "Begin")
    assert not test.exception and not test.error
    row = office.ask("pages/supervision/board", **HERE).iloc[0]
    assert row.supervisors == "孙组长、周组员"

    test = open_page("supervision", **HERE, lang="en")
    field(test, "text_input", "supervision_actor").set_value("张科长").run()
    field(test, "text_input", f"{row.supervision_id}_ARE-04").set_value("2").run()
    assert not test.exception and not test.error
    field(test, "text_input", "document_doc").set_value("阳政发〔2022〕5号")
    field(test, "date_input", "document_on").set_value(date(2022, 5, 9))
    field(test, "text_input", "document_actor").set_value("李科员")
    send(test, "File")
    assert not test.error and "was filed" in test.success[0].value
    assert "Document: 阳政发〔2022〕5号" in html(test)

    field(test, "text_input", "feedback_doc").set_value("督导〔2022〕3号")
    field(test, "text_input", "feedback_actor").set_value("张科长")
    send(test, "Give the feedback")
    assert not test.exception and not test.error
    issues = office.ask("pages/supervision/items", **HERE).query("issue_state == 'open'").item.tolist()
    assert issues, "the letters of the area are late"
    field(test, "text_input", "close_doc").set_value("整改〔2023〕1号")
    field(test, "text_input", "close_actor").set_value("张科长")
    send(test, "Close the issue")
    assert not test.error and "was closed" in test.success[0].value
    left = office.ask("pages/supervision/board", date.today(), **HERE).iloc[0]
    assert left.closed_issue_count == 1
    assert "整改〔2023〕1号" in html(open_page("supervision", **HERE, outcome="failed", lang="zh"))
