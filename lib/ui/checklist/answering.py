"""A checklist at a visit: each answer is saved when it is given; a no proposes a finding, which a person enters."""

from functools import partial
from html import escape
from typing import Any

import streamlit as st

from lib.errors import UserError
from lib.exports.formats import DOCX
from lib.inspections.dismantling import PAPERS, dismantling_paper
from lib.inspections.finishing import finish_checklist
from lib.inspections.record import visit_record
from lib.ui.checklist.corrections import corrections
from lib.ui.checklist.fields import Row, fields
from lib.ui.checklist.proposing import proposal
from lib.ui.checklist.unknown import unknown
from lib.ui.frame import address, data, downloads, person, saving
from lib.ui.frame.words import _, literal
from lib.ui.parts import exports, filters, tables, uploading

ACCEPTANCE = "acceptance"  # the checklist of dismantling and sealing
COLUMNS = (
    "item", "question", "line_name", "item_value_name", "item_remark", "picture_count", "lacks_remark", "lacks_photo",
    "finding_id", "item_basis", "actor", "recorded_at",
)  # fmt: skip


def visit() -> dict[str, str]:
    """The plan and the enterprise of the address; empty when it names none. Raises UserError for a visit that there is
    not."""
    asked: dict[str, Any] = {"plan": address.value("plan"), "enterprise": address.value("enterprise")}
    if not all(asked.values()):
        return {}
    stops = data.ask("inspection_plan/stops", plan=asked["plan"])
    if asked["enterprise"] not in set(stops.enterprise_id):
        raise UserError(_("{plan} has no visit of {enterprise}.", **asked))
    return asked


def show(asked: dict[str, Any]) -> None:
    """The visit, its checklists with their progress, and the items of the one that is chosen."""
    lists = data.ask("checklist/lists", **asked)
    stop = data.ask("inspection_plan/stops", plan=asked["plan"]).set_index("enterprise_id").loc[asked["enterprise"]]
    tables.ways(
        {
            _("Back to {plan}", plan=asked["plan"]): address.link("inspection_plan", plan=asked["plan"]),
            _("Open the enterprise file"): address.link("enterprise", enterprise=asked["enterprise"]),
        }
    )
    st.html(f'<p class="who">{escape(tables.joined(stop.enterprise_name, asked["plan"], stop.planned_on))}</p>')
    names = {row.checklist: _progress(row) for row in lists.itertuples()}
    checklist = filters.choice("checklist", _("Checklist"), names)
    rows = data.ask("checklist/answers", checklist=checklist, **asked)
    chosen = lists.set_index("checklist").loc[checklist]
    st.progress(
        min(1.0, float(chosen.answered_count / chosen.item_count)),
        _("{done} of {all} answered · {no} no · {lacking} that lack a remark or a photo",
          done=int(chosen.answered_count), all=int(chosen.item_count), no=int(chosen.no_count),
          lacking=int(chosen.lacking_count)),
    )  # fmt: skip
    saving.told()
    if person.may("export"):
        downloads.button(
            _("Record of the visit (Word)"), data.later(visit_record, asked["plan"], asked["enterprise"], data.as_of()),
            file_name=f"{asked['plan']}_{asked['enterprise']}.docx", mime=DOCX, key="visit_record",
        )  # fmt: skip
        if checklist == ACCEPTANCE:
            _papers(asked["enterprise"])
    if person.offers("inspections"):
        _items(rows.astype(object).where(rows.notna(), None).to_dict("records"), asked | {"checklist": checklist})
    exports.buttons(
        "checklist/answers", data.named("checklist", checklist), COLUMNS, asked | {"checklist": checklist}, {}
    )
    saving.heard()


def _papers(enterprise: str) -> None:
    """The papers of a dismantling, of each case of the enterprise."""
    for case in data.ask("enterprise/cases", enterprise=enterprise).itertuples():
        for paper, (name, _write) in PAPERS.items():
            downloads.button(
                literal(f"{name} · {tables.joined(case.case_id, case.line_name)}"),
                data.later(dismantling_paper, case.case_id, paper, data.as_of()),
                file_name=f"{case.case_id}_{paper}.docx", mime=DOCX, key=f"{paper}_{case.case_id}",
            )  # fmt: skip


def _progress(row: Any) -> str:
    """A checklist in the list of those of a visit, and how far it is."""
    done = _("finished") if tables.is_said(row.finished_at) else ""
    return f"{row.checklist_name} {row.answered_count}/{row.item_count} {done}".strip()


def _items(rows: list[Row], asked: dict[str, Any]) -> None:
    """The items that are asked, section by section: what another answer does not ask for is left out."""
    who = saving.actor("answer_actor")
    uploading.words(data.register().settings.evidence_megabytes)
    visit = {name: asked[name] for name in ("plan", "enterprise")}
    taken = _by("answer_id", _rows("checklist/pictures", **asked))
    proposed = _by("answer_id", _rows("checklist/proposals", **visit))
    ordered = _by("item", _rows("checklist/corrections", enterprise=asked["enterprise"], checklist=asked["checklist"]))
    section = ""
    for row in (one for one in rows if one["is_asked"] or one["item_value"] is not None):
        if row["section_name"] != section:
            section = row["section_name"]
            st.subheader(section, anchor=False)
        with st.container(border=True):
            _item(row, asked, who, taken.get(row["answer_id"], []))
            for one in proposed.get(row["answer_id"], []):
                proposal(one, asked, who)
            corrections(row, asked, who, ordered.get(row["item"], []))
    unknown(asked, who)
    is_sent = st.button(_("Finish this checklist"), type="primary", key=f"finish_{asked['checklist']}")
    if is_sent and saving.save(partial(_finish, asked, who), who):
        st.rerun()


def _rows(query: str, **asked: Any) -> list[Row]:
    """Rows of a query; what is missing is None."""
    found = data.ask(query, **asked)
    rows: list[Row] = found.astype(object).where(found.notna(), None).to_dict("records")
    return rows


def _by(name: str, rows: list[Row]) -> dict[str, list[Row]]:
    """Rows by what a column of theirs says."""
    return {code: [row for row in rows if row[name] == code] for code in {row[name] for row in rows}}


def _item(row: Row, asked: dict[str, Any], who: str, taken: list[Row]) -> None:
    """One item: what is asked, the answer, and what it lacks."""
    left, right = st.columns([6, 5], gap="medium")
    with left:
        facts = tables.joined(row["item"], row["line_name"], row["item_severity_name"], row["item_basis"])
        st.html(f'<div>{escape(row["question"])}</div><p class="stamp">{escape(facts)}</p>')
        if row["item_value"] == "no" and row["on_no"]:
            st.caption(_("After a no: {what}", what=row["on_no"]))
    with right:
        fields(row, asked, who, taken)
        if row["lacks_remark"]:
            st.caption(_("A no to this item needs a remark."))
        if row["lacks_photo"]:
            st.caption(_("A no to this item needs a photo."))


def _finish(asked: dict[str, Any], who: str) -> str:
    finish_checklist(data.register(), asked["plan"], asked["enterprise"], asked["checklist"], actor=who)
    return _("{checklist} is finished.", checklist=data.named("checklist", asked["checklist"]))
