"""What the server does for its register, told on the administrator's page and by `/health`."""

from typing import Any

from lib.checking import found
from lib.register.schedule import Schedule
from lib.register.store import Register
from lib.ui.frame import data, turns

schedule = Schedule(data.shared)


def whole() -> Register:
    """The register as the server keeps it. Raises NotBuilt or RegisterBusy."""
    return data.shared()


def copy() -> dict[str, Any]:
    """Make a copy now; what `backup` tells. Raises BackupRunning, StorageFailed or RegisterDamaged."""
    with turns.aside():
        return schedule.make(whole())


def checked() -> dict[str, list[Any]]:
    """Every check on the whole register: its name → what it found."""
    with turns.aside():
        return found(whole())
