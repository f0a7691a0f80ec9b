"""The administrator's page: accounts and sessions, the state of the server, both logs."""

import re
import sqlite3
from datetime import date
from pathlib import Path

import pytest

from lib.access import passwords, roles
from lib.access.access_log import AccessLog
from lib.access.accounts import Accounts
from lib.access.sessions import Sessions
from lib.register import reference
from lib.register.accounts import accounts_of
from lib.settings import from_environment
from lib.ui.frame import data, person
from tests.ui.conftest import Open, html


@pytest.fixture
def managed(opened: Open, small_file: Path, monkeypatch: pytest.MonkeyPatch):
    """`managed(part)` opens the page as the administrator 管理员甲, beside a county clerk who is signed in."""
    accounts = Accounts(from_environment())
    accounts.add("管理员甲", "admin", (), "Kept-2026-first")
    accounts.add("李四", "county", ("371521",), "Yanggu-2026-first")
    Sessions(from_environment()).begin("李四")
    monkeypatch.setattr(person, "signed_in", lambda: roles.person(from_environment(), "管理员甲", "admin"))
    yield lambda part="accounts", **more: opened("admin", part=part, **more)
    accounts_of(small_file).unlink()


def account(name: str):
    return Accounts(from_environment()).known(name)


def button(test, label: str):
    return next(one for one in test.button if one.label == label)


def test_every_role_but_the_administrator_s_has_no_such_page(opened: Open, monkeypatch) -> None:
    for role in roles.roles(from_environment()).keys() - {"admin"}:
        monkeypatch.setattr(person, "signed_in", lambda role=role: roles.person(from_environment(), "某人", role))
        with pytest.raises(ValueError, match="Could not find a navigation page"):
            opened("admin")


def test_the_administrator_sees_no_other_page(managed, opened: Open) -> None:
    shown = managed()
    assert not shown.exception
    for other in ("map", "lines", "quality"):
        with pytest.raises(ValueError, match="Could not find a navigation page"):
            opened(other)


def test_accounts_are_listed_with_role_areas_and_state(managed) -> None:
    shown = html(managed())
    assert re.search(r"李四.*县区经办.*阳谷县.*初始密码尚未更换", shown, re.DOTALL)
    assert "管理员甲" in shown
    assert "argon2" not in shown


def test_a_new_account_gets_a_first_password_that_is_shown_once(managed) -> None:
    test = managed()
    next(one for one in test.text_input if one.label == "用户名").set_value("王五")
    next(one for one in test.selectbox if one.label == "角色").set_value("county")
    next(one for one in test.multiselect if one.label == "负责属地（市直部门填维度）").set_value(["371522"])
    button(test, "建立账户").click().run()
    assert not test.exception
    told = re.search(r"\*\*(\S+)\*\*", test.success[0].value)
    assert told
    first = told[1].replace("\\", "")
    assert (account("王五").role, account("王五").areas, account("王五").must_change) == ("county", ("371522",), True)
    assert passwords.matches(account("王五").password, first)
    assert told[1] not in "".join(one.value for one in test.run().success)


def test_who_works_for_areas_has_one(managed) -> None:
    test = managed()
    next(one for one in test.text_input if one.label == "用户名").set_value("王五")
    next(one for one in test.selectbox if one.label == "角色").set_value("county")
    button(test, "建立账户").click().run()
    assert "请至少指定一个属地" in test.error[0].value
    assert [one.name for one in Accounts(from_environment()).listed()] == ["管理员甲", "李四"]


def test_moving_resetting_and_disabling_end_the_sessions(managed) -> None:
    def begun() -> None:
        assert Sessions(from_environment()).begin("李四")

    def standing() -> list[str]:
        return [one.name for one in Sessions(from_environment()).listed()]

    for label, after in (
        ("更改角色和属地", lambda one: one.role == "county"),
        ("重置为初始密码", lambda one: one.must_change),
        ("停用", lambda one: one.is_disabled),
    ):
        begun()
        test = managed()
        next(one for one in test.selectbox if one.label == "账户").set_value("李四").run()
        button(test, label).click().run()
        assert not test.exception, label
        assert after(account("李四")), label
        assert standing() == [], label


def test_an_administrator_cannot_lock_themself_out(managed) -> None:
    test = managed()
    assert "管理员甲" not in next(one for one in test.selectbox if one.label == "账户").options


def test_a_session_is_ended(managed) -> None:
    test = managed("sessions")
    assert "李四" in html(test)
    box = next(one for one in test.selectbox if one.label == "会话")
    box.set_value(Sessions(from_environment()).listed()[0].session_id)
    button(test, "结束会话").click().run()
    assert not test.exception
    assert Sessions(from_environment()).listed() == []


def test_the_server_tells_version_room_copies_and_checks(managed, tmp_path: Path, monkeypatch) -> None:
    monkeypatch.setenv("ATLAS_BACKUP_DIR", str(tmp_path / "copies"))
    shown = html(managed("server"))
    assert str(data.shared().version()) in shown
    test = managed("server")
    button(test, "运行检查").click().run()
    assert not test.exception
    assert "项检查，未发现问题" in test.success[0].value


def test_what_was_written_can_be_filtered(managed) -> None:
    for action, subject in (("freeze", "2022-07"), ("evidence", "阳谷现场照片")):
        with data.shared().write("王处长", action, subject, note="会议纪要", second="李科长", before="甲", after="乙"):
            pass
    everything = html(managed("logs"))
    assert re.search("李科长.*补充佐证.*阳谷现场照片.*甲.*乙.*冻结报送期.*2022-07", everything, re.DOTALL), (
        "the newest first"
    )
    for chosen in ({"action": "freeze"}, {"action": "freeze", "who": "李科长", "from": str(date.today())}):
        found = html(managed("logs", **chosen))
        assert "2022-07" in found and "阳谷现场照片" not in found
    found = html(managed("logs", q="现场"))
    assert "阳谷现场照片" in found and "冻结报送期" not in found
    assert "2022-07" not in html(managed("logs", until="2020-01-01"))


def test_who_came_in_and_what_was_taken_out_is_listed_and_exported(managed) -> None:
    log = AccessLog(from_environment())
    log.note("signed in", "李四", "10.0.0.7")
    log.note("taken out", "李四", "10.0.0.7", what="lines.csv", rows=12)
    test = managed("logs", log="entered", who="李四", action="taken out")
    assert not test.exception
    assert re.search("导出或下载.*李四.*10.0.0.7.*lines.csv", html(test), re.DOTALL)
    assert "登录</td>" not in html(test)
    assert len(test.get("download_button")) == 3


def test_both_logs_are_looked_at(managed) -> None:
    test = managed("logs")
    button(test, "核验两本日志的全部记录").click().run()
    assert len(test.success) == 2
    with sqlite3.connect(accounts_of(from_environment().register_path)) as file:
        file.execute("update access_log set who = '无名' where entry_id = 2")
    button(test, "核验两本日志的全部记录").click().run()
    assert "2" in test.error[0].value


def test_every_kind_of_change_has_a_name() -> None:
    named = {row["action"] for row in reference.kept(from_environment())["actions"]}
    assert set(roles.NEEDS) <= named
