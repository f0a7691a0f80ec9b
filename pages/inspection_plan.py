"""A day of joint inspections: who is visited in which order, by whom and on which matter, how far it is; its papers."""

from lib.ui.frame.page import page
from lib.ui.frame.words import _
from lib.ui.inspection_plan import mending, plans

with page(_("Inspection plans"), _("Who is visited on which day, in which order, by whom, and was it approved?")):
    plan = plans.chosen()
    if plan:
        plans.one(plan)
    elif mending.is_asked():
        mending.show()
    else:
        plans.show()
