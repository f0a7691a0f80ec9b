"""500 random histories side by side in one register: groups and years add up, the bridge closes, nobody is forgotten,
and what was told later is not known before.

Deliveries change what mills are, cases go along chains that the ladder allows, with relapses, reversals and proofs that
come late; everything is told some days after it happened, and the register is asked on the way.
"""

import shutil
from collections import Counter
from datetime import date, timedelta
from itertools import pairwise
from random import Random

import pytest

from lib.exports.query import mart_table
from lib.register.store import connect
from lib.settings import Settings
from tests.account.told import (
    ENERGY,
    FIRST,
    GOOD,
    MILL,
    OUTDATED,
    REPLACE,
    case,
    decide,
    deliver,
    mill,
    tell,
    void,
)

LINES, OWNERS = 500, 120
AREAS = ("371502", "371503", "371521", "371526", None)
DAYS = (date(2022, 7, 15), date(2022, 12, 31), date(2023, 7, 15), date(2023, 12, 31), date(2024, 6, 30))
ASKED = (date(2022, 12, 31), date(2023, 12, 31))  # of which the register is asked at every stop
DELIVERIES = {  # batch: the day it speaks of, the day it came
    "B1": (date(2022, 8, 1), date(2022, 8, 9)),
    "B2": (date(2022, 11, 1), date(2022, 11, 20)),
    "B3": (date(2022, 6, 20), date(2023, 1, 15)),  # a late correction of the survey
    "B4": (date(2023, 5, 1), date(2023, 5, 2)),
    "B5": (date(2023, 10, 1), date(2024, 1, 20)),
}
STOPS = (date(2022, 10, 1), date(2023, 3, 1), date(2023, 12, 31))  # when the register is asked on the way
VOIDED, WITHDRAWN = date(2023, 8, 1), (date(2024, 3, 1), date(2024, 3, 5))
EXIT = ("shut_down", "utilities_cut", "power_unit_removed", "sealed")
SEALING = ("commitment_published", "notice_published", "sealing_completes", "county_accepted", "city_accepted")
GONE = ("dismantled", "county_accepted", "city_accepted")
STORIES = {  # variant: chains, of which a case goes some way
    "technology": (EXIT + GONE, EXIT + SEALING, EXIT + SEALING + ("dismantled",), ("shut_down",) + GONE),
    "energy": (
        ("rectification_ordered", "rectification_passed"),
        ("rectification_ordered", "rectification_failed", "closure_requested", "closure_approved") + EXIT + GONE,
    ),
    "replacement": (("scheme_filed", "shut_down", "capacity_transferred") + GONE,),
}
RULES = {"technology": (MILL, "LC22-T-CAT-01"), "energy": (ENERGY,), "replacement": (REPLACE,)}


def history(dice: Random, case_id: str, lines: list[str], owner: str):
    """A random case about some lines."""
    variant = dice.choice(("technology", "technology", "technology", "energy", "replacement"))
    day, told, rows = date(2022, 7, 4) + timedelta(dice.randint(0, 200)), date.min, []

    def add(step: str, what: str = "") -> None:
        nonlocal day, told
        day += timedelta(dice.choice((1, 3, 10, 30, 60)))
        told = max(told, day + timedelta(dice.choice((0, 0, 2, 20))))
        if step in ("dismantled", "sealing_completes"):
            what += f"; {'photos' if step == 'dismantled' else 'papers'}"
            what += f"; later={told + timedelta(dice.randint(1, 150))}" if dice.random() < 0.3 else ""
        rows.append(f"{step} | {day} | {what}; told={told}")

    def walk() -> None:
        chain = dice.choice(STORIES[variant])
        for step in chain[: dice.randint(0, len(chain))]:
            add(step)
            if dice.random() < 0.05:
                add("reversal", f"of={step}")
                add(step)

    add("identified")
    walk()
    names = {row.split(" ")[0] for row in rows}
    if "shut_down" in names and dice.random() < 0.3:
        add("relapsed")
        walk()
    elif not names & {"shut_down", "rectification_passed"} and dice.random() < 0.3:
        add("withdrawn")
    return case(case_id, lines, owner, "\n".join(rows), rule=dice.choice(RULES[variant]), variant=variant)


@pytest.fixture(scope="module")
def told(empty_file, tmp_path_factory):
    """The register, and what it answered at each stop: (stop, day) → standings."""
    dice, moves = Random(2022), Random(7)  # noqa: S311 - made-up data, not secrets
    file = shutil.copy(empty_file, tmp_path_factory.mktemp("histories") / "register.duckdb")
    register = connect(Settings(register_url=str(file)))
    owners = {f"E{number:03}": dice.choice(AREAS) for number in range(OWNERS)}
    lines = {f"L{number:03}": dice.choice(list(owners)) for number in range(LINES)}
    cases = []
    for line, owner in lines.items():
        for number in range(dice.choice((0, 0, 1, 1, 1, 2))):
            siblings = [other for other, one in lines.items() if one == owner]
            about = siblings if dice.random() < 0.1 else [line]
            cases.append(history(dice, f"{line}-{number}", about, owner))
    deliver(register, "B0", FIRST, FIRST, enterprises=owners, lines=[mill(*one) for one in lines.items()],
            diameters={line: dice.choice((OUTDATED, OUTDATED, GOOD)) for line in lines})  # fmt: skip
    changes = [(came, batch, on) for batch, (on, came) in DELIVERIES.items()]
    changes += [(stop, "stop", stop) for stop in STOPS]
    changes += [(VOIDED, "void", VOIDED), (WITHDRAWN[1], "rule", WITHDRAWN[0])]
    done, answers = date.min, {}
    for came, what, on in sorted(changes):
        tell(register, *cases, since=done, until=came if what == "stop" else came - timedelta(1))
        done = came if what == "stop" else came - timedelta(1)
        if what == "stop":
            answers |= {(came, day): standings(register, day) for day in ASKED}
        elif what == "void":
            void(register, "B2", came)
        elif what == "rule":
            decide(register, MILL, "withdrawn", on, came)
        else:
            some = dice.sample(list(lines), 120)
            state = dice.choice(("operating", "dismantled", "suspended"))
            moved = {owner: moves.choice(AREAS) for owner in moves.sample(list(owners), 30)}
            deliver(register, what, on, came, enterprises=moved,
                    lines=[mill(line, lines[line], state) for line in some[:60]],
                    diameters={line: dice.choice((OUTDATED, GOOD)) for line in some[40:]})  # fmt: skip
    tell(register, *cases, since=done)
    yield register, answers
    register.close()


def rows(reading, day, statement):
    return reading.snapshot_cursor(day, query=statement).execute(statement).fetchall()


def standings(reading, day):
    """Line → standing, group, why and day of exit."""
    told = "select line_id, standing, standing_group, why, exit_day from intermediate.int_standing"
    return {line: tuple(rest) for line, *rest in rows(reading.reading(), day, told)}


@pytest.fixture(scope="module")
def register(told):
    """The register with everything told."""
    return told[0]


def test_the_histories_reach_every_standing_and_every_reason(register):
    reached = {one[0] for day in DAYS for one in standings(register, day).values()}
    assert reached == {standing for (standing,) in rows(register, DAYS[0], "select standing from reference.standings")}
    why = {one[2] for day in DAYS for one in standings(register, day).values()}
    assert why >= {"case_withdrawn", "data_corrected", "rules_changed", "batch_voided", "told_gone", None}


@pytest.mark.parametrize("day", DAYS)
def test_the_groups_add_up_to_all_identified(register, day):
    identified = standings(register, day)
    account = rows(register, day, "select standing_group, sum(lines)::int from marts.account group by all")
    assert dict(account) == dict(Counter(one[1] for one in identified.values()))
    assert len(rows(register, day, "select line_id from intermediate.int_standing")) == len(identified)


def test_nobody_identified_is_ever_forgotten(register):
    for before, day in pairwise(DAYS):
        assert standings(register, before).keys() <= standings(register, day).keys()


@pytest.mark.parametrize("day", DAYS)
def test_each_exit_counts_once_in_one_year(register, day):
    exits = rows(register, day, "select line_id, exit_day, exit_year from marts.exits where line_id is not null")
    assert len({line for line, *_ in exits}) == len(exits) > 0 or day == DAYS[0]
    assert all(on.year == year and on <= day for _, on, year in exits)
    assert {line: on for line, on, _ in exits} == {
        line: one[3] for line, one in standings(register, day).items() if one[3]
    }


def test_the_day_of_an_exit_stays_unless_the_line_runs_again(register):
    relapses = dict(rows(register, DAYS[-1], "select line_id, relapsed_on from intermediate.int_standing"))
    for before, day in pairwise(DAYS):
        then, now = standings(register, before), standings(register, day)
        moved = {line for line, one in then.items() if one[3] and one[3] != now[line][3]}
        assert all(relapses[line] and relapses[line] > before for line in moved)


@pytest.mark.parametrize(("since", "day"), [*pairwise(DAYS), (DAYS[0], DAYS[-1])])
def test_the_bridge_closes(register, since, day):
    then, now = (Counter(one[1] for one in standings(register, on).values())["outstanding"] for on in (since, day))
    terms = mart_table(register, "bridge", day, since=since).frame
    assert int(terms["lines"].sum()) == now - then
    assert len(terms) > 3


@pytest.mark.parametrize(("since", "day"), [*pairwise(DAYS), (DAYS[0], DAYS[-1])])
def test_the_bridge_of_each_area_closes_though_enterprises_move(register, since, day):
    then, now = (outstanding_by_area(register, on) for on in (since, day))
    moved = Counter()
    for area in [code or "unplaced" for code in AREAS]:
        terms = bridge_of(register, day, since, area=area)
        assert sum(terms.values()) == now[area] - then[area], area
        moved.update({term: terms.get(term, 0) for term in ("moved_in", "moved_out")})
        for term, change in terms.items():
            lines = register.reading().ask("pages/progress/account_lines", day, since=since, area=area, term=term,
                                           sector="", process="", account="", start=0, size=1)  # fmt: skip
            assert lines.total_count.max() == abs(change), (area, term)
    assert moved["moved_in"] == -moved["moved_out"]
    assert moved["moved_in"] or since >= max(on for on, _ in DELIVERIES.values())
    assert not {"moved_in", "moved_out"} & bridge_of(register, day, since).keys(), "the city has neither"


def outstanding_by_area(register, day):
    """Area → lines that must leave and have not."""
    counted = """select coalesce(area_code, 'unplaced') from intermediate.int_standing
        where standing_group = 'outstanding'"""
    return Counter(area for (area,) in rows(register.reading(), day, counted))


def bridge_of(register, day, since, area=""):
    """Term → lines, as the page tells them."""
    asked = {"area": area, "sector": "", "process": ""}
    terms = register.reading().ask("pages/progress/bridge", day, since=since, **asked)
    return dict(zip(terms.term, terms.change, strict=True))


def test_without_a_first_date_the_bridge_gives_all_that_is_outstanding(register):
    now = Counter(one[1] for one in standings(register, DAYS[1]).values())["outstanding"]
    assert int(mart_table(register, "bridge", DAYS[1]).frame["lines"].sum()) == now


@pytest.mark.parametrize("stop", STOPS)
@pytest.mark.parametrize("day", ASKED)
def test_what_was_known_on_a_day_is_what_was_answered_then(told, stop, day):
    register, answers = told
    assert standings(register.known(stop), day) == answers[stop, day]


def test_what_was_told_later_changed_the_answers(told):
    register, answers = told
    assert all(answers[STOPS[0], day] != answers[STOPS[1], day] != standings(register, day) for day in ASKED)


def test_what_left_is_nowhere_outdated(register):
    for day in DAYS:
        told = """select count(*) from intermediate.int_lines as lines inner join intermediate.int_standing as standing
            using (line_id) where standing.standing_group = 'left' and lines.verdict = 'outdated'"""
        assert rows(register, day, told) == [(0,)]
