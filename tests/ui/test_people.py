"""Pages know who is signed in: their name goes with what they write, and what their role may not do is not offered."""

import re
import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from lib.access import roles
from lib.access.accounts import Accounts
from lib.access.roles import NotYours
from lib.access.writing import OwnRegister
from lib.cases.findings import record_finding, withdraw_finding
from lib.seconding.requests import do
from lib.settings import from_environment
from lib.ui.frame import data, person
from tests.ui.conftest import Open, html, open_page


@pytest.fixture
def signed(opened: Open, monkeypatch: pytest.MonkeyPatch):
    """`signed(role)`: whoever opens a page from here on is 李四 in that role."""

    def as_role(role: str) -> Open:
        areas = {"county": ("371521",), "department": ("environment",)}.get(role, ())
        monkeypatch.setattr(person, "signed_in", lambda: roles.person(from_environment(), "李四", role, areas))
        return opened

    return as_role


@pytest.fixture
def found(small_file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A register of the test's own with a finding that has no case."""
    shutil.copy(small_file, tmp_path / "register.duckdb")
    monkeypatch.setenv("REGISTER_URL", str(tmp_path / "register.duckdb"))
    facts = {"line_id": "line-2", "dimension": "environment", "department": "市生态环境局", "document_no": "1号"}
    record_finding(data.shared(), found_on=date(2022, 7, 5), what="烟气超标", actor="王五", **facts)
    yield
    data.shared().close()
    data._opened.clear()


def exports(test: AppTest) -> int:
    return len(test.get("download_button"))


def test_an_open_register_says_so_on_every_page(opened: Open, signed) -> None:
    for name in ("overview", "lines", "standards", "quality", "reports"):
        assert "尚未建立账户" in html(opened(name)), name
    assert "尚未建立账户" not in html(signed("reader")("lines"))


def test_who_is_signed_in_stands_on_the_page_with_the_way_to_the_account(signed) -> None:
    shown = html(signed("county")("lines"))
    assert 'href="/signin?lang=zh&amp;next=%2Flines' in shown
    assert "李四 · 县区经办" in shown


def test_a_reader_is_offered_nothing_but_reading(signed) -> None:
    open_page = signed("reader")
    assert not exports(open_page("lines"))
    rule = open_page("standards", rule="LC22-T-CEM-01")
    assert not rule.exception
    assert not [button for button in rule.button if "登记决定" in button.label]
    assert "您的角色无权启用或停用标准条款" in " ".join(one.value for one in rule.caption)
    reports = open_page("reports")
    assert not reports.exception
    assert not [one for one in reports.text_input if str(one.key).startswith("report_signer")]
    findings = open_page("ledger", view="findings")
    assert not findings.exception
    assert not [one for one in findings.text_input if str(one.key).startswith("finding_")]
    opening = open_page("ledger", view="open")
    assert not [one for one in opening.text_input if str(one.key).startswith("open_")]
    assert not [button for button in opening.button if "立项" in button.label]


@pytest.mark.parametrize(("role", "offered"), [("county", True), ("department", False)])
def test_a_case_from_a_finding_is_for_who_may_record_on_cases(signed, found, role: str, offered: bool) -> None:
    shown = signed(role)("ledger", view="findings")
    assert not shown.exception
    labels = [button.label for button in shown.button]
    assert ("立项" in labels) == offered
    assert "撤回该问题" in labels


def test_an_account_that_works_for_no_area_is_shown_no_row_and_no_error(opened: Open, monkeypatch) -> None:
    monkeypatch.setattr(person, "signed_in", lambda: roles.person(from_environment(), "李四", "county"))
    shown = opened("lines")
    assert not shown.exception
    assert "阳谷示例水泥" not in html(shown)


def test_the_office_asks_in_its_own_name_to_switch_a_rule(signed) -> None:
    test = signed("office")("standards", rule="LC22-T-CEM-02")
    assert exports(test)
    assert not [one for one in test.text_input if one.label == "决定人"], "no name is typed"
    assert "以您的名义登记：李四" in " ".join(one.value for one in test.caption).replace("。", "")
    next(one for one in test.text_input if one.label == "理由").set_value("会议纪要")
    test.button(key="FormSubmitter:switch-登记决定").click().run()
    assert not test.exception
    assert "等待第二人确认" in test.success[0].value
    test = signed("office")("requests")
    assert "李四" in html(test)
    assert [one.label for one in test.button if one.label in ("撤回申请", "确认并写入")] == ["撤回申请"], "no own one"
    assert "李四" in signed("office")("standards", rule="LC22-T-CEM-02").info[0].value


def test_another_rejects_it_with_a_reason(signed, found, monkeypatch) -> None:
    own = OwnRegister(data.shared(), roles.person(from_environment(), "李四", "office"))
    given = {"rule_id": "LC22-T-CEM-02", "status": "withdrawn", "decided_on": date(2022, 8, 1), "note": "会议纪要"}
    do(own, "rule status", actor="李四", **given)
    signed("office")
    monkeypatch.setattr(person, "signed_in", lambda: roles.person(from_environment(), "王五", "office"))
    test = open_page("requests")
    assert re.search("现行 → .*会议纪要.*李四", html(test), re.DOTALL)
    assert {"确认并写入", "驳回"} <= {one.label for one in test.button}
    next(one for one in test.button if one.label == "驳回").click().run()
    assert "请填写驳回理由" in test.error[0].value
    next(one for one in test.text_input if one.label == "驳回理由").set_value("依据不足")
    next(one for one in test.button if one.label == "驳回").click().run()
    assert not test.exception
    assert re.search("已驳回.*王五.*依据不足", html(test), re.DOTALL)


def test_the_register_of_a_page_is_its_reader_s(signed, opened: Open) -> None:
    opened("lines")
    assert not isinstance(data.register(), OwnRegister)
    signed("reader")
    assert isinstance(data.register(), OwnRegister)
    assert not isinstance(data.shared(), OwnRegister)


def test_pages_served_without_the_gate_show_nothing_where_there_are_accounts(opened: Open, monkeypatch) -> None:
    monkeypatch.setattr(Accounts, "any", lambda self: True)
    test = opened("lines")
    assert not test.exception
    assert "查看台账" in test.error[0].value
    assert "阳谷示例水泥" not in html(test)


@pytest.mark.parametrize("role", ["county", "office"])
def test_who_may_import_has_the_page_for_it(signed, role: str) -> None:
    assert signed(role)("import_file").get("file_uploader")


@pytest.mark.parametrize("role", ["reader", "leader", "team"])
def test_who_may_not_has_no_such_page(signed, role: str) -> None:
    with pytest.raises(ValueError, match="Could not find a navigation page"):
        signed(role)("import_file")


def test_a_department_is_shown_its_dimension_and_no_other(signed, found, monkeypatch) -> None:
    listed = "烟气超标"
    shown = signed("department")("ledger", view="findings")
    assert listed in html(shown)
    assert "李四 · 市直部门 · 环保" in html(shown).replace("<span>", "").replace("</span>", "")
    quality = roles.person(from_environment(), "李四", "department", ("quality",))
    for other in (quality, roles.person(from_environment(), "李四", "department")):
        monkeypatch.setattr(person, "signed_in", lambda other=other: other)
        for address in ({}, {"dimension": "environment"}):
            findings = open_page("ledger", view="findings", **address)
            assert not findings.exception
            assert listed not in html(findings)
            assert "撤回该问题" not in [one.label for one in findings.button]


def test_a_department_writes_in_its_dimension_and_no_other(found) -> None:
    own = OwnRegister(data.shared(), roles.person(from_environment(), "李四", "department", ("quality",)))
    facts = {
        "line_id": "line-2",
        "department": "市场监管局",
        "document_no": "1",
        "found_on": date(2022, 7, 5),
        "what": "w",
    }
    with pytest.raises(NotYours, match="quality alone"):
        record_finding(own, dimension="environment", actor="李四", **facts)
    [number] = data.shared().ask("pages/ledger/findings", area="", dimension="").finding_id
    with pytest.raises(NotYours, match="quality alone"):
        withdraw_finding(own, number, on=date(2022, 7, 6), actor="李四", reason="x")
    assert record_finding(own, dimension="quality", actor="李四", **facts)
