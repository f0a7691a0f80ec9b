"""Letters of municipal departments on the reports page: who wrote, who is silent, and entering one."""

from functools import partial

import streamlit as st

from lib.reports.periods import Period
from lib.reports.statements import DEPARTMENTS, record_report
from lib.ui.frame import data, person, saving
from lib.ui.frame.words import _, day
from lib.ui.parts import tables
from lib.ui.reports import forms

COLUMNS = ("reporter_name", "state_name", "reported_on", "signer", "document_no", "note", "report_id", "clause")


def letters(period: Period) -> None:
    """What each municipal department stated at large for a period, and a form for its letter."""
    st.subheader(_("Municipal departments"), anchor=False)
    rows = data.ask("reports/departments", period=period.period)
    if rows.empty:
        st.caption(_("No department reports by itself under this plan."))
        return
    tables.sheet(rows, COLUMNS)
    if not person.may("import"):
        return
    names = dict(zip(rows.reporter, rows.reporter_name, strict=True))
    with st.expander(_("Enter the letter of a department")), st.form("department_letter", border=False):
        department = st.selectbox(
            _("Department"), list(names), format_func=names.__getitem__, key=saving.key("letter_department")
        )
        letter = forms.letter("letter", _("There are exits"))
        sent = st.form_submit_button(_("Record the statement"), type="primary")
    if sent:
        write = partial(record_report, data.register(), period=period.period, department=department, **letter)
        forms.save(write, _("Recorded:"), letter["actor"])
    letters = rows[rows.report_id.notna()].itertuples()
    stated = {one.report_id: f"{one.reporter_name} · {one.state_name} · {day(one.reported_on)}" for one in letters}
    forms.withdraw_statement(period, DEPARTMENTS, stated)
