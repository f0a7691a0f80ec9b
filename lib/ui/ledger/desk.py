"""A case on the desk: its rows now, the ladder, what the reader saw of it, and the one way to write a step."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from lib.cases.evidence import Upload
from lib.cases.history import Case
from lib.cases.requirements import Ladder
from lib.ui.frame import saving
from lib.ui.frame.words import _, day, language
from lib.ui.parts import seconding


@dataclass(frozen=True)
class Desk:
    """A case on the desk: its rows now, the ladder, and the last step the reader saw before this run."""

    case: Case
    ladder: Ladder
    seen: str | None

    def name(self, kind: str, code: str) -> str:
        """Name of a code in the reader's language."""
        return self.ladder.name(kind, code, language())

    def told(self, step_id: str | None) -> str:
        """A step of the case in words."""
        return next(
            (f"{self.name('step', one.step)} {one.on}" for one in self.case.steps if one.step_id == step_id), "–"
        )

    def key(self, part: str) -> str:
        """Key of a widget, another one after each write."""
        return f"{part}_{self.case.case_id}_{saving.forms()}"


def seen_key(case_id: str) -> str:
    """Where the session keeps the last step of a case the reader saw."""
    return f"seen_{case_id}"


def write(
    desk: Desk, step: str, on: date, who: str, fields: dict[str, Any], files: list[Upload], second: str = ""
) -> str:
    """Record a step and say so. Raises CaseRefused or StaleSave."""
    kept, done = saving.memory(), _("Recorded: {step} on {day}.", step=desk.name("step", step), day=day(on))
    given = {"case_id": desk.case.case_id, "step": step, "on": on, "actor": who, "evidence": files, "seen": desk.seen}
    sentence = seconding.put("step", second, lambda _step_id: done, **given, **fields)
    kept.pop(seen_key(desk.case.case_id), None)  # after an own write the reader sees the case anew
    return sentence
