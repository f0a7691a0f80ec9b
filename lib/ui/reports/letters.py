"""The letter of an area on the reports page, filled in as far as the register goes; reminders to those that owe one."""

from datetime import date
from functools import partial

import streamlit as st

from lib.exports.formats import DOCX
from lib.register.editions import Edition
from lib.reports.content import Content, content_of
from lib.reports.letters import OWED, Letter, area_letter, letter_of, record_letter, reminders
from lib.reports.listing import proposed
from lib.reports.periods import Period
from lib.reports.statements import MATRICES
from lib.ui.frame import data, downloads, person, saving
from lib.ui.frame.words import _, language, number
from lib.ui.parts import filters
from lib.ui.parts.statements import Row, rows
from lib.ui.reports import forms

ACROSS = 4  # sectors beside each other


def show(period: Period) -> None:
    """Choose an area and record its letter in one action; take it, or the reminders of all, out as Word."""
    if not data.areas():
        return
    st.subheader(_("Letters of the areas"), anchor=False)
    left, right = st.columns([3, 2], vertical_alignment="bottom")
    with left:
        area = filters.choice("area", _("Area"), data.areas())
    with right, st.container(horizontal=True):
        _papers(period, area)
    if person.offers("import"):
        _form(period, _letter(data.reading(), period, area, data.as_of(), language()))


def _papers(period: Period, area: str) -> None:
    """The letter of the area, and one Word file of reminders to all that have not stated everything."""
    if not person.may("export"):
        return
    downloads.button(
        _("Letter (Word)"), partial(area_letter, data.register(), period, area),
        file_name=f"{period.period}_{area}.docx", mime=DOCX, key="area_letter",
    )  # fmt: skip
    owed = (row["state"] in OWED for part in MATRICES for row in rows(period, part))
    if period.due_on <= data.as_of() and any(owed):
        downloads.button(
            _("Reminders to all that owe (Word)"), partial(reminders, data.register(), period, data.as_of()),
            file_name=f"{period.period}_催报函.docx", mime=DOCX, key="reminders",
        )  # fmt: skip


@st.cache_data(show_spinner=False, max_entries=10, hash_funcs=data.IDENTITY)
def _content(source: Edition, period: Period) -> Content:
    """The key holds the register, its version and scope."""
    return content_of(source, period)


@st.cache_data(show_spinner=False, max_entries=40, hash_funcs=data.IDENTITY)
def _letter(source: Edition, period: Period, area: str, on: date, words: str) -> Letter:
    """The key holds the register, its version and scope, and everything else that a letter depends on."""
    return letter_of(source, period, area, on, _content(source, period), words)


def _form(period: Period, letter: Letter) -> None:
    """What the letter states of each sector that is open yet, who signed, its number and its words."""
    where = f"{period.period}_{letter.area}"  # what was typed for one letter is not another's
    with st.form(saving.key(f"letter_{where}"), border=True):
        st.caption(_("Proposed by the ledger; look at it, change it, and record what the signed letter says."))
        chosen = [one for part in MATRICES for one in _sectors(letter, part, where)]
        stated = {(row["matrix"], row["sector"]): said for row, said in chosen if said}
        first, second, third = st.columns(3)
        with first:
            on = forms.day_field(_("Date of the letter"), f"report_on_{where}")
        signer = second.text_input(_("Signer"), letter.signer, key=saving.key(f"report_signer_{where}"))
        document = third.text_input(_("Document number"), letter.document_no, key=saving.key(f"report_number_{where}"))
        summary = st.text_area(
            _("Summary of the work"), letter.summary, height=170, key=saving.key(f"report_summary_{where}"),
            help=_("Drafted from the account; it stands in the letter as it is recorded here."),
        )  # fmt: skip
        actor = saving.actor(saving.key("report_actor"))
        sent = st.form_submit_button(_("Record the letter"), type="primary")
    if sent:
        write = partial(
            record_letter, data.register(), period.period, letter.area, stated, on=on, signer=signer,
            document_no=document, summary=summary, actor=actor,
        )  # fmt: skip
        forms.save(lambda: number(len(write())), _("Recorded, rows of the letter:"), actor)


def _sectors(letter: Letter, part: str, where: str) -> list[tuple[Row, str]]:
    """The sectors of a matrix that are not stated yet, each with what is chosen for it."""
    cells = [row for row in letter.cells if row["matrix"] == part]
    if not cells:
        return []
    is_screening = part == "screening"
    st.markdown(f"**{_('Screening of the five sectors') if is_screening else _('Exits of the focus sectors')}**")
    names = {
        "": _("not stated"), "reported": _("Something was found") if is_screening else _("There are exits"),
        "zero": _("Zero report"),
    }  # fmt: skip
    chosen, columns = [], st.columns(ACROSS)
    for place, row in enumerate(cells):
        label = " · ".join(filter(None, (row["sector_name"], _known(row))))
        said = columns[place % ACROSS].selectbox(
            label, list(names), list(names).index(proposed(row)), format_func=names.__getitem__,
            key=saving.key(f"report_{part}_{where}_{row['sector']}"),
        )  # fmt: skip
        chosen.append((row, str(said)))
    return chosen


def _known(row: Row) -> str:
    """What the register knows of a cell."""
    if "caught_lines" in row:
        if row["caught_lines"]:
            return _("{count} lines caught", count=number(row["caught_lines"]))
        unscreened = row["unscreened_enterprises"]
        return _("{count} not screened", count=number(unscreened)) if unscreened else ""
    if row["shut_lines"]:
        return _("{count} lines shut", count=number(row["shut_lines"]))
    return _("{count} outdated lines", count=number(row["outdated_lines"])) if row["outdated_lines"] else ""
