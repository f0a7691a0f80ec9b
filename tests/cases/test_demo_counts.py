"""`exit_progress` counted by hand: ten named lines, each with its own story, on three days.

line          | what became of it
fast_mill     | shut, dismantled and accepted before 15 July
slow_mill     | shut in August, dismantled in November, accepted on 20 December
silent_mill   | identified, and nothing since
sealed_kiln   | shut on 10 July, sealed in August, its dismantling is owed
court_kiln    | sealed under seizure, which counts as complete once the city accepts it on 10 January
wrong_kiln    | its shutting of 12 July was entered by mistake, reversed on 20 July: it never was; shut on 5 January
relapsed_kiln | sealed in August, running again on 5 December; shut anew and dismantled in February, not accepted
moved_kiln    | exactly 2500 t/d: scheme filed on 14 July, shut in October, accepted in April
saved_paper   | over the energy limit, put right on 15 December
poor_paper    | quality, opened on 18 July, failed on 10 January, its closure is asked for
"""

from collections.abc import Iterator
from datetime import date
from io import BytesIO

import pytest
from PIL import Image

from lib.cases.evidence import Upload
from lib.cases.ledger import reverse_step
from lib.cases.opening import open_many
from lib.register.store import Register
from tests import registers
from tests.cases.conftest import ENTERPRISE, FACT, LINE
from tests.cases.made_files import pdf
from tests.cases.test_ledger import play

AREAS = {"甲": "371502", "乙": "371521", "丙": "371526"}
LINES = (  # id, enterprise, sector, process, capacity, unit
    ("fast_mill", "甲", "cement", "grinding", 60, "10kt/a"),
    ("slow_mill", "甲", "cement", "grinding", 90, "10kt/a"),
    ("silent_mill", "乙", "cement", "grinding", 30, "10kt/a"),
    ("sealed_kiln", "乙", "cement", "clinker", 2000, "t/d"),
    ("court_kiln", "乙", "cement", "clinker", 1500, "t/d"),
    ("wrong_kiln", "甲", "cement", "clinker", 2400, "t/d"),
    ("relapsed_kiln", "甲", "cement", "clinker", 1800, "t/d"),
    ("moved_kiln", "丙", "cement", "clinker", 2500, "t/d"),
    ("saved_paper", "丙", "paper", "paper", 5, "10kt/a"),
    ("poor_paper", "丙", "paper", "paper", 3, "10kt/a"),
)
FACTS = (
    ("fast_mill", "mill_diameter", 3.0, None),
    ("slow_mill", "mill_diameter", 3.2, None),
    ("silent_mill", "mill_diameter", 2.4, None),
    ("saved_paper", "energy_over_limit", None, "true"),
    ("poor_paper", "product_below_standard", None, "true"),
)
CLINKER, REPLACE, MILL, ENERGY, QUALITY = "LC22-T-CEM-01", "LC22-T-CEM-02", "LC22-T-CEM-03", "LC22-E-01", "LC22-Q-01"
STORIES = {  # line: rule, opened on, steps
    "fast_mill": (MILL, "2022-07-01", """
        verified | 2022-07-04 |
        shut_down | 2022-07-05 | doc
        dismantled | 2022-07-08 | photos; to=演示
        county_accepted | 2022-07-11 | doc
        city_accepted | 2022-07-14 | doc"""),
    "slow_mill": (MILL, "2022-07-01", """
        verified | 2022-07-05 |
        shut_down | 2022-08-10 | doc
        dismantled | 2022-11-08 | photos; to=演示
        county_accepted | 2022-11-20 | doc
        city_accepted | 2022-12-20 | doc"""),
    "silent_mill": (MILL, "2022-07-01", ""),
    "sealed_kiln": (CLINKER, "2022-07-01", """
        verified | 2022-07-04 |
        shut_down | 2022-07-10 | doc
        utilities_cut | 2022-07-20 |
        power_unit_removed | 2022-07-25 |
        sealed | 2022-08-01 | due=2022-11-30"""),
    "court_kiln": (CLINKER, "2022-07-01", """
        verified | 2022-07-18 |
        shut_down | 2022-08-01 | doc
        utilities_cut | 2022-08-02 |
        power_unit_removed | 2022-08-03 |
        sealed | 2022-08-10 | due=2022-12-31
        commitment_published | 2022-08-11 | doc
        notice_published | 2022-08-20 | doc
        sealing_completes | 2022-11-01 | doc; ground=seizure; papers
        county_accepted | 2022-11-20 | doc
        city_accepted | 2023-01-10 | doc"""),
    "wrong_kiln": (CLINKER, "2022-07-01", """
        verified | 2022-07-05 |
        shut_down | 2022-07-12 | doc"""),
    "relapsed_kiln": (CLINKER, "2022-07-01", """
        verified | 2022-07-10 |
        shut_down | 2022-07-20 | doc
        utilities_cut | 2022-07-21 |
        power_unit_removed | 2022-07-22 |
        sealed | 2022-08-10 | due=2022-12-31
        relapsed | 2022-12-05 | doc
        shut_down | 2023-02-01 | doc
        dismantled | 2023-02-20 | photos; to=演示"""),
    "moved_kiln": (REPLACE, "2022-07-06", """
        verified | 2022-07-10 |
        scheme_filed | 2022-07-14 | doc; due=2023-06-30
        shut_down | 2022-10-01 |
        capacity_transferred | 2022-12-01 | doc
        dismantled | 2023-03-01 | photos; to=演示
        county_accepted | 2023-03-10 | doc
        city_accepted | 2023-04-01 | doc"""),
    "saved_paper": (ENERGY, "2022-07-06", """
        verified | 2022-07-07 |
        rectification_ordered | 2022-07-08 | doc
        rectification_passed | 2022-12-15 | doc"""),
    "poor_paper": (QUALITY, "2022-07-18", """
        verified | 2022-07-20 |
        rectification_ordered | 2022-07-25 | doc
        rectification_failed | 2023-01-10 | doc
        closure_requested | 2023-01-20 | doc"""),
}  # fmt: skip
COUNTED_BY_HAND = {
    date(2022, 7, 15): """
        area   | process  | state            | lines | capacity | unit   | counted
        371502 | clinker  | identified       | 2     | 4200     | t/d    | 0
        371502 | grinding | accepted         | 1     | 60       | 10kt/a | 1
        371502 | grinding | identified       | 1     | 90       | 10kt/a | 0
        371521 | clinker  | identified       | 1     | 1500     | t/d    | 0
        371521 | clinker  | shut_down        | 1     | 2000     | t/d    | 0
        371521 | grinding | identified       | 1     | 30       | 10kt/a | 0
        371526 | clinker  | in_rectification | 1     | 2500     | t/d    | 0
        371526 | paper    | in_rectification | 1     | 5        | 10kt/a | 0
    """,
    date(2022, 12, 31): """
        area   | process  | state            | lines | capacity | unit   | counted
        371502 | clinker  | identified       | 2     | 4200     | t/d    | 0
        371502 | grinding | accepted         | 2     | 150      | 10kt/a | 2
        371521 | clinker  | sealed           | 2     | 3500     | t/d    | 0
        371521 | grinding | identified       | 1     | 30       | 10kt/a | 0
        371526 | clinker  | shut_down        | 1     | 2500     | t/d    | 0
        371526 | paper    | in_rectification | 1     | 3        | 10kt/a | 0
        371526 | paper    | rectified        | 1     | 5        | 10kt/a | 0
    """,
    date.today(): """
        area   | process  | state            | lines | capacity | unit   | counted
        371502 | clinker  | dismantled       | 1     | 1800     | t/d    | 0
        371502 | clinker  | shut_down        | 1     | 2400     | t/d    | 0
        371502 | grinding | accepted         | 2     | 150      | 10kt/a | 2
        371521 | clinker  | accepted         | 1     | 1500     | t/d    | 1
        371521 | clinker  | sealed           | 1     | 2000     | t/d    | 0
        371521 | grinding | identified       | 1     | 30       | 10kt/a | 0
        371526 | clinker  | accepted         | 1     | 2500     | t/d    | 1
        371526 | paper    | closing          | 1     | 3        | 10kt/a | 0
        371526 | paper    | rectified        | 1     | 5        | 10kt/a | 0
    """,
}
EXITED_BY_HAND = {  # lines whose exit the law counts
    date(2022, 7, 13): set(),
    date(2022, 7, 15): {"fast_mill"},
    date(2022, 12, 31): {"fast_mill", "slow_mill"},
    date(2023, 1, 9): {"fast_mill", "slow_mill"},
    date.today(): {"fast_mill", "slow_mill", "court_kiln", "moved_kiln"},
}


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Register]:
    """A register of the ten lines with their stories."""
    register = registers.empty(tmp_path_factory.mktemp("town"))
    with register.write("test", "fill", "lines") as cursor:
        for name, area in AREAS.items():
            cursor.execute(ENTERPRISE, [name, name, area])
        for line in LINES:
            cursor.execute(LINE, list(line))
        for fact in FACTS:
            cursor.execute(FACT, list(fact))
    papers = [Upload(kind, f"{kind}.pdf", pdf(kind)) for kind in ("proof", "consent")]
    case_ids = opened(register)
    for line_id, (_, _, steps) in STORIES.items():
        if steps:
            play(register, case_ids[line_id], steps, photos=photos(line_id), papers=papers)
    corrected(register, case_ids["wrong_kiln"])
    yield register
    register.close()


def photos(line_id: str) -> list[Upload]:
    """Pictures of its own for a line: three shades that no other line has."""
    shade = [line for line, *_ in LINES].index(line_id) * 16
    shots = {"before": (255, 0, shade), "during": (0, 255, shade), "after": (0, shade, 255)}
    return [Upload(kind, f"{kind}.png", drawn(colour)) for kind, colour in shots.items()]


def drawn(colour: tuple[int, int, int]) -> bytes:
    """A small picture of one colour, exactly."""
    out = BytesIO()
    Image.new("RGB", (8, 8), colour).save(out, "PNG")
    return out.getvalue()


def opened(register: Register) -> dict[str, str]:
    """The case of each line; those of a day in one transaction."""
    case_ids: dict[str, str] = {}
    for day in sorted({opened_on for _, opened_on, _ in STORIES.values()}):
        of_day = {line: rule for line, (rule, opened_on, _) in STORIES.items() if opened_on == day}
        wanted = [{"subject_kind": "line", "subject_id": line, "rule_id": rule} for line, rule in of_day.items()]
        done = open_many(register, wanted, on=date.fromisoformat(day), actor="张三")
        assert done.skipped == []
        case_ids |= dict(zip(of_day, done.case_ids, strict=True))
    return case_ids


def corrected(register: Register, case_id: str) -> None:
    """The rest of the wrong kiln's story, which a table of steps cannot tell."""
    [wrong] = register.con.execute(
        "select step_id from facts.case_step where case_id = $1 and step = 'shut_down'", [case_id]
    ).fetchone()
    reverse_step(register, wrong, on=date(2022, 7, 20), actor="李四", reason="登记的是另一条线")
    play(register, case_id, "shut_down | 2023-01-05 | doc")


def progress(register: Register, day: date) -> list[list[str]]:
    """Rows of the mart in the form of the tables above."""
    told = register.cursor(day).execute(
        """select area_code, process, state, lines::int, capacity::int, capacity_unit, counted_lines::int
        from marts.exit_progress order by all"""
    )
    return [[str(cell) for cell in row] for row in told.fetchall()]


def table(text: str) -> list[list[str]]:
    """The rows under the heading."""
    return sorted([cell.strip() for cell in line.split("|")] for line in text.strip().splitlines()[1:])


@pytest.mark.parametrize("day", COUNTED_BY_HAND, ids=["2022-07-15", "2022-12-31", "today"])
def test_progress_is_what_a_hand_counts(town, day):
    assert sorted(progress(town, day)) == table(COUNTED_BY_HAND[day])


@pytest.mark.parametrize("day", EXITED_BY_HAND)
def test_exits_are_those_a_hand_counts(town, day):
    told = town.cursor(day).execute("select line_id from marts.cases where is_exit_counted").fetchall()
    assert {line for (line,) in told} == EXITED_BY_HAND[day]


def test_the_enterprises_of_a_row_are_counted_once(town):
    told = town.cursor(date(2022, 12, 31)).execute(
        "select area_code, process, state, enterprises from marts.exit_progress where lines > enterprises order by all"
    )
    assert told.fetchall() == [
        ("371502", "clinker", "identified", 1),
        ("371502", "grinding", "accepted", 1),
        ("371521", "clinker", "sealed", 1),
    ]


def test_what_was_overdue_at_the_end_of_the_year_and_a_day_later(town):
    """Mills by the end of 2022, the sealed kiln's dismantling since 30 November, the court's kiln owes none."""

    def overdue(day):
        told = "select line_id, clock from marts.deadlines where colour = 'overdue' order by all"
        return town.cursor(day).execute(told).fetchall()

    assert overdue(date(2022, 12, 31)) == [("sealed_kiln", "dismantling")]
    assert overdue(date(2023, 1, 1)) == [("sealed_kiln", "dismantling"), ("silent_mill", "exit")]
