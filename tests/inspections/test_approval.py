"""A plan is approved by two: one asks with the document, another, who did not draft it, confirms; or rejects it."""

from datetime import date, timedelta

import pytest

from lib.access.accounts import Accounts
from lib.access.roles import NotYours, person
from lib.access.writing import NoSecond, OpenRegister, OwnRegister, Typed, Unseconded
from lib.errors import UserError
from lib.inspections.planning import approve_plan, order_visits, plan_inspection
from lib.register.store import Register
from lib.seconding.requests import Waiting, confirm, do, reject
from tests.inspections.conftest import draft

TODAY = date.today()
DOCUMENT = "聊工信检〔2026〕9号"
TEAM, BOSS, READER = "王科长", "赵局长", "看客"


@pytest.fixture(scope="module")
def of(places: Register) -> dict[str, OwnRegister]:
    """The register in the hands of an account: two of the team, one of the office, and a reader."""
    roles = {TEAM: "team", "李科员": "team", BOSS: "office", READER: "reader"}
    for name, role in roles.items():
        Accounts(places.settings).add(name, role, (), None)
    return {name: OwnRegister(places, person(places.settings, name, role)) for name, role in roles.items()}


def asked(own: OwnRegister, plan: str) -> str:
    """The id of a request to approve a plan."""
    done = do(own, "approve inspection", plan_id=plan, on=TODAY, document_no=DOCUMENT, actor=own.person.name)
    assert isinstance(done, Waiting)
    return done.request_id


def state(register: Register, plan: str) -> tuple[object, ...]:
    (row,) = register.ask_rows("pages/inspection_plan/plan", plan=plan)
    return row["inspection_state"], row["approval_no"], row["approved_by"]


def test_who_drafted_it_asks_and_the_office_confirms(places: Register, of):
    plan = plan_inspection(of[TEAM], draft("东水泥", on=TODAY), actor=TEAM)
    request = asked(of[TEAM], plan)
    assert state(places, plan) == ("draft", None, None), "asked for is not approved"
    for name in (TEAM, READER, "李科员"):
        with pytest.raises(NotYours):
            confirm(of[name], request)
    confirm(of[BOSS], request)
    assert state(places, plan) == ("approved", DOCUMENT, BOSS)


def test_who_drafted_it_never_confirms_it(places: Register, of):
    plan = plan_inspection(of[BOSS], draft("东水泥", on=TODAY), actor=BOSS)
    with pytest.raises(UserError, match="赵局长 drafted"):
        confirm(of[BOSS], asked(of[TEAM], plan))
    assert state(places, plan)[0] == "draft"


def test_another_order_outdates_what_was_asked_for_and_a_rejection_says_why(places: Register, of):
    plan = plan_inspection(of[TEAM], draft("东水泥", "北水泥", on=TODAY), actor=TEAM)
    request = asked(of[TEAM], plan)
    order_visits(of[TEAM], plan, ["北水泥"], actor=TEAM)
    with pytest.raises(NoSecond, match="no longer as it was"):
        confirm(of[BOSS], request)
    reject(of[BOSS], request, "只查一家，理由不足")
    assert state(places, plan)[0] == "draft"
    confirm(of[BOSS], asked(of[TEAM], plan))
    assert state(places, plan)[0] == "approved"


def test_without_accounts_another_name_is_asked_for(places: Register):
    plan = plan_inspection(OpenRegister(places), draft("东水泥", on=TODAY), actor="张科长")
    given = {"on": TODAY, "document_no": DOCUMENT}
    with pytest.raises(Unseconded):
        approve_plan(OpenRegister(places), plan, **given, actor="李科员")
    for actor, second, sentence in (
        ("李科员", "张科长\u3000", "drafted"),
        ("李科员", " 李科员", "another than the first"),
    ):
        with pytest.raises(UserError, match=sentence):
            approve_plan(OpenRegister(places, Typed(second)), plan, **given, actor=actor)
    with pytest.raises(UserError, match="comes too late"):
        early = plan_inspection(places, draft("东水泥", on=TODAY - timedelta(days=1)), actor="张科长")
        approve_plan(OpenRegister(places, Typed("赵局长")), early, **given, actor="李科员")
    approve_plan(OpenRegister(places, Typed("赵局长")), plan, **given, actor="张科长")
    assert state(places, plan) == ("approved", DOCUMENT, "赵局长")
