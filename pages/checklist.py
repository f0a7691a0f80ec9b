"""What is asked on site: a checklist to be read, printed or taken along, or answered at the visit of a plan."""

from lib.ui.checklist import answering, blank
from lib.ui.frame.page import page
from lib.ui.frame.words import _

with page(_("Checklists"), _("What does an inspection ask on site, and on which basis?"), needs=""):
    visit = answering.visit()
    if visit:
        answering.show(visit)
    else:
        blank.show(blank.chosen())
