"""The order of a day's visits: nearest neighbour, then 2-opt and moved stops, over straight-line distances.

The way begins and ends at the same place. Stops without coordinates come last, in the order they were given.
"""

from collections.abc import Sequence
from math import asin, cos, inf, isfinite, radians, sin, sqrt
from typing import Final

Point = tuple[float, float]  # longitude and latitude, degrees of WGS84
EARTH_KM: Final = 12742  # twice the radius
STARTS: Final = 10  # first stops that are tried: the nearest ones


def shortest(start: Point, stops: Sequence[Point | None]) -> list[int]:
    """The numbers of the stops in the order of a short way from `start` past all of them and back."""
    placed = [at for at, stop in enumerate(stops) if stop is not None and all(map(isfinite, stop))]
    points = [start, *(stop for at in placed if (stop := stops[at]) is not None)]
    table = [[kilometres(one, other) for other in points] for one in points]
    firsts = sorted(range(1, len(points)), key=table[0].__getitem__)[:STARTS]
    ways = [improved(nearest(table, first), table) for first in firsts]
    best = min(ways, key=lambda way: length(way, table), default=[0])
    return [placed[at - 1] for at in best[1:]] + [at for at in range(len(stops)) if at not in placed]


def kilometres(one: Point, other: Point) -> float:
    """The distance of two points in a straight line."""
    (lon_a, lat_a), (lon_b, lat_b) = one, other
    across = cos(radians(lat_a)) * cos(radians(lat_b)) * sin(radians(lon_b - lon_a) / 2) ** 2
    return EARTH_KM * asin(sqrt(min(1, sin(radians(lat_b - lat_a) / 2) ** 2 + across)))


def length(way: Sequence[int], table: Sequence[Sequence[float]]) -> float:
    """Kilometres of a way and back to where it began."""
    return sum(table[one][other] for one, other in zip(way, [*way[1:], way[0]], strict=True))


def nearest(table: Sequence[Sequence[float]], first: int) -> list[int]:
    """The way that goes to `first` and then always on to the nearest stop left."""
    way, left = [0, first], set(range(1, len(table))) - {first}
    while left:
        way.append(min(left, key=table[way[-1]].__getitem__))
        left.remove(way[-1])
    return way


def improved(way: list[int], table: Sequence[Sequence[float]]) -> list[int]:
    """The way after every part was turned and every run of up to three stops moved for which that shortens it."""
    before = inf
    while (now := length(way, table)) < before - 1e-9:
        before = now
        way = moved(turned(way, table), table)
    return way


def turned(way: list[int], table: Sequence[Sequence[float]]) -> list[int]:
    """2-opt: two legs that cross are exchanged for two that do not."""
    count = len(way)
    for one in range(count - 2):
        for other in range(one + 2, count):
            a, b, c, d = way[one], way[one + 1], way[other], way[(other + 1) % count]
            if a != d and table[a][c] + table[b][d] < table[a][b] + table[c][d] - 1e-12:
                way[one + 1 : other + 1] = reversed(way[one + 1 : other + 1])
    return way


def moved(way: list[int], table: Sequence[Sequence[float]]) -> list[int]:
    """Runs of up to three stops go where they lengthen the way least."""
    for size in (1, 2, 3):
        for at in range(1, len(way) - size + 1):
            run, rest = way[at : at + size], way[:at] + way[at + size :]
            around = list(zip(rest, [*rest[1:], rest[0]], strict=True))
            costs = [
                table[one][part[0]] + table[part[-1]][other] - table[one][other]
                for part in (run, run[::-1])
                for one, other in around
            ]
            best = min(range(len(costs)), key=costs.__getitem__)
            if costs[best] < costs[at - 1] - 1e-12:
                place = best % len(around) + 1
                way = rest[:place] + (run if best < len(around) else run[::-1]) + rest[place:]
    return way
