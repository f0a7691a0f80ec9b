"""What is asked on site: the checklists as they are asked on the date, to be read, printed or taken along in Word."""

from lib.ui.checklist import blank
from lib.ui.frame.page import page
from lib.ui.frame.words import _

with page(_("Checklists"), _("What does an inspection ask on site, and on which basis?"), needs=""):
    blank.show(blank.chosen())
