"""The ledger of exit cases: filter, open in bulk, record a step with its evidence, see what is due."""

from lib.ui import ledger
from lib.ui.page import page
from lib.ui.words import _

with page(_("Ledger"), _("Which exits are open, what is due or overdue, and what is the next step of each?")):
    case = ledger.chosen()
    if case:
        ledger.case(case)
    else:
        ledger.show()
