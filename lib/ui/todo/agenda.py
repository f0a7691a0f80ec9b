"""What is to be done: cards that count each kind, and the rows of one kind or of all, each with its one action."""

from typing import Any

import pandas as pd
import streamlit as st

from lib.exports.formats import XLSX
from lib.exports.meeting import meeting_workbook
from lib.exports.save import file_name
from lib.maps.picture import map_picture
from lib.ui.frame import address, data, downloads, person
from lib.ui.frame.page import empty
from lib.ui.frame.words import _, language, number
from lib.ui.parts import cards, deadlines, exports, filters, paging, tables
from lib.ui.todo import subscribing

COLUMNS = (
    "todo_name", "todo_subject", "todo_what", "area_name", "due_on", "days_left", "days_overdue", "lead_department",
)  # fmt: skip
RIGHTS = {  # kind → the right its action needs
    "instruction": "reply", "overdue": "steps", "due": "steps", "not_opened": "steps", "silent": "import",
    "contradicted": "import", "running": "inspections", "objection": "freeze", "correction": "inspections",
    "approval": "approve", "request": "approve", "found": "import",
}  # fmt: skip
TONES = {"overdue": "overdue", "due": "due_soon"}  # kind → the colour of its clocks


def show() -> None:
    """The filters, a card for each kind, and the rows."""
    asked = filters.row("area", department=_department)
    place, who = asked["area"], asked["department"]
    rows = _rows(place, who)
    kind = _cards(rows, place, who)
    chosen = rows[rows.todo == kind] if kind else rows
    if chosen.empty:
        empty(_("Nothing is to be done here."), _("Clear a filter or choose another date."))
        return
    params: dict[str, Any] = {"area": place, "department": who, "dimensions": _dimensions(), "kind": kind}
    exports.buttons("todo/todo", _("To do"), COLUMNS, params, {"area": place, "department": who})
    _table(chosen)
    with st.container(horizontal=True):
        deadlines.calendar_button(place, who)
        _meeting()
    subscribing.show()


def _department() -> str:
    """A department that has something to do in the area chosen."""
    rows = _rows(filters.set_to("area"), "")
    names = sorted({name for cell in rows.departments.dropna() for name in str(cell).split(";")})
    return filters.choice("department", _("Lead department"), {one: one for one in names}, _("All departments"))


def _meeting() -> None:
    """The meeting workbook with a sheet for each area."""
    if not person.may("export"):
        return
    made = data.later(meeting_workbook, data.as_of(), language(), map_picture, is_by_area=True)
    name = file_name(_("Meeting papers"), data.as_of(), "xlsx")
    downloads.button(_("Meeting workbook, a sheet for each area"), made, file_name=name, mime=XLSX, key="meeting")


def _dimensions() -> list[str]:
    """The dimensions the reader works in; none is every one."""
    return list(person.dimensions() or ())


def _rows(area: str, department: str) -> pd.DataFrame:
    """What the register says is to be done; a department's own alone."""
    return data.ask("todo/todo", area=area, department=department, dimensions=_dimensions(), kind="")


def _cards(rows: pd.DataFrame, area: str, department: str) -> str:
    """How much of each kind there is; a card opens its rows. The kind that is opened, empty for all."""
    names, counts = data.labels("todo"), rows.groupby("todo").todo_count.sum()
    tones, place = data.colours("clock_colour"), (("area", area), ("department", department))
    asked = address.value("kind")
    colours = {kind: tones.get(colour, "") for kind, colour in TONES.items()}
    units = {"not_opened": _("verdicts")}  # lines without a case are another number
    shown = [
        cards.Card(
            name, int(counts[kind]), units.get(kind, ""), "todo", (*place, ("kind", kind)), colours.get(kind, "")
        )
        for kind, name in names.items()
        if kind in counts
    ]
    cards.show(shown)
    if asked in names:
        tables.ways({_("All kinds"): address.link("todo", **dict(place))})
    return asked if asked in names else ""


def _table(rows: pd.DataFrame) -> None:
    """The rows a page at a time, what can be done as a link."""
    start = paging.turned(len(rows))[1]
    shown = rows.iloc[start : start + paging.size()]
    records = shown.to_dict("records")
    shown = shown.assign(
        todo_action=[_action(row) for row in records],
        due_on=pd.to_datetime(shown.due_on),
        days_left=shown.days_left.astype("Int64"),
        days_overdue=shown.days_overdue.astype("Int64"),
    )
    columns = ("todo_name", "todo_action", *COLUMNS[1:])
    tables.sheet(shown, columns, {"todo_action": [_way(row) for row in records]}, is_cards=True)


def _action(row: dict[str, Any]) -> str:
    """What the reader may do about a row, in words."""
    words = {
        "instruction": _("Reply"), "overdue": _("Record a step"), "due": _("Record a step"),
        "not_opened": _("Open {count} cases", count=number(row["todo_count"])), "silent": _("Fill in the letter"),
        "contradicted": _("Check and state anew"), "running": _("Verify on site"), "objection": _("Answer"),
        "correction": _("See the visit"),
        "approval": _("Approve"), "request": _("Confirm"), "found": _("Decide"),
    }  # fmt: skip
    return words[row["todo"]] if person.may(RIGHTS[row["todo"]]) else _("Open")


def _way(row: dict[str, Any]) -> str:
    """Where a row is done: the form stands filled there."""
    kind, code, area = row["todo"], str(row["todo_id"]), row["area_code"] if tables.is_said(row["area_code"]) else ""
    period, plan = row["period"], row["inspection_plan_id"]
    if kind == "running":
        return address.link("enterprise", enterprise=row["enterprise_id"])
    if kind in ("overdue", "due"):
        return address.link("ledger", case=code.split(" ")[0])
    if kind == "not_opened":
        return address.link("ledger", view="open", area=area or "unplaced", rule=row["rule_id"], verdict="outdated")
    if kind == "silent":
        return address.link("reports", period=period, part="reports", area=area)
    if kind == "contradicted":
        return address.link("reports", period=period, part=code.rpartition(" ")[2], cells="doubtful")
    if kind == "objection":
        return address.link("reports", period=period, part="objections", objection=code)
    if kind == "correction":
        return address.link("checklist", plan=plan, enterprise=row["enterprise_id"])
    if kind == "approval":
        return address.link("inspection_plan", plan=plan)
    if kind == "instruction":
        return address.link("todo", instruction=code)
    return address.link("requests") if kind == "request" else address.link("found", area=area)
