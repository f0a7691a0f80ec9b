"""The workbook of a day: it goes out with the papers, and what comes back is shown before anything is written."""

from collections.abc import Iterable
from typing import Any, Final

import pandas as pd
import streamlit as st

from lib.errors import FileRefused, UserError
from lib.exports.formats import XLSX
from lib.inspections.workbook_answers import Draft, commit, prepare
from lib.inspections.workbook_out import day_workbook
from lib.ui.frame import data, downloads, saving, turns
from lib.ui.frame.words import _, language, literal, number, told
from lib.ui.parts import cards, tables, uploading

KINDS: Final = ("xlsx", "xls", "ods")
SHOWN: Final = 200  # cells of a table
CELLS: Final = ("sheet", "cell", "item", "question", "value", "item_remark", "answered_before")
DOUBTS: Final = ("sheet", "cell", "item", "value", "sentence")


def going_out(plan: pd.Series) -> None:
    """The button that makes the workbook."""
    downloads.button(
        _("The same as a workbook to fill in (Excel)"), data.later(day_workbook, plan.inspection_plan_id, data.as_of()),
        file_name=f"{plan.inspection_plan_id}.xlsx", mime=XLSX, key=f"book_{plan.inspection_plan_id}",
    )  # fmt: skip


def coming_back(plan: pd.Series) -> None:
    """A workbook that was filled in: what it would record, then the button that records it."""
    settings = data.register().settings
    uploading.words(settings.upload_megabytes)
    with st.expander(_("Bring back a workbook that was filled in"), expanded=True):
        book = st.file_uploader(
            _("Workbook of this plan ({kinds})", kinds=", ".join(KINDS)), type=list(KINDS),
            max_upload_size=settings.upload_megabytes, key=saving.key("book_back"),
        )  # fmt: skip
        if book is None:
            return
        try:
            with turns.aside(), uploading.on_disk(book.name, book.getvalue()) as path:
                draft = prepare(data.register(), path, language(), str(plan.inspection_plan_id))
        except FileRefused as refusal:
            st.error(literal(refusal))
            return
        except UserError as refusal:
            st.error(told(refusal))
            return
        _preview(draft.summary(language()))
        _record(draft)


def _preview(summary: dict[str, Any]) -> None:
    """Counts, what would change, and what is refused and why, by cell."""
    counted = {"new": _("To be recorded"), "same": _("As recorded before"), "stale": _("Answered meanwhile")}
    counted |= {"refused": _("Refused")}
    cards.show([cards.Card(label, summary[name], _("answers")) for name, label in counted.items()])
    for sentence in summary["unread"]:
        st.warning(literal(sentence))
    _table(_("Not taken: mend these cells and bring the workbook again"), summary["doubts"], DOUBTS)
    _table(_("To be recorded"), summary["changes"], CELLS)


def _table(title: str, rows: Iterable[dict[str, Any]], columns: tuple[str, ...]) -> None:
    found = pd.DataFrame(rows).rename(columns={"remark": "item_remark"})
    if len(found):
        st.markdown(f"**{title}** ({number(len(found))})")
        tables.sheet(found.head(SHOWN), columns, is_cards=True)
        if len(found) > SHOWN:
            st.caption(_("Shown are the first {count}.", count=number(SHOWN)))


def _record(draft: Draft) -> None:
    """The button; what was answered meanwhile is replaced only when somebody says so."""
    summary = draft.summary(language())
    replace = bool(summary["stale"]) and st.checkbox(
        _("Put the workbook's answers in the place of the {count} given meanwhile", count=number(summary["stale"])),
        key=saving.key("book_replace"),
    )
    count = summary["new"] + (summary["stale"] if replace else 0)
    who = saving.actor(saving.key("book_actor"))
    words = _("Record {count} answers", count=number(count))
    if not st.button(words, type="primary", disabled=not (who and count), key=saving.key("book_record")):
        return

    def write() -> str:
        written = commit(data.register(), draft, actor=who, replace=replace)
        return _("{count} answers were recorded.", count=number(written))

    if saving.save(write, who):
        st.rerun()
