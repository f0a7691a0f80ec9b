"""Every check on the whole register, and whether the files that prove steps are there and unaltered."""

from typing import Any

from lib.cases.evidence import missing_or_altered
from lib.register.store import Register, offenders


def found(register: Register) -> dict[str, list[Any]]:
    """Name of each check → the rows that break it (at most 100); for evidence the files that are lost or altered."""
    broken: dict[str, list[Any]] = dict(offenders(register.cursor(), register.settings.queries_dir / "checks"))
    return broken | {"evidence_files_are_there_and_unaltered": missing_or_altered(register)}
