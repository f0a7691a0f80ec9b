"""The lines and pictures of the cases' tests, and the accounts of who asks and who confirms."""

from collections.abc import Callable, Iterator

import pytest

from lib.access.accounts import Accounts
from lib.access.roles import person
from lib.access.writing import OwnRegister
from lib.register.accounts import accounts_of
from lib.register.store import Register
from tests.cases.conftest import _opened, mart, papers, photos, register  # noqa: F401 - fixtures

PEOPLE = {  # name → role and areas; 甲水泥 is of 371502
    "王": ("office", ()), "李": ("office", ()), "领": ("leader", ()), "只": ("reader", ()),
    "赵": ("county", ("371502",)), "钱": ("county", ("371521",)),
}  # fmt: skip


@pytest.fixture
def accounts(register: Register) -> Iterator[Accounts]:  # noqa: F811
    """An account of each; another sign-in vouches for them."""
    made = Accounts(register.settings)
    for name, (role, areas) in PEOPLE.items():
        made.add(name, role, areas, None)
    with register.write("test", "empty", "requests") as cursor:
        cursor.execute("delete from facts.request")
    yield made
    accounts_of(register.settings.register_path).unlink()


@pytest.fixture
def of(register: Register, accounts: Accounts) -> Callable[[str], OwnRegister]:  # noqa: F811
    """`of("王")`: the register as that person may use it."""
    return lambda name: OwnRegister(register, person(register.settings, name, *PEOPLE[name]))
