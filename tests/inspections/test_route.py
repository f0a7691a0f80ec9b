"""The order of a day's visits: close to the best there is, quick for a full day, honest about unknown places."""

from itertools import combinations
from random import Random
from time import process_time

import numpy as np

from lib.inspections.route import kilometres, length, shortest

START = (116.0, 36.4)
DAYS, MOST = 200, 9


def day(seed: int, count: int) -> list[tuple[float, float]]:
    dice = Random(seed)  # noqa: S311 - places on a map, not secrets
    return [(116 + dice.uniform(-0.3, 0.3), 36.4 + dice.uniform(-0.3, 0.3)) for _ in range(count)]


def table_of(stops: list[tuple[float, float]]) -> list[list[float]]:
    points = [START, *stops]
    return [[kilometres(one, other) for other in points] for one in points]


def way(stops: list[tuple[float, float]], order: list[int]) -> float:
    return length([0, *(at + 1 for at in order)], table_of(stops))


def best(tables: np.ndarray) -> np.ndarray:
    """The shortest of all ways past every stop and back, of many days with as many stops at once (Held-Karp): for each
    set of stops and its last one, the shortest way from the start."""
    count = tables.shape[1] - 1
    ends = {(1 << last, last): tables[:, 0, last + 1] for last in range(count)}
    for size in range(2, count + 1):
        for group in combinations(range(count), size):
            mask = sum(1 << one for one in group)
            for last in group:
                before = [ends[mask ^ 1 << last, one] + tables[:, one + 1, last + 1] for one in group if one != last]
                ends[mask, last] = np.minimum.reduce(before)
    return np.minimum.reduce([ends[(1 << count) - 1, last] + tables[:, last + 1, 0] for last in range(count)])


def test_of_200_days_none_is_five_percent_longer_than_the_best_way():
    for count in range(2, MOST + 1):
        days = [day(seed, count) for seed in range(DAYS) if seed % (MOST - 1) + 2 == count]
        orders = [shortest(START, stops) for stops in days]
        assert all(sorted(order) == list(range(count)) for order in orders)
        found = np.array([way(stops, order) for stops, order in zip(days, orders, strict=True)])
        ratio = found / best(np.array([table_of(stops) for stops in days]))
        assert ratio.min() > 1 - 1e-9, "the best way is the best"
        assert ratio.max() <= 1.05


def test_a_day_of_forty_visits_takes_less_than_a_second():
    stops, began = day(7, 40), process_time()
    order = shortest(START, stops)
    assert process_time() - began < 1
    assert sorted(order) == list(range(40))
    assert way(stops, order) < way(stops, list(range(40))) / 2


def test_what_has_no_place_comes_last_and_one_place_may_have_several():
    assert shortest(START, [None, (116.1, 36.4), None, (116.1, 36.4)]) == [1, 3, 0, 2]
    assert shortest(START, []) == []
    assert shortest(START, [None]) == [0]


def test_a_degree_of_latitude_is_111_kilometres():
    assert abs(kilometres((116, 36), (116, 37)) - 111.2) < 0.2
