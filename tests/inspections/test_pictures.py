"""Pictures, signatures and sending again: what comes in twice is there once, what is stale is told, what a no needs is
demanded when the list is finished."""

import hashlib
import io
from datetime import date

import pytest
from docx import Document

from lib.access.roles import person
from lib.access.writing import OwnRegister
from lib.cases.evidence import Upload, stored
from lib.errors import UserError
from lib.inspections.answers import answer_item, record_answers
from lib.inspections.finishing import finish_checklist
from lib.inspections.record import visit_record
from lib.inspections.visits import Given
from lib.register.store import Register
from tests.inspections.conftest import answers, shot

WANG, LI = {"actor": "王科长"}, {"actor": "李科员"}
FIRST, SECOND = "王科长 15010001", "李科员 15010002"


def pictures(register: Register, visit: tuple[str, str], item: str) -> list[dict[str, object]]:
    rows = register.ask("marts/inspections/inspection_pictures").to_dict("records")
    return [row for row in rows if (row["inspection_plan_id"], row["enterprise_id"], row["item"]) == (*visit, item)]


def test_a_no_that_needs_a_photo_lacks_it_until_it_is_there_unchanged(places: Register, visit):
    first = answer_item(places, *visit, "cement", "CEM-06", "no", remark="2000吨线在产", **WANG)
    assert answers(places, visit)["CEM-06"]["lacks_photo"]
    taken = shot()
    second = answer_item(
        places, *visit, "cement", "CEM-06", "no", remark="2000吨线在产", seen=first, files=[taken], **WANG
    )
    assert not answers(places, visit)["CEM-06"]["lacks_photo"]
    (kept,) = pictures(places, visit, "CEM-06")
    assert kept["sha256"] == hashlib.sha256(taken.content).hexdigest()
    path, mime = stored(places, kept["evidence_id"])
    assert (path.read_bytes(), mime) == (taken.content, "image/jpeg")
    of_another_area = OwnRegister(places, person(places.settings, "李", "county", ("371521",)))
    assert stored(of_another_area, kept["evidence_id"]) is None
    third = answer_item(places, *visit, "cement", "CEM-06", "no", remark="2000吨线停产", seen=second, **WANG)
    assert len(pictures(places, visit, "CEM-06")) == 1, "a changed remark keeps the pictures"
    asked = {"remark": "2000吨线停产", "seen": third, "drops": [kept["evidence_id"]]}
    answer_item(places, *visit, "cement", "CEM-06", "no", **asked, **WANG)
    assert not pictures(places, visit, "CEM-06") and answers(places, visit)["CEM-06"]["lacks_photo"]


def test_what_is_no_picture_is_refused(places: Register, visit):
    with pytest.raises(UserError, match=r"x\.jpg"):
        answer_item(places, *visit, "cement", "CEM-07", "no", files=[Upload("photo", "x.jpg", b"MZ")], **WANG)
    with pytest.raises(UserError, match="answered by a picture"):
        answer_item(places, *visit, "signing", "SGN-08", "1", **WANG)


def test_sent_twice_is_there_once_and_what_is_stale_is_told_beside_what_stands(places: Register, visit):
    sent = [
        Given("cement", "CEM-01", "yes", client_id="a1"),
        Given("cement", "CEM-01", "no", remark="已更名", seen="a1", client_id="a2", files=(shot("green"),)),
        Given("cement", "CEM-02", "perhaps", client_id="a3"),
    ]
    first = record_answers(places, *visit, sent, **WANG)
    assert [bool(one.answer_id) for one in first] == [True, True, False]
    assert str(first[2].refusal) == "perhaps is no answer to CEM-02."
    version = places.version()
    again = record_answers(places, *visit, sent, **WANG)
    assert [one.answer_id for one in again] == [one.answer_id for one in first]
    assert places.version() == version and len(pictures(places, visit, "CEM-01")) == 1
    stale = Given("cement", "CEM-01", "yes", seen=first[0].answer_id, client_id="b1")
    (taken,) = record_answers(places, *visit, [stale], **LI)
    assert (taken.answer_id, taken.conflict["value"], taken.conflict["actor"]) == ("", "no", "王科长")
    chosen = Given("cement", "CEM-01", "yes", seen=taken.conflict["answer_id"], client_id="b2")
    (taken,) = record_answers(places, *visit, [chosen], **LI)
    assert answers(places, visit)["CEM-01"]["answer_id"] == taken.answer_id
    (taken,) = record_answers(places, *visit, [Given("cement", "CEM-02", "yes", client_id="b2")], **LI)
    assert "names another answer" in str(taken.refusal)


def test_a_number_of_a_line_is_asked_line_by_line(places: Register, visit):
    assert answers(places, visit)["CEM-11"]["line_name"] == "1号磨"
    with pytest.raises(UserError, match="line by line"):
        answer_item(places, *visit, "cement", "CEM-11", "3.2", **WANG)
    with pytest.raises(UserError, match="not asked of 北水泥磨"):
        answer_item(places, *visit, "cement", "CEM-11", "3.2", line_id="北水泥磨", **WANG)


def test_two_officers_sign_last_and_all_that_is_lacking_is_told_at_once(places: Register, visit):
    plan, enterprise = visit
    seen = answers(places, visit)["CEM-06"]["answer_id"] or ""
    answer_item(places, *visit, "cement", "CEM-06", "no", seen=seen, **WANG)
    with pytest.raises(
        UserError, match=r"Not answered: .*CEM-05.*without a remark: .*CEM-06.*without a photo: .*CEM-06"
    ):
        finish_checklist(places, plan, enterprise, "cement", **WANG)
    for item, value in (("SGN-03", "无"), ("SGN-04", "拒签"), ("SGN-06", "负责人不在场")):
        answer_item(places, *visit, "signing", item, value, **WANG)
    with pytest.raises(UserError, match="no officer of"):
        answer_item(places, *visit, "signing", "SGN-01", "赵局长 1", files=[shot()], **WANG)
    answer_item(places, *visit, "signing", "SGN-01", FIRST, files=[shot("black")], **WANG)
    with pytest.raises(UserError, match="another officer's"):
        answer_item(places, *visit, "signing", "SGN-02", FIRST, files=[shot()], **WANG)
    with pytest.raises(UserError, match="Not answered: SGN-02, SGN-07"):
        finish_checklist(places, *visit, "signing", **WANG)
    answer_item(places, *visit, "signing", "SGN-02", SECOND, files=[shot("blue")], **LI)
    answer_item(places, *visit, "signing", "SGN-07", "孙某 村委会", files=[shot("white")], **LI)
    with pytest.raises(UserError, match="come last: 水泥核查表"):
        finish_checklist(places, *visit, "signing", **WANG)
    for row in places.ask("marts/inspections/inspection_answers").to_dict("records"):
        if row["checklist"] == "cement":
            answer_item(places, *visit, "cement", row["item"], "", seen=row["answer_id"], **WANG)
    with pytest.raises(UserError, match="水泥核查表 changed after the signatures"):
        finish_checklist(places, *visit, "signing", **WANG)
    for item, who, colour in (("SGN-01", WANG, "navy"), ("SGN-02", LI, "teal"), ("SGN-07", LI, "gray")):
        row = answers(places, visit, "signing")[item]
        old = [one["evidence_id"] for one in pictures(places, visit, item)]
        again = {"seen": row["answer_id"], "files": [shot(colour)], "drops": old}
        answer_item(places, *visit, "signing", item, row["item_value"], **again, **who)
    finish_checklist(places, *visit, "signing", **WANG)
    with pytest.raises(UserError, match="finished already"):
        finish_checklist(places, *visit, "signing", **LI)
    paper = Document(io.BytesIO(visit_record(places.reading(), *visit, date.today())))
    foot = {row.cells[0].text: row.cells[1].text for row in paper.tables[-1].rows}
    assert list(foot.values()) == ["无", "拒签：负责人不在场；见证人：孙某 村委会", f"{FIRST}、{SECOND}"]
    assert len(paper.element.xpath(".//w:drawing")) == 3, "the signatures are in the record"
    answer_item(places, *visit, "cement", "CEM-02", "yes", **WANG)
    finished = answers(places, visit, "signing")["SGN-01"]
    rows = places.ask("marts/inspections/inspection_answers").to_dict("records")
    assert finished["item_value"] == FIRST
    assert all(row["finished_at"] is None or row["finished_at"] != row["finished_at"] for row in rows)  # noqa: PLR0124
