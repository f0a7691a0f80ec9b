"""A duty is done by a document, never by its date having passed."""

from datetime import date, timedelta

import pandas as pd
import pytest

from lib.register.store import Register
from lib.reports.duties import record_duty, withdraw_duty
from lib.reports.refusal import ReportRefused

MARCH = date(2023, 3, 1)


def duty(register: Register, as_of: date, name: str = "publicity") -> dict[str, object]:
    """A duty as the page shows it."""
    rows = register.ask("pages/reports/duties", as_of=as_of, plan="LC2022").set_index("duty", drop=False)
    return dict(rows.loc[name])


def done(register: Register, on: date, name: str = "publicity") -> str:
    return record_duty(register, "LC2022", name, on=on, document_no="聊工信函〔2022〕8号", actor="test")


def test_a_passed_date_makes_nothing_done(city: Register) -> None:
    assert duty(city, MARCH)["duty_state"] == "未登记办结"
    assert duty(city, MARCH)["days_left"] == "逾期60天"
    assert duty(city, date(2022, 12, 30))["days_left"] == "1"


def test_a_duty_is_done_from_its_day_by_its_document(city: Register) -> None:
    done(city, date(2022, 12, 20))
    assert duty(city, date(2022, 12, 19))["duty_state"] == "未登记办结", "not before its day"
    now = duty(city, MARCH)
    assert (now["duty_state"], now["document_no"]) == ("已办结", "聊工信函〔2022〕8号")
    assert pd.isna(now["days_left"])
    done(city, date(2023, 1, 5), "finance")
    assert duty(city, MARCH, "finance")["duty_state"] == "已办结（逾期）"


def test_a_wrong_entry_is_withdrawn_and_stays_on_record(city: Register) -> None:
    wrong = done(city, date(2022, 12, 20))
    with pytest.raises(ReportRefused, match="请先撤回"):
        done(city, date(2022, 12, 21))
    withdraw_duty(city, wrong, actor="test", reason="文号有误")
    assert duty(city, MARCH)["duty_state"] == "未登记办结"
    with pytest.raises(ReportRefused, match="没有有效的办结记录"):
        withdraw_duty(city, wrong, actor="test", reason="再撤")
    done(city, date(2022, 12, 21))
    assert duty(city, MARCH)["duty_state"] == "已办结"


def test_what_is_not_known_or_not_yet_done_is_refused(city: Register) -> None:
    with pytest.raises(ReportRefused, match="没有责任事项"):
        done(city, date(2022, 12, 20), "others")
    with pytest.raises(ReportRefused, match="晚于今天"):
        done(city, date.today() + timedelta(days=1))
    with pytest.raises(ReportRefused, match="办结文号"):
        record_duty(city, "LC2022", "publicity", on=date(2022, 12, 20), document_no=" ", actor="test")
