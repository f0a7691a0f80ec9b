"""The sentences of the one-page report, its table of areas, and the same as a Word paper."""

from datetime import date
from html import escape

import streamlit as st

from lib.exports.formats import DOCX
from lib.exports.save import file_name
from lib.register.editions import Edition
from lib.reports.one_page import COLUMNS, Page, one_page, page_of
from lib.ui.frame import address, data, downloads, person
from lib.ui.frame.words import _, language
from lib.ui.parts import tables

PRINTED = """<style>
@page { size: A4 portrait; margin: 14mm; }
.told { line-height: 1.75; margin-bottom: .3rem; }
</style>"""  # one upright page, where others lie


def shown() -> None:
    """What is told, in the reader's language; printed it is one page."""
    for on in (data.as_of(), data.compared()):
        data.made(on)
    told = _told(data.reading(), data.as_of().isoformat(), data.compared().isoformat(), language())
    st.html(PRINTED)
    for name, sentences in told.sections.items():
        words = " ".join(escape(sentence) for sentence in sentences)
        st.html(f'<div class="told"><b>{escape(name)}</b> {words}</div>')
    links = {"name": [address.link("area", area=code) for code in told.areas.code]}
    tables.sheet(told.areas, COLUMNS, links, is_cards=True)
    if person.may("export"):
        _word()


@st.cache_data(show_spinner=False, max_entries=40, hash_funcs=data.IDENTITY)
def _told(source: Edition, on: str, since: str, words: str) -> Page:
    return page_of(source, date.fromisoformat(on), date.fromisoformat(since), words)


def _word() -> None:
    name = file_name(_("One-page report"), data.as_of(), "docx")
    made = data.later(one_page, data.as_of(), data.compared())
    downloads.button(_("One page (Word)"), made, file_name=name, mime=DOCX, key="one_page")
