"""The standards: what judges and where it comes from, whom a rule catches, switching by name, another bound tried."""

from lib.ui.frame.page import page
from lib.ui.frame.words import _
from lib.ui.parts import filters
from lib.ui.standards import rules

with page(_("Standards"), _("Which clauses judge, where do they come from, and whom does each catch?"), needs=""):
    chosen = filters.row("status", "dimension", "sector", rule=rules.rule)
    if chosen["rule"]:
        rules.detail(chosen["rule"])
    else:
        rules.listed(chosen)
