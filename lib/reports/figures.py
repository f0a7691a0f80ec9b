"""Figures of the papers, counted from a report's rows; capacities of different processes are never added."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from itertools import groupby

from lib.exports.cells import digits
from lib.reports.content import Content, Row

UNPLACED = "未落位"


@dataclass(frozen=True)
class Figures:
    """关停 is every listed line; of these some are 封存, some 拆除, and some count as exits (计入退出): separate facts.

    Capacities are texts in the rows' unit; they are empty where rows of several units or processes were counted.
    """

    enterprises: int
    lines: int
    sealed: int
    dismantled: int
    counted: int
    capacity: str = ""
    counted_capacity: str = ""
    without_capacity: int = 0


@dataclass(frozen=True)
class Group:
    """Figures of one area, or of one sector, process and unit."""

    name: str
    process: str
    unit: str
    figures: Figures
    outdated: int = 0


def is_sealed(row: Row) -> bool:
    """Sealed and not dismantled since: it still owes a dismantling date."""
    return bool(row["sealed_on"]) and not row["dismantled_on"]


def figures(rows: list[Row], *, with_capacity: bool = False) -> Figures:
    """Counts of some rows of the exit list; capacities only where the rows share process and unit."""
    counts = Figures(
        enterprises=len({row["enterprise_id"] for row in rows}),
        lines=len(rows),
        sealed=sum(is_sealed(row) for row in rows),
        dismantled=sum(bool(row["dismantled_on"]) for row in rows),
        counted=sum(bool(row["is_exit_counted"]) for row in rows),
    )
    if not with_capacity:
        return counts
    counted = [row for row in rows if row["is_exit_counted"]]
    missing = sum(row["capacity"] is None for row in rows)
    return replace(counts, capacity=_sum(rows), counted_capacity=_sum(counted), without_capacity=missing)


def _sum(rows: Iterable[Row]) -> str:
    """Sum of the capacities that are known; empty when none is."""
    known = [Decimal(row["capacity"]) for row in rows if row["capacity"] is not None]
    return digits(sum(known, Decimal())) if known else ""


def by_process(rows: list[Row]) -> list[Group]:
    """Figures per sector, process and unit, in the official order the rows stand in."""

    def key(row: Row) -> tuple[str, str, str]:
        return row["sector_name"] or "", row["process_name"] or "", row["unit_name"] or ""

    order = {name: place for place, name in enumerate(dict.fromkeys(key(row) for row in rows))}
    ranked = sorted(rows, key=lambda row: order[key(row)])
    return [Group(*name, figures(list(group), with_capacity=True)) for name, group in groupby(ranked, key)]


def by_area(content: Content) -> list[Group]:
    """Figures per area in official order, every area, and what could not be placed when there is any."""
    outdated = {row["area_code"]: row["outdated_lines"] for row in content["outdated"]}
    names = [(row["area_code"], row["area_name"]) for row in content["areas"]]
    groups = [
        Group(name, "", "", figures(of_area(content["exits"], code)), outdated.get(code, 0)) for code, name in names
    ]
    lost = figures(of_area(content["exits"], None))
    if lost.lines or outdated.get("unplaced"):
        groups.append(Group(UNPLACED, "", "", lost, outdated.get("unplaced", 0)))
    return groups


def of_area(rows: list[Row], area: str | None) -> list[Row]:
    """Rows of one area; None for what could not be placed."""
    return [row for row in rows if row["area_code"] == area]


def chinese_day(text: str | None) -> str:
    """2022-07-15 as 2022年7月15日; nothing for nothing."""
    if not text:
        return ""
    day = date.fromisoformat(text)
    return f"{day.year}年{day.month}月{day.day}日"
