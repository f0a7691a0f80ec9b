"""A checklist at a visit: each answer is saved when it is given; a no proposes a finding, which a person enters."""

from functools import partial
from html import escape
from typing import Any

import streamlit as st

from lib.errors import UserError
from lib.exports.formats import DOCX
from lib.inspections.answers import YES_NO, answer_item, confirm_finding
from lib.inspections.record import visit_record
from lib.ui.frame import address, data, downloads, person, saving
from lib.ui.frame.words import _
from lib.ui.parts import exports, filters, tables

COLUMNS = (
    "item", "question", "item_value_name", "item_remark", "lacks_remark", "finding_id", "item_basis", "actor",
    "recorded_at",
)  # fmt: skip
Row = dict[str, Any]


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
    names = {row.checklist: f"{row.checklist_name} {row.answered_count}/{row.item_count}" for row in lists.itertuples()}
    checklist = filters.choice("checklist", _("Checklist"), names)
    rows = data.ask("checklist/answers", checklist=checklist, **asked)
    chosen = lists.set_index("checklist").loc[checklist]
    st.progress(
        min(1.0, float(chosen.answered_count / chosen.item_count)),
        _("{done} of {all} answered · {no} no · {lacking} without a remark", done=int(chosen.answered_count),
          all=int(chosen.item_count), no=int(chosen.no_count), lacking=int(chosen.lacking_count)),
    )  # fmt: skip
    saving.told()
    if person.may("export"):
        downloads.button(
            _("Record of the visit (Word)"), data.later(visit_record, asked["plan"], asked["enterprise"], data.as_of()),
            file_name=f"{asked['plan']}_{asked['enterprise']}.docx", mime=DOCX, key="visit_record",
        )  # fmt: skip
    if person.offers("inspections"):
        _items(rows.astype(object).where(rows.notna(), None).to_dict("records"), asked | {"checklist": checklist})
    exports.buttons(
        "checklist/answers", data.named("checklist", checklist), COLUMNS, asked | {"checklist": checklist}, {}
    )
    saving.heard()


def _items(rows: list[Row], asked: dict[str, Any]) -> None:
    """The items that are asked, section by section: what another answer does not ask for is left out."""
    who = saving.actor("answer_actor")
    given = {row["item"]: row["item_value"] for row in rows}
    section = ""
    for row in rows:
        item, _sign, value = (row["shown_if"] or "").partition("=")
        if item and given.get(item) != value:
            continue
        if row["section_name"] != section:
            section = row["section_name"]
            st.subheader(section, anchor=False)
        with st.container(border=True):
            _item(row, asked, who)


def _item(row: Row, asked: dict[str, Any], who: str) -> None:
    """One item: what is asked, the answer, the remark, and the finding a no proposes."""
    key = f"{asked['plan']}_{asked['enterprise']}_{row['item']}_{row['answer_id']}"
    left, right = st.columns([6, 5], gap="medium")
    with left:
        facts = tables.joined(row["item"], row["item_severity_name"], row["item_basis"])
        st.html(f'<div>{escape(row["question"])}</div><p class="stamp">{escape(facts)}</p>')
        if row["item_value"] == "no" and row["on_no"]:
            st.caption(_("After a no: {what}", what=row["on_no"]))
    with right:
        keep: dict[str, Any] = {"on_change": _keep, "args": (key, row, asked, who)}
        _field(row, f"{key}_value", keep)
        st.text_input(
            _("Remark"), row["item_remark"] or "", key=f"{key}_remark", placeholder=_("Facts, no conclusions"),
            label_visibility="collapsed", disabled=row["item_value"] is None, **keep,
        )  # fmt: skip
        if row["lacks_remark"]:
            st.caption(_("A no to this item needs a remark."))
        if row["finding_id"]:
            st.caption(_("Finding {finding}", finding=row["finding_id"]))
        elif row["found_dimension"] and st.button(_("Enter as a finding"), key=f"{key}_finding"):
            saving.save(partial(_confirm, row, asked, who), who)
            st.rerun()


def _field(row: Row, key: str, keep: dict[str, Any]) -> None:
    """The field that fits the kind of answer, with what was answered."""
    kind, value = row["answer_kind"], row["item_value"]
    if kind in YES_NO:
        names, choices = data.labels("item_answer"), list(YES_NO[kind])
        st.segmented_control(
            row["item"], choices, format_func=names.__getitem__, default=value, key=key,
            label_visibility="collapsed", **keep,
        )  # fmt: skip
    elif kind == "choice":
        codes = _choices(row)
        st.selectbox(
            row["item"], list(codes), format_func=codes.__getitem__, key=key, placeholder=_("Choose"),
            index=list(codes).index(value) if value in codes else None, label_visibility="collapsed", **keep,
        )  # fmt: skip
    else:
        hint = row["unit_name"] or (_("a date like 2022-07-15") if kind == "date" else _("text"))
        st.text_input(row["item"], value or "", key=key, placeholder=hint, label_visibility="collapsed", **keep)


def _choices(row: Row) -> dict[str, str]:
    """Chinese choice → its name in the reader's language."""
    return dict(zip(row["choices_zh"].split(";"), row["choices"].split(";"), strict=True))


def _keep(key: str, row: Row, asked: dict[str, Any], who: str) -> None:
    """Save what stands in the fields of an item, unless it stood there before."""
    value = str(st.session_state[f"{key}_value"] or "").strip()
    remark = str(st.session_state[f"{key}_remark"] or "").strip() if value else ""
    if (value, remark) != (row["item_value"] or "", row["item_remark"] or ""):
        saving.save(partial(_answer, row, asked, who, value, remark), who)


def _answer(row: Row, asked: dict[str, Any], who: str, value: str, remark: str) -> str:
    answer_item(
        data.register(), asked["plan"], asked["enterprise"], asked["checklist"], row["item"], value, actor=who,
        remark=remark, seen=row["answer_id"] or "",
    )  # fmt: skip
    return ""


def _confirm(row: Row, asked: dict[str, Any], who: str) -> str:
    finding = confirm_finding(
        data.register(), asked["plan"], asked["enterprise"], asked["checklist"], row["item"], actor=who
    )
    return _("The finding {finding} was entered; a case is opened from it in the ledger.", finding=finding)
