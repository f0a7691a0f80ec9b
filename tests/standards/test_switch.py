"""Switching a rule: by name, with a reason, from a date on; earlier dates keep judging as they did."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from lib.cli import main
from lib.register.store import Register
from lib.settings import Settings
from lib.switching import AT_INIT, DecisionIncomplete, RuleUnknown, set_status
from lib.up_to_date import open_atlas
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


def test_a_rule_judges_from_its_first_day_to_its_last(judged: Callable[..., Judged], register: Register) -> None:
    judged(LINES)
    dates = "update reference.rules set effective_from = $1, effective_to = $2 where rule_id = $3"
    shipped = register.con.execute(
        "select effective_from, effective_to from reference.rules where rule_id = $1", [RULE]
    ).fetchone()
    days = [date(2022, 8, 1), date(2022, 8, 2), date(2022, 12, 31), date(2023, 1, 1)]
    try:
        register.con.execute(dates, [days[1], days[2], RULE])
        assert [bool(verdicts(register, day)) for day in days] == [False, True, True, False]
    finally:
        register.con.execute(dates, [*shipped, RULE])


def test_the_last_decision_counts(judged: Callable[..., Judged], register: Register) -> None:
    judged(LINES)
    set_status(register, RULE, "withdrawn", "王处长", AUGUST, "暂停")
    set_status(register, RULE, "in_force", "李科长", AUGUST, "恢复")
    assert verdicts(register, AUGUST) == {"below": "outdated"}
    rule = register.ask("pages/standards/rules", as_of=AUGUST, sector="", status="", dimension="", rule=RULE).iloc[0]
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


def decisions(settings: Settings) -> dict[str, tuple[str, str]]:
    """Rule → who decided last about it, and why."""
    register = open_atlas(settings)
    rows = register.ask("pages/standards/rules", sector="", status="", dimension="", rule="")
    register.close()
    return {row.rule_id: (row.decided_by, row.decision_note) for row in rows.dropna(subset="decided_by").itertuples()}


def test_init_puts_the_plan_s_own_rules_in_force_in_the_name_of_who_runs_it(
    register_file: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    settings = Settings(register_url=str(register_file))
    register = open_atlas(settings)
    set_status(register, RULE, "withdrawn", "李科长", AUGUST, "暂停")
    register.close()
    monkeypatch.setenv("REGISTER_URL", settings.register_url)
    assert main(["init", "--actor", "王处长"]) == 0
    decided = decisions(settings)
    assert decided.pop(RULE) == ("李科长", "暂停"), "what was decided stands"
    assert len(decided) == 16 and set(decided.values()) == {("王处长", AT_INIT)}, "candidates wait for a person"
    assert all(rule_id.startswith("LC22-") for rule_id in decided)
    before = capsys.readouterr().out
    assert main(["init", "--actor", "别人"]) == 0
    assert capsys.readouterr().out == before and decisions(settings)["LC22-E-01"] == ("王处长", AT_INIT)
