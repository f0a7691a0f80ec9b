"""Switching a rule: by name, with a reason, from a date on; earlier dates keep judging as they did."""

from collections.abc import Callable
from datetime import date

import pytest

from lib.register.store import Register
from lib.standards.switch import DecisionIncomplete, RuleUnknown, set_status
from tests.standards.judging import Judged

RULE = "LC22-T-CEM-01"
AUGUST = date(2022, 8, 1)
LINES = """
    line  | process | capacity
    below | clinker | 2000
"""


def verdicts(register: Register, as_of: date) -> dict[str, str]:
    return Judged(register, as_of).rule(RULE)


def test_a_withdrawn_rule_judges_no_more_from_its_date_on(judged: Callable[..., Judged], register: Register) -> None:
    judged(LINES)
    before = register.version()
    version = set_status(register, RULE, "withdrawn", "王处长", AUGUST, "市联席会议纪要〔2022〕8号")
    assert version == register.version() == before + 1
    assert verdicts(register, date(2022, 7, 31)) == {"below": "outdated"}
    assert verdicts(register, AUGUST) == {}


def test_the_last_decision_counts(judged: Callable[..., Judged], register: Register) -> None:
    judged(LINES)
    set_status(register, RULE, "withdrawn", "王处长", AUGUST, "暂停")
    set_status(register, RULE, "in_force", "李科长", AUGUST, "恢复")
    assert verdicts(register, AUGUST) == {"below": "outdated"}
    rule = register.query("pages/rules", as_of=AUGUST, sector="", status="", dimension="", rule=RULE).iloc[0]
    assert (rule.decided_by, rule.decision_note) == ("李科长", "恢复")


@pytest.mark.parametrize(
    ("rule", "status", "actor", "note", "error"),
    [
        ("no-such-rule", "withdrawn", "王处长", "理由", RuleUnknown),
        (RULE, "abolished", "王处长", "理由", DecisionIncomplete),
        (RULE, "withdrawn", "  ", "理由", DecisionIncomplete),
        (RULE, "withdrawn", "王处长", "", DecisionIncomplete),
    ],
)
def test_an_incomplete_decision_writes_nothing(
    judged: Callable[..., Judged],
    register: Register,
    rule: str,
    status: str,
    actor: str,
    note: str,
    error: type[Exception],
) -> None:
    judged(LINES)
    before = register.version()
    with pytest.raises(error):
        set_status(register, rule, status, actor, AUGUST, note)
    assert register.version() == before
    assert verdicts(register, AUGUST) == {"below": "outdated"}
