"""What the server does for the register by itself: copies on a schedule, and folding the log when it has grown."""

import json
import logging
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import duckdb

from lib.errors import UserError
from lib.register import storage
from lib.register.backup import backup, prune, stamped
from lib.register.store import Register

log = logging.getLogger("atlas")
EVERY, AFTER_FAILURE = 60, 600  # seconds between two looks
LARGE = 64 << 20  # bytes of log that are worth a copy and a fold; reading them takes about a second at the next start


@dataclass
class Schedule:
    """The upkeep of the register that `register` opens or returns; `failed` is the sentence of the last failure."""

    register: Callable[[], Register]
    failed: str = ""

    def run(self) -> None:
        """Look after the register for ever."""
        while True:
            self.look()
            time.sleep(AFTER_FAILURE if self.failed else EVERY)

    def look(self) -> None:
        """Make a copy when the newest is too old, and fold the log when it is large. A failure is logged and kept."""
        try:
            register = self.register()
            if is_due(register):
                self.make(register)
            if storage.size_of(storage.log_of(register.settings.register_path)) > LARGE:
                register.settle()
            self.failed = ""
        except (UserError, OSError, duckdb.Error) as error:
            self.failed = str(error)
            log.error(json.dumps({"upkeep": self.failed}, ensure_ascii=False))

    def make(self, register: Register) -> dict[str, Any]:
        """Make a copy now and remove those that are too many; what `backup` tells."""
        settings = register.settings
        told = backup(register, settings.backups_dir)
        log.info(json.dumps(told, ensure_ascii=False))
        prune(settings.backups_dir, settings.register_path.stem, max(1, settings.backups_kept))
        return told

    def state(self, register: Register) -> dict[str, Any]:
        """The newest copy by name, and why the next could not be made, when that is so."""
        settings = register.settings
        made = stamped(settings.backups_dir, settings.register_path.stem)
        told: dict[str, Any] = {"backup": made[-1][2].name if made else None}
        return told | ({"backup_failed": self.failed} if self.failed else {})


def is_due(register: Register) -> bool:
    """Whether the newest copy is older than the setting says, or there is none."""
    settings = register.settings
    made = stamped(settings.backups_dir, settings.register_path.stem)
    youngest = max((file.stat().st_mtime for _, _, file in made), default=0.0)
    return bool(settings.backup_hours) and time.time() - youngest >= settings.backup_hours * 3600
