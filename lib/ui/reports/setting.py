"""Goals on the reports page: what each area was asked, the template, and the filled-in workbook with its document."""

from functools import partial
from typing import Any

import pandas as pd
import streamlit as st

from lib.cases.evidence import Upload
from lib.errors import UserError
from lib.exports.formats import XLSX
from lib.imports.delivered import filled_rows
from lib.reports.goals import set_goals, withdraw_goal
from lib.reports.goals_workbook import goals_of, headings, template
from lib.ui.frame import data, downloads, person, saving, turns
from lib.ui.frame.words import _, language, told
from lib.ui.parts import goals, tables, uploading
from lib.ui.reports import forms


def show() -> None:
    """What was asked of each area, and the way to say it or to take a wrong goal back."""
    rows = goals.of_every_area()
    st.subheader(_("Set goals from a workbook"), anchor=False)
    if not person.offers("approve"):
        return
    st.caption(_("All rows or none are recorded. Every goal rests on a document; its file is kept as evidence."))
    downloads.button(
        _("Download the template workbook"), partial(template, data.register(), language()),
        file_name=f"{_('Goals')}.xlsx", mime=XLSX, key="goals_template",
    )  # fmt: skip
    limit = data.register().settings.upload_megabytes
    uploading.words(limit)
    key = f"goals_{saving.forms()}"
    left, right = st.columns(2, gap="large")
    with left:
        book = st.file_uploader(_("Filled-in workbook"), type=["xlsx", "csv"], max_upload_size=limit, key=f"{key}_book")
    with right:
        paper = st.file_uploader(_("The document that sets them"), max_upload_size=limit, key=f"{key}_paper")
    who = saving.actor(f"{key}_actor")
    if book and st.button(_("Record the goals"), type="primary", disabled=not (paper and who), key=f"{key}_set"):
        _record(book, paper, who)
    _withdraw(rows)


def _withdraw(rows: pd.DataFrame) -> None:
    with st.expander(_("Withdraw a wrong goal")):
        asked = rows[rows.goal_id.notna()].itertuples()
        named = {
            one.goal_id: tables.joined(one.area_name, one.sector_name, one.process_name, one.document) for one in asked
        }
        forms.withdraw("goal", _("Goal"), named, partial(withdraw_goal, data.register()), is_dated=False)


def _record(book: Any, paper: Any, who: str) -> None:
    """Read, check and write; a bad cell becomes a sentence."""
    source = data.register()
    try:
        with turns.aside(), uploading.on_disk(book.name, book.getvalue()) as path:
            rows = filled_rows(path, headings(source), source.settings, language())
            read = goals_of(source, rows, language())
            file = Upload("other", paper.name, paper.getvalue())
            written = saving.save(lambda: _told(len(set_goals(source, read, actor=who, paper=file))), who)
    except UserError as error:
        st.error(told(error))
        return
    if written:
        st.rerun()


def _told(count: int) -> str:
    return _("Recorded: {count} goals.", count=count)
