"""A calendar's token opens what calendars ask for and nothing of phones, and the other way round."""

import base64

import pytest

from lib.access.accounts import Accounts
from lib.access.arrival import Arrival
from lib.access.devices import ADDRESSES, SUBSCRIBED, Devices
from lib.access.refusing import Refused
from lib.access.roles import Person
from lib.settings import Settings
from tests.access.conftest import FIRST, OWN

CALENDAR, FORMS = f"{SUBSCRIBED}zh/calendar.ics", f"{ADDRESSES}formList"


@pytest.fixture
def devices(settings: Settings, cheap_hashes: None) -> Devices:
    accounts = Accounts(settings)
    for name, role in (("李", "county"), ("看", "reader")):
        accounts.add(name, role, ("371521",) if role == "county" else (), FIRST)
        accounts.change(accounts.known(name), FIRST, OWN)
    return Devices(settings)


def asks(devices: Devices, path: str, made: tuple[str, str]) -> Person | None:
    told = base64.b64encode(":".join(made).encode())
    headers = [(b"authorization", b"Basic " + told), (b"host", b"127.0.0.1")]
    scope = {"type": "http", "path": path, "scheme": "https", "client": ("192.0.2.1", 1), "headers": headers}
    return devices.visit(Arrival(scope, devices.settings, frozenset()), scope).person


def test_a_token_opens_the_addresses_of_its_kind(devices: Devices):
    phone, calendar = devices.make("李", "phone"), devices.make("李", "calendar", kind="calendar")
    seen = asks(devices, CALENDAR, calendar)
    assert seen is not None and seen.scope == ("371521",), "in the account's name and areas"
    for path, wrong in ((CALENDAR, phone), (FORMS, calendar), (CALENDAR, (calendar[0], "x"))):
        with pytest.raises(Refused):
            asks(devices, path, wrong)


def test_who_may_not_export_subscribes_to_nothing_and_a_withdrawn_token_is_none(devices: Devices):
    with pytest.raises(Refused):
        asks(devices, CALENDAR, devices.make("看", "mine", kind="calendar"))
    calendar = devices.make("李", "mine", kind="calendar")
    devices.withdraw("李", calendar[0])
    with pytest.raises(Refused):
        asks(devices, CALENDAR, calendar)
