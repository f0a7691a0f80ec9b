"""The ledger of exit cases: filter, open in bulk, record a step with its evidence, see what is due."""

from lib.ui.frame.page import page
from lib.ui.frame.words import _
from lib.ui.ledger import ledger

with page(_("Ledger"), _("Which exits are open, what is due or overdue, and what is the next step of each?")):
    case = ledger.chosen()
    if case:
        ledger.case(case)
    else:
        ledger.show()
