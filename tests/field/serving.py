"""An atlas with a plan of today, served to phones: what the browser tests of the field stand on."""

import shutil
from pathlib import Path

from lib.access.accounts import Accounts
from lib.register.store import connect
from lib.settings import Settings
from tests.access.conftest import FIRST, OWN
from tests.field.conftest import approved
from tests.inspections.conftest import filled
from tests.registers import made

TEAM = ("王科长", "李科员")


def build(folder: Path) -> tuple[Settings, str]:
    """Write register and accounts; the settings and the plan."""
    settings = Settings(register_url=str(folder / "register.duckdb"), evidence_dir=folder / "evidence")
    shutil.copy(made("empty"), settings.register_path)
    register = connect(settings)
    filled(register)
    plan = approved(register, "东水泥", "北水泥", "无水泥")
    register.close()
    accounts = Accounts(settings)
    for name in TEAM:
        accounts.add(name, "team", (), FIRST)
        accounts.change(accounts.known(name), FIRST, OWN)
    return settings, plan
