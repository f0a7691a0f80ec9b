"""The exit's progress in tables: the ladder by area and sector, capacity within each process, two dates compared."""

from datetime import date
from typing import Any

import streamlit as st

from lib.ui import address, cases, data, exports, filters, tables
from lib.ui.page import empty, nothing_found
from lib.ui.words import _

STAGES = ("identified", "in_rectification", "closing", "shut_down", "sealed", "dismantled", "accepted", "rectified")
COMPARED = ("stage_name", "lines_before", "lines", "change", "entered", "departed")
CAPACITY_COLUMNS = (
    "sector_name", "process_name", "unit_name", "lines", "with_capacity_count", *(f"stage_{stage}" for stage in STAGES),
    "counted_capacity",
)  # fmt: skip
LINE_COLUMNS = (
    "enterprise_name", "case_id", "line_name", "area_name", "sector_name", "process_name", "capacity", "unit_name",
    "stage_name", "stage_before_name",
)  # fmt: skip
LAST_DAY = date(2100, 12, 31)


def filter_row() -> dict[str, str]:
    """Area, sector and process."""
    return filters.row("area", "sector", "process")


def nothing() -> bool:
    """Whether the register has no case on the date; then says what to do."""
    if cases.any_case():
        return False
    empty(
        _("The register has no exit case on this date."),
        _("Open cases from the verdicts in the ledger, or choose a later date."),
    )
    return True


def ladder(by: str, area: str, sector: str) -> None:
    """The ladder of each area or sector as counts; a number opens its lines."""
    params: dict[str, Any] = {"by": by, "area": area, "sector": sector}
    rows = data.ask("progress_ladder", **params)
    if rows.empty:
        nothing_found()
        return
    here = {"area": area, "sector": sector}
    links = {
        f"stage_{stage}": [address.link("progress", **here | {by: code, "stage": stage}) for code in rows.code]
        for stage in STAGES
    }
    links["lines"] = [address.link("progress", **here | {by: code, "stage": "any"}) for code in rows.code]
    columns = (f"{by}_name", "lines", *(f"stage_{stage}" for stage in STAGES), "counted_lines")
    tables.sheet(rows, columns, links)
    exports.buttons("progress_ladder", _("Exit ladder"), columns, params, here, key=f"_{by}")


def capacity(area: str, sector: str) -> None:
    """Capacity at each stage, each process with its own unit."""
    params: dict[str, Any] = {"area": area, "sector": sector}
    rows = data.ask("progress_capacity", **params)
    if rows.empty:
        nothing_found()
        return
    tables.sheet(rows, CAPACITY_COLUMNS)
    exports.buttons("progress_capacity", _("Capacity of each process by stage"), CAPACITY_COLUMNS, params, params)


def earlier(area: str, sector: str) -> dict[str, Any]:
    """Lines and their stages on the compared date, as the queries take them; empty without such a date."""
    since = data.day_of("since")
    if since is None:
        return {"line_ids": [], "stages_before": []}
    place: dict[str, Any] = {"area": area, "sector": sector, "process": "", "stage": "", "moved": ""}
    none: dict[str, Any] = {"line_ids": [], "stages_before": []}
    rows = data.ask("progress_lines", on=since, **place, **none, start=0, size=tables.ALL_ROWS)
    return {"line_ids": list(rows.line_id), "stages_before": list(rows.stage)}


def compare(area: str, sector: str) -> None:
    """Lines at each stage on both dates; a difference opens the lines that moved."""
    st.session_state["compare_box"] = data.day_of("since")
    label = _("Compare {day} with", day=data.as_of())
    st.date_input(label, key="compare_box", format="YYYY-MM-DD", on_change=_keep, max_value=LAST_DAY, width=260)
    if data.day_of("since") is None:
        st.caption(_("Choose a date: the table shows what moved between the two, each difference with its lines."))
        return
    params: dict[str, Any] = {"area": area, "sector": sector} | earlier(area, sector)
    rows = data.ask("progress_compare", **params)
    moved = [address.link("progress", area=area, sector=sector, moved=stage) for stage in rows.stage]
    tables.sheet(rows, COMPARED, dict.fromkeys(("change", "entered", "departed"), moved))
    exports.buttons("progress_compare", _("Two dates compared"), COMPARED, params, {"area": area, "sector": sector})


def _keep() -> None:
    chosen = st.session_state["compare_box"]
    address.put("since", chosen.isoformat() if chosen else "")


def lines(chosen: dict[str, str]) -> None:
    """The lines behind the numbers: of a stage, or those that moved between the two dates."""
    stage, moved = address.value("stage"), address.value("moved")
    asked = chosen | {
        "stage": stage if stage in STAGES else "",
        "moved": moved if data.day_of("since") and moved in (*STAGES, "any") else "",
    }
    before = earlier(chosen["area"], chosen["sector"])
    tables.paged("progress_lines", _("Lines that must exit"), LINE_COLUMNS, asked, **before)


def rows_title() -> str:
    """What the list shows."""
    stages, moved = data.labels("stage"), address.value("moved")
    if moved in stages and data.day_of("since"):
        return _("Lines that entered or left “{stage}”", stage=stages[moved])
    stage = address.value("stage")
    return _("Lines at the stage “{stage}”", stage=stages[stage]) if stage in stages else _("Lines that must exit")


def is_rows_asked() -> bool:
    """Whether the address asks for the rows behind a number: then they come first."""
    return bool(address.value("stage") or address.value("moved"))
