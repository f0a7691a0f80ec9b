"""An officer makes a phone known and withdraws it on the page of plans; its token is shown once."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from lib.access import roles
from lib.access.devices import MOST, Devices
from lib.errors import UserError
from lib.settings import Settings
from lib.ui.frame import person
from lib.ui.inspection_plan import phones
from tests.access.conftest import FIRST


def page() -> None:
    """The part of the page that is about phones."""
    from lib.ui.frame import saving
    from lib.ui.inspection_plan import phones

    saving.told()
    phones.show()


def test_a_phone_is_made_known_and_withdrawn(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    devices = Devices(Settings(register_url=str(tmp_path / "register.duckdb")))
    devices.accounts.add("李", "office", (), FIRST)
    who = roles.person(devices.settings, "李", "office", ())
    monkeypatch.setattr(person, "signed_in", lambda: who)
    monkeypatch.setattr(phones, "from_environment", lambda: devices.settings)
    test = AppTest.from_function(page, default_timeout=60).run()
    test.text_input[0].set_value("**我的** 手机")
    test.button[0].click().run()
    (known,) = devices.listed("李")
    assert known.device_id in test.success[0].value and known.label == "**我的** 手机"
    assert "token" not in vars(known)
    test.selectbox[0].select_index(0)
    test.button[-1].click().run()
    assert "\\*\\*我的\\*\\* 手机 已停用" in test.success[0].value
    assert devices.listed("李") == []


def test_an_account_has_ten_phones_however_many_ask_at_once(tmp_path: Path):
    devices = Devices(Settings(register_url=str(tmp_path / "register.duckdb")))
    devices.accounts.add("李", "office", (), FIRST)

    def make(number: int) -> bool:
        try:
            return bool(devices.make("李", f"手机{number}"))
        except UserError:
            return False

    with ThreadPoolExecutor(8) as pool:
        assert sum(pool.map(make, range(14))) == MOST == len(devices.listed("李"))
