"""Drafts of what was found on site: the list, and for one of them its pictures, the row it is to become, or why not."""

from functools import partial
from typing import Any

import streamlit as st

from lib.inspections.found import register_found, reject_found
from lib.ui.frame import address, data, person, saving
from lib.ui.frame.page import empty
from lib.ui.frame.words import _
from lib.ui.parts import exports, pictures, tables

COLUMNS = (
    "draft_id", "found_state_name", "area_name", "found_on", "visited_name", "found_name", "sector_name", "line_name",
    "model", "address", "lon", "lat", "note", "decided_on", "decision_note", "batch_id",
)  # fmt: skip
TYPED = ("enterprise_name", "credit_code", "address", "lon_text", "lat_text", "line_name", "model", "capacity_filed")
CHOSEN = {"area_text": "area", "sector": "sector", "process": "process", "capacity_unit": "unit", "state": "state"}
Row = dict[str, Any]


def show(chosen: dict[str, Any]) -> None:
    """The list of an area, and what is to be decided of the draft that the address names."""
    saving.told()
    asked = {"area": chosen["area"], "draft": ""}
    found = data.ask("found/found", **asked)
    if found.empty:
        empty(_("Nothing unknown was found on site."), _("It is recorded at the visit of an inspection plan."))
        return
    links = {"draft_id": [address.link("found", draft=one) for one in found.draft_id]}
    exports.buttons("found/found", _("Found on site"), COLUMNS, asked, {"area": data.named("area", chosen["area"])})
    tables.sheet(found, COLUMNS, links, is_cards=True, key="page")
    rows = found.astype(object).where(found.notna(), None).to_dict("records")
    row = next((one for one in rows if one["draft_id"] == address.value("draft")), None)
    if row:
        _draft(row)
    saving.heard()


def _draft(row: Row) -> None:
    """One draft: its pictures, and while nobody decided it the two ways to."""
    st.subheader(_("Draft {draft}", draft=row["draft_id"]), anchor=False)
    small = [pictures.figure(one, one, "") for one in str(row["picture_ids"] or "").split(";") if one]
    st.html(f'<div class="files">{"".join(small)}</div>')
    if row["found_state"] != "draft" or not person.offers("import"):
        return
    who = saving.actor(f"found_actor_{row['draft_id']}")
    with st.form(f"register_{row['draft_id']}"):
        given = _fields(row)
        sent = st.form_submit_button(_("Bring into the register"), type="primary")
    with st.form(f"reject_{row['draft_id']}"):
        reason = st.text_input(_("Reason") + " *", key=f"reject_reason_{row['draft_id']}")
        is_rejected = st.form_submit_button(_("Reject the draft"))
    if sent and saving.save(partial(_register, row, given, who), who):
        st.rerun()
    if is_rejected and saving.save(partial(_reject, row, reason, who), who):
        st.rerun()


def _fields(row: Row) -> dict[str, str]:
    """The row of an import, filled in as far as the draft says."""
    said = {
        "enterprise_name": row["found_name"] or row["visited_name"], "line_name": row["line_name"],
        "credit_code": None if row["found_name"] else row["visited_credit_code"], "address": row["address"],
        "model": row["model"], "area_text": row["area_code"], "state": "operating",
        "sector": row["sector"],
        "lon_text": row["lon"] if row["found_name"] else None, "lat_text": row["lat"] if row["found_name"] else None,
    }  # fmt: skip
    names, key = data.labels("column"), row["draft_id"]
    columns = st.columns(2)
    given = {
        field: columns[at % 2].text_input(
            names.get(field.removesuffix("_text"), field), str(said.get(field) or ""), key=f"{key}_{field}"
        )
        for at, field in enumerate(TYPED)
    }
    for at, (field, kind) in enumerate(CHOSEN.items()):
        labels = data.labels(kind)
        given[field] = columns[at % 2].selectbox(
            names.get({"area_text": "area_name"}.get(field, f"{field}_name"), field), list(labels),
            format_func=labels.__getitem__, key=f"{key}_{field}",
            index=list(labels).index(said[field]) if said.get(field) in labels else 0,
        )  # fmt: skip
    return given | ({"datum": "WGS84"} if given["lon_text"] else {})


def _register(row: Row, given: dict[str, str], who: str) -> str:
    batch = register_found(data.register(), row["draft_id"], {k: v for k, v in given.items() if v}, actor=who)
    return _("{draft} is in the register, by the batch {batch}.", draft=row["draft_id"], batch=batch)


def _reject(row: Row, reason: str, who: str) -> str:
    reject_found(data.register(), row["draft_id"], reason=reason, actor=who)
    return _("{draft} was rejected.", draft=row["draft_id"])
