"""An atlas with a plan of today, served to phones: what the browser tests of the field stand on."""

import shutil
from datetime import date
from pathlib import Path

from lib.access.accounts import Accounts
from lib.inspections.planning import approve_plan, plan_inspection
from lib.register.store import Register, connect
from lib.settings import Settings
from tests.access.conftest import FIRST, OWN
from tests.inspections.conftest import APPROVED, DRAFTED, draft, filled
from tests.registers import made

TEAM = ("王科长", "李科员")
NAME = "atlas.example"  # where the atlas is also reached, over plain http


def approved(register: Register, *enterprises: str) -> str:
    """An approved plan of today."""
    plan = plan_inspection(register, draft(*enterprises, on=date.today()), **DRAFTED)
    approve_plan(register, plan, on=date.today(), **APPROVED)
    return plan


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
