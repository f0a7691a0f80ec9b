"""Evidence that comes after its step: it counts from the day it was added and changes nothing that was recorded."""

from datetime import date, timedelta

import pytest

from lib.cases import late_evidence
from lib.cases.evidence import Upload
from lib.cases.late_evidence import add_evidence
from lib.cases.ledger import record_step, reverse_step
from lib.cases.opening import open_case
from lib.cases.refusal import CaseRefused
from tests.cases.conftest import picture
from tests.cases.made_files import pdf

JULY = date(2022, 7, 15)
ADDED = date(2023, 3, 1)
SCAN = Upload("opinion", "opinion.pdf", pdf("opinion"))


@pytest.fixture
def accepted(register, photos):
    """An exit accepted on 15 July; its steps by name."""
    case = open_case(register, line_id="kiln_2400", rule_id="LC22-T-CEM-01", on=JULY, actor="张三")

    def step(name, **more):
        return record_step(register, case, name, on=JULY, actor="张三", document_no="1", **more)

    return {
        "verified": step("verified"),
        "shut_down": step("shut_down"),
        "dismantled": step("dismantled", destination="废钢", evidence=photos),
        "county_accepted": step("county_accepted"),
        "city_accepted": step("city_accepted"),
    }


@pytest.fixture
def in_march(monkeypatch):
    """The files are added on 1 March 2023."""

    class March(date):
        @classmethod
        def today(cls):
            return ADDED

    monkeypatch.setattr(late_evidence, "date", March)


def test_an_added_file_shows_from_the_day_it_was_added(register, accepted, in_march, mart):
    before = stood(mart)
    [added] = add_evidence(register, accepted["city_accepted"], [SCAN], actor="李四")
    [row] = mart("evidence", ADDED, evidence_id=added)
    assert (row["kind"], row["added_on"], row["actor"], row["happened_on"]) == ("opinion", ADDED, "李四", JULY)
    assert mart("evidence", ADDED - timedelta(days=1), evidence_id=added) == []
    counts = [mart("case_steps", day, step="city_accepted")[0]["evidence_count"] for day in (JULY, ADDED)]
    assert counts == [0, 1]
    assert stood(mart) == before, "the steps stand as they were recorded"


def stood(mart):
    """Every step as the mart has it in March, without the number of its files."""
    rows = sorted(mart("case_steps", ADDED), key=lambda row: row["position"])
    return [{name: value for name, value in row.items() if name != "evidence_count"} for row in rows]


def test_a_proof_that_comes_later_counts_only_from_then(register, accepted, in_march, mart):
    register.con.execute("delete from facts.evidence where kind = 'after'")
    assert [row["is_exit_counted"] for row in mart("cases", ADDED)] == [False]
    add_evidence(register, accepted["dismantled"], [Upload("after", "after.jpg", picture("blue"))], actor="李四")
    days = (JULY, ADDED - timedelta(days=1), ADDED)
    assert [mart("cases", day)[0]["is_exit_counted"] for day in days] == [False, False, True]


def test_several_additions_keep_ids_of_their_own(register, accepted, in_march, mart):
    ids = [add_evidence(register, accepted["dismantled"], [SCAN, SCAN], actor="李四") for _ in range(2)]
    assert len({one for pair in ids for one in pair}) == 4
    assert len(mart("evidence", ADDED)) == 7


def test_additions_that_prove_nothing_are_refused(register, accepted, mart):
    undone = reverse_step(register, accepted["city_accepted"], on=JULY, actor="张三", reason="误登")
    paper = Upload("before", "before.pdf", pdf("no photo"))
    for step_id, file, code in (
        ("S-nobody", SCAN, "unknown_step_id"),
        (undone, SCAN, "is_reversal"),
        (accepted["city_accepted"], SCAN, "already_reversed"),
        (accepted["dismantled"], paper, "wrong_media"),
        (accepted["dismantled"], Upload("other", "x.jpg", b"MZ"), "file_type"),
    ):
        with pytest.raises(CaseRefused) as error:
            add_evidence(register, step_id, [file], actor="李四")
        assert [one.code for one in error.value.refusals] == [code]
    assert len(mart("evidence")) == 3
