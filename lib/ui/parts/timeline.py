"""The timeline of a case: its clocks, and its steps newest first with documents, clauses and small pictures."""

from html import escape
from typing import Any

import streamlit as st

from lib.ui.frame import address, data
from lib.ui.frame.words import _, bare, day, listed, literal, number
from lib.ui.parts import pictures, tables

UNFOLDED = 2  # cases of one enterprise that stand open


def heading(row: Any) -> None:
    """What the case is about: enterprise, line, stage, rule and clause."""
    href = escape(address.link("enterprise", enterprise=row.enterprise_id), quote=True)
    chip = tables.chip(row.stage, escape(str(row.stage_name)), "stage")
    about = tables.plain(row.line_name) if row.subject_kind == "line" else _("the whole enterprise")
    who, why = escape(str(row.enterprise_name)), escape(tables.joined(row.rule_title, row.finding))
    st.html(
        f'<h2 class="who"><a href="{href}" target="_self">{who}</a> · {escape(about)} {chip} '
        f'<span class="stamp">{escape(_("Case"))} {escape(str(row.case_id))}</span></h2>'
        f'<div class="clause">{why}<cite>{escape(str(row.clause))}</cite></div>'
    )
    capacity = "–" if not tables.is_said(row.capacity) else f"{number(row.capacity)} {tables.plain(row.unit_name)}"
    tables.facts(
        {
            _("Kind of exit"): str(row.variant_name),
            _("Area"): tables.plain(row.area_name),
            _("Lead department"): listed(part.strip() for part in tables.plain(row.lead_department).split(";")),
            _("Process"): tables.joined(row.process_name, row.model),
            _("Capacity"): capacity,
            _("Opened on"): day(row.opened_on),
            _("Exit counted"): _("yes") if row.is_exit_counted else _("no"),
        }
    )


def clocks(case_id: str) -> None:
    """The clocks of a case, each with its due date, how many days are left and how urgent it is."""
    rows = data.ask("ledger/clocks", case_id=case_id)
    if not rows.empty:
        st.html(f'<div class="clocks">{"".join(_clock(row) for row in rows.to_dict("records"))}</div>')


def _clock(row: dict[str, Any]) -> str:
    left = row["days_left"]
    if not tables.is_said(left):
        words = _("met on {day}", day=day(row["met_on"]))
    elif left < 0:
        words = _("{count} days over", count=number(-left))
    else:
        words = _("{count} days left", count=number(left))
    extended = int(row["extension_months"] or 0)
    more = (
        _("extended by {count} months, first due {day}", count=extended, day=day(row["first_due_on"]))
        if extended
        else ""
    )
    chip = tables.chip(row["colour"], escape(str(row["colour_name"])), "clock_colour")
    said, why = " · ".join(filter(None, (words, more))), tables.joined(row["clause"], row["due_basis"])
    return (
        f"<div><span>{escape(str(row['clock_name']))}</span> <b>{day(row['due_on'])}</b> {chip}"
        f'<small title="{escape(why, quote=True)}">{escape(said)}</small></div>'
    )


def steps(case_id: str) -> None:
    """Its steps, newest first; a reversed step stays, struck through, with the reason."""
    rows = data.ask("ledger/steps", case_id=case_id).to_dict("records")
    st.html(f'<ol class="timeline">{"".join(_step(row) for row in rows)}</ol>')


def _step(row: dict[str, Any]) -> str:
    said = [(_("Document no."), row["document_no"]), (_until(row), row["due_on"]), (_("Months"), row["months"])]
    said += [
        (_("Ground"), row["ground_name"]),
        (_("Destination of the equipment"), row["destination"]),
        (_("Cured on"), row["cured_on"]),
        (_("Class of the breach"), row["credit_class_name"]),
        (_("Decided on"), row["decided_on"]),
        (_("Field of the measure"), row["restriction_name"]),
        (_("Basis of the measure"), row["basis"]),
        (_("Authority"), row["authority"]),
        (_("Note"), row["note"]),
    ]
    pairs = [f"{escape(name)} <b>{escape(tables.plain(value))}</b>" for name, value in said if tables.is_said(value)]
    state = "reversed" if row["is_reversed"] else "" if row["is_standing"] or row["step"] == "reversal" else "void"
    note = _undone(row) + _reversed(row)
    who = tables.joined(row["actor"], row["recorded_at"], row["clause"])
    return (
        f'<li class="{state}"><span class="when">{day(row["happened_on"])}</span>'
        f'<div><b class="what">{escape(str(row["step_name"]))}</b> {" · ".join(pairs)}{note}{_pictures(row["files"])}'
        f"<cite>{escape(who)}</cite></div></li>"
    )


def _until(row: dict[str, Any]) -> str:
    """What the date of a step is called."""
    return {"credit_published": _("Published until"), "measure_taken": _("Until")}.get(row["step"], _("Due on"))


def _undone(row: dict[str, Any]) -> str:
    """What a reversal reverses."""
    if row["step"] != "reversal" or not tables.is_said(row["undone_name"]):
        return ""
    words = bare("reverses “{step}” of {day}", step=row["undone_name"], day=day(row["undone_on"]))
    return f'<div class="why">{escape(words)}</div>'


def _reversed(row: dict[str, Any]) -> str:
    if row["is_reversed"]:
        why = bare("reversed on {day}: {reason}", day=day(row["reversed_on"]), reason=tables.plain(row["why_reversed"]))
        return f'<div class="why">{escape(why)}</div>'
    if not row["is_standing"] and row["step"] != "reversal":
        return f'<div class="why">{escape(_("void since a relapse"))}</div>'
    return ""


def _pictures(cell: Any) -> str:
    """Files of a step: pictures small, others by name."""
    drawn = "".join(_picture(file) for file in _files(cell))
    return f'<div class="files">{drawn}</div>' if drawn else ""


def _picture(file: dict[str, Any]) -> str:
    kind = escape(str(file["kind_name"]))
    if tables.is_said(file["added_on"]):
        kind += "<br>" + escape(_("added on {day}", day=day(file["added_on"])))
    if tables.is_said(file["other_case_ids"]):
        kind += "<br>" + escape(bare("also proves {cases}", cases=file["other_case_ids"].replace(";", " ")))
    if file["is_exif_unreadable"]:
        kind += "<br>" + escape(_("time and place of the camera cannot be read"))
    return pictures.figure(file["evidence_id"], file["file_name"], kind)


def originals(case_id: str) -> None:
    """The files themselves, for download."""
    rows = data.ask("ledger/steps", case_id=case_id).to_dict("records")
    files = [(row["step_name"], file) for row in rows for file in _files(row["files"])]
    if not files:
        return
    with st.expander(_("Files ({count})", count=len(files))):
        for step_name, file in files:
            label = f"{step_name} · {file['kind_name']} · {file['file_name']}"
            pictures.original(label, file["evidence_id"], file["file_name"], file["mime"])


def _files(cell: Any) -> list[dict[str, Any]]:
    """The files of a step; a step without any arrives as nothing."""
    return [] if cell is None or isinstance(cell, float) else list(cell)


def of_enterprise(enterprise: str) -> None:
    """Every case of an enterprise with its clocks and steps, the open ones first."""
    rows = data.ask("enterprise/cases", enterprise=enterprise)
    if rows.empty:
        st.caption(_("No exit case on this date."))
        return
    for row in rows.itertuples():
        title = tables.joined(row.line_name, row.rule_title, row.finding, row.stage_name)
        with st.expander(literal(title), expanded=len(rows) <= UNFOLDED):
            href = address.link("ledger", case=row.case_id)
            chip = tables.chip(row.stage, escape(str(row.stage_name)), "stage")
            words = escape(_("Open in the ledger"))
            link = f'<a class="screen" href="{escape(href, quote=True)}" target="_self">{words}</a>'
            st.html(f"<p>{chip} {escape(tables.joined(row.variant_name, row.clause))} · {link}</p>")
            clocks(row.case_id)
            steps(row.case_id)
