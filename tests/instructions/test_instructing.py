"""Instructions: to whom, by when, replied to and done, and whom they concern."""

import json
from collections.abc import Iterator
from contextlib import closing
from datetime import date, timedelta
from typing import Any

import pytest

from lib.access.roles import NotYours, person
from lib.access.writing import OwnRegister
from lib.errors import UserError
from lib.exports.query import export_query
from lib.instructions.instructing import finish, give, hand_back, reply, withdraw
from lib.register.store import Register
from tests import registers

TODAY = date.today()
SOON, LATER = TODAY + timedelta(3), TODAY + timedelta(4)
YANGGU, GAOTANG = "371521", "371526"


@pytest.fixture(scope="module")
def register(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Register]:
    with closing(registers.empty(tmp_path_factory.mktemp("instructions"))) as opened:
        yield opened


def asked(register: Register, addressed: str = "area", addressee: str = YANGGU, **more: Any) -> str:
    told = {"what": "本月底前拆完", "due_on": SOON, "actor": "王市长"}
    return give(register, addressed, addressee, **told | more)


def standing(register: Register, instruction: str, on: date = TODAY) -> Any:
    return register.ask("pages/todo/instruction", on, instruction=instruction).iloc[0]


def test_an_instruction_is_replied_to_and_then_done(register: Register):
    made = asked(register, page_address="/ledger?case=371521-2022-0001&as_of=2022-12-31", about="1号窑")
    assert standing(register, made).instruction_state == "open"
    assert standing(register, made, LATER).instruction_state == "overdue"
    assert standing(register, made, LATER).days_left == -1
    with pytest.raises(UserError, match="Nobody replied"):
        finish(register, made, actor="王市长")
    reply(register, made, note="窑体已拆除", actor="李科员")
    assert standing(register, made, LATER).instruction_state == "replied", "who replied owes nothing meanwhile"
    with pytest.raises(UserError, match="has words"):
        hand_back(register, made, note=" ", actor="王市长")
    hand_back(register, made, note="附照片", actor="王市长")
    assert standing(register, made).instruction_state == "returned"
    late = standing(register, made, LATER)
    assert (late.instruction_state, late.days_left) == ("overdue", -1)
    owed = register.ask("pages/todo/todo", TODAY, area="", department="", dimensions=[], kind="instruction")
    assert made in set(owed.todo_id) and "退回补办" in owed.set_index("todo_id").todo_what[made]
    for close in (finish, hand_back):
        with pytest.raises(UserError, match="Nobody replied"):
            close(register, made, note="n", actor="王市长")
    reply(register, made, note="已补照片", actor="李科员")
    assert standing(register, made, LATER).reply == "已补照片"
    finish(register, made, actor="王市长")
    assert standing(register, made).instruction_state == "done"
    steps = register.ask("pages/todo/instruction_steps", TODAY, instruction=made)
    assert list(zip(steps.step, steps.actor, strict=True)) == [
        ("given", "王市长"), ("replied", "李科员"), ("returned", "王市长"), ("replied", "李科员"), ("done", "王市长"),
    ]  # fmt: skip
    with pytest.raises(UserError, match="No instruction"):
        reply(register, made, note="x", actor="李科员")


@pytest.mark.parametrize(
    ("wrong", "why"),
    [
        ({"what": " "}, "what is to be done"),
        ({"addressee": ""}, "by whom"),
        ({"due_on": TODAY - timedelta(1)}, "passed already"),
        ({"addressee": "371599"}, "Nobody is called"),
        ({"addressed": "department", "addressee": "市某局"}, "Nobody is called"),
        ({"addressed": "everybody"}, "Nobody is called"),
        ({"page_address": "//other.example/x"}, "no address of a page"),
        ({"page_address": "/\\other.example"}, "no address of a page"),
        ({"page_address": "javascript:alert(1)"}, "no address of a page"),
        ({"actor": ""}, "Enter your name"),
        ({"what": "长" * 1001}, "at most 1000"),
        ({"about": "长" * 201}, "at most 200"),
    ],
)
def test_what_is_no_instruction_is_refused_with_its_reason(register: Register, wrong: dict[str, Any], why: str):
    before = register.version()
    with pytest.raises(UserError, match=why):
        asked(register, **wrong)
    assert register.version() == before


def test_each_sees_what_concerns_it_and_a_department_s_stays_with_the_city(register: Register):
    ours = asked(register)
    hers = asked(register, "person", "赵主任", area=YANGGU)
    asked(register, addressee=GAOTANG)
    secret = asked(register, "department", "市生态环境局", area=YANGGU)
    county = OwnRegister(register, person(register.settings, "李", "county", (YANGGU,)))
    seen = {row["instruction_id"] for row in json.loads(export_query(county, "instructions", TODAY, {}, "json"))}
    assert {ours, hers} <= seen and secret not in seen
    owed = county.ask("pages/todo/todo", TODAY, area="", department="", dimensions=[], kind="instruction")
    assert set(owed.todo_id) <= seen and ours in set(owed.todo_id)
    assert owed.area_code.eq(YANGGU).all()
    of_one = register.ask("pages/todo/todo", TODAY, area=GAOTANG, department="", dimensions=[], kind="instruction")
    assert of_one.area_code.eq(GAOTANG).all() and ours not in set(of_one.todo_id) and len(of_one)
    reply(county, ours, note="已办", actor="李")
    department = OwnRegister(register, person(register.settings, "发改", "department", ("industry",)))
    theirs = asked(register, "department", "市发展改革委")
    reply(department, theirs, note="已核实", actor="发改")
    for write in (
        lambda: withdraw(county, hers, note="r", actor="李"),
        lambda: reply(county, secret, note="n", actor="李"),
    ):
        with pytest.raises(UserError):
            write()
    with pytest.raises(NotYours):
        asked(county, actor="李")


def test_a_leader_gives_and_a_reader_does_neither(register: Register):
    leader = OwnRegister(register, person(register.settings, "王市长", "leader"))
    made = asked(leader)
    reader = OwnRegister(register, person(register.settings, "看", "reader"))
    with pytest.raises(NotYours):
        reply(reader, made, note="n", actor="看")
    withdraw(leader, made, note="不再需要", actor="王市长")
    assert standing(register, made).instruction_state == "withdrawn"
