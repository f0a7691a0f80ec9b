"""Refused steps: a code, what is missing, and the clause; the sentence is made in the reader's language."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from lib.cases.requirements import Ladder
from lib.errors import UserError


@dataclass(frozen=True)
class Code:
    """A code inside a sentence, told by its name in the reader's language; `on` adds its date."""

    kind: str
    code: str
    on: date | None = None


@dataclass(frozen=True)
class Refusal:
    """Why a step is not recorded: a row of refusals.csv, its parameters, and the clause ('' = a rule of the ledger)."""

    code: str
    params: dict[str, Any] = field(default_factory=dict, hash=False)
    clause: str = ""

    def sentence(self, ladder: Ladder, language: str) -> str:
        """The refusal in a language, with its clause."""
        row = ladder.sentences[self.code]
        words = {name: told(value, ladder, language) for name, value in self.params.items()}
        text = row["sentence_en" if language == "en" else "sentence_zh"].format(**words)
        if not self.clause:
            return text
        return f"{text} (Clause: {self.clause})" if language == "en" else f"{text}（依据：{self.clause}）"


def told(value: object, ladder: Ladder, language: str) -> str:
    """A parameter as words: codes by name, several joined."""
    if isinstance(value, Code):
        name = ladder.name(value.kind, value.code, language)
        return f"{name} {value.on}" if value.on else name
    if isinstance(value, (list, tuple)):
        return ("; " if language == "en" else "、").join(told(one, ladder, language) for one in value)
    return str(value)


def codes(kind: str, values: Sequence[str]) -> tuple[Code, ...]:
    """Several codes of one kind."""
    return tuple(Code(kind, value) for value in values)


class CaseRefused(UserError):
    """Nothing was recorded; `refusals` say why. The message is in the register's language, `sentence` in either."""

    def __init__(self, refusals: Sequence[Refusal], ladder: Ladder, language: str = "zh") -> None:
        self.refusals, self.ladder = list(refusals), ladder
        super().__init__(self.sentence(language))

    def sentence(self, language: str) -> str:
        """All refusals, one after the other."""
        return " ".join(refusal.sentence(self.ladder, language) for refusal in self.refusals)

    def as_json(self) -> dict[str, Any]:
        """What the command line prints."""
        return {
            "refused": [
                {
                    "code": refusal.code,
                    "clause": refusal.clause,
                    "zh": refusal.sentence(self.ladder, "zh"),
                    "en": refusal.sentence(self.ladder, "en"),
                }
                for refusal in self.refusals
            ]
        }


class StaleSave(CaseRefused):
    """Someone else recorded a step since the caller looked; `seen` and `now` are the two last steps."""

    def __init__(self, seen: str, now: str, ladder: Ladder, language: str = "zh") -> None:
        self.seen, self.now = seen, now
        super().__init__([Refusal("stale", {"seen": seen, "now": now})], ladder, language)
