"""Deadlines as iCalendar: read back by the rules of RFC 5545."""

from datetime import date
from unicodedata import category

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lib.cases.calendar import calendar_of, deadlines_ics, escaped, folded
from lib.cases.opening import open_many
from lib.errors import UserError
from tests.storm.hostile import names

ROW = {
    "case_id": "C1",
    "clock": "exit",
    "clock_name": "退出期限",
    "due_on": date(2022, 12, 31),
    "enterprise_name": "甲水泥, 有限;公司",
    "line_name": None,
    "area_name": "东昌府区",
    "lead_department": "市发展改革委;市工业和信息化局",
    "clause": "二（五）1",
}


def read(content: bytes) -> list[list[tuple[str, str]]]:
    """Events as (property, value) with folds undone."""
    lines = content.decode().replace("\r\n ", "").split("\r\n")
    assert lines[-1] == "" and "\n" not in "".join(lines)
    events, current = [], None
    for line in lines:
        if line == "BEGIN:VEVENT":
            current = []
        elif line == "END:VEVENT":
            events.append(current)
            current = None
        elif current is not None:
            current.append(tuple(line.split(":", 1)))
    return events


def test_a_deadline_is_an_all_day_event():
    [event] = read(deadlines_ics([ROW], as_of=date(2022, 7, 15)))
    values = dict(reversed(event))
    assert values["DTSTART;VALUE=DATE"] == "20221231" and values["DTEND;VALUE=DATE"] == "20230101"
    assert values["UID"] == "C1-exit@exit-atlas"
    assert values["SUMMARY"] == "退出期限到期 甲水泥\\, 有限\\;公司"
    assert "None" not in values["DESCRIPTION"] and "\\n" in values["DESCRIPTION"]


def test_no_name_begins_a_line_of_its_own_or_holds_a_sign_of_control():
    hostile = names(300, seed=1)
    content = deadlines_ics([ROW | {"enterprise_name": name} for name in hostile], as_of=date(2022, 7, 15)).decode()
    assert content.splitlines() == content.split("\r\n")[:-1]
    assert content.splitlines().count("BEGIN:VEVENT") == len(hostile)
    assert not [sign for sign in content if category(sign) == "Cc" and sign not in "\t\r\n"]


def test_lines_are_folded_at_75_octets():
    content = deadlines_ics([ROW | {"enterprise_name": "长" * 200}], as_of=date(2022, 7, 15))
    assert max(len(line) for line in content.split(b"\r\n")) <= 75
    assert "长" * 200 in content.decode().replace("\r\n ", "")


@given(st.text(st.characters(exclude_categories=("Cs", "Cc"))))
def test_folding_loses_nothing(text):
    rows = folded(text).split(b"\r\n")
    assert all(len(row) <= 75 for row in rows)
    assert b"\r\n".join(rows).decode().replace("\r\n ", "").removesuffix("\r\n") == text


@given(st.text(st.characters(exclude_categories=("Cs",))))
def test_escaped_text_stays_on_one_line(text):
    assert not set(escaped(text)) & set("\r\n")


def test_each_area_and_department_gets_its_own(register):
    wanted = [{"subject_kind": "line", "subject_id": "mill_32", "rule_id": "LC22-T-CEM-03"}]
    open_many(register, wanted, on=date(2022, 7, 15), actor="张三")
    day = date(2022, 8, 1)
    assert len(read(calendar_of(register, day))) == 1
    assert len(read(calendar_of(register, day, area="371502"))) == 1
    assert len(read(calendar_of(register, day, area="371526"))) == 0
    assert len(read(calendar_of(register, day, department="市工业和信息化局"))) == 1
    assert calendar_of(register, day) == calendar_of(register, day)
    for wrong in ({"language": "fr"}, {"area": "999999"}, {"department": "市工业"}):
        with pytest.raises(UserError):  # an empty calendar would say that nothing is due
            calendar_of(register, day, **wrong)
