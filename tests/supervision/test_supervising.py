"""A supervision from its first day to the last issue: what the register knows, what a team finds, what mends it."""

import io
import json
from datetime import date, timedelta

import pytest
from docx import Document

from lib.cli import main
from lib.errors import UserError
from lib.register.store import Register
from lib.reports.statements import record_report
from lib.supervision.area_documents import record_document, withdraw_document
from lib.supervision.feedback import feedback_paper
from lib.supervision.supervising import (
    answer_supervision,
    circulate,
    close_issue,
    feed_back,
    open_supervision,
    withdraw_supervision,
)

AREA, OTHER, PERIOD = "371502", "371521", "2022-12"
BY = {"actor": "张科长"}
BEGUN, FOUND, FED_BACK, DUE, CLOSED = (
    date(2022, 12, 20),
    date(2022, 12, 22),
    date(2022, 12, 28),
    date(2023, 1, 20),
    date(2023, 2, 1),
)
TEAM = {"on": BEGUN, "supervisors": ("孙组长", "周组员")}
SECTORS = ("steel", "cement", "aluminium", "flat_glass", "coal", "paper", "rock_wool")


def items(register: Register, on: date, area: str = AREA) -> dict[str, dict[str, object]]:
    rows = register.ask("pages/supervision/items", on, "zh", period=PERIOD, area=area).to_dict("records")
    return {row["item"]: row for row in rows}


def board(register: Register, on: date, area: str = AREA) -> dict[str, object]:
    (row,) = register.ask("pages/supervision/board", on, "zh", period=PERIOD, area=area).to_dict("records")
    return row


def test_what_nobody_states_is_unknown_and_never_in_order(areas: Register):
    row = board(areas, BEGUN, OTHER)
    assert (row["judged_count"], row["fulfilled_count"]) == (25, 0)
    assert row["unknown_count"] == 25 - row["failed_count"]
    assert row["supervision_id"] is None
    found = items(areas, BEGUN, OTHER)
    assert found["ARE-01"]["item_outcome"] == "unknown"
    assert found["ARE-29"]["known_words"] == "应报 7 格，未报或逾期 7 格", "July is past and silent"
    assert found["ARE-29"]["item_outcome"] == "failed"
    assert found["ARE-30"]["item_outcome"] == "unknown", "December is not due yet"
    assert items(areas, date(2023, 1, 2), OTHER)["ARE-30"]["item_outcome"] == "failed"


def test_an_item_is_asked_as_its_season_asked_it(areas: Register):
    assert "ARE-07" not in items(areas, date(2026, 1, 1)), "who may inspect holds from 2025"


def test_documents_of_the_area_answer_what_they_prove(areas: Register):
    told = {"on": date(2022, 6, 20), "document_no": "东政发〔2022〕5号"}
    record_document(areas, "LC2022", OTHER, "plan", **told, **BY)
    wrong = record_document(areas, "LC2022", OTHER, "minutes", **told, **BY)
    record_document(areas, "LC2022", OTHER, "minutes", **told | {"on": date(2022, 9, 1), "document_no": "2号"}, **BY)
    found = items(areas, BEGUN, OTHER)
    assert (found["ARE-01"]["item_outcome"], found["ARE-01"]["known_words"]) == ("fulfilled", "文件：东政发〔2022〕5号")
    assert found["ARE-04"]["item_value_name"] == "2 次"
    assert items(areas, date(2022, 7, 2), OTHER) == {}, "December has not begun in July"
    withdraw_document(areas, wrong, reason="重复", **BY)
    assert items(areas, BEGUN, OTHER)["ARE-04"]["item_value_name"] == "1 次"
    with pytest.raises(UserError, match="There is no document"):
        withdraw_document(areas, wrong, reason="重复", **BY)


def test_a_supervision_goes_from_its_first_day_to_the_last_issue(areas: Register):
    for sector in SECTORS:
        record_report(
            areas, period="2022-07", area=AREA, sector=sector, statement="reported", on=date(2022, 7, 13),
            signer="王主任", document_no="东工信函〔2022〕1号", **BY,
        )  # fmt: skip
    made = open_supervision(areas, AREA, PERIOD, **TEAM, **BY)
    first = answer_supervision(areas, made, "ARE-02", "no", on=FOUND, remark="未列岩棉", **BY)
    with pytest.raises(UserError, match="张科长 answered ARE-02 meanwhile: no"):
        answer_supervision(areas, made, "ARE-02", "yes", on=FOUND, actor="李科员")
    answer_supervision(areas, made, "ARE-02", "no", on=FOUND, remark="未列岩棉、造纸", seen=first, **BY)
    answer_supervision(areas, made, "ARE-12", "9", on=FOUND, **BY)
    bare = answer_supervision(areas, made, "ARE-03", "no", on=FOUND, **BY)
    with pytest.raises(UserError, match="A no without its remark: ARE-03"):
        feed_back(areas, made, on=FED_BACK, document_no="督导〔2022〕3号", due_on=DUE, **BY)
    answer_supervision(areas, made, "ARE-03", "", on=FOUND, seen=bare, **BY)
    answer_supervision(areas, made, "ARE-13", "7", on=FED_BACK, **BY)
    with pytest.raises(UserError, match="was not fed back"):
        close_issue(areas, made, "ARE-02", on=FED_BACK, document_no="1号", **BY)

    issues = feed_back(areas, made, on=FED_BACK, document_no="督导〔2022〕3号", due_on=DUE, **BY)
    assert {"ARE-02", "ARE-13"} <= set(issues)
    with pytest.raises(UserError, match="not answered any more"):
        answer_supervision(areas, made, "ARE-03", "yes", on=FED_BACK, **BY)
    record_document(areas, "LC2022", AREA, "plan", on=date(2022, 12, 30), document_no="5号", **BY)
    circulate(areas, made, on=date(2023, 1, 4), document_no="通报〔2023〕1号", **BY)
    with pytest.raises(UserError, match="By which document"):
        close_issue(areas, made, "ARE-02", on=DUE, document_no=" ", **BY)
    for item in issues:
        close_issue(areas, made, item, on=CLOSED, document_no=f"整改 {item}", **BY)
    with pytest.raises(UserError, match="no open issue"):
        close_issue(areas, made, issues[0], on=CLOSED, document_no="再次", **BY)

    assert board(areas, FOUND)["supervision_state"] == "open"
    found = items(areas, FOUND)
    assert (found["ARE-29"]["item_value"], found["ARE-29"]["answer_origin"]) == ("yes", "register"), "July was written"
    assert found["ARE-13"]["item_outcome"] == "unknown"
    assert found["ARE-02"]["item_remark"] == "未列岩棉、造纸"
    assert board(areas, FED_BACK)["supervision_state"] == "fed_back"
    assert items(areas, FED_BACK)["ARE-13"]["item_outcome"] == "failed", "7 of 9 were supervised"
    row = board(areas, CLOSED - timedelta(1))
    assert (row["supervision_state"], row["issue_count"]) == ("circulated", len(issues))
    assert row["overdue_issue_count"] == len(issues)
    row = board(areas, CLOSED)
    assert (row["supervision_state"], row["closed_issue_count"]) == ("closed", len(issues))
    found = items(areas, CLOSED)
    assert found["ARE-29"]["answer_origin"] == "register", "taken down with the feedback"
    assert found["ARE-01"]["item_outcome"] == "unknown", "what was not known at the feedback stays so"

    paper = Document(io.BytesIO(feedback_paper(areas, AREA, PERIOD, CLOSED)))
    words = "\n".join(cell.text for table in paper.tables for row in table.rows for cell in row.cells)
    assert "未列岩棉、造纸" in words and "整改 ARE-02" in words
    assert any("不明的不计为符合" in line.text for line in paper.paragraphs)


REFUSED = (  # what is said otherwise, and the sentence
    ({"area": "东水泥"}, "东水泥 is an enterprise: supervision is of the government of an area"),
    ({"area": "999999"}, "there is no 999999"),
    ({"period": "2023-01"}, "no area is supervised"),
    ({"on": date(2022, 11, 1)}, "no area is supervised"),
    ({"supervisors": (" ",)}, "names its team"),
    ({"body": "某协会"}, "某协会 is not listed"),
    ({"actor": ""}, "Enter your name"),
)


@pytest.mark.parametrize(("said", "sentence"), REFUSED)
def test_what_is_no_supervision_is_refused(areas: Register, said, sentence):
    asked = {"area": "371526", "period": PERIOD} | TEAM | BY | said
    with pytest.raises(UserError, match=sentence):
        open_supervision(areas, asked.pop("area"), asked.pop("period"), **asked)


def test_one_stands_of_an_area_and_period_until_it_is_withdrawn(areas: Register):
    made = open_supervision(areas, "371526", PERIOD, **TEAM, **BY)
    with pytest.raises(UserError, match=f"{made} of this area and period stands already"):
        open_supervision(areas, "371526", PERIOD, **TEAM, **BY)
    with pytest.raises(UserError, match="is no answer to ARE-01"):
        answer_supervision(areas, made, "ARE-01", "na", **BY)
    with pytest.raises(UserError, match="There is no item CEM-01"):
        answer_supervision(areas, made, "CEM-01", "yes", **BY)
    withdraw_supervision(areas, made, reason="选错属地", **BY)
    with pytest.raises(UserError, match="no supervision"):
        answer_supervision(areas, made, "ARE-01", "yes", **BY)
    again = open_supervision(areas, "371526", PERIOD, **TEAM, **BY)
    assert again != made
    on_the_day = areas.snapshot_cursor(FED_BACK, query="marts.supervision").execute(
        "select supervision_id from marts.supervision where area_code = '371526' and period = $1", [PERIOD]
    )
    assert on_the_day.fetchall() == [(again,)], "what was withdrawn since never was"


def test_an_answer_taken_back_is_given_again_and_a_number_is_one_to_sql(areas: Register):
    made = open_supervision(areas, "371503", PERIOD, **TEAM, **BY)
    first = answer_supervision(areas, made, "ARE-02", "yes", on=FOUND, **BY)
    answer_supervision(areas, made, "ARE-02", "", on=FOUND, seen=first, **BY)
    assert answer_supervision(areas, made, "ARE-02", "no", on=FOUND, **BY), "nothing stands: who saw none saw it right"
    for number in ("９", "1_0", "9e3"):
        with pytest.raises(UserError, match="is no answer to ARE-12"):
            answer_supervision(areas, made, "ARE-12", number, on=FOUND, **BY)


def test_the_command_does_the_same(register_file, monkeypatch, capsys, tmp_path):
    monkeypatch.setenv("REGISTER_URL", str(register_file))

    def ran(*words: str) -> dict[str, object]:
        assert main(["supervision", *words]) == 0
        return json.loads(capsys.readouterr().out)

    area = ("--area", OTHER, "--period", PERIOD)
    made = str(ran("open", *area, "--supervisor", "孙组长", "--on", "2022-12-20")["supervision"])
    ran("answer", made, "ARE-01", "no", "--remark", "未印发", "--on", "2022-12-20")
    told = ran("step", made, "fed_back", "--on", "2022-12-28", "--doc", "2号", "--due", "2023-01-20")
    assert "ARE-01" in told["issues"]
    ran("step", made, "cured", "--item", "ARE-01", "--on", "2023-01-10", "--doc", "4号")
    ran("feedback", *area, "--on", "2023-01-10", "--out", str(tmp_path / "feedback.docx"))
    assert (tmp_path / "feedback.docx").read_bytes()[:2] == b"PK"
