"""A checklist before anybody answered it: its items, each with its basis, and the Word paper to fill in by hand."""

from html import escape

import pandas as pd
import streamlit as st

from lib.exports.formats import DOCX
from lib.inspections.blank import blank_checklist
from lib.ui.frame import data, downloads, person
from lib.ui.frame.words import _, number
from lib.ui.parts import exports, filters, tables

COLUMNS = ("item", "section_name", "question", "answer_kind_name", "item_severity_name", "on_no", "proof", "item_basis")


def chosen() -> str:
    """The checklist of the address; the first when it names none."""
    names = data.labels("checklist")
    return str(filters.row(checklist=lambda: filters.choice("checklist", _("Checklist"), names))["checklist"])


def show(checklist: str) -> None:
    """What it asks, each item with its basis, and the files to take along."""
    rows = data.ask("checklist/items", checklist=checklist)
    told = _("{count} items; {open} with a basis that is not confirmed yet",
             count=number(len(rows)), open=number(int((~rows.is_confirmed).sum())))  # fmt: skip
    st.html(f'<p class="stamp">{escape(told)}</p>')
    if person.may("export"):
        downloads.button(
            _("Blank checklist (Word)"), data.later(blank_checklist, checklist, data.as_of()),
            file_name=f"checklist_{checklist}_{data.as_of():%Y%m%d}.docx", mime=DOCX, key=f"blank_{checklist}",
        )  # fmt: skip
    exports.buttons("checklist/items", data.named("checklist", checklist), COLUMNS, {"checklist": checklist}, {})
    tables.sheet(_marked(rows), COLUMNS, is_cards=True)


def _marked(items: pd.DataFrame) -> pd.DataFrame:
    """The items with their choices or unit beside the kind of answer; numbers of items do not break."""
    beside = items.choices.str.replace(";", " / ").fillna(items.unit_name)
    kinds = [tables.joined(*both) for both in zip(items.answer_kind_name, beside, strict=True)]
    return items.assign(answer_kind_name=kinds, item=items.item.str.replace("-", "\u2011"))
