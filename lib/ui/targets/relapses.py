"""Relapses that revisits found and that no case was reopened by yet: each with its one action."""

from functools import partial

import streamlit as st

from lib.inspections.revisits import reopen
from lib.ui.frame import address, data, person, saving
from lib.ui.frame.words import _
from lib.ui.parts import tables

COLUMNS = ("enterprise_name", "area_name", "answered_on", "inspection_plan_id", "case_id", "stage_name")


def show(area: str) -> None:
    """What is to be reopened in an area, or everywhere; nothing where nothing is."""
    rows = data.ask("targets/relapses", area=area)
    if rows.empty:
        return
    st.warning(_("{count} cases stand although a revisit found a relapse.", count=len(rows)))
    links = {"enterprise_name": [address.link("enterprise", enterprise=code) for code in rows.enterprise_id]}
    tables.sheet(rows, COLUMNS, links, is_cards=True, key="relapses_page")
    if not person.may("steps"):
        return
    with st.form(saving.key("reopen"), border=False):
        left, right = st.columns(2)
        names = {row.case_id: f"{row.case_id} {row.enterprise_name}" for row in rows.itertuples()}
        case = left.selectbox(_("Case"), list(names), format_func=names.__getitem__, key=saving.key("reopen_case"))
        with right:
            who = saving.actor(saving.key("reopen_actor"))
        sent = st.form_submit_button(_("Record the relapse"))
    row = rows.set_index("case_id").loc[case]
    if sent and saving.save(partial(_write, row.inspection_plan_id, row.enterprise_id, case, who), who):
        st.rerun()


def _write(plan: str, enterprise: str, case: str, who: str) -> str:
    reopen(data.register(), plan, enterprise, case, actor=who)
    return _("{case} was reopened: its exit counts no more.", case=case)
