"""What committing a file would do: counts, the date its titles say, each refusal and doubt with its sentence."""

from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

import pandas as pd
import streamlit as st

from lib.exports.formats import XLSX
from lib.imports.commit import Draft
from lib.imports.marked import marked_workbook
from lib.ui.frame import downloads
from lib.ui.frame.words import _, language, number
from lib.ui.imports.options import DAY, take
from lib.ui.parts import cards, tables

REMARK_COLUMNS = ("sheet", "row_number", "cell", "column_name", "value", "sentence")


def show(draft: Draft) -> None:
    """Counts, then each refusal and doubt."""
    summary, units = draft.summary(None, language()), {"lines": _("lines"), "enterprises": _("enterprises")}
    cards.show(
        [
            cards.Card(_("Data rows"), summary["rows"], _("rows")),
            cards.Card(_("Refused rows"), summary["rejected"], _("rows")),
            *(cards.Card(label, summary[subject][key], units[subject]) for subject, key, label in _changes()),
        ]
    )
    _day_said(draft)
    _remarks(_("Refused: mend these rows and import them again"), summary["rejects"], is_open=True)
    if refusals := draft.parsed.refusals:
        downloads.button(
            _("Download the refused rows, marked"),
            partial(marked_workbook, refusals, language(), draft.parsed.corrections),
            file_name=f"{Path(draft.parsed.file_name).stem}-{_('refused')}.xlsx", mime=XLSX,
        )  # fmt: skip
    _remarks(_("Doubts: imported, but worth a look"), summary["warned"], is_open=False)


def _day_said(draft: Draft) -> None:
    """The date the titles say, where it is one and another than the chosen: taken by a button, never by itself."""
    said = {sheet.day: sheet for sheet in draft.parsed.sheets if sheet.role == "county" and sheet.day}
    if len(said) != 1 or draft.delivery.valid_on.isoformat() in said:
        return
    ((day, sheet),) = said.items()
    words = _("“{text}” (sheet {sheet}) says the data speak of {day}.", text=sheet.day_text, sheet=sheet.sheet, day=day)
    with st.container(horizontal=True, vertical_alignment="center"):
        st.warning(words)
        st.button(_("Import for {day}", day=day), on_click=take, args=(DAY, date.fromisoformat(day)))


def _changes() -> tuple[tuple[str, str, str], ...]:
    """What can happen to lines and enterprises, and the label of its card."""
    return (
        ("lines", "new", _("New lines")),
        ("lines", "changed", _("Changed lines")),
        ("lines", "same", _("Unchanged lines")),
        ("enterprises", "new", _("New enterprises")),
        ("enterprises", "changed", _("Changed enterprises")),
        ("enterprises", "same", _("Unchanged enterprises")),
    )


def _remarks(title: str, remarks: list[dict[str, Any]], *, is_open: bool) -> None:
    """A folded table of remarks."""
    if remarks:
        with st.expander(f"{title} ({number(len(remarks))})", expanded=is_open):
            rows = pd.DataFrame(remarks).rename(columns={"column": "column_name"})
            tables.sheet(rows, REMARK_COLUMNS, is_cards=True, key="refused_page" if is_open else "doubts_page")
