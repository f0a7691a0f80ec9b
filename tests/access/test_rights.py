"""Rights are checked where the register is written, whatever a page showed."""

import ast
import csv
from dataclasses import replace
from datetime import date

import pytest

from lib.access import roles
from lib.access.roles import MEANINGS, NEEDS, NotYours, Person, person
from lib.access.writing import OwnRegister, Unseconded
from lib.register.reference.files.people import RIGHTS
from lib.register.store import Register
from lib.settings import Settings
from lib.switching import set_status
from tests import conventions

OWN_WRITES = {"rules ended", "reference", "demo", "fill"}  # by the atlas itself, never for a page
MAY = {  # role → its rights, as the table must say
    "leader": "read export instruct",
    "office": "read export import steps findings inspections freeze approve switch void instruct reply",
    "department": "read export findings inspections reply",
    "county": "read export import steps findings reply",
    "team": "read export findings inspections reply",
    "reader": "read",
    "admin": "manage",
}


DECISION = ("LC22-T-CEM-01", "withdrawn", "王", date(2022, 8, 1), "会议")


def written() -> set[str]:
    """Every action the product writes into the register."""
    calls = (node for _, node in conventions.nodes(ast.Call) if isinstance(node, ast.Call))
    writes = (one for one in calls if ast.unparse(one.func).endswith((".write", "_recorded")))
    named = (one.args[1] for one in writes if len(one.args) >= 3)
    words = (word for one in named if isinstance(one, ast.Constant | ast.IfExp) for word in ast.walk(one))
    return {str(one.value) for one in words if isinstance(one, ast.Constant) and isinstance(one.value, str)}


def test_every_write_needs_a_right():
    assert written() - OWN_WRITES == set(NEEDS)
    assert set(NEEDS.values()) <= set(RIGHTS) == set(MEANINGS)


def test_the_table_gives_each_role_its_rights():
    with (Settings().reference_dir / "roles.csv").open(encoding="utf-8", newline="") as file:
        assert {row["role"]: row["rights"].replace(";", " ") for row in csv.DictReader(file)} == MAY


@pytest.mark.parametrize("role", [*MAY, "gone"])
@pytest.mark.parametrize("action", [*NEEDS, "something new"])
def test_a_role_writes_what_its_rights_give_and_nothing_else(empty_register: Register, role: str, action: str):
    who = person(empty_register.settings, "王", role, ("safety",))
    own = OwnRegister(empty_register, who)
    is_given = NEEDS.get(action, "") in MAY.get(role, "").split()
    try:
        with own.write("王", action, "nothing", dimension="safety"):
            raise KeyboardInterrupt  # as far as that; the table itself is not to change
    except NotYours as refusal:
        assert not is_given
        assert str(refusal).startswith("王: this role does not")
    except KeyboardInterrupt:
        assert is_given


def test_nothing_is_written_without_the_right(register: Register):
    before = register.version()
    for role in ("reader", "leader", "admin"):
        with pytest.raises(NotYours):
            set_status(OwnRegister(register, person(register.settings, "王", role)), *DECISION)
    assert register.version() == before
    with pytest.raises(Unseconded):
        set_status(OwnRegister(register, person(register.settings, "王", "office")), *DECISION)
    assert register.version() == before


def test_nobody_writes_in_another_s_name(register: Register):
    before = register.version()
    own = OwnRegister(register, person(register.settings, "李", "office"))
    for name in ("王", "", "李 "):
        with pytest.raises(NotYours), own.write(name, "step", "x"):
            pass
    assert register.version() == before


def test_the_register_of_a_person_is_the_one_that_is_open(register: Register):
    own = OwnRegister(register, person(register.settings, "王", "office"))
    with own.write("王", "step", "x"):
        pass
    assert own.version() == register.version()
    register.settings = replace(register.settings, language="en")
    assert own.settings.language == "en", "one state, also after the file was opened anew"
    assert not hasattr(register, "person")


def test_a_person_whose_role_is_gone_may_do_nothing():
    assert person(Settings(), "王", "gone") == Person("王", "gone")
    assert not any(Person("王", "gone").may(right) for right in RIGHTS)
    assert "admin" in roles.roles(Settings())
