"""The standards: rules in force, candidate and withdrawn, what each catches, switching one by name, and what another bound would do."""

import streamlit as st

from lib.ui import filters, rules
from lib.ui.page import page
from lib.ui.words import _

with page(_("Standards"), _("Which clauses judge, where do they come from, and whom does each catch?")):
    chosen = filters.row("status", "dimension", "sector")
    rules.listed(chosen)
    rule = rules.chosen_rule(chosen)
    if rule:
        rules.clause(rule)
        switch, what_if = st.columns(2, gap="large")
        with switch:
            st.subheader(_("Switch the rule on or off"), anchor=False)
            rules.switch_form(rule)
        with what_if:
            st.subheader(_("What if the bound were another?"), anchor=False)
            rules.what_if(rule)
