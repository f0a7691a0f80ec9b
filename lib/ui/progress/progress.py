"""The exit's progress in tables: the ladder by area and sector, capacity within each process, two dates compared."""

from datetime import date
from typing import Any

import streamlit as st

from lib.ui.frame import address, data
from lib.ui.frame.page import empty, nothing_found
from lib.ui.frame.words import _
from lib.ui.parts import cases, exports, filters, paging, tables

STAGES = ("identified", "in_rectification", "closing", "shut_down", "sealed", "dismantled", "accepted", "rectified")
COMPARED = ("stage_name", "lines_before", "lines", "change", "entered", "departed")
CAPACITY_COLUMNS = (
    "sector_name", "process_name", "unit_name", "case_lines", "with_capacity_count",
    *(f"capacity_{stage}" for stage in STAGES),
    "counted_capacity",
)  # fmt: skip
LINE_COLUMNS = (
    "enterprise_name", "case_id", "line_name", "area_name", "sector_name", "process_name", "capacity", "unit_name",
    "stage_name", "stage_before_name",
)  # fmt: skip
LAST_DAY = date(2100, 12, 31)
COUNTED = "counted"  # asks for the lines whose exit counts, whatever their stage
WAYS = {"lines_before": "was", "entered": "in", "departed": "out"}  # column of the comparison → how its lines moved
Chosen = dict[str, Any]  # the page's filters: area, sector, process


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


def note(chosen: Chosen) -> None:
    """Cases may be about lines of several processes: what counts cases says that it does not follow that filter."""
    if chosen["process"]:
        st.caption(
            _(
                "The strip and the curve count cases of every process; tables, bars and the list follow the process "
                "chosen."
            )
        )


def ladder(by: str, chosen: Chosen) -> None:
    """The ladder of each area or sector as counts; a number opens its lines."""
    params: dict[str, Any] = {"by": by, **chosen}
    rows = data.ask("progress/ladder", **params)
    if rows.empty:
        nothing_found()
        return
    opens = {"case_lines": "any", "counted_lines": COUNTED} | {f"stage_{stage}": stage for stage in STAGES}
    links = {
        column: [address.link("progress", **chosen | {by: code, "stage": stage}) for code in rows.code]
        for column, stage in opens.items()
    }
    columns = (f"{by}_name", "case_lines", *(f"stage_{stage}" for stage in STAGES), "counted_lines")
    tables.sheet(rows, columns, links)
    st.caption(
        _(
            "Each line counts once, at the stage of its furthest case; one put right and caught again since is "
            "outstanding in the account."
        )
    )
    exports.buttons("progress/ladder", _("Exit ladder"), columns, params, chosen, key=f"_{by}")


def capacity(chosen: Chosen) -> None:
    """Capacity at each stage, each process with its own unit."""
    rows = data.ask("progress/capacity", **chosen)
    if rows.empty:
        nothing_found()
        return
    tables.sheet(rows, CAPACITY_COLUMNS)
    title = _("Capacity of each process by stage")
    exports.buttons("progress/capacity", title, CAPACITY_COLUMNS, dict(chosen), chosen)


def earlier(chosen: Chosen) -> dict[str, Any]:
    """Lines and their stages on the compared date, as the queries take them."""
    since, none = data.compared(), _nothing()
    everything: dict[str, Any] = {"stage": "", "moved": "", "start": 0, "size": paging.ALL_ROWS}
    rows = data.ask("progress/lines", on=since, **chosen, **none, **everything)
    return {"line_ids": list(rows.line_id), "stages_before": list(rows.stage)}


def _nothing() -> dict[str, Any]:
    return {"line_ids": list[str](), "stages_before": list[str]()}


def other_date() -> None:
    """The date that is compared with; cleared, it is the last frozen report's again, else a month back."""
    st.session_state["compare_box"] = data.compared()
    label = _("Compare {day} with", day=data.as_of())
    st.date_input(label, key="compare_box", format="YYYY-MM-DD", on_change=_keep, max_value=LAST_DAY, width=260)


def compare(chosen: Chosen) -> None:
    """Lines at each stage on both dates; a number opens its lines, the difference is what entered less what left."""
    params: dict[str, Any] = {**chosen, **earlier(chosen)}
    rows = data.ask("progress/compare", **params)
    links = {
        column: [
            address.link("progress", **chosen, moved=f"{way}:{stage}", since=data.compared().isoformat())
            for stage in rows.stage
        ]
        for column, way in WAYS.items()
    }
    links["lines"] = [address.link("progress", **chosen, stage=stage) for stage in rows.stage]
    tables.sheet(rows, COMPARED, links)
    exports.buttons("progress/compare", _("Two dates compared"), COMPARED, params, chosen)


def _keep() -> None:
    chosen = st.session_state["compare_box"]
    address.put("since", chosen.isoformat() if chosen else "")


def moved() -> tuple[str, str]:
    """How lines moved between the two dates (`in`, `out`, `was` of a stage, or `any`), as the address asks it."""
    way, _colon, stage = address.value("moved").partition(":")
    known = (way == "any" and not stage) or (way in WAYS.values() and stage in STAGES)
    return (way, stage) if known else ("", "")


def lines(chosen: Chosen) -> None:
    """The lines behind the numbers: of a stage, or those that moved between the two dates."""
    stage = address.value("stage")
    asked = chosen | {
        "stage": stage if stage in (*STAGES, COUNTED) else "",
        "moved": ":".join(filter(None, moved())),
    }
    before = earlier(chosen) if asked["moved"] or data.day_of("since") else _nothing()
    tables.paged("progress/lines", _("Lines that must exit"), LINE_COLUMNS, asked, **before)


def rows_title() -> str:
    """What the list shows."""
    stages, (way, then) = data.labels("stage"), moved()
    if way in WAYS.values():
        name = stages[then]
        return {
            "in": _("Lines that entered “{stage}”", stage=name),
            "out": _("Lines that left “{stage}”", stage=name),
            "was": _("Lines at the stage “{stage}” on {day}", stage=name, day=data.compared()),
        }[way]
    stage = address.value("stage")
    if stage == COUNTED:
        return _("Lines whose exit counts")
    return _("Lines at the stage “{stage}”", stage=stages[stage]) if stage in stages else _("Lines that must exit")


def is_rows_asked() -> bool:
    """Whether the address asks for the rows behind a number: then they come first."""
    return bool(address.value("stage") or address.value("moved"))
