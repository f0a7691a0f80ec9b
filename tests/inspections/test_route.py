"""The order of a day's visits: close to the best there is, quick for a full day, honest about unknown places."""

from itertools import permutations
from random import Random
from time import process_time

from lib.inspections.route import kilometres, length, shortest

START = (116.0, 36.4)


def day(seed: int, count: int) -> list[tuple[float, float]]:
    dice = Random(seed)  # noqa: S311 - places on a map, not secrets
    return [(116 + dice.uniform(-0.3, 0.3), 36.4 + dice.uniform(-0.3, 0.3)) for _ in range(count)]


def way(stops: list[tuple[float, float]], order: list[int]) -> float:
    points = [START, *stops]
    table = [[kilometres(one, other) for other in points] for one in points]
    return length([0, *(at + 1 for at in order)], table)


def best(stops: list[tuple[float, float]]) -> float:
    """The shortest of all ways; one direction of each is enough."""
    points = [START, *stops]
    table = [[kilometres(one, other) for other in points] for one in points]
    orders = (order for order in permutations(range(1, len(points))) if order[0] <= order[-1])
    return min(sum(map(lambda a, b: table[a][b], (0, *order), (*order, 0))) for order in orders)


def test_a_day_of_seven_visits_is_as_short_as_can_be_within_five_percent():
    for seed in range(40):
        stops = day(seed, 2 + seed % 6)
        order = shortest(START, stops)
        assert sorted(order) == list(range(len(stops)))
        assert way(stops, order) <= best(stops) * 1.05


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
