"""The fields of an item: what fits its kind of answer, its pictures, and saving what stands in them."""

from collections.abc import Mapping
from functools import partial
from html import escape
from typing import Any

import streamlit as st

from lib.cases.evidence import Upload
from lib.inspections.answers import answer_item
from lib.inspections.kinds import OFFICER, PHOTO, PICTURED, YES_NO
from lib.ui.frame import data, saving
from lib.ui.frame.words import _
from lib.ui.parts import pictures, tables

Row = dict[str, Any]
READ = ["jpg", "jpeg", "png", "webp"]


def fields(row: Row, asked: Mapping[str, str], who: str, taken: list[Row]) -> None:
    """The answer to an item, its remark and its pictures, each saved when it changes."""
    key = f"{asked['plan']}_{asked['enterprise']}_{row['item']}_{row['line_id'] or ''}_{row['answer_id']}"
    keep: dict[str, Any] = {"on_change": _keep, "args": (key, row, asked, who)}
    _field(row, f"{key}_value", asked, keep)
    if row["answer_kind"] not in PICTURED:
        st.text_input(
            _("Remark"), row["item_remark"] or "", key=f"{key}_remark", placeholder=_("Facts, no conclusions"),
            label_visibility="collapsed", disabled=row["item_value"] is None, **keep,
        )  # fmt: skip
    if row["answer_kind"] in PICTURED or row["item_value"] == "no" or taken:
        st.file_uploader(
            _("Pictures of {item}", item=row["item"]), READ, accept_multiple_files=True, key=f"{key}_files",
            label_visibility="collapsed", max_upload_size=data.register().settings.evidence_megabytes, **keep,
        )  # fmt: skip
    if taken:
        small = [
            pictures.figure(one["evidence_id"], one["file_name"], escape(tables.plain(one["taken_at"])))
            for one in taken
        ]
        st.html(f'<div class="files">{"".join(small)}</div>')
        with st.popover(_("Files ({count})", count=len(taken))):
            for one in taken:
                pictures.original(one["file_name"], one["evidence_id"], one["file_name"], one["mime"])
                drop = partial(_drop, row, asked, who, one["evidence_id"])
                st.button(_("Leave out {file}", file=one["file_name"]), key=f"drop_{one['evidence_id']}", on_click=drop)


def _field(row: Row, key: str, asked: Mapping[str, str], keep: dict[str, Any]) -> None:
    """The field that fits the kind of answer, with what was answered."""
    kind, value = row["answer_kind"], row["item_value"]
    if kind in YES_NO:
        names, choices = data.labels("item_answer"), list(YES_NO[kind])
        st.segmented_control(
            row["item"], choices, format_func=names.__getitem__, default=value, key=key,
            label_visibility="collapsed", **keep,
        )  # fmt: skip
    elif kind in ("choice", OFFICER):
        codes = _choices(row) if kind == "choice" else _officers(asked)
        st.selectbox(
            row["item"], list(codes), format_func=codes.__getitem__, key=key, placeholder=_("Choose"),
            index=list(codes).index(value) if value in codes else None, label_visibility="collapsed", **keep,
        )  # fmt: skip
    elif kind != PHOTO:
        hints = {"date": _("a date like 2022-07-15"), "signature": _("name and office")}
        hint = row["unit_name"] or hints.get(kind, _("text"))
        st.text_input(row["item"], value or "", key=key, placeholder=hint, label_visibility="collapsed", **keep)


def _choices(row: Row) -> dict[str, str]:
    """Chinese choice → its name in the reader's language."""
    return dict(zip(row["choices_zh"].split(";"), row["choices"].split(";"), strict=True))


def _officers(asked: Mapping[str, str]) -> dict[str, str]:
    """Who may sign for the plan."""
    names = data.ask("checklist/officers", plan=asked["plan"]).officer
    return dict(zip(names, names, strict=True))


def _keep(key: str, row: Row, asked: Mapping[str, str], who: str) -> None:
    """Save what stands in the fields of an item, unless it stood there before; a signature waits for its picture, and
    its picture for the name."""
    kind, given = row["answer_kind"], st.session_state.get(f"{key}_files") or []
    value = "1" if kind == PHOTO else str(st.session_state[f"{key}_value"] or "").strip()
    remark = str(st.session_state.get(f"{key}_remark") or "").strip() if value else ""
    waits = kind in PICTURED and bool(value) and not given and not row["picture_count"]
    same = not given and (kind == PHOTO or (value, remark) == (row["item_value"] or "", row["item_remark"] or ""))
    if not (waits or same or (given and not value)):
        files = tuple(Upload(kind, file.name, file.getvalue()) for file in given)
        saving.save(partial(_answer, row, asked, who, value=value, remark=remark, files=files), who)


def _drop(row: Row, asked: Mapping[str, str], who: str, evidence_id: str) -> None:
    """Leave a picture out of an answer; a photo or signature without any is taken back."""
    is_last = row["answer_kind"] in PICTURED and row["picture_count"] == 1
    value = "" if is_last else row["item_value"]
    remark = row["item_remark"] or ""
    saving.save(partial(_answer, row, asked, who, value=value, remark=remark, drops=(evidence_id,)), who)


def _answer(row: Row, asked: Mapping[str, str], who: str, **given: Any) -> str:
    answer_item(
        data.register(), asked["plan"], asked["enterprise"], asked["checklist"], row["item"], actor=who,
        line_id=row["line_id"] or "", seen=row["answer_id"] or "", **given,
    )  # fmt: skip
    return ""
