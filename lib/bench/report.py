"""The report of a benchmark: what was measured, on what machine, and whether the budgets hold."""

import os
import platform
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from lib.bench.measure import Measurement
from lib.settings import ROOT

BUDGET_LINES = 1_000_000
HEAD = """# Benchmarks

What the atlas costs at 10⁴, 10⁵ and 10⁶ lines with five measurements each. Made by `make bench`, which rewrites this
page; never by hand. Every part runs in a process of its own; the comparisons work on the same facts in the same run and
their results are compared value by value: a difference ends the benchmark.
"""


@dataclass(frozen=True)
class Budget:
    """What must hold, what was measured, and whether it holds."""

    words: str
    measured: str
    holds: bool


def write_report(found: Sequence[Measurement], out: Path) -> int:
    """Write the Markdown page; 1 when a budget is missed, else 0."""
    budgets = judged_budgets(found)
    pieces = [
        HEAD,
        machine(),
        "## Budgets at 10⁶ lines\n",
        *budget_table(budgets),
        "\n## Measurements\n",
        *table(found),
    ]
    out.write_text("\n".join(pieces) + "\n", encoding="utf-8")
    sys.stdout.write(out.read_text(encoding="utf-8"))
    return 0 if all(budget.holds for budget in budgets) else 1


def machine() -> str:
    """Date, commit, processors, memory and versions."""
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    return (
        f"{date.today()}, commit {commit()}, {len(os.sched_getaffinity(0))} cores, {memory:.0f} GiB, "
        f"{platform.machine()}, Python {platform.python_version()}. Seconds are the fastest of three runs "
        "(import: one). Memory is the peak of the whole process, libraries and database included.\n"
    )


def commit() -> str:
    """The commit that was measured; a dash outside a repository."""
    asked = ("git", "describe", "--always", "--dirty", "--abbrev=7", "--exclude=*")
    done = subprocess.run(asked, cwd=ROOT, check=False, capture_output=True, text=True)
    return done.stdout.strip() or "–"


def judged_budgets(found: Sequence[Measurement]) -> list[Budget]:
    """The budgets of the register of 10⁶ lines; none when that size was not measured."""
    big = [measurement for measurement in found if measurement.lines == BUDGET_LINES]
    if not big:
        return []
    time = {(measurement.part, measurement.what.split(":")[0]): measurement for measurement in big}
    views, pandas = time["judge", "views"].seconds, time["judge", "pandas"].seconds
    ours, theirs = time["locate", "Locator"].seconds, time["locate", "geopandas.sjoin"].seconds
    page = max((measurement for measurement in big if measurement.part == "page"), key=lambda visit: visit.seconds)
    brought = time["import", "xlsx"]
    return [
        Budget("judging all rules ≤ 3 s", f"{views:.2f} s", views <= 3),
        Budget("judging ≥ 5 × faster than pandas", f"{pandas / views:.1f} ×", pandas >= 5 * views),
        Budget("locating 10⁶ points no slower than geopandas", f"{ours:.2f} s against {theirs:.2f} s", ours <= theirs),
        Budget(
            "every page's queries together ≤ 300 ms", f"{page.seconds * 1000:.0f} ms, {page.what}", page.seconds <= 0.3
        ),
        Budget("10⁵-row xlsx imported in ≤ 15 s", f"{brought.seconds:.1f} s", brought.seconds <= 15),
        Budget("… under 1 GiB", f"{brought.peak_mib:.0f} MiB", brought.peak_mib < 1024),
    ]


def budget_table(budgets: Sequence[Budget]) -> list[str]:
    """Markdown rows of the budgets."""
    rows = [f"| {budget.words} | {budget.measured} | {'yes' if budget.holds else '**no**'} |" for budget in budgets]
    return ["| budget | measured | holds |", "|---|---|---|", *rows]


def table(found: Sequence[Measurement]) -> list[str]:
    """Markdown rows of the measurements."""
    rows = [
        f"| {one.lines:,} | {one.part} | {one.what} | {one.rows:,} | {one.seconds:.3f} "
        f"| {one.rows / one.seconds:,.0f} | {one.peak_mib:,.0f} |"
        for one in found
    ]
    return ["| lines | part | what | rows | seconds | rows/s | peak MiB |", "|--:|---|---|--:|--:|--:|--:|", *rows]
