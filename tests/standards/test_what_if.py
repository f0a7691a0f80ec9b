"""Another bound tried out: exact decimals, and what has no value or is exempt stays as it is."""

from collections.abc import Callable
from decimal import Decimal

import pytest

from tests.standards.judging import JULY, Judged

MILLS = """
    line    | process  | mill_diameter
    small   | grinding | 2.6
    at      | grinding | 3.2
    hair    | grinding | 3.20000001
    large   | grinding | 3.8
    unknown | grinding |
"""
KILNS = """
    line    | process | capacity | product
    below   | clinker | 2499     |
    at      | clinker | 2500     |
    above   | clinker | 4000     |
    special | clinker | 1000     | 特种水泥熟料
"""


def tried(judged: Judged, rule: str, bound: str) -> tuple[int, int, int, int, int]:
    row = judged.register.query("pages/standards/what_if", as_of=JULY, rule=rule, bound=Decimal(bound)).iloc[0]
    return (row.measured_count, row.caught, row.would_be_caught, row.more, row.fewer)


@pytest.mark.parametrize(
    ("bound", "expected"),
    [
        ("3.2", (4, 2, 2, 0, 0)),
        ("3.20000001", (4, 2, 3, 1, 0)),
        ("3.8", (4, 2, 4, 2, 0)),
        ("2.6", (4, 2, 1, 0, 1)),
        ("0", (4, 2, 0, 0, 2)),
    ],
)
def test_mills_at_another_diameter(judged: Callable[..., Judged], bound: str, expected: tuple[int, ...]) -> None:
    assert tried(judged(MILLS), "LC22-T-CEM-03", bound) == expected


def test_exempt_kilns_stay_exempt_and_the_bound_itself_is_not_below(judged: Callable[..., Judged]) -> None:
    kilns = judged(KILNS)
    assert tried(kilns, "LC22-T-CEM-01", "2500") == (3, 1, 1, 0, 0)
    assert tried(kilns, "LC22-T-CEM-01", "2501") == (3, 1, 2, 1, 0)
    assert tried(kilns, "LC22-T-CEM-01", "5000") == (3, 1, 3, 2, 0)
