"""The lists pages share: lines, areas, capacities, enterprises with their exports, and data problems by kind."""

from typing import Any

from lib.ui.frame import address, data
from lib.ui.frame.page import empty, nothing_found
from lib.ui.frame.words import _
from lib.ui.parts import exports, tables

LINE_COLUMNS = (
    "enterprise_name", "area_name", "sector_name", "process_name", "line_name", "capacity", "unit_name",
    "state_name", "verdict_name",
    "explanation", "rule_ids", "located_by_name", "line_id",
)  # fmt: skip
AREA_COLUMNS = (
    "area_name", "line_count", "enterprise_count", "outdated_lines", "outdated_enterprises",
    "outdated_running_lines", "replace_lines", "review_lines",
    "not_assessable_lines", "exempt_lines", "compliant_lines", "no_rule_lines", "not_applicable_lines",
)  # fmt: skip
CAPACITY_COLUMNS = (
    "sector_name",
    "process_name",
    "verdict_name",
    "line_count",
    "with_capacity_count",
    "capacity",
    "unit_name",
)
ENTERPRISE_COLUMNS = (
    "enterprise_name",
    "area_name",
    "sector_name",
    "line_count",
    "outdated_lines",
    "verdict_name",
    "credit_code",
    "located_by_name",
    "address",
)


def lines(chosen: dict[str, str], title: str | None = None) -> None:
    """The lines that match the filters."""
    asked = {
        "area": "",
        "sector": "",
        "process": "",
        "verdict": "",
        "state": "",
        "dimension": "",
        "scale": "",
        "q": "",
        "enterprise": "",
    }
    tables.paged("lines/matching", title or _("Lines"), LINE_COLUMNS, asked | chosen)


def areas() -> None:
    """Every area in official order with its lines by verdict; a name opens the area, a number its rows."""
    rows = data.ask("overview/areas")
    verdicts = ("outdated", "replace", "review", "not_assessable", "exempt", "compliant", "no_rule", "not_applicable")
    links = {
        f"{verdict}_lines": [address.link("lines", area=code, verdict=verdict) for code in rows.area_code]
        for verdict in verdicts
    }
    links |= {"area_name": [address.link("area", area=code) for code in rows.area_code]}
    links |= {"line_count": [address.link("lines", area=code) for code in rows.area_code]}
    tables.sheet(rows, AREA_COLUMNS, links)
    exports.buttons("overview/areas", _("Areas by verdict"), AREA_COLUMNS, {}, {})


def capacity(area: str, sector: str) -> None:
    """Lines and capacity per process, unit and verdict: never added across processes."""
    params: dict[str, Any] = {"area": area, "sector": sector}
    rows = data.ask("capacity/by_process", **params)
    if rows.empty:
        nothing_found()
        return
    tables.sheet(rows, CAPACITY_COLUMNS)
    exports.buttons("capacity/by_process", _("Capacity of each process by verdict"), CAPACITY_COLUMNS, params, params)


def enterprises(chosen: dict[str, str]) -> None:
    """Enterprises that match a search; a name opens the file."""
    tables.paged("enterprise/matching", _("Enterprises"), ENTERPRISE_COLUMNS, chosen)


def problems(area: str = "", sector: str = "") -> None:
    """Problems by kind; each count opens its rows."""
    rows = data.ask("quality/problem_counts", area=area, sector=sector)
    if rows.empty:
        empty(_("No data problem is known."), _("New deliveries are checked on import."))
        return
    links = {"problem_count": [address.link("quality", reason=reason, area=area) for reason in rows.reason]}
    tables.sheet(rows, ("problem", "problem_count", "enterprises"), links)
