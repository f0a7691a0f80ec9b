"""Figures of the papers, counted from a report's rows; capacities of different processes are never added."""

import math
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from lib.exports.cells import digits
from lib.reports.content import Content, Row

UNPLACED = "未落位"


@dataclass(frozen=True)
class Figures:
    """关停 is every listed line; of these some are 封存 and not yet 拆除, some 拆除, some count as exits (计入退出).

    `whole` are enterprises of which the register has no line: they count as enterprises, never as lines. Capacities are
    texts in the rows' unit, empty where rows of several units or processes were counted; `without_capacity` lines
    have none in that unit.
    """

    enterprises: int
    lines: int
    sealed: int
    dismantled: int
    counted: int
    whole: int = 0
    counted_whole: int = 0
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

    @property
    def capacity(self) -> str:
        """The capacity shut, and how many lines it leaves out."""
        missing = self.figures.without_capacity
        gap = f"{missing}条未填产能" if missing else ""
        return f"{self.figures.capacity}（另{gap}）" if self.figures.capacity and gap else self.figures.capacity or gap


def is_sealed(row: Row) -> bool:
    """Sealed and not dismantled since."""
    return bool(row["sealed_on"]) and not row["dismantled_on"]


def figures(rows: list[Row], unit: str | None = None) -> Figures:
    """Counts of some rows of the exit list; capacities only for the rows of one sector and process, in their unit."""
    lines, whole = [row for row in rows if row["line_id"]], [row for row in rows if not row["line_id"]]
    counted = [row for row in lines if row["is_exit_counted"]]
    counts = Figures(
        enterprises=len({row["enterprise_id"] for row in rows}),
        lines=len(lines),
        sealed=sum(is_sealed(row) for row in lines),
        dismantled=sum(bool(row["dismantled_on"]) for row in lines),
        counted=len(counted),
        whole=len(whole),
        counted_whole=sum(bool(row["is_exit_counted"]) for row in whole),
    )
    if unit is None:
        return counts
    missing = len(lines) - len(_amounts(lines, unit))
    return replace(counts, capacity=_sum(lines, unit), counted_capacity=_sum(counted, unit), without_capacity=missing)


def _amounts(rows: Iterable[Row], unit: str) -> list[Decimal]:
    """The capacities that are known in a unit."""
    return [Decimal(row["capacity"]) for row in rows if row["capacity"] is not None and row["unit_name"] == unit]


def _sum(rows: Iterable[Row], unit: str) -> str:
    """Sum of the capacities that are known in a unit; empty when none is."""
    known = _amounts(rows, unit)
    return digits(sum(known, Decimal())) if known else ""


def by_process(rows: list[Row]) -> list[Group]:
    """Figures per sector, process and unit, sectors and processes in official order.

    Lines without a unit stand with those of their process when it has one unit, else in a row of their own.
    """
    groups: dict[tuple[str, str, str], list[Row]] = {}
    for row in sorted(rows, key=_official):
        sector, process, unit = row["sector_name"] or "", _process(row), row["unit_name"] or ""
        groups.setdefault((sector, process, unit), []).append(row)
    for sector, process, unit in [name for name in groups if not name[2]]:
        units = [name for name in groups if name[:2] == (sector, process) and name[2]]
        if len(units) == 1:
            groups[units[0]] += groups.pop((sector, process, unit))
    return [Group(*name, figures(found, name[2])) for name, found in groups.items()]


def _process(row: Row) -> str:
    """Name of a row's process, or why it has none."""
    return row["process_name"] or ("工序未填" if row["line_id"] else "未登记生产线")


def _official(row: Row) -> tuple[float, float, bool]:
    """Place of a row in the official order of sectors and processes; reports frozen before it was kept have none."""
    sector, process = row.get("sector_position"), row.get("process_position")
    return sector or math.inf, process or math.inf, not row["line_id"]


def by_area(content: Content) -> list[Group]:
    """Figures per area in official order, every area, and what could not be placed when there is any."""
    outdated = {row["area_code"]: row["outdated_lines"] for row in content["outdated"]}
    names = [(row["area_code"], row["area_name"]) for row in content["areas"]]
    groups = [
        Group(name, "", "", figures(of_area(content["exits"], code)), outdated.get(code, 0)) for code, name in names
    ]
    lost = figures(of_area(content["exits"], None))
    if lost.enterprises or outdated.get("unplaced"):
        groups.append(Group(UNPLACED, "", "", lost, outdated.get("unplaced", 0)))
    return groups


def of_area(rows: list[Row], area: str | None) -> list[Row]:
    """Rows of one area; None for what could not be placed."""
    return [row for row in rows if row["area_code"] == area]


def owed(content: Content) -> str:
    """How the account calls what must leave and has not; a report frozen before it was read counted by the verdict."""
    return "应退未退" if content.get("reads_account") else "仍落后"


def span(content: Content) -> str:
    """The time a report speaks of, as titles say it; a report frozen before it was kept says the year."""
    return str(content.get("span") or f"{content['exits_from'][:4]}年")


def chinese_day(text: str | None) -> str:
    """2022-07-15 as 2022年7月15日; nothing for nothing."""
    if not text:
        return ""
    day = date.fromisoformat(text)
    return f"{day.year}年{day.month}月{day.day}日"
